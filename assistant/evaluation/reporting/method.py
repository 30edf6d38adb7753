"""How the figures of a report are measured."""

from __future__ import annotations

from assistant.evaluation.logs import Log
from assistant.evaluation.reporting.html import Html, el


def method(log: Log) -> Html:
    """How the figures of a run are measured, for the end of its report."""
    return el(
        "footer",
        el("h2", "How it is measured"),
        el(
            "p",
            "Shares carry the 95 % Wilson interval; where a case gives several units, their number "
            "is divided by the design effect of the cases, and where all are right the number of "
            "cases takes its place. Means carry a bootstrap over cases. What was not scored is "
            "left out, never counted as wrong or right.",
        ),
        el(
            "p",
            "Sentences of a draft are held against the words that they cite, fetched anew from "
            "record, case file and corpus: numbers, dates, sides and quotations must stand there, "
            "or follow from two numbers of the same sentence that do.",
        ),
        el("p", f"Log: {log.place.name}; prompts {log.head.prompts}."),
        id="method",
    )
