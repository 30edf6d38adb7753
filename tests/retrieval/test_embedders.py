"""Embedders that a model computes: an endpoint on loopback, a local model where there is one."""

from __future__ import annotations

import hashlib
import json
import os
import threading
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from assistant.errors import IndexUnavailable, SettingsError
from assistant.guidelines.models import Passage
from assistant.retrieval.embedder import embedder_named
from assistant.retrieval.index import PassageIndex, build

LOCAL_MODEL = os.environ.get("IMR_TEST_MINILM", "")


class Endpoint(ThreadingHTTPServer):
    """Answers POST /v1/embeddings: each word adds to one of 64 places; `asked` keeps the inputs."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.asked: list[str] = []
        self.broken = False

    @property
    def url(self) -> str:
        """Its address, as OPENAI_BASE_URL has it."""
        return f"http://127.0.0.1:{self.server_port}/v1"


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        server = self.server
        assert isinstance(server, Endpoint)
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        inputs = [body["input"]] if isinstance(body["input"], str) else body["input"]
        server.asked += inputs
        rows = [
            {"object": "embedding", "index": at, "embedding": _vector(words)}
            for at, words in enumerate(inputs)
        ]
        usage = {"prompt_tokens": 1, "total_tokens": 1}
        answer: dict[str, Any] = {"object": "list", "data": rows, "model": "m", "usage": usage}
        data = json.dumps({"error": {"message": "no"}} if server.broken else answer).encode()
        self.send_response(400 if server.broken else 200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Nothing."""


def _vector(words: str) -> list[float]:
    vector = [0.01] * 64
    for word in words.lower().split():
        vector[hashlib.sha256(word.strip(".,").encode()).digest()[0] % 64] += 1.0
    return vector


@pytest.fixture
def endpoint(monkeypatch: pytest.MonkeyPatch) -> Iterator[Endpoint]:
    """A scripted endpoint, named by the environment."""
    with Endpoint() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        monkeypatch.setenv("OPENAI_API_KEY", "none")
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        yield server
        server.shutdown()


def test_an_endpoint_embeds_passages_and_queries(
    endpoint: Endpoint, tmp_path: Path, passages: list[Passage]
) -> None:
    """The passages are embedded once, then each query; the nearest by its vectors comes first."""
    embedder = embedder_named("openai:small")
    build(tmp_path / "index", passages, embedder)
    assert len(endpoint.asked) == len(passages)
    index = PassageIndex(tmp_path / "index", embedder)
    near = index.dense("supervised exercise that fades in frequency", date(2014, 1, 1))
    assert index.passage(max(near, key=lambda place: near[place])).id == "test/2009/physical"
    assert endpoint.asked[-1] == "supervised exercise that fades in frequency"
    index.close()


def test_an_endpoint_that_fails_is_named_with_the_way_out(
    endpoint: Endpoint, tmp_path: Path, passages: list[Passage]
) -> None:
    """One line says which embedder and how to search without; nothing half-built is left."""
    endpoint.broken = True
    embedder = embedder_named("openai:small")
    with pytest.raises(IndexUnavailable, match=r"embedder openai:small: no vectors .*local"):
        build(tmp_path / "index", passages, embedder)
    embedder.close()
    assert not list(tmp_path.iterdir())


def test_what_a_model_lacks_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A model's name, a key, a folder with the files: each is asked for by name."""
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    with pytest.raises(SettingsError, match="OPENAI_API_KEY"):
        embedder_named("openai:small")
    with pytest.raises(SettingsError, match="openai:MODEL"):
        embedder_named("openai:")
    (tmp_path / "vocab.txt").touch()
    with pytest.raises(SettingsError, match=r"without config\.json, model\.onnx, special"):
        embedder_named(f"minilm:{tmp_path}")


def test_another_model_or_endpoint_has_an_index_of_its_own(
    endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The fingerprint tells apart what would give other vectors."""
    one = embedder_named("openai:small").fingerprint
    assert embedder_named("openai:large").fingerprint != one
    monkeypatch.setenv("OPENAI_BASE_URL", endpoint.url + "/other")
    assert embedder_named("openai:small").fingerprint != one
    assert embedder_named("chroma").fingerprint != embedder_named("local").fingerprint


@pytest.mark.skipif(
    not LOCAL_MODEL, reason="no local MiniLM: IMR_TEST_MINILM names the folder of its ONNX files"
)
def test_a_local_model_is_read_where_it_is(tmp_path: Path, passages: list[Passage]) -> None:
    """The files of the folder are used; none is fetched."""
    build(tmp_path / "index", passages, embedder_named(f"minilm:{LOCAL_MODEL}"))
    index = PassageIndex(tmp_path / "index", embedder_named(f"minilm:{LOCAL_MODEL}"))
    near = index.dense("nerve conduction tests", date(2014, 1, 1))
    assert index.passage(max(near, key=lambda place: near[place])).id == "test/2009/electro"
    index.close()
