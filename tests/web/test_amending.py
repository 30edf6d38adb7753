"""The reviewer's word on facts, waivers taken back, versions beside each other."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.web.desk import KEY, drafted

CASE = f"/api/cases/{KEY}"


def facts(client: TestClient) -> list[dict[str, Any]]:
    """The facts as the record pane shows them."""
    told: list[dict[str, Any]] = client.get(f"{CASE}/records").json()["facts"]
    return told


def test_a_corrected_fact_changes_check_and_criteria(client: TestClient, tmp_path: Path) -> None:
    """It is kept with who and when, in the case and in the history; the letter stays."""
    told = drafted(client)
    visits = next(one for one in facts(client) if "12 visits of chiropractic" in one["value"])
    form = {"action": "correct", "value": "11 completed", "after": told["seen"]}
    after = client.post(f"{CASE}/facts/{visits['id']}", json=form).json()
    assert after["letter"] == told["letter"]
    assert after["moved_on"]
    assert after["items"] != told["items"]
    assert "11 " in str(after["items"][0]["criteria"])
    now = next(one for one in facts(client) if one["id"] == visits["id"])
    assert now["value"].startswith("11 visits")
    assert now["recorded"] == visits["value"]
    assert now["review"]["who"] == "Dr. A"
    assert now["review"]["when"]
    kept = (tmp_path / "cases" / KEY / "corrections.jsonl").read_text("utf-8")
    assert "11 completed" in kept
    first = client.get(f"{CASE}/versions").json()[0]
    assert (first["kind"], first["who"]) == ("fact", "Dr. A")
    anew = client.post(f"{CASE}/draft", json={"after": after["seen"]}).json()
    assert not anew["moved_on"]
    assert anew["items"] == after["items"]
    form = {"action": "correct", "value": "2009-11-02", "after": anew["seen"]}
    dated = client.post(f"{CASE}/facts/injury-date", json=form).json()
    assert dated["counts"]["error"] > anew["counts"]["error"]


def test_a_fact_is_confirmed_struck_and_taken_back(client: TestClient) -> None:
    """A confirmation changes no draft; what was struck is listed, and comes back confirmed."""
    seen = drafted(client)["seen"]
    confirmed = client.post(f"{CASE}/facts/age", json={"action": "confirm", "after": seen}).json()
    assert not confirmed["moved_on"]
    struck = client.post(
        f"{CASE}/facts/age", json={"action": "strike", "after": confirmed["seen"]}
    ).json()
    told = client.get(f"{CASE}/records").json()
    assert [one["topic"] for one in told["struck"]] == ["age"]
    client.post(f"{CASE}/facts/age", json={"action": "confirm", "after": struck["seen"]})
    told = client.get(f"{CASE}/records").json()
    assert told["struck"] == []
    assert told["facts"][0]["review"]["action"] == "confirmed"


@pytest.mark.parametrize(
    ("name", "form", "words"),
    [
        ("age", {"action": "correct", "value": "soon"}, "years from 1 to 120"),
        ("age", {"action": "correct"}, "what is right instead"),
        ("age-9", {"action": "confirm"}, "fact"),
    ],
    ids=["no such value", "no value", "no such fact"],
)
def test_a_wrong_word_on_a_fact_is_refused(
    client: TestClient, tmp_path: Path, name: str, form: dict[str, Any], words: str
) -> None:
    """One line says what would be allowed; nothing is kept."""
    seen = drafted(client)["seen"]
    answer = client.post(f"{CASE}/facts/{name}", json={**form, "after": seen})
    assert answer.status_code in {400, 404}
    assert words in answer.json()["error"]
    assert client.get(CASE).json()["seen"] == seen
    assert not (tmp_path / "cases" / KEY / "corrections.jsonl").exists()


def test_a_correction_ends_an_approval(client: TestClient) -> None:
    """The approval was given to other facts."""
    seen = drafted(client)["seen"]
    decision = {"item": 1, "outcome": "upheld", "after": seen}
    seen = client.post(f"{CASE}/decisions", json=decision).json()["seen"]
    approved = client.post(f"{CASE}/approval", json={"after": seen}).json()
    assert approved["approval"]
    form = {"action": "correct", "value": "45", "after": approved["seen"]}
    after = client.post(f"{CASE}/facts/age", json=form).json()
    assert after["approval"] is None
    assert after["state"] == "needs review"


def test_a_waiver_is_taken_back(client: TestClient) -> None:
    """Its finding stands again, and the history has both."""
    told = drafted(client)
    wrong = told["letter"].replace("6 visits over 2 weeks", "9 visits over 2 weeks", 1)
    seen = client.put(f"{CASE}/letter", json={"letter": wrong, "after": told["seen"]}).json()[
        "seen"
    ]
    form = {"code": "LIM001", "item": 1, "reason": "another edition", "after": seen}
    waived = client.post(f"{CASE}/waivers", json=form).json()
    assert waived["counts"]["error"] == told["counts"]["error"]
    back = client.post(f"{CASE}/waivers/0/withdrawal", json={"after": waived["seen"]}).json()
    assert back["counts"]["error"] == told["counts"]["error"] + 1
    assert back["waivers"] == []
    kinds = [one["kind"] for one in client.get(f"{CASE}/versions").json()]
    assert kinds[:2] == ["withdrawn", "waived"]
    none = client.post(f"{CASE}/waivers/0/withdrawal", json={"after": back["seen"]})
    assert none.status_code == 404


def test_two_versions_stand_side_by_side_with_their_findings(client: TestClient) -> None:
    """Paragraph beside paragraph, and what the check finds in each."""
    told = drafted(client)
    wrong = told["letter"].replace("6 visits over 2 weeks", "9 visits over 2 weeks", 1)
    seen = client.put(f"{CASE}/letter", json={"letter": wrong, "after": told["seen"]}).json()[
        "seen"
    ]
    found = client.get(f"{CASE}/versions/{told['seen']}?to={seen}").json()
    changed = [one for one in found["sides"] if one["kind"] == "changed"]
    assert len(changed) == 1
    assert "6 visits over 2 weeks" in " ".join(changed[0]["before"].split())
    assert "9 visits over 2 weeks" in " ".join(changed[0]["after"].split())
    assert "\n\n".join(one["after"] for one in found["sides"]) == wrong
    codes = {side: [one["code"] for one in some] for side, some in found["findings"].items()}
    assert "LIM001" in codes["after"]
    assert "LIM001" not in codes["before"]


@pytest.mark.parametrize("path", ["letter", "decisions", "waivers", "approval", "return", "draft"])
def test_a_change_that_does_not_say_what_it_has_seen_is_refused(
    client: TestClient, path: str
) -> None:
    """Without the last entry seen nothing may be written over what others did."""
    told = drafted(client)
    form = {"letter": "A.", "item": 1, "outcome": "upheld", "code": "LIM001", "reason": "seen"}
    method = "PUT" if path == "letter" else "POST"
    answer = client.request(method, f"{CASE}/{path}", json=form)
    assert answer.status_code == 422
    assert "after" in answer.json()["error"]
    assert client.get(CASE).json()["seen"] == told["seen"]
