"""`imr users`, and `imr serve --auth` where it cannot start."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from assistant import settings
from assistant.cli import main
from assistant.review import Accounts, Store, default_url

PASSWORD = "correct horse battery"  # noqa: S105 - of a test

pytestmark = pytest.mark.usefixtures("quick_hashes", "own_store")


@pytest.fixture
def own_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A data folder of its own."""
    monkeypatch.setenv("IMR_DATA_DIR", str(tmp_path / "data"))
    settings.settings.cache_clear()


def add(monkeypatch: pytest.MonkeyPatch, *words: str, password: str = PASSWORD) -> int:
    """The exit status of `imr users add`, the password on standard input."""
    monkeypatch.setattr("sys.stdin", io.StringIO(password + "\n"))
    return main(["users", "add", *words])


def test_accounts_are_made_listed_and_closed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What the terminal made signs in; what it closed does not."""
    assert add(monkeypatch, "Dr. A") == 0
    assert add(monkeypatch, "E. Editor", "--role", "quality editor") == 0
    assert main(["users", "disable", "E. Editor"]) == 0
    capsys.readouterr()
    assert main(["users", "list", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == [
        {"name": "Dr. A", "role": "reviewer", "disabled": False, "vouched": False, "open": 0},
        {
            "name": "E. Editor",
            "role": "quality editor",
            "disabled": True,
            "vouched": False,
            "open": 0,
        },
    ]
    store = Store(default_url())
    assert Accounts(store).sign_in("Dr. A", PASSWORD)
    assert Accounts(store).sign_in("E. Editor", PASSWORD) is None
    monkeypatch.setattr("sys.stdin", io.StringIO(f"another {PASSWORD}\n"))
    assert main(["users", "password", "E. Editor"]) == 0
    assert main(["users", "enable", "E. Editor"]) == 0
    assert Accounts(store).sign_in("E. Editor", f"another {PASSWORD}")
    capsys.readouterr()
    assert main(["users", "list"]) == 0
    assert "E. Editor: quality editor, 1 open session\n" in capsys.readouterr().out
    assert main(["users", "end", "E. Editor"]) == 0
    assert main(["users", "role", "E. Editor", "administrator", "--by", "Dr. A"]) == 0
    assert capsys.readouterr().out.endswith("E. Editor: administrator\n")
    done = [(one.content["name"], one.content["change"]) for one in store.entries()]
    changes = ("added", "disabled", "password", "enabled", "sessions ended", "role")
    assert done == [("Dr. A", "added"), *(("E. Editor", one) for one in changes)]
    assert store.entries()[-1].who == "Dr. A"
    assert store.verify() is None
    store.close()


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (("users", "add", "A", "--role", "owner"), "--role: expected reviewer, quality editor, ad"),
        (("users", "add", "A"), "password: expected 12 to 1000 characters, found '5 characters'"),
        (("users", "disable", "nobody"), "name: expected an account of the store, found 'nobody'"),
        (("serve", "--auth"), "accounts: expected at least one account: imr users add"),
        (("serve", "--name", "imr.example"), "--auth: expected this option beside the others"),
        (("serve", "--host", "192.0.2.1"), "--host: expected 127.0.0.1, localhost or ::1"),
    ],
    ids=["role", "short password", "no account", "nobody", "without --auth", "a network"],
)
def test_what_cannot_be_done_is_told_in_one_line(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: tuple[str, ...],
    line: str,
) -> None:
    """Exit status 2 and a line that names the field."""
    monkeypatch.setattr("sys.stdin", io.StringIO("short\n"))
    assert main(list(words)) == 2
    told = capsys.readouterr().err
    assert line in told
    assert told.count("\n") == 1


@pytest.mark.parametrize(
    ("options", "secret", "line"),
    [
        (("--trust-header", "X-Remote-User"), None, "both --trust-header and --proxy-secret"),
        (("--trust-header", "X-Remote-User"), "short", "secret: expected a line of at least 32"),
    ],
    ids=["no secret", "a short one"],
)
def test_a_proxy_is_trusted_with_a_secret_alone(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    options: tuple[str, ...],
    secret: str | None,
    line: str,
) -> None:
    """A header that anybody on this machine could send is not enough."""
    assert add(monkeypatch, "Dr. A") == 0
    if secret is not None:
        (tmp_path / "secret").write_text(secret, "utf-8")
        options = (*options, "--proxy-secret", str(tmp_path / "secret"))
    assert main(["serve", "--auth", *options]) == 2
    assert line in capsys.readouterr().err
