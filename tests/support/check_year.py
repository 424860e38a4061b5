#!/usr/bin/env python3
"""check_year.py KEPT [--planted]: the lists of the program against a computation of their own.

KEPT is what the year's transcript kept: `all`, the whole register as `export all` wrote it, and the program's lists as JSON. Here each list is
computed anew from the records and the words of the policy, with no code and no SQL of the program, and compared. With --planted each comparison
has to find a difference that is made in the records it rests on; one that does not is a fault.
"""
import argparse
import calendar
import copy
import datetime
import json
import pathlib
import sys
from collections import Counter, defaultdict


def day(text):
    return datetime.date.fromisoformat(text) if text else None


def months_on(start, months):
    year, month = divmod(start.month - 1 + months, 12)
    last = calendar.monthrange(start.year + year, month + 1)[1]
    return datetime.date(start.year + year, month + 1, min(start.day, last))


class Register:
    """The records of an export, by kind."""

    def __init__(self, folder):
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        self.today = day(manifest["manifest"][0]["at"][:10])
        self.year_begins = datetime.date(self.today.year - (self.today.month < 4), 4, 1)
        self.records = {}
        for file in manifest["file"]:
            lines = (folder / file["file"]).read_text(encoding="utf-8").splitlines()
            self.records[file["kind"]] = [json.loads(line) for line in lines[:-1]]
            assert json.loads(lines[-1])["record"] == "summary" and len(lines) - 1 == file["records"], file["file"]

    def __getitem__(self, kind):
        return self.records[kind]

    def setting(self, key, otherwise):
        return next((one["value"] for one in self["profile"] if one["key"] == key), otherwise)

    def open(self, kind):
        return [one for one in self[kind] if one["until"] is None or day(one["until"]) > self.today]

    def states(self):
        """The state of each user today, from the dated history alone."""
        return {one["user_id"]: one["value"] for one in self["dated"] if one["field"] == "state" and day(one["since"]) <= self.today
                and (one["until"] is None or day(one["until"]) > self.today)}

    def live(self):
        return {user for user, state in self.states().items() if state != "left"}


def offices(register):
    members = Counter(one["office_id"] for one in register.open("membership"))
    admins = Counter(one["office_id"] for one in register.open("membership") if one["role"] == "admin")
    return {one["office_id"]: (members[one["office_id"]], admins[one["office_id"]]) for one in register["office"]}


def open_groups(register):
    return [one for one in register["group"] if one["archived_on"] is None]


def group_owners(register):
    owners = Counter(one["group_id"] for one in register.open("group_owner"))
    return {one["group_id"]: owners[one["group_id"]] for one in register["group"]}


def group_findings(register):
    states, owners = register.states(), defaultdict(list)
    for one in register.open("group_owner"):
        owners[one["group_id"]].append(one["user_id"])
    days, found = int(register.setting("rules.group_confirm_days", 92)), set()
    for group in open_groups(register):
        number, able = group["group_id"], [user for user in owners[group["group_id"]] if states[user] in ("registered", "active")]
        found |= {("owner-suspended", number, user) for user in owners[number] if states[user] == "suspended"}
        found |= {("owner-left", number, user) for user in owners[number] if states[user] in ("leaving", "left")}
        found |= {("one-owner", number, able[0])} if len(able) == 1 else set()
        found |= {("no-owner", number, None)} if not owners[number] else set()
        if (register.today - day(group["confirmed_on"] or group["opened_on"])).days > days:
            found.add(("unconfirmed", number, None))
    found |= {("member-left", one["group_id"], one["user_id"]) for one in register.open("group_member") if states[one["user_id"]] == "left"
              and one["group_id"] in {group["group_id"] for group in open_groups(register)}}
    return found


def until(rule, held):
    """The last day on which a training holds; art. 8-2(2) leaves the rule to the profile."""
    if rule == "forever":
        return datetime.date.max
    if rule == "fiscal-year":
        return datetime.date(held.year + (held.month >= 4), 3, 31)
    return months_on(held, int(rule.split("-")[0])) - datetime.timedelta(days=1)


def newest(register, kind, rule):
    """The last day on which the newest training of the kind holds, by user."""
    held = {one["training_id"]: day(one["held_on"]) for one in register["training"] if one["kind"] == kind}
    days = {}
    for one in register["attendance"]:
        if one["training_id"] in held and one["user_id"] and one["result"] in ("attended", "passed"):
            days[one["user_id"]] = max(days.get(one["user_id"], datetime.date.min), held[one["training_id"]])
    return {user: until(register.setting(f"training.{kind}", rule), last) for user, last in days.items()}


def untrained(kind, rule):
    def users(register):
        held = newest(register, kind, rule)
        return {user for user in register.live() if held.get(user, datetime.date.min) < register.today}

    return users


def running_out(register):
    last, live = register.today + datetime.timedelta(days=60), register.live()
    return {(user, day) for user, day in newest(register, "annual", "fiscal-year").items() if user in live and register.today <= day <= last}


def trained_this_year(register):
    held = {one["training_id"] for one in register["training"] if one["kind"] == "annual" and register.year_begins <= day(one["held_on"]) <= register.today}
    return {one["user_id"] for one in register["attendance"] if one["training_id"] in held and one["result"] in ("attended", "passed")} & register.live()


def versions(register, kinds):
    """By kind and title the versions that took effect, oldest first."""
    found = defaultdict(list)
    for one in sorted(register["document"], key=lambda one: one["effective_on"] or ""):
        if one["kind"] in kinds and one["effective_on"] and day(one["effective_on"]) <= register.today:
            found[one["kind"], one["title"]].append(one)
    return found.values()


def unacknowledged(register):
    signed, missing, live = {(one["user_id"], one["document_id"]) for one in register["acknowledgement"]}, set(), register.live()
    for history in versions(register, ("policy", "rules")):
        binding = [history[-1]["document_id"]]
        for later, earlier in zip(history[::-1], history[-2::-1]):
            if not later["carried_over"]:
                break
            binding.append(earlier["document_id"])
        missing |= {(user, binding[0]) for user in live if not any((user, number) in signed for number in binding)}
    return missing


def departures(register):
    return {one["user_id"] for one in register["departure"] if one["state"] == "open"}


def overdue(register):
    """Whom an office has not confirmed for too long; answered in a review, else since they are there (art. 8-2(5))."""
    days = {True: int(register.setting("rules.review_admin_days", 31)), False: int(register.setting("rules.review_user_days", 92))}
    confirmed = {}
    for one in register["review_item"]:
        key = (one["membership_id"], None, None) if one["membership_id"] else (None, one["group_id"], one["user_id"])
        if one["answer"] in ("confirmed", "changed"):
            confirmed[key] = max(confirmed.get(key, ""), one["answered_on"])
    hosts, found = {one["group_id"]: one["office_id"] for one in open_groups(register)}, set()
    staying = {user for user, state in register.states().items() if state not in ("leaving", "left")}
    for one in register.open("membership"):
        last = max(one["since"], confirmed.get((one["membership_id"], None, None), ""))
        if one["user_id"] in staying and day(last) + datetime.timedelta(days=days[one["role"] == "admin"]) < register.today:
            found.add((one["user_id"], one["office_id"], None))
    for one in register.open("group_owner"):
        last = max(one["since"], confirmed.get((None, one["group_id"], one["user_id"]), ""))
        if one["group_id"] in hosts and one["user_id"] in staying and day(last) + datetime.timedelta(days=days[True]) < register.today:
            found.add((one["user_id"], hosts[one["group_id"]], one["group_id"]))
    return found


def deadlines(register):
    found = {}
    for one in register["incident"]:
        known, reported = day(one["found_on"]), {step["step"]: step["done_on"] for step in register["incident_step"] if step["incident_id"] == one["incident_id"]}
        due = [known + datetime.timedelta(days=n) for n in (5, 59 if one["wrongful"] else 29)] if one["reportable"] else [None, None]
        found[one["incident_id"]] = (*due, reported.get("first-report"), reported.get("final-report"))
    return found


def forced(register):
    """Who was deleted by force, and whether an unheeded measure and a decision about it came first (art. 11 (guidance) 2)."""
    about = {one["committee_id"]: one["about"] for one in register["committee"] if one["kind"] == "supervision"}
    rightly = {(one["user_id"], one["committee_id"]) for one in register["guidance"] if one["outcome"] == "not-followed" and one["committee_id"] in about
               and {one["guidance_id"], one["user_id"]} & set(about[one["committee_id"]])}
    return {(one["user_id"], (one["user_id"], one["committee_id"]) in rightly) for one in register["departure"] if one["committee_id"]}


class Lists:
    """What the program printed."""

    def __init__(self, folder):
        self.folder = folder

    def __call__(self, name, kind):
        return json.loads((self.folder / f"{name}.json").read_text(encoding="utf-8"))[kind]


def comparisons(lists):
    """What is compared: the name, the computation, what the program says, and the records that a planted difference takes from."""
    return [
        ("users by state", Register.states, {one["user_id"]: one["state"] for one in lists("user", "user")}, "dated"),
        ("members and admins of the offices", offices, {one["office_id"]: (one["members"], one["admins"]) for one in lists("office", "office")}, "membership"),
        ("owners of the groups", group_owners, {one["group_id"]: one["owners"] for one in lists("group", "group")}, "group_owner"),
        ("findings on groups", group_findings, {(one["finding"], one["group_id"], one["user_id"]) for one in lists("group_check", "group_finding")}, "group_owner"),
        ("without an initial training", untrained("initial", "forever"), {one["user_id"] for one in lists("never_initial", "training_due")}, "attendance"),
        ("without the annual training", untrained("annual", "fiscal-year"), {one["user_id"] for one in lists("never_annual", "training_due")}, "attendance"),
        ("whose annual training runs out", running_out,
         {(one["user_id"], day(one["valid_until"])) for one in lists("due", "training_due") if one["kind"] == "annual"}, "attendance"),
        ("trained this year", trained_this_year, {one["user_id"] for one in lists("training", "training_status") if one["annual_on"]}, "attendance"),
        ("who has not acknowledged", unacknowledged,
         {(one["user_id"], one["document_id"]) for one in lists("document_status", "document_status") if not one["acknowledged_on"]}, "acknowledgement"),
        ("open departures", departures, {one["number"] for one in lists("departure", "desk")}, "departure"),
        ("overdue for review", overdue, {(one["user_id"], one["office_id"], one["group_id"]) for one in lists("overdue", "review_due")}, "membership"),
        ("deadlines of incidents", deadlines,
         {one["incident_id"]: (day(one["first_due"]), day(one["final_due"]), one["first_reported_on"], one["final_reported_on"])
          for one in lists("incident", "incident")}, "incident_step"),
        ("forced departures", forced,
         {(user, True) for user in {one["user_id"] for one in lists("guidance", "guidance") if one["committee_id"]}}, "guidance"),
    ]


def differences(computed, said):
    """Lines that tell them apart; both are sets, or both dictionaries."""
    if isinstance(said, dict):
        computed, said = set(computed.items()), set(said.items())
    return [f"{mark} {one}" for mark, ones in (("computed only:", computed - said), ("said only:", said - computed)) for one in sorted(ones, key=str)]


def is_noticed(register, compute, said, kind):
    """Whether the comparison goes red when any one of the records it rests on is not there."""
    for n in range(len(register[kind])):
        less = copy.copy(register)
        less.records = register.records | {kind: register[kind][:n] + register[kind][n + 1:]}
        try:
            if differences(compute(less), said):
                return True
        except (KeyError, StopIteration):
            return True
    return False


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("kept", type=pathlib.Path)
    parser.add_argument("--planted", action="store_true")
    words = parser.parse_args()
    register, faults = Register(words.kept / "all"), 0
    for name, compute, said, kind in comparisons(Lists(words.kept)):
        computed = compute(register)
        lines = differences(computed, said)
        if words.planted:
            lines = [] if is_noticed(register, compute, said, kind) else ["a record taken away makes no difference"]
        print(f"{name}: {len(computed)}{'' if not lines else ', and they differ'}")
        print(*(f"  {line}" for line in lines[:20]), sep="\n", end="\n" if lines else "")
        faults += bool(lines)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
