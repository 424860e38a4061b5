#!/usr/bin/env python3
"""check_letters.py PROGRAM [--sanitized]: letters made by the program itself, read back with other programs' eyes.

Pages, text, fonts and QR codes of every form; that nothing is cut off; that the password is in the letter and nowhere else; that
plain commands load neither Pango nor Cairo; and what is said when a letter cannot be written.
"""
import os
import pathlib
import re
import shutil
import stat
import subprocess
import sys
import tempfile
import time

PROGRAM = pathlib.Path(sys.argv[1]).resolve()
PASSWORD = re.compile(r"\b(?:[A-HJ-NP-Za-km-np-z2-9]{4}-){3}[A-HJ-NP-Za-km-np-z2-9]{4}\b")
TRAINING = "T2026-01"
PAPERS = "利用申込書,施設誓約書,連携守秘誓約書"
LONG_MAIL = "a.name.of.many.parts.and.more.parts@department-of-home-nursing.example.co.jp"
PEOPLE = [
    ("髙橋﨑子", "タカハシサキコ", "saki@example.jp"),
    ("\U00020bb7田葛\U000e0100之介", "ヨシダカツノスケ", LONG_MAIL),
    ("Maximiliana Alexandrovna Featherstonehaugh-Cholmondeley", "マクシミリアナ", "maxi@example.jp"),
    ("寿限無寿限無五劫の擦り切れ海砂利水魚の水行末雲来末風来末食う寝る処に住む処藪柑子", "ジュゲム", "jugemu@example.jp"),
    ("山田太郎", "ヤマダタロウ", "taro@example.jp"),
]


def output_of(*words):
    return subprocess.run(words, capture_output=True, encoding="utf-8", check=True).stdout


class Desk:
    """A register of its own, and the program on it."""

    def __init__(self, folder, program=PROGRAM):
        self.folder, self.program = folder, program
        self.environment = {"PATH": os.environ["PATH"], "OSAKI_MCS_DB": str(folder / "register.db"), "HOME": str(folder),
                            "LANG": "C.UTF-8"}
        self.environment |= {name: os.environ[name] for name in ("ASAN_OPTIONS", "LSAN_OPTIONS") if name in os.environ}

    def run(self, *words, status=0):
        done = subprocess.run([self.program, *words], capture_output=True, encoding="utf-8", cwd=self.folder, env=self.environment)
        assert done.returncode == status, f"{words}: {done.returncode}, not {status}: {done.stderr}"
        return done.stdout.strip(), done.stderr.strip()

    def found(self):
        self.run("db", "init")
        self.run("office", "edit", "O0001", "--postal-code", "9896136", "--address", "宮城県大崎市古川旭五丁目3番20号", "--phone",
                 "0229-23-9999")
        self.run("office", "add", "--name", "医療法人社団おおさき会併設訪問看護ステーションひまわり大崎市古川サテライト事業所", "--type",
                 "home-nursing")
        self.run("train", "add", "--kind", "initial", "--topic", "MCS運用ポリシー・運用ルール導入研修", "--held-on", "today", "--place",
                 "大崎市民会館", "--instructor", "𠮷田 﨑男", "--document", "D0003,D0004")

    def approve(self, name, kana, mail):
        number, _ = self.run("register", "--office", "O0002", "--name", name, "--kana", kana, "--profession", "看護師", "--mail",
                             mail, "--ground", "1", "--papers", PAPERS, "--porcelain")
        self.run("check", number, "--explained", "today", "--document", "D0003", "--mail-reached", "today")
        self.run("train", "record", TRAINING, number)
        self.run("approve", number)
        return number

    def bytes(self):
        """Everything the program left behind but the letters."""
        return b"".join(p.read_bytes() for p in self.folder.rglob("*") if p.is_file() and p.suffix != ".pdf")


def pages_of(pdf):
    return int(re.search(r"^Pages:\s+(\d+)$", output_of("pdfinfo", str(pdf)), re.MULTILINE).group(1))


def text_of(pdf, *options):
    return output_of("pdftotext", "-layout", *options, str(pdf), "-")


def plain(text):
    """Without blanks and line ends, as a wrapped name reads; the variation selector goes where no font has that form."""
    return re.sub(r"[\s\U000e0100]+", "", text)


def check_fonts(pdf):
    rows = output_of("pdffonts", str(pdf)).splitlines()[2:]
    assert rows and all(re.search(r"\syes yes yes\s+\d+\s+\d+$", row) for row in rows), rows


def check_inside(pdf):
    """Every word stands on the page."""
    boxes = output_of("pdftotext", "-bbox", str(pdf), "-")
    words = re.findall(r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)"', boxes)
    assert words
    for x1, y1, x2, y2 in (map(float, word) for word in words):
        assert 14 <= x1 and x2 <= 595.3 - 14 and 10 <= y1 and y2 <= 841.9 - 10, (pdf, x1, y1, x2, y2)


def check_apart(pdf):
    """No word is printed over another one."""
    for page in output_of("pdftotext", "-bbox", str(pdf), "-").split("<page ")[1:]:
        found = re.findall(r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*)</word>', page)
        words = [(*map(float, word[:4]), word[4]) for word in found]
        for number, (x1, y1, x2, y2, one) in enumerate(words):
            for a1, b1, a2, b2, other in words[number + 1:]:
                over = min(y2, b2) - max(y1, b1) > 0.3 * min(y2 - y1, b2 - b1) and min(x2, a2) - max(x1, a1) > 1
                assert not over, (pdf, one, other)


def qr_of(pdf, folder):
    picture = folder / "page"
    subprocess.run(["pdftoppm", "-r", "150", "-png", "-f", "1", "-l", "1", str(pdf), str(picture)], check=True)
    found = [output_of("zbarimg", "-q", "--raw", str(page)).split() for page in folder.glob("page*.png")]
    for page in folder.glob("page*.png"):
        page.unlink()
    return [one for codes in found for one in codes]


def check_page(desk, url):
    desk.run("issue-credentials", "--all-ready", "--letter", "letters.pdf")
    pdf = desk.folder / "letters.pdf"
    assert stat.S_IMODE(pdf.stat().st_mode) == 0o600
    assert pages_of(pdf) == len(PEOPLE)
    text = plain(text_of(pdf))
    for name, _, mail in PEOPLE:
        assert plain(name) in text, name
        # a login that is too long for a line goes on before an @ or a dot
        assert all(piece in text for piece in re.split(r"(?=[@.])", mail)), mail
    passwords = PASSWORD.findall(text_of(pdf))
    assert len(set(passwords)) == len(PEOPLE), passwords
    left = desk.bytes()
    for password in passwords:
        assert password.encode() not in left, "a password is outside its letter"
        assert password.replace("-", "").encode() not in left, "a password is outside its letter"
    for words in ("受領書", "ログインID", "有効期限", "切り取り線", "〒989-6136"):
        assert plain(words) in text, words
    assert qr_of(pdf, desk.folder) == [url]
    check_fonts(pdf)
    check_inside(pdf)
    for name, _, _ in PEOPLE:
        assert plain(name).encode() not in pdf.read_bytes()
    order = [text_of(pdf, "-f", str(page), "-l", str(page)) for page in range(1, len(PEOPLE) + 1)]
    assert "jugemu@example.jp" in order[0] and "taro@example.jp" in order[3], "not in the order of the readings"


def check_other_forms(desk, url):
    everyone = [f"U{number:06}" for number in range(1, len(PEOPLE) + 1)]
    for options, pages in ((("--split",), 2 * len(PEOPLE)), (("--per-page", "2"), 3), (("--per-page", "4"), 2)):
        name = f"letters{'-'.join(options)}.pdf"
        desk.run("issue-credentials", *everyone, "--reset", "--reason", "紛失", "--letter", name, *options)
        pdf = desk.folder / name
        assert pages_of(pdf) == pages, (options, pages_of(pdf))
        assert len(set(PASSWORD.findall(text_of(pdf)))) == len(PEOPLE)
        assert set(qr_of(pdf, desk.folder)) == {url}
        check_fonts(pdf)
        check_inside(pdf)
    for page in range(1, 2 * len(PEOPLE) + 1, 2):
        split = desk.folder / "letters--split.pdf"
        first = text_of(split, "-f", str(page), "-l", str(page))
        second = text_of(split, "-f", str(page + 1), "-l", str(page + 1))
        assert not PASSWORD.search(first) and PASSWORD.search(second)
        assert "様" in first and "様" not in second
        assert not any(mail in plain(second) or plain(name) in plain(second) for name, _, mail in PEOPLE)


def check_refusals(desk):
    _, said = desk.run("issue-credentials", "U000001", "--reset", "--reason", "紛失", "--letter", "letters.pdf", status=5)
    assert "letters.pdf is there already" in said
    desk.run("issue-credentials", "U000001", "--reset", "--reason", "紛失", "--letter", "/dev/full.d/letter.pdf", status=12)
    # a name that only the opening refuses, as a disk that fills up in between would
    said = " ".join(desk.run("issue-credentials", "U000001", "--reset", "--reason", "紛失", "--letter", "x" * 300 + ".pdf", status=12))
    assert "it stays pending: issue it again" in said and "osaki-mcs issue-credentials U000001 --reset --reason TEXT" in said, said
    assert '"state":"pending"' in desk.run("user", "show", "U000001", "--json")[0]
    desk.run("issue-credentials", "U000001", "--reset", "--reason", "紛失", "--letter", "again.pdf")
    assert '"state":"pending"' not in desk.run("user", "show", "U000001", "--json")[0]


def check_long_certificates(desk, user):
    """A long table stays above who says so, and goes on over a second page before it becomes too small to read."""
    for times, pages in ((3, 1), (10, 2)):
        name = f"certificate-{times}.pdf"
        desk.run("train", "edit", TRAINING, "--topic", "個人情報の取扱いとSNSの安全な使い方、端末を紛失したときの連絡" * times, "--place",
                 "大崎市民会館大ホール、古川駅前の研修センター第一会議室" * times, "--instructor", "研修センター 𠮷田﨑男、" * times)
        desk.run("train", "certificate", TRAINING, user, "--letter", name)
        pdf = desk.folder / name
        assert pages_of(pdf) == pages, (name, pages_of(pdf))
        text = plain(text_of(pdf))
        assert "R8.4.1" in text and ("（続き）" in text) == (pages > 1), text
        check_inside(pdf)
        check_apart(pdf)


def check_certificates(desk):
    """One page a person, the longest names too; topics and documents that fill the table."""
    users = desk.run("user", "list", "--field", "user_id", "--limit", str(len(PEOPLE)))[0].split()
    desk.run("train", "edit", TRAINING, "--topic", "個人情報の取扱いとSNSの安全な使い方、端末を紛失したときの連絡" * 3, "--document",
             "D0001,D0002,D0003,D0004,D0005,D0006")
    desk.run("train", "record", TRAINING, users[0], "--result", "passed", "--score", "90", "--update")
    desk.run("train", "certificate", TRAINING, *users, "--letter", "certificates.pdf")
    pdf = desk.folder / "certificates.pdf"
    assert pages_of(pdf) == len(users) and stat.S_IMODE(pdf.stat().st_mode) == 0o600
    text = plain(text_of(pdf))
    for name, _, _ in PEOPLE:
        assert plain(name) in text, name
    assert text.count("受講証") == len(users) - 1 and text.count("修了証") == 1, text
    for words in (f"{TRAINING}/{users[0]}", "令和", "大崎市民会館", "講師", "おおさき地区医介連ネットワークシステム", "R8.4.1"):
        assert words in text, words
    check_fonts(pdf)
    check_inside(pdf)
    check_apart(pdf)
    check_long_certificates(desk, users[0])
    desk.run("train", "certificate", TRAINING, users[0], "--letter", "certificates.pdf", status=5)
    desk.run("train", "certificate", TRAINING, users[0], "--letter", "/dev/full.d/certificate.pdf", status=12)


def check_fontless(desk):
    """Who has a character that no font has is named, and the others get their letters."""
    desk.approve("\U000323af田太郎", "ヤマダ", "fontless@example.jp")
    _, said = desk.run("issue-credentials", "O0002", "--letter", "fontless.pdf", status=1)
    assert "U+323AF" in said and "田太郎" in said and "hanazono" not in said, said
    desk.approve("山田良子", "ヤマダヨシコ", "yoshiko@example.jp")
    _, said = desk.run("issue-credentials", "O0002", "--letter", "others.pdf")
    assert "is left out" in said and "U+323AF" in said, said
    assert pages_of(desk.folder / "others.pdf") == 1
    user = re.search(r"(U\d+) \U000323af", said).group(1)
    desk.run("issue-credentials", user, "--letter", "fontless.txt")


def check_many(desk):
    """200 letters in one file."""
    desk.run("office", "service", "O0002", "--service", "訪問看護", "--number", "0461590001")
    with open(desk.folder / "roster.csv", "w", encoding="utf-8") as file:
        file.write("サービス種類,事業所番号,氏名,フリガナ,職種,メールアドレス,受付日,根拠,提出書類\n")
        for number in range(200):
            file.write(f"訪問看護,0461590001,職員{number},ショクイン,看護師,person{number}@example.jp,2026-04-01,1,{PAPERS.replace(',', ';')}\n")
    desk.run("import", "run", "application", "roster.csv")
    numbers = desk.run("application", "list", "--where", "state=received or state=checked", "--field", "application_id")[0].split()
    desk.run("check", *numbers, "--explained", "today", "--document", "D0003", "--mail-reached", "today")
    desk.run("train", "record", TRAINING, *numbers)
    desk.run("approve", *numbers)
    begun = time.monotonic()
    desk.run("issue-credentials", "O0002", "--letter", "many.pdf")
    taken = time.monotonic() - begun
    pdf = desk.folder / "many.pdf"
    assert pages_of(pdf) == 200
    assert len(set(PASSWORD.findall(text_of(pdf)))) == 200
    print(f"200 letters: {pdf.stat().st_size} bytes in {taken:.2f} s")


def check_notices(desk):
    number, _ = desk.run("register", "--office", "O0002", "--name", "鈴木次郎", "--kana", "スズキジロウ", "--profession", "看護師",
                         "--mail", "jiro@example.jp", "--ground", "1", "--porcelain")
    desk.run("return", number, "--due", "+14d", "--reason", "押印がありません", "--notice", "returned.pdf")
    text = plain(text_of(desk.folder / "returned.pdf"))
    for words in ("鈴木次郎", "施設誓約書", "連携守秘誓約書", "押印がありません", "提出期限", number):
        assert words in text, words
    desk.run("reject", number, "--reason", "業務での利用ではないため" * 50, "--decided-by", "大崎委員長", "--notice", "rejected.pdf",
             "--yes")
    text = plain(text_of(desk.folder / "rejected.pdf"))
    for words in ("不承認", "大崎委員長"):
        assert words in text, words
    assert text.count("業務での利用ではないため") >= 49, text  # the label stands within one of them
    number, _ = desk.run("register", "--office", "O0002", "--name", "鈴木三郎", "--kana", "スズキサブロウ", "--profession", "看護師",
                         "--mail", "saburo@example.jp", "--ground", "1", "--porcelain")
    desk.run("reject", number, "--reason", "業務での利用ではないため" * 150, "--notice", "long.pdf", "--yes")
    assert plain(text_of(desk.folder / "long.pdf")).count("業務での利用ではないため") >= 145
    for name, pages in (("returned.pdf", 1), ("rejected.pdf", 1), ("long.pdf", 2)):
        pdf = desk.folder / name
        assert pages_of(pdf) == pages and stat.S_IMODE(pdf.stat().st_mode) == 0o600
        check_fonts(pdf)
        check_inside(pdf)


def check_module(desk):
    """A plain command stands without the module, and a letter says what is missing."""
    libraries = {}
    for line in output_of("ldd", str(PROGRAM)).splitlines():
        if found := re.match(r"\s+(libosaki-mcs\.so\S*) => (\S+)", line):
            libraries[found.group(1)] = found.group(2)
    for path in (PROGRAM, *libraries.values()):
        loaded = output_of("ldd", str(path))
        assert "pango" not in loaded and "cairo" not in loaded, f"{path} loads Pango"
    name, path = next(iter(libraries.items()))
    bare = desk.folder / "bare"
    bare.mkdir()
    shutil.copy(path, bare / name)
    shutil.copy(pathlib.Path(path).parent / "libosaki-mcs-unicode.so.0", bare)
    desk.environment["LD_LIBRARY_PATH"] = str(bare)
    desk.environment["LD_PRELOAD"] = str(bare / name)
    _, said = desk.run("issue-credentials", "U000001", "--reset", "--reason", "紛失", "--letter", "bare.pdf", status=1)
    assert "libosaki-mcs-letters.so" in said and "install osaki-mcs again" in said, said
    assert not (desk.folder / "bare.pdf").exists()
    state, _ = desk.run("user", "show", "U000001", "--json")
    assert '"state":"pending"' not in state, "nothing may stay pending"


def main():
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o700)
        desk = Desk(pathlib.Path(folder))
        desk.found()
        url = "https://www.medical-care.net/"
        for person in PEOPLE:
            desk.approve(*person)
        check_page(desk, url)
        check_other_forms(desk, url)
        check_refusals(desk)
        check_notices(desk)
        check_certificates(desk)
        check_fontless(desk)
        check_many(desk)
        # a sanitizer wants to be loaded before anything that is preloaded
        if "--sanitized" not in sys.argv:
            check_module(desk)
    print("letters are as they should be")


if __name__ == "__main__":
    main()
