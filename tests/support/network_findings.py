"""What the reports should say office by office, of who takes part, of who keeps the rules, and of what the committee had to do with.

As network_oracle: computed from the truth alone, by the words of the policy and of the definitions that are printed with the reports.
"""
import collections

import network_oracle as oracle
from network_oracle import World, active, acknowledged, days_before, months_before, share, told_by, trained

DORMANT_DAYS, PASSWORD_DAYS, STANDSTILL_DAYS = 45, 14, 1
REVIEW_DAYS = {"staff": 92, "admin": 31, "owner": 31}
STEPS = ("staff-release", "group-leave", "mcs-delete", "portal-delete")


def month_over(day):
    """The last month that was over at the end of the day."""
    return day[:7] if oracle.last_day(day[:7]) == day else months_before(day[:7], 1)


def fiscal_year_begins(day):
    return f"{int(day[:4]) - (day[5:7] < '04')}-04-01"


# Who takes part.
TAKES_PART = ("registered", "facilities", "covered", "percent", "previous_registered", "year_ago_registered", "active_offices", "active_percent",
              "users")
ALL_TYPES = None


def registered_on(truth, day):
    world = World(truth, day)
    return collections.Counter(world.types[office] for office in world.offices())


def registered_in(truth, month):
    """By type; nothing of a month before anybody was there."""
    first = min(lives[0][0] for lives in truth.states.values())[:7]
    return None if month < first else registered_on(truth, oracle.last_day(month))


def offices_in_use(truth, world, day):
    """By type the offices of which somebody who is there on the day was active in the last month that was over."""
    seen = active(truth, month_over(day))
    if seen is None:
        return None
    there, used = set(world.offices()), {world.office_of(user) for user in world.users() if user in seen}
    return collections.Counter(world.types[office] for office in used & there)


def facilities(truth, world):
    """By type of the directory those in the area, and those of them whose number under that service a registered office holds."""
    services = {one["office"]: {tuple(service) for service in one["service"]} for one in truth["office"]}
    held = set().union(*(services[office] for office in world.offices()))
    found = {one["type"]: [0, 0] for one in truth["facility"]}
    for one in truth["facility"]:
        if one["municipality"] in truth.area:
            found[one["type"]][0] += 1
            found[one["type"]][1] += (one["service"], one["number"]) in held
    return found


def participation(truth, day):
    """By office type the columns of TAKES_PART; "none" are people without an office, ALL_TYPES is the sum of all that is known."""
    world = World(truth, day)
    there, inside, used = registered_on(truth, day), facilities(truth, world), offices_in_use(truth, world, day)
    earlier = [registered_in(truth, months_before(day[:7], back)) for back in (1, 12)]
    users = collections.Counter(world.cell(user)[0] or "none" for user in world.users())

    def row(kinds, all_users):
        def total(counts):
            return None if counts is None else sum(counts[kind] for kind in kinds)

        known = [inside[kind] for kind in kinds if kind in inside]
        sums = [sum(column) for column in zip(*known)] if known else [None, None]
        in_use = total(used)
        return (total(there), *sums, share(sums[1], sums[0]), *map(total, earlier), in_use, share(in_use, total(there)), all_users)

    kinds = {*there, *inside, *users, *(kind for counts in earlier for kind in counts or ())}
    found = {kind: row([kind], users[kind]) for kind in kinds}
    found = {kind: one for kind, one in found.items() if one[0] or one[1] is not None or one[4] or one[5] or one[8]}
    return found | {ALL_TYPES: row(sorted(kinds), sum(users.values()))}


# Office by office.
OF_OFFICE = ("office_type", "admins", "members", "users", "holders", "active", "active_percent", "posts", "trained", "trained_percent",
             "acknowledged", "acknowledged_percent", "groups", "pledge_on")


def posts_by_office(truth, world, month):
    """Nothing where it is told by nobody, or of the network alone; an office of whose rows none is known has none that are known."""
    scope, rows = told_by(truth, month, oracle.METRICS.index("posts") + 1)
    if scope not in ("user", "office"):
        return None
    users = set(world.users())
    where = (lambda one: world.office_of(one) if one in users else None) if scope == "user" else (lambda one: one)
    return oracle.sums_of([({"office": where(row[0])}, row[oracle.METRICS.index("posts") + 1]) for row in rows], ("office",))


def roster(truth, month):
    """By open office the columns of OF_OFFICE at the end of a month."""
    day = oracle.last_day(month)
    world, seen = World(truth, day), active(truth, month)
    there, holders, pledges = set(world.offices()), set(world.holders()), {one["office"]: one.get("pledge_on") for one in truth["office"]}
    members, admins, users = (collections.defaultdict(set) for _ in range(3))
    for user, belongings in world.members.items():
        for one in belongings:
            if one.until is None:
                members[one.office].add(user)
                admins[one.office] |= {user} if one.role == "admin" else set()
    for user in world.users():
        users[world.office_of(user)].add(user)
    posts, hosted = posts_by_office(truth, world, month), collections.Counter(world.hosts[group] for group in world.groups())
    taught, signed = trained(truth, day), acknowledged(truth, day)

    def row(office):
        here = users[office]
        used, ids = None if seen is None else len(here & seen), here & holders
        pledge = pledges[office] if (pledges[office] or day) <= day else None
        return (world.types[office], len(admins[office]), len(members[office]), len(here), len(ids), used, share(used, len(here)),
                None if posts is None else posts.get((office,), 0), len(ids & taught), share(len(ids & taught), len(ids)),
                len(ids & signed), share(len(ids & signed), len(ids)), hosted[office], pledge)

    return {office: row(office) for office in there}


# Who keeps the rules.
class Finding:
    """who has it, each with what is open; of how many. Without `who` it is not known."""

    def __init__(self, who, of):
        self.who, self.of = who if isinstance(who, dict) or who is None else dict.fromkeys(who), of

    def share(self):
        return (None, None, None) if self.who is None else (len(self.who), self.of, share(len(self.who), self.of))


def month_touching(day, length):
    """Months of which a day lies in so many days before a day, or is that day."""
    months, month = [day[:7]], day[:7]
    while month > days_before(day, length)[:7]:
        month = months_before(month, 1)
        months.append(month)
    return months


def held_from(truth, user, day):
    """Since when somebody has had the ID that is held on the day."""
    since = oracle.AFTER
    for on, state in truth.states[user]:
        if on <= day:
            since = oracle.AFTER if state not in oracle.HOLDING else min(since, on)
    return since


def dormant(truth, day, length=DORMANT_DAYS):
    """Who is in use, has held an ID for so many days, and used nothing in the months of these."""
    world = World(truth, day)
    able = {user for user, state in world.state.items() if state == "active" and held_from(truth, user, day) <= days_before(day, length)}
    known = [seen for seen in (active(truth, month) for month in month_touching(day, length)) if seen is not None]
    return Finding(able.difference(*known) if known else None, len(able))


def lacking_documents(truth, day, holders):
    """Of each document one version must have been acknowledged; the one that is in force is asked for."""
    lacking = collections.defaultdict(list)
    for chain in oracle.binding(truth, day):
        signed = {user for document, user, on in truth["acknowledgement"] if on <= day and document in chain}
        for user in holders - signed:
            lacking[user].append(chain[0])
    return {user: ",".join(sorted(documents)) for user, documents in lacking.items()}


def due_for_review(truth, world):
    """By user what a review asks about: (role, day after which it is overdue). The truth has no reviews, so nothing was ever confirmed."""
    found = collections.defaultdict(list)
    asked = {user for user, state in world.state.items() if state in ("registered", "active", "suspended")}
    for user in asked:
        found[user] += [(one.role, days_before(one.since, -REVIEW_DAYS[one.role])) for one in world.members[user] if one.until is None]
    for group in world.groups():
        for user, since in world.owners[group].items():
            found[user] += [("owner", days_before(since, -REVIEW_DAYS["owner"]))] if user in asked else []
    return {user: due for user, due in found.items() if due}


def standing_still(world, day):
    # a step that cannot be done counts as settled on earlier days too
    impossible = {(one["user"], one["step"]) for one in world.truth.events if one["event"] == "step" and not one["done"]}
    left = {user: [step for step in STEPS if step not in world.steps[user] and (user, step) not in impossible] for user in world.departures}
    return {user: ",".join(steps) for user, steps in left.items() if steps and days_before(day, STANDSTILL_DAYS) > world.last_moved[user]}


def came_by_application(truth, day):
    return {one["user"] for one in truth.events if one["event"] == "registered" and (one["on"] or oracle.AFTER) <= day}


def findings(truth, day):
    """By name each finding on a day."""
    world, now = World(truth, day), World(truth, None)
    holders, state = set(world.holders()), world.state
    given = {user for user in world.given if state[user] in ("registered", "active")}
    due, suspended = due_for_review(truth, world), {user for user, one in state.items() if one == "suspended"}
    old = holders & world.taken_over
    return {
        "untrained": Finding(holders - trained(truth, day), len(holders)),
        "annual_overdue": Finding(holders - trained(truth, day, "annual", fiscal_year_begins(day)), len(holders)),
        "unacknowledged": Finding(lacking_documents(truth, day, holders), len(holders)),
        "dormant": dormant(truth, day),
        "review_overdue": Finding({user for user, parts in due.items() if any(until < day for _, until in parts)}, len(due)),
        "unconfirmed": Finding({user for user in given - world.changed if days_before(world.given[user], -PASSWORD_DAYS) < day}, len(given)),
        "departure_overdue": Finding(standing_still(world, day), len(world.departures)),
        "no_gate": Finding(old - came_by_application(truth, day), len(old)),
        # of a suspension that has ended since, the register keeps no day
        "suspended_overdue": Finding({user for user in suspended if now.state[user] == "suspended" and (world.suspended_until[user] or oracle.AFTER) <= day},
                                     len(suspended)),
    }


# What the committee had to do with.
MATTERS = ("guidance", "incident", "decision", "review", "departure")
BEGINS_AND_ENDS = {"guidance": ("measure", "measure-ends"), "incident": ("incident", "incident-ends")}


def lasting(truth, matter, first, last):
    """What begins and ends, by kind and all of it: begun in the period, open on its last day."""
    begins, ends = BEGINS_AND_ENDS[matter]
    begun = {one[begins]: one for one in truth.events if one["event"] == begins and one["on"] <= last}
    ended = {one[begins] for one in truth.events if one["event"] == ends and (one["on"] or oracle.AFTER) <= last}
    n, still = collections.Counter(), collections.Counter()
    for number, one in begun.items():
        n.update({None: one["on"] >= first, one["kind"]: one["on"] >= first})
        still.update({None: number not in ended, one["kind"]: number not in ended})
    return {(matter, kind): (n[kind], still[kind]) for kind in {None, *n} if kind is None or n[kind] + still[kind]}


def decisions(truth, first, last):
    kinds = collections.Counter(one["kind"] for one in truth.events if one["event"] == "decision" and first <= one["on"] <= last)
    return {("decision", None): (sum(kinds.values()), None)} | {("decision", kind): (n, None) for kind, n in kinds.items()}


def departures(truth, first, last):
    """Begun in the period; by kind those that ended in it."""
    begun, ended, leaving = 0, collections.Counter(), set()
    for one in truth.events:
        on = one["on"] or oracle.AFTER
        if one["event"] == "leaving":
            begun += first <= on <= last
            leaving.add(one["user"])
        elif one["event"] in ("left", "stays") and one["user"] in leaving:
            leaving.discard(one["user"])
            ended["completed" if one["event"] == "left" else "cancelled"] += first <= on <= last
    return {("departure", None): (begun, len(World(truth, last).departures))} | {("departure", kind): (n, None) for kind, n in ended.items() if n}


def matters(truth, first, last):
    """By matter and kind: how many in the period, how many open on its last day. The truth has no reviews."""
    return (lasting(truth, "guidance", first, last) | lasting(truth, "incident", first, last) | decisions(truth, first, last)
            | {("review", None): (0, 0)} | departures(truth, first, last))
