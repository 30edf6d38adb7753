"""The passage index on disk: one folder a generation, named by what it was built from.

A generation is built in a folder of its own and renamed when complete, so that a reader sees all of
it or nothing, a build that is killed leaves only a folder that the next one clears, and of two
processes that build at once the first to finish wins. Readers of an older generation keep it: it is
removed a day after another took its place.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from assistant.errors import IndexUnavailable
from assistant.guidelines.models import Passage
from assistant.retrieval.analysis import Features, passage_features, query_features
from assistant.retrieval.embedder import Embedder
from assistant.retrieval.fit import (
    Subject,
    family_of,
    fit,
    passage_subjects,
    query_subject,
)
from assistant.retrieval.lexical import LexicalIndex

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from chromadb.api.collection_configuration import CreateHNSWConfiguration
    from chromadb.api.models.Collection import Collection

Progress = Callable[[int, int], None]
"""Told how many passages are done, of how many."""

_COLLECTION = "passages"
_HNSW: CreateHNSWConfiguration = {
    "space": "cosine",
    "ef_construction": 400,
    "ef_search": 400,
    "max_neighbors": 32,
}
"""With Chroma's defaults, true neighbours were missed (recall@10 0.83 to 0.97, with these 1.00)."""
COUNT_FILE = "count"
"""Holds the number of passages; its presence tells a complete generation."""

_BATCH = 500
_KEPT_SECONDS = 24 * 3600
_BUILDING = "building-"
_ALWAYS = date.max.toordinal()


@dataclass(frozen=True)
class _Text:
    words: str
    features: Features


class PassageIndex:
    """One generation, open for reading."""

    def __init__(self, folder: Path, embedder: Embedder, server: str | None = None) -> None:
        """`server` is the URL of the Chroma server that holds the vectors, None for the folder."""
        self.folder = folder
        self._embedder = embedder
        embedder.load(folder)
        data = json.loads((folder / "passages.json").read_text("utf-8"))
        self._passages: list[dict[str, Any]] = data["passages"]
        self._subjects = [
            Subject(frozenset(services), frozenset(regions), *rest)._replace(
                conditions=frozenset(conditions)
            )
            for services, regions, *rest, conditions in data["subjects"]
        ]
        self._lexical = LexicalIndex.from_data(data["lexical"])
        self._client = _client(folder / "chroma", server)
        self._collection: Collection = self._client.get_collection(
            _collection_name(folder, server), embedding_function=None
        )

    def __len__(self) -> int:
        return len(self._passages)

    def passage(self, place: int) -> Passage:
        """The passage at `place`."""
        return Passage.model_validate(self._passages[place])

    def section(self, place: int) -> tuple[str, str]:
        """The section of the passage at `place`, as its id and its title tell it."""
        row = self._passages[place]
        return row["id"].partition("#")[0], row["section"]

    def family(self, place: int) -> tuple[tuple[str, str], int] | None:
        """What else the passage at `place` stands for, see `fit.family_of`."""
        row = self._passages[place]
        return family_of(row["id"], row["section"], unread=row["unread"])

    def fits(self, query: str) -> list[float]:
        """By place, the share of its score that each passage keeps for `query`."""
        asked = query_subject(query)
        return [fit(asked, subject) for subject in self._subjects]

    def in_force(self, place: int, day: date) -> bool:
        """Whether the edition of the passage at `place` was in force on `day`."""
        row = self._passages[place]
        window, text = row["in_force"], day.isoformat()
        start = window["start"] or f"{row['year'] or 0:04}"
        return start <= text <= (window["end"] or text)

    def lexical(self, query: str, day: date | None = None) -> dict[int, float]:
        """BM25 scores by place."""
        scores = self._lexical.scores(query_features(query))
        if day is not None:
            scores = {place: s for place, s in scores.items() if self.in_force(place, day)}
        return scores

    def dense(self, query: str, day: date | None = None, n: int = 100) -> dict[int, float]:
        """Cosines by place of the `n` nearest passages, from Chroma."""
        vector = self._embedder.embed([_Text(query, query_features(query))])
        if not vector.any():
            return {}
        where: Any = None
        if day is not None:
            at = day.toordinal()
            where = {"$and": [{"start": {"$lte": at}}, {"end": {"$gte": at}}]}
        answer = self._collection.query(
            query_embeddings=vector, n_results=min(n, len(self)), where=where, include=["distances"]
        )
        distances = answer["distances"] or [[]]
        return {
            int(place): 1 - distance
            for place, distance in zip(answer["ids"][0], distances[0], strict=True)
        }

    def close(self) -> None:
        """Let go of the files and connections."""
        _close(self._client)
        self._embedder.close()


def build(
    folder: Path,
    passages: Sequence[Passage],
    embedder: Embedder,
    progress: Progress | None = None,
    server: str | None = None,
) -> None:
    """Build a generation at `folder`, unless another process does so first.

    With `server`, the URL of a Chroma server, the vectors go there. Raises `IndexUnavailable` where
    the folder cannot be written or the server does not answer.
    """
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(prefix=_BUILDING, dir=folder.parent))
    except OSError as error:
        raise IndexUnavailable(
            f"{folder.parent}: the passage index cannot be written: {error.strerror or error}; "
            "set IMR_DATA_DIR to a folder that can"
        ) from error
    try:
        _fill(aside, passages, embedder, progress, _collection_name(folder, server), server)
        try:
            aside.rename(folder)
        except OSError:
            if not folder.is_dir():
                raise
    except OSError as error:
        raise IndexUnavailable(f"{folder}: the passage index cannot be built: {error}") from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    _clear_old(folder)


def _fill(
    folder: Path,
    passages: Sequence[Passage],
    embedder: Embedder,
    progress: Progress | None,
    name: str,
    server: str | None,
) -> None:
    texts = [
        _Text(f"{p.chapter}. {p.section}. {p.title}. {p.text}", passage_features(p))
        for p in passages
    ]
    embedder.fit(texts)
    embedder.save(folder)
    client = _client(folder / "chroma", server)
    try:
        # on a server a build that was killed may have left some of it: the same ids, the same rows
        collection = client.get_or_create_collection(
            name, embedding_function=None, configuration={"hnsw": _HNSW}
        )
        for first in range(0, len(texts), _BATCH):
            some = range(first, min(first + _BATCH, len(texts)))
            collection.upsert(
                ids=[str(place) for place in some],
                embeddings=embedder.embed([texts[place] for place in some]),
                metadatas=[_metadata(passages[place]) for place in some],
            )
            if progress:
                progress(some.stop, len(texts))
    finally:
        _close(client)
    data = {
        "passages": [passage.model_dump(mode="json") for passage in passages],
        "subjects": [
            [sorted(one.services), sorted(one.regions), *one[2:-1], sorted(one.conditions)]
            for one in passage_subjects(passages)
        ],
        "lexical": LexicalIndex.build([text.features for text in texts]).to_data(),
    }
    (folder / "passages.json").write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    (folder / COUNT_FILE).write_text(f"{len(passages)}\n", "utf-8")


def _metadata(passage: Passage) -> dict[str, Any]:
    window = passage.in_force
    return {
        "id": passage.id,
        "system": passage.system,
        "chapter": passage.chapter,
        "year": passage.year or 0,
        "section": passage.section,
        "services": " ".join(passage.services),
        "body_parts": ", ".join(passage.body_parts),
        "verification": passage.verification,
        # an edition whose days are not known was not in force before its year
        "start": (window.start or date(passage.year or 1, 1, 1)).toordinal(),
        "end": window.end.toordinal() if window.end else _ALWAYS,
    }


def _collection_name(folder: Path, server: str | None) -> str:
    """A folder holds one collection; a server holds those of all generations."""
    return f"imr-{folder.name}" if server else _COLLECTION


def _client(folder: Path, server: str | None = None) -> Client:
    import chromadb  # noqa: PLC0415 - half a second that only a search should pay
    from chromadb.api.client import Client  # noqa: PLC0415 - as above
    from chromadb.config import Settings  # noqa: PLC0415 - as above

    quiet = Settings(anonymized_telemetry=False)
    if server:
        at = urlsplit(server)
        try:
            client = chromadb.HttpClient(
                host=at.hostname or "localhost",
                port=at.port or (443 if at.scheme == "https" else 80),
                ssl=at.scheme == "https",
                settings=quiet,
            )
        except ValueError as error:
            raise IndexUnavailable(f"{server}: no Chroma server answers ({error})") from error
    else:
        client = chromadb.PersistentClient(path=str(folder), settings=quiet)
    if not isinstance(client, Client):
        raise IndexUnavailable(f"{folder}: this chromadb has no local client that can be closed")
    return client


def _close(client: Client) -> None:
    client.close()
    # the client of a server leaves its connections open, and those of its administrator
    for one in (client, getattr(client, "_admin_client", None)):
        session = getattr(getattr(one, "_server", None), "_session", None)
        if session is not None:
            session.close()


def _clear_old(current: Path) -> None:
    """Remove generations and half-built ones that nobody can still be reading or building."""
    os.utime(current)
    now = time.time()
    for folder in current.parent.iterdir():
        with suppress(OSError):  # another process may be clearing too
            if folder != current and now - folder.stat().st_mtime > _KEPT_SECONDS:
                shutil.rmtree(folder, ignore_errors=True)
