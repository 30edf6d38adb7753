"""Letters mangled as scanners, copying and conversion mangle them, the same ones every time."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

Mangle = Callable[[str, random.Random], str]

_NOISE = (
    "\f", "\x00", "\u00a0", "\u200b", "\ufeff", "\ufffe", "İ", "²", "½", "é", "\u2028", "\r\n",
    "\t\t", "#", "%", "((", "))", "[", "\"", "’", "–", "…", "1/1/", "00-00-0000", "13/45/2016",
    "99999999999999999999", "-1", "0 visits", "2x6", "x", "not not ", "medically necessary",
    "Upheld", ": Overturned\n", "MTUS ", "9792.", "9792.20((((", "\n\n\n", "Decision rationale: ",
    "was the original request. ", "exceeds the guideline ", "every every 2 weeks ", "#0", "mg",
    "\U0001f9e0", "\ud7ff", "年", "\u0660\u0661",
)  # fmt: skip


def _place(text: str, rnd: random.Random) -> int:
    return rnd.randrange(len(text) + 1)


def _stretch(text: str, rnd: random.Random, most: int) -> tuple[int, int]:
    start = _place(text, rnd)
    return start, min(len(text), start + rnd.randrange(1, most))


def _lost(text: str, rnd: random.Random) -> str:
    start, end = _stretch(text, rnd, 400)
    return text[:start] + text[end:]


def _twice(text: str, rnd: random.Random) -> str:
    start, end = _stretch(text, rnd, 600)
    return text[:end] + text[start:end] * rnd.randrange(1, 4) + text[end:]


def _moved(text: str, rnd: random.Random) -> str:
    start, end = _stretch(text, rnd, 500)
    cut, at = text[start:end], _place(text[:start] + text[end:], rnd)
    rest = text[:start] + text[end:]
    return rest[:at] + cut + rest[at:]


def _noisy(text: str, rnd: random.Random) -> str:
    for _ in range(rnd.randrange(1, 12)):
        at = _place(text, rnd)
        text = text[:at] + rnd.choice(_NOISE) + text[at:]
    return text


def _cut_off(text: str, rnd: random.Random) -> str:
    return text[: _place(text, rnd)] if rnd.random() < 0.5 else text[_place(text, rnd) :]


def _other_digits(text: str, rnd: random.Random) -> str:
    return "".join(
        rnd.choice("0123456789") if one.isdecimal() and rnd.random() < 0.2 else one for one in text
    )


def _misread(text: str, rnd: random.Random) -> str:
    """Letters that a scanner takes for others."""
    table = str.maketrans({"l": "1", "O": "0", "e": "c", "m": "rn"})
    start, end = _stretch(text, rnd, 900)
    return text[:start] + text[start:end].translate(table) + text[end:]


def _shuffled(text: str, rnd: random.Random) -> str:
    lines = text.split("\n")
    start = rnd.randrange(len(lines))
    some = lines[start : start + 12]
    rnd.shuffle(some)
    return "\n".join(lines[:start] + some + lines[start + 12 :])


def _unbroken(text: str, rnd: random.Random) -> str:
    return text.replace("\n", rnd.choice((" ", "", "\r", "\u2028", "\n \n")))


def _cased(text: str, rnd: random.Random) -> str:
    return rnd.choice((text.upper(), text.lower(), text.swapcase(), text.title()))


def _endless(text: str, rnd: random.Random) -> str:
    """One character or word many times, as from a table's leader or a bad conversion."""
    at = _place(text, rnd)
    return text[:at] + rnd.choice((".", " ", "_", "1", "not ", "a ", "(", "-")) * 2000 + text[at:]


_MANGLES: tuple[Mangle, ...] = (
    _lost, _twice, _moved, _noisy, _cut_off, _other_digits, _misread, _shuffled, _unbroken, _cased,
    _endless,
)  # fmt: skip


def mangled(letters: Sequence[str], number: int) -> str:
    """Mangled letter `number`: one of `letters`, or two that run into each other, spoiled."""
    rnd = random.Random(number)  # noqa: S311 - the same letters every time, no secret
    text = letters[number % len(letters)]
    if rnd.random() < 0.15:
        other = rnd.choice(letters)
        text = text[: _place(text, rnd)] + other[_place(other, rnd) :]
    for mangle in rnd.sample(_MANGLES, k=rnd.randrange(1, 4)):
        text = mangle(text, rnd)
    return text
