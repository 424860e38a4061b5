"""Everything as files: what a secretariat loads, the script that loads it, and the truth."""
import csv
import json
import pathlib
import shutil

from network.circles import KINDS
from network.meetings import roster_rows
from network.people import written
from network.places import SERVICE, facility_of
from network.words import RESULTS

TRAINING_KINDS = {"initial": "初期研修", "annual": "年次研修", "admin": "管理者研修", "special": "特別研修"}


def write(folder, name, head, rows, encoding="utf-8"):
    with open(folder / name, "w", encoding=encoding, newline="") as file:
        csv.writer(file, lineterminator="\r\n").writerows([head, *rows])


def fiscal_year(day):
    return day.year - (day.month < 4)


def write_offices(folder, offices):
    head = ["事業所名", "事業所名カナ", "事業所種別", "サービスの種類", "事業所番号", "法人の名称", "市町村コード", "住所", "電話番号", "開設日", "誓約書"]
    rows = []
    for office in offices:
        said = [office.facts.get(word, "") for word in ("法人の名称", "住所", "電話番号")]
        opened = office.opened_on or ""
        for n, (service, number) in enumerate(office.services or [("", "")]):
            kind = office.first_kind if n == 0 and service in ("", "医療機関") else ""  # else its service says it
            rows.append([office.name, office.kana, kind, service, number, said[0], office.municipality, *said[1:], opened, opened])
    write(folder, "offices.csv", head, rows, "utf-8-sig")


def pledge_of(office):
    """As the file of the offices has it: since the office was opened, where that is known."""
    return office.opened_on.isoformat() if office.opened_on else None


def write_ledger(folder, rows, dice):
    def cells(n, row):
        person = row.person
        return [n + 1, person.name, person.kana, written(person.profession, dice), person.mail, person.login, row.office.number,
                "管理者" if row.role == "admin" else "職員", "退会済" if row.until else "利用中", row.since, row.until or ""]

    write(folder, "ledger.csv", ["旧番号", "氏名", "フリガナ", "職種", "メールアドレス", "ログインID", "事業所番号", "権限", "状態", "利用開始日", "退会日"],
          [cells(n, row) for n, row in enumerate(rows)], "utf-8-sig")


def write_groups(folder, groups, loaded_owners):
    rows = []
    for group in groups:
        head = [KINDS[group.kind], group.label, group.host.number, group.opened_on]
        people = [(person, "管理者", since) for person, since in loaded_owners[group]] + [(person, "メンバー", since) for person, since in group.members]
        rows += [[*head, person.number, person.name, part, since] for person, part, since in people] or [[*head, "", "", "", ""]]
    write(folder, "groups.csv", ["種別", "グループ名", "連携ホスト", "開設日", "利用者番号", "氏名", "区分", "開始日"], rows)


def write_meetings(folder, trainings, attended, acknowledged):
    """Trainings in one file, who came and who signed in one a fiscal year; the names of these files."""
    write(folder, "trainings.csv", ["研修種別", "研修名", "開催日", "開催方法", "会場"],
          [[TRAINING_KINDS[one.kind], one.topic, one.held_on, "集合", "大崎市民会館"] for one in trainings])
    names = []
    for year in sorted({fiscal_year(one.held_on) for one, *_ in attended}):
        names.append(("attendance", f"attendance_{year}.csv"))
        write(folder, names[-1][1], ["研修番号", "利用者番号", "氏名", "結果", "点数"],
              [[training.number, person.number, person.name, RESULTS[result], "" if score is None else score]
               for training, person, result, score in attended if fiscal_year(training.held_on) == year])
    for year in sorted({fiscal_year(day) for _, _, day in acknowledged}):
        names.append(("acknowledgement", f"signatures_{year}.csv"))
        write(folder, names[-1][1], ["利用者番号", "氏名", "規程", "確認日", "確認方法"],
              [[person.number, person.name, document.title, day, "署名"] for document, person, day in acknowledged if fiscal_year(day) == year])
    return names


def write_rosters(folder, rosters, dice):
    for name, applicants, received, training in rosters:
        write(folder, f"{name}.csv", ["受付日", "受付方法", "事業所ID", "氏名", "フリガナ", "職種", "メールアドレス", "権限", "根拠", "根拠の理由", "利用目的", "提出書類"],
              list(roster_rows(applicants, received, dice)))
        write(folder, f"{name}_attendance.csv", ["研修番号", "メールアドレス", "氏名", "結果"],
              [[training.number, one.person.mail, one.person.name, "受講"] for one in applicants])


def write_usage(folder, files):
    for file in files:
        write(folder, file.name, file.head, file.rows, file.encoding)


LOAD = """\
#!/usr/bin/env bash
# load PROGRAM [register | usage]: makes a register here and brings everything of the invented network into it, or one part of that.
set -euo pipefail
program=$(realpath "$1")
part=${{2:-all}}
cd "$(dirname "$0")"
export OSAKI_MCS_DB=$PWD/register/register.db LC_ALL=C.UTF-8
mcs() {{ "$program" "$@"; }}

if [ "$part" != usage ]; then
mkdir -m 700 register
{register}
fi

if [ "$part" != register ]; then
{usage}
fi
"""


def write_load(folder, register, usage):
    path = folder / "load"
    path.write_text(LOAD.format(register="\n".join(register), usage="\n".join(usage) or ":"), encoding="utf-8")
    path.chmod(0o755)


def copy_directory(folder, files):
    (folder / "directory").mkdir(exist_ok=True)
    for file in files:
        shutil.copyfile(file, folder / "directory" / pathlib.Path(file).name)
    return [f"directory/{pathlib.Path(file).name}" for file in files]


def lines_of(records):
    """A record a line, so that a truth can be read and compared by eye."""
    return "[\n" + ",\n".join(json.dumps(one, ensure_ascii=False, separators=(",", ":")) for one in records) + "]"


def write_truth(folder, head, lists, usage):
    """One JSON object: what it was made from, the lists by name, and usage by month."""
    parts = [f"{json.dumps(key)}:{json.dumps(value, ensure_ascii=False)}" for key, value in head.items()]
    parts += [f"{json.dumps(key)}:{lines_of(records)}" for key, records in lists.items()]
    months = [f"{json.dumps(month)}:{{" + ",\n".join(f"{json.dumps(key)}:{lines_of(rows)}" for key, rows in part.items()) + "}"
              for month, part in usage.items()]
    (folder / "truth.json").write_text("{" + ",\n".join(parts) + ',\n"usage":{' + ",\n".join(months) + "}}\n", encoding="utf-8")


def truth_lists(story, rows, attended, acknowledged):
    events = sorted(story.events, key=lambda one: one["on"] or "9999-12-31")
    return {
        "facility": [facility_of(row) for row in rows],
        "office": [{"office": one.number, "name": one.name, "municipality": one.municipality, "pledge_on": pledge_of(one),
                    "service": [[SERVICE[service][0], number] for service, number in one.services]} for one in story.offices],
        "person": [{"user": one.number, "name": one.name, "mail": one.mail, "login": one.login} for one in story.people],
        "document": [{"document": one.number, "kind": one.kind, "title": one.title, "version": one.version,
                      "effective_on": one.effective_on.isoformat(), "carried_over": one.carried_over} for one in story.documents],
        "training": [{"training": one.number, "kind": one.kind, "held_on": one.held_on.isoformat()} for one in story.trainings],
        "attendance": [[training.number, person.number, result, score] for training, person, result, score in attended],
        "acknowledgement": [[document.number, person.number, day.isoformat()] for document, person, day in acknowledged],
        "event": events,
    }




def write_sums(folder, head, by_month):
    """Of a plain network only what each month comes to."""
    (folder / "truth.json").write_text(json.dumps(head | {"month": by_month}, indent=1) + "\n", encoding="utf-8")
