"""A measured value of the text stands in no record.

What it does
    With the records at hand, looks for each angle, weight, strength, share and score of a named
    scale that the summary or a rationale gives the worker among the numbers of the records: those
    beside the same motion or scale, where the records name it, else any.

Why it matters
    A range of motion, a grip or a score tells whether care has helped; a wrong one tells of another
    worker.

Authority
    Labor Code 4610.6(b), 4610.6(h): the review rests on the records submitted.
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.checks.bare_numbers import NUMBER_WORDS
from assistant.checks.prose import passages
from assistant.checks.records import Records, pieces, tokens_of
from assistant.checks.rule import Context, Flaw, Rule, Verdict
from assistant.claims.attribution import Voices
from assistant.claims.prose import Passage
from assistant.text.patterns import expression

RULE = Rule(
    name="measure-not-of-record",
    severity="warning",
    family="record",
    summary="a measured value of the text stands in no record",
    authority="Labor Code 4610.6(b), 4610.6(h)",
    ordinary_knowledge=True,
)

_SCALES = (
    "Beck|BDI|BAI|PHQ-?9?|GAD-?7?|PCL-?5?|Oswestry|ODI|NDI|DASH|QuickDASH|Epworth|GAF|LEFS|BMI|"
    "body mass index|Hamilton|SOAPP(?:-R)?|ORT|FABQ|MMSE|MoCA|VAS"
)
_MEASURED = expression(
    rf"(?<![\d.,/-])(?P<value>\d{{1,3}}(?:\.\d{{1,2}})?(?:/\d{{2,3}})?|"
    rf"(?i:{'|'.join(word for word in NUMBER_WORDS if len(word) > 3)}))\s?-?"
    r"(?:degrees?\b|°|kg\b|kilograms?\b|lbs?\b|pounds?\b|mc?g\b|mm\b|cm\b|%|percent\b|"
    r"hours? (?:a|per) (?:day|shift)\b)"
    rf"|\b(?:{_SCALES})\b(?: [A-Za-z]{{2,12}}){{0,5}}? (?P<score>\d{{1,3}})(?![\d/-]|\.\d)"
)
_ATTRIBUTES = {
    "flexion": ("flexion", "flex"), "extension": ("extension", "ext"),
    "abduction": ("abduction",), "adduction": ("adduction",), "rotation": ("rotation",),
    "grip": ("grip",), "straight leg": ("slr", "straight"), "weigh": ("weight", "weighs"),
    "height": ("height",), "pressure": ("bp", "pressure"), "beck depression": ("bdi", "depression"),
    "beck anxiety": ("bai", "anxiety"), "oswestry": ("odi", "oswestry"), "bmi": ("bmi",),
    "phq": ("phq",), "gad": ("gad",), "pcl": ("pcl",), "discrimination": ("discrimination",),
}  # fmt: skip
"""What is measured, by the words before the number, and the words that records have for it."""
_EVERY = frozenset(word for words in _ATTRIBUTES.values() for word in words)
_OF_ITSELF = expression(r"\s?-?(?:mc?g\b|hours?\b|%|percent\b)")
"""Units of what is no motion and no scale: drugs, work, shares."""
_REACH = 70
_TOKENS = 14


def check(context: Context) -> Iterator[Verdict]:
    """A flaw for each measured value that no record gives."""
    records = context.records
    if records is None:
        return
    # what is asked for need not stand in the records, which may leave out its strength
    titled = {
        piece
        for _, title in context.titles
        for token in tokens_of(title.text)
        for piece in pieces(token)
    }
    for issue, passage in passages(context):
        voices: Voices | None = None
        for match in _MEASURED.finditer(passage.text):
            group = "value" if match["value"] else "score"
            said = _digits(match[group])
            start, end = match.span(group)
            of_itself = _OF_ITSELF.match(passage.text, end)
            if passage.text[:start].endswith((" by ", " of ")) and match["score"]:
                # "the score fell by 4": a difference, which no record need give
                continue
            known = _known(records, () if of_itself else _attribute(passage, start))
            if not known or said in known or said in titled:
                continue
            voices = voices or Voices(passage)
            if issue is not None and voices.at(start, end) == "guideline":
                continue
            yield Flaw(
                span=passage.span(start, end),
                issue=issue,
                message=f"no record gives {match[group]} there",
                expected=" or ".join(sorted(known)[:6]),
                found=match[group],
                help="take the value from the record of the day",
            )


def _digits(word: str) -> str:
    return word if word[0].isdigit() else str(NUMBER_WORDS[word.lower()])


def _attribute(passage: Passage, start: int) -> tuple[str, ...]:
    """The records' words for what is measured, by the last of them before the number."""
    begin = max(passage.around(start)[0], start - _REACH)
    before = passage.lowered[begin:start]
    places = {before.rfind(name): words for name, words in _ATTRIBUTES.items()}
    last = max(places, default=-1)
    return places[last] if last >= 0 else ()


def _known(records: Records, words: tuple[str, ...]) -> frozenset[str]:
    """The numbers beside one of `words` in the records; all of them where none is there."""
    beside: set[str] = set()
    for text in records.texts:
        for at, token in enumerate(text.tokens) if words else ():
            if token not in words:
                continue
            for near in text.tokens[at + 1 : at + _TOKENS]:
                if near in _EVERY and near not in words:
                    break
                beside |= pieces(near)
    return frozenset(beside) or records.numbers
