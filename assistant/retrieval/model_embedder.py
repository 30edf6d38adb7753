"""Embedders that a model computes, through Chroma's own functions: an endpoint, or a local model.

    openai:MODEL    any OpenAI-compatible endpoint: OPENAI_BASE_URL and OPENAI_API_KEY
    chroma          all-MiniLM-L6-v2 as Chroma brings it: fetched once, where the network allows
    minilm:FOLDER   the same model from a folder of the user's, never fetched

Only the passages of the corpus, texts that the user brought and the words of a search are embedded;
with `openai` they go to the endpoint that the user named and nowhere else.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.errors import IndexUnavailable, SettingsError

if TYPE_CHECKING:
    from assistant.retrieval.embedder import Text, Vectors

_BATCH = 96
_FILES = (
    "config.json",
    "model.onnx",
    "special_tokens_map.json",
    "tokenizer_config.json",
    "tokenizer.json",
    "vocab.txt",
)


class ModelEmbedder:
    """Vectors of one of Chroma's embedding functions; nothing is learnt from the corpus."""

    def __init__(self, name: str, source: str) -> None:
        """`name` as the setting has it. Raises `SettingsError` for what the name lacks."""
        kind, _, detail = name.partition(":")
        self._name, self._kind, self._detail = name, kind, detail
        self._function: Any = None
        if kind == "openai" and not detail:
            raise SettingsError(source, "embedder", "openai:MODEL", name)
        if kind == "openai" and not os.environ.get("OPENAI_API_KEY"):
            raise SettingsError("environment", "OPENAI_API_KEY", "the key of the endpoint", "")
        if kind == "minilm":
            missing = [one for one in _FILES if not Path(detail, one).is_file()]
            if not detail or missing:
                allowed = f"minilm:FOLDER, a folder with {', '.join(_FILES)}"
                found = f"{name} (without {', '.join(missing)})" if detail else name
                raise SettingsError(source, "embedder", allowed, found)
        endpoint = os.environ.get("OPENAI_BASE_URL", "") if kind == "openai" else ""
        self.fingerprint = f"{name}@{endpoint}-1"

    def fit(self, texts: Sequence[Text]) -> None:
        """A model is trained already."""

    def save(self, folder: Path) -> None:
        """The model has a place of its own."""

    def load(self, folder: Path) -> None:
        """Likewise."""

    def embed(self, texts: Sequence[Text]) -> Vectors:
        """One row of unit length for each text. Raises `IndexUnavailable` where the model fails."""
        import numpy as np  # noqa: PLC0415 - loaded when vectors are needed

        rows: list[Any] = []
        try:
            function = self._made()
            for first in range(0, len(texts), _BATCH):
                rows += list(function([text.words for text in texts[first : first + _BATCH]]))
        except Exception as error:  # the clients have trees of errors of their own
            raise IndexUnavailable(
                f"embedder {self._name}: no vectors ({type(error).__name__}: {error}); "
                "set IMR_EMBEDDER=local to search without a model"
            ) from error
        vectors: Vectors = np.asarray(rows, dtype=np.float32)
        vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
        return vectors

    def close(self) -> None:
        """Let go of the connections to an endpoint."""
        client = getattr(self._function, "client", None)
        if client is not None:
            client.close()
        self._function = None

    def _made(self) -> Any:
        if self._function is None:
            self._function = _endpoint(self._detail) if self._kind == "openai" else self._model()
        return self._function

    def _model(self) -> Any:
        from chromadb.utils.embedding_functions import (  # noqa: PLC0415 - heavy
            onnx_mini_lm_l6_v2 as onnx,
        )

        model = onnx.ONNXMiniLM_L6_V2()
        if self._kind == "minilm":
            folder = Path(self._detail).resolve()
            # with these names the model finds its files where they are, and fetches nothing
            model.DOWNLOAD_PATH = folder.parent
            model.EXTRACTED_FOLDER_NAME = folder.name
        return model


def _endpoint(model: str) -> Any:
    from chromadb.utils.embedding_functions import (  # noqa: PLC0415 - heavy
        openai_embedding_function as openai,
    )

    return openai.OpenAIEmbeddingFunction(
        model_name=model,
        api_base=os.environ.get("OPENAI_BASE_URL"),
        api_key_env_var="OPENAI_API_KEY",
    )
