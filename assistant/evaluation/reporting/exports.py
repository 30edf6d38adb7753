"""The marks of a run for other programs: JUnit XML for build servers, CSV for spreadsheets."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from assistant.evaluation.logs import Log
from assistant.evaluation.metrics import METRICS
from assistant.evaluation.samples import Mark, Sample

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
COLUMNS = (
    *("suite", "case", "repeat", "model", "metric", "class", "right", "of", "value", "error"),
    "misses",
)


def junit(log: Log) -> str:
    """A test suite for each suite, a test for each case; it fails where a gating mark is not full.

    A case without a result is an error, a suite that was not run one skipped test.
    """
    names = dict.fromkeys(one.suite for one in log.samples)
    suites = [_suite(name, [one for one in log.samples if one.suite == name]) for name in names]
    for one in log.skipped:
        head = f"<testcase classname={_attribute(one.suite)} name={_attribute('not run')}>"
        skip = f"{head}<skipped message={_attribute(one.reason)}/></testcase>"
        suites.append(f'<testsuite name={_attribute(one.suite)} tests="1" skipped="1">{skip}')
        suites[-1] += "</testsuite>"
    body = "\n".join(suites)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n{body}\n</testsuites>\n'


def _suite(name: str, samples: list[Sample]) -> str:
    tests = [_test(one) for one in samples]
    failed = sum("<failure" in one for one in tests)
    errors = sum(one.error is not None for one in samples)
    seconds = sum(one.spent.seconds for one in samples)
    head = f'<testsuite name={_attribute(name)} tests="{len(tests)}" failures="{failed}" '
    return f'{head}errors="{errors}" time="{seconds:.3f}">\n' + "\n".join(tests) + "\n</testsuite>"


def _test(one: Sample) -> str:
    name = one.case if one.repeat == 1 else f"{one.case}, repeat {one.repeat}"
    head = f"<testcase classname={_attribute(f'imr.eval.{one.suite}')} name={_attribute(name)} "
    head += f'time="{one.spent.seconds:.3f}"'
    if one.error is not None:
        return f"{head}><error message={_attribute(one.error)}/></testcase>"
    short = [mark for mark in one.marks if _short(one.suite, mark)]
    if not short:
        return f"{head}/>"
    told = ", ".join(f"{mark.metric}{f' ({mark.group})' if mark.group else ''}" for mark in short)
    lines = "\n".join(miss for mark in short for miss in mark.misses)
    failure = f"<failure message={_attribute(told)}>{escape(_clean(lines))}</failure>"
    return f"{head}>{failure}</testcase>"


def _short(suite: str, mark: Mark) -> bool:
    metric = METRICS[suite, mark.metric]
    if not metric.gate or mark.value is None:
        return False
    return mark.value > 0 if metric.better == "less" else mark.value < 1


def table(log: Log) -> str:
    """A line for each mark, with a header; a case without a result has one line with its error."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for one in log.samples:
        for line in _lines(one, log.head.model):
            writer.writerow([_cell(cell) for cell in line])
    return out.getvalue()


def _lines(one: Sample, model: str) -> Iterator[tuple[object, ...]]:
    first = (one.suite, one.case, one.repeat, model)
    if one.error is not None:
        yield (*first, "", "", "", "", "", one.error, "")
    for mark in one.marks:
        share = mark.amount is None
        counts = (mark.right, mark.of) if share else ("", "")
        value = "" if mark.value is None else f"{mark.value:.6g}"
        yield (*first, mark.metric, mark.group, *counts, value, "", " | ".join(mark.misses))


def _cell(value: object) -> object:
    """A cell that a spreadsheet takes for text where it would run it as a formula."""
    risky = isinstance(value, str) and value.startswith(_FORMULA)
    return f"'{value}" if risky else value


def _attribute(words: str) -> str:
    return quoteattr(" ".join(_clean(words).split()) or "-")


def _clean(words: str) -> str:
    return _NOT_XML.sub("\ufffd", words)
