"""What can stop the work, divided by who must act.

    ImrError                      cannot continue; one line says why
    ├── InputError                the user's file, field or argument is wrong
    │   ├── UnreadableFile        the file cannot be read at all
    │   └── InvalidField          the file is read, a field in it is wrong
    ├── SettingsError             imr.toml or an IMR_* variable is wrong
    ├── CorpusError               a guideline file of the corpus is wrong
    ├── IndexUnavailable          the passage index cannot be opened or built
    └── ModelError                the configured model did not answer usefully

Flaws found in a letter are values (`assistant.checks.Finding`), never exceptions.
"""

from __future__ import annotations

_MOST_SHOWN = 200


class ImrError(Exception):
    """Base of every error that `imr` reports in one line with exit status 2."""


class InputError(ImrError):
    """The user's input cannot be used as it is."""


class UnreadableFile(InputError):
    """A file that cannot be read: missing, empty, binary, encrypted, without text, too large."""

    def __init__(self, source: str, reason: str) -> None:
        self.source = source
        self.reason = reason
        super().__init__(f"{source}: {reason}")


class InvalidField(InputError):
    """A field that holds what it may not hold.

    `source` names the file or argument, `field` the place in it, `allowed` what would have been
    accepted, `found` what was there.
    """

    def __init__(self, source: str, field: str, allowed: str, found: object) -> None:
        self.source = source
        self.field = field
        self.allowed = allowed
        self.found = found
        super().__init__(f"{source}: {field}: expected {allowed}, found {_shown(found)}")


class SettingsError(InvalidField):
    """A setting of `imr.toml` or an `IMR_*` variable that is not allowed."""


class CorpusError(InvalidField):
    """A file of `guideline_corpus/` that breaks the form of the corpus."""


class IndexUnavailable(ImrError):
    """The passage index cannot be opened or built; says what to do."""


class ModelError(ImrError):
    """The configured model failed: no answer, refusal, malformed or truncated output."""


def _shown(found: object) -> str:
    """What was found, as one line can hold it."""
    text = repr(found)
    if len(text) <= _MOST_SHOWN:
        return text
    return f"{text[:_MOST_SHOWN]}… ({len(text):,} characters)"
