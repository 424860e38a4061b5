#!/usr/bin/env python3
"""check_again.py KEPT VERIFIER: the register that was made again from an export is that register.

KEPT holds `all`, which was exported, `again.db`, which `db init --from all` made, and `again`, which was exported from that. Both exports
have to be the same, byte by byte, but for the head of the manifest; VERIFIER has to find the audit of again.db clean. Then a difference is
planted in each file of a copy, and every one has to be noticed.
"""
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile


def files_of(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def differences(one, other):
    """Names of files that are not the same; of the manifests only what they say about the files."""
    first, second = files_of(one), files_of(other)
    for files in (first, second):
        files["manifest.json"] = json.dumps(json.loads(files["manifest.json"])["file"]).encode()
    return [name for name in sorted(first.keys() | second.keys()) if first.get(name) != second.get(name)]


def unnoticed(exported, again):
    """Files in which another byte, or whose absence, makes no difference."""
    names = []
    with tempfile.TemporaryDirectory() as folder:
        copy = pathlib.Path(folder) / "copy"
        shutil.copytree(again, copy)
        for path in sorted(path for path in copy.rglob("*") if path.is_file() and path.name != "manifest.json"):
            content = path.read_bytes()
            path.write_bytes(content + b" ")
            more = differences(exported, copy)
            path.unlink()
            less = differences(exported, copy)
            path.write_bytes(content)
            if len(more) != 1 or len(less) != 1:
                names.append(path.name)
    return names


def main():
    kept = pathlib.Path(sys.argv[1])
    exported, again = kept / "all", kept / "again"
    faults = [f"{name} differs" for name in differences(exported, again)]
    faults += [f"{name}: a planted difference is not noticed" for name in unnoticed(exported, again)]
    verified = subprocess.run([sys.executable, sys.argv[2], kept / "again.db"], capture_output=True, encoding="utf-8")
    if verified.returncode != 0:
        faults.append(verified.stdout + verified.stderr)
    print(*faults, f"{len(files_of(exported))} files compared; {verified.stdout.strip()}", sep="\n")
    return 1 if faults or len(files_of(exported)) < 30 else 0


if __name__ == "__main__":
    sys.exit(main())
