"""What holds for every file of the repository."""

from __future__ import annotations

import ast
import re
import subprocess
import tomllib
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MODULE_LINES = 300
CHECK_LINES = 130
FILE_LINES = 500

_IGNORED_LINT = re.compile(
    r"#\s*(?:noqa|type: ignore)\b(?::\s*[A-Z]+\d+(?:,\s*[A-Z]+\d+)*|\[[a-z, -]+\])?"
)
_MACHINE_PATH = re.compile("/(?:" + "|".join(("work", "tmp", "root", "home/[a-z]")) + ")/")


@cache
def tracked(suffix: str = "") -> tuple[Path, ...]:
    """The files of the repository whose names end in `suffix`, relative to its top."""
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout, so there is no list of its files")
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    names = (Path(name) for name in listed.stdout.split("\0") if name.endswith(suffix) and name)
    return tuple(name for name in names if (ROOT / name).is_file())


def lines_of(path: Path) -> list[str]:
    """The lines of a tracked file."""
    return (ROOT / path).read_text("utf-8").splitlines()


def is_check(path: Path) -> bool:
    """Whether a module holds a check: it is in the room of checks and defines RULE."""
    if path.parts[:2] != ("assistant", "checks"):
        return False
    tree = ast.parse((ROOT / path).read_text("utf-8"))
    return any(
        isinstance(target, ast.Name) and target.id == "RULE"
        for node in tree.body
        if isinstance(node, ast.Assign | ast.AnnAssign)
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
    )


def test_modules_are_short() -> None:
    """A module has at most 300 lines, a check 130, any other Python file 500."""
    too_long = {}
    for path in tracked(".py"):
        allowed = MODULE_LINES if path.parts[0] == "assistant" else FILE_LINES
        allowed = CHECK_LINES if is_check(path) else allowed
        if len(lines_of(path)) > allowed:
            too_long[str(path)] = f"{len(lines_of(path))} > {allowed}"
    assert not too_long


def test_no_file_names_a_place_on_one_machine() -> None:
    """No tracked text holds an absolute path of the machine it was written on."""
    found = []
    for path in tracked():
        content = (ROOT / path).read_bytes()
        if b"\0" in content:
            continue
        text = content.decode("utf-8")
        found += [f"{path}: {match.group()}" for match in _MACHINE_PATH.finditer(text)]
    assert not found


def test_the_lock_pins_by_hash_and_names_no_place() -> None:
    """Each requirement has a version and hashes; the lock holds no address, option or path."""
    text = (ROOT / "requirements.lock").read_text("utf-8")
    assert "://" not in text
    assert not re.findall(r"^-.*|^\S+ @ .*|file:|(?<![\w.])\.{0,2}/\w.*", text, re.MULTILINE)
    entries = re.split(r"^(?=[A-Za-z0-9])", text, flags=re.MULTILINE)[1:]
    loose = [e.split()[0] for e in entries if "==" not in e.split()[0] or "--hash=sha256:" not in e]
    assert len(entries) > 50
    assert not loose


def test_the_lock_has_every_requirement_of_the_project() -> None:
    """What pyproject.toml asks for, extras and development included, is pinned."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    extras = project["project"].get("optional-dependencies", {}).values()
    groups = project["dependency-groups"].values()
    asked = [*project["project"]["dependencies"], *(one for g in (*extras, *groups) for one in g)]
    names = {re.split(r"[\s<>=!~\[;]", one)[0].lower() for one in asked}
    text = (ROOT / "requirements.lock").read_text("utf-8")
    pinned = set(re.findall(r"^([a-z0-9._-]+)==", text, re.MULTILINE))
    assert names - {"imr"} <= pinned


def test_every_silenced_lint_has_its_reason_beside_it() -> None:
    """After `noqa` or `type: ignore` the reason follows, or a comment stands on the line above."""
    bare = []
    for path in tracked(".py"):
        lines = lines_of(path)
        for number, line in enumerate(lines, start=1):
            match = _IGNORED_LINT.search(line)
            if match is None or path == Path("tests/test_repository.py"):
                continue
            above = lines[number - 2].strip() if number > 1 else ""
            reason = line[match.end() :].strip(" #-:")
            explains_itself = "[import-untyped]" in match.group()
            if not (reason or explains_itself or above.startswith("#")):
                bare.append(f"{path}:{number}")
    assert not bare


def test_every_test_says_what_behaviour_it_holds() -> None:
    """Each test function has a docstring and at least one assertion or expected error."""
    silent = []
    for path in tracked(".py"):
        if path.parts[0] != "tests" or not path.name.startswith("test_"):
            continue
        for node in ast.walk(ast.parse((ROOT / path).read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                body = ast.unparse(node)
                proves = "assert" in body or "raises(" in body
                if not (ast.get_docstring(node) and proves):
                    silent.append(f"{path}:{node.lineno} {node.name}")
    assert not silent


def test_no_work_is_left_marked_in_the_code() -> None:
    """No stub and no note of work to do stands in the package."""
    mark = re.compile(r"\b(?:TODO|FIXME|XXX)\b|\braise NotImplementedError")
    found = [
        f"{path}:{number}"
        for path in tracked(".py")
        if path.parts[0] == "assistant"
        for number, line in enumerate(lines_of(path), start=1)
        if mark.search(line)
    ]
    assert not found
