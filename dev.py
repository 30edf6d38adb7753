"""Set up, show or prove the project: `python3 dev.py demo`, `python3 dev.py test`.

Runs on any Python from 3.11 with its standard library alone, on Linux, macOS and Windows. The first
run makes `.venv` in the checkout and installs `requirements.lock` with hashes checked; a stamp of
what was installed lets every later run start at once and without network.

    demo    draft the sample case, check the draft, print both
    test    lint, format, types, tests: what proves the repository
    setup   only make or renew the environment
    lock    resolve requirements.lock anew from pyproject.toml (--upgrade: to the newest releases)
"""

from __future__ import annotations

import argparse
import hashlib
import os
import platform
import re
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
LOCK = ROOT / "requirements.lock"
STAMP = VENV / "imr-installed"
OLDEST = (3, 11)

SAMPLE = "evals/cases/chiropractic-trial-2014"
DEMO_OUT = "build/demo"
PROOF = (
    ("ruff", "check", "."),
    ("ruff", "format", "--check", "."),
    ("mypy",),
    ("pytest",),
)
NEXT = """\
Try next, with the environment active ({activate}):

  imr check {draft} --format json     every finding and claim, for other programs
  imr limits chiropractic --body-part "low back" --as-of 2014-02-01
  imr search "manipulation beyond a trial" --as-of 2014-02-01
  imr rule LIM001                       what a check looks for, and its authority
  imr parse YOUR_LETTER.pdf             read a determination of your own
  imr doctor                            what is set up here, and what is missing
"""


class Failure(Exception):
    """The work cannot go on; the text says why and what to do."""


def main(arguments: list[str]) -> int:
    """Run one command; 0 when it succeeded, 1 when a proof failed, 2 when it could not run."""
    parser = argparse.ArgumentParser(
        prog="dev.py", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("command", choices=("demo", "test", "setup", "lock"))
    parser.add_argument("--upgrade", action="store_true", help="with lock: to the newest releases")
    chosen = parser.parse_args(arguments)
    try:
        if sys.version_info < OLDEST:
            raise Failure(
                f"needs Python {OLDEST[0]}.{OLDEST[1]} or newer, found {platform.python_version()} "
                f"({sys.executable}); run this file with a newer one, e.g. python3.11 dev.py test"
            )
        if chosen.command == "lock":
            return lock(upgrade=chosen.upgrade)
        set_up()
        if chosen.command == "setup":
            return 0
        return demo() if chosen.command == "demo" else test()
    except Failure as failure:
        print(f"dev.py: {failure}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


def set_up() -> None:
    """Make `.venv` hold what the lock file names and the project itself, editable."""
    wanted = fingerprint()
    if not (PYTHON.exists() and STAMP.exists() and STAMP.read_text("utf-8") == wanted):
        started = time.monotonic()
        make_environment()
        install_requirements()
        install_project()
        STAMP.write_text(wanted, "utf-8")
        say(f"Environment ready in {time.monotonic() - started:.0f} s: {VENV}")
    # Python may be told to write no byte-code (PYTHONDONTWRITEBYTECODE), and then compiles the
    # package at every start; `imr check` on one letter takes twice as long that way.
    run(str(PYTHON), "-m", "compileall", "-q", "assistant")


def fingerprint() -> str:
    """What the environment depends on: the lock, the project's metadata, its own place."""
    digest = hashlib.sha256()
    for part in (LOCK, ROOT / "pyproject.toml"):
        try:
            digest.update(part.read_bytes())
        except OSError as error:
            raise Failure(f"{part.name}: cannot be read ({error.strerror})") from error
    digest.update(str(ROOT).encode())
    return digest.hexdigest() + "\n"


def make_environment() -> None:
    """Create `.venv`, or keep the one there when its Python runs and is new enough."""
    if PYTHON.exists():
        probe = f"import pip, sys; sys.exit(sys.version_info < {OLDEST})"
        if run(str(PYTHON), "-c", probe) == 0:
            return
    say(f"Creating {VENV} with Python {platform.python_version()}")
    try:
        # Debian and Ubuntu part ensurepip from the interpreter: venv imports, then fails half-way.
        import ensurepip  # noqa: F401, PLC0415 - asked for only to learn whether it is there
        import venv  # noqa: F401, PLC0415 - likewise
    except ImportError as error:
        raise Failure(
            f"this Python lacks the module {error.name}, needed to make an environment; on Debian "
            "or Ubuntu: sudo apt install python3-venv"
        ) from error
    if run(sys.executable, "-m", "venv", "--clear", str(VENV)) != 0:
        raise Failure(f"could not create {VENV}; remove it and see the message above")


def install_requirements() -> None:
    """Install the lock file: with uv, itself from the lock, and with pip where uv cannot."""
    pip = (str(PYTHON), "-m", "pip", "--disable-pip-version-check", "install", "--quiet")
    only_uv = VENV / "uv.lock.txt"
    only_uv.write_text(pinned("uv"), "utf-8")
    say("Installing requirements.lock (some 130 packages; a minute or two the first time)")
    uv = (str(PYTHON), "-m", "uv", "pip", "install", "--python", str(PYTHON))
    locked = ("--require-hashes", "-r")
    if run(*pip, "--no-deps", *locked, str(only_uv)) == 0:
        if run(*uv, "--compile-bytecode", *locked, str(LOCK)) == 0:
            return
        # uv reads no pip configuration, so a mirror or proxy known to pip alone lets only pip in.
        say("uv could not install the lock file; trying pip, which is slower")
    if run(*pip, *locked, str(LOCK)) != 0:
        raise Failure(
            "the lock file could not be installed: is the network up, or a package mirror set for "
            "pip (pip config list)? Run the same command again to go on from here"
        )


def install_project() -> None:
    """Install the checkout itself, editable, built by the hatchling of the lock."""
    command = (str(PYTHON), "-m", "pip", "--disable-pip-version-check", "install", "--quiet")
    offline = ("--no-deps", "--no-build-isolation", "--no-index", "--editable", str(ROOT))
    if run(*command, *offline) != 0:
        raise Failure("the project itself could not be installed; see the message above")


def pinned(name: str) -> str:
    """The lines of the lock file that pin `name` with its hashes."""
    text = LOCK.read_text("utf-8")
    found = re.search(rf"^{re.escape(name)}==.*(?:\n +--hash=.*)+", text, re.MULTILINE)
    if found is None:
        raise Failure(f"requirements.lock: does not pin {name}; run python3 dev.py lock")
    return found.group(0) + "\n"


def lock(*, upgrade: bool) -> int:
    """Resolve every requirement, for all platforms, from the public index alone."""
    set_up()
    command = [str(PYTHON), "-m", "uv", "pip", "compile", "pyproject.toml", "--group", "dev"]
    command += ["--all-extras", "--universal", "--python-version", "3.11", "--generate-hashes"]
    # No configuration, so that no private index of this machine shapes the lock file of everyone.
    command += ["--no-config", "--no-emit-index-url"]
    command += ["--custom-compile-command", "python3 dev.py lock", "-o", LOCK.name, "--quiet"]
    if upgrade:
        command.append("--upgrade")
    return run(*command, without="UV_")


def test() -> int:
    """Run every proof, even after one failed; pytest comes last, and its line closes."""
    failed = []
    for command in PROOF:
        say("$ " + " ".join(command))
        if run(str(PYTHON), "-m", *command) != 0:
            failed.append(" ".join(command))
    if failed:
        print("dev.py: failed: " + "; ".join(failed), file=sys.stderr)
    return 1 if failed else 0


def demo() -> int:
    """Draft the sample case, print the letter, check it: the commands a user would type."""
    draft = f"{DEMO_OUT}/draft.md"
    imr("search", "trial of manipulation for the low back", "--as-of", "2014-02-01", "--k", "3")
    imr("draft", SAMPLE, "--out", DEMO_OUT)
    say(f"$ {'type' if os.name == 'nt' else 'cat'} {draft}")
    print_letter((ROOT / draft).read_text("utf-8"))
    imr("check", draft)
    activate = BIN / "activate"
    activate_words = str(activate) if os.name == "nt" else f". {activate.relative_to(ROOT)}"
    print()
    print(NEXT.format(draft=draft, activate=activate_words))
    return 0


def imr(*arguments: str) -> None:
    """Run `imr` as a user would, its command line shown; findings (status 1) are an answer."""
    words = (f'"{word}"' if " " in word else word for word in arguments)
    say("$ imr " + " ".join(words))
    if run(str(BIN / "imr"), *arguments) not in (0, 1):
        raise Failure(f"imr {arguments[0]} could not do its work; see the message above")


def print_letter(letter: str) -> None:
    """Print a letter, its headings in bold on a terminal."""
    for line in letter.splitlines():
        heading = line.startswith(("#", "**"))
        print(paint(line, "1;36") if heading else line)


def say(words: str) -> None:
    """Print a line of this file's own, before what a child process prints."""
    print("\n" + paint(words, "1"), flush=True)


def paint(words: str, code: str) -> str:
    """`words` in a terminal colour, or as they are where colour is not wanted."""
    wanted = sys.stdout.isatty() or "FORCE_COLOR" in os.environ
    return f"\033[{code}m{words}\033[0m" if wanted and "NO_COLOR" not in os.environ else words


def run(*command: str, without: str = "") -> int:
    """Run a command in the checkout with the environment active; its exit status."""
    environment = {
        name: value
        for name, value in os.environ.items()
        if name != "PYTHONHOME" and not (without and name.startswith(without))
    }
    environment["PATH"] = os.pathsep.join((str(BIN), environment.get("PATH", "")))
    environment["VIRTUAL_ENV"] = str(VENV)
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
