"""Speed: letters parsed and checked per second, drafts, search, start-up and peak memory.

The letters are those of a folder, or else of the checks' own cases, which are shorter than real
ones. Reading the files is not counted, only the work on their text.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from multiprocessing import get_context
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter

from assistant.checks import check, rules
from assistant.errors import UnreadableFile
from assistant.evaluation.costs import cost_of_checks
from assistant.letters import read_letter
from assistant.text import (
    Document,
    Value,
    find_documents,
    from_text,
    read_document,
    words_of,
)

_QUERIES = (
    "physical therapy for the low back",
    "chiropractic care beyond a trial",
    "acupuncture treatments to functional improvement",
    "MRI of the lumbar spine",
    "EMG/NCV of the upper extremities",
    "Norco 10/325mg #60",
    "TENS unit",
    "shoulder arthroscopy postoperative therapy",
)
_LEAST_SECONDS = 2.0
_STARTS = 7


class Bench(Value):
    """What was measured. Times in seconds, rates per second, memory in megabytes (10**6 bytes).

    None where a figure was not measured: no case to draft, or no way to ask for the memory. What a
    letter costs in reading, in its claims and in each check is the time of the processor in
    microseconds a letter, the dearest check first.
    """

    letters: int
    characters_per_letter: float
    parsed_per_second: float
    checked_per_second: float
    checked_per_second_2_processes: float
    drafts_per_second: float | None
    index_build_seconds: float
    search_median_ms: float
    search_p95_ms: float
    check_start_seconds: float
    reading_microseconds: float
    claims_microseconds: float
    check_microseconds: dict[str, float]
    peak_memory_mb: float | None


def run_bench(
    letters: Path | None = None,
    case: Path | None = None,
    progress: Callable[[str], None] = lambda _: None,
) -> Bench:
    """Measure on the letters of folder `letters`, or on the checks' own cases.

    `case` is a case folder to draft; `progress` is told what is being measured. Raises
    `UnreadableFile` for a folder without letters.
    """
    documents = documents_of(letters)
    progress("reading letters")
    parsed = _rate(documents, _parse)
    progress("checking letters")
    checked = _rate(documents, _check)
    progress("checking in 2 processes")
    checked_by_two = _rate_of_two(documents)
    progress("checking by each check")
    costs = cost_of_checks(documents)
    progress("drafting")
    drafts = _drafts(case) if case else None
    progress("building the index and searching")
    build, latencies = _search()
    progress("starting imr check")
    start = _start(documents[0])
    return Bench(
        letters=len(documents),
        characters_per_letter=sum(len(one.text) for one in documents) / len(documents),
        parsed_per_second=parsed,
        checked_per_second=checked,
        checked_per_second_2_processes=checked_by_two,
        drafts_per_second=drafts,
        index_build_seconds=build,
        search_median_ms=median(latencies) * 1000,
        search_p95_ms=quantiles(latencies, n=20)[-1] * 1000,
        check_start_seconds=start,
        reading_microseconds=costs.reading,
        claims_microseconds=costs.claims,
        check_microseconds=costs.checks,
        peak_memory_mb=_peak_memory(),
    )


def documents_of(folder: Path | None) -> list[Document]:
    """The letters of a folder, or of the checks' own cases. Raises `UnreadableFile` for none."""
    if folder is None:
        cases = [letter for rule in rules() for letter in (*rule.failing, *rule.passing)]
        return [from_text(letter, f"case-{at}") for at, letter in enumerate(cases)]
    documents = [read_document(path) for path in find_documents([folder])]
    if not documents:
        raise UnreadableFile(str(folder), "no letters in this folder")
    return documents


def _parse(document: Document) -> None:
    read_letter(document)


def _check(document: Document) -> None:
    check(read_letter(document))


def _rate(documents: Sequence[Document], work: Callable[[Document], None]) -> float:
    """Documents per second, over at least `_LEAST_SECONDS` behind a first round.

    Expressions and tables are warm; the words of the letters are not kept from round to round, as
    those of other letters would not be.
    """
    for document in documents:
        work(document)
    done, started = 0, perf_counter()
    while (spent := perf_counter() - started) < _LEAST_SECONDS:
        words_of.cache_clear()
        for document in documents:
            work(document)
        done += len(documents)
    return done / spent


def _rate_of_two(documents: Sequence[Document]) -> float:
    """Documents checked per second by two processes together, their start not counted."""
    context = get_context("spawn")
    with context.Pool(2) as pool:
        return sum(pool.map(_checked_alone, [list(documents)] * 2, chunksize=1))


def _checked_alone(documents: list[Document]) -> float:
    return _rate(documents, _check)


def _drafts(case: Path) -> float:
    from assistant.drafting import draft  # noqa: PLC0415 - loaded when measured

    with tempfile.TemporaryDirectory() as folder:
        draft(case, out=folder)
        done, started = 0, perf_counter()
        while (spent := perf_counter() - started) < _LEAST_SECONDS:
            draft(case, out=folder)
            done += 1
    return done / spent


def _search() -> tuple[float, list[float]]:
    """Seconds to build an index of the shipped passages, and the seconds of each warm query."""
    from assistant.guidelines import passages  # noqa: PLC0415 - loaded when measured
    from assistant.retrieval import search  # noqa: PLC0415 - loads the vector store
    from assistant.retrieval.embedder import LocalEmbedder  # noqa: PLC0415 - as above
    from assistant.retrieval.index import build  # noqa: PLC0415 - as above

    shipped = passages()
    with tempfile.TemporaryDirectory() as folder:
        started = perf_counter()
        build(Path(folder, "index"), shipped, LocalEmbedder())
        built = perf_counter() - started
    search(_QUERIES[0])
    latencies = []
    for query in _QUERIES * 5:
        started = perf_counter()
        search(query, k=10)
        latencies.append(perf_counter() - started)
    return built, latencies


def _start(document: Document) -> float:
    """Median seconds of `imr check` on one letter as a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        letter = Path(folder, "letter.txt")
        letter.write_text(document.text, "utf-8", newline="")
        command = [sys.executable, "-c", "from assistant.cli import run; run()"]
        times = []
        for _ in range(_STARTS):
            started = perf_counter()
            subprocess.run(  # noqa: S603 - this program itself
                [*command, "check", str(letter), "--format", "json", "--fail-on", "never"],
                check=True,
                capture_output=True,
            )
            times.append(perf_counter() - started)
    return median(times)


def _peak_memory() -> float | None:
    """The most memory this process has held; None on systems that do not tell (Windows)."""
    try:
        import resource  # noqa: PLC0415 - not on every platform
    except ImportError:
        return None
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    # kilobytes on Linux, bytes on macOS
    return peak / 1e6 if sys.platform == "darwin" else peak * 1024 / 1e6
