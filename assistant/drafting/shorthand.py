"""Questions as hurried reviewers type them, spelled out: shorthand and slips of the keys.

A word that neither the case nor the guidelines use, and that is a letter or two off one which they
do, is taken for that one. Numbers, quoted words and what stands in the case are left as they are.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

_TOKEN = re.compile(r"(?<![\w/])[^\W\d_][\w'’/&]*(?![\w/])")
_QUOTED = re.compile(r"\"[^\"]*\"|“[^”]*”")
_SHORTEST = 5
"""Letters from which a word is long enough to be taken for another."""
_LONG = 8
"""Letters from which one wrong letter is a slip; in a shorter word it may be another word."""


@lru_cache(maxsize=1)
def _words() -> dict[str, str]:
    words: dict[str, str] = tomllib.loads(
        Path(__file__).with_name("shorthand.toml").read_text("utf-8")
    )["words"]
    return words


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    data = tomllib.loads(Path(__file__).with_name("shorthand.toml").read_text("utf-8"))
    return frozenset(data["common"].split())


def spelled_out(text: str, known: Iterable[str] = ()) -> str:
    """`text` with shorthand spelled out, and slips mended by the words of `known`."""
    vocabulary = {one for one in known if len(one) >= _SHORTEST}
    made, at = [], 0
    for quoted in _QUOTED.finditer(text):
        made += [_spelled(text[at : quoted.start()], vocabulary), quoted.group()]
        at = quoted.end()
    return "".join([*made, _spelled(text[at:], vocabulary)])


def _spelled(text: str, vocabulary: set[str]) -> str:
    return _TOKEN.sub(lambda found: _meant(found.group(), vocabulary), text)


def _meant(word: str, vocabulary: set[str]) -> str:
    bare = word.replace("’", "'")
    own = _words().get(bare) or (_words().get(bare.lower()) if len(bare) > 1 else None)
    if own is not None:
        return own
    low = bare.lower()
    if not vocabulary or len(low) < _SHORTEST or not low.isalpha() or low in vocabulary | _common():
        return word
    if any(low.startswith(one) or one.startswith(low) for one in vocabulary):
        return word
    near = sorted(one for one in vocabulary if _slip(low, one))
    return near[0] if near else word


def _slip(typed: str, meant: str) -> bool:
    """Whether `typed` is `meant` with a letter too many or too few, two swapped, or one wrong."""
    longer, shorter = (typed, meant) if len(typed) > len(meant) else (meant, typed)
    if len(longer) - len(shorter) > 1:
        return False
    at = next((at for at, (a, b) in enumerate(zip(typed, meant, strict=False)) if a != b), None)
    if at is None:
        return len(longer) > len(shorter)
    if len(longer) > len(shorter):
        return longer[at + 1 :] == shorter[at:]
    swapped = typed[at : at + 2] == meant[at : at + 2][::-1] and typed[at + 2 :] == meant[at + 2 :]
    return swapped or (len(typed) >= _LONG and typed[at + 1 :] == meant[at + 1 :])
