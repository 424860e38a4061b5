#!/usr/bin/env python3
"""check_cron.py PROGRAM PACKAGE MAN: what runs by itself every month, as it is installed and as the manual shows it.

The same words stand in the crontab, in the service and in both pages, the service and its timer are what systemd understands, and the script of each page
makes its line of what `report monthly --format json` answers.
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

LINE = re.compile(r"report monthly --month last-month --output-dir \S+.*")


def line_in(path):
    found = [line for line in LINE.findall(path.read_text(encoding="utf-8")) if "/var/lib" in line]
    return found[0] if found else f"{path.name} has no such line"


def script_in(path):
    return re.search(r"^```\n(import json.*?)^```$", path.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL).group(1)


def unit_faults(package):
    if not shutil.which("systemd-analyze"):
        return []
    with tempfile.TemporaryDirectory() as folder:
        for name in ("osaki-mcs-report.service", "osaki-mcs-report.timer"):
            text = (package / name).read_text(encoding="utf-8")
            # the program is not installed here
            pathlib.Path(folder, name).write_text(re.sub(r"ExecStart=\S+", "ExecStart=/bin/true", text), encoding="utf-8")
        done = subprocess.run(["systemd-analyze", "verify", "--man=no", f"{folder}/osaki-mcs-report.timer"], capture_output=True, text=True)
        return [line for line in done.stderr.splitlines() if folder in line]


def report_of(program, folder):
    environment = {"PATH": os.environ["PATH"], "OSAKI_MCS_DB": f"{folder}/register.db"}
    environment |= {name: os.environ[name] for name in ("ASAN_OPTIONS", "LSAN_OPTIONS") if name in os.environ}
    subprocess.run([program, "db", "init", "-q"], check=True, env=environment)
    return subprocess.run([program, "report", "monthly", "--format", "json", "-q"], check=True, capture_output=True, env=environment).stdout


def main():
    program, package, man = map(pathlib.Path, sys.argv[1:])
    pages = [man / "osaki-mcs-report.1.scd", man / "ja/osaki-mcs-report.1.scd"]
    places = [package / "osaki-mcs.cron", package / "osaki-mcs-report.service", *pages]
    lines = {line_in(path) for path in places}
    faults = [] if len(lines) == 1 else sorted(lines)
    faults += unit_faults(package)
    with tempfile.TemporaryDirectory() as folder:
        answer = report_of(program, folder)
        for page in pages:
            done = subprocess.run([sys.executable, "-c", script_in(page)], input=answer, capture_output=True, check=False)
            said = done.stdout.decode()
            if not re.fullmatch(r"\d{4}-\d\d: (0 users, active: not known|登録利用者 0、利用者\(月間\) 不明)\n", said):
                faults.append(f"{page}: its script says {said!r} {done.stderr.decode()}")
    print("\n".join(faults) or f"one line in {len(places)} places")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
