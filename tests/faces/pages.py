"""What every page of a report has to be in a browser: valid, accessible, complete, without a word on the console and without sideways scrolling."""
import json
import os
import pathlib
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
MOST_BYTES = 150 * 1024
NOT_CHECKED = "not checked: valid HTML, accessibility, the console, scroll bars, charts, paper, size"
WIDTHS = {"wide": 1280, "phone": 390}


def program(*names):
    for name in names:
        if path := shutil.which(name):
            return path
    print(f"{NOT_CHECKED}: there is no {names[0]} (scripts/install-packages test)")
    return sys.exit(1 if "CI" in os.environ else 77)


def install(folder):
    """The packages of package-lock.json, once for every state of it."""
    lock = (HERE / "package-lock.json").read_text()
    kept = folder / "package-lock.json"
    if (folder / "node_modules").is_dir() and kept.exists() and kept.read_text() == lock:
        return
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "installing").mkdir(exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(HERE / name, folder / "installing")
    done = subprocess.run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"],
                          cwd=folder / "installing", capture_output=True, encoding="utf-8")
    if done.returncode != 0:
        print(f"{NOT_CHECKED}: npm cannot install what package-lock.json names: {done.stderr.strip()[-500:]}")
        sys.exit(77)
    shutil.rmtree(folder / "node_modules", ignore_errors=True)
    (folder / "installing" / "node_modules").rename(folder / "node_modules")
    shutil.rmtree(folder / "installing")
    kept.write_text(lock)


def check_html(tools, path):
    done = subprocess.run([tools.node, tools.packages / "html-validate/bin/html-validate.js", "--config", HERE / "htmlvalidate.json", path],
                          capture_output=True, encoding="utf-8")
    assert done.returncode == 0, f"{path.name} is not valid:\n{done.stdout}{done.stderr}"


def check_accessible(page, axe, name):
    """axe-core over the page; what stands on a hatching it cannot judge, and is not asked about."""
    page.call("Runtime.evaluate", expression=axe)
    found = json.loads(page.value("axe.run(document, {resultTypes: ['violations']}).then(r => JSON.stringify(r.violations))"))
    text = "\n".join(f"  {one['id']}: {one['help']}\n    " + "\n    ".join(node["html"][:160] for node in one["nodes"][:3])
                     for one in found)
    assert not found, f"{name}: not accessible:\n{text}"


NO_SCROLL = "[document.documentElement.scrollWidth, document.body.scrollWidth, window.innerWidth]"
# words of a chart that a reader would see on each other, or that leave the picture
CHART_FAULTS = """
[...document.querySelectorAll('figure svg')].filter(svg => svg.getBoundingClientRect().width > 0).flatMap(svg => {
  const edge = svg.getBoundingClientRect(), words = [...svg.querySelectorAll('text')].map(t => [t.textContent, t.getBoundingClientRect()]);
  const faults = words.filter(([, r]) => r.left < edge.left - 16 || r.right > edge.right + 16).map(([t]) => 'outside: ' + t);
  words.forEach(([a, r], i) => words.slice(i + 1).forEach(([b, s]) => {
    if (Math.min(r.right, s.right) - Math.max(r.left, s.left) > 1 && Math.min(r.bottom, s.bottom) - Math.max(r.top, s.top) > 5)
      faults.push(a + ' on ' + b);
  }));
  return faults.map(f => svg.querySelector('title').textContent + ': ' + f);
})
"""


def check_shown(page, name, is_nasty):
    scrolled, body, window = page.value(NO_SCROLL)
    assert max(scrolled, body) <= window, f"{name}: the page is {max(scrolled, body)} wide in a window of {window}"
    faults = page.value(CHART_FAULTS)
    assert is_nasty or not faults, f"{name}: {faults}"
    levels = page.value("[...document.querySelectorAll('h1,h2,h3,h4')].map(h => +h.tagName[1])")
    assert levels[0] == 1 and levels.count(1) == 1, f"{name}: headings {levels}"
    assert all(b <= a + 1 for a, b in zip(levels, levels[1:])), f"{name}: headings {levels}"
    unnamed = page.value("[...document.querySelectorAll('svg[role=img]')].filter(s => s.getAttribute('aria-labelledby')"
                         ".split(' ').some(id => !document.getElementById(id))).length")
    assert unnamed == 0, f"{name}: {unnamed} charts without a name"


class Tools:
    """Chromium, html-validate and axe-core, the latter two in a folder; without them the test is skipped."""

    def __init__(self, folder):
        self.chromium, self.node = program("chromium", "chromium-browser"), program("node", "nodejs")
        program("npm")
        install(folder)
        self.packages = folder / "node_modules"
        self.axe = (self.packages / "axe-core/axe.min.js").read_text(encoding="utf-8")
