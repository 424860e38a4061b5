#!/usr/bin/env python3
"""check_reports.py NETWORK PROGRAM [--planted]: every report of the program against a computation of its own.

NETWORK is what scripts/make-network made, loaded by its `load`. Each report is computed from truth.json alone, by network_oracle, and compared with
what the program answers as JSON. With --planted somebody is taken out of the truth first, and then each comparison has to find a difference; one that
does not is a fault.
"""
import argparse
import collections
import json
import os
import pathlib
import subprocess
import sys

import network_oracle as oracle

SHARES = ("active", "groups_without_owner", "trained", "acknowledged")
AVERAGES = {"posts_per_active": ("posts", "active")}
FLOWS = ("joined", "left", "net", "login_days", "logins", "posts", "reads", "files")
FIGURES = ("offices", "users", "holders", "joined", "left", "net", "active", "login_days", "logins", "posts", "posts_per_active", "reads", "files",
           "groups", "groups_without_owner", "trained", "acknowledged", "departures_open", "residual")
SLICES = ("office_type", "profession", "group_kind")
# Parts that the monthly report always has, beside the whole (mission: offices by type, users by profession x office type, groups by kind).
ALWAYS = {"offices": ("office_type",), "users": ("office_type", "profession"), "groups": ("group_kind",), "groups_without_owner": ("group_kind",)}
FISCAL = ("apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "jan", "feb", "mar")


class Program:
    def __init__(self, program, register):
        self.program = program
        self.environment = {"PATH": os.environ["PATH"], "OSAKI_MCS_DB": str(register), "LANG": "C.UTF-8", "HOME": str(register.parent)}
        self.environment |= {name: os.environ[name] for name in ("ASAN_OPTIONS", "LSAN_OPTIONS", "LD_LIBRARY_PATH") if name in os.environ}

    def __call__(self, *words):
        done = subprocess.run([self.program, *words], env=self.environment, capture_output=True, text=True, check=False)
        if done.returncode not in (0, 10):
            sys.exit(f"osaki-mcs {' '.join(words)}: exit {done.returncode}: {done.stderr.strip()}")
        return json.loads(done.stdout)


# What is computed.
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
        parts = AVERAGES.get(figure, (figure,))
        cells = {one for part in parts for one in self[month][part].cells(*shape)} if shape else {()}
        return {tuple(("none" if value is None else value) for value in fill(shape, one)) for one in cells}


def fill(shape, values):
    found = dict(zip(shape, values))
    return ((found[at] if found.get(at) is not None else "none") if at in found else "" for at in SLICES)


def place_of(row):
    return tuple(row.get(at) for at in SLICES)


def shape_of(place):
    return tuple(at for at, value in zip(SLICES, place) if value is not None)


def must_have(months, month, shapes):
    """Every part that is not empty of every figure in every shape in which the report has it."""
    found = set()
    for figure in FIGURES:
        for shape in {(), *shapes.get(figure, ()), *((ALWAYS[figure],) if figure in ALWAYS else ())}:
            for place in months.places(month, figure, shape):
                place = tuple(value or None for value in place)
                n, of = months.amount(month, figure, place)
                if n or of or not shape:
                    found.add((figure, place))
    return found


def monthly(month):
    """By figure and part: this month, the one before, the same one a year ago."""
    def said(program):
        rows = program("report", "monthly", "--month", month, "--json")["figure"]
        return {(row["figure"], place_of(row)): tuple(row[key] for key in MONTHLY) for row in rows}

    def computed(truth, said):
        months, shapes = Months.of(truth), collections.defaultdict(set)
        for figure, place in said:
            shapes[figure].add(shape_of(place))
        found = {}
        for figure, place in must_have(months, month, shapes) | set(said):
            parts = [months.measured(oracle.months_before(month, back), figure, place) for back in (0, 1, 12)]
            found[figure, place] = tuple(part[measure] for part in parts for measure in ("n", "of", "percent", "average"))
        return found

    return f"monthly {month}", said, computed


MONTHLY = tuple(before + measure for before in ("", "previous_", "year_ago_") for measure in ("n", "of", "percent", "average"))


def yearly(year):
    """By figure, part and measure: twelve months, the year, the year before, the change."""
    def said(program):
        return {(row["figure"], place_of(row), row["measure"]): tuple(row[key] for key in (*FISCAL, "year", "previous_year", "change"))
                for row in program("report", "yearly", "--fy", f"FY{year}", "--json")["year_figure"]}

    def of_year(figure, values):
        """What adds up is added, as far as it is known; of what stands the newest month is told."""
        if figure not in FLOWS:
            return values[-1] if values else None
        known = [value for value in values if value is not None]
        return sum(known) if known else None

    def computed(truth, said):
        months, found = Months.of(truth), {}
        span = [oracle.months_before(f"{year}-04", -n) for n in range(12)]
        for figure, place, measure in said:
            now, before = ([months.measured(oracle.months_before(month, back), figure, place) for month in span] for back in (0, 12))
            alike = [(one[measure], then[measure]) for one, then in zip(now, before) if one["n"] is not None]
            total = of_year(figure, [one for one, _ in alike])
            # a sum that lacks a month would compare with less
            earlier = None if figure in FLOWS and None in [then for _, then in alike] else of_year(figure, [then for _, then in alike])
            change = None if None in (total, earlier) else round(total - earlier, 1)
            found[figure, place, measure] = (*(one[measure] for one in now), total, earlier, change)
        return found

    return f"yearly FY{year}", said, computed


def trend(first, last):
    keys = [*(one for one in FIGURES if one not in ("reads", "files")), *(f"{one}_percent" for one in ("active", "trained", "acknowledged"))]

    def said(program):
        return {row["month"]: tuple(row[key] for key in keys) for row in program("report", "trend", "--from", first, "--to", last, "--json")["trend"]}

    def value(months, month, key):
        figure = key.removesuffix("_percent")
        measured = months.measured(month, figure, (None, None, None))
        return measured["percent" if key != figure else "average" if figure in AVERAGES else "n"]

    def computed(truth, _):
        months, month, found = Months.of(truth), first, {}
        while month <= last:
            found[month] = tuple(value(months, month, key) for key in keys)
            month = oracle.months_before(month, -1)
        return found

    return f"trend {first} to {last}", said, computed


def participation(day):
    """By office type: facilities of the area, offices registered, facilities they cover, users."""
    def said(program):
        rows = program("report", "participation", "--as-of", day, "--json")["participation"]
        return {row["office_type"]: (row["facilities"], row["registered"], row["covered"], row["users"]) for row in rows if row["office_type"] not in (None, "none")}

    def computed(truth, said):
        found = oracle.participation(truth, day)
        return {kind: row for kind, row in found.items() if kind in said or any(row)}

    return f"participation on {day}", said, computed


def roster(month):
    """By office everybody who belongs to it, and how many of them as admins."""
    day = oracle.last_day(month)

    def said(program):
        return {row["office_id"]: (row["members"], row["admins"]) for row in program("report", "roster", "--month", month, "--json")["roster"]
                if row["members"]}

    def computed(truth, _):
        there = set(oracle.World(truth, day).offices())
        return {office: (len({user for user, _, _ in members}), len({user for user, role, _ in members if role == "admin"}))
                for office, members in oracle.roster(truth, day).items() if office in there}

    return f"roster of {month}", said, computed


def compliance(day):
    """How many lack the training, an acknowledgement, use."""
    def said(program):
        rows = program("report", "compliance", "--as-of", day, "--json")["compliance"]
        return {row["finding"]: row["n"] for row in rows if row["finding"] in ("untrained", "unacknowledged", "dormant")}

    def computed(truth, _):
        holders, dormant = set(oracle.World(truth, day).holders()), oracle.dormant(truth, day)
        return {"untrained": len(holders - oracle.trained(truth, day)), "unacknowledged": len(holders - oracle.acknowledged(truth, day)),
                "dormant": None if dormant is None else len(dormant)}

    return f"compliance on {day}", said, computed


# The register itself, as it was loaded.
def users():
    def said(program):
        return {one["user_id"]: one["state"] for one in program("user", "list", "--json=user_id,state,merged_into")["user"] if not one["merged_into"]}

    return "users by state", said, lambda truth, _: oracle.World(truth, None).state


def offices():
    def said(program):
        return {one["office_id"]: (one["type"], one["members"], one["closed_on"] is None) for one in program("office", "list", "--json")["office"]}

    def computed(truth, _):
        world = oracle.World(truth, None)
        members = collections.Counter(one.office for belonging in world.members.values() for one in belonging if one.until is None)
        return {office: (kind, members[office], office not in world.closed) for office, kind in world.types.items()}

    return "offices with their members", said, computed


def groups():
    def said(program):
        return {one["group_id"]: (one["kind"], one["owners"], one["archived_on"] is None) for one in program("group", "list", "--json")["group"]}

    def computed(truth, _):
        world = oracle.World(truth, None)
        return {group: (kind, len(world.owners[group]), group not in world.archived) for group, kind in world.kinds.items()}

    return "groups with their owners", said, computed


def untrained():
    def said(program):
        return {one["user_id"] for one in program("train", "never", "--kind", "initial", "--json")["training_due"]}

    def computed(truth, _):
        return set(oracle.World(truth, None).users()) - oracle.trained(truth, oracle.AFTER)

    return "without an initial training", said, computed


def departures():
    def said(program):
        return {one["number"] for one in program("withdraw", "--open", "--json")["desk"]}

    return "open departures", said, lambda truth, _: set(oracle.World(truth, None).departures)


def comparisons(truth, wanted):
    """Name, what the program says, what is computed (knowing which parts the program tells)."""
    months = list(truth["usage"])
    years = sorted({int(month[:4]) - (month[5:] < "04") for month in months})
    found = {"register": [users(), offices(), groups(), untrained(), departures()], "monthly": [monthly(month) for month in months],
             "yearly": [yearly(year) for year in years], "trend": [trend(months[0], months[-1])],
             "participation": [participation(oracle.last_day(month)) for month in months[-3:]], "roster": [roster(months[-1])],
             "compliance": [compliance(oracle.last_day(month)) for month in months[-3:]]}
    return [one for name in wanted or found for one in found[name]]


def differences(computed, said):
    """Lines that tell them apart; both are sets, or both dictionaries."""
    if isinstance(said, dict):
        return [f"{key}: computed {computed.get(key)}, said {said.get(key)}" for key in sorted({*computed, *said}, key=str)
                if computed.get(key) != said.get(key)]
    return [f"{mark} {one}" for mark, ones in (("computed only:", computed - said), ("said only:", said - computed)) for one in sorted(ones, key=str)]


def suspects(truth):
    """People whom a report should miss: an owner in use in every month, somebody untrained, somebody who is leaving, somebody who left."""
    world, months = oracle.World(truth, None), list(truth["usage"])
    used = {row[0] for row in truth.usage(months[-1]) if oracle.used(row)}
    owners = {user for group in world.groups() for user in world.owners[group]}
    lots = [{user for user in owners & used if world.state[user] == "active" and truth.states[user][0][0] < months[0]},
            set(world.users()) - oracle.trained(truth, oracle.AFTER), set(world.departures),
            {user for user, state in world.state.items() if state == "left"}]
    return [min(lot) for lot in lots if lot]


def is_noticed(less, said, compute):
    return any(differences(compute(truth, said), said) for truth in less)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("network", type=pathlib.Path)
    parser.add_argument("program", type=pathlib.Path)
    parser.add_argument("--planted", action="store_true")
    parser.add_argument("--only", nargs="+", choices=("register", "monthly", "yearly", "trend", "participation", "roster", "compliance"), default=[])
    words = parser.parse_args()
    truth, program, faults = oracle.Truth(words.network / "truth.json"), Program(words.program, words.network / "register/register.db"), 0
    less = [oracle.Truth(records=truth.records, without=user) for user in suspects(truth)] if words.planted else []
    if words.planted:  # and no facility in the area
        outside = [one for one in truth["facility"] if one["municipality"] not in truth.area]
        less.append(oracle.Truth(records=truth.records | {"facility": outside}))
    for name, tell, compute in comparisons(truth, words.only):
        said = tell(program)
        computed = compute(truth, said)
        lines = differences(computed, said)
        if words.planted:
            lines = [] if is_noticed(less, said, compute) else ["somebody less makes no difference"]
        print(f"{name}: {len(computed)}{'' if not lines else ', and they differ'}")
        print(*(f"  {line}" for line in lines[:20]), sep="\n", end="\n" if lines else "")
        faults += bool(lines)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
