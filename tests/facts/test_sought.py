"""Patterns looked for only where they can be: nothing is lost by it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

import assistant.facts
from assistant.case_file.reading import record_of
from assistant.facts import identifiers
from assistant.facts.hints import hints_of
from assistant.facts.prose import Prose
from assistant.facts.sought import Sought
from assistant.text import from_text

HANDS = [
    tomllib.loads(path.read_text("utf-8"))["text"]
    for path in sorted((Path(__file__).parent / "hands").glob("*.toml"))
]
ODD = (
    "PATIENT: Ann Lee, MRN: 12345, Name: Bo Ray. No ſurgery. THE Kelvin sign K, İ and ı: "
    "ıncrease ın pain; PAIN 5/10\nſ/p fuſion 2014\n\n\n"
)


def modules() -> Iterator[ModuleType]:
    """The modules of the room."""
    for path in sorted(Path(assistant.facts.__file__).parent.glob("*.py")):
        yield import_module(f"assistant.facts.{path.stem}")


def every() -> dict[str, Sought]:
    """Every pattern of the room that knows where it need not be looked for."""
    named = {
        f"{module.__name__}.{name}": value
        for module in modules()
        for name, value in vars(module).items()
        if isinstance(value, Sought)
    }
    return named | {f"{at}": one for at, (_, one) in enumerate(identifiers._PATTERNS)}


@pytest.mark.parametrize(
    ("source", "letters", "first", "in_lines"),
    [
        (r"\bsurg(?:ery|eries)\b", ("surger",), "s", True),
        (r"\b(?:MRI|x-?ray|CT scan)s?", ("ct scan", "mri", "ray"), "CMx", True),
        (r"(?=pain)\w+", (), r"\w", True),
        (r"(?:pain)?[^.]*", (), "", False),
        (r"a\s+b", ("a",), "a", False),
        (r"(?:a?|b)c", ("c",), "abc", True),
        (r"(?:(?i:Claim)|MRN) ?#", ("claim", "mrn"), "CM", True),
    ],
)
def test_what_a_pattern_tells_of_its_matches(
    source: str, letters: tuple[str, ...], first: str, in_lines: bool
) -> None:
    """Letters of a sequence are needed, those of an option or of a look-ahead are not."""
    assert hints_of(source, 0) == (letters, first, in_lines)


def test_nothing_is_lost() -> None:
    """Each pattern of the room finds in records what the plain one finds, however it is asked."""
    texts = ["\n\n".join(HANDS), ODD, ""]
    for name, sought in every().items():
        plain = re.compile(sought._source, sought._flags)
        for text in texts:
            record = record_of("a.txt", from_text(text))
            prose = Prose(record)
            spans = [one.span() for one in plain.finditer(prose.text)]
            assert [one.span() for one in sought.finditer(prose.text)] == spans, name
            assert [one.span() for one in sought.among(prose)] == spans, name
            first = sought.search(prose.text)
            assert (first and first.span()) == (spans[0] if spans else None), name
            may = sought.starts(prose)
            for start, end in prose.sentences():
                sentence = prose.text[start:end]
                assert start in may or plain.search(sentence) is None, (name, sentence)
