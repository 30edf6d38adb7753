"""What else a search may mean: abbreviations, brand and generic names, lay and guideline words."""

from __future__ import annotations

from functools import lru_cache

from assistant.terms.anatomy import find_body_parts, regions_of
from assistant.terms.drugs import find_drugs
from assistant.terms.matcher import TermTrie, read_table
from assistant.text import words_of

_CLASS_NAMES = {
    "opioid": "opioid",
    "nsaid": "NSAID",
    "muscle_relaxant": "muscle relaxant",
    "anticonvulsant": "anticonvulsant",
    "antidepressant": "antidepressant",
    "benzodiazepine": "benzodiazepine",
    "ppi": "proton pump inhibitor",
    "topical": "topical",
    "compound": "compound",
}


@lru_cache(maxsize=1)
def _trie() -> TermTrie[tuple[tuple[str, ...], ...]]:
    groups = read_table("glossary.toml")["group"]
    meanings: dict[str, list[tuple[str, ...]]] = {}
    for group in groups:
        words = (*group["names"], *group.get("guideline", ()))
        for name in group["names"]:
            meanings.setdefault(name.lower(), []).append(words)
    return TermTrie((name, tuple(lists)) for name, lists in meanings.items())


def glossary_names() -> tuple[str, ...]:
    """Every name of the glossary, as clinicians write it."""
    return tuple(name for group in read_table("glossary.toml")["group"] for name in group["names"])


def _meanings(text: str) -> list[str]:
    found: list[str] = []
    for match in _trie().find(words_of(text)):
        for words in match.value:
            found += words
    return found


def expand(query: str) -> tuple[str, ...]:
    """What a query may also be called: other names and guideline words, each once, in order.

    A drug brings its generic name and class, a spinal level or other part its guideline regions.
    Words of the query itself are left out.
    """
    found = _meanings(query)
    for drug in find_drugs(query):
        found.append(drug.generic)
        class_name = _CLASS_NAMES.get(drug.service)
        if class_name:
            found += [class_name, *_meanings(class_name)]
    for part in dict.fromkeys(part.part for part in find_body_parts(query)):
        found += [part, *regions_of(part)]
    lowered = query.lower()
    return tuple(word for word in dict.fromkeys(found) if word.lower() not in lowered)
