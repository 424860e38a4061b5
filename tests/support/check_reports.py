#!/usr/bin/env python3
"""check_reports.py NETWORK PROGRAM [--planted]: every report of the program against a computation of its own.

NETWORK is what scripts/make-network made, loaded by its `load`. Each report is computed from truth.json alone, by network_oracle and
network_findings, and compared with what the program answers as JSON. With --planted the truth is changed first (somebody taken out, and so on),
and then each comparison has to find a difference, and every figure and every column has to differ somewhere; what does not is a fault.
"""
import argparse
import collections
import json
import os
import pathlib
import subprocess
import sys

import network_findings
import network_oracle as oracle
import report_months
import report_people

BY = ("office_type", "profession")
PARTS = ("register", "monthly", "by", "small-cell", "yearly", "trend", "participation", "roster", "compliance", "committee")
FEW = 5  # people, of whom too much would be told


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


def comparisons(truth):
    """By part: name, what the program says, what is computed (knowing which parts the program tells).

    Each question is a process, so not all are asked of all months; a month is compared when the one after it is.
    """
    months = list(truth["usage"])
    years = sorted({int(month[:4]) - (month[5:] < "04") for month in months})
    # the first, a middle one, the one of which nothing was kept by person, the last
    chosen = sorted({months[0], months[len(months) // 2], months[-1], *(month for month in months if not truth.usage(month))})
    days = [oracle.last_day(month) for month in (months[0], months[len(months) // 2], *months[-3:])] + [f"{months[-2]}-14"]
    return {
        "register": [users(), offices(), groups(), untrained(), departures()],
        "monthly": [report_months.monthly(month) for month in (months[0], *months[1::2])],
        "by": [report_months.monthly(month, by) for by in BY for month in chosen] + [report_months.yearly(years[-1], by) for by in BY]
        + [report_months.trend(months[-4], months[-1], by) for by in BY],
        "small-cell": [report_months.small_cell(month, by, FEW) for by in (None, *BY) for month in chosen]
        + [report_months.yearly_small_cell(years[-1], by, FEW) for by in BY] + [report_people.participation_small_cell(days[-2], 2 * FEW)],
        "yearly": [report_months.yearly(year) for year in years], "trend": [report_months.trend(months[0], months[-1])],
        "participation": [report_people.participation(day) for day in days], "roster": [report_people.roster(month) for month in chosen],
        "compliance": [ask(day) for day in days for ask in (report_people.compliance, report_people.listed)],
        "committee": [report_people.committee(year) for year in years]}


def differences(computed, said):
    """Lines that tell them apart; both are sets, or both dictionaries."""
    if isinstance(said, dict):
        return [f"{key}: computed {computed.get(key)}, said {said.get(key)}" for key in sorted({*computed, *said}, key=str)
                if computed.get(key) != said.get(key)]
    return [f"{mark} {one}" for mark, ones in (("computed only:", computed - said), ("said only:", said - computed)) for one in sorted(ones, key=str)]


# What --planted does to the truth.
def suspects(truth):
    """People whom a report should miss: of each sort one."""
    world, months = oracle.World(truth, None), list(truth["usage"])
    used = {row[0] for row in truth.usage(months[-1]) if oracle.used(row)}
    owners = {user for group in world.groups() for user in world.owners[group]}
    lots = [{user for user in owners & used if world.state[user] == "active" and truth.states[user][0][0] < months[0]},
            set(world.users()) - oracle.trained(truth, oracle.AFTER), set(world.departures),
            {user for user, state in world.state.items() if state == "left"}, {user for user, state in world.state.items() if state == "suspended"},
            {user for group in world.groups() if len(world.owners[group]) == 1 for user in world.owners[group] if world.state[user] == "active"},
            {user for user, lives in truth.states.items() if lives[0][0] >= f"{months[0]}-01"}, set(world.given),
            *(set(one.who or ()) for one in network_findings.findings(truth, oracle.last_day(months[-1])).values())]
    return sorted({min(lot) for lot in lots if lot})


def without_people(truth):
    records = truth.records
    for user in suspects(truth):
        records = oracle.take_out(records, user)
    return oracle.Truth(records=records)


def with_other_things(truth):
    """No facility in the area, nothing decided, no pledge, groups without a host; an office and a group that are over, an office of another type."""
    left_out = {event for pair in network_findings.BEGINS_AND_ENDS.values() for event in pair} | {"decision"}
    world, on = oracle.World(truth, None), f"{min(truth['usage'])}-01"
    offices = [office for office in world.offices() if world.typed[office][0][0] < on and len(world.typed[office]) == 1]
    group = next(group for group in world.groups() if min(world.owners[group].values(), default=on) < on)

    def changed(event):
        if event["event"] == "office-opens" and event["office"] == offices[1]:
            return event | {"type": "other"}
        return event | {"host": None} if event["event"] == "group-opens" else event

    over = [{"on": on, "event": "office-closes", "office": offices[0]}, {"on": on, "event": "group-archived", "group": group}]
    return oracle.Truth(records=truth.records | {
        "facility": [one for one in truth["facility"] if one["municipality"] not in truth.area],
        "office": [one | {"pledge_on": None} for one in truth["office"]],
        "event": [changed(one) for one in truth["event"] if one["event"] not in left_out] + over})


NAMES = {*report_months.FIGURES, *report_people.FINDINGS, *network_findings.MATTERS}


def marks(key, value):
    """What of a comparison has to be noticed by itself where it tells something: each column, and each figure, finding or matter."""
    columns = value if isinstance(value, tuple) else (value,)
    names = key if isinstance(key, tuple) else (key,)
    named = {one for part in names for one in (part if isinstance(part, tuple) else (part,)) if isinstance(one, str) and one in NAMES}
    return {f"column {n}" for n, one in enumerate(columns) if one} | (named if any(columns) else set())


def noticed(computed, said):
    """Marks of what differs; of a row that is there on one side only, of all of it."""
    def columns(value):
        return value if isinstance(value, tuple) else (value,)

    found = set()
    for key in {*computed, *said}:
        if key not in computed or key not in said:
            found |= marks(key, (True,) * len(columns(computed.get(key, said.get(key)))))
        elif computed[key] != said[key]:
            found |= marks(key, tuple(one != other for one, other in zip(columns(computed[key]), columns(said[key]))))
    return found


class Planted:
    """By part of the reports what was said at all, and what of that a change of the truth has brought to light."""

    def __init__(self, truth):
        self.others = (without_people(truth), with_other_things(truth))
        self.said, self.noticed = collections.defaultdict(set), collections.defaultdict(set)

    def faults(self, part, said, compute):
        if isinstance(said, set):
            return [] if any(differences(compute(other, said), said) for other in self.others) else ["somebody less makes no difference"]
        for key, value in said.items():
            self.said[part] |= marks(key, value)
        found = set().union(*(noticed(compute(other, said), said) for other in self.others))
        self.noticed[part] |= found
        return [] if found else ["another truth makes no difference"]

    def overlooked(self):
        """What no other truth has changed anywhere."""
        return [f"{part}: {mark}" for part, said in self.said.items() for mark in sorted(said - self.noticed[part])]


def compare(part, comparison, truth, program, planted):
    """Says how it went; how many faults there are."""
    name, tell, compute = comparison
    said = tell(program)
    lines = planted.faults(part, said, compute) if planted else differences(compute(truth, said), said)
    print(f"{name}: {len(said)}{'' if not lines else ', and they differ'}")
    print(*(f"  {line}" for line in lines[:20]), sep="\n", end="\n" if lines else "")
    return len(lines)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("network", type=pathlib.Path)
    parser.add_argument("program", type=pathlib.Path)
    parser.add_argument("--planted", action="store_true")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS)
    words = parser.parse_args()
    truth, program = oracle.Truth(words.network / "truth.json"), Program(words.program, words.network / "register/register.db")
    planted = Planted(truth) if words.planted else None
    faults = sum(compare(part, one, truth, program, planted) for part, ones in comparisons(truth).items() if part in words.only for one in ones)
    overlooked = planted.overlooked() if planted else []
    print(*(f"never noticed: {line}" for line in overlooked), sep="\n", end="\n" if overlooked else "")
    return 1 if faults or overlooked else 0


if __name__ == "__main__":
    sys.exit(main())
