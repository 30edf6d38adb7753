"""Operations as surgeons write them: short forms, and the bones that are fixed."""

from __future__ import annotations

from functools import lru_cache

from assistant.terms.matcher import TermTrie, read_table
from assistant.text import words_of


@lru_cache(maxsize=1)
def _trie() -> TermTrie[str]:
    return TermTrie(read_table("operations.toml")["names"].items())


@lru_cache(maxsize=256)
def operation_words(text: str) -> str:
    """`text` with what its short forms stand for: "RCR" becomes "RCR rotator cuff repair".

    The words are those of the post-surgical table (8 CCR 9792.24.3).
    """
    meant = [match.value for match in _trie().find(words_of(text))]
    return " ".join(dict.fromkeys([text, *meant]))
