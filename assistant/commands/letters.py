"""Opening the letters of a command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.errors import UnreadableFile

if TYPE_CHECKING:
    from assistant.letters.models import Letter


def open_letter(source: str) -> Letter:
    """The letter at `source`.

    Raises:
        UnreadableFile: the file cannot be read, or holds no disputed item: a text of another kind
            would else pass every check, and so would a letter cut off before its decisions.
    """
    from assistant.letters import read_letter  # noqa: PLC0415 - so that --help loads nothing
    from assistant.text import read_document  # noqa: PLC0415 - loaded when used

    letter = read_letter(read_document(source))
    if not letter.issues:
        if letter.layout == "excerpt":
            raise UnreadableFile(source, "no disputed item found; is this a determination letter?")
        raise UnreadableFile(source, "cut off: a letter without any disputed item")
    return letter
