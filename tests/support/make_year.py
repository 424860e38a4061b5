#!/usr/bin/env python3
"""make_year.py PROFILE FACILITIES FOLDER: the files that a secretariat gets in a year, the same each time.

PROFILE is a whole network profile, or the head of one (the code lists of Osaki then follow). FACILITIES are rows of the ministry's
open data. Into FOLDER go the profile, the facilities, the forty offices that join, a roster of two hundred people at them,
thirty groups with their owners and members, the attendance of four trainings and two lists of signatures. The people are invented; the
offices are real. U000001 is the first person of the roster, O0002 the first office: the secretariat is O0001.
"""
import csv
import pathlib
import random
import sys
import tomllib
import unicodedata

OSAKI = pathlib.Path(__file__).resolve().parent.parent.parent / "lib/osaki/domain/osaki.toml"
OFFICES, PEOPLE, GROUPS = 40, 200, 30
CODE_LISTS = "# Professions:"
FAMILY = ("氷室 ヒムロ,髙清水 タカシミズ,岩﨑 イワサキ,鳴子 ナルコ,𠮷田 ヨシダ,三本木 サンボンギ,鹿島台 カシマダイ,松山 マツヤマ,田尻 タジリ,岩出山 イワデヤマ,"
          "古川 フルカワ,薬師 ヤクシ,栗駒 クリコマ,荒雄 アラオ,江合 エアイ,渋井 シブイ,化女沼 ケジョヌマ,蕪栗 カブクリ,品井 シナイ,小牛田 コゴタ")
GIVEN = "さやか サヤカ,蓮 レン,みどり ミドリ,誠 マコト,陽子 ヨウコ,大輔 ダイスケ,千夏 チナツ,健 ケン,美和 ミワ,徹 トオル"
PROFESSIONS = ("介護支援専門員", "看護師", "介護福祉士", "訪問介護員", "薬剤師", "理学療法士", "医師", "相談員", "作業療法士", "管理栄養士")


def write(folder, name, head, rows):
    with open(folder / name, "w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([head, *rows])


def whole_profile(path):
    text, osaki = path.read_text(encoding="utf-8"), OSAKI.read_text(encoding="utf-8")
    return text if "[[profession]]" in text else text + osaki[osaki.index(CODE_LISTS):]


def facilities(path):
    """The head of the file, and its rows by office, in their order; an office is one number and one name, however wide it is written."""
    with open(path, encoding="utf-8-sig", newline="") as file:
        head, *rows = csv.reader(file)
    number, name = head.index("事業所番号"), head.index("事業所名")
    offices = {}
    for row in rows:
        offices.setdefault((row[number], "".join(unicodedata.normalize("NFKC", row[name]).split())), []).append(row)
    return head, list(offices.values())


def people():
    families, givens = ([word.split() for word in words.split(",")] for words in (FAMILY, GIVEN))
    return [{"name": f"{family[0]}　{given[0]}", "kana": f"{family[1]}　{given[1]}", "mail": f"person{n:03}@example.jp",
             "office": n % OFFICES, "is_admin": n < OFFICES, "profession": PROFESSIONS[n % len(PROFESSIONS)]}
            for n, (given, family) in enumerate((g, f) for g in givens for f in families)]


def roster(folder, head, offices, everybody, papers):
    service, number, name = (head.index(word) for word in ("サービスの種類", "事業所番号", "事業所名"))
    rows = []
    for n, one in enumerate(everybody):
        place = offices[one["office"]][0]
        ground = ["2", "市外の事業所であり、市内の在宅患者の訪問に加わるため"] if n % 50 == 49 else ["1", ""]
        rows.append([("2026-04-02", "令和8年4月3日", "R8.4.6", "2026/4/6")[n % 4], ("郵送", "持参")[n % 2], place[service], place[number],
                     place[name], one["name"], one["kana"], one["profession"], one["mail"], f"0229-00-{1000 + n}",
                     "管理者" if one["is_admin"] else "職員", *ground, "在宅療養の連携", "2026-04-02", ";".join(papers)])
    write(folder, "roster.csv", ["受付日", "受付方法", "サービス種類", "事業所番号", "事業所名", "氏名", "フリガナ", "職種", "メールアドレス", "電話番号", "権限",
                                 "根拠", "根拠の理由", "利用目的", "説明日", "提出書類"], rows)


def groups(folder, everybody, dice):
    """Groups 1 to 20 about patients, 21 to 29 free, 30 of the secretariat; each has two owners of its host, but every tenth has one."""
    rows = []
    for n in range(GROUPS):
        kind, label = ("患者", f"P-{n + 1:04}") if n < 20 else ("自由", f"連絡会 第{n - 19}班") if n < 29 else ("事務局", "事務局からのお知らせ")
        host = n % OFFICES if n < 29 else None
        at_host = [one for one in everybody if one["office"] == (n % OFFICES)]
        owners = at_host[:1] if n % 10 == 0 else at_host[:2]
        others = dice.sample([one for one in everybody if one["office"] != n % OFFICES], 4)
        for one, role in [*((o, "管理者") for o in owners), *((o, "メンバー") for o in others)]:
            rows.append([kind, label, "O0001" if host is None else f"O{host + 2:04}", "2026-04-15", one["mail"], one["name"], role, "2026-04-15"])
    write(folder, "groups.csv", ["種別", "グループ名", "連携ホスト", "開設日", "メールアドレス", "氏名", "区分", "開始日"], rows)


def attendance(folder, name, training, everybody, absent):
    rows = [[training, one["mail"], one["name"], "欠席" if absent(n) else "受講", "" if absent(n) else 60 + n % 41] for n, one in everybody]
    write(folder, name, ["研修番号", "メールアドレス", "氏名", "結果", "点数"], rows)


def signatures(folder, name, title, day, everybody):
    write(folder, name, ["メールアドレス", "氏名", "規程", "確認日", "確認方法"],
          [[one["mail"], one["name"], each, day, "署名"] for one in everybody for each in title])


def main():
    profile_path, facilities_path, folder = map(pathlib.Path, sys.argv[1:4])
    rules, dice = sys.argv[4] if len(sys.argv) > 4 else "MCS運用ルール", random.Random(20260401)
    folder.mkdir(parents=True, exist_ok=True)
    text = whole_profile(profile_path)
    profile = tomllib.loads(text)
    policy = profile["document"][0]["title"]
    (folder / "profile.toml").write_text(text, encoding="utf-8")
    head, offices = facilities(facilities_path)
    write(folder, "facilities.csv", head, [row for rows in offices for row in rows])
    write(folder, "offices.csv", head, [row for rows in offices[:OFFICES] for row in rows])
    everybody = people()
    numbered = list(enumerate(everybody))
    roster(folder, head, offices, everybody, profile["papers"]["join"])
    groups(folder, everybody, dice)
    attendance(folder, "initial.csv", "T2026-01", numbered, lambda n: False)
    attendance(folder, "admin.csv", "T2026-02", numbered[:OFFICES], lambda n: n % 20 == 7)
    attendance(folder, "annual.csv", "T2026-03", numbered, lambda n: n % 25 == 11)
    attendance(folder, "special.csv", "T2026-04", [(n, one) for n, one in numbered if n % 25 == 11], lambda n: n == 36)
    signatures(folder, "signed_april.csv", (policy, rules), "2026-04-08", everybody)
    signatures(folder, "signed_march.csv", (policy,), "2027-03-05", [one for n, one in numbered if n % 8 != 3])
    (folder / "rules.pdf").write_bytes(b"%PDF-1.4\n% the rules of use, first version\n%%EOF\n")
    (folder / "policy.pdf").write_bytes(b"%PDF-1.4\n% the policy as amended in the year\n%%EOF\n")


if __name__ == "__main__":
    main()
