"""Search of the guidelines' passages, and the index that it needs."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Literal

from assistant import guidelines, terms
from assistant.errors import IndexUnavailable
from assistant.guidelines import Passage
from assistant.retrieval.embedder import Embedder, embedder_named
from assistant.retrieval.fusion import LEXICAL_SHARE, fuse
from assistant.retrieval.index import COUNT_FILE, PassageIndex, Progress, build
from assistant.retrieval.models import Hit, IndexState
from assistant.retrieval.spreading import spread
from assistant.settings import corpus_folder, settings

_FORMAT = "10"
"""Changes whenever the files of an index, or how passages are counted, change."""

Method = Literal["fused", "lexical", "dense"]


def search(
    query: str, as_of: date | None = None, k: int = 10, method: Method = "fused"
) -> list[Hit]:
    """The passages nearest to `query`, best first, at most `k`, of each section its best one.

    Sections of one family, as the parts of a numbered section, make way for others after the first.

    `as_of` keeps to editions in force on that day; without it every edition is searched. The index
    is built first where there is none for the corpus of now. Raises `IndexUnavailable`.
    """
    index = _current()
    lexical = index.lexical(query, as_of) if method != "dense" else {}
    dense = index.dense(query, as_of) if method != "lexical" else {}
    share = {"fused": LEXICAL_SHARE, "lexical": 1.0, "dense": 0.0}[method]
    best: dict[tuple[str, str], tuple[int, float]] = {}
    for place, score in fuse(lexical, dense, index.fits(query), share):
        if score > 0:
            best.setdefault(index.section(place), (place, score))
    return [_hit(index, place, score) for place, score in spread(best.values(), index.family, k)]


def build_index(progress: Progress | None = None) -> IndexState:
    """Build the index for the corpus of now, where it is missing, and tell its state."""
    embedder = _embedder()
    folder = _folder(embedder)
    if not folder.is_dir():
        build(
            folder, [*guidelines.passages(), *_brought()], embedder, progress, settings().chroma_url
        )
    return index_state()


def _brought() -> Iterator[Passage]:
    """The passages of the texts that this user brought, verbatim, each on its page."""
    for one in guidelines.ingested_passages():
        page = one.printed_page
        yield Passage(
            id=one.id,
            system=one.system,
            chapter=one.chapter,
            year=one.year,
            section=one.section or f"PDF page {one.pdf_page}",
            title=one.citation,
            text=one.text,
            pages=(page, page) if page else None,
            in_force=one.in_force,
            verification="official",
            rank=one.rank,
        )


def index_state() -> IndexState:
    """What index there is on disk; builds and opens nothing."""
    folder = _folder(_embedder())
    complete = [file.parent for file in folder.parent.glob(f"*/{COUNT_FILE}")]
    current = folder in complete
    shown = folder if current else max(complete, key=lambda one: one.stat().st_mtime, default=None)
    return IndexState(
        folder=shown or folder.parent,
        embedder=settings().embedder,
        current=current,
        passages=int((shown / COUNT_FILE).read_text("utf-8")) if shown else 0,
    )


def _hit(index: PassageIndex, place: int, score: float) -> Hit:
    passage = index.passage(place)
    return Hit(
        id=passage.id,
        system=passage.system,
        chapter=passage.chapter,
        year=passage.year,
        section=passage.section,
        title=passage.title,
        pages=passage.pages,
        in_force=passage.in_force,
        verification=passage.verification,
        score=round(min(score, 1.0), 4),
        text=passage.text,
        unread=passage.unread,
        limits=tuple(guidelines.limit(identifier) for identifier in passage.limit_ids),
    )


def _embedder() -> Embedder:
    chosen = settings()
    return embedder_named(chosen.embedder, chosen.origins.get("embedder", "settings"))


def _folder(embedder: Embedder) -> Path:
    return settings().data_dir / "index" / _fingerprint(embedder)


def _fingerprint(embedder: Embedder) -> str:
    """A hash of all that the index is made of: the corpus, the user's texts, how both are kept."""
    parts = (
        _FORMAT,
        embedder.fingerprint,
        settings().chroma_url or "",
        _shipped(corpus_folder()),
        guidelines.ingested_fingerprint(),
    )
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:24]


@lru_cache(maxsize=4)  # as the guidelines themselves, files are read once in a process
def _shipped(corpus: Path) -> str:
    """A hash of the files of the corpus and of the tables of terms."""
    digest = hashlib.sha256()
    tables = Path(terms.__file__).parent / "data"
    for root in (corpus, tables):
        for file in sorted(root.rglob("*")):
            if file.suffix in {".toml", ".md"}:
                content = file.read_bytes()
                digest.update(f"{file.relative_to(root).as_posix()} {len(content)}\n".encode())
                digest.update(content)
    return digest.hexdigest()


def _current() -> PassageIndex:
    embedder = _embedder()
    folder = _folder(embedder)
    if not folder.is_dir():
        _open.cache_clear()
        build_index()
    try:
        return _open(folder)
    except IndexUnavailable:
        raise
    except Exception as error:
        raise IndexUnavailable(
            f"{folder}: the passage index cannot be opened ({error}); delete the folder, "
            "the next search builds it anew"
        ) from error


@lru_cache(maxsize=1)
def _open(folder: Path) -> PassageIndex:
    return PassageIndex(folder, _embedder(), settings().chroma_url)
