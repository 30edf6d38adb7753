"""Many files, one after another or over several processes, in the order given.

A file that cannot be read, or that upsets a reader in a way nobody foresaw, becomes a result with
an error; the others are still done.
"""

from __future__ import annotations

import sys
import traceback
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from assistant.errors import ImrError, UnreadableFile
from assistant.terminal.output import Format, JsonStream, debugging, dumps, problem, write
from assistant.terminal.progress import Progress
from assistant.text.reading import STANDARD_INPUT, find_documents, is_folder

if TYPE_CHECKING:
    from concurrent.futures import Future

_CHUNK = 8  # files handed to a process at a time
_AHEAD = 4  # chunks a process may have waiting, so that memory stays flat


class Result(NamedTuple):
    """What came of one file: `output` to print, or `error`; `counts` are added up by the caller."""

    source: str
    output: str = ""
    error: str | None = None
    message: str = ""
    notes: tuple[str, ...] = ()
    counts: tuple[int, ...] = ()


Work = Callable[[str], Result]


def attempt(work: Work, source: str) -> Result:
    """Do `work` on `source`; every failure is a result with one line."""
    try:
        return work(source)
    except UnreadableFile as error:
        return Result(source, error=error.reason, message=str(error))
    except ImrError as error:
        text = str(error)
        return Result(source, error=text.removeprefix(f"{source}: "), message=text)
    except Exception as error:  # one odd letter must not end a batch
        if debugging():
            traceback.print_exc(file=sys.stderr)
        reason = f"internal error: {type(error).__name__}: {error} (IMR_DEBUG=1 shows where)"
        return Result(source, error=reason, message=f"{source}: {reason}")


def results(sources: Sequence[str], work: Work, jobs: int) -> Iterator[Result]:
    """The result of each source, in order; `work` must be picklable where `jobs` is above 1."""
    if jobs < 2 or len(sources) < 2 or STANDARD_INPUT in sources:
        for source in sources:
            yield attempt(work, source)
        return
    # loaded here: a single letter needs no processes
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - loaded when used
    from concurrent.futures.process import BrokenProcessPool  # noqa: PLC0415 - loaded when used

    chunks = (sources[at : at + _CHUNK] for at in range(0, len(sources), _CHUNK))
    with ProcessPoolExecutor(jobs) as pool:

        def submit(chunk: Sequence[str]) -> Future[list[Result]]:
            return pool.submit(_attempt_all, work, chunk)

        waiting = deque(map(submit, islice(chunks, jobs * _AHEAD)))
        try:
            while waiting:
                yield from waiting.popleft().result()
                waiting.extend(map(submit, islice(chunks, 1)))
        except BrokenProcessPool:
            raise ImrError("a worker process died; try again with --jobs 1") from None
        finally:
            for future in waiting:
                future.cancel()


def _attempt_all(work: Work, sources: Sequence[str]) -> list[Result]:
    return [attempt(work, source) for source in sources]


@dataclass
class Batch:
    """The paths of a command line as files, and what came of them in sum.

    `many` is whether JSON is an array: several paths, or a folder.
    """

    sources: list[str]
    many: bool
    failed: int = 0
    counts: tuple[int, ...] = ()

    @classmethod
    def of(cls, paths: Sequence[str]) -> Batch:
        """The files that `paths` stand for."""
        many = len(paths) != 1 or (paths[0] != STANDARD_INPUT and is_folder(paths[0]))
        return cls(sources=list(find_documents(paths)), many=many)

    def run(self, work: Work, jobs: int) -> Iterator[Result]:
        """Each result in order; errors and notes are told on standard error, counts added up."""
        progress = Progress(len(self.sources))
        try:
            for result in results(self.sources, work, jobs):
                progress.advance()
                for note in result.notes:
                    problem(f"{result.source}: note: {note}")
                if result.error is not None:
                    self.failed += 1
                    problem(result.message)
                elif result.counts:
                    before = self.counts or (0,) * len(result.counts)
                    self.counts = tuple(map(sum, zip(before, result.counts, strict=True)))
                yield result
        finally:
            progress.close()

    def write(self, work: Work, output: Format, jobs: int) -> None:
        """Run and write every result: text with blank lines between, JSON, or JSON lines.

        A file that could not be read has an object with "source" and "error" in a batch and among
        JSON lines.
        """
        if output is Format.TEXT:
            first = True
            for result in self.run(work, jobs):
                if result.output:
                    write(result.output if first else f"\n{result.output}")
                    first = False
            return
        stream = JsonStream(output, array=self.many)
        for result in self.run(work, jobs):
            if result.error is None:
                stream.add(result.output)
            elif self.many or output is Format.JSONL:
                stream.add(dumps({"source": result.source, "error": result.error}, output))
        stream.close()
