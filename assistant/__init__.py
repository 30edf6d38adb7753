"""`imr`: draft and check Independent Medical Review determinations.

    >>> import assistant
    >>> letter = assistant.read_letter("letter.pdf")
    >>> report = assistant.check(letter)
    >>> [finding.code for finding in report.findings]

The functions here do what the commands of the same name do, with typed values in and out. All
errors that they raise for unusable input derive from `ImrError` and say in one line what is wrong.
`import assistant` stays light: a room is loaded when the first of its names is used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import os
    from datetime import date

    from assistant.checks.models import ClaimRecord, Counts, Finding, Place, Related, Report
    from assistant.drafting import Draft
    from assistant.errors import (
        CorpusError,
        ImrError,
        IndexUnavailable,
        InputError,
        InvalidField,
        ModelError,
        SettingsError,
        UnreadableFile,
    )
    from assistant.guidelines.models import InForce, Limit
    from assistant.letters.models import Citation, Dates, Issue, Letter, Partial, Reviewer, Summary
    from assistant.quantities.models import Duration, Evidence, Request
    from assistant.retrieval import Hit
    from assistant.text import Document, Span

__version__ = "0.1.0"

_ROOMS = {
    "assistant.checks.models": ("ClaimRecord", "Counts", "Finding", "Place", "Related", "Report"),
    "assistant.drafting": ("Draft",),
    "assistant.errors": (
        "CorpusError",
        "ImrError",
        "IndexUnavailable",
        "InputError",
        "InvalidField",
        "ModelError",
        "SettingsError",
        "UnreadableFile",
    ),
    "assistant.guidelines.models": ("InForce", "Limit"),
    "assistant.letters.models": (
        "Citation",
        "Dates",
        "Issue",
        "Letter",
        "Partial",
        "Reviewer",
        "Summary",
    ),
    "assistant.quantities.models": ("Duration", "Evidence", "Request"),
    "assistant.retrieval": ("Hit",),
    "assistant.text": ("Document", "Span"),
}
_HOMES = {name: room for room, names in _ROOMS.items() for name in names}

__all__ = [
    "Citation",
    "ClaimRecord",
    "CorpusError",
    "Counts",
    "Dates",
    "Document",
    "Draft",
    "Duration",
    "Evidence",
    "Finding",
    "Hit",
    "ImrError",
    "InForce",
    "IndexUnavailable",
    "InputError",
    "InvalidField",
    "Issue",
    "Letter",
    "Limit",
    "ModelError",
    "Partial",
    "Place",
    "Related",
    "Report",
    "Request",
    "Reviewer",
    "SettingsError",
    "Span",
    "Summary",
    "UnreadableFile",
    "__version__",
    "check",
    "draft",
    "limits",
    "read_letter",
    "search",
]


def read_letter(letter: str | os.PathLike[str] | Document) -> Letter:
    """Read a determination letter.

    Args:
        letter: the path of a .txt, .md, .pdf or .docx file, "-" for standard input; or the text of
            a letter itself, which is any string of more than one line; or a `Document`.

    Returns:
        The header, the disputed items with their requests and citations, and the spans of each,
        which are character offsets into `letter.document.text`. A text that is no letter gives one
        without issues.

    Raises:
        UnreadableFile: the file is missing, empty, binary, encrypted, without text, or too large.
    """
    from assistant.letters import read_letter as read  # noqa: PLC0415 - `import assistant` is light
    from assistant.text import Document, from_text, read_document  # noqa: PLC0415 - loaded when used

    if isinstance(letter, Document):
        return read(letter)
    if isinstance(letter, str) and "\n" in letter:
        return read(from_text(letter))
    return read(read_document(letter))


def check(
    letter: Letter | str | os.PathLike[str] | Document,
    record: str | os.PathLike[str] | None = None,
    as_of: date | None = None,
) -> Report:
    """Check a letter or draft against the guidelines in force, its record, and itself.

    Args:
        letter: a letter that was read, or what `read_letter` takes.
        record: the case folder, or the folder of its records; without it nothing is compared with
            the record.
        as_of: the day whose guidelines govern; by default the date of the decision.

    Returns:
        The findings in the order of their place, every claim with its status, and the counts.

    Raises:
        UnreadableFile: the letter or the folder of records cannot be read.
    """
    from assistant.checks import check as run_checks  # noqa: PLC0415 - loaded when used
    from assistant.letters.models import Letter  # noqa: PLC0415 - loaded when used

    if not isinstance(letter, Letter):
        letter = read_letter(letter)
    return run_checks(letter, record=record, as_of=as_of)


def draft(
    case_folder: str | os.PathLike[str],
    model: str = "template",
    out: str | os.PathLike[str] | None = None,
) -> Draft:
    """Draft the determination of a case.

    Args:
        case_folder: a folder with `case.json` and `records/`.
        model: "template", which calls no model, or the name of a model.
        out: the folder for `draft.json`, `draft.md` and `findings.json`; by default the case
            folder.

    Returns:
        The draft. Each outcome in it is a suggestion to the reviewer who decides.

    Raises:
        InvalidField: `case.json` is wrong; names the field, what is allowed and what was found.
        UnreadableFile: the folder or its records cannot be read.
        ModelError: the model did not answer usefully.
    """
    from assistant.drafting import draft as write_draft  # noqa: PLC0415 - loaded when used

    return write_draft(case_folder, model=model, out=out)


def limits(
    service: str,
    as_of: date | None = None,
    body_part: str | None = None,
    condition: str | None = None,
) -> list[Limit]:
    """Find the dated numeric limits that guidelines set for a service, with their authority.

    Args:
        service: a service of the machine interface, as "physical_therapy".
        as_of: keep to editions in force on that day; by default every edition.
        body_part: keep to limits for that region and those without one.
        condition: keep to limits for that diagnosis or surgery and those without one.

    Raises:
        InvalidField: the service is unknown.
    """
    from assistant.guidelines import limits as find_limits  # noqa: PLC0415 - loaded when used

    return find_limits(service, as_of=as_of, body_part=body_part, condition=condition)


def search(query: str, as_of: date | None = None, k: int = 10) -> list[Hit]:
    """Find the guideline passages nearest to `query`, best first.

    Args:
        query: a few words.
        as_of: keep to editions in force on that day; by default every edition is searched.
        k: how many passages at most.

    Raises:
        IndexUnavailable: the passage index cannot be opened or built.
    """
    from assistant.retrieval import search as find_passages  # noqa: PLC0415 - loaded when used

    return find_passages(query, as_of=as_of, k=k)


def __getattr__(name: str) -> object:
    if name in _HOMES:
        value = getattr(import_module(_HOMES[name]), name)
        globals()[name] = value
        return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
