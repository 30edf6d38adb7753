"""What a store of record pages needs: vectors fitted on those pages, and a Chroma client in memory.

The store itself is opened by the room that asks; nothing of a case is written to the index on disk.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.retrieval.analysis import Features, query_features
from assistant.retrieval.embedder import LocalEmbedder

if TYPE_CHECKING:
    from chromadb.api import ClientAPI


@dataclass(frozen=True)
class _Page:
    words: str
    features: Features


class PageVectors:
    """Vectors for the pages of one case, by the shipped embedder fitted on them."""

    def __init__(self, pages: Sequence[str]) -> None:
        self._embedder = LocalEmbedder()
        self._embedder.fit([_page(text) for text in pages])

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """One vector for each text."""
        rows: list[list[float]] = self._embedder.embed([_page(text) for text in texts]).tolist()
        return rows

    def embed_query(self, text: str) -> list[float]:
        """The vector of one query."""
        return self.embed_documents([text])[0]


def memory_client() -> ClientAPI:
    """A Chroma client that keeps nothing on disk and reports to nobody."""
    import chromadb  # noqa: PLC0415 - half a second that only a search should pay
    from chromadb.config import Settings  # noqa: PLC0415 - as above

    return chromadb.EphemeralClient(settings=Settings(anonymized_telemetry=False))


def _page(text: str) -> _Page:
    return _Page(text, query_features(text))
