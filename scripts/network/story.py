"""What happened in the months of the story, day by day: each happening as the command that records it, and as an event of the truth.

The register is loaded in the order of the days, so what the program asks (is there another admin, another owner) is asked of the same people here.
"""
import heapq
import itertools
import shlex

from network.people import DAY, Member
from network.places import day_between



class Story:
    def __init__(self, offices, people, rows, groups, first, last, dice):
        self.offices, self.people, self.groups, self.first, self.last, self.dice = offices, people, groups, first, last, dice
        self.by_number = {office.number: office for office in offices}
        self.events, self.commands, self.rosters, self.trainings, self.documents = [], [], [], [], []
        self.acknowledged, self.attended = [], []  # (document, person, day), (training, person, result, score): of applicants
        self.queue, self.order, self.later = [], itertools.count(), []  # later: on the day of loading
        self.serials = {}  # of decisions and measures, by fiscal year
        for office in offices:
            self.tell(office.opened_on, "office-opens", office=office.number, type=office.kind)
        for row in rows:
            self.enter(row)
        for group in groups:
            self.tell(group.opened_on, "group-opens", group=group.number, kind=group.kind, host=group.host.number)
            for one in group.owners:
                self.tell(one.since, "owner-begins", group=group.number, user=one.person.number)

    # What is told.
    def tell(self, on, event, **facts):
        self.events.append({"on": on.isoformat() if on else None, "event": event, **facts})

    def do(self, *words):
        self.commands.append("mcs " + shlex.join(str(word) for word in words))

    def state(self, person, on, state, **facts):
        person.states.append((on, state))
        self.tell(on, state, user=person.number, **facts)

    def begin(self, person, office, role, on):
        self.tell(on, "member-begins", user=person.number, office=office.number, role=role)
        return Member(person, office, role, on)

    def end(self, member, on):
        member.until = on
        self.tell(on, "member-ends", user=member.person.number, office=member.office.number)

    def enter(self, row):
        """A row of the ledger."""
        person = row.person
        if person.merged_into:
            if row is person.rows[0]:
                self.tell(row.since, "merged", user=person.number, into=person.merged_into.number)
                person.states.append((row.since, "merged"))
            return
        if row is person.rows[0]:
            self.tell(row.since, "taken-over", user=person.number)
            self.tell(row.since, "profession", user=person.number, profession=person.profession)
            self.state(person, row.since, "active")
        elif person.state == "left" and not row.until:
            self.state(person, row.since, "active")
        member = self.begin(person, row.office, row.role, row.since)
        if row.until:
            if row is person.rows[0]:
                self.state(person, row.until, "left")
            self.end(member, row.until)

    def serial(self, series, on):
        """The number that the register gives to the next measure, decision or incident of that day's fiscal year."""
        year = on.year - (on.month < 4)
        self.serials[series, year] = self.serials.get((series, year), 0) + 1
        return f"{series}{year}-{self.serials[series, year]:02}"

    # Who can be meant.
    def choose(self, on, suits=lambda person: True, tries=3000):
        """Somebody who has no part yet, who is in use and everything of whom begun before that day."""
        for _ in range(tries):
            person = self.dice.choice(self.people)
            if person.taken or person.state != "active" or person.first > on - 30 * DAY:
                continue
            if any(one.since > on - DAY or one.until or one.office.role != "usual" for one in person.members):
                continue
            if any(one.since > on - DAY for one in person.groups) or not suits(person):
                continue
            person.taken = True
            return person
        return None

    def is_admin(self, person):
        return any(one.role == "admin" for one in person.open_members())

    def sole_groups(self, person):
        """Groups that nobody else in use answers for."""
        return [one.group for one in person.groups if one.until is None and one.group.archived_on is None
                and not any(other.person.state in ("active", "registered") for other in one.group.open_owners() if other is not one)]

    def is_free(self, person):
        return not self.is_admin(person) and not self.sole_groups(person) and len(person.open_members()) == 1

    def open_office(self, on, but):
        found = [office for office in self.offices if office.role == "usual" and office.was_open(on) and office.closed_on is None
                 and office not in but and (office.opened_on or on) <= on]
        return self.dice.choice(found) if found else None

    def at(self, on, happen, *facts):
        """What would be after the last day does not happen any more."""
        if on <= self.last:
            heapq.heappush(self.queue, (on, next(self.order), happen, facts))

    def random_day(self, earliest=40, before_end=5):
        """Sometimes the first or the last day of a month, where reports divide."""
        on = day_between(self.dice, self.first + earliest * DAY, self.last - before_end * DAY)
        chance = self.dice.random()
        if chance < 0.12 and on.replace(day=1) > self.first:
            return on.replace(day=1)
        if chance < 0.24:
            return min(self.last, (on.replace(day=28) + 4 * DAY).replace(day=1) - DAY)
        return on

    def run(self):
        while self.queue:
            on, _, happen, facts = heapq.heappop(self.queue)
            happen(self, on, *facts)
        for happen, facts in self.later:
            happen(self, None, *facts)
