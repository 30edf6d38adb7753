"""Suite chat: talks over the sample cases, held against what each turn has to bring."""

from __future__ import annotations

import hashlib
import re
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from assistant.case_file import read_case
from assistant.drafting import draft
from assistant.drafting.chat import Chat
from assistant.drafting.edits import Proposal, edited
from assistant.drafting.events import Event
from assistant.errors import InvalidField
from assistant.evaluation.plan import Plan, digest
from assistant.evaluation.samples import Mark, Spent, Task
from assistant.evaluation.suites.base import Absent, Made, Suite
from assistant.evaluation.talks import either, fold_case, problems, read_talk

_CANNOT = re.compile(
    r"\bneeds? a model\b|\bcan ?not\b|\bcan't\b|\bunable to\b|\boutside (?:of )?th(?:is|e) case\b",
    re.IGNORECASE,
)
_PROSE = frozenset({"text", "error"})
_MAY_CHANGE = ("/accept", "/draft")


def _tasks(plan: Plan) -> Iterator[Task]:
    if not plan.talks.is_dir():
        raise Absent(f"{plan.talks}: no such folder of talks")
    found = False
    for path in sorted(plan.talks.glob("*.toml")):
        if not plan.takes(path.stem):
            continue
        found = True
        folder = plan.cases / path.stem
        talk, case = read_talk(path), read_case(folder)
        wrong = next(problems(talk, case), None)
        if wrong is not None:
            raise InvalidField(str(path), "talk", "what its case and the corpus have", wrong)
        yield Task(
            suite="chat",
            case=path.stem,
            source=str(folder),
            about=tuple(dict.fromkeys(one.kind for one in talk.turns)),
            target=talk.model_dump(mode="json"),
            given={"asks": [one.ask for one in talk.turns]},
            content=digest(case.sha256),
        )
    if not found:
        raise Absent(f"{plan.talks}: no talk of such a name")


def _produce(task: Task, plan: Plan) -> Made:
    model = None
    if plan.model != "template":
        from assistant.drafting.endpoint import chat_model  # noqa: PLC0415 - loads the client

        model = chat_model(plan.model, retries=3)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place, "case")
        folder.mkdir()
        shutil.copy(Path(task.source, "case.json"), folder)
        shutil.copytree(Path(task.source, "records"), folder / "records")
        draft(folder, model="template")
        return talked(Chat(folder, model, "evaluation"), task.given["asks"])


def talked(talk: Chat, asks: list[str]) -> Made:
    """What was said and proposed at each turn, and whether the letter is as it was before it."""
    folder = talk.tools.folder
    turns = []
    for ask in asks:
        before = _fingerprint(folder)
        known = len(talk.tools.proposals)
        events = list(talk.ask(ask))
        between = "" if talk.model else "\n"
        turns.append(
            {
                "ask": ask,
                "text": between.join(one.text for one in events if one.kind != "tool"),
                "prose": between.join(one.text for one in events if one.kind in _PROSE),
                "lead": _lead(talk, events),
                "places": [one.where for one in events if one.where],
                "proposals": [_proposal(talk, one) for one in talk.tools.proposals[known:]],
                "changed": _fingerprint(folder) != before,
                "failed": [one.text for one in events if one.kind == "error"],
            }
        )
    used = talk.usage
    spent = Spent(
        requests=used.tries,
        input_tokens=used.input_tokens,
        output_tokens=used.output_tokens,
        cost=used.cost,
    )
    return Made({"turns": turns, "model": talk.model is not None}, spent)


def _lead(talk: Chat, events: list[Event]) -> str:
    """What a reader sees first: the first two pieces without headings; a model's whole answer."""
    pieces = [one.text for one in events if one.kind != "tool" and not one.text.endswith(":")]
    return "".join(pieces) if talk.model else "\n".join(pieces[:2])


def _fingerprint(folder: Path) -> str:
    return hashlib.sha256(Path(folder, "draft.md").read_bytes()).hexdigest()


def _proposal(talk: Chat, one: Proposal) -> dict[str, Any]:
    """The proposal with the words of its item before and after it."""
    before = talk.tools.draft()
    after = edited(talk.tools.case, before, one.item, old=one.old, new=one.new, outcome=one.outcome)
    words = [
        " ".join(own.text for own in made.statements if (own.issue or 0) == one.item)
        for made in (before, after)
    ]
    return {"item": one.item, "outcome": one.outcome, "before": words[0], "after": words[1]}


def _score(output: dict[str, Any], target: dict[str, Any]) -> Iterator[Mark]:
    for wanted, turn in zip(target["turns"], output["turns"], strict=True):
        declines = wanted["declines"] == "always" or (wanted["declines"] and not output["model"])
        yield from _said(turn, wanted)
        yield from _placed(turn, wanted)
        yield from _proposed(turn, wanted)
        if declines:
            met = bool(_CANNOT.search(turn["prose"])) and not turn["proposals"]
            yield _mark("declined", wanted, int(met), 1, () if met else (_told(turn),))
        if not turn["ask"].startswith(_MAY_CHANGE):
            kept = not turn["changed"]
            miss = f'"{turn["ask"]}": the letter changed'
            yield _mark("unchanged", wanted, int(kept), 1, () if kept else (miss,))


def _mark(
    metric: str, wanted: dict[str, Any], right: int, of: int, misses: tuple[str, ...]
) -> Mark:
    return Mark(metric=metric, group=wanted["kind"], right=right, of=of, misses=misses)


def _said(turn: dict[str, Any], wanted: dict[str, Any]) -> Iterator[Mark]:
    text = fold_case(turn["text"])
    misses = [f"does not say {one}" for one in wanted["says"] if not _any(one, text)]
    misses += [f"says {one}" for one in wanted["not_says"] if _any(one, text)]
    count = len(wanted["says"]) + len(wanted["not_says"])
    if count:
        told = tuple(f"{_told(turn)} {one}" for one in misses)
        yield _mark("answered", wanted, count - len(misses), count, told)
    if wanted["says"]:
        lead = fold_case(turn["lead"])
        late = [one for one in wanted["says"] if not _any(one, lead)]
        said = len(wanted["says"])
        told = tuple(f"{_told(turn)} does not begin with {one}" for one in late)
        yield _mark("answered at once", wanted, said - len(late), said, told)


def _placed(turn: dict[str, Any], wanted: dict[str, Any]) -> Iterator[Mark]:
    if not wanted["places"]:
        return
    # a model names its places in its words
    places = [fold_case(one) for one in (*turn["places"], turn["text"])]
    missed = [
        words
        for words in wanted["places"]
        if not any(one in place for one in either(words) for place in places)
    ]
    count = len(wanted["places"])
    told = tuple(f"{_told(turn)} does not name {one}" for one in missed)
    yield _mark("placed", wanted, count - len(missed), count, told)


def _proposed(turn: dict[str, Any], wanted: dict[str, Any]) -> Iterator[Mark]:
    """Whether the edit that was asked for is proposed; one that nobody asked for is wrong too."""
    asked = wanted["proposes"]
    if asked is None:
        if turn["proposals"]:
            miss = f"{_told(turn)} an edit that was not asked for"
            yield _mark("proposed", wanted, 0, 1, (miss,))
        return
    problems_each = [list(_lacking(one, asked)) for one in turn["proposals"]]
    least = min(problems_each, key=len, default=["nothing is proposed"])
    told = tuple(f"{_told(turn)} {one}" for one in least)
    yield _mark("proposed", wanted, int(not least), 1, told)


def _lacking(made: dict[str, Any], asked: dict[str, Any]) -> Iterator[str]:
    for field in ("item", "outcome"):
        if made[field] != asked[field]:
            yield f"{field} {made[field]}, asked {asked[field]}"
    after = fold_case(made["after"])
    yield from (f"proposed without {one}" for one in asked["has"] if not _any(one, after))
    yield from (f"proposed with {one}" for one in asked["lacks"] if _any(one, after))
    if asked["shorter"] and not len(made["after"]) < len(made["before"]):
        yield "proposed no shorter"


def _any(words: str, text: str) -> bool:
    return any(one in text for one in either(words))


def _told(turn: dict[str, Any]) -> str:
    said = " ".join(turn["text"].split())
    return f'"{turn["ask"]}": "{said[:160]}"'


SUITE = Suite(
    name="chat",
    measures="talks over cases: what was asked is said, at once and with its place, edits are "
    "proposed and never made, and what cannot be done is said",
    rooms=(
        *("text", "terms", "quantities", "guidelines", "letters", "case_file", "facts", "claims"),
        *("checks", "retrieval", "drafting", "evaluation/suites/chat.py"),
    ),
    model=True,
    tasks=_tasks,
    produce=_produce,
    score=_score,
)
