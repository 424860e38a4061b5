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
        self.kinds, self.archived, self.owners = {}, set(), collections.defaultdict(set)
        self.departures, self.steps, self.left_behind = {}, collections.defaultdict(dict), []
        self.unconfirmed = {}  # day of the ID of who has not said that it came
        for event in truth.events:
            if (event["on"] or AFTER) > self.day:
                break
            getattr(self, "at_" + event["event"].replace("-", "_"))(event)

    def at_merged(self, event):
        pass

    def at_profession(self, event):
        self.profession[event["user"]] = event["profession"]

    def at_registered(self, event):
        self.state[event["user"]] = event["event"]

    at_active = at_suspended = at_registered

    def at_leaving(self, event):
        self.state[event["user"]] = event["event"]
        self.departures[event["user"]] = event["on"]
        self.steps[event["user"]] = {}

    def at_step(self, event):
        self.steps[event["user"]][event["step"]] = event["done"]

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

    at_office_type = at_office_opens

    def at_office_closes(self, event):
        self.closed.add(event["office"])

    def at_group_opens(self, event):
        self.kinds[event["group"]] = event["kind"]

    def at_group_archived(self, event):
        self.archived.add(event["group"])

    def at_owner_begins(self, event):
        self.owners[event["group"]].add(event["user"])

    def at_owner_ends(self, event):
        self.owners[event["group"]].discard(event["user"])

    def at_id_issued(self, event):
        self.unconfirmed[event["user"]] = event["on"]

    def at_receipt_confirmed(self, event):
        self.unconfirmed.pop(event["user"], None)

    def at_change_confirmed(self, event):
        pass

    # Who and what is there.
    def users(self):
        return [user for user, state in self.state.items() if state in LIVE]

    def holders(self):
        return [user for user, state in self.state.items() if state in HOLDING]

    def office_of(self, user):
        """Of the offices to which somebody belongs that of the earliest day; of one day, of the lowest number, as the truth tells them."""
        belonging = [one for one in self.members[user] if one.until is None]
        return min(belonging, key=lambda one: one.since).office if belonging else None

    def last_office_of(self, user):
        """Of somebody who belongs to none any more, the one that was left last."""
        ended = [one for one in self.members[user] if one.until is not None]
        return self.office_of(user) or (max(ended, key=lambda one: one.until).office if ended else None)

    def cell(self, user):
        """Office type and profession."""
        return self.types.get(self.office_of(user)), self.profession.get(user)

    def last_cell(self, user):
        return self.types.get(self.last_office_of(user)), self.profession.get(user)

    def offices(self):
        return [office for office in self.types if office not in self.closed and office != self.truth.secretariat]

    def groups(self):
        return [group for group in self.kinds if group not in self.archived]

    def unowned(self):
        return [group for group in self.groups() if not any(self.state.get(user) in ("registered", "active") for user in self.owners[group])]


# Documents and trainings.
def trained(truth, day):
    """Who attended an initial training by that day; it holds for ever."""
    held = {one["training"]: one["held_on"] for one in truth["training"] if one["kind"] == "initial"}
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


def month_touching(day, length):
    """Months of which a day lies in so many days before a day, or is that day."""
    months, month = [day[:7]], day[:7]
    while month > days_before(day, length)[:7]:
        month = months_before(month, 1)
        months.append(month)
    return months


def dormant(truth, day, length=45):
    """Who is in use, has held an ID for so many days, and used nothing in the months of these."""
    world = World(truth, day)
    months = [truth.usage(month) and active(truth, month) for month in month_touching(day, length)]
    if all(month is None for month in months):
        return None
    seen = set().union(*(month for month in months if month is not None))
    return {user for user, state in world.state.items() if state == "active" and held_from(truth, user, day) <= days_before(day, length)} - seen


def held_from(truth, user, day):
    """Since when somebody has had the ID that is held on the day."""
    since = AFTER
    for on, state in truth.states[user]:
        if on <= day:
            since = AFTER if state not in HOLDING else min(since, on)
    return since


def participation(truth, day):
    """By office type: facilities of the area, offices that take part, facilities they cover, users; nothing where the data has none of that type."""
    world = World(truth, day)
    services = {one["office"]: {tuple(service) for service in one["service"]} for one in truth["office"]}
    there = set(world.offices())
    held = set().union(*(services[office] for office in there))
    registered = collections.Counter(world.types[office] for office in there)
    rows = collections.defaultdict(list)
    for one in truth["facility"]:
        rows[one["type"]].append(one)
    found = {}
    users = collections.Counter(world.cell(user)[0] for user in world.users())
    for kind in {*rows, *registered, *users} - {None}:
        inside = [one for one in rows.get(kind, ()) if one["municipality"] in truth.area]
        covered = sum((one["service"], one["number"]) in held for one in inside)
        facilities, covered = (len(inside), covered) if kind in rows else (None, None)
        found[kind] = (facilities, registered[kind], covered, users[kind])
    return found


def roster(truth, day):
    """By office its members: number, role, since."""
    world, found = World(truth, day), collections.defaultdict(set)
    for user, members in world.members.items():
        for one in members:
            if one.until is None and world.state.get(user) in LIVE:
                found[one.office].add((user, one.role, one.since))
    return found


# The figures of a month: what is counted, each with office type, profession or kind of group, so that any part of a report can be summed.
class Figure:
    """items and of are (cell, weight); a weight of None is not known. Without `of` the figure is no share."""

    def __init__(self, items, of=None, is_known=True):
        self.items, self.of, self.is_known = items, of, is_known

    @staticmethod
    def total(items, wanted):
        weights = [weight for cell, weight in items if all(cell.get(at) == value for at, value in wanted.items())]
        known = [weight for weight in weights if weight is not None]
        return None if weights and not known else sum(known)

    def n(self, **wanted):
        return self.total(self.items, wanted) if self.is_known else None

    def out_of(self, **wanted):
        return None if self.of is None else self.total(self.of, wanted)

    def cells(self, *at):
        """Which parts there are of it, by these attributes."""
        return {tuple(cell.get(one) for one in at) for cell, _ in self.items + (self.of or [])}


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
        where = {"user": lambda one: cells_of(world.last_cell(one)), "office": lambda one: {"office_type": world.types.get(one)},
                 "network": lambda one: {}}
        metered = [(where[scope](row[0]), row[at]) for row in told]
        found["usage_groups" if metric == "groups" else metric] = Figure(metered, None, scope is not None)
    return found
