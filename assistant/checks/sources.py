"""Which checks these are: one hash over the code and the terms that a check's verdict follows from.

The guidelines that a check looks up are hashed apart, as the corpus.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

ROOMS = (
    "text",
    "terms",
    "quantities",
    "guidelines",
    "letters",
    "case_file",
    "facts",
    "claims",
    "checks",
)
"""The rooms that a check may read; the rest of the program cannot change a verdict."""

_PACKAGE = Path(__file__).parents[1]


@lru_cache(maxsize=1)
def rules_sha256() -> str:
    """The hash of the checks as they were when this process first asked."""
    return sources_sha256(_PACKAGE)


def sources_sha256(package: Path) -> str:
    """A hash over the names and bytes of the sources of `ROOMS` below `package`, by name."""
    digest = hashlib.sha256()
    for room in ROOMS:
        for path in sorted((package / room).rglob("*")):
            if path.suffix in {".py", ".toml"}:
                content = path.read_bytes()
                digest.update(f"{path.relative_to(package).as_posix()} {len(content)}\0".encode())
                digest.update(content)
    return digest.hexdigest()
