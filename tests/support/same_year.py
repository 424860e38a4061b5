#!/usr/bin/env python3
"""same_year.py FIRST SECOND [--write]: the second region's year is the first one's in its own words.

The second transcript opens with lines "# here: A = B": where the first says A, it says B. All commands and comments have to be the same then; only
the answers differ. --write makes it from the first, without its answers (OSAKI_ACCEPT=1 of the transcript writes those).
"""
import pathlib
import sys


def head_of(text):
    return [line for line in text.splitlines() if line.startswith("# here: ")]


def story_of(text, words=()):
    """Commands, comments and blank lines, without the answers."""
    lines, goes_on = [], False
    for line in text.splitlines():
        if goes_on or line == "" or line.startswith(("$ ", "# ")) and not line.startswith("# here: "):
            lines.append(line)
            goes_on = line.endswith("\\")
    for one, other in words:
        lines = [line.replace(one, other) for line in lines]
    return lines


def main():
    first, second = (pathlib.Path(path) for path in sys.argv[1:3])
    text = second.read_text(encoding="utf-8")
    words = [line.removeprefix("# here: ").split(" = ") for line in head_of(text)]
    wanted = story_of(first.read_text(encoding="utf-8"), words)
    if "--write" in sys.argv:
        second.write_text("\n".join([*head_of(text), *wanted]) + "\n", encoding="utf-8")
        return 0
    told = story_of(text)
    for number, (one, other) in enumerate(zip(wanted, told), 1):
        if one != other:
            print(f"line {number} of the story:\n- {one}\n+ {other}")
            return 1
    print(f"{len(told)} lines of one story, {len(words)} words")
    return 0 if len(told) == len(wanted) > 50 and words else 1


if __name__ == "__main__":
    sys.exit(main())
