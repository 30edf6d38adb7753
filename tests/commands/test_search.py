"""`imr search` and the words of limits, as people read them."""

from __future__ import annotations

import json

import pytest

from assistant.cli import main
from assistant.guidelines import limit
from assistant.terminal.limits import limit_words
from assistant.terminal.passages import nearest


@pytest.mark.parametrize(
    ("identifier", "words"),
    [
        ("chronic-pain/2009/manual-therapy-manipulation:low-back-trial-visits",
         "up to 6 visits over 2 weeks"),
        ("low-back/2004/special-studies:mri-wait", "at least 1 month"),
        ("acupuncture/2007/acupuncture:trial-visits", "3-6 visits"),
        ("chronic-pain/2009/nmes:uses", "no uses"),
        ("postsurgical/2009/general:initial-share", "half of the general course"),
        ("formulary/2018/perioperative-fill:window", "4 days before to 4 after surgery"),
        ("chronic-pain/2009/trigger-point-injections:symptom-duration", "more than 3 months"),
    ],
)  # fmt: skip
def test_a_limit_reads_as_people_say_it(identifier: str, words: str) -> None:
    """Signs of comparison are words, one month is no "1 months", and none is none."""
    assert limit_words(limit(identifier)) == words


def test_sentences_nearest_to_the_query_are_shown(capsys: pytest.CaptureFixture[str]) -> None:
    """The start of each passage by its id, its numbers first; the whole of it with --full."""
    arguments = ["search", "urine drug test", "--as-of", "2017-01-06", "--k", "2"]
    assert main(arguments) == 0
    short = capsys.readouterr().out
    assert short.startswith(" 1. MTUS Opioid Treatment 2016, 3.3.6 ")
    assert "at least 2 tests over 1 year" in short
    assert "…" in short
    assert main([*arguments, "--full"]) == 0
    whole = capsys.readouterr().out
    assert "…" not in whole
    assert len(whole) > len(short)
    assert main([*arguments, "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["unread"] is False


def test_what_is_left_out_is_told() -> None:
    """The nearest sentences stay in order; a text that fits is shown whole."""
    text = "One on films. Two on surgery of the knee. Three on fees. Four on surgery."
    assert (
        nearest(text, {"surge": 3, "knee": 3}, 60)
        == "… Two on surgery of the knee. … Four on surgery."
    )
    assert nearest(text, {"surge": 3}, 200) == text
