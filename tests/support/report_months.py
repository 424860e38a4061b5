"""What the program says month by month (monthly, yearly, trend), each beside what the oracle computes.

A comparison is a name, what the program says, and what is computed; the latter knows which parts the program tells, but a part in which there is
something has to be there whether it is told or not.
"""
import collections

import network_oracle as oracle

SHARES = ("active", "groups_without_owner", "trained", "acknowledged")
AVERAGES = {"posts_per_active": ("posts", "active")}
FLOWS = ("joined", "left", "net", "login_days", "logins", "posts", "reads", "files")
FIGURES = ("offices", "users", "holders", "joined", "left", "net", "active", "login_days", "logins", "posts", "posts_per_active", "reads", "files",
           "groups", "groups_without_owner", "trained", "acknowledged", "departures_open", "residual")
SLICES = ("office_type", "profession", "group_kind")
# Parts that the monthly report always has, beside the whole (mission: offices by type, users by profession x office type, groups by kind).
ALWAYS = {"offices": [("office_type",)], "users": [("office_type",), ("profession",), ("office_type", "profession")],
          "groups": [("group_kind",)], "groups_without_owner": [("group_kind",)]}
OF_PEOPLE = ("users", "holders", "joined", "left", "net", "active", "login_days", "logins", "posts", "posts_per_active", "reads", "files", "trained",
             "acknowledged")
COUNTS_OF_PEOPLE = ("users", "holders", "joined", "left", "active", "trained", "acknowledged")
FISCAL = ("apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "jan", "feb", "mar")
MEASURES = ("n", "of", "percent", "average")
MONTHLY = tuple(before + measure for before in ("", "previous_", "year_ago_") for measure in MEASURES)
BLANK = "blank, of too few people"


class Months:
    """Figures of months, computed once each; of a month before anybody was there nothing is known."""

    @staticmethod
    def of(truth):
        if not hasattr(truth, "months"):
            truth.months = Months(truth)
        return truth.months

    def __init__(self, truth):
        self.truth, self.known = truth, {}
        self.first = min(lives[0][0] for lives in truth.states.values())[:7]

    def __getitem__(self, month):
        if month not in self.known:
            self.known[month] = oracle.figures(self.truth, month)
        return self.known[month]

    def amount(self, month, figure, place):
        """n and of, of the whole where place is empty; who has no office is of the type none."""
        if month < self.first:
            return None, None
        wanted = {at: None if value == "none" else value for at, value in zip(SLICES, place) if value is not None}
        if figure in AVERAGES:
            return tuple(self[month][part].n(**wanted) for part in AVERAGES[figure])
        return self[month][figure].n(**wanted), self[month][figure].out_of(**wanted)

    def measured(self, month, figure, place):
        n, of = self.amount(month, figure, place)
        percent = oracle.share(n, of) if figure in SHARES else None
        average = oracle.average(n, of) if figure in AVERAGES else None
        return {"n": n, "of": of, "percent": percent, "average": average}

    def places(self, month, figure, shape):
        """Which parts of that shape there are, like (clinic, nurse, nothing)."""
        if month < self.first:
            return set()
        parts = AVERAGES.get(figure, (figure,))
        cells = {one for part in parts for one in self[month][part].cells(*shape)} if shape else {()}
        return {fill(shape, one) for one in cells}

    def must_have(self, month, by=None):
        """Every part that is not empty of every figure in every shape in which the report has it."""
        found = set()
        for figure in FIGURES:
            further = [(by,)] if figure in OF_PEOPLE and by else []
            for shape in [(), *ALWAYS.get(figure, ()), *further]:
                found |= {(figure, place) for place in self.places(month, figure, shape) if not shape or any(self.amount(month, figure, place))}
        return found


def fill(shape, values):
    found = {at: "none" if value is None else value for at, value in zip(shape, values)}
    return tuple(found.get(at) for at in SLICES)


def place_of(row):
    return tuple(row.get(at) for at in SLICES)


WHOLE = place_of({})


def figures_said(rows):
    return {(row["figure"], place_of(row)): tuple(row[key] for key in MONTHLY) for row in rows}


def figures_computed(truth, month, by, said):
    months, found = Months.of(truth), {}
    for figure, place in months.must_have(month, by) | set(said):
        parts = [months.measured(oracle.months_before(month, back), figure, place) for back in (0, 1, 12)]
        found[figure, place] = tuple(part[measure] for part in parts for measure in MEASURES)
    return found


def options_by(by):
    return ["--by", by.replace("_", "-")] if by else []


def monthly(month, by=None):
    """By figure and part: this month, the one before, the same one a year ago."""
    def said(program):
        return figures_said(program("report", "monthly", "--month", month, *options_by(by), "--json")["figure"])

    return " ".join(["monthly", month, *options_by(by)]), said, lambda truth, said: figures_computed(truth, month, by, said)


# Few people. What is blanked is for the program to choose; what stands there is right, and is no count of few people.
def is_few(figure, measure, value, least):
    """The N of posts per active user is a count of people, too."""
    counted = figure in COUNTS_OF_PEOPLE and measure in ("n", "of") or figure == "posts_per_active" and measure == "of"
    return counted and value is not None and 0 < value < least


def shown(figure, place, measures, values, said, least):
    """What may stand in a row: a blank where one was chosen, but in the whole network nowhere."""
    if place == WHOLE:
        return values
    return tuple(None if told is None else BLANK if is_few(figure, measure, value, least) else value
                 for measure, value, told in zip(measures, values, said))


def small_cell(month, by, least):
    measures = MEASURES * 3

    def said(program):
        rows = program("report", "monthly", "--month", month, *options_by(by), "--small-cell", str(least), "--json")["figure"]
        return {(row["figure"], place_of(row)): (*(row[key] for key in MONTHLY), row["suppressed"]) for row in rows}

    def computed(truth, said):
        found = {}
        for (figure, place), values in figures_computed(truth, month, by, said).items():
            told = said.get((figure, place), (None,) * len(values))[:len(values)]
            there = shown(figure, place, measures, values, told, least)
            # of what is not known nobody can see whether it is blanked
            is_said = place != WHOLE and (figure, place) in said and said[figure, place][-1]
            found[figure, place] = (*there, is_said if values[0] is None else there[:4] != values[:4])
        return found

    return " ".join(["monthly", month, *options_by(by), "--small-cell", str(least)]), said, computed


# Years.
def measures_of(figure):
    return ("average",) if figure in AVERAGES else ("n", "of", "percent") if figure in SHARES else ("n",)


def year_said(rows):
    return {(row["figure"], place_of(row), row["measure"]): tuple(row[key] for key in (*FISCAL, "year", "previous_year", "change")) for row in rows}


def of_year(figure, values):
    """What adds up is added, as far as it is known; of what stands the newest month is told."""
    if figure not in FLOWS:
        return values[-1] if values else None
    known = [value for value in values if value is not None]
    return sum(known) if known else None


def year_row(months, span, figure, place, measure):
    now, before = ([months.measured(oracle.months_before(month, back), figure, place) for month in span] for back in (0, 12))
    alike = [(one[measure], then[measure]) for one, then in zip(now, before) if one["n"] is not None]
    total = of_year(figure, [one for one, _ in alike])
    # a sum that lacks a month would compare with less
    earlier = None if figure in FLOWS and None in [then for _, then in alike] else of_year(figure, [then for _, then in alike])
    change = None if None in (total, earlier) else round(total - earlier, 1)
    return (*(one[measure] for one in now), total, earlier, change)


def months_of(year):
    return [oracle.months_before(f"{year}-04", -n) for n in range(12)]


def year_computed(truth, year, by, said, is_whole=False):
    """Any month of the year or of the one before makes a part that has to be there."""
    months, span = Months.of(truth), months_of(year)
    parts = {part for month in months_of(year - 1) + span for part in months.must_have(month, by)}
    wanted = {(figure, place, measure) for figure, place in parts for measure in measures_of(figure) if not is_whole or place == WHOLE}
    return {one: year_row(months, span, *one) for one in wanted | set(said)}


def yearly(year, by=None):
    """By figure, part and measure: twelve months, the year, the year before, the change."""
    def said(program):
        return year_said(program("report", "yearly", "--fy", f"FY{year}", *options_by(by), "--json")["year_figure"])

    return " ".join(["yearly", f"FY{year}", *options_by(by)]), said, lambda truth, said: year_computed(truth, year, by, said)


def yearly_small_cell(year, by, least):
    def said(program):
        return year_said(program("report", "yearly", "--fy", f"FY{year}", *options_by(by), "--small-cell", str(least), "--json")["year_figure"])

    def computed(truth, said):
        found = {}
        for (figure, place, measure), values in year_computed(truth, year, by, said).items():
            told = said.get((figure, place, measure), (None,) * len(values))
            measures = [measure] * 12 + ["sum", "sum", "change"] if figure in FLOWS else [measure] * 14 + ["change"]
            found[figure, place, measure] = shown(figure, place, measures, values, told, least)
        return found

    return " ".join(["yearly", f"FY{year}", *options_by(by), "--small-cell", str(least)]), said, computed


TREND = (*(one for one in FIGURES if one not in ("reads", "files")), *(f"{one}_percent" for one in ("active", "trained", "acknowledged")))


def trend_value(months, month, key, place):
    figure = key.removesuffix("_percent")
    if place != WHOLE and figure not in OF_PEOPLE and not (figure == "offices" and place[0]):
        return None  # it has no such parts
    measured = months.measured(month, figure, place)
    return measured["percent" if key != figure else "average" if figure in AVERAGES else "n"]


def trend(first, last, by=None):
    """By month, and with `by` by part of that kind."""
    def said(program):
        rows = program("report", "trend", "--from", first, "--to", last, *options_by(by), "--json")["trend"]
        return {(row["month"], place_of(row)): tuple(row[key] for key in TREND) for row in rows}

    def computed(truth, said):
        months, month, wanted = Months.of(truth), first, set(said)
        while month <= last:
            wanted |= {(month, place) for _, place in months.must_have(month, by) if place == WHOLE and not by or by and by == only_part_of(place)}
            month = oracle.months_before(month, -1)
        return {(month, place): tuple(trend_value(months, month, key, place) for key in TREND) for month, place in wanted}

    return " ".join(["trend", first, "to", last, *options_by(by)]), said, computed


def only_part_of(place):
    parts = [at for at, value in zip(SLICES, place) if value is not None]
    return parts[0] if len(parts) == 1 else None
