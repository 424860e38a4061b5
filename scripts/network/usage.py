"""Monthly figures of use, as MCS would give them, and the files in which they arrive: long and wide, by address, number and login, with holes."""
import calendar
import datetime

from network.people import DAY
from network.words import METRIC_HEADINGS, METRICS

HOLDING = ("active", "suspended", "leaving")
HABITS = (("daily", 24), ("weekly", 34), ("rare", 20), ("never", 11), ("fading", 11))


def months_of(first, last):
    month, found = first, []
    while month <= last:
        found.append(month)
        month = (month + 31 * DAY).replace(day=1)
    return found


def parts_of(months):
    """What arrives as one wide file of logins alone, as one wide file, as one long file, and the months that have a file each."""
    length = max(1, min(3, len(months) // 5))
    return [months[n * length:(n + 1) * length] for n in range(3)] + [months[3 * length:]]


def last_of(month):
    return month.replace(day=calendar.monthrange(month.year, month.month)[1])


def holds_in(person, month):
    """Whether there was an account on any day of the month."""
    begun = [(since, state) for since, state in person.states if since is not None]
    for (since, state), (until, _) in zip(begun, [*begun[1:], (datetime.date.max, None)]):
        if state in HOLDING and since <= last_of(month) and until > month:
            return True
    return False


def figures(habit, share, month, dice):
    """login_days, logins, posts, reads, files, groups of one month; share is how far the story has gone."""
    length = calendar.monthrange(month.year, month.month)[1]
    if habit == "never" or habit == "fading" and share > 0.55 or dice.random() < 0.04:
        return [0, 0, 0, 0, 0, dice.choice((0, 1, 2))]
    top = {"daily": length, "weekly": 9, "rare": 3, "fading": 12}[habit]
    days = dice.randint(0 if habit == "rare" else 1, top)
    logins = 0 if days == 0 else days + dice.randint(0, days * 2)
    posts = 0 if days == 0 else int(dice.expovariate(1 / (days * 1.4)))
    return [days, logins, posts, posts * 3 + dice.randint(0, 40) * min(days, 1), posts // 5, dice.randint(1, 9)]


def with_holes(row, dice):
    """An unknown figure is not zero."""
    row = [None if dice.random() < 0.012 else figure for figure in row]
    if dice.random() < 0.004:
        row[0] = row[1] = None
    return row


class Line:
    """Somebody in a month: person as the file names the account, counts_for as whom the register knows that account."""

    def __init__(self, person, figures):
        self.person, self.counts_for, self.figures = person, person.merged_into or person, figures


def make_usage(people, twins, months, dice):
    """By month the lines of that month; None is a month of which nothing was kept."""
    habits = {person: dice.choices([name for name, _ in HABITS], [share for _, share in HABITS])[0] for person in people}
    rest = parts_of(months)[-1]
    lost = rest[len(rest) // 3] if len(months) >= 12 else None
    second = {twin.merged_into: (twin, [one for one in rest if one > twin.first][:5]) for twin in twins}
    usage = {}
    for n, month in enumerate(months):
        lines = []
        for person in people:
            twin, of_twin = second.get(person, (None, ()))
            if person.merged_into or not holds_in(person, month) or dice.random() < 0.03:
                continue
            if person.state_on(month) == "suspended" and dice.random() < 0.8:
                row = [0, 0, 0, 0, 0, 1]
            else:
                row = figures(habits[person], n / len(months), month, dice)
            lines.append(Line(twin if month in of_twin else person, with_holes(row, dice)))
        usage[month] = None if month == lost else lines
    return usage


# Layouts.
class File:
    def __init__(self, name, head, rows, encoding="utf-8", *options):
        self.name, self.head, self.rows, self.encoding, self.options = name, head, rows, encoding, options


def strangers(month, dice):
    """Accounts of MCS that the register does not know."""
    return [f"unknown{n:02}@{month:%Y%m}.example.com" for n in dice.sample(range(1, 41), 2)] + ["guest@example.org"]


def cells(row):
    return ["" if figure is None else figure for figure in row]


def mail_of(line, n):
    """Case makes no difference in an address."""
    return line.person.mail.upper() if n % 37 == 5 else line.person.mail


def in_cp932(name):
    return name.replace("𠮷", "吉")


def long_rows(month, lines, key, metrics, unknown, with_month, in_name=lambda name: name):
    for n, line in enumerate(lines):
        word = {"mail": mail_of(line, n), "number": line.person.number, "login": line.person.login or line.person.mail}[key]
        yield [*([f"{month:%Y-%m}"] if with_month else []), word, in_name(line.person.name), *cells(line.figures[:metrics])]
    for address in unknown:
        yield [*([f"{month:%Y-%m}"] if with_month else []), address, "", *(1, 1, 0, 4, 0, 1)[:metrics]]


KEYS = {"mail": "メールアドレス", "number": "利用者番号", "login": "ログインID"}


def forget(lines, first_unknown):
    for line in lines:
        line.figures[first_unknown:] = [None] * (len(METRICS) - first_unknown)


def long_file(month, lines, n, unknown, dice):
    """A month a file: by address with its month, now and then by number or by login, or in CP932 without the figures that came later."""
    name = f"usage_{month:%Y-%m}.csv"
    if n % 6 == 5:
        rows = list(long_rows(month, lines, "number", 6, (), True))
        return File(name, ["対象月", KEYS["number"], "氏名", *METRIC_HEADINGS], rows), []
    if n % 6 == 2:
        rows = list(long_rows(month, lines, "login", 6, unknown, False))
        return File(name, [KEYS["login"], "氏名", *METRIC_HEADINGS], rows, "utf-8", "--month", f"{month:%Y-%m}"), unknown
    if n % 6 == 3:
        forget(lines, 4)
        rows = list(long_rows(month, lines, "mail", 4, unknown, True, in_cp932))
        return File(name, ["対象月", KEYS["mail"], "氏名", *METRIC_HEADINGS[:4]], rows, "cp932"), unknown
    return File(name, ["対象月", KEYS["mail"], "氏名", *METRIC_HEADINGS], list(long_rows(month, lines, "mail", 6, unknown, True)), "utf-8-sig"), unknown


def wide_file(name, usage, months, metric, unknown):
    """One row a person, the months beside each other; of one metric alone, or of all."""
    wanted = [METRICS.index(metric)] if metric else range(len(METRICS))
    by_person = {}
    for month in months:
        for line in usage[month]:
            if metric:
                line.figures = [figure if n in wanted else None for n, figure in enumerate(line.figures)]
            by_person.setdefault(line.person, {})[month] = line.figures
    head = [KEYS["mail"], "氏名", *(f"{month:%Y-%m}" + ("" if metric else f" {METRIC_HEADINGS[n]}") for month in months for n in wanted)]
    nothing = [None] * len(METRICS)
    rows = [[person.mail, person.name, *cells([found.get(month, nothing)[n] for month in months for n in wanted])]
            for person, found in by_person.items()]
    rows += [[address, "", *(3 for _ in months for _ in wanted)] for address in unknown]
    return File(name, head, rows, "utf-8", *(["--metric", metric] if metric else []))


def quarter_file(usage, months, unknown):
    rows = [row for month in months for row in long_rows(month, usage[month], "mail", 6, unknown, True, in_cp932)]
    return File(f"usage_{months[0]:%Y-%m}_{months[-1]:%Y-%m}.csv", ["対象月", KEYS["mail"], "氏名", *METRIC_HEADINGS], rows, "cp932")


def user_files(usage, months, dice):
    """The files in the order in which they are loaded, and by month the accounts that nobody knows."""
    alone, wide, quarter, rest = parts_of(months)
    unknown = {month: strangers(month, dice) for month in months}
    unknown |= {month: unknown[part[0]] for part in (alone, wide, quarter) for month in part}
    files = [wide_file("usage_wide_logins.csv", usage, alone, "logins", unknown[alone[0]])] if alone else []
    files += [wide_file("usage_wide.csv", usage, wide, None, unknown[wide[0]])] if wide else []
    files += [quarter_file(usage, quarter, unknown[quarter[0]])] if quarter else []
    for n, month in enumerate(rest):
        if usage[month] is None:
            del unknown[month]
            continue
        if n == 1:
            early = [Line(line.person, [line.figures[0] and line.figures[0] // 2, *line.figures[1:]]) for line in usage[month][::2]]
            files.append(File(f"usage_{month:%Y-%m}_preliminary.csv", ["対象月", KEYS["mail"], "氏名", *METRIC_HEADINGS],
                              list(long_rows(month, early, "mail", 6, (), True))))
        file, unknown[month] = long_file(month, usage[month], n, unknown[month], dice)
        files.append(file)
    return files, unknown


def office_file(month, offices, lines, dice):
    """Figures that MCS gives by office: of the accounts there, and not the sum of what it gives by person."""
    shared = [number for office in offices for _, number in office.services]
    rows, truth = [], []
    for office in offices:
        if not office.was_open(last_of(month)) or office.closed_on or office.role != "usual":
            continue
        numbers = [number for _, number in office.services if shared.count(number) == len([1 for _, other in office.services if other == number])]
        figures = [None if dice.random() < 0.03 else dice.randint(0, top) for top in (60, 200, 150, 900, 40, 30)]
        rows.append([f"{month:%Y-%m}", numbers[0] if numbers else office.number, office.name, *cells(figures)])
        truth.append([office.number, *figures])
    return File(f"usage_office_{month:%Y-%m}.csv", ["対象月", "事業所番号", "事業所名", *METRIC_HEADINGS], rows), truth


def network_file(months, dice):
    rows, truth = [], {}
    for n, month in enumerate(months):
        figures = [None, 4000 + n * 37 + dice.randint(0, 300), 2500 + dice.randint(0, 400), 21000 + dice.randint(0, 900),
                   None if n < 4 else dice.randint(50, 90), 200 + n]
        rows.append([f"{month:%Y-%m}", *cells(figures)])
        truth[month] = figures
    return File("usage_network.csv", ["対象月", *METRIC_HEADINGS], rows), truth
