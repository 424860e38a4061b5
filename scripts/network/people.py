"""The people of the invented network as the ledger has them: who came when, where to, who left, who came back, who belongs to two offices."""
import datetime

from network.places import FOUNDED, day_between
from network.words import ALSO, FAMILY, GIVEN, PROFESSIONS, STAFF

DAY = datetime.timedelta(days=1)


class Person:
    def __init__(self, name, kana, profession, mail):
        self.number, self.name, self.kana, self.profession, self.mail, self.login = None, name, kana, profession, mail, ""
        self.rows = []          # of the ledger
        self.members = []       # memberships, in the order of their numbers
        self.states = []        # (day, state); the last one is how the register has it while it is loaded
        self.groups = []        # ownerships
        self.steps = {}         # of a departure, by day
        self.taken = False      # has a part in the story already
        self.merged_into = None

    @property
    def first(self):
        return self.states[0][0]

    @property
    def state(self):
        return self.states[-1][1] if self.states else None

    def state_on(self, day):
        """Before there was one, none; what is written with the day of loading lies after all days of the story."""
        found = None
        for since, state in self.states:
            if since is not None and since <= day:
                found = state
        return found

    def open_members(self):
        return [one for one in self.members if one.until is None]


class Row:
    """A line of the ledger."""

    def __init__(self, person, office, role, since):
        self.person, self.office, self.role, self.since, self.until = person, office, role, since, None


class Member:
    def __init__(self, person, office, role, since):
        self.person, self.office, self.role, self.since, self.until = person, office, role, since, None
        person.members.append(self)
        office.members.append(self)


def profession_at(kind, dice):
    words = STAFF.get(kind, STAFF[""])[1].split()
    return dice.choices(words[::2], [int(share) for share in words[1::2]])[0]


def written(profession, dice):
    return ALSO[profession] if profession in ALSO and dice.random() < 0.3 else PROFESSIONS[profession]


class Names:
    """Somebody new each time, until all are used up; then names come again with another address."""

    def __init__(self, dice):
        self.dice, self.count = dice, 0
        self.pairs = [(family, given) for family in FAMILY for given in GIVEN]
        dice.shuffle(self.pairs)

    def person(self, kind):
        family, given = (word.split() for word in self.pairs[self.count % len(self.pairs)])
        self.count += 1
        return Person(f"{family[0]}　{given[0]}", f"{family[1]}　{given[1]}", profession_at(kind, self.dice), f"person{self.count:06}@example.jp")


def first_day(office, first, last, dice):
    begun = office.opened_on or FOUNDED
    if begun < first and dice.random() < 0.62:
        return day_between(dice, begun, first - DAY)
    return day_between(dice, max(begun, first), last - 6 * DAY)


def make_ledger(offices, wanted, first, last, dice):
    """Rows of the ledger in the order of their days; one admin for each office that has one, the others by the size of the office."""
    names, rows = Names(dice), []

    def enter(office, role, since):
        person = names.person(office.kind)
        person.rows.append(Row(person, office, role, since))
        rows.extend(person.rows)

    for office in offices:
        if office.role == "usual":
            enter(office, "admin", day_between(dice, office.opened_on or FOUNDED, min((office.opened_on or FOUNDED) + 60 * DAY, last - 30 * DAY)))
        elif office.role != "secretariat":
            for _ in range(1 if office.role == "leaves by transfer" else 3):
                role = "admin" if office.role == "leaves whole" and len(rows) % 3 == 0 else "staff"
                enter(office, role, day_between(dice, office.opened_on or FOUNDED, first))
    usual = [office for office in offices if office.role in ("usual", "opened unknown", "secretariat")]
    sizes = [STAFF.get(office.kind, STAFF[""])[0] if office.role == "usual" else 2 for office in usual]
    while len(rows) < wanted:
        office = dice.choices(usual, sizes)[0]
        enter(office, "staff", first_day(office, first, last, dice))
    for row in rows:
        row.person.login = f"osk{dice.randint(10**5, 10**6 - 1)}{row.person.mail[6:12]}" if dice.random() < 0.3 else ""
    return rows


def staff_of(rows):
    return [row for row in rows if row.role == "staff" and row.office.role == "usual" and row.until is None and len(row.person.rows) == 1]


def further_offices(rows, offices, share, last, dice):
    """People with a second office, some since the very same day."""
    for row in dice.sample(staff_of(rows), max(2, int(len(rows) * share))):
        other = dice.choice(offices)
        begun = max(row.since, other.opened_on or FOUNDED)
        if other.role != "usual" or other is row.office or begun > last - 10 * DAY:
            continue
        since = begun if dice.random() < 0.2 else day_between(dice, begun, last - 8 * DAY)
        row.person.rows.append(Row(row.person, other, "staff", since))
        rows.append(row.person.rows[-1])


def leave_by_ledger(rows, share, first, last, dice):
    """Who left before the register was kept, or in the months of the story: on any day, and on the days at which a month begins or ends."""
    leavers = [row.person for row in rows if row.role == "staff" and row.office.role == "usual" and row is row.person.rows[0]]
    for person in dice.sample(leavers, max(3, int(len(rows) * share))):
        begun = max(row.since for row in person.rows)
        until = day_between(dice, max(begun + DAY, first if dice.random() < 0.85 else FOUNDED), last)
        chance = dice.random()
        if chance < 0.1 and until.replace(day=1) > begun:
            until = until.replace(day=1)
        elif chance < 0.2:
            until = min(last, (until.replace(day=28) + 4 * DAY).replace(day=1) - DAY)
        elif chance < 0.3:
            until = min(last, begun + dice.randint(1, 9) * DAY)
        for row in person.rows:
            row.until = until


def come_back(rows, share, last, dice):
    """Left by the ledger, and there again: with a second row. Who is returned comes back later, by an application."""
    gone = [row.person for row in rows if row.until and row is row.person.rows[0] and row.until < last - 90 * DAY]
    for person in dice.sample(gone, min(len(gone), max(1, int(len(rows) * share)))):
        since = day_between(dice, person.rows[-1].until + DAY, last - 20 * DAY)
        person.rows.append(Row(person, person.rows[0].office, "staff", since))
        rows.append(person.rows[-1])
        person.taken = True
    left = sorted((person for person in gone if not person.taken and len(person.rows) == 1), key=lambda person: person.rows[0].until)
    for person in left[:1]:
        person.taken = True
    return left[:1]


def hand_on_mail(rows, wanted, dice):
    """An address of somebody who left is that of another person months later; figures of usage have to find the right one."""
    gone = [row for row in rows if row.until and len(row.person.rows) == 1 and not row.person.taken]
    for row in dice.sample(gone, min(len(gone), wanted)):
        later = [one for one in staff_of(rows) if one.since > row.until + 100 * DAY and not one.person.taken]
        if later:
            heir = dice.choice(later).person
            heir.mail, heir.taken = row.person.mail, True
            row.person.taken = True


def enter_twice(rows, last, dice):
    """One human whom the ledger has twice; the second number is merged into the first."""
    known = [row for row in staff_of(rows) if not row.person.taken and row.since < last - 300 * DAY]
    if not known:
        return []
    row = dice.choice(known)
    twin = Person(row.person.name, row.person.kana, row.person.profession, f"twin.of.{row.person.mail}")
    twin.rows.append(Row(twin, row.office, "staff", day_between(dice, row.since + 40 * DAY, last - 200 * DAY)))
    rows.append(twin.rows[0])
    twin.merged_into, twin.taken, row.person.taken = row.person, True, True
    return [twin]


def number(rows):
    """The rows in the order of their days, and people numbered as they first stand there."""
    rows.sort(key=lambda row: row.since)
    people = []
    for row in rows:
        if row.person.number is None:
            row.person.number = f"U{len(people) + 1:06}"
            people.append(row.person)
    return people
