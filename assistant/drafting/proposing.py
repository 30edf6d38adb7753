"""Facts that a model proposes, each held against the words that it quotes.

A proposal counts only if its quote stands exactly in the record, the sentence around it denies
nothing that the proposal asserts, and code reads the same value from those words. The others are
kept and shown as rejected, with the reason. What counts is checked anew at each reading: the file
of proposals is no more trusted than the model.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.case_file import CaseFile, Record
from assistant.drafting.answer import bare
from assistant.drafting.grounding import differences, whole
from assistant.drafting.usage import Usage
from assistant.errors import InvalidField, UnreadableFile
from assistant.facts import CaseFacts, Fact, find_facts
from assistant.facts.finding import denied_before
from assistant.facts.naming import PREFIXES, named
from assistant.facts.prose import Prose
from assistant.facts.values import read_value
from assistant.text import Span, Value, fold, from_text

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

FILE = "proposed-facts.json"
Kind = Literal[
    "visits",
    "results",
    "work_status",
    "function",
    "diagnoses",
    "complaints",
    "findings",
    "imaging",
    "surgeries",
    "medications",
]
"""Kinds that may be proposed: those of which a case has several, and no decision or request."""


class _Form(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Proposed(_Form):
    """One fact as a model proposes it."""

    kind: Kind
    value: str = Field(description="the fact in short, in the words of the quote")
    record: str = Field(description="id of an excerpt in <records>, as R3")
    quote: str = Field(description="the words, exactly as in the excerpt")


class _Answer(_Form):
    facts: list[Proposed]


class Judged(Value):
    """A proposal with what became of it; `reason` says why it was rejected, "" where it counts."""

    kind: str
    value: str
    document: str
    quote: str
    reason: str = ""


class Proposals(Value):
    """What a model proposed for a case, and what that cost."""

    model: str
    prompt: str
    judged: tuple[Judged, ...]
    usage: Usage

    @property
    def accepted(self) -> tuple[Judged, ...]:
        """Those that count."""
        return tuple(one for one in self.judged if not one.reason)


def propose_facts(case: CaseFile, model: BaseChatModel, name: str) -> Proposals:
    """Ask `model` for facts of `case`, judge each, and keep them in the case folder.

    Raises `ModelError` where the model does not answer or not in the form asked for.
    """
    from assistant.drafting.context import gather  # noqa: PLC0415 - loads Chroma
    from assistant.drafting.endpoint import Unusable, ask  # noqa: PLC0415 - loads the client
    from assistant.drafting.placeholders import Placeholders  # noqa: PLC0415 - as above
    from assistant.drafting.prompts import read_prompt  # noqa: PLC0415 - as above
    from assistant.drafting.template import draft_case  # noqa: PLC0415 - as above

    facts = find_facts(case.records)
    names = Placeholders([record.document.text for record in case.records])
    material = gather(case, draft_case(case))
    prompt = read_prompt("facts")
    shown = "\n".join(
        f'<excerpt id="{one.id}" page="{one.page}">{" ".join(one.text.split())}</excerpt>'
        for one in material.excerpts
    )
    messages = prompt.messages(
        known=names.hide("\n".join(_known(facts))), records=names.hide(shown)
    )
    form = {"name": "facts", "strict": True, "schema": bare(_Answer.model_json_schema())}
    answered = ask(model, messages, form)
    try:
        answer = _Answer.model_validate_json(answered.text)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(map(str, first["loc"])) or "answer"
        raise Unusable(f"the answer has another form: {place}: {first['msg']}") from None
    documents = {one.id: one.document for one in material.excerpts}
    judged = []
    for one in answer.facts:
        quote = " ".join(names.restore(one.quote).split())
        value = " ".join(names.restore(one.value).split())
        document = documents.get(one.record)
        raw = Judged(kind=one.kind, value=value, document=document or one.record, quote=quote)
        reason = "no such excerpt was given" if document is None else judge(raw, case)[1]
        judged.append(raw.model_copy(update={"reason": reason}))
    made = Proposals(model=name, prompt=prompt.sha256, judged=tuple(judged), usage=answered.usage)
    if case.folder and Path(case.folder).is_dir():
        (Path(case.folder) / FILE).write_text(made.model_dump_json(indent=1), encoding="utf-8")
    return made


def judge(one: Judged, case: CaseFile) -> tuple[Fact[Any] | None, str]:
    """The fact that code reads from the words of `one`, or None and why it does not count."""
    record = next((held for held in case.records if held.name == one.document), None)
    if record is None:
        return None, "no such record"
    folded = fold(record.document.text)
    at = folded.text.find(one.quote) if one.quote else -1
    if at < 0 or not whole(folded.text, at, at + len(one.quote)):
        return None, "the words do not stand in the record"
    place = folded.span(at, at + len(one.quote))
    sentence, fact = _around(record, place, one)
    if fact is None:
        return None, "code reads no such value from the words"
    doubts = list(differences(one.value, one.quote, [one.quote], []))
    doubts += list(differences(one.value, sentence, [sentence], []))
    if doubts:
        return None, f"the words do not say {doubts[0].found}"
    return fact, ""


def with_proposed(case: CaseFile, facts: CaseFacts) -> CaseFacts:
    """`facts` with the proposals kept for `case` that count and are not among them already."""
    kept = _kept(case)
    update: dict[str, list[Fact[Any]]] = {}
    for one in kept:
        fact, _ = judge(one, case)
        if fact is None or one.kind not in PREFIXES:
            continue
        own = update.setdefault(one.kind, list(getattr(facts, one.kind)))
        if not any(held.value == fact.value and held.on == fact.on for held in own):
            own.append(fact)
    if not update:
        return facts
    changed = {kind: tuple(own) for kind, own in update.items()}
    fresh = named(facts.model_copy(update=changed))
    return facts.model_copy(
        update={
            kind: (*getattr(facts, kind), *getattr(fresh, kind)[len(getattr(facts, kind)) :])
            for kind in changed
        }
    )


def _kept(case: CaseFile) -> tuple[Judged, ...]:
    path = Path(case.folder) / FILE if case.folder else None
    if path is None or not path.is_file():
        return ()
    try:
        return Proposals.model_validate_json(path.read_bytes()).accepted
    except (OSError, ValidationError) as error:
        raise UnreadableFile(str(path), "a damaged file of proposed facts; remove it") from error


def _around(record: Record, place: Span, one: Judged) -> tuple[str, Fact[Any] | None]:
    """The sentence around the quote, and the fact of that kind and value read from the quote."""
    for part in record.divided():
        if not part.span.contains(place):
            continue
        prose = Prose(record, part)
        at = prose.text.find(one.quote)
        if at < 0:
            continue
        start, end = prose.sentence(at)
        sentence = prose.text[start:end]
        if denied_before(prose.text, start, at) and not denied_before(one.quote, 0, len(one.quote)):
            return sentence, None
        source = prose.source(at, at + len(one.quote))
        for read in _readings(record, one):
            if _same(one, read):
                update = {"source": source, "on": read.on or source.written}
                return sentence, read.model_copy(update=update)
        return sentence, None
    return one.quote, None


def _readings(record: Record, one: Judged) -> Iterator[Fact[Any]]:
    """The facts of that kind that the readers find in the quote alone."""
    text = one.quote if one.quote.endswith((".", "!", "?")) else f"{one.quote}."
    alone = Record(
        name=record.name, kind=record.kind, written=record.written, document=from_text(text)
    )
    own = getattr(find_facts((alone,)), one.kind)
    yield from (fact for fact in own if fact.status == "documented")


def _same(one: Judged, fact: Fact[Any]) -> bool:
    """Whether the proposed value, read as a reviewer's correction is, leaves `fact` as it is."""
    try:
        said = read_value(one.kind, one.value, fact)
    except InvalidField:
        return False
    if said.status != "documented" or said.value is None:
        return False
    if said.value == fact.value:
        return True
    mine, own = (
        json.dumps(value, default=str) for value in (_words(said.value), _words(fact.value))
    )
    return mine != '""' and mine == own


def _words(value: Any) -> str:
    """The text of a value in small letters without its stops; "" for values of numbers."""
    text = getattr(value, "text", "") or ""
    return " ".join(str(text).lower().split()).strip(".;, ")


def _known(facts: CaseFacts) -> Iterator[str]:
    from assistant.drafting.telling import in_words, topic_of  # noqa: PLC0415 - as above

    for kind in PREFIXES:
        for fact in getattr(facts, kind):
            if fact.value is not None:
                yield f"{topic_of(kind)}: {in_words(fact.value)}"
