"""A small corpus on disk for tests: one edition with one section, to be spoilt at one place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

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


@pytest.fixture
def sample(tmp_path: Path) -> Sample:
    """A sample corpus under a folder of its own, not yet written."""
    return Sample(tmp_path)
