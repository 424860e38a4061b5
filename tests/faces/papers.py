"""What every PDF of a report has to be: each page numbered, nothing outside it, no word on another. And openpyxl, by which workbooks are read."""
import os
import re
import subprocess
import sys

try:
    import openpyxl
except ImportError:
    # Debian's packages belong to its own interpreter
    if os.path.exists("/usr/bin/python3") and sys.executable != "/usr/bin/python3" and "OSAKI_AGAIN" not in os.environ:
        os.execve("/usr/bin/python3", ["/usr/bin/python3", *sys.argv], {**os.environ, "OSAKI_AGAIN": "1"})
    print("not run, there is no openpyxl")
    sys.exit(1 if "CI" in os.environ else 77)

MARGIN, WIDTH, HEIGHT = 28, 595, 842  # points


def output_of(*words):
    # poppler writes the title of a document as surrogates
    return subprocess.run(words, capture_output=True, encoding="utf-8", errors="replace", check=True).stdout


def pages_of(pdf):
    return output_of("pdftotext", "-layout", pdf, "-").rstrip("\f").split("\f")


def plain(text):
    return re.sub(r"\s", "", text)


def check_pages(pdf):
    pages = pages_of(pdf)
    for number, page in enumerate(pages, 1):
        assert re.search(rf"^\s*{number}\s*/\s*{len(pages)}\s*$", page, re.MULTILINE), f"{pdf.name}: page {number} has not its number"
    return pages


WORD = re.compile(r'<word xMin="([^"]+)" yMin="([^"]+)" xMax="([^"]+)" yMax="([^"]+)">(.*?)</word>')


def check_inside(pdf):
    """Nothing outside the margins, no word on another."""
    for number, page in enumerate(output_of("pdftotext", "-bbox", pdf, "-").split("<page ")[1:], 1):
        words = [(*map(float, found[:4]), found[4]) for found in WORD.findall(page)]
        assert words, f"{pdf.name}: page {number} is empty"
        for left, top, right, foot, text in words:
            assert MARGIN <= left and right <= WIDTH - MARGIN and MARGIN <= top + 6 and foot <= HEIGHT - MARGIN, \
                f"{pdf.name}, page {number}: {text} stands at {left, top, right, foot}"
        words.sort(key=lambda word: word[1])
        for i, (left, top, right, foot, text) in enumerate(words):
            for left2, top2, right2, foot2, text2 in words[i + 1:]:
                if top2 > foot:
                    break
                across, down = min(right, right2) - max(left, left2), min(foot, foot2) - max(top, top2)
                assert across < 1 or down < 0.45 * (foot - top), f"{pdf.name}, page {number}: {text} stands on {text2}"
