"""Which service a text names, and which one a disputed item asks for."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple, cast

from assistant.terms import drugs
from assistant.terms.matcher import TermTrie, read_table
from assistant.terms.services import DRUG_SERVICES, Service
from assistant.text import Span, words_of
from assistant.text.patterns import expression, phrases

_AFTER_SURGERY = frozenset(
    {"post", "postop", "after", "following", "status", "s", "prior", "pre", "p"}
)
_DRUGS = DRUG_SERVICES - {"compound"}
_APPLIED = expression(r"(?i)\b(?:gels?|creams?|ointments?|lotions?|topical(?:ly)?|patch(?:es)?)\b")
_ONLY_APPLIED = _DRUGS - {"opioid", "topical"}
"""Opioids keep their class as patches: Butrans and Duragesic act on the whole body."""
_PERCENT = expression(r"\d\s?%")
_DECISION = phrases(
    "was the original request",
    "were the original request",
    "the claims administrator authorized",
)


class ServiceMention(NamedTuple):
    """A service named in a text: which, where, in which words.

    `weak` marks words that name a service only where nothing more definite is asked for:
    "evaluation", "injection", "surgery".
    """

    service: Service
    span: Span
    words: str
    weak: bool = False


@lru_cache(maxsize=1)
def _trie() -> TermTrie[tuple[str, bool]]:
    return TermTrie.kept("services", ("services.toml", "drugs.toml"), _entries)


def _entries() -> list[tuple[str, tuple[str, bool]]]:
    entries: list[tuple[str, tuple[str, bool]]] = []
    for service, lists in read_table("services.toml").items():
        entries += [(term, (service, False)) for term in lists.get("terms", ())]
        entries += [(term, (service, True)) for term in lists.get("weak", ())]
    for service, generics in drugs.table().items():
        for generic, names in generics.items():
            entries += [(name, (service, False)) for name in (generic, *names)]
    return entries


@lru_cache(maxsize=32)  # a title and the sentences beside it are asked for by several readers
def find_services(text: str) -> tuple[ServiceMention, ...]:
    """Every service that `text` names, in order, drugs under the service of their class."""
    tokens = words_of(text)
    found = []
    for match in _trie().find(tokens):
        service, weak = match.value
        if service == "none":
            continue
        if service == "surgery" and not weak and match.first:
            weak = tokens.words[match.first - 1] in _AFTER_SURGERY
        span = Span(tokens.start(match.first), tokens.end(match.last - 1))
        words = text[span.start : span.end]
        found.append(ServiceMention(cast(Service, service), span, words, weak))
    return tuple(found)


def service_of(title: str) -> Service:
    """The service that a disputed item asks for; "other" where its words name none.

    The first definite service of the title is the one asked for: what follows tells why, where or
    with what. Two or more active ingredients given in percent are a compound.
    """
    cut = _DECISION.search(title)
    asked = title[: cut.start()] if cut and cut.start() > 0 else title
    mentions = find_services(asked)
    if not mentions:
        return "other"
    chosen = next((m for m in mentions if not m.weak), mentions[0])
    if chosen.service in _DRUGS | {"compound"}:
        return _drug_service(asked, chosen, mentions)
    return chosen.service


def _drug_service(
    asked: str, chosen: ServiceMention, mentions: tuple[ServiceMention, ...]
) -> Service:
    if any(m.service == "compound" for m in mentions):
        return "compound"
    if len(_PERCENT.findall(asked)) >= 2 and len({m.words.lower() for m in mentions}) >= 2:
        return "compound"
    if any(m.service == "other_injection" for m in mentions):
        return "other_injection"
    if chosen.service in _ONLY_APPLIED and (_APPLIED.search(asked) or _PERCENT.search(asked)):
        return "topical"
    return chosen.service
