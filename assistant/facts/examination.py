"""What examinations found: motion in degrees, strength, tests, signs, each with part and side."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple, cast

from assistant.facts.exam_words import (
    ASKED,
    EPONYM_END,
    EXAMINED,
    GRIP,
    HALF_TURN,
    LEAST_MOTION,
    LETTER,
    LONGEST_REGION,
    MOTION,
    NEAR,
    NEGATIVE,
    NEW_SECTION,
    OPENS_EXAM,
    OTHER_SIDE,
    PLACES,
    RANGE,
    REFLEX,
    RESULT_OF_SIDE,
    ROM,
    SECTION,
    SHORT,
    SIDE,
    SIDE_FIRST,
    SIGN,
    STATED,
    STRAIGHT_LEG,
    STRENGTH,
    TEST,
    THEN_AND_NOW,
)
from assistant.facts.finding import by_date, clause_day, denied_before
from assistant.facts.function_measures import changes
from assistant.facts.models import ExamFinding, Fact
from assistant.facts.prose import Prose
from assistant.terms import BodyPart, find_body_parts, same_region


class _Hit(NamedTuple):
    """One finding in a sentence: the value and where its words stand."""

    value: ExamFinding
    start: int
    end: int


def read_examination(proses: Sequence[Prose]) -> tuple[Fact[ExamFinding], ...]:
    """Every finding of an examination, oldest first; "no tenderness" is given as denied."""
    found: list[Fact[ExamFinding]] = []
    for prose in proses:
        if prose.part.kind in {"ur_decision", "imr_application"}:
            continue
        region = ""
        asked, examined = ASKED.starts(prose), EXAMINED.starts(prose)
        for start, end in prose.sentences():
            text = prose.text[start:end].rstrip()
            if _region(text):
                region = text
            elif NEW_SECTION.match(text):
                region = ""
            if start in asked and ASKED.search(text):
                continue
            section = SECTION.told(prose.heading(start))
            if not (section or region or (start in examined and EXAMINED.search(text))):
                continue
            found += _of_sentence(prose, start, text, region)
    return by_date(found)


def _region(text: str) -> bool:
    """Whether a line only names the part that the lines below are about: "Cervical spine"."""
    return (
        len(text) < LONGEST_REGION
        and text[-1:] not in ".,;"
        and not any(letter.isdigit() for letter in text)
        and bool(find_body_parts(text))
    )


def _of_sentence(prose: Prose, start: int, text: str, region: str) -> Iterator[Fact[ExamFinding]]:
    measures = [
        *_stated(text),
        *_motions(text, prose.heading(start)),
        *_grades(text),
        *_whole_range(text),
    ]
    hits = [*measures, *_other_sides(text, measures), *_tests(text), *_signs(text)]
    if not hits:
        return
    parts = find_body_parts(text)
    shared = (
        find_body_parts(prose.before(start))
        or find_body_parts(prose.heading(start))
        or find_body_parts(region)
    )
    for hit in sorted(hits, key=lambda one: one.start):
        value = hit.value.model_copy(update={"body_part": _part(text, parts, shared, hit)})
        denied = hit.value.result == "present" and denied_before(text, 0, hit.start)
        yield Fact(
            status="denied" if denied else "documented",
            value=value,
            source=prose.source(start, start + len(text)),
            on=clause_day(prose, start + hit.start),
        )


def _motions(text: str, label: str) -> Iterator[_Hit]:
    row = THEN_AND_NOW.fullmatch(text)
    if row is not None:
        last = float(row["now"])
        value = ExamFinding(test=_move(row["move"]), value=(last, last), unit="degrees")
        yield _Hit(value, *row.span("move"))
        return
    about = ROM.search(text) or OPENS_EXAM.match(text) or ROM.told(label) or SECTION.told(label)
    changed = {one.start: one.note.after for one in changes(text) if one.note.measure == "motion"}
    for found in MOTION.finditer(text):
        now = next((own for at, own in changed.items() if found.start() <= at < found.end()), None)
        if now is not None:
            value = ExamFinding(test=_move(found["move"]), value=(now, now), unit="degrees")
            yield _Hit(value, found.start(), found.end())
            continue
        low, high = float(found["low"]), found["high"]
        whole = found["sep"] in {"/", "of", "out of"}
        alone = found.span() == (0, len(text)) and ":" in found["gap"]
        beside = find_body_parts(text[max(found.start() - NEAR, 0) : found.start()])
        known = found["unit"] or about or whole or alone or (beside and low >= LEAST_MOTION)
        if not known or low > HALF_TURN or float(high or 0) > HALF_TURN:
            continue
        if whole and high == "5":
            continue
        top = float(high) if high and not whole else low
        value = ExamFinding(
            test=_move(found["move"]),
            value=(min(low, top), max(low, top)),
            normal=float(high) if high and whole else None,
            unit="degrees",
        )
        yield _Hit(value, found.start(), found.end())


def _whole_range(text: str) -> Iterator[_Hit]:
    """A range of motion that names no movement: "range of motion is 0-115 degrees"."""
    for found in RANGE.finditer(text):
        low, high = float(found["low"]), float(found["high"])
        if low < high <= HALF_TURN:
            value = ExamFinding(test="range of motion", value=(low, high), unit="degrees")
            yield _Hit(value, *found.span())


def _other_sides(text: str, hits: Sequence[_Hit]) -> Iterator[_Hit]:
    """The measure of the other side: "120 degrees on the left and 135 degrees on the right"."""
    for hit in hits:
        found = OTHER_SIDE.match(text, hit.end)
        if found is not None and hit.value.value is not None:
            low = float(found["low"])
            normal = float(found["normal"]) if found["normal"] else None
            value = hit.value.model_copy(update={"value": (low, low), "normal": normal})
            start = found.start("side" if found["side"] else "low")
            yield _Hit(value, start, found.end("unit"))


def _move(words: str) -> str:
    move = " ".join(words.lower().split())
    return SHORT.get(move, move)


def _stated(text: str) -> Iterator[_Hit]:
    """Sensation and reflexes in words: "sensation intact", "right triceps reflex absent"."""
    for found in STATED.finditer(text):
        word = found["how"].lower()
        result: Literal["normal", "absent", "diminished"] = "diminished"
        if word in {"intact", "normal"} or word.startswith("symm"):
            result = "normal"
        elif word == "absent":
            result = "absent"
        test = "sensation" if found["test"].lower().startswith("sens") else "reflex"
        yield _Hit(ExamFinding(test=test, result=result), *found.span())


def _grades(text: str) -> Iterator[_Hit]:
    for found in STRENGTH.finditer(text):
        low = float(found["low"])
        value = (low, float(found["high"] or low))
        yield _Hit(ExamFinding(test="strength", value=value, unit="of 5"), *found.span())
    for found in GRIP.finditer(text):
        low = float(found["low"])
        unit: Literal["kg", "pounds"] = "kg" if found["unit"].lower() == "kg" else "pounds"
        yield _Hit(ExamFinding(test="grip", value=(low, low), unit=unit), *found.span())
    for found in REFLEX.finditer(text):
        low = float(found["low"])
        yield _Hit(ExamFinding(test="reflexes", value=(low, low), unit="plus"), *found.span())


def _tests(text: str) -> Iterator[_Hit]:
    named = list(TEST.finditer(text))
    for index, found in enumerate(named):
        stop = named[index + 1].start() if index + 1 < len(named) else len(text)
        end = next((at for at in range(found.end("test"), stop) if text[at] in ".;\n"), stop)
        sided = list(SIDE_FIRST.finditer(text, found.end("test"), end))
        if len({one["side"] for one in sided}) < 2:
            sided = list(RESULT_OF_SIDE.finditer(text, found.end("test"), end))
        if len({one["side"] for one in sided}) > 1:
            for one in sided:
                no = re.fullmatch(NEGATIVE, one["result"], re.IGNORECASE)
                result: Literal["positive", "negative"] = "negative" if no else "positive"
                value = ExamFinding(test=_test_name(found["test"]), result=result)
                yield _Hit(value, one.start("side"), one.end("side"))
            continue
        word = found["before"] or found["after"]
        if word is None:
            continue
        negative = re.fullmatch(NEGATIVE, word, re.IGNORECASE) is not None
        negative ^= re.search(
            r"\b(?:no|not)\b", found["behind"] or "", re.IGNORECASE
        ) is not None and (not word.lower().startswith("not"))
        result = "negative" if negative else "positive"
        yield _Hit(ExamFinding(test=_test_name(found["test"]), result=result), *found.span())


def _test_name(words: str) -> str:
    """One name for a test that has several: "SLR", "supine straight leg raising"."""
    test = EPONYM_END.sub("", " ".join(words.lower().split()))
    return "straight leg raise" if STRAIGHT_LEG.search(test) else test


def _signs(text: str) -> Iterator[_Hit]:
    for found in SIGN.finditer(text):
        test = " ".join(found["test"].lower().split())
        test = "tenderness" if test.startswith(("tender", "ttp")) else test
        yield _Hit(ExamFinding(test=test, result="present"), *found.span())


def _part(
    text: str, parts: Sequence[BodyPart], shared: Sequence[BodyPart], hit: _Hit
) -> str | None:
    """The part that the finding is at: the next behind a sign, the last before a measure."""
    inside = [part for part in parts if hit.start <= part.span.start and part.span.end <= hit.end]
    behind = [part for part in parts if part.span.start >= hit.end]
    before = [part for part in parts if part.span.end <= hit.start]
    last = shared[-1:]
    sign = hit.value.result == "present"
    order = (behind[:1], before[-1:], last) if sign else (before[-1:], behind[:1], last)
    part = next((one[0] for one in (inside[:1], *order) if one), None)
    side = _own_side(text, hit)
    if hit.value.result in {"positive", "negative"}:
        place = next((own for test, own in PLACES if test.search(hit.value.test)), None)
        if place and (part is None or not same_region(part.part, place)):
            own = side or (part.side if part else None)
            named = own if place not in {"neck", "low back"} else None
            return f"{named} {place}" if named and named != "bilateral" else place
    if part is None:
        return f"{side} hand" if side and hit.value.test == "grip" else None
    if side and part.side != side:
        return part._replace(side=side).name
    return part.name


def _own_side(text: str, hit: _Hit) -> Literal["left", "right", "bilateral"] | None:
    """The side in the words of the finding or just behind them: "flexion 45 degrees right"."""
    # "right rotation" is a movement, of no side
    sided = hit.value.test.startswith(("left ", "right "))
    found = (None if sided else SIDE.search(text, hit.start, hit.end)) or SIDE.match(
        text, hit.end + 1, hit.end + NEAR
    )
    if found is None:
        return None
    word = (found.group(1) or found.group(2) or found.group(3)).lower()
    return cast(Literal["left", "right", "bilateral"], LETTER.get(word, word))
