"""What every report should say of a network that scripts/make-network made: computed from its truth.json alone, by the words of the policy.

Nothing here comes from the program or from the maker. A day D is the last day of a month, or any other; `until` is the first day on which something
no longer holds. What the truth writes with no day happened when the register was loaded, after all months.
"""
import calendar
import collections
import datetime
import json

AFTER = "9999-12-31"
NEVER_COUNTED = "merged"
LIVE = ("registered", "active", "suspended", "leaving")
HOLDING = ("active", "suspended", "leaving")
METRICS = ("login_days", "logins", "posts", "reads", "files", "groups")
COUNTS = ("attended", "passed")


def last_day(month):
    year, number = map(int, month.split("-"))
    return f"{month}-{calendar.monthrange(year, number)[1]:02}"


def months_before(month, count):
    year, number = divmod(int(month[:4]) * 12 + int(month[5:]) - 1 - count, 12)
    return f"{year:04}-{number + 1:02}"


def days_before(day, count):
    return (datetime.date.fromisoformat(day) - datetime.timedelta(days=count)).isoformat()


def share(n, of):
    """Per cent, rounded half up to one decimal; of nothing there is none."""
    return None if n is None or not of else (2000 * n + of) // (2 * of) / 10


def average(total, count):
    """Half up to one decimal."""
    return None if total is None or not count else (20 * total + count) // (2 * count) / 10


class Truth:
    """The story, its events by day; `without` a person it is another story."""

    def __init__(self, path=None, records=None, without=None):
        self.records = records or json.loads(path.read_text(encoding="utf-8"))
        if without:
            self.records = take_out(self.records, without)
        self.area, self.secretariat = set(self.records["area"]), self.records["secretariat"]
        self.events = sorted(map(self.from_first_member, self.records["event"]), key=lambda one: one["on"] or AFTER)
        self.merged = {one["user"] for one in self.events if one["event"] == NEVER_COUNTED}
        self.states = collections.defaultdict(list)  # by user: (day, state), one a day
        for one in self.events:
            if one["event"] in (*LIVE, "left"):
                lives = self.states[one["user"]]
                if lives and lives[-1][0] == (one["on"] or AFTER):
                    lives.pop()
                lives.append((one["on"] or AFTER, one["event"]))

    def from_first_member(self, event):
        """An office that opened nobody knows when was there with its first member."""
        if event["event"] != "office-opens" or event["on"]:
            return event
        days = [one["on"] for one in self.records["event"] if one["event"] == "member-begins" and one["office"] == event["office"]]
        return event | {"on": min((day for day in days if day), default=None)}

    def __getitem__(self, kind):
        return self.records[kind]

    def usage(self, month):
        """Rows of people, or nothing when none of that month were brought."""
        return self.records["usage"].get(month, {}).get("user") or None


SCOPES = ("user", "office", "network")
PARTS_OF = {"user": None, "office": {"office_type"}, "network": set(), None: None}


def told_by(truth, month, at):
    """The rows that tell a figure of a month: those of people; where these do not, of offices; where these do not, of the network."""
    part = truth.records["usage"].get(month, {})
    for scope in SCOPES:
        rows = part.get(scope) or ()
        if scope == "network":  # which is nobody in particular
            rows = [[None, *row] for row in rows]
        if any(row[at] is not None for row in rows):
            return scope, rows
    return None, ()


def take_out(records, user):
    """The same story as if that person had never been."""
    def others(rows, at):
        return [one for one in rows if one[at] != user]

    def of_month(month):
        return month | {"user": others(month["user"], 0)}

    return records | {
        "person": others(records["person"], "user"), "event": [one for one in records["event"] if user not in (one.get("user"), one.get("into"))],
        "attendance": others(records["attendance"], 1), "acknowledgement": others(records["acknowledgement"], 1),
        "usage": {month: of_month(part) for month, part in records["usage"].items()}}


class Membership:
    def __init__(self, user, office, role, since):
        self.user, self.office, self.role, self.since, self.until = user, office, role, since, None


class World:
    """The network at the end of a day: the story told up to that day. Day None is the day of loading, when all had happened."""

    def __init__(self, truth, day):
        self.truth, self.day = truth, day or AFTER
        self.state, self.profession, self.members, self.types, self.closed = {}, {}, collections.defaultdict(list), {}, set()
        self.kinds, self.hosts, self.archived, self.owners = {}, {}, set(), collections.defaultdict(dict)  # owners: since when
        self.departures, self.steps, self.left_behind = {}, collections.defaultdict(dict), []
        self.last_moved = {}  # day of the newest step of a departure
        self.given, self.changed = {}, set()  # day of the first password; who has changed it
        self.suspended_until, self.taken_over = {}, set()
        self.typed = collections.defaultdict(list)  # (day, type) of an office
        for event in truth.events:
            if (event["on"] or AFTER) > self.day:
                break
            getattr(self, "at_" + event["event"].replace("-", "_"))(event)

    def at_merged(self, event):
        """Of no consequence for who is there: nothing else is told of that number, nor by these events."""

    at_receipt_confirmed = at_measure = at_measure_ends = at_decision = at_incident = at_incident_ends = at_merged

    def at_taken_over(self, event):
        self.taken_over.add(event["user"])

    def at_profession(self, event):
        self.profession[event["user"]] = event["profession"]

    def at_registered(self, event):
        self.state[event["user"]] = event["event"]

    at_active = at_registered

    def at_suspended(self, event):
        self.state[event["user"]] = event["event"]
        self.suspended_until[event["user"]] = event.get("until")

    def at_leaving(self, event):
        self.state[event["user"]] = event["event"]
        self.departures[event["user"]] = event["on"]
        self.steps[event["user"]], self.last_moved[event["user"]] = {}, event["on"]

    def at_step(self, event):
        self.steps[event["user"]][event["step"]] = event["done"]
        self.last_moved[event["user"]] = event["on"] or AFTER

    def at_left(self, event):
        user = event["user"]
        self.state[user] = event["event"]
        if self.departures.pop(user, None) and not all(self.steps[user].values()):
            self.left_behind.append(user)

    def at_stays(self, event):
        self.departures.pop(event["user"])

    def at_member_begins(self, event):
        self.members[event["user"]].append(Membership(event["user"], event["office"], event["role"], event["on"]))

    def at_member_ends(self, event):
        for one in self.members[event["user"]]:
            if one.office == event["office"] and one.until is None:
                one.until = event["on"]
                return
        raise ValueError(f"no membership ends with {event}")

    def at_office_opens(self, event):
        self.types[event["office"]] = event["type"]
        self.typed[event["office"]].append((event["on"] or "", event["type"]))

    at_office_type = at_office_opens

    def at_office_closes(self, event):
        self.closed.add(event["office"])

    def at_group_opens(self, event):
        self.kinds[event["group"]], self.hosts[event["group"]] = event["kind"], event.get("host")

    def at_group_archived(self, event):
        self.archived.add(event["group"])

    def at_owner_begins(self, event):
        self.owners[event["group"]][event["user"]] = event["on"]

    def at_owner_ends(self, event):
        self.owners[event["group"]].pop(event["user"], None)

    def at_id_issued(self, event):
        self.given[event["user"]] = event["on"]

    def at_change_confirmed(self, event):
        self.changed.add(event["user"])

    # Who and what is there.
    def users(self):
        return [user for user, state in self.state.items() if state in LIVE]

    def holders(self):
        return [user for user, state in self.state.items() if state in HOLDING]

    def office_of(self, user):
        """Of the offices to which somebody belongs that of the earliest day; of one day, of the lowest number, as the truth tells them."""
        belonging = [one for one in self.members[user] if one.until is None]
        return min(belonging, key=lambda one: one.since).office if belonging else None

    def last_type_of(self, user):
        """Of somebody who belongs to none any more: what the one was, on the last day there, that was left last."""
        if self.office_of(user):
            return self.types[self.office_of(user)]
        if not self.members[user]:
            return None
        last_day = max(one.until for one in self.members[user])
        left = min((one for one in self.members[user] if one.until == last_day), key=lambda one: one.since)
        return [kind for on, kind in self.typed[left.office] if on < last_day][-1]

    def cell(self, user):
        """Office type and profession."""
        return self.types.get(self.office_of(user)), self.profession.get(user)

    def last_cell(self, user):
        return self.last_type_of(user), self.profession.get(user)

    def offices(self):
        return [office for office in self.types if office not in self.closed and office != self.truth.secretariat]

    def groups(self):
        return [group for group in self.kinds if group not in self.archived]

    def unowned(self):
        return [group for group in self.groups() if not any(self.state.get(user) in ("registered", "active") for user in self.owners[group])]


# Documents and trainings.
def trained(truth, day, kind="initial", since=""):
    """Who attended a training of a kind by that day; an initial one holds for ever."""
    held = {one["training"]: one["held_on"] for one in truth["training"] if one["kind"] == kind and one["held_on"] >= since}
    return {user for training, user, result, _ in truth["attendance"] if result in COUNTS and training in held and held[training] <= day}


def binding(truth, day):
    """Of each document in force the versions of which one must be acknowledged: of a mere renaming the one before does, too."""
    chains = []
    for title in sorted({(one["kind"], one["title"]) for one in truth["document"]}):
        versions = sorted((one for one in truth["document"] if (one["kind"], one["title"]) == title and one["effective_on"] <= day),
                          key=lambda one: one["effective_on"], reverse=True)
        chain = []
        for one in versions:
            chain.append(one["document"])
            if not one["carried_over"]:
                break
        chains += [chain] if chain else []
    return chains


def acknowledged(truth, day):
    signed = collections.defaultdict(set)
    for document, user, on in truth["acknowledgement"]:
        if on <= day:
            signed[user].add(document)
    chains = binding(truth, day)
    return {user for user, documents in signed.items() if all(documents & set(chain) for chain in chains)}


# Months.
def came_and_went(truth, month):
    """Users who came to live in a month, having been nobody or left the day before; and users whose having left begins in it."""
    came, went = set(), set()
    for user, lives in truth.states.items():
        before = "left"
        for day, state in lives:
            if day[:7] == month:
                came |= {user} if state != "left" and before == "left" else set()
                went |= {user} if state == "left" else set()
            before = state
    return came - truth.merged, went - truth.merged


def used(row):
    """A login of at least one day, or one; of what is not known nothing follows."""
    return (row[1] or 0) >= 1 or (row[2] or 0) >= 1


def active(truth, month):
    """Who used the network in a month, or nothing when no figures were brought."""
    rows = truth.usage(month)
    return None if rows is None else {row[0] for row in rows if used(row)}


# The figures of a month: what is counted, each with office type, profession or kind of group, so that any part of a report can be summed.
class Figure:
    """items and of are (cell, weight); a weight of None is not known. Without `of` the figure is no share."""

    def __init__(self, items, of=None, is_known=True, parts=None):
        self.items, self.of, self.is_known = items, of, is_known
        self.parts = parts  # by which it is told, where it is not told by everything; of others nothing is known
        self.sums = {}  # by items and attributes, once they have been asked for

    def total(self, items, wanted):
        """A part in which there is nothing is 0; one in which nothing is known is not known."""
        at = tuple(wanted)
        if (id(items), at) not in self.sums:
            self.sums[id(items), at] = sums_of(items, at)
        return self.sums[id(items), at].get(tuple(wanted.values()), 0)

    def n(self, **wanted):
        is_told = self.parts is None or self.parts.issuperset(wanted)
        return self.total(self.items, wanted) if self.is_known and is_told else None

    def out_of(self, **wanted):
        return None if self.of is None else self.total(self.of, wanted)

    def cells(self, *at):
        """Which parts there are of it, by these attributes."""
        is_told = self.parts is None or self.parts.issuperset(at)
        return {tuple(cell.get(one) for one in at) for cell, _ in self.items + (self.of or [])} if is_told else set()


def sums_of(items, at):
    found = {}
    for cell, weight in items:
        place = tuple(cell.get(one) for one in at)
        found[place] = found.get(place) if weight is None else (found.get(place) or 0) + weight
    return found


def cells_of(pair):
    return {"office_type": pair[0], "profession": pair[1]}


def figures(truth, month, day=None):
    """By name every figure of the monthly report, as of the last day of the month or another day."""
    day = day or last_day(month)
    world = World(truth, day)
    people = {user: cells_of(world.cell(user)) for user in world.users()}
    holders = {user: people[user] for user in world.holders()}
    kinds = {group: {"group_kind": world.kinds[group]} for group in world.groups()}
    trained_ones, signed, seen, rows = trained(truth, day), acknowledged(truth, day), active(truth, month), truth.usage(month)
    came, went = came_and_went(truth, month)

    def ones(cells, among=None):
        return [(cell, 1) for one, cell in cells.items() if among is None or one in among]

    def moved(users, weight=1):
        return [(cells_of(world.last_cell(user)), weight) for user in users]

    found = {
        "offices": Figure([({"office_type": world.types[office]}, 1) for office in world.offices()]),
        "users": Figure(ones(people)),
        "holders": Figure(ones(holders)),
        "joined": Figure(moved(came)), "left": Figure(moved(went)), "net": Figure(moved(came) + moved(went, -1)),
        "active": Figure(ones(people, seen or set()), ones(people), rows is not None),
        "trained": Figure(ones(holders, trained_ones), ones(holders)),
        "acknowledged": Figure(ones(holders, signed), ones(holders)),
        "groups": Figure(ones(kinds)), "groups_without_owner": Figure(ones(kinds, set(world.unowned())), ones(kinds)),
        "departures_open": Figure([({}, 1) for _ in world.departures]), "residual": Figure([({}, 1) for _ in world.left_behind]),
    }
    for at, metric in enumerate(METRICS, 1):
        scope, told = told_by(truth, month, at)
        # who is there counts as on the day, who has left meanwhile at the last office
        where = {"user": lambda one: people.get(one) or cells_of(world.last_cell(one)), "office": lambda one: {"office_type": world.types.get(one)},
                 "network": lambda one: {}}
        metered = [(where[scope](row[0]), row[at]) for row in told]
        if scope == "user":  # who is in no file: nothing is known
            metered += [(people[user], None) for user in people.keys() - {row[0] for row in told}]
        found["usage_groups" if metric == "groups" else metric] = Figure(metered, None, scope is not None, PARTS_OF[scope])
    return found
