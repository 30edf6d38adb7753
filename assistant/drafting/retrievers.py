"""LangChain retrievers: guideline passages of the index, and record pages of one case in Chroma."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from datetime import date

from langchain_chroma import Chroma
from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings
from langchain_core.retrievers import BaseRetriever

from assistant.case_file import Record
from assistant.retrieval import search
from assistant.retrieval.pages import PageVectors, memory_client
from assistant.text import Span

_NUMBERS = itertools.count(1)


class GuidelineRetriever(BaseRetriever):
    """Passages of the editions in force on `as_of`, best first; the id is in the metadata."""

    as_of: date | None = None
    k: int = 4

    def _get_relevant_documents(
        self,
        query: str,
        *,
        run_manager: CallbackManagerForRetrieverRun,  # noqa: ARG002 - the signature is LangChain's
    ) -> list[Document]:
        return [
            Document(page_content=hit.text, metadata={"id": hit.id, "score": hit.score})
            for hit in search(query, as_of=self.as_of, k=self.k)
        ]


class _Vectors(PageVectors, Embeddings):
    """The vectors of record pages as LangChain asks for them."""


def page_retriever(records: Sequence[Record], size: int, k: int) -> BaseRetriever:
    """A retriever over the pages of `records`, cut to stretches of at most `size` characters.

    The store is in memory and goes with the retriever; metadata hold document, start and end.
    """
    stretches = [(record, span) for record in records for span in _stretches(record, size)]
    texts = [record.document.slice(span) for record, span in stretches]
    store = Chroma(
        collection_name=f"case-{next(_NUMBERS)}",
        embedding_function=_Vectors(texts),
        client=memory_client(),
        collection_configuration={"hnsw": {"space": "cosine"}},
    )
    store.add_texts(
        texts,
        metadatas=[
            {"document": record.name, "start": span.start, "end": span.end}
            for record, span in stretches
        ],
        ids=[str(number) for number in range(len(texts))],
    )
    return store.as_retriever(search_kwargs={"k": min(k, len(texts))})


def _stretches(record: Record, size: int) -> Iterator[Span]:
    """The pages of a record, long ones in parts that end at a space."""
    text = record.document.text
    bounds = [*record.document.page_starts, len(text)]
    for start, end in itertools.pairwise(bounds):
        at = start
        while at < end:
            stop = min(at + size, end)
            if stop < end:
                gap = max(text.rfind(mark, at + size // 2, stop) for mark in "\n ")
                stop = gap if gap > at else stop
            if text[at:stop].strip():
                yield Span(at, stop)
            at = stop
