"""What a chat or another program may do with one case: look things up, and propose an edit.

Every answer is plain data that says where it stands: a record with its page, the id of a passage or
limit. No tool changes a file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.case_file import CaseFile, read_case
from assistant.drafting.assessment import Assessment, assess
from assistant.drafting.doubts import codes
from assistant.drafting.drafting import draft as draft_to_files
from assistant.drafting.edits import Proposal, accept, load_draft, propose
from assistant.drafting.lines import (
    SHOWN,
    Told,
    at,
    finding_line,
    limit_line,
    line_of,
    reviewed_by,
    window,
)
from assistant.drafting.models import Draft
from assistant.drafting.proposing import with_proposed
from assistant.drafting.reporting import checked
from assistant.drafting.speaking import Sentences, own_words
from assistant.drafting.telling import topic_of
from assistant.drafting.template import MODEL, draft_case
from assistant.drafting.topics import known_words
from assistant.drafting.wording import service_name
from assistant.errors import InvalidField
from assistant.facts import CaseFacts, Fact, case_facts
from assistant.letters.models import Outcome
from assistant.retrieval.analysis import concepts, stems
from assistant.text import fold

if TYPE_CHECKING:
    from assistant.checks.models import Counts, Finding

_PAGE = 6_000
_WORD = re.compile(r"[a-z]{5,}")


class CaseTools:
    """The tools over the case in `folder`; its draft is read anew at each call.

    proposes  whether who asks may propose edits and decide on them
    """

    proposes = True

    def __init__(self, folder: str | Path) -> None:
        """Read the case. Raises what `read_case` raises."""
        self.folder = Path(folder)
        self.case: CaseFile = read_case(self.folder)
        self.proposals: list[Proposal] = []

    @cached_property
    def _facts(self) -> CaseFacts:
        return with_proposed(self.case, case_facts(self.case))

    @cached_property
    def _template(self) -> Draft:
        return draft_case(self.case)

    @cached_property
    def _pages(self) -> Any:
        from assistant.drafting.retrievers import page_retriever  # noqa: PLC0415 - loads Chroma

        return page_retriever(self.case.records, _PAGE // 3, 6)

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The longer words of the records, the titles in dispute and the questions known here."""
        titles = [one.title for one in self.case.disputed_items]
        texts = [*(one.document.text for one in self.case.records), *titles, known_words()]
        return frozenset(_WORD.findall(" ".join(texts).casefold()))

    @cached_property
    def _sentences(self) -> Sentences:
        titles = " ".join(one.title for one in self.case.disputed_items)
        parts = frozenset(one for one in concepts(titles) if one.startswith("region:"))
        return Sentences(self.case.records, self.case.dates.injury, parts)

    def draft(self) -> Draft:
        """The draft on disk, else the template's."""
        return load_draft(self.folder) or self._template

    def search_guidelines(self, query: str, k: int = 5) -> list[dict[str, Any]]:
        """Search the guideline passages in force on the day of decision, best first."""
        from assistant.retrieval import search  # noqa: PLC0415 - loads Chroma

        hits = search(query, as_of=self._template.governed_on, k=min(max(k, 1), 20))
        return [
            {
                "id": hit.id,
                "citation": hit.citation,
                "text": hit.text,
                "limits": [f"{one.id}: {one.citation}" for one in hit.limits],
            }
            for hit in hits
        ]

    def governing_limit(self, item: int) -> dict[str, Any]:
        """The limit that governs a disputed item, the reasons, and the criteria with verdicts."""
        found = self.assessed(item)
        limit = found.rule.governs
        return {
            "item": item,
            "title": found.item.title,
            "answer": found.rule.answer,
            "id": limit.id if limit else None,
            "verification": limit.verification if limit else None,
            "beside": [
                {"id": one.id, "says": limit_line(one)}
                for one in (found.rule.trial, found.rule.total, *found.rule.others)
                if one is not None and one != limit
            ],
            "reasons": [f"{one.source}: {one.why}" for one in found.rule.reasons],
            "criteria": [
                {"asks": row.asks, "verdict": row.verdict, "finding": row.finding}
                for row in self._template.items[item - 1].criteria
            ],
            "would_change": list(self._template.items[item - 1].would_change),
        }

    def facts(self, topic: str = "") -> list[Told]:
        """The facts of the records with their place; `topic` keeps to those that speak of it."""
        words = topic.casefold().split()
        return [
            one
            for topics, one in self._all_facts()
            if all(word.rstrip("s") in f"{topics} {one.text.casefold()}" for word in words)
        ]

    def visits_so_far(self, services: frozenset[str] = frozenset()) -> list[Told]:
        """Completed visits of the service of each disputed item, or that none is documented.

        `services` keeps to the items of those services.
        """
        found = []
        for number in range(1, len(self.case.disputed_items) + 1):
            prior = self.assessed(number).prior
            if services and prior.service not in services:
                continue
            name = service_name(prior.service).removeprefix("the ")
            if prior.completed and prior.completed.source and prior.count is not None:
                source = prior.completed.source
                text = f'item {number}, {name}: {prior.count:g} completed "{source.quote[:SHOWN]}"'
                text += reviewed_by(prior.completed)
                found.append(Told(text, at(source.document, source.page)))
            elif prior.given and prior.given.source:
                source = prior.given.source
                text = (
                    f'item {number}, {name}: given, no number documented "{source.quote[:SHOWN]}"'
                )
                found.append(Told(text, at(source.document, source.page)))
            else:
                found.append(Told(f"item {number}, {name}: completed visits not documented", ""))
        return found

    def record_pages(self, query: str) -> list[Told]:
        """The stretches of the records nearest to `query`, best first."""
        if not self.case.records:
            return []
        found = []
        for one in self._pages.invoke(query):
            data = one.metadata
            record = next(own for own in self.case.records if own.name == data["document"])
            page = record.document.page(data["start"])
            found.append(
                Told(window(" ".join(one.page_content.split()), query), at(record.name, page))
            )
        return found

    def sentences(
        self,
        question: str,
        words: str = "",
        kinds: frozenset[str] = frozenset(),
        weight: float = 0.25,
        *,
        only: bool = False,
    ) -> list[Told]:
        """The sentences of the records that speak of `question`, nearest first."""
        found = [
            Told(f'"{one.text[:SHOWN]}"{one.dated(question)}', at(one.document, one.page))
            for one in self._sentences.speaking_of(question, words, kinds, weight, only=only)
        ]
        titles = [
            Told(f'item {number}: "{one.title}"', "case.json")
            for number, one in enumerate(self.case.disputed_items, 1)
            if own_words(question) & set(stems(one.title))
        ]
        return [*found, *(titles if found else [])]

    def facts_of(self, field: str) -> list[Fact[Any]]:
        """The facts of one field of `CaseFacts` that are documented or denied."""
        value = getattr(self._facts, field)
        facts = list(value) if isinstance(value, tuple) else [value]
        return [one for one in facts if one.status != "not documented"]

    def told_of(self, field: str) -> list[Told]:
        """Those facts as lines with their places."""
        return [line_of(topic_of(field), one) for one in self.facts_of(field)]

    def undocumented(self) -> list[str]:
        """The kinds of facts that no record gives."""
        return [name for name in CaseFacts.model_fields if not self.facts_of(name)]

    def record_page(self, document: str, page: int) -> Told:
        """One page of a record, from 1. Raises `InvalidField` where there is none such."""
        record = next((one for one in self.case.records if one.name == document), None)
        if record is None:
            names = ", ".join(one.name for one in self.case.records) or "none"
            raise InvalidField("record page", "document", names, document)
        starts = [*record.document.page_starts, len(record.document.text)]
        if not 1 <= page < len(starts):
            raise InvalidField("record page", "page", f"1 to {len(starts) - 1}", page)
        text = fold(record.document.text, starts[page - 1], starts[page]).text
        return Told(text[:_PAGE], at(document, page))

    def current_draft(self) -> str:
        """The letter as it stands."""
        return self.draft().letter

    def check_draft(self) -> list[dict[str, Any]]:
        """The findings of the check of the letter as it stands."""
        return [finding_line(one) for one in self._findings()]

    def _findings(self) -> Sequence[Finding]:
        return checked(self.draft(), self.case).findings

    def explain(self, code: str) -> str:
        """What a code stands for and why it matters. Raises `InvalidField` for an unknown one."""
        from assistant.checks import rules  # noqa: PLC0415 - loads the examples

        wanted = code.strip().upper()
        if wanted.startswith("GRD") and wanted in codes():
            entry = codes()[wanted]
            return f"{wanted} {entry['name'].replace('-', ' ')}: {entry['help']}"
        for rule in rules():
            if rule.code == wanted:
                return f"{wanted} {rule.name}: {rule.summary} ({rule.authority})"
        raise InvalidField("explain", "code", "a code that `imr rule --all` lists", code)

    def propose_edit(
        self,
        item: int,
        old: str = "",
        new: str = "",
        outcome: Outcome | None = None,
        why: str = "",
    ) -> Proposal:
        """Propose to replace `old` by `new` in an item (0: the summary), or to change its outcome.

        Nothing changes; the reviewer accepts or rejects the proposal by its id.
        """
        number = len(self.proposals) + 1
        made = propose(
            self.case, self.draft(), number, item, old=old, new=new, outcome=outcome, why=why
        )
        self.proposals.append(made)
        return made

    def new_findings(self, item: int, old: str, new: str) -> tuple[str, ...]:
        """What the check would say of an edit and does not say now; nothing is proposed."""
        return propose(self.case, self.draft(), 0, item, old=old, new=new).findings

    def accept(self, proposal: Proposal) -> Counts:
        """Put a proposal into the draft; what its check counts. Raises what `accept` raises."""
        return accept(self.case, self.draft(), proposal, self.folder)[1].counts

    def redraft(self) -> str:
        """Draft anew by template; what was written."""
        draft_to_files(self.folder, MODEL)
        return "drafted by template: draft.md, draft.json, findings.json"

    def assessed(self, item: int) -> Assessment:
        """What the draft of a disputed item rests on. Raises `InvalidField` for no such item."""
        if not 1 <= item <= len(self.case.disputed_items):
            allowed = f"1 to {len(self.case.disputed_items)}"
            raise InvalidField("governing limit", "item", allowed, item)
        return assess(item, self.case.disputed_items[item - 1], self.case, self._facts)

    def _all_facts(self) -> Iterator[tuple[str, Told]]:
        for name, value in self._facts:
            for fact in value if isinstance(value, tuple) else (value,):
                if isinstance(fact, Fact):
                    yield name.replace("_", " "), line_of(topic_of(name), fact)
