"""Hostile files end a process of their own, never the server; pages are drawn within bounds."""

from __future__ import annotations

import struct
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from assistant.errors import UnreadableFile
from assistant.text import read_document
from assistant.text.page_image import MOST_PIXELS, page_png
from assistant.text.vetting import unfit
from tests.text import hostile


def written(folder: Path, name: str, data: bytes) -> Path:
    """A file of that content."""
    place = folder / name
    place.write_bytes(data)
    return place


def size_of(png: bytes) -> tuple[int, int]:
    """Width and height that a PNG declares."""
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def test_a_file_that_takes_hours_is_named_and_the_others_go_on(tmp_path: Path) -> None:
    """The one before it and the one behind it are fit; so is what is merely damaged."""
    good = hostile.one_page_many_times(2)
    files = [
        written(tmp_path, "a.pdf", good),
        written(tmp_path, "b.txt", hostile.drawn_for_hours()),  # told by its content
        written(tmp_path, "c.pdf", b"%PDF-1.7\ndamaged"),
        written(tmp_path, "d.txt", b"plain text"),
        written(tmp_path, "e.docx", b"PK\x03\x04 no archive"),
        written(tmp_path, "f.pdf", good),
    ]
    assert unfit(files, seconds=5) == {files[1]}
    assert unfit([]) == set()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (hostile.one_page_many_times(30_000), "more than 20,000 pages"),
        (hostile.deep_tree(3_000), "a damaged PDF"),
        (hostile.wide_page(), "no text layer"),
        (hostile.wide_image(), "no text layer"),
    ],
    ids=["pages", "nesting", "a wide page", "a wide picture"],
)
def test_what_is_more_than_its_size_is_told_in_one_line(
    tmp_path: Path, data: bytes, reason: str
) -> None:
    """Many pages, deep trees, wide pages and pictures are read no further than they bear."""
    with pytest.raises(UnreadableFile, match=reason):
        read_document(written(tmp_path, "a.pdf", data))


@pytest.mark.parametrize("data", [hostile.wide_page(), hostile.wide_image()])
def test_a_page_is_drawn_within_bounds(tmp_path: Path, data: bytes) -> None:
    """However large it says it is."""
    width, height = size_of(page_png(written(tmp_path, "a.pdf", data), 1, scale=20))
    assert 0 < width * height <= MOST_PIXELS * 1.01


def test_pages_are_drawn_by_one_thread_at_a_time(tmp_path: Path) -> None:
    """PDFium bears no two at once; readers that ask together all get their page."""
    file = written(tmp_path, "a.pdf", hostile.one_page_many_times(8))
    with ThreadPoolExecutor(8) as pool:
        drawn = list(pool.map(lambda page: page_png(file, page), range(1, 9)))
    assert len(set(drawn)) == 1
