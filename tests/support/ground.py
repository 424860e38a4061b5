"""Ground to stand on for scripts/bench and tests/fault: a fresh register with three offices, and rosters of any length."""
import csv
import os
import pathlib
import random
import subprocess

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
SAMPLES = ROOT / "scripts/samples"
OFFICES = ("0471500082", "0471501494", "0471500157")


def environment(register):
    """Nothing of the caller's settings but what a program needs to start."""
    kept = {name: os.environ[name] for name in ("PATH", "TMPDIR", "ASAN_OPTIONS", "LD_LIBRARY_PATH") if name in os.environ}
    return kept | {"OSAKI_MCS_DB": str(register), "HOME": str(pathlib.Path(register).parent), "LANG": "C.UTF-8"}


def make_register(program, register):
    """db init, the sample directory and the three offices of the sample roster."""
    def run(*words):
        subprocess.run([program, *words], check=True, stdout=subprocess.DEVNULL, env=environment(register))

    run("db", "init")
    for sample in sorted(SAMPLES.glob("jigyosho_*.csv")):
        run("directory", "import", sample)
    for number in OFFICES:
        run("office", "add", "--from-directory", number)


def make_roster(path, rows):
    """A CP932 roster of that many applications, each with a mail of its own; the same each time."""
    with open(SAMPLES / "roster_cp932.csv", encoding="cp932", newline="") as file:
        head, *people = list(csv.reader(file))
    mail, name = head.index("メールアドレス"), head.index("氏名")
    dice = random.Random(20260401)
    with open(path, "w", encoding="cp932", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(head)
        for number in range(rows):
            row = list(dice.choice(people))
            row[mail] = f"person{number:07}@example.jp"
            row[name] = f"{row[name]}{number}"
            writer.writerow(row)
