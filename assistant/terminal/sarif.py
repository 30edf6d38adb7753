"""SARIF 2.1.0 (OASIS, 2020): the findings as code scanners and editors read them.

Columns and offsets count Unicode code points, as all of `imr` does.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from assistant import __version__
from assistant.terminal.output import dumps

if TYPE_CHECKING:
    from assistant.checks.documentation import RuleDocumentation
    from assistant.checks.models import Finding, Report
    from assistant.terminal.batch import Result
    from assistant.text import Document

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}


def sarif_results(report: Report, document: Document) -> list[dict[str, Any]]:
    """The `result` objects of one letter; waived findings are suppressed ones."""
    results = [_result(finding, document) for finding in report.findings]
    for waived in report.waived:
        reason = f"{waived.reason} ({waived.who}, {waived.when})"
        suppression = {"kind": "external", "status": "accepted", "justification": reason}
        results.append({**_result(waived.finding, document), "suppressions": [suppression]})
    return results


def write_sarif(results: Iterable[Result]) -> None:
    """Write the log of one run; `results` hold the JSON text of their `result` objects.

    A file that could not be read is a notification of the run, so that it is not taken for clean.
    """
    rules = dumps(_driver(), "jsonl")
    out = sys.stdout
    out.write(f'{{"version": "2.1.0", "$schema": "{_SCHEMA}", "runs": [{{\n')
    out.write(f'"tool": {{"driver": {rules}}},\n"columnKind": "unicodeCodePoints",\n"results": [')
    first = True
    failures = []
    for result in results:
        if result.error is not None:
            failures.append(_notification(result))
            continue
        inner = result.output.strip()[1:-1].strip()
        if inner:
            out.write(("\n" if first else ",\n") + inner)
            first = False
    out.write("\n],\n")
    invocation = {"executionSuccessful": not failures, "toolExecutionNotifications": failures}
    out.write(f'"invocations": [{dumps(invocation, "jsonl")}]\n}}]}}\n')


def _driver() -> dict[str, Any]:
    from assistant.checks import rules  # noqa: PLC0415 - only where findings are written

    return {
        "name": "imr",
        "semanticVersion": __version__,
        "rules": [_rule(rule) for rule in rules()],
    }


def _rule(rule: RuleDocumentation) -> dict[str, Any]:
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.documentation},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {
            "tags": [rule.family, "ordinary-knowledge" if rule.ordinary_knowledge else "judgement"]
        },
    }


def _result(finding: Finding, document: Document) -> dict[str, Any]:
    place = finding.span
    end_line, end_column = document.line_column(place.end)
    message = f"{finding.message} (expected {finding.expected}, found {finding.found})"
    properties: dict[str, Any] = {
        "expected": finding.expected,
        "found": finding.found,
        "citation": finding.citation,
        "ordinaryKnowledge": finding.ordinary_knowledge,
        "related": [related.model_dump() for related in finding.related],
    }
    if finding.issue is not None:
        properties["issue"] = finding.issue
    return {
        "ruleId": finding.code,
        "level": _LEVELS[finding.severity],
        "message": {"text": message},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": _uri(document.source)},
                    "region": {
                        "startLine": place.line,
                        "startColumn": place.column,
                        "endLine": end_line,
                        "endColumn": end_column,
                        "charOffset": place.start,
                        "charLength": place.end - place.start,
                        "snippet": {"text": place.text},
                    },
                }
            }
        ],
        "properties": properties,
    }


def _notification(result: Result) -> dict[str, Any]:
    return {
        "level": "error",
        "message": {"text": result.error},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": _uri(result.source)}}}],
    }


def _uri(source: str) -> str:
    """A relative or file URI; standard input has no name of its own."""
    if source == "-":
        return "stdin"
    path = source.replace("\\", "/")
    if path.startswith("/"):
        return "file://" + quote(path, errors="surrogateescape")
    if path[1:2] == ":":
        return "file:///" + quote(path, safe="/:", errors="surrogateescape")
    return quote(path, errors="surrogateescape")
