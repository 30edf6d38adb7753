"""What strangers send: files that are traps, paths that lead out; errors that would tell much."""

from __future__ import annotations

import logging
from functools import partial
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from assistant.errors import InvalidField
from assistant.review import Review, Store
from assistant.text.vetting import unfit
from tests.text import hostile
from tests.web.conftest import SAMPLE
from tests.web.desk import KEY, drafted, sample_files


def test_a_pdf_that_takes_hours_is_refused_by_name(
    client: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a record it is left out and named; as a letter the others are still checked."""
    quick = partial(unfit, seconds=3)
    monkeypatch.setattr("assistant.web.dropped.unfit", quick)
    trap = ("files", ("scan.pdf", hostile.drawn_for_hours()))
    taken = client.post("/api/cases", files=[*sample_files(), trap])
    assert taken.status_code == 201
    assert [one["name"] for one in taken.json()["unread"]] == ["scan.pdf"]
    assert "expected one that is read in 60 s" in taken.json()["unread"][0]["reason"]
    assert list((tmp_path / "cases").rglob("scan.pdf")) == []
    letter = (SAMPLE.parents[1] / "letters" / "CM16-1000002.txt").read_bytes()
    told = client.post("/api/letters", files=[trap, ("files", ("a.txt", letter))]).json()
    assert "expected one that is read in 60 s" in told[0]["error"]
    assert told[1]["case_number"] == "CM16-1000002"


@pytest.mark.parametrize("number", ["../../evil", "a/b", "a\\\\b", "..", "x" * 201])
def test_a_case_number_that_leads_elsewhere_is_refused(
    client: TestClient, tmp_path: Path, number: str
) -> None:
    """It names files and pages; nothing is kept of the upload."""
    files = sample_files()
    content = (SAMPLE / "case.json").read_text("utf-8").replace(KEY, number)
    answer = client.post("/api/cases", files=[("files", ("case.json", content)), *files[1:]])
    assert answer.status_code == 400
    line = "name: expected a file name" if number == ".." else "case_number: expected up to 200"
    assert line in answer.json()["error"]
    assert list((tmp_path / "cases").iterdir()) == []
    assert client.get("/api/cases").json() == []


@pytest.mark.parametrize(
    "path", ["records/0/pages/1.png", "records/-1/pages/1.png", "records/9/pages/1.png"]
)
def test_no_page_of_another_file_is_shown(client: TestClient, path: str) -> None:
    """Records are asked for by number; what is no PDF is not drawn."""
    drafted(client)
    answer = client.get(f"/api/cases/{KEY}/{path}")
    assert answer.status_code in {404, 422}


@pytest.mark.parametrize(
    "path",
    [
        "/static/../templates/base.html",
        "/static/%2e%2e/app.py",
        "/static/..%2fapp.py",
        "/guidelines/../../etc/passwd",
        "/guidelines/%2e%2e%2f%2e%2e%2fpyproject.toml",
        "/api/cases/..%2f..%2freview.sqlite3/letter.pdf",
    ],
)
def test_no_path_leads_out(client: TestClient, path: str) -> None:
    """Points and slashes, quoted or not, name nothing."""
    assert client.get(path).status_code == 404


def test_a_model_that_is_not_of_the_settings_is_refused(client: TestClient) -> None:
    """Whoever is at work does not choose where a case is sent."""
    seen = drafted(client)["seen"]
    form = {"model": "http://127.0.0.1:9/steal", "after": seen}
    refused = client.post(f"/api/cases/{KEY}/draft", json=form)
    assert refused.status_code == 400
    assert "model: expected template" in refused.json()["error"]


def test_a_failure_of_the_server_tells_nothing_of_a_record(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Page, interface and chat say that it failed, the log says where; neither has the words."""

    def fails(*_: object) -> None:
        raise ValueError("the patient is John Doe")

    drafted(client)
    caplog.set_level(logging.DEBUG)
    monkeypatch.setattr("assistant.web.api.record_page", fails)
    monkeypatch.setattr("assistant.drafting.chat.Chat.ask", fails)
    answer = client.get(f"/api/cases/{KEY}/records")
    assert answer.status_code == 500
    assert answer.json() == {"error": "the server failed; its log says where"}
    assert answer.headers["content-security-policy"].startswith("default-src 'self'")
    said = client.post(f"/api/cases/{KEY}/chat", json={"text": "what?"})
    assert "the server failed" in said.text
    assert "ValueError at " in caplog.text
    assert "> api.py:" in caplog.text
    assert "Doe" not in caplog.text + answer.text + said.text


def test_every_answer_says_what_a_browser_may_do_with_it(client: TestClient) -> None:
    """No frame, no script or form of elsewhere, no guess at the kind, nothing kept in between."""
    drafted(client)
    for path in ("/", f"/cases/{KEY}", "/nowhere", "/api/cases", "/static/base.css", "/static/no"):
        answer = client.get(path)
        policy = answer.headers["content-security-policy"]
        for rule in (
            "default-src 'self'",
            "frame-ancestors 'none'",
            "base-uri 'none'",
            "form-action 'self'",
        ):
            assert rule in policy
        assert "unsafe" not in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert "server" not in answer.headers
        if not path.startswith("/static/"):
            assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    "headers",
    [
        {"host": "testserver"},
        {"host": "localhost.evil.example"},
        {"host": "evil.example:80@localhost"},
        {"host": ""},
        {"host": "192.0.2.1"},
    ],
)
def test_the_server_answers_to_its_own_names_alone(
    client: TestClient, headers: dict[str, str]
) -> None:
    """Another site cannot reach it by a name of its own; what a proxy claims changes nothing."""
    claims = {"x-forwarded-host": "localhost", "forwarded": "host=localhost"}
    assert client.get("/", headers={**headers, **claims}).status_code == 400
    assert client.get("/", headers={"host": "LOCALHOST:8460"}).status_code == 200
    assert client.get("/", headers={"host": "[::1]:8460"}).status_code == 200


def test_a_request_that_is_no_upload_is_bounded_closer(client: TestClient) -> None:
    """What is typed is no longer than a letter; a login or a reason cannot fill the memory."""
    for path, sent in (("/api/cases/x/return", 16_000_001), ("/api/cases", 300_000_001)):
        headers = {"content-length": str(sent), "content-type": "application/json"}
        answer = client.post(path, content=b"{}", headers=headers)
        assert answer.status_code == 413
    seen = drafted(client)["seen"]
    long = {"reason": "x" * 20_001, "after": seen}
    assert client.post(f"/api/cases/{KEY}/return", json=long).status_code == 422


def test_a_key_in_another_script_names_its_letter(client: TestClient) -> None:
    """A header holds ASCII alone; the browser still gets the name."""
    files = sample_files()
    content = (SAMPLE / "case.json").read_text("utf-8").replace(KEY, "CM14-\u6848")
    key = client.post("/api/cases", files=[("files", ("case.json", content)), *files[1:]]).json()
    assert client.post(f"/api/cases/{key['key']}/draft", json={"after": 1}).status_code == 200
    answer = client.get(f"/api/cases/{key['key']}/letter.json")
    assert answer.headers["content-disposition"].endswith("''CM14-%E6%A1%88.json")


@pytest.mark.parametrize("reason", ["\ud800", "a\x00b"])
def test_a_text_that_cannot_be_kept_is_refused(
    client: TestClient, tmp_path: Path, reason: str
) -> None:
    """Half a character is no text; a zero is kept as it is, on any database."""
    drafted(client)
    store = Store(f"sqlite:///{tmp_path / 'review.sqlite3'}")
    review = Review(store, KEY)
    if reason == "\ud800":
        with pytest.raises(InvalidField, match=r"returned: expected text in Unicode.*U\+D800"):
            review.send_back(reason, "Dr. A")
    else:
        assert review.send_back(reason, "Dr. A").returned_for == reason
    with pytest.raises(InvalidField, match="who: expected a name"):
        review.send_back("why", "Dr.\nA")
    assert store.verify() is None
    store.close()
