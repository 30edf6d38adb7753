"""The vectors on a Chroma server, and builds that are killed."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assistant.errors import IndexUnavailable
from assistant.guidelines.models import Passage
from assistant.retrieval.embedder import LocalEmbedder
from assistant.retrieval.index import PassageIndex, build

CHROMA = shutil.which("chroma", path=str(Path(sys.executable).parent))
DAY = date(2014, 1, 1)
SLOW_BUILD = """
import sys, time
from pathlib import Path
from assistant.guidelines import passages
from assistant.retrieval import index
from assistant.retrieval.embedder import LocalEmbedder
real = index._metadata
def slow(passage):
    time.sleep(0.05)
    return real(passage)
index._metadata = slow
print("building", flush=True)
index.build(Path(sys.argv[1]), passages()[:100], LocalEmbedder())
"""


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    """The URL of a Chroma server of our own."""
    if CHROMA is None:
        pytest.skip("the chroma command is not beside this Python")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [CHROMA, "run", "--host", "127.0.0.1", "--port", str(port), "--path", str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}"
        process.kill()


def test_a_server_holds_the_vectors_and_answers_the_same(
    server: str, tmp_path: Path, passages: list[Passage]
) -> None:
    """The same passages at the same distance, from the folder and from the server."""
    found = []
    for name, url in (("local", None), ("remote", server)):
        build(tmp_path / name, passages, LocalEmbedder(), server=url)
        index = PassageIndex(tmp_path / name, LocalEmbedder(), url)
        found.append(index.dense("manipulation trial", DAY))
        index.close()
    assert found[0]
    assert found[0] == pytest.approx(found[1], abs=1e-4)
    assert not (tmp_path / "remote" / "chroma").exists()


def test_a_server_that_is_not_there_is_named(tmp_path: Path, passages: list[Passage]) -> None:
    """One line with its URL; nothing is left behind."""
    with pytest.raises(IndexUnavailable, match=r"http://127\.0\.0\.1:9: no Chroma server answers"):
        build(tmp_path / "index", passages, LocalEmbedder(), server="http://127.0.0.1:9")
    assert not (tmp_path / "index").exists()


def test_a_build_that_is_killed_harms_nobody(tmp_path: Path, passages: list[Passage]) -> None:
    """Readers of the generation before keep it, and the next build starts anew and completes."""
    build(tmp_path / "before", passages, LocalEmbedder())
    reader = PassageIndex(tmp_path / "before", LocalEmbedder())
    target = tmp_path / "next"
    with subprocess.Popen(
        [sys.executable, "-c", SLOW_BUILD, str(target)], stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        while not list(tmp_path.glob("building-*/chroma")):
            assert process.poll() is None
            time.sleep(0.02)
        assert reader.dense("manipulation", DAY)
        process.kill()
    assert not target.exists()
    build(target, passages, LocalEmbedder())
    index = PassageIndex(target, LocalEmbedder())
    assert len(index) == len(passages)
    assert reader.dense("manipulation", DAY) == pytest.approx(index.dense("manipulation", DAY))
    index.close()
    reader.close()
