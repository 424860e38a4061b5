"""What the program says of offices and people (participation, roster, compliance, committee), each beside what the oracle computes."""
import network_findings as findings
import network_oracle as oracle
from report_months import WHOLE, figures_computed, figures_said, year_computed, year_said


def participation_said(rows):
    return {row["office_type"]: tuple(row[key] for key in findings.TAKES_PART) for row in rows}


def participation(day):
    """By office type, people without an office, and all: offices, facilities, in use, users, and the offices of months before."""
    def said(program):
        return participation_said(program("report", "participation", "--as-of", day, "--json")["participation"])

    return f"participation on {day}", said, lambda truth, _: findings.participation(truth, day)


def participation_small_cell(day, least):
    """Of a type with so few users these are blanked; all users are not."""
    def said(program):
        return participation_said(program("report", "participation", "--as-of", day, "--small-cell", str(least), "--json")["participation"])

    def computed(truth, said):
        found = findings.participation(truth, day)
        for kind, row in found.items():
            is_blank = kind in said and said[kind][-1] is None
            if kind is not findings.ALL_TYPES and (is_blank or 0 < row[-1] < least):
                found[kind] = (*row[:-1], None)
        return found

    return f"participation on {day} --small-cell {least}", said, computed


def roster(month):
    """By open office whatever can be known of it."""
    def said(program):
        rows = program("report", "roster", "--month", month, "--json")["roster"]
        return {row["office_id"]: tuple(row[key] for key in findings.OF_OFFICE) for row in rows}

    return f"roster of {month}", said, lambda truth, _: findings.roster(truth, month)


FINDINGS = ("untrained", "annual_overdue", "unacknowledged", "dormant", "review_overdue", "unconfirmed", "departure_overdue", "no_gate",
            "suspended_overdue")


def shares_said(rows):
    return {row["finding"]: (row["n"], row["of"], row["percent"]) for row in rows}


def shares_computed(truth, day):
    return {name: one.share() for name, one in findings.findings(truth, day).items()}


def compliance(day):
    """How many of how many lack something."""
    def said(program):
        return shares_said(program("report", "compliance", "--as-of", day, "--json")["compliance"])

    return f"compliance on {day}", said, lambda truth, _: shares_computed(truth, day)


# of which documents, of which steps
TELLS_WHAT = ("unacknowledged", "departure_overdue")


def listed(day):
    """Who is listed for what, and what is open."""
    def said(program):
        rows = program("report", "compliance", "--as-of", day, "--json")["compliance_finding"]
        return {(row["finding"], row["user_id"]): in_order(row["open"]) if row["finding"] in TELLS_WHAT else None for row in rows
               }

    def in_order(words):
        return ",".join(sorted(words.split(",")))

    def computed(truth, _):
        return {(name, user): in_order(what) if name in TELLS_WHAT else None
                for name, one in findings.findings(truth, day).items() for user, what in (one.who or {}).items()}

    return f"compliance on {day}, who is listed", said, computed


def committee(year):
    """One report with the year of the whole network, its last month, who takes part, who keeps the rules, and what there was to do."""
    first, last = f"{year}-04-01", f"{year + 1}-03-31"

    def said(program):
        answer = program("report", "committee", "--fy", f"FY{year}", "--json")
        matters = {(row["matter"], row["kind"]): (row["n"], row["open"]) for row in answer["matter"]}
        return together(year_said(answer["year_figure"]), figures_said(answer["figure"]), participation_said(answer["participation"]),
                        shares_said(answer["compliance"]), matters)

    def computed(truth, said):
        of_whole = {one for one in said_of("year", said) if one[1] == WHOLE}
        return together(year_computed(truth, year, None, of_whole, is_whole=True),
                        figures_computed(truth, last[:7], None, said_of("month", said)),
                        findings.participation(truth, last),
                        shares_computed(truth, last), findings.matters(truth, first, last))

    return f"committee FY{year}", said, computed


PARTS = ("year", "month", "participation", "compliance", "matter")


def together(*parts):
    return {(name, key): value for name, part in zip(PARTS, parts) for key, value in part.items()}


def said_of(part, said):
    return {key for name, key in said if name == part}
