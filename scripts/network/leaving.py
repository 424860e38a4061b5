"""Who leaves, step by step as art. 8-2(1) and 11 (guidance) have it, and offices that close. Each happens to a story on a day."""
from network import circles, moves
from network.people import DAY

STEPS = ("staff-release", "group-leave", "mcs-delete", "portal-delete")


def withdraw(story, on, wanted, days, left_open=()):
    """Several people in one command, as the papers lie on the desk; days are those of the steps, counted from the notice."""
    people = []
    for _ in range(wanted):
        person = story.choose(on, story.is_free)
        if person:
            people.append(person)
            story.state(person, on, "leaving")
    if people:
        story.do("withdraw", *(one.number for one in people), "--received", on, "--yes")
        follow(story, on, people, days, left_open)


def follow(story, on, people, days, left_open=()):
    for step, after in zip(STEPS, days):
        if step not in left_open:
            story.at(on + after * DAY, record, step, people)


def record(story, on, step, people):
    story.do("withdraw", *(one.number for one in people), "--step", step, "--done", on)
    for person in people:
        story.tell(on, "step", user=person.number, step=step, done=True)
        person.steps[step] = on
        if step in ("group-leave", "mcs-delete"):
            leave_groups(story, person, on)
        if len(person.steps) == len(STEPS):
            depart(story, person, max(person.steps.values()))


def leave_groups(story, person, on):
    for one in person.groups:
        if one.until is None:
            circles.end(story, on, one)


def depart(story, person, on):
    for member in person.open_members():
        story.end(member, person.steps["staff-release"])
    story.state(person, on, "left")


def withdraw_succeeded(story, on):
    """The sole owner of a group leaves, and names who answers for it from that day on."""
    person = story.choose(on, lambda one: bool(story.sole_groups(one)) and not story.is_admin(one) and len(one.open_members()) == 1)
    heir = person and story.choose(on, lambda one: not one.groups)
    if heir:
        groups = story.sole_groups(person)
        story.do("withdraw", person.number, "--received", on, "--successor", heir.number, "--yes")
        for group in groups:
            circles.begin(story, on, group, heir)
        story.state(person, on, "leaving")
        follow(story, on, [person], (2, 4, 6, 8))


def impossible(story, on):
    """A lost login: the account stays. The program closes such a departure on the day it is told, which is that of loading."""
    person = story.choose(on, story.is_free)
    if person:
        story.do("withdraw", person.number, "--received", on, "--yes")
        story.state(person, on, "leaving")
        follow(story, on, [person], (3, 5, 0, 0), ("mcs-delete", "portal-delete"))
        story.later.append((give_up, [person]))


def give_up(story, _, person):
    for step in STEPS[2:]:
        story.do("withdraw", person.number, "--step", step, "--impossible", "ログイン情報を紛失")
        story.tell(None, "step", user=person.number, step=step, done=False)
    depart(story, person, None)


def cancelled(story, on):
    person = story.choose(on, story.is_free)
    if person:
        story.do("withdraw", person.number, "--received", on, "--yes")
        story.state(person, on, "leaving")
        story.later.append((stay, [person]))


def stay(story, _, person):
    story.do("withdraw", person.number, "--cancel", "--yes")
    story.tell(None, "stays", user=person.number)
    story.state(person, None, "active")


def merge(story, _, twin):
    story.do("user", "merge", twin.merged_into.number, twin.number, "--reason", "同じ方の二重登録", "--yes")


def forced(story, on):
    """Art. 11 (guidance): a caution that is not followed, a decision, and the deletion, though nobody else answers for a group."""
    person = story.choose(on, lambda one: bool(story.sole_groups(one)) and not story.is_admin(one) and len(one.open_members()) == 1)
    if person is None:
        return
    measure, decided = story.serial("K", on), on + 20 * DAY
    decision = story.serial("C", decided)
    story.do("guide", "add", person.number, "--measure", "caution", "--ground", "other-use", "--facts", "業務に関係のない連絡に使った", "--on", on)
    story.do("guide", "outcome", measure, "--outcome", "not-followed", "--on", on + 15 * DAY)
    story.do("committee", "add", "--kind", "supervision", "--subject", "利用者の登録の削除", "--decision", "登録を削除する", "--about", measure,
            "--on", decided)
    story.do("guide", "escalate", measure, "--committee", decision)
    story.tell(on, "measure", measure=measure, kind="caution")
    story.tell(on + 15 * DAY, "measure-ends", measure=measure)
    story.tell(decided, "decision", decision=decision, kind="supervision")
    story.do("withdraw", person.number, "--committee", decision, "--on", decided, "--yes")
    story.state(person, decided, "leaving")
    follow(story, decided, [person], (1, 6, 9, 30))


def withdraw_office(story, on, office):
    story.do("withdraw", office.number, "--received", on, "--yes")
    people = []
    for member in [one for one in office.members if one.until is None]:
        member.person.taken = True
        story.end(member, on)
        story.state(member.person, on, "leaving")
        people.append(member.person)
    office.closed_on = on
    story.tell(on, "office-closes", office=office.number)
    follow(story, on, people, (1, 2, 11, 12))


def empty_office(story, on, office):
    """Everybody moves elsewhere, then it closes."""
    for member in [one for one in office.members if one.until is None]:
        member.person.taken = True
        moves.move(story, on, member.person, member, story.open_office(on, [office]))
    closed = on + 10 * DAY
    story.do("office", "close", office.number, "--on", closed, "--yes")
    office.closed_on = closed
    story.tell(closed, "office-closes", office=office.number)
