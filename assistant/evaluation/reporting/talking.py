"""A talk in full: what was asked, what had to come, what came, with its places and proposals."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from assistant.evaluation.reporting.html import Html, el
from assistant.evaluation.samples import Sample

_SHOWN = 12


def talk_view(one: Sample) -> Html:
    """The turns of a talk, one below the other."""
    output = one.output or {}
    wanted = one.target.get("turns", [])
    turns = [_turn(turn, own) for turn, own in zip(output.get("turns", []), wanted, strict=False)]
    return el("div", *turns, class_="talk")


def _turn(turn: dict[str, Any], wanted: dict[str, Any]) -> Html:
    lines = [line for line in turn["text"].split("\n") if line.strip()]
    more = len(lines) - _SHOWN
    return el(
        "div",
        el("p", el("strong", turn["ask"]), el("span", f" {wanted['kind']}", class_="soft")),
        el("p", f"expected: {'; '.join(_expected(wanted))}", class_="soft"),
        el("blockquote", *(el("p", line) for line in lines[:_SHOWN])),
        el("p", f"{more} more lines", class_="soft") if more > 0 else None,
        el("p", f"places: {', '.join(dict.fromkeys(turn['places']))}", class_="where")
        if turn["places"]
        else None,
        el("p", el("span", "the letter changed", class_="badge bad")) if turn["changed"] else None,
        class_="piece",
    )


def _expected(wanted: dict[str, Any]) -> Iterator[str]:
    """What the key of the talk wants of a turn, in words."""
    yield from (f"says {one}" for one in wanted["says"])
    yield from (f"does not say {one}" for one in wanted["not_says"])
    yield from (f"names {one}" for one in wanted["places"])
    if wanted["proposes"]:
        made = wanted["proposes"]
        outcome = f", {made['outcome'].replace('_', ' ')}" if made["outcome"] else ""
        yield f"proposes an edit of item {made['item']}{outcome}"
    if wanted["declines"]:
        yield f"says that it cannot ({wanted['declines']})"
