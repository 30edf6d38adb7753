"""Records of many hands: forms, print-outs, dictation, tables, letters, in our own words.

Each file of `hands/` is one record with the facts that a reader finds in it, and those that nobody
may find in it; each of `snippets/` is a table of shorter ones in one style, where a row names the
kind with its value, and `on`, `page` and `status` where they matter; `missed` marks what is not
found yet. They were written before the readers saw them.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from assistant.case_file import Record
from assistant.case_file.kinds import record_date, record_kind
from assistant.facts import find_facts
from assistant.text import from_text

HANDS = sorted((Path(__file__).parent / "hands").glob("*.toml"))
SNIPPETS = {
    f"{path.stem}: {one['name']}": one
    for path in sorted((Path(__file__).parent / "snippets").glob("*.toml"))
    for one in tomllib.loads(path.read_text("utf-8"))["snippet"]
}
INSIDE = frozenset(
    {"text", "result", "dosing", "quantity", "test", "strength", "body_part", "drug", "certified"}
)
"""Entries that hold words of the record: those of the key must stand in them."""
RESULTS = frozenset({"positive", "negative", "present"})


def _fits(value: Any, wanted: Any, name: str = "") -> bool:
    if wanted is None:
        return True
    if isinstance(wanted, dict):
        return isinstance(value, dict) and all(
            _fits(value.get(one), own, one) for one, own in wanted.items()
        )
    if isinstance(wanted, str) and isinstance(value, str):
        low, own = " ".join(value.split()).casefold(), wanted.casefold()
        inside = name in INSIDE and own not in RESULTS
        return own in low if inside or name == "mechanism" else own == low
    if isinstance(wanted, list) and isinstance(value, list):
        return sorted(map(_plain, value)) == sorted(map(_plain, wanted))
    return _plain(value) == _plain(wanted)


def _plain(value: Any) -> str:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return f"{float(value)}" if number else f"{value}".casefold()


def _facts(text: str) -> dict[str, Any]:
    document = from_text(text, "record.txt")
    record = Record(
        name="record.txt",
        kind=record_kind(document),
        written=record_date(document),
        document=document,
    )
    return find_facts([record]).model_dump(mode="json")


def _row(one: dict[str, Any]) -> dict[str, Any]:
    """A row of a snippet with its kind and value named."""
    (kind,) = one.keys() - {"on", "page", "status", "missed"}
    return {**one, "kind": kind, "value": one[kind]}


def _meets(facts: dict[str, Any], wanted: dict[str, Any], status: str) -> bool:
    own = facts[wanted["kind"]]
    return any(
        one["status"] == status
        and _fits(one["value"], wanted.get("value"), wanted["kind"])
        and wanted.get("on") in {None, one["on"]}
        and ("page" not in wanted or wanted["page"] == one["source"]["page"])
        for one in (own if isinstance(own, list) else [own])
    )


@pytest.mark.parametrize("path", HANDS, ids=lambda path: path.stem)
def test_the_facts_of_a_hand(path: Path) -> None:
    """What the record says is found, with its day; what it does not say is not."""
    told = tomllib.loads(path.read_text("utf-8"))
    facts = _facts(told["text"])
    missed = [
        one for one in told["expect"] if not _meets(facts, one, one.get("status", "documented"))
    ]
    invented = [one for one in told.get("absent", []) if _meets(facts, one, "documented")]
    assert missed == []
    assert invented == []


@pytest.mark.parametrize("name", SNIPPETS)
def test_the_facts_of_a_snippet(name: str) -> None:
    """Each value of the table is found, with its status, day and page; the absent ones are not.

    What is marked as missed is not found, so that the mark goes when it is.
    """
    told = SNIPPETS[name]
    facts = _facts(told["text"])
    missed = [
        one
        for one in told["expect"]
        if not _meets(facts, _row(one), one.get("status", "documented"))
    ]
    invented = [one for one in told.get("absent", []) if _meets(facts, _row(one), "documented")]
    assert missed == [one for one in told["expect"] if one.get("missed")]
    assert invented == []
