"""The sample case, for a first look: an empty queue offers it."""

from __future__ import annotations

import shutil
from pathlib import Path

from assistant.review import Review, Store, open_case
from assistant.settings import sample_folder


def open_sample(store: Store, cases: Path, who: str) -> Review:
    """Open a copy of the sample case below `cases`; the one that is there already stays."""
    source = sample_folder()
    place = cases / "sample"
    if not place.exists():
        cases.mkdir(parents=True, exist_ok=True)
        shutil.copytree(source, place)
    return open_case(store, place, who)
