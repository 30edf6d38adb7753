"""A case in full: the letter, what was found in it and what it rests on, side by side."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

from assistant.evaluation.reporting.html import Html, el, join
from assistant.evaluation.reporting.talking import talk_view
from assistant.evaluation.samples import Mark, Sample
from assistant.evaluation.supported import Told, statements_supported

_SEVERITIES = ("error", "warning", "info")


def case_view(one: Sample) -> Html:
    """The sample as an entry that opens; what was wrong first, then the letter if there is one."""
    wrong = [mark for mark in one.marks if mark.misses]
    fine = not wrong and one.error is None
    name = f"{one.case}, repeat {one.repeat}" if one.repeat > 1 else one.case
    state = "nothing wrong" if fine else "failed" if one.error else f"{_count(wrong)} wrong"
    heading = el(
        "summary",
        el("span", name, class_="name"),
        el("span", state, class_="badge good" if fine else "badge bad"),
        el("span", ", ".join(one.about).replace("_", " "), class_="soft"),
    )
    inside = join(
        el("p", f"No result: {one.error}") if one.error else None,
        misses(wrong),
        _sides(one) if one.output and "letter" in one.output else None,
        talk_view(one) if one.suite == "chat" and one.output else None,
    )
    return el(
        "details",
        heading,
        el("div", inside, class_="inside"),
        class_="fine" if fine else None,
        id=anchor(one),
    )


def anchor(one: Sample) -> str:
    """The name of the case's entry in the page."""
    key = f"{one.suite}/{one.case}/{one.repeat}"
    return "c" + hashlib.sha256(key.encode()).hexdigest()[:10]


def _count(marks: Sequence[Mark]) -> int:
    return sum(len(one.misses) for one in marks)


def misses(marks: Sequence[Mark]) -> Html | None:
    """What was wrong, a line each, under the metric that it lowers."""
    lines = [
        el(
            "li",
            el("strong", f"{one.metric}{f' ({one.group})' if one.group else ''}: "),
            miss,
        )
        for one in marks
        for miss in one.misses
    ]
    return el("ul", *lines, class_="misses") if lines else None


def _sides(one: Sample) -> Html | None:
    output = one.output or {}
    if not isinstance(output["letter"], str):
        return None
    made = output["draft"]
    told = list(statements_supported(made["statements"], output["evidence"]))
    prefix = anchor(one)
    findings = output["report"]["findings"]
    return el(
        "div",
        el(
            "div",
            el("h4", "Letter"),
            el("div", _letter(output["letter"], made["statements"], told, prefix), class_="letter"),
            tabindex="0",
        ),
        el("div", el("h4", f"Findings ({len(findings)})"), *_findings(findings), tabindex="0"),
        el(
            "div",
            el("h4", f"Evidence ({len(told)} sentences)"),
            *(
                _piece(number, sentence, held, prefix)
                for number, (sentence, held) in enumerate(
                    zip(told, output["evidence"], strict=True), start=1
                )
            ),
            tabindex="0",
        ),
        class_="three",
    )


def _letter(
    text: str, statements: Sequence[dict[str, Any]], told: Sequence[Told], prefix: str
) -> Html:
    """The letter with each sentence linked to what it rests on, doubtful ones marked."""
    parts: list[Html | str] = []
    at = 0
    for number, (one, sentence) in enumerate(zip(statements, told, strict=True), start=1):
        if one["span"] is None:
            continue
        start, end = one["span"]
        if start < at:
            continue
        sound = all(unit.found for unit in sentence.units)
        parts.append(text[at:start])
        link = el(
            "a", text[start:end], href=f"#{prefix}e{number}", class_=None if sound else "doubt"
        )
        parts += [link, el("sup", number)]
        at = end
    return join(*parts, text[at:])


def _findings(findings: Sequence[dict[str, Any]]) -> list[Html]:
    if not findings:
        return [el("p", "The check finds nothing.", class_="soft")]
    ordered = sorted(findings, key=lambda one: _SEVERITIES.index(one["severity"]))
    return [_finding(one) for one in ordered]


def _finding(one: dict[str, Any]) -> Html:
    item = f", item {one['issue']}" if one["issue"] else ""
    where = f"line {one['span']['line']}{item}"
    return el(
        "div",
        el("p", el("strong", f"{one['severity']} {one['code']}"), f" {one['message']}"),
        el("p", f"“{_short(one['span']['text'])}” ({where})"),
        el("p", f"expected {one['expected']}; found {one['found']}"),
        *(
            el("blockquote", el("span", f"{other['ref']}: ", class_="soft"), _short(other["text"]))
            for other in one["related"]
        ),
        el("p", one["citation"], class_="soft"),
        class_=f"finding {one['severity']}",
    )


def _piece(number: int, sentence: Told, held: Sequence[dict[str, Any]], prefix: str) -> Html:
    doubts = [f"{unit.kind} {unit.said}" for unit in sentence.units if not unit.found]
    return el(
        "div",
        el("p", el("strong", f"{number}. "), sentence.text),
        el("p", el("span", f"not found: {', '.join(doubts)}", class_="badge bad"))
        if doubts
        else None,
        *(_source(one) for one in held),
        class_="piece",
        id=f"{prefix}e{number}",
    )


def _source(one: dict[str, Any]) -> Html:
    shown = one["quote"] if one["quote"] is not None else " · ".join(filter(None, one["words"]))
    return join(
        el("p", f"{one['kind']}: {one['where']}", class_="where"),
        el("blockquote", _short(shown)) if shown else None,
    )


def _short(text: str, most: int = 400) -> str:
    words = " ".join(text.split())
    return words if len(words) <= most else f"{words[:most].rsplit(' ', 1)[0]} …"
