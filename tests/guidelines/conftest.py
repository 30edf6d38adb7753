"""A small corpus on disk for tests: one edition with one section, to be spoilt at one place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import pytest

from assistant.settings import settings

if TYPE_CHECKING:
    from pathlib import Path

EDITION = """\
system = "MTUS"
chapter = "Sample Complaints"
year = 2010
cite_as = "MTUS Sample Complaints 2010"
text = "a sample of our own"
regulation = "8 CCR §9792.99"
start = 2010-01-01
end = 2012-12-31
window_verification = "official"
"""

SECTION = """\
title = "Initial Care"
pages = [10, 12]
services = ["chiropractic"]

[[passages]]
slug = "trial"
requirements = ["a baseline"]
verification = "recalled"
source = "made for the tests"

[[limits]]
id = "trial-visits"
metric = "visits"
phase = "trial"
operator = "<="
value = 6
unit = "visits"
over = "2 weeks"
verification = "recalled"
"""

PASSAGE = """\
## Trial {#trial}

A trial of at most 6 visits over 2 weeks.
"""

CHANGES = """\
# Changes: Sample Complaints

## 2012

- a later edition, where a test writes one

## 2010

- the first edition
"""


@dataclass(frozen=True)
class Sample:
    """The texts of the sample corpus, and where `write` puts them."""

    folder: Path
    edition: str = EDITION
    section: str = SECTION
    passage: str = PASSAGE

    def write(
        self, *, edition: str = EDITION, section: str = SECTION, passage: str = PASSAGE
    ) -> Path:
        """Write the corpus, spoilt as given, and return the folder of its one edition."""
        home = self.folder / "sample" / "2010"
        home.mkdir(parents=True)
        (home.parent / "CHANGELOG.md").write_text(CHANGES, encoding="utf-8")
        (home / "edition.toml").write_text(edition, encoding="utf-8")
        (home / "initial-care.toml").write_text(section, encoding="utf-8")
        (home / "initial-care.md").write_text(passage, encoding="utf-8")
        return home


def pdf_of(*pages: str) -> bytes:
    """A PDF with one page for each text, a line of the page for each line of the text."""
    kids = " ".join(f"{10 + 2 * index} 0 R" for index in range(len(pages)))
    objects = [
        "1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj",
        f"2 0 obj <</Type/Pages/Count {len(pages)}/Kids[{kids}]>> endobj",
        "3 0 obj <</Type/Font/Subtype/Type1/BaseFont/Helvetica>> endobj",
    ]
    for index, text in enumerate(pages):
        at = 10 + 2 * index
        stream = ""
        for line, words in enumerate(text.split("\n")):
            escaped = words.replace("(", "\\(").replace(")", "\\)")
            stream += f"BT /F1 9 Tf 50 {760 - 14 * line} Td ({escaped}) Tj ET\n"
        objects.append(
            f"{at} 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents {at + 1} 0 R"
            "/Resources<</Font<</F1 3 0 R>>>>>> endobj\n"
            f"{at + 1} 0 obj <</Length {len(stream)}>> stream\n{stream}endstream endobj"
        )
    body = "\n".join(objects)
    return f"%PDF-1.4\n{body}\ntrailer <</Root 1 0 R/Size 99>>\n%%EOF\n".encode("latin-1")


class PdfMaker(Protocol):
    """Writes a PDF file of the pages given, and returns its path."""

    def __call__(self, *pages: str, name: str = ...) -> Path:
        """One text a page."""


@pytest.fixture
def pdf(tmp_path: Path) -> PdfMaker:
    """A maker of PDF files of our own under the test's folder."""

    def write(*pages: str, name: str = "official.pdf") -> Path:
        """Write the pages as `name`."""
        file = tmp_path / name
        file.write_bytes(pdf_of(*pages))
        return file

    return write


@pytest.fixture
def data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of the test's own, so that its texts and records stay its own."""
    folder = tmp_path / "data"
    monkeypatch.setenv("IMR_DATA_DIR", str(folder))
    settings.cache_clear()
    return folder


@pytest.fixture
def sample(tmp_path: Path) -> Sample:
    """A sample corpus under a folder of its own, not yet written."""
    return Sample(tmp_path)
