"""Documents and who acknowledged them, trainings and who came (art. 5, 6, 8-2(2)), and applicants who go the whole way to their ID."""
import datetime

from network.people import DAY, written

POLICY, RULES = "MCS運用ポリシー", "MCS運用ルール"
LIVE = ("registered", "active", "suspended")


def date(text):
    return datetime.date.fromisoformat(text)


class Document:
    def __init__(self, number, kind, title, version, effective_on, carried_over=False):
        self.number, self.kind, self.title, self.version = number, kind, title, version
        self.effective_on, self.carried_over = effective_on, carried_over


class Training:
    def __init__(self, number, kind, topic, held_on):
        self.number, self.kind, self.topic, self.held_on = number, kind, topic, held_on


def era(day):
    return f"R{day.year - 2018}.{day.month}.{day.day}"


def make_documents(first, months):
    """The policy as a register is founded with it; the rules; and one new version of the policy half-way."""
    documents = [Document("D0001", "policy", POLICY, "H30.4.1", date("2018-04-01")),
                 Document("D0002", "policy", POLICY, "R3.3.1", date("2021-03-01")),
                 Document("D0003", "policy", POLICY, "R8.4.1", date("2026-04-01"), True)]
    rules = datetime.date(first.year - (first.month < 4) - 1, 4, 1)
    half = first
    for _ in range(max(1, months // 2)):
        half = (half + 31 * DAY).replace(day=1)
    while half in (one.effective_on for one in documents):
        half = (half + 31 * DAY).replace(day=1)
    return documents + [Document("D0007", "rules", RULES, era(rules), rules), Document("D0008", "policy", POLICY, era(half), half)]


def in_force(documents, kind, day):
    found = [one for one in documents if one.kind == kind and one.effective_on <= day]
    return max(found, key=lambda one: one.effective_on, default=None)


def make_trainings(first, last):
    """An initial training a month, before the story one a year; an annual one and one of the admins in each fiscal year, a special one."""
    days = [("initial", "MCS導入研修", datetime.date(year, 6, 20)) for year in range(2018, first.year + 1)]
    month = first
    while month <= last:
        days.append(("initial", "MCS導入研修", month + 14 * DAY))
        days += [("annual", "年次研修", month + 19 * DAY)] if month.month == 11 else []
        days += [("admin", "施設管理者研修", month + 9 * DAY)] if month.month == 6 else []
        days += [("special", "情報セキュリティ特別研修", month + 4 * DAY)] if month.month == 1 else []
        month = (month + 31 * DAY).replace(day=1)
    serials, trainings = {}, []
    for kind, topic, day in sorted(days, key=lambda one: one[2]):
        if day > last or (day < first and kind != "initial") or (kind == "initial" and day.month == 6 and day.day == 20 and day >= first):
            continue
        year = day.year - (day.month < 4)
        serials[year] = serials.get(year, 0) + 1
        trainings.append(Training(f"T{year}-{serials[year]:02}", kind, topic, day))
    return trainings


def result(dice, absent=4, failed=4):
    chosen = dice.choices(("attended", "passed", "failed", "absent"), (80, 12, failed, absent))[0]
    score = None if chosen == "absent" else dice.randint(60, 100) if chosen == "passed" else dice.randint(10, 59) if chosen == "failed" else None
    return chosen, score


def initial_of(person, trainings, dice):
    """Mostly the next one after the first day, or one before it; who was absent or failed comes again, or does not; some never come."""
    if dice.random() < 0.07:
        return
    held = [one for one in trainings if one.kind == "initial"]
    at = next((n for n, one in enumerate(held) if one.held_on >= person.first), len(held))
    for training in held[max(0, at - (dice.random() < 0.3)):]:
        state = person.state_on(training.held_on)
        if (state not in LIVE and training.held_on >= person.first) or dice.random() < 0.1:
            continue
        chosen, score = result(dice)
        yield training, person, chosen, score
        if chosen in ("attended", "passed") or dice.random() < 0.3:
            return


def attendance(story, people):
    """Of everybody, in the order of the trainings; who came as an applicant is recorded already."""
    dice, found = story.dice, []
    trained = {person for _, person, _, _ in story.attended}
    for person in people:
        found += [] if person in trained else initial_of(person, story.trainings, dice)
        for training in story.trainings:
            if training.kind == "initial" or person.state_on(training.held_on) not in LIVE:
                continue
            is_admin = any(one.role == "admin" and one.since <= training.held_on for one in person.members)
            if training.kind == "admin" and not is_admin or dice.random() < 0.2:
                continue
            found.append((training, person, *result(dice, absent=15, failed=5)))
    return sorted(found, key=lambda one: one[0].held_on)


def acknowledgements(story, people, last):
    """The version in force at the first day, at once; a new one within months, or never."""
    dice, found = story.dice, []
    known = {(document, person) for document, person, _ in story.acknowledged}
    for person in people:
        if dice.random() < 0.03:
            continue
        for kind in ("policy", "rules"):
            versions = sorted((one for one in story.documents if one.kind == kind), key=lambda one: one.effective_on)
            begin = in_force(story.documents, kind, person.first)
            for document, following in zip(versions, [*versions[1:], None]):
                if begin and document.effective_on < begin.effective_on or dice.random() < 0.12:
                    continue
                since = max(document.effective_on, person.first)
                day = since + dice.choice((0, 0, 1, 4, 15, 40, 90, 160)) * DAY
                is_late = day > last or (following and day >= following.effective_on)
                if not is_late and person.state_on(day) in LIVE and (document, person) not in known:
                    found.append((document, person, day))
    return sorted(found, key=lambda one: one[2])


# Applicants.
class Applicant:
    def __init__(self, person, office, profession):
        self.person, self.office, self.profession = person, office, profession


def apply(story, _, applicants, training, issued, kept_back, name):
    """A roster arrives at the beginning of a month; the training is in its middle; who is kept back waits for the ID to the end."""
    received, approved = training.held_on - 10 * DAY, training.held_on + 5 * DAY
    binding = [in_force(story.documents, kind, received + 2 * DAY) for kind in ("policy", "rules")]
    story.rosters.append((name, applicants, received, training))
    story.do("import", "run", "application", f"{name}.csv")
    signed = received + 2 * DAY
    story.commands.append(f"mcs application list --where state=received --field application_id | mcs check - --explained {signed} --mail-reached "
                          f"{received + 5 * DAY} --document {','.join(one.number for one in binding)} --on {signed}")
    story.do("import", "run", "attendance", f"{name}_attendance.csv")
    story.do("approve", "--all-ready", "--decided-by", "運営委員長", "--on", approved)
    for one in applicants:
        person = one.person
        if person.number is None:
            story.people.append(person)
            person.number = f"U{len(story.people):06}"
        story.tell(approved, "profession", user=person.number, profession=one.profession)
        story.state(person, approved, "registered")
        story.begin(person, one.office, "staff", approved)
        story.attended.append((training, person, "attended", None))
        story.acknowledged += [(document, person, signed) for document in binding]
    holders = applicants[kept_back:]
    numbers = [one.person.number for one in holders]
    story.do("issue-credentials", *numbers, "--on", issued, "--letter", f"{name}_letters.txt")
    # where somebody waits, another never says that the letter has come
    confirmed = numbers[:-1] if kept_back else numbers
    story.do("issue-credentials", *confirmed, "--confirm-receipt", "--on", issued + 1 * DAY)
    story.do("issue-credentials", *confirmed, "--confirm-change", "--on", issued + 2 * DAY)
    for one in holders:
        one.person.login = one.person.mail
        story.state(one.person, issued, "active")
        story.tell(issued, "id-issued", user=one.person.number)
    for number in confirmed:
        story.tell(issued + 1 * DAY, "receipt-confirmed", user=number)
        story.tell(issued + 2 * DAY, "change-confirmed", user=number)


def roster_rows(applicants, received, dice):
    for n, one in enumerate(applicants):
        where = [] if one.office.municipality == "042153" else ["市内の在宅患者の訪問に加わるため"]
        yield [f"{received}", ("郵送", "持参")[n % 2], one.office.number, one.person.name, one.person.kana, written(one.profession, dice),
               one.person.mail, "職員", "2" if where else "1", *(where or [""]), "在宅療養の連携", "利用申込書;施設誓約書;連携守秘誓約書"]
