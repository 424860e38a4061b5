"""Who changes: another profession, another office, another role, out of use for a while; and a lost device. Each happens to a story on a day."""
from network.people import DAY


def change_profession(story, on):
    person = story.choose(on)
    if person:
        old = person.profession
        new = story.dice.choice([one for one in ("care-manager", "nurse", "clerk", "social-worker", "other") if one != old])
        story.do("user", "change", person.number, "--profession", new, "--on", on)
        story.tell(on, "profession", user=person.number, profession=new)


def change_type(story, on):
    office = story.open_office(on - 30 * DAY, [])
    if office:
        new = {"clinic": "hospital", "home-care": "home-nursing", "day-care": "community-day-care"}.get(office.kind, "clinic")
        story.do("office", "change", office.number, "--type", new, "--on", on)
        story.tell(on, "office-type", office=office.number, type=new)
        office.kind = new


def transfer(story, on):
    person = story.choose(on, story.is_free)
    if person:
        member = person.open_members()[0]
        move(story, on, person, member, story.open_office(on, [member.office]))


def move(story, on, person, member, to, *more):
    ground = ["--ground", "1"] if to.municipality == "042153" else ["--ground", "2", "--ground-reason", "市内の在宅患者の訪問に加わるため"]
    story.do("transfer", person.number, "--from", member.office.number, "--to", to.number, *ground, *more, "--on", on)
    story.end(member, on)
    story.begin(person, to, "staff", on)


def succeeded(story, on):
    """The admin of an office moves, and somebody of the office takes the place."""
    def heirs(person):
        member = person.open_members()[0]
        if len(person.members) != 1 or member.role != "admin" or story.sole_groups(person):
            return []
        if any(one.role == "admin" and one.until is None and one.person is not person for one in member.office.members):
            return []
        return [one for one in member.office.members if one.until is None and one.since < on - DAY and one.role == "staff"
                and one.person.state == "active" and not one.person.taken and len(one.person.members) == 1]

    person = story.choose(on, lambda one: bool(heirs(one)))
    if person:
        member, heir = person.open_members()[0], heirs(person)[0]
        heir.person.taken = True
        story.end(heir, on)
        story.begin(heir.person, heir.office, "admin", on)
        move(story, on, person, member, story.open_office(on, [member.office]), "--successor", heir.person.number)


def suspend(story, on, sole):
    person = story.choose(on, lambda one: bool(story.sole_groups(one)) == sole)
    if person:
        until = on + 30 * DAY
        story.do("suspend", person.number, "--reason", "端末の紛失", "--on", on, "--until", until)
        story.state(person, on, "suspended", until=until.isoformat())
        if story.dice.random() < 0.7:
            story.at(on + story.dice.randint(9, 120) * DAY, restore, person)


def restore(story, on, person):
    story.do("restore", person.number, "--on", on)
    story.state(person, on, "active")


def end_second(story, on):
    person = story.choose(on, lambda one: len(one.open_members()) == 2 and not story.is_admin(one) and not story.sole_groups(one))
    if person:
        member = story.dice.choice(person.open_members())
        story.do("withdraw", person.number, "--office", member.office.number, "--received", on, "--yes")
        story.end(member, on)


def change_role(story, on, offices):
    person = story.choose(on, lambda one: not story.is_admin(one) and len(one.open_members()) == offices)
    if person:
        member = person.open_members()[0]
        story.do("office", "admin", member.office.number, "--user", person.number, "--role", "admin", "--on", on)
        story.end(member, on)
        story.begin(person, member.office, "admin", on)


def lose_device(story, on, settled_after):
    """A telephone is gone; that is settled some days later, or on the day of loading."""
    number = story.serial("I", on)
    story.do("incident", "open", "--kind", "lost-device", "--summary", "端末の紛失", "--office", "O0001", "--found-on", on)
    story.tell(on, "incident", incident=number, kind="lost-device")
    if settled_after:
        story.at(on + settled_after * DAY, settle, number)
    else:
        story.later.append((settle, [number]))


def settle(story, on, number):
    story.do("incident", "close", number, "--outcome", "遠隔で消去し、再発防止を確認した", "--reason", "報告の対象とならない", *(["--on", on] if on else []))
    story.tell(on, "incident-ends", incident=number)
