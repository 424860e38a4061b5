#!/usr/bin/env python3
"""check_workflow.py PROGRAM TREE: osaki-mcs-workflow(7) against the program and the policy.

Every clause of the policy that gives somebody something to do stands there with commands, and every word of the program but those of the tool
itself is used. Each command it names is in the program's tree, each option in a command line is one of that command, and both languages show the
same command lines and the same commands for each clause.
"""
import functools
import pathlib
import re
import shlex
import sys

from check_man import LANGUAGES, Program, options_of

# the policy from its introduction to its end; two articles are numbered 11
CLAUSES = ["preface", "art. 1", "art. 2", "art. 3", "art. 4", "art. 5", "art. 6", "art. 7-1", "art. 7-2", "art. 8-2(1)", "art. 8-2(2)", "art. 8-2(3)",
           "art. 8-2(4)", "art. 8-2(5)", "art. 9", "art. 10", "art. 11 (damages)", "art. 11 (guidance) 1", "art. 11 (guidance) 2", "art. 12"]
TOOL = {"completion", "config", "db", "help", "schema", "version"}


class Tree:
    """The program's commands by their words."""

    def __init__(self, path):
        self.program = Program(path)
        self.shared = options_of(self.program.help("options"))

    @functools.cache
    def help(self, words):
        try:
            return self.program.help(*words)
        except Exception:
            return ""

    def is_command(self, words):
        text = self.help(words)
        return text != "" and re.search(rf"^  osaki-mcs {' '.join(words)}\b", text, re.MULTILINE) is not None and "osaki-mcs help WORD VERB" not in text

    def command_of(self, line):
        """The words of the command at the beginning of a line, as many as the program knows."""
        words = tuple(re.match(r"[a-z-]+(?: [a-z-]+)*", line).group(0).split()[:3])
        return next((words[:n] for n in range(len(words), 0, -1) if self.is_command(words[:n])), None)


def steps_of(source):
    """The commands of each command line: those between its pipes."""
    for line in re.findall(r"^\$ (.*)$", source, re.MULTILINE):
        yield from (step.strip() for step in re.split(r"\s\|\s", line))


def clauses_of(source):
    """{"art. 8-2(2)": its text} for each heading of the definition list; two headings may share one text."""
    found = {}
    for heads, text in re.findall(r"^(\*(?:preface|art\.)[^\n]*)\n((?:\t.*\n)+)", source, re.MULTILINE):
        found |= {head: text for head in re.findall(r"\*([^*]+)\*", heads)}
    return found


def check(tree, page, source, fault):
    """All commands that the page names."""
    named = set()
    for step in steps_of(source):
        command = tree.command_of(step.removeprefix("osaki-mcs ")) if step.startswith("osaki-mcs ") else None
        if not command:
            fault(page, f"there is no such command: {step}")
            continue
        named.add(command)
        known = options_of(tree.help(command)) + tree.shared
        for option in [word.split("=")[0] for word in shlex.split(step) if word.startswith("--")]:
            if option not in known:
                fault(page, f"{' '.join(command)} has no option {option}")
    for words in re.findall(r"\*osaki-mcs ([a-z -]+)\*", source):
        named.add(tuple(words.split()))
        if not tree.is_command(tuple(words.split())):
            fault(page, f"there is no command {words}")
    clauses = clauses_of(source)
    if list(clauses) != CLAUSES:
        fault(page, f"its clauses are {list(clauses)}, not {CLAUSES}")
    for clause, text in clauses.items():
        if "*osaki-mcs " not in text:
            fault(page, f"{clause} has no command")
    return named


def main():
    tree, folder, faults = Tree(sys.argv[1]), pathlib.Path(sys.argv[2]) / "man", []
    sources = []
    for language in LANGUAGES.values():
        page = f"{language}osaki-mcs-workflow.7.scd"
        source = (folder / page).read_text(encoding="utf-8")
        named = check(tree, page, source, lambda page, text: faults.append(f"{page}: {text}"))
        for word in tree.program.words():
            if word not in TOOL and not any(words[0] == word for words in named):
                faults.append(f"{page}: {word} is not in the year")
        sources.append((list(steps_of(source)), {clause: re.findall(r"\*osaki-mcs ([a-z -]+)\*", text) for clause, text in clauses_of(source).items()}))
    if sources[0] != sources[1]:
        faults.append("the languages differ in their commands")
    print(*faults, sep="\n")
    print(f"{len(sources[0][0])} command lines, {len(sources[0][1])} clauses checked, {len(faults)} faults")
    return 0 if not faults and sources[0][0] else 1


if __name__ == "__main__":
    sys.exit(main())
