#!/usr/bin/env python3
"""check_man.py PROGRAM MADE TREE: the manual pages against the program.

MADE holds the pages as made by the build, TREE is the source tree. What the program's help and cli/exit_status.hpp say is taken as
true: every word has its page in both languages, every option stands in the page of its word, every example in a page is one of the
program, and the exit statuses are those the program gives. The page of import names every column that a file may have,
osaki-mcs-config(5) every setting with its variable and option and in its example nothing that the program refuses, and
osaki-mcs-exit-status(7) every status with its code. The two languages are held against each other too.
"""
import pathlib
import re
import subprocess
import sys
import tempfile

# explained in osaki-mcs(1) itself
WITHOUT_PAGE = {"help", "version"}
LANGUAGES = {"en": "", "ja": "ja/"}


class Program:
    def __init__(self, path):
        self.path = path

    def help(self, *words):
        answer = subprocess.run([self.path, "--lang", "en", "help", *words], capture_output=True, encoding="utf-8", check=True)
        return answer.stdout

    def settings(self, *options):
        """The keys of config list."""
        answer = subprocess.run([self.path, *options, "config", "list", "--field", "key"], capture_output=True, encoding="utf-8")
        return answer.stdout.split()

    def words(self):
        """The first words of all commands, from the overview: '  office       list, show, ...'."""
        return re.findall(r"^  ([a-z][a-z-]*)  ", self.help(), re.MULTILINE)

    def commands(self, word):
        """'office add' for each verb of a noun; the word itself when it is a verb."""
        verbs = re.findall(rf"^  osaki-mcs {word} ([a-z][a-z-]*(?: [a-z][a-z-]*)?)", self.help(word), re.MULTILINE)
        return [[word, *verb.split()] for verb in verbs] if "osaki-mcs help WORD VERB" in self.help(word) else [[word]]


def options_of(text):
    """Long and short names in the option columns of help: '  -n, --dry-run   say ...'."""
    lines = re.findall(r"^  ((?:-[a-z], )?--[a-z][a-z-]*)", text, re.MULTILINE)
    return [name for line in lines for name in line.split(", ")]


def examples_of(text):
    return [line.strip() for line in re.findall(r"^\s*(\$ osaki-mcs.*)$", text, re.MULTILINE)]


def plain(roff):
    """Roff of scdoc as text: fonts, zero-width guards and escaped hyphens gone."""
    text = re.sub(r"\\f[A-Z]|\\&", "", roff)
    return text.replace("\\-", "-").replace("\\e", "\\")


def has_option(text, name):
    return re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text) is not None


def statuses_of(text):
    """The numbers that are headings of a definition: '*10*' alone on its line."""
    return [int(number) for number in re.findall(r"^\*(\d+)\*$", text, re.MULTILINE)]


def exit_statuses_of(header):
    """Done, then each Code of facts_of() in its order; the fallback after the switch repeats the bug."""
    codes = re.findall(r"return \{(\d+), ", header.read_text(encoding="utf-8"))
    return list(dict.fromkeys([0, *map(int, codes)]))


def named_statuses_of(header):
    """"5": "conflict" for each, and 0, which is no Code."""
    codes = re.findall(r'return \{(\d+), "(\w+)"', header.read_text(encoding="utf-8"))
    return [("0", "done"), *dict.fromkeys(codes)]


def import_headers(kinds):
    """The headings and aliases in the tables of fields: {{"mail", "メールアドレス", "メール|E-mail", true}, take..."""
    names = set()
    for path in sorted(kinds.glob("*.cpp")):
        for header, aliases in re.findall(r'\{\{"\w+", "([^"]+)"(?:, "([^"]*)")?', path.read_text(encoding="utf-8")):
            names |= {header, *aliases.split("|")}
    for text in re.findall(r'string_view \w+ = "([^"]+)"', (kinds / "facility.hpp").read_text(encoding="utf-8")):
        names |= set(text.split("|"))
    # codes of findings stand in braces as well
    return sorted(name for name in names if name and not re.match(r"[EW]_[A-Z]", name))


def finding_codes(library):
    """Every code that a finding of an import may have; gates are the business of the desk."""
    codes = set()
    for path in [*library.rglob("*.cpp"), *library.rglob("*.hpp")]:
        codes |= set(re.findall(r'"([EW]_[A-Z_]+)"', path.read_text(encoding="utf-8")))
    return sorted(code for code in codes if not code.startswith(("E_GATE_", "E_PROFILE")))


class Check:
    def __init__(self, program, made, tree):
        self.program = program
        self.made = made
        self.sources = tree / "man"
        self.exit_statuses = exit_statuses_of(tree / "cli/exit_status.hpp")
        self.named_statuses = named_statuses_of(tree / "cli/exit_status.hpp")
        self.headers = import_headers(tree / "lib/osaki/exchange/kinds")
        self.codes = finding_codes(tree / "lib/osaki")
        self.faults = []
        self.counts = {"pages": 0, "options": 0, "examples": 0, "headings": 0, "codes": 0}

    def fault(self, page, text):
        self.faults.append(f"{page}: {text}")

    def read(self, page, section=1):
        source, made = self.sources / f"{page}.{section}.scd", self.made / f"{page}.{section}"
        if not source.is_file() or not made.is_file():
            self.fault(page, "there is no such page")
            return None
        self.counts["pages"] += 1
        return source.read_text(encoding="utf-8"), plain(made.read_text(encoding="utf-8"))

    def options(self, page, made, names):
        for name in names:
            self.counts["options"] += 1
            if not has_option(made, name):
                self.fault(page, f"option {name} is missing")

    def examples(self, page, source, known):
        written = examples_of(source)
        self.counts["examples"] += len(written)
        for line in written:
            if line not in known:
                self.fault(page, f"the program has no example {line}")
        for line in known:
            if line not in written:
                self.fault(page, f"the example {line} is missing")

    def statuses(self, page, source):
        for number in statuses_of(source):
            if number not in self.exit_statuses:
                self.fault(page, f"there is no exit status {number}")

    def word(self, word):
        helps = [self.program.help(*command) for command in self.program.commands(word)]
        known = [line for text in helps for line in examples_of(text)]
        names = sorted({name for text in helps for name in options_of(text)})
        sources = []
        for folder in LANGUAGES.values():
            page = f"{folder}osaki-mcs-{word}"
            texts = self.read(page)
            if texts is None:
                continue
            source, made = texts
            sources.append(source)
            if f"@options {word}\n" not in source:
                self.fault(page, f"the line '@options {word}' is missing")
            self.options(page, made, names)
            self.examples(page, source, known)
            self.statuses(page, source)
        if len({tuple(statuses_of(source)) for source in sources}) > 1:
            self.fault(word, "the languages name different exit statuses")

    def main_page(self, words):
        names = options_of(self.program.help("options"))
        for folder in LANGUAGES.values():
            page = f"{folder}osaki-mcs"
            texts = self.read(page)
            if texts is None:
                continue
            source, made = texts
            self.options(page, made, names)
            if statuses_of(source) != self.exit_statuses:
                self.fault(page, f"its exit statuses are not {self.exit_statuses}")
            for word in words:
                form = f"*osaki-mcs {word}*" if word in WITHOUT_PAGE else f"*osaki-mcs-{word}*(1)"
                if form not in source:
                    self.fault(page, f"{word} is not mentioned")

    def headings(self):
        for folder in LANGUAGES.values():
            page = f"{folder}osaki-mcs-import"
            made = self.made / f"{page}.5"
            text = plain(made.read_text(encoding="utf-8")) if made.is_file() else ""
            for code in self.codes:
                self.counts["codes"] += 1
                if not re.search(rf"^{code}$", text, re.MULTILINE):
                    self.fault(page, f"the code {code} is missing")
            for code in re.findall(r"^([EW]_[A-Z_]+)$", text, re.MULTILINE):
                if code not in self.codes:
                    self.fault(page, f"there is no code {code}")
            for name in self.headers:
                self.counts["headings"] += 1
                if not re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text):
                    self.fault(page, f"the heading {name} is missing")

    def exit_status_page(self):
        for folder in LANGUAGES.values():
            page = f"{folder}osaki-mcs-exit-status"
            texts = self.read(page, 7)
            if texts and re.findall(r"^\*(\d+)\* \((\w+)\)$", texts[0], re.MULTILINE) != self.named_statuses:
                self.fault(page, f"its exit statuses are not {self.named_statuses}")

    def config_page(self):
        settings = self.program.settings()
        for folder in LANGUAGES.values():
            page = f"{folder}osaki-mcs-config"
            texts = self.read(page, 5)
            if texts is None:
                continue
            source = texts[0]
            headed = re.findall(r"^\*([a-z_]+)\*$", source, re.MULTILINE)
            if headed != settings:
                self.fault(page, f"its settings are {headed}, not {settings}")
            for key in settings:
                for name in (f"*OSAKI_MCS_{key.upper()}*", f"*--{key.replace('_', '-')}*"):
                    if name not in source:
                        self.fault(page, f"{name} is missing")
            example = re.findall(r"^```\n(.*?)^```$", source, re.MULTILINE | re.DOTALL)[-1]
            with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".toml") as file:
                file.write(example)
                file.flush()
                if self.program.settings("--config", file.name) != settings:
                    self.fault(page, "the program refuses its example")

    def strays(self, words):
        known = {"osaki-mcs.1.scd"} | {f"osaki-mcs-{word}.1.scd" for word in words}
        for path in sorted(self.sources.rglob("*.1.scd")):
            if path.name not in known:
                self.fault(path.relative_to(self.sources), "there is no such command")


def main():
    check = Check(Program(sys.argv[1]), pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3]))
    words = check.program.words()
    check.main_page(words)
    paged = [word for word in words if word not in WITHOUT_PAGE]
    for word in paged:
        check.word(word)
    check.headings()
    check.exit_status_page()
    check.config_page()
    check.strays(paged)
    for fault in check.faults:
        print(fault)
    print(", ".join(f"{count} {what}" for what, count in check.counts.items()), f"checked, {len(check.faults)} faults")
    # nothing to check is a failure, not a success
    return 0 if not check.faults and all(check.counts.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
