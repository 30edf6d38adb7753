"""JUnit XML: the findings as build servers read them, a suite a letter and a case a finding.

Valid under the two schemas in use, that of Ant's report task and that of Jenkins. The stricter one
asks for a time, a host and a duration; a report is the same for the same letter, so these are
fixed. Findings of severity error and warning fail, info passes, waived ones are skipped; the class
of a case begins with its group, ordinary knowledge or judgement.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

if TYPE_CHECKING:
    from assistant.checks.models import Finding, Report, Waived
    from assistant.terminal.batch import Result

_FIXED = 'timestamp="1970-01-01T00:00:00" hostname="localhost" time="0"'
_START = "<testsuite"
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot hold."""


def junit_suite(report: Report) -> str:
    """The `testsuite` element of one letter."""
    cases = [_case(finding, _failure(finding)) for finding in report.findings]
    cases += [_case(one.finding, _skipped(one)) for one in report.waived]
    failures = report.counts.error + report.counts.warning
    if not cases:
        cases = [_element("imr", "no findings", "")]
    return _suite(report.source, cases, failures=failures, skipped=len(report.waived))


def write_junit(results: Iterable[Result]) -> None:
    """Write the document of one run; a file that could not be read is a suite with an error."""
    out = sys.stdout
    out.write('<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n')
    for number, result in enumerate(results):
        suite = result.output
        if result.error is not None:
            error = f'<error type="unreadable" message={_attribute(result.error)}/>'
            suite = _suite(result.source, [_element("imr", "read", error)], errors=1)
        package = f'{_START} package="imr" id="{number}"'
        out.write(package + suite.removeprefix(_START) + "\n")
    out.write("</testsuites>\n")


def _suite(
    source: str, cases: list[str], *, failures: int = 0, errors: int = 0, skipped: int = 0
) -> str:
    inner = "\n".join(cases)
    return (
        f'{_START} name={_attribute(source)} tests="{len(cases)}" failures="{failures}" '
        f'errors="{errors}" skipped="{skipped}" {_FIXED}>\n<properties/>\n{inner}\n'
        "<system-out/><system-err/>\n</testsuite>"
    )


def _case(finding: Finding, inner: str) -> str:
    group = "ordinary_knowledge" if finding.ordinary_knowledge else "judgement"
    place = f"{finding.span.line}:{finding.span.column}"
    return _element(f"imr.{group}.{finding.code}", f"{finding.name} at {place}", inner)


def _element(group: str, name: str, inner: str) -> str:
    head = f'<testcase classname={_attribute(group)} name={_attribute(name)} time="0"'
    return f"{head}>{inner}</testcase>" if inner else f"{head}/>"


def _failure(finding: Finding) -> str:
    if finding.severity == "info":
        return ""
    words = (
        f"{finding.span.line}:{finding.span.column}: {finding.span.text}\n"
        f"expected {finding.expected}, found {finding.found}\n{finding.citation}\n{finding.help}"
    )
    head = f'<failure type="{finding.severity}" message={_attribute(finding.message)}>'
    return f"{head}{escape(_clean(words))}</failure>"


def _skipped(waived: Waived) -> str:
    words = f"waived by {waived.who} on {waived.when}: {waived.reason}"
    return f"<skipped message={_attribute(words)}/>"


def _attribute(words: str) -> str:
    return quoteattr(" ".join(_clean(words).split()) or "-")


def _clean(words: str) -> str:
    return _NOT_XML.sub("\ufffd", words)
