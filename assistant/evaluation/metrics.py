"""Every metric in one table: what it counts, whether more is better, and whether it gates.

A metric that is not in this table cannot be given as a mark; a test holds the suites to it.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from assistant.evaluation.samples import Kind


class Metric(NamedTuple):
    """A metric. `gate` is whether a fall of it beyond the margin is a regression.

    better  "more" or "less"; "" for figures that are neither good nor bad
    goal    the least share to reach (or the most, where less is better); None where none is set
    """

    name: str
    means: str
    kind: Kind = "share"
    better: Literal["more", "less", ""] = "more"
    gate: bool = True
    goal: float | None = None


_TABLE: dict[str, tuple[Metric, ...]] = {
    "letters": (
        Metric("parsed", "letters with a case number, all items, each with outcome and rationale"),
        Metric("fields", "fields read as the account of the letter has them"),
        Metric("letter exact", "letters in which every field is as the account has it"),
    ),
    "facts": (
        Metric("facts found", "facts of the key found with their value"),
        Metric("fact spans", "facts found whose place overlaps that of the key"),
        Metric("not invented", "facts that the record does not document and that were not read"),
    ),
    "retrieval": (
        Metric("recall@1", "items whose cited section comes first"),
        Metric("recall@3", "items whose cited section is among the first 3"),
        Metric("recall@5", "items whose cited section is among the first 5", goal=0.9),
        Metric("recall@10", "items whose cited section is among the first 10"),
        Metric("reciprocal rank", "mean of 1/rank of the cited section", kind="mean", gate=False),
    ),
    "limits": (
        Metric("governing limit", "items whose governing limit is that of the key", goal=0.97),
        Metric("edition", "items governed by the edition of the key"),
    ),
    "checker": (
        Metric("caught", "planted errors that bring a finding", goal=0.98),
        Metric(
            "false errors",
            "errors found on an unaltered letter",
            kind="mean",
            better="less",
            goal=0.05,
        ),
        Metric(
            "false warnings",
            "warnings found on an unaltered letter",
            kind="mean",
            better="less",
            gate=False,
        ),
    ),
    "drafts": (
        Metric("items complete", "items with all their parts", goal=1.0),
        Metric("numbers supported", "numbers that stand in what their sentence cites", goal=1.0),
        Metric("dates supported", "dates that stand in what their sentence cites", goal=1.0),
        Metric("sides supported", "sides that stand in what their sentence cites", goal=1.0),
        Metric("quotes supported", "quotations that stand so in the record", goal=1.0),
        Metric("citations right", "citations that must appear and do, or must not and do not"),
        Metric("limit right", "items measured by the limit of the key", goal=0.97),
        Metric("outcome acceptable", "items with an outcome that the key accepts", goal=0.95),
        Metric("outcome not wrong", "items with such an outcome, or left open to the reviewer"),
        Metric("facts told", "facts of the key that the letter tells"),
        Metric("traps avoided", "words that no sentence may rest on, and none does", goal=1.0),
        Metric("findings expected", "findings that the key expects and the check gives"),
        Metric(
            "errors left",
            "errors that the check leaves in the draft, those of the request itself aside",
            kind="mean",
            better="less",
            goal=0.0,
        ),
        Metric("reads back", "drafts read back with the same items and outcomes", goal=1.0),
        Metric("drafted", "drafts in the words of the model, not the template's after a failure"),
        Metric("rounds", "answers asked of the model", kind="mean", better="less", gate=False),
        Metric(
            "readability",
            "a model's judgement of the prose, from 1 to 5; never a gate",
            kind="mean",
            gate=False,
        ),
    ),
    "chat": (
        Metric(
            "answered", "what the answers have to say and do, or must not and do not", goal=0.95
        ),
        Metric(
            "answered at once", "what the answers have to say, in their first two lines", goal=0.8
        ),
        Metric("placed", "places that the answers have to name and do", goal=0.95),
        Metric("proposed", "edits that were asked for and are proposed, and no other", goal=0.95),
        Metric("declined", "turns that cannot be served and are said so", goal=1.0),
        Metric("unchanged", "turns that leave the letter as it was", goal=1.0),
    ),
    "published": (
        Metric("parsed", "letters with a case number, all items, each with outcome and rationale"),
        Metric("fields", "fields read as the account of the letter has them"),
        Metric("cited section found", "items whose cited section is among the first 5 found"),
        Metric("errors found", "errors that the check finds", kind="mean", better="", gate=False),
    ),
}
_SPENT = (
    Metric("seconds", "seconds of work", kind="mean", better="less", gate=False),
    Metric("tokens", "tokens in and out", kind="mean", better="less", gate=False),
    Metric("cost", "cost, in the currency of the price", kind="mean", better="less", gate=False),
)
METRICS: dict[tuple[str, str], Metric] = {
    (suite, metric.name): metric
    for suite, metrics in _TABLE.items()
    for metric in (*metrics, *_SPENT)
}
"""Each metric by suite and name, in the order in which they are shown."""
