"""A letter laid out for print: the header in two columns, lists and credentials kept together.

PDF and DOCX print the same sheet, so that they cannot differ in what they say.
"""

from __future__ import annotations

from itertools import groupby

from assistant.letters import Letter
from assistant.review.parts import FIELDS, Part, parts
from assistant.text import Value

TITLE = "Independent Medical Review Final Determination Letter"
LETTERHEAD = ("Independent Medical Review", "Final Determination")
DRAFT_MARK = "DRAFT - not approved. No decision in it is final."
"""Said in the text too, where a reader who cannot see the mark behind it finds it."""

_ROWS = (FIELDS[:1], FIELDS[1:3], FIELDS[3:5], FIELDS[5:7])
_CREDENTIALS = "credentials:"


class Sheet(Value):
    """What is printed.

    rows   the header: one or two fields a row, as the published form has them
    body   groups of parts; a group of more than one is a list, or lines that stand together
    """

    rows: tuple[tuple[Part, ...], ...]
    body: tuple[tuple[Part, ...], ...]
    footer: str


def laid_out(letter: Letter) -> Sheet:
    """The sheet of `letter`."""
    found = parts(letter)
    fields = {part.label.rstrip(":"): part for part in found if part.kind == "field"}
    rows = [tuple(fields[name] for name in row if name in fields) for row in _ROWS]
    number = f", Case Number {letter.case_number}" if letter.case_number else ""
    return Sheet(
        rows=tuple(row for row in rows if row),
        body=_grouped([part for part in found if part.kind != "field"]),
        footer=f"IMR Final Determination{number}",
    )


def _grouped(found: list[Part]) -> tuple[tuple[Part, ...], ...]:
    groups: list[tuple[Part, ...]] = []
    for kind, run in groupby(found, key=lambda part: part.kind):
        together = tuple(run)
        if kind == "credential" and groups and groups[-1][-1].text.endswith(_CREDENTIALS):
            groups[-1] = (*groups[-1], *together)
        elif kind in {"credential", "entry"}:
            groups.append(together)
        else:
            groups += [(part,) for part in together]
    return tuple(groups)
