"""A network of any size with nothing but offices, a ledger and figures of use, written as it is made: memory does not grow with the rows."""
import csv
import datetime
import random

from network import papers, places, usage
from network.people import Names, written
from network.words import METRICS, METRIC_HEADINGS, STAFF

TAILS = 1 << 14  # figures of a month that somebody may have
SPREAD, BY_MONTH = 2654435761, 40503
BLOCK = 20_000
SHORTEST = datetime.date(2026, 2, 1)  # a month whose days every month has


def tails(dice):
    """What stands behind the address, and the same as numbers."""
    habits, shares = [name for name, _ in usage.HABITS], [share for _, share in usage.HABITS]
    rows = [usage.with_holes(usage.figures(dice.choices(habits, shares)[0], dice.random(), SHORTEST, dice), dice) for _ in range(TAILS)]
    return ["," + ",".join("" if figure is None else str(figure) for figure in row) + "\r\n" for row in rows], rows


def write_ledger(folder, words, offices, first, dice):
    """In the order of the first days; everybody is there from the first month on, so that rows are users times months."""
    weights = [STAFF.get(office.kind, STAFF[""])[0] for office in offices]
    chosen = dice.choices(offices, weights, k=words.users)
    days = sorted((places.day_between(dice, places.FOUNDED, first), n) for n in range(words.users))
    names = Names(dice)
    with open(folder / "ledger.csv", "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(["氏名", "フリガナ", "職種", "メールアドレス", "事業所番号", "権限", "利用開始日"])
        for day, n in days:
            person = names.person(chosen[n].kind)
            writer.writerow([person.name, person.kana, written(person.profession, dice), person.mail, chosen[n].number,
                             "管理者" if dice.random() < 0.1 else "職員", day])


def write_month(folder, month, count, tail, numbers, n):
    """Everybody of the ledger; what the figures come to."""
    begin, seen = f"{month:%Y-%m},person", [0] * TAILS
    with open(folder / f"usage_{month:%Y-%m}.csv", "w", encoding="utf-8", newline="") as file:
        file.write(",".join(["対象月", "メールアドレス", *METRIC_HEADINGS]) + "\r\n")
        for block in range(0, count, BLOCK):
            part = range(block + 1, min(block + BLOCK, count) + 1)
            which = [(u * SPREAD + n * BY_MONTH >> 7) % TAILS for u in part]
            file.write("".join([f"{begin}{u:06}@example.jp{tail[one]}" for u, one in zip(part, which)]))
            for one in which:
                seen[one] += 1
    sums = {name: sum(times * (row[at] or 0) for times, row in zip(seen, numbers)) for at, name in enumerate(METRICS)}
    return {"rows": count, "active": sum(times for times, row in zip(seen, numbers) if (row[0] or 0) >= 1 or (row[1] or 0) >= 1), **sums}


def write_everything(words, first, last):
    folder, dice = words.output, random.Random(words.seed)
    directory = places.read_directory(words.directory)
    offices = places.make_offices(directory, words.offices, first, last, dice)
    for office in offices:
        office.opened_on = places.FOUNDED
    write_ledger(folder, words, offices, first, dice)
    (tail, numbers), months = tails(dice), usage.months_of(first, last)
    truth = {f"{month:%Y-%m}": write_month(folder, month, words.users, tail, numbers, n) for n, month in enumerate(months)}
    papers.write_offices(folder, offices)
    register = ["mcs db init", *(f"mcs directory import {name}" for name in papers.copy_directory(folder, words.directory)),
                "mcs import run office offices.csv", "mcs import run user ledger.csv"]
    closed = " ".join(f"{month:%Y-%m}" for month in months[:-1])
    papers.write_load(folder, register, [*(f"mcs usage import usage_{month:%Y-%m}.csv" for month in months), f"mcs usage close {closed} --yes"])
    papers.write_sums(folder, {"format": 1, "plain": True, "users": words.users, "offices": words.offices, "seed": words.seed}, truth)
