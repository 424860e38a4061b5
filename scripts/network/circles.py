"""The groups of the invented network: who answers for each, and what becomes of them."""
from network.people import DAY
from network.places import FOUNDED, day_between

KINDS = {"patient": "患者", "free": "自由", "secretariat": "事務局"}


class Owner:
    def __init__(self, group, person, since):
        self.group, self.person, self.since, self.until = group, person, since, None


class Group:
    def __init__(self, number, kind, label, host, opened_on):
        self.number, self.kind, self.label, self.host, self.opened_on, self.archived_on = number, kind, label, host, opened_on, None
        self.owners, self.members = [], []  # Owner; (person, since) as loaded

    def add_owner(self, person, since):
        owner = Owner(self, person, since)
        self.owners.append(owner)
        person.groups.append(owner)
        return owner

    def open_owners(self):
        return [one for one in self.owners if one.until is None]


def make_groups(people, hosts, wanted, first, last, dice):
    """About patients, free ones, and those of the secretariat; one to three owners from the host, now and then nobody."""
    able = [person for person in people if person.merged_into is None and all(row.until is None for row in person.rows)]
    at = {}
    for person in able:
        for row in person.rows:
            at.setdefault(row.office, []).append((person, row.since))
    groups = []
    for n in range(wanted):
        kind = dice.choices(list(KINDS), (76, 22, 2))[0] if n >= len(KINDS) else list(KINDS)[n]
        host = hosts[0] if kind == "secretariat" else dice.choice(hosts[1:])
        begun = host.opened_on or FOUNDED
        opened = day_between(dice, begun if dice.random() < 0.5 else max(first, begun), last - 15 * DAY)
        label = f"P-{n + 1:04}" if kind == "patient" else f"連絡会 第{n + 1}班" if kind == "free" else f"事務局からのお知らせ {n + 1}"
        group = Group(f"G{n + 1:04}", kind, label, host, opened)
        groups.append(group)
        owners = [] if dice.random() < 0.04 else dice.sample(at.get(host, []), min(dice.choice((1, 1, 2, 2, 3)), len(at.get(host, []))))
        for person, since in owners:
            group.add_owner(person, max(opened, since))
        for person in dice.sample(able, 3):
            if person not in (one.person for one in group.owners):
                group.members.append((person, max(opened, person.rows[0].since)))
    return groups


def find_group(story, on, suits):
    """An open group in which all was settled before that day."""
    for group in story.dice.sample(story.groups, len(story.groups)):
        days = [group.opened_on, *(one.since for one in group.owners), *(since for _, since in group.members)]
        if group.archived_on is None and max(days) < on and suits(group):
            return group
    return None


def archive(story, on, wanted):
    found = []
    while len(found) < wanted:
        group = find_group(story, on, lambda one: one not in found)
        if group is None:
            break
        found.append(group)
    if not found:
        return
    story.do("group", "archive", *(group.number for group in found), "--on", on)
    for group in found:
        group.archived_on = on
        story.tell(on, "group-archived", group=group.number)
        for one in group.open_owners():
            one.until = on
            story.tell(on, "owner-ends", group=group.number, user=one.person.number)


def may_answer(person):
    return not person.taken and person.state == "active"


def new_owner(story, on, group):
    person = story.choose(on, lambda one: one not in {owner.person for owner in group.owners})
    if person:
        person.taken = False  # who answers for one group more may have a part yet
    return person


def begin(story, on, group, person):
    group.add_owner(person, on)
    story.tell(on, "owner-begins", group=group.number, user=person.number)


def end(story, on, one):
    one.until = on
    story.tell(on, "owner-ends", group=one.group.number, user=one.person.number)


def add_owner(story, on):
    """Where nobody answers, if there is such a group."""
    group = find_group(story, on, lambda one: not one.open_owners()) or find_group(story, on, lambda one: True)
    person = group and new_owner(story, on, group)
    if person:
        story.do("group", "owner", "add", group.number, person.number, "--on", on)
        begin(story, on, group, person)


def hand_over(story, on):
    group = find_group(story, on, lambda one: len(one.open_owners()) == 1 and may_answer(one.open_owners()[0].person))
    person = group and new_owner(story, on, group)
    if person:
        before = group.open_owners()[0]
        story.do("group", "owner", "hand-over", group.number, "--from", before.person.number, "--to", person.number, "--on", on)
        begin(story, on, group, person)
        end(story, on, before)


def remove_owner(story, on):
    group = find_group(story, on, lambda one: sum(may_answer(owner.person) for owner in one.open_owners()) >= 2)
    if group:
        before = next(one for one in group.open_owners() if may_answer(one.person))
        story.do("group", "owner", "remove", group.number, before.person.number, "--on", on)
        end(story, on, before)
