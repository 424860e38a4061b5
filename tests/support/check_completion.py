#!/usr/bin/env python3
"""check_completion.py PROGRAM: the tab key in bash, zsh and fish themselves, on a register in a directory of its own.

bash and zsh get a terminal and are typed at; in place of the command they run prints what its words became. fish tells its
completions of a line by itself. A shell that is missing is a failure.
"""
import os
import pathlib
import pty
import select
import shutil
import subprocess
import sys
import tempfile
import time

# typed before the tab key, and what the last word becomes; behind "|" is typed on
CASES = {
    "a word": ("withd", "withdraw"),
    "a verb": ("application canc", "cancel"),
    "an option": ("user list --whe", "--where"),
    "a global option before the word": ("--porc", "--porcelain"),
    "an enum": ("issue-credentials --method po", "post"),
    "an enum behind =": ("issue-credentials --method=po", "--method=post"),
    "a number": ("office show O00", "O0001"),
    "a number behind =": ("register --office=O00", "--office=O0001"),
    "a profession in Japanese": ("register --profession 歯科衛", "歯科衛生士"),
    "a profession by its token": ("register --profession mid", "midwife"),
    "a list behind its comma": ("register --papers 利用申込書,登", "利用申込書,登録名簿"),
    "a path with a blank": ("import check application my", "my file.csv"),
    "a path behind =": ("import run application x --errors=my", "--errors=my file.csv"),
    "a key that goes on": ("profile edit rules.fou|true", "rules.four_eyes=true"),
}
PRINT = "osaki-mcs() { printf '<%s>' \"$@\"; printf '\\n'; }"
READY = "the shell is ready"
PATIENCE = 30


class Terminal:
    """A shell on a terminal of its own."""

    def __init__(self, command, environment, directory):
        self.seen = b""
        self.pid, self.file = pty.fork()
        if self.pid == 0:
            os.chdir(directory)
            os.execvpe(command[0], command, environment)

    def type(self, text):
        os.write(self.file, text.encode())

    def read_until(self, wanted):
        """All that was shown up to wanted, which must come."""
        end = time.monotonic() + PATIENCE
        while wanted not in self.seen:
            if not select.select([self.file], [], [], max(0, end - time.monotonic()))[0]:
                raise TimeoutError(f"no {wanted!r} in {self.seen!r}")
            self.seen += os.read(self.file, 65536)
        before, _, self.seen = self.seen.partition(wanted)
        return before.decode(errors="replace")

    def close(self):
        os.close(self.file)
        os.waitpid(self.pid, 0)


def in_terminal(command, setup, environment, directory):
    """What the shell answers to each case."""
    terminal = Terminal(command, environment, directory)
    try:
        terminal.type(setup + f"; {PRINT}; echo '{READY[:4]}''{READY[4:]}'\n")
        terminal.read_until(READY.encode() + b"\r\n")
        for typed, _ in CASES.values():
            before, _, behind = typed.partition("|")
            terminal.type(f"osaki-mcs {before}\t{behind}\n")
            terminal.read_until(b"\n<")
            yield ("<" + terminal.read_until(b"\n").strip()).split("><")[-1].strip("<>")
    finally:
        terminal.close()


def in_fish(script, environment, directory):
    for typed, _ in CASES.values():
        before, _, behind = typed.partition("|")
        asked = f"source {script}; complete -C {subprocess.list2cmdline([f'osaki-mcs {before}'])}"
        answer = subprocess.run(["fish", "--no-config", "-c", asked], cwd=directory, env=environment, capture_output=True,
                                encoding="utf-8", check=True, timeout=PATIENCE)
        words = [line.split("\t")[0] for line in answer.stdout.splitlines()]
        yield words[0].replace("\\ ", " ") + behind if len(words) == 1 else answer.stdout + answer.stderr


def make_ground(program, directory):
    environment = {"PATH": f"{directory}/bin:{os.environ['PATH']}", "HOME": str(directory), "TERM": "dumb", "LANG": "C.UTF-8",
                   "LC_ALL": "C.UTF-8", "OSAKI_MCS_DB": str(directory / "register.db"), "PS1": "> "}
    (directory / "bin").mkdir()
    (directory / "bin/osaki-mcs").symlink_to(program)
    subprocess.run([program, "db", "init"], env=environment, check=True, stdout=subprocess.DEVNULL)
    (directory / "my file.csv").write_text("x")
    for shell in ("bash", "zsh", "fish"):
        script = subprocess.run([program, "completion", shell], env=environment, check=True, capture_output=True).stdout
        (directory / f"script.{shell}").write_bytes(script)
    (directory / "functions").mkdir()
    shutil.copy(directory / "script.zsh", directory / "functions/_osaki-mcs")
    return environment


def faults_of(shell, answers):
    faults = 0
    for (name, (_, wanted)), answer in zip(CASES.items(), answers, strict=True):
        if answer != wanted:
            print(f"{shell}: {name}: {answer!r} is not {wanted!r}")
            faults += 1
    return faults


def main():
    missing = [shell for shell in ("bash", "zsh", "fish") if shutil.which(shell) is None]
    if missing:
        print("not installed:", *missing)
        return 1
    with tempfile.TemporaryDirectory() as name:
        directory = pathlib.Path(name)
        environment = make_ground(str(pathlib.Path(sys.argv[1]).resolve()), directory)
        faults = faults_of("bash", in_terminal(["bash", "--norc", "--noprofile", "-i"], "source script.bash", environment, directory))
        # sourced in ~/.zshrc, and found by compinit where it is installed
        for zsh in ("autoload -Uz compinit; compinit -u -D; source ./script.zsh",
                    "fpath=($PWD/functions $fpath); autoload -Uz compinit; compinit -u -D"):
            faults += faults_of("zsh", in_terminal(["zsh", "-f", "-i"], zsh, environment, directory))
        faults += faults_of("fish", in_fish(directory / "script.fish", environment, directory))
    print(f"{4 * len(CASES)} completions tried, {faults} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
