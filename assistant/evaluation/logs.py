"""Runs on disk: a folder with `log.jsonl`, one line a sample, written as each comes.

A process that is killed leaves whole lines and at most one torn one, which is cut off when the run
goes on. A baseline is a log without products: only its marks, to be kept in the repository.
"""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import ValidationError

from assistant.errors import InvalidField, UnreadableFile
from assistant.evaluation.samples import End, Head, Sample, Skipped
from assistant.settings import settings

LOG = "log.jsonl"
Line = Head | Sample | Skipped | End
_FORMS: dict[str, type[Line]] = {"run": Head, "sample": Sample, "skipped": Skipped, "end": End}


class Log(NamedTuple):
    """A run that was read. `end` is None where it was killed before its end."""

    place: Path
    head: Head
    samples: tuple[Sample, ...]
    skipped: tuple[Skipped, ...]
    end: End | None


def runs_folder() -> Path:
    """Where runs are kept unless a folder is named: `evaluations/` of the data folder."""
    return settings().data_dir / "evaluations"


def kept_runs(folder: Path | None = None) -> list[Path]:
    """The folders of kept runs, oldest first; their names begin with the time."""
    place = runs_folder() if folder is None else folder
    if not place.is_dir():
        return []
    return sorted(one.parent for one in place.glob(f"*/{LOG}"))


def find_run(name: str) -> Path:
    """The log that `name` stands for: a path, the name of a kept run, or "latest".

    Raises `InvalidField` where there is none.
    """
    direct = Path(name)
    for path in (direct, direct / LOG, runs_folder() / name / LOG):
        if path.is_file():
            return path
    kept = kept_runs()
    if name == "latest" and kept:
        return kept[-1] / LOG
    known = ", ".join(one.name for one in kept[-5:]) or "no kept run yet: imr eval run"
    raise InvalidField("command line", "RUN", f"a log file, latest, or one of {known}", name)


def read_log(path: Path) -> Log:
    """The run in `path`, a log file, packed (.gz) or not.

    Raises `UnreadableFile` for a file that is none, `InvalidField` for a line that is wrong.
    """
    head: Head | None = None
    samples: dict[tuple[str, str, int], Sample] = {}
    skipped: list[Skipped] = []
    end: End | None = None
    for line in _lines(path):
        if isinstance(line, Head):
            head = line
        elif isinstance(line, Sample):
            # a case that failed and was done again when the run went on counts once
            samples[line.suite, line.case, line.repeat] = line
        elif isinstance(line, Skipped):
            skipped.append(line)
        else:
            end = line
    if head is None:
        raise UnreadableFile(str(path), "no log of a run: its first line is no head")
    return Log(path, head, tuple(samples.values()), tuple(skipped), end)


def _lines(path: Path) -> Iterator[Line]:
    try:
        data = path.read_bytes()
        if path.suffix == ".gz":
            data = gzip.decompress(data)
        lines = data.decode("utf-8").split("\n")
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise UnreadableFile(str(path), f"cannot be read: {error}") from None
    # what follows the last line feed was torn off by a kill
    for number, text in enumerate(lines[:-1], start=1):
        if text.strip():
            yield _line(path, number, text)


def _line(path: Path, number: int, text: str) -> Line:
    try:
        data: dict[str, Any] = json.loads(text)
        return _FORMS[data["kind"]].model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(map(str, first["loc"])) or "line"
        raise InvalidField(f"{path}:{number}", field, first["msg"], first["input"]) from None
    except (ValueError, KeyError, TypeError):
        allowed = "a JSON object with kind " + ", ".join(_FORMS)
        raise InvalidField(f"{path}:{number}", "line", allowed, text[:60]) from None


class LogWriter:
    """Adds lines to a log; each is on the disk before the next sample is begun."""

    def __init__(self, path: Path) -> None:
        """Open `path`, cutting off a torn last line. Raises `UnreadableFile`."""
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._file = path.open("ab+")
        except OSError as error:
            raise UnreadableFile(str(path), f"cannot be written: {error.strerror}") from None
        self._file.seek(0)
        whole = self._file.read().rfind(b"\n") + 1
        self._file.truncate(whole)
        self._file.seek(0, os.SEEK_END)

    def add(self, line: Line) -> None:
        """Write one line."""
        self._file.write(line.model_dump_json().encode("utf-8") + b"\n")
        self._file.flush()

    def close(self) -> None:
        """Close the file."""
        self._file.close()


def slim(log: Log) -> str:
    """The log as a baseline: heads and marks alone, in the order of suite and case."""
    bare: dict[str, Any] = {
        "output": None,
        "target": {},
        "judged": None,
        "key": "",
        "cached": False,
        "source": "",
    }
    kept = sorted(log.samples, key=lambda one: (one.suite, one.case, one.repeat))
    lines = [log.head.model_dump(mode="json", exclude={"settings"})]
    for one in kept:
        # times differ from machine to machine; what was missed is found in the run itself
        spent = one.spent.model_copy(update={"seconds": 0.0})
        marks = tuple(mark.model_copy(update={"misses": ()}) for mark in one.marks)
        line = one.model_copy(update={**bare, "spent": spent, "marks": marks})
        lines.append({"kind": "sample", **line.model_dump(mode="json", exclude_defaults=True)})
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
