"""Vectors for passages and queries.

The embedder is a setting. The one shipped needs no network and no download: latent-semantic
vectors, a singular-value decomposition of the weighted features of the corpus itself (Deerwester
et al., "Indexing by Latent Semantic Analysis", 1990). It is fitted anew with each index.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from assistant.errors import SettingsError
from assistant.retrieval.analysis import Features
from assistant.retrieval.model_embedder import ModelEmbedder

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]

DIMENSIONS = 160


class Text(Protocol):
    """A passage or query: its words, and the features counted in them."""

    @property
    def words(self) -> str:
        """The text as written."""

    @property
    def features(self) -> Features:
        """Its weighted features."""


class Embedder(Protocol):
    """Turns texts into vectors of unit length; a text without any known word into zeros.

    `fingerprint` changes whenever the same text would get another vector: an index is rebuilt then.
    """

    @property
    def fingerprint(self) -> str:
        """Name and version of the vectors."""

    def fit(self, texts: Sequence[Text]) -> None:
        """Learn from the corpus, where the embedder learns at all."""

    def embed(self, texts: Sequence[Text]) -> Vectors:
        """One row for each text."""

    def save(self, folder: Path) -> None:
        """Keep what was learnt in `folder`."""

    def load(self, folder: Path) -> None:
        """Take up what `save` kept in `folder`."""

    def close(self) -> None:
        """Let go of what it holds open."""


class LocalEmbedder:
    """Latent-semantic vectors fitted on the corpus."""

    fingerprint = f"local-lsa-{DIMENSIONS}-1"

    def __init__(self) -> None:
        self._places: dict[str, int] = {}
        self._axes: Vectors | None = None

    def fit(self, texts: Sequence[Text]) -> None:
        """Learn the vocabulary and the axes of the corpus."""
        import numpy as np  # noqa: PLC0415 - loaded when vectors are needed

        names = sorted({name for text in texts for name in text.features})
        self._places = {name: place for place, name in enumerate(names)}
        counts = np.zeros((len(texts), len(names)))
        for row, text in enumerate(texts):
            for name, count in text.features.items():
                counts[row, self._places[name]] = (
                    1 + np.log(max(count, 1e-9)) if count > 1 else count
                )
        rarity = np.log((1 + len(texts)) / (1 + (counts > 0).sum(axis=0))) + 1
        weighted = counts * rarity
        weighted /= np.maximum(np.linalg.norm(weighted, axis=1, keepdims=True), 1e-12)
        _, _, axes = np.linalg.svd(weighted, full_matrices=False)
        axes = axes[: min(DIMENSIONS, len(axes))]
        # the sign of an axis is arbitrary; one rule keeps the vectors the same everywhere
        strongest = np.argmax(np.abs(axes), axis=1)
        axes *= np.sign(axes[np.arange(len(axes)), strongest])[:, None]
        self._axes = (axes * rarity).T.astype(np.float32)

    def embed(self, texts: Sequence[Text]) -> Vectors:
        """Project each text on the axes."""
        import numpy as np  # noqa: PLC0415 - loaded when vectors are needed

        axes = self._fitted()
        rows = np.zeros((len(texts), axes.shape[1]), dtype=np.float32)
        for row, text in enumerate(texts):
            known = [
                (p, c) for n, c in text.features.items() if (p := self._places.get(n)) is not None
            ]
            if known:
                places, counts = zip(*known, strict=True)
                strengths = np.array([1 + np.log(c) if c > 1 else c for c in counts], np.float32)
                rows[row] = strengths @ axes[list(places)]
        length = np.linalg.norm(rows, axis=1, keepdims=True)
        vectors: Vectors = rows / np.maximum(length, 1e-9)
        return vectors

    def _fitted(self) -> Vectors:
        if self._axes is None:
            raise RuntimeError("the local embedder was neither fitted nor loaded")
        return self._axes

    def save(self, folder: Path) -> None:
        """Keep vocabulary and axes."""
        import numpy as np  # noqa: PLC0415 - loaded when vectors are needed

        (folder / "vocabulary.json").write_text(json.dumps(list(self._places)), "utf-8")
        np.save(folder / "axes.npy", self._fitted(), allow_pickle=False)

    def load(self, folder: Path) -> None:
        """Take up vocabulary and axes."""
        import numpy as np  # noqa: PLC0415 - loaded when vectors are needed

        names = json.loads((folder / "vocabulary.json").read_text("utf-8"))
        self._places = {name: place for place, name in enumerate(names)}
        self._axes = np.load(folder / "axes.npy", allow_pickle=False)

    def close(self) -> None:
        """It holds nothing open."""


NAMES = ("local", "openai:MODEL", "chroma", "minilm:FOLDER")
"""What the setting `embedder` may say; `model_embedder` tells what each of the models is."""


def embedder_named(name: str, source: str = "settings") -> Embedder:
    """The embedder of a setting; `source` is where it was set.

    Raises `SettingsError` for an unknown name, or one whose model lacks a part.
    """
    if name == "local":
        return LocalEmbedder()
    if name.partition(":")[0] in {"openai", "minilm"} or name == "chroma":
        return ModelEmbedder(name, source)
    raise SettingsError(source, "embedder", "one of " + ", ".join(NAMES), name)
