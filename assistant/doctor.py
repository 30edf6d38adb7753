"""What is set up on this machine, and what is missing: the values behind `imr doctor`.

Nothing here changes anything: no folder is made, no index built, no network asked.
"""

from __future__ import annotations

import os
import platform
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from importlib import metadata
from pathlib import Path
from typing import Literal

from assistant import __version__
from assistant.errors import ImrError
from assistant.settings import Settings, load, unknown_variables
from assistant.text.values import Value

Standing = Literal["ok", "note", "missing", "wrong"]
Topic = Literal["program", "settings", "guidelines", "index", "libraries", "privacy"]


class Diagnosis(Value):
    """One line of the doctor.

    `origin` says where a setting came from; `help` what to do about a note, a lack or a fault.
    """

    topic: Topic
    name: str
    value: str
    standing: Standing = "ok"
    origin: str = ""
    help: str = ""


LIBRARIES = {
    "pydantic": "values and their checks",
    "typer": "the command line",
    "rich": "colour and progress",
    "pypdfium2": "reading PDF letters and records",
    "python-docx": "reading Word letters and records",
    "chromadb": "the index of guideline passages",
    "numpy": "the vectors of passages",
    "langchain": "drafting with a model",
    "langchain-chroma": "drafting with a model: passages",
    "langchain-openai": "drafting with a model: the client",
    "openai": "drafting with a model: the protocol",
    "sqlalchemy": "the store of reviews",
    "alembic": "the store of reviews: its form",
    "typst": "the letter as PDF",
}
"""Each library by the name it is installed under, and what `imr` uses it for."""

TRACING = ("LANGSMITH_TRACING", "LANGCHAIN_TRACING_V2", "LANGSMITH_TRACING_V2", "LANGCHAIN_TRACING")


def diagnose() -> list[Diagnosis]:
    """Look at program, settings, guidelines, index, libraries and privacy, in this order.

    Never raises for what it looks at: a part that is wrong is a line that says so.
    """
    lines = list(_program())
    for topic, look in (
        ("settings", _settings),
        ("guidelines", _guidelines),
        ("index", _index),
    ):
        lines += _guarded(topic, look)
    lines += _libraries()
    lines += _privacy(os.environ)
    return lines


def _guarded(topic: str, look: Callable[[], Iterator[Diagnosis]]) -> list[Diagnosis]:
    try:
        return list(look())
    except ImrError as error:
        line = {"topic": topic, "name": topic, "value": str(error), "standing": "wrong"}
        return [Diagnosis.model_validate(line)]


def _program() -> Iterator[Diagnosis]:
    yield Diagnosis(topic="program", name="imr", value=__version__)
    yield Diagnosis(topic="program", name="Python", value=platform.python_version())
    yield Diagnosis(
        topic="program", name="system", value=f"{platform.system()} {platform.machine()}"
    )
    if sys.dont_write_bytecode:
        yield Diagnosis(
            topic="program",
            name="byte-code",
            value="not written (PYTHONDONTWRITEBYTECODE is set)",
            standing="note",
            help="commands start slower unless the package was compiled when it was installed",
        )


_DEFAULTS = {
    "store": "review.sqlite3 in the data folder",
    "audit_key": "audit.key in the configuration folder",
    "oidc": "none",
}


def _told(value: object) -> str:
    """A setting as it may be shown: the password of a URL is not."""
    return re.sub(r"(://[^:/@\s]{1,200}:)[^@\s]{1,200}@", r"\1***@", str(value))


def _settings() -> Iterator[Diagnosis]:
    chosen = load()
    for name in Settings.model_fields:
        if name != "origins":
            value = getattr(chosen, name)
            yield Diagnosis(
                topic="settings",
                name=name,
                value=_DEFAULTS.get(name, "that of the program") if value is None else _told(value),
                origin=chosen.origins[name],
            )
    exists = chosen.data_dir.is_dir()
    yield Diagnosis(
        topic="settings",
        name="data folder",
        value=_data_folder(chosen.data_dir) if exists else "not there yet",
        standing="ok" if exists and os.access(chosen.data_dir, os.W_OK) else "note",
        help="" if exists else "made when the index is first built",
    )
    for variable in unknown_variables(os.environ):
        yield Diagnosis(
            topic="settings",
            name=variable,
            value="names no setting",
            standing="note",
            help="a misspelt name? it changes nothing",
        )


def _data_folder(folder: Path) -> str:
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    writable = "" if os.access(folder, os.W_OK) else ", cannot be written"
    return f"{size / 1e6:.1f} MB{writable}"


def _guidelines() -> Iterator[Diagnosis]:
    from assistant.guidelines import library  # noqa: PLC0415 - a broken corpus must be a line

    books = library()
    contents = [books.contents(key) for key in books.headers]
    limits = [limit for one in contents for limit in one.limits]
    counts = {
        "chapters": len({one.edition.chapter for one in contents}),
        "editions": len(contents),
        "sections": sum(len(one.edition.sections) for one in contents),
        "passages": sum(len(books.passages(key)) for key in books.headers),
        "limits": len(limits),
    }
    yield Diagnosis(topic="guidelines", name="folder", value=str(books.folder))
    for name, count in counts.items():
        yield Diagnosis(topic="guidelines", name=name, value=str(count))
    verified = Counter(limit.verification for limit in limits)
    for verification, count in sorted(verified.items()):
        yield Diagnosis(topic="guidelines", name=f"limits, {verification}", value=str(count))


def _index() -> Iterator[Diagnosis]:
    from assistant.retrieval import index_state  # noqa: PLC0415 - loads the room of the index

    yield Diagnosis(topic="index", name="passages", value=str(index_state()))


def _libraries() -> Iterator[Diagnosis]:
    for name, use in LIBRARIES.items():
        try:
            found = Diagnosis(topic="libraries", name=name, value=metadata.version(name), help=use)
        except metadata.PackageNotFoundError:
            found = Diagnosis(
                topic="libraries",
                name=name,
                value="not installed",
                standing="missing",
                help=f"needed for {use}: pip install {name}",
            )
        yield found


def _privacy(environment: Mapping[str, str]) -> Iterator[Diagnosis]:
    key = "set" if environment.get("OPENAI_API_KEY") else "not set"
    yield Diagnosis(
        topic="privacy",
        name="model endpoint",
        value=environment.get("OPENAI_BASE_URL") or "none chosen",
        origin="OPENAI_BASE_URL",
        help=f"asked only when a model is named; OPENAI_API_KEY is {key}",
    )
    tracing = [name for name in TRACING if environment.get(name, "").lower() in {"1", "true"}]
    yield Diagnosis(
        topic="privacy",
        name="LangSmith tracing",
        value="on" if tracing else "off",
        standing="wrong" if tracing else "ok",
        origin=", ".join(tracing),
        help="case text would leave this machine: unset it" if tracing else "",
    )
