"""What a model is given: chosen within a budget, the surest first.

Facts, limits and passages come before all else; then, while the budget lasts, the record pages that
a store of this case finds for each item. Excerpts bear ids that code made, so that a citation can
be looked up exactly.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from assistant.case_file import CaseFile, Record
from assistant.drafting.models import Draft, GuidelineSupport, RecordSupport
from assistant.drafting.placeholders import Placeholders
from assistant.drafting.wording import service_name
from assistant.errors import InvalidField
from assistant.guidelines import limit, passage
from assistant.text import Span, Value

if TYPE_CHECKING:
    from langchain_core.retrievers import BaseRetriever

BUDGET = 48_000
"""Characters of material sent at most, about 12,000 tokens."""

_RECORD_SHARE = 0.6
_EXCERPT = 2_000
_PAGES_EACH = 6
_PASSAGES_EACH = 4


class Excerpt(Value):
    """A stretch of a record under an id; `text` is as it stands there.

    `written` and `kind` are the day and the kind of the document that it is of.
    """

    id: str
    document: str
    page: int
    span: Span
    text: str
    written: date | None = None
    kind: str = ""


class Source(Value):
    """A passage or limit of the corpus as it is shown: its id, citation and words.

    `services` are those that a limit is of; empty for a passage, and a limit of the chapter.
    `condition` and `numbers` are those of a limit; empty for a passage.
    """

    id: str
    citation: str
    text: str
    services: tuple[str, ...] = ()
    condition: str = ""
    numbers: tuple[str, ...] = ()


class Material(Value):
    """All that a draft may rest on."""

    sources: tuple[Source, ...]
    excerpts: tuple[Excerpt, ...]
    fields: tuple[tuple[str, str], ...]

    def source(self, identifier: str) -> Source | None:
        """The source of that id."""
        return next((one for one in self.sources if one.id == identifier), None)

    def excerpt(self, identifier: str) -> Excerpt | None:
        """The excerpt of that id."""
        return next((one for one in self.excerpts if one.id == identifier), None)

    def field(self, name: str) -> str | None:
        """The value of that field of the case."""
        return dict(self.fields).get(name)


def gather(
    case: CaseFile, template: Draft, budget: int = BUDGET, retrieve: bool = True
) -> Material:
    """The material for `case`, whose template draft names facts and limits.

    `retrieve` false leaves out what searches find: passages of the template draft and its facts.
    """
    sources = _sources(template, int(budget * (1 - _RECORD_SHARE)), retrieve)
    left = budget - sum(len(one.text) for one in sources)
    excerpts = _excerpts(case, template, left, retrieve)
    return Material(sources=sources, excerpts=excerpts, fields=tuple(_fields(case)))


def shown(material: Material, template: Draft, hide: Placeholders) -> dict[str, str]:
    """The material as the variables of the prompt, identifiers hidden."""
    items = "\n".join(
        f"{item.number}. {item.title} ({service_name(item.service)})" for item in template.items
    )
    criteria = "\n".join(
        f"item {item.number}: {row.asks}: {row.verdict}; {row.finding}"
        for item in template.items
        for row in item.criteria
    )
    guidelines = "\n".join(
        f'<source id="{one.id}">{one.citation}: {one.text}</source>' for one in material.sources
    )
    records = "\n".join(
        f'<excerpt id="{one.id}" page="{one.page}">{" ".join(one.text.split())}</excerpt>'
        for one in material.excerpts
    )
    fields = "\n".join(f"{name}: {value}" for name, value in material.fields)
    given = {
        "items": items,
        "case_fields": fields,
        "criteria": criteria,
        "guidelines": guidelines,
        "records": records,
    }
    return {name: hide.hide(text) for name, text in given.items()}


def _fields(case: CaseFile) -> Iterator[tuple[str, str]]:
    for name, value in case.dates:
        if value is not None:
            yield f"dates.{name}", f"{value:%m-%d-%Y}"
    for number, item in enumerate(case.disputed_items):
        yield f"disputed_items[{number}].title", item.title
        if item.claims_administrator_guideline:
            yield f"disputed_items[{number}].guideline", item.claims_administrator_guideline


def _supports(template: Draft) -> Iterator[object]:
    for one in template.statements:
        yield from one.supports
    for item in template.items:
        for row in item.criteria:
            yield from row.supports


def _sources(template: Draft, budget: int, retrieve: bool) -> tuple[Source, ...]:
    ids = [one.id for one in _supports(template) if isinstance(one, GuidelineSupport)]
    if retrieve:
        from assistant.drafting.retrievers import GuidelineRetriever  # noqa: PLC0415 - loads Chroma

        search = GuidelineRetriever(as_of=template.governed_on, k=_PASSAGES_EACH)
        for item in template.items:
            ids += [found.metadata["id"] for found in search.invoke(item.title)]
    chosen: list[Source] = []
    for identifier in dict.fromkeys(ids):
        source = _source(identifier)
        if source is None or len(source.text) > budget:
            continue
        budget -= len(source.text)
        chosen.append(source)
    return tuple(chosen)


def _source(identifier: str) -> Source | None:
    """The limit or passage of that id; an edition as a whole has no words to cite."""
    try:
        found = limit(identifier)
    except InvalidField:
        try:
            held = passage(identifier)
        except InvalidField:
            return None
        words = ". ".join((held.text.strip(), *held.requirements))
        year = f" {held.year}" if held.year else ""
        cited = f"{held.system} {held.chapter}{year}, {held.section}"
        return Source(id=held.id, citation=cited, text=" ".join(words.split()))
    low, high = found.value
    value = f"{low:g}" if low == high else f"{low:g}-{high:g}"
    over = f" over {found.over}" if found.over else ""
    said = "; ".join(filter(None, (found.condition, ", ".join(found.diagnoses))))
    text = f"{found.phase} {found.metric}: {found.operator} {value} {found.unit}{over}"
    told = f"{text} ({said})" if said else text
    return Source(
        id=found.id,
        citation=found.citation,
        text=told,
        services=found.services,
        condition=found.condition,
        numbers=tuple(dict.fromkeys(f"{one:g}" for one in found.value)),
    )


def _excerpts(case: CaseFile, template: Draft, budget: int, retrieve: bool) -> tuple[Excerpt, ...]:
    records = {record.name: record for record in case.records}
    places: list[tuple[str, Span]] = [
        (one.document, _around(records[one.document], one.span))
        for one in _supports(template)
        if isinstance(one, RecordSupport) and one.document in records
    ]
    if retrieve and case.records:
        from assistant.drafting.retrievers import page_retriever  # noqa: PLC0415 - loads Chroma

        search = page_retriever(case.records, _EXCERPT, _PAGES_EACH)
        places += list(_found(search, (item.title for item in template.items)))
    chosen: list[Excerpt] = []
    for name, span in dict.fromkeys(places):
        if any(one.document == name and one.span.contains(span) for one in chosen):
            continue
        if span.end - span.start > budget:
            continue
        budget -= span.end - span.start
        document = records[name].document
        parts = records[name].divided()
        part = next((one for one in parts if one.span.contains(span)), parts[0])
        chosen.append(
            Excerpt(
                id=f"R{len(chosen) + 1}",
                document=name,
                page=document.page(span.start),
                span=span,
                text=document.slice(span),
                written=part.written,
                kind=part.kind,
            )
        )
    return tuple(chosen)


def _found(search: BaseRetriever, queries: Iterable[str]) -> Iterator[tuple[str, Span]]:
    for query in queries:
        for one in search.invoke(query):
            data = one.metadata
            yield data["document"], Span(data["start"], data["end"])


def _around(record: Record, span: Span, margin: int = 160) -> Span:
    """A short record whole, else the span with the words around it, cut at spaces."""
    text = record.document.text
    if len(text) <= _EXCERPT:
        return Span(0, len(text))
    start, end = max(span.start - margin, 0), min(span.end + margin, len(text))
    while 0 < start < span.start and not text[start - 1].isspace():
        start += 1
    while span.end < end < len(text) and not text[end].isspace():
        end -= 1
    return Span(start, end)
