"""The offices of the invented network: facilities of the directory, and what the open data has not (clinics, pharmacies, administration)."""
import csv
import datetime
import unicodedata

from network.words import INVENTED, KINDS, MUNICIPALITIES, PLACES, SERVICES

AREA = "042153"
FOUNDED = datetime.date(2018, 4, 1)
SERVICE = {label: (code, kind) for code, label, kind in SERVICES}
SAME = str.maketrans({**dict.fromkeys("‐‑‒–—―−─━-", "ー"), "髙": "高", "﨑": "崎", "ヶ": "ケ", "ヵ": "カ"})


class Office:
    def __init__(self, name, kana, kind, municipality, services, facts=None):
        self.number, self.name, self.kana, self.kind, self.municipality = None, name, kana, kind, municipality
        self.services, self.facts = services, facts or {}  # (name of the service, number); further cells by heading
        self.first_kind = kind
        self.opened_on = self.closed_on = None
        self.role = "usual"  # in the story
        self.members = []

    def was_open(self, day):
        return (self.opened_on is None or self.opened_on <= day) and (self.closed_on is None or day < self.closed_on)


def folded(name):
    """One office is written in several widths."""
    return "".join(unicodedata.normalize("NFKC", name).lower().split()).translate(SAME)


def read_directory(files):
    """Rows of the open data, each a dictionary by heading."""
    rows = []
    for file in files:
        with open(file, encoding="utf-8-sig", newline="") as opened:
            rows += list(csv.DictReader(opened))
    unknown = sorted({row["サービスの種類"] for row in rows} - set(SERVICE))
    if unknown:
        raise SystemExit(f"make-network: these services are not known: {', '.join(unknown)}")
    return rows


def facility_of(row):
    code, kind = SERVICE[row["サービスの種類"]]
    return {"service": code, "number": row["事業所番号"], "type": kind, "municipality": row["都道府県コード又は市町村コード"]}


def from_directory(rows, wanted, dice):
    """Most facilities of the area and some around it; an office is one number and one name, with one service or several."""
    facilities = {}
    for row in rows:
        facilities.setdefault((row["事業所番号"], folded(row["事業所名"])), []).append(row)
    inside = [one for one in facilities.values() if one[0]["都道府県コード又は市町村コード"] == AREA]
    around = [one for one in facilities.values() if one[0]["都道府県コード又は市町村コード"] in set(MUNICIPALITIES) - {AREA}]
    chosen = dice.sample(inside, min(wanted * 2 // 3 + 1, len(inside) * 4 // 5))
    chosen += dice.sample(around, min(wanted - len(chosen), len(around) // 2))
    return [Office(first["事業所名"], first["事業所名カナ"], SERVICE[first["サービスの種類"]][1], first["都道府県コード又は市町村コード"],
                   [(row["サービスの種類"], row["事業所番号"]) for row in (first, *others)],
                   {"法人の名称": first["法人の名称"], "住所": first["住所"], "電話番号": first["電話番号"]})
            for first, *others in chosen]


def invented(wanted, taken, dice):
    kinds, shares = INVENTED, [int(line[3]) for line in INVENTED]
    names, offices = set(), []
    for n in range(wanted):
        kind, _, service, _, name_form, kana_form = dice.choices(kinds, shares)[0] if n >= len(kinds) else kinds[n]
        (place, place_kana), (word, word_kana) = dice.choice(PLACES).split(), dice.choice(KINDS).split()
        if kind in ("community-support-centre", "government"):
            word = word_kana = ""
        name, kana, count = name_form.format(place + word), kana_form.format(place_kana + word_kana), 2
        while name in names:
            name, count = f"{name_form.format(place + word)}{count}", count + 1
        names.add(name)
        where = AREA if dice.random() < 0.85 else dice.choice(list(MUNICIPALITIES))
        number = f"{1510001 + n}" if service == "医療機関" else f"0471{590001 + n:06}"
        while number in taken:
            number = f"{int(number) + 100000:0{len(number)}}"
        taken.add(number)
        offices.append(Office(name, kana, kind, where, [] if service == "-" else [(service, number)],
                              {"住所": f"{MUNICIPALITIES[where]}{place}{dice.randint(1, 9)}丁目{dice.randint(1, 30)}番{dice.randint(1, 20)}号",
                               "電話番号": f"0229-{dice.randint(20, 99)}-{n % 10000:04}"}))
    return offices


def day_between(dice, first, last):
    return first + datetime.timedelta(days=dice.randint(0, max(0, (last - first).days)))


def make_offices(rows, wanted, first, last, dice):
    """In the order of their numbers, from O0002 on; O0001 is the secretariat."""
    offices = from_directory(rows, wanted // 2, dice)
    offices += invented(wanted - len(offices), {row["事業所番号"] for row in rows}, dice)
    dice.shuffle(offices)
    for n, office in enumerate(offices):
        office.number = f"O{n + 2:04}"
        is_old = dice.random() < 0.8
        office.opened_on = day_between(dice, FOUNDED, first) if is_old else day_between(dice, first, last - datetime.timedelta(days=40))
    return offices


def secretariat():
    """As `db init` makes it: since when it is there, the register does not know."""
    office = Office("大崎市在宅医療・介護連携支援センター", "", "other", AREA, [])
    office.number, office.role = "O0001", "secretariat"
    return office
