"""How well search finds the section that a reviewer cited, from the words of the disputed item.

The query is an item's title, or the title with the clinical case summary; the truth is every MTUS
chapter, year and section that the reviewer's guideline line names and the corpus has, and a hit is
any of them (a reviewer who cites two sections rests on either). A citation of a chapter alone is
met by any of its sections. Sources outside the corpus cannot be found and are not scored; how many
items were left out for that is told. Search keeps to the editions in force on the day of decision.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from assistant.evaluation.intervals import Share, share
from assistant.guidelines import find_edition, match_sections
from assistant.letters import Issue, Letter, read_letter
from assistant.retrieval import search
from assistant.retrieval.models import Hit
from assistant.text import Document, Value

DEPTHS = (1, 3, 5, 10)
Cited = frozenset[tuple[str, str | None]]
"""Editions with a section; None for any of them."""
Query = Literal["title", "title and summary"]
Method = Literal["lexical", "dense", "fused"]
QUERIES: tuple[Query, ...] = ("title", "title and summary")
METHODS: tuple[Method, ...] = ("lexical", "dense", "fused")


class Lost(Value):
    """An item whose cited section is not among the first five."""

    source: str
    issue: int
    title: str
    wanted: tuple[str, ...]
    rank: int | None
    first: str


class RankScore(Value):
    """One way to search with one kind of query. `recall` is by depth; `mrr` from 0 to 1."""

    query: Query
    method: Method
    recall: dict[int, Share]
    mrr: float
    lost: tuple[Lost, ...]


class RetrievalScore(Value):
    """Search on one set of letters. `left_out` items cite nothing that the corpus has."""

    items: int
    left_out: int
    scores: tuple[RankScore, ...]


class _Item(NamedTuple):
    letter: Letter
    issue: Issue
    wanted: Cited


def score_retrieval(documents: Iterable[Document]) -> RetrievalScore:
    """Search for each item of each letter and compare with what its reviewer cited."""
    items: list[_Item] = []
    left_out = 0
    for document in documents:
        letter = read_letter(document)
        for issue in letter.issues:
            wanted = cited_sections(letter, issue)
            if wanted:
                items.append(_Item(letter, issue, wanted))
            else:
                left_out += 1
    return RetrievalScore(
        items=len(items),
        left_out=left_out,
        scores=tuple(
            _score(items, query, method) for query in QUERIES for method in METHODS if items
        ),
    )


def cited_sections(letter: Letter, issue: Issue) -> Cited:
    """Edition and section of each MTUS citation of the reviewer that the corpus has.

    A citation of a chapter alone has no section, and any section of it meets it.
    """
    found: set[tuple[str, str | None]] = set()
    for citation in issue.reviewer_citations:
        if citation.system != "MTUS" or not citation.chapter:
            continue
        edition = find_edition(citation.chapter, citation.year, letter.dates.decision)
        if edition is None:
            continue
        found |= {
            (edition.key, title)
            for section in citation.sections
            for title in match_sections(edition, section)
        }
        if not citation.sections:
            found.add((edition.key, None))
    return frozenset(found)


def place_of(hits: Iterable[tuple[str, str]], wanted: Cited) -> int | None:
    """The place, from 1, of the first hit (its id and section) in `wanted`; None where none is."""
    for at, (identifier, section) in enumerate(hits, start=1):
        key = "/".join(identifier.split("/")[:2])
        if (key, section) in wanted or (key, None) in wanted:
            return at
    return None


def told(wanted: Cited) -> list[str]:
    """Each of `wanted` in words."""
    return sorted(f"{key}: {section or 'any section'}" for key, section in wanted)


def _score(items: Sequence[_Item], query: Query, method: Method) -> RankScore:
    ranks: list[int | None] = []
    lost: list[Lost] = []
    for item in items:
        words = _words(item, query)
        hits = search(words, as_of=item.letter.dates.decision, k=max(DEPTHS), method=method)
        rank = place_of(((hit.id, hit.section) for hit in hits), item.wanted)
        ranks.append(rank)
        if rank is None or rank > 5:
            lost.append(_lost(item, rank, hits))
    return RankScore(
        query=query,
        method=method,
        recall={
            depth: share(sum(rank is not None and rank <= depth for rank in ranks), len(ranks))
            for depth in DEPTHS
        },
        mrr=sum(1 / rank for rank in ranks if rank) / len(ranks),
        lost=tuple(lost),
    )


def _words(item: _Item, query: Query) -> str:
    span = item.letter.summary.span
    if query == "title" or span is None:
        return item.issue.title
    return f"{item.issue.title}. {' '.join(item.letter.document.slice(span).split())}"


def _lost(item: _Item, rank: int | None, hits: Sequence[Hit]) -> Lost:
    return Lost(
        source=item.letter.source,
        issue=item.issue.number,
        title=item.issue.title,
        wanted=tuple(told(item.wanted)),
        rank=rank,
        first=hits[0].id if hits else "nothing",
    )
