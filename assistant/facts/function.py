"""Function: goals, gains and limits in daily living or at work.

8 CCR §9792.20: functional improvement is a clinically significant improvement in activities of
daily living or a reduction in work restrictions, and a reduced dependency on continued treatment.
What was measured twice is read by `function_measures`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal, cast

from assistant.facts.finding import OF_GUIDELINES, by_date, clause_day, denied_before
from assistant.facts.function_measures import changes, telling_sentences
from assistant.facts.models import Fact, FunctionNote
from assistant.facts.prose import Prose
from assistant.facts.sought import Sought
from assistant.terms import find_drugs
from assistant.text.patterns import expression

Kind = Literal["goal", "improvement", "decline", "limitation"]

_DO = (
    r"(?:walk|sit|stand|lift|carry|climb|kneel|squat|reach|bend|drive|dress|bathe|shower|cook|clean"
    r"|garden|sleep|work|push|pull|grip|type|write|run|jog|swim|shop|vacuum|mop|sweep|sew|knit|play"
    r"|button|hold|open|use|do|perform|mow|iron|get[ ]up|put[ ]on|tie|wash|comb|stoop|crawl|ride"
    r"|dance|exercise|care[ ]for|pick[ ]up|raise|go|turn|step|bear[ ]weight|return|attend|tolerate"
    r"|make|feed|wear)"
)
_DOES = (
    r"(?:walks|sits|stands|lifts|carries|climbs|kneels|squats|reaches|bends|drives|dresses|bathes"
    r"|showers|cooks|cleans|gardens|sleeps|works|pushes|pulls|grips|types|writes|runs|jogs|swims"
    r"|shops"
    r"|vacuums|mops|sweeps|sews|knits|plays|buttons|holds|opens|uses|does|performs|mows|irons"
    r"|gets[ ]up"
    r"|puts[ ]on|ties|washes|combs|rides|dances|exercises|cares[ ]for|picks[ ]up|raises|goes|walked"
    r"|worked"
    r"|drove|cooked|cleaned|slept|tolerates|makes|tunes|paints|feeds|wears)"
)
_DOING = (
    r"(?:walking|driving|cooking|cleaning|gardening|sleeping|working|lifting|running|jogging"
    r"|swimming"
    r"|shopping|playing|dancing|exercising|hiking|riding|cycling|dressing|bathing|typing|painting"
    r"|teaching|caring[ ]for)"
)
_LIFE = (
    r"(?:function\w*|activities[ ]of[ ]daily[ ]living|adls?|activity[ ]levels?|work[ ](?:status"
    r"|restrictions?|capacity|tolerance)|(?:walking|sitting|standing|lifting|exercise|activity)[ ]"
    r"tolerance)"
)
_FUNCTION = Sought(
    r"(?P<goal>\b(?:functional|treatment|therapy|rehabilitation|measurable)[ ]goals?\b"
    r"|\bgoals?[ ](?:of[ ](?:treatment|therapy|care)[ ])?(?:is|are|include[sd]?|:)"
    r"|\bfunctional[ ](?:outcome[ ])?(?:target|objective)s?\b)"
    r"|(?P<improvement>\b(?:objective[ ])?functional[ ](?:objective[ ])?"
    r"(?:improvement|gain|benefit|progress)s?\b"
    r"|\bfunction(?:al[ ](?:ability|capacity|status))?[ ](?:has[ ]|have[ ]|is[ ])?"
    r"(?:improv(?:ed|ing)|increased|better)\b"
    r"|\bimprov(?:ed|ement|ing)[ ](?:in[ ]|of[ ]|his[ ]|her[ ]|the[ ]|overall[ ]){0,3}"
    r"(?:function\w*|activities[ ]of[ ]daily[ ]living|adls?|ability[ ]to|(?:\w+[ ])?tolerance)\b"
    r"|\b(?:increased|gains?|better)[ ](?:in[ ]|his[ ]|her[ ]|the[ ]|overall[ ]){0,3}"
    r"(?:function\w*|ability[ ]to|(?:\w+[ ])?tolerance)\b"
    r"|\b(?:is[ ])?(?:now[ ](?:\w+ly[ ])?(?:able[ ]to|can|walks|lifts|works|tolerates|performs)"
    r"|can[ ]now|able[ ]to[ ]now)\b"
    rf"|\b(?:now|again)[ ](?:\w+ly[ ])?{_DOES}\b|\b{_DOES}[ ](?:[\w'’]+[ ]){{0,5}}again\b"
    r"|\b(?:which|that|this|and)[ ](?:s?he|they|pt|patient)?[ ]?could[ ](?:not|n['’]t)[ ]"
    r"(?:do[ ])?(?:it[ ])?(?:before|previously|in[ ]\w+|at[ ](?:the[ ])?(?:start|intake|first))\b"
    r"|\bneither[ ]of[ ]which[ ](?:s?he|they)[ ]could\b|\bcould[ ]not[ ](?:before|in[ ]\w+)\b"
    r"|\b(?:(?:is|are|was|were|has|have|am)[ ](?:been[ ])?|patient[ ]|pt[ ]|;[ ])?"
    r"(?:back[ ]to|gone[ ]back[ ]to|went[ ]back[ ]to|returned[ ]to|resumed|resuming)[ ]"
    r"(?:(?!see|the[ ]clinic|clinic|baseline)[\w'’-]+[ ]){0,4}?"
    rf"(?:work|duty|duties|job|shifts?|school|days|church|sports?|hobb\w+|trade|{_DOING})\b"
    r"|\b(?:restrictions?[ ](?:were|have[ ]been|was|has[ ]been)[ ](?:lifted|reduced|lessened|eased"
    r"|removed))"
    r"|\b(?:reduced|decreased|cut|fewer|halved|down)\b[^.;\n]{0,30}\b(?:restrictions)\b)"
    rf"|(?P<unchanged>\b{_LIFE}[^.;\n]{{0,24}}?[ ](?:(?:is|are|was|were|remain(?:s"
    rf"|ed)?)[ ](?:\w+[ ])?"
    r"(?:unchanged|the[ ]same|no[ ](?:better|different))|unchanged\b|remains?[ ](?:limited|at[ ])?"
    r"\d|(?:has|have|had|did|does|do|is|are)(?:[ ]not|n['’]t)[ ](?:changed?|improved?"
    r"|increased?))\b"
    rf"|\b(?:no|without|lack[ ]of)[ ](?:\w+[ ])?(?:change|improvement|gain|progress"
    rf"|increase)s?[ ]in[ ]"
    rf"(?:\w+[ ]){{0,2}}{_LIFE}"
    rf"|\b(?:not|n['’]t)[ ](?:changed?|improved?|restored?|increased?|helped)[ ](?:his|her|the"
    rf"|their)?[ ]?"
    rf"(?:\w+[ ])?{_LIFE}"
    rf"|\bfailed[ ]to[ ](?:improve|restore|increase|change)[ ](?:his|her|the"
    rf"|their)?[ ]?(?:\w+[ ])?{_LIFE})"
    r"|(?P<decline>\bfunction(?:al[ ](?:ability|capacity|status))?[ ]"
    r"(?:has[ ]|have[ ]|is[ ]|was[ ])?(?:declin\w+|worsen\w*|deteriorat\w+|decreas\w+|worse)\b"
    r"|\b(?:functional[ ](?:decline|loss|deterioration)|(?:decreas\w+|declin\w+|worsen\w+|loss)"
    r"[ ](?:in[ ]|of[ ])(?:his[ ]|her[ ]|the[ ]|overall[ ])?(?:function\w*|activities[ ]of[ ]daily"
    r"|adls?|(?:walking|sitting|standing|lifting)[ ](?:tolerance|ability)))"
    r"|\b(?:decreas\w+|declin\w+|worsen\w+|reduced|diminish\w+|poorer)[ ](?:walking|sitting"
    r"|standing|lifting|sleeping|exercise|activity)[ ](?:tolerance|ability|capacity)"
    r"|\b(?:adls?|activities[ ]of[ ]daily[ ]living|(?:walking|sitting|standing|lifting)[ ]"
    r"(?:tolerance|ability|capacity))[ ](?:has[ ]|have[ ]|is[ ]|are[ ]|was[ ]|were[ ])?"
    r"(?:worse\w*|declin\w+|decreas\w+|deteriorat\w+|reduced|diminish\w+)"
    r"|\b(?:(?:can[ ]|is[ ]|am[ ]|are[ ])?no[ ]longer[ ](?:able[ ]to[ ])?"
    r"(?:drives?|walks?|lifts?|sits?|stands?|climbs?|works?|sleeps?|dress(?:es)?|bathes?|carr(?:y"
    r"|ies)"
    r"|cooks?|cleans?|gardens?|perform\w*|do(?:es)?)\b))"
    r"|(?P<limitation>\b(?:can(?:not|[ ]?['’]t)|unable[ ]to|not[ ]able[ ]to)[ ]"
    rf"(?:(?:even|fully)[ ])?{_DO}\b"
    r"|\b(?:difficult(?:y|ies)|trouble)[ ](?:with[ ])?"
    r"(?:sleeping|walking|standing|sitting|lifting|bending|dressing|bathing|driving|climbing"
    r"|activities)"
    r"|\blimit(?:ed|s|ations?)[ ](?:\w+[ ]){0,3}(?:adls?|activities[ ]of[ ]daily[ ]living|walking"
    r"|sitting|standing|lifting)"
    r"|\b(?:can(?:not)?|able[ ]to)[ ](?:only[ ])?(?:sit|stand|walk|lift)[ ]"
    r"(?:for[ ]|up[ ]to[ ]|(?:no[ ])?more[ ]than[ ])?(?:about[ ])?\d{1,3}[ ]"
    r"(?:minutes|pounds|lbs|blocks|hours))",
    re.IGNORECASE | re.VERBOSE,
)

_GOAL = Sought(
    r"(?:(?:functional |treatment |therapy |rehab\w* |short[- ]term |long[- ]term |patient )?"
    r"goals?(?: (?:of (?:treatment|therapy|care))| #?\d{1,2})?|[SL]TGs?(?: ?#?\d{1,2})?"
    r"|treatment objectives?)(?: ?\([\w .-]{1,20}\))?\s?(?::"
    r"|(?= ?\d[.)]))\s?(?P<goal>[^\n]{3,400})",
    re.IGNORECASE,
)
_GOALS = Sought(r"\b(?:goals?|objectives|STG|LTG)\b", re.IGNORECASE)
_NO_GOAL = expression(r"[: ]*(?:none|not\b|no\b|n/?a\b)", re.IGNORECASE)
_MET = expression(
    r"(?<!not )(?<!un)\b(?:goal )?(?:met|achieved|accomplished)\b(?! in part)", re.IGNORECASE
)
_NOT_MET = expression(r"\b(?:not (?:yet )?|partially |un)(?:met|achieved)\b", re.IGNORECASE)
_ITEM = expression(r"(?:\(?\d{1,2}[.)]|[-*•▪–])\s?")
_REQUIRED = expression(
    r"\b(?:needs?|require[sd]?|must|contingent|until|unless|should|if|to|(?-i:may)|will|would"
    r"|could|goals?"
    r"|trial|up to|in order|expect\w*|hop(?:es?|ing)|wants?|plans?|criteria)\b"
    r"[^.\n;,]{0,60}$",
    re.IGNORECASE,
)
_WITH = Sought(
    r"\bwith (?:(?:the|his|her|this|these|current|pain) )*(?P<by>medications?|meds|medicines?"
    r"|pills|it\b"
    r"|brace|[\w-]{4,20})\b[^.;\n]{0,30}?\b(?:s?he|they|the (?:patient|worker)|pt"
    r"|patient),? (?:is |was )?"
    rf"(?:can|able to|{_DOES})\b|\b{_DOES}\b[^.;\n]{{0,40}} with (?:it|the (?:medications?|drug"
    rf"|pills|brace))\b",
    re.IGNORECASE,
)
_UNDONE = expression(
    r"\b(?:had to stop|(?:but|and) (?:failed|stopped|could not)|unsuccessful|(?:could|did) not"
    r" (?:continue|tolerate|last))\b",
    re.IGNORECASE,
)
_HELPED_BY = expression(r"medic\w*|meds|pills|it|brace", re.IGNORECASE)
_HEADER = Sought(
    r"\b(?:initial|intake|baseline|start|evaluation|then|previous|prior)\b.*\b(?:current|today"
    r"|now|final"
    r"|discharge|re-?eval\w*|progress)\b|\b(?:current|today|now)\b.*\b(?:initial|intake|baseline"
    r"|previous)\b",
    re.IGNORECASE,
)
_ROWS = 12
"""Rows of a table below the head that names its columns."""


def read_function(proses: Sequence[Prose]) -> tuple[Fact[FunctionNote], ...]:
    """Every statement on function, oldest first; those that say there is none are denied."""
    found: list[Fact[FunctionNote]] = []
    for prose in proses:
        review = prose.part.kind in {"ur_decision", "imr_application"}
        goals = list(_goals(prose))
        found += goals
        found += _told(prose, {fact.source.span.start for fact in goals if fact.source})
        if not review:
            found += _measured(prose)
            found += _with_help(prose)
    return by_date(found)


def _told(prose: Prose, taken: set[int]) -> Iterator[Fact[FunctionNote]]:
    """Statements by their words; those of a guideline, a condition or a goal are no gains."""
    for match in _FUNCTION.among(prose):
        start, end = prose.sentence(match.start())
        told = match.lastgroup or ""
        gain = told in {"improvement", "unchanged"}
        if gain and (
            _REQUIRED.search(prose.text, start, match.start())
            or OF_GUIDELINES.search(prose.text, start, end)
            or _GOALS.told(prose.heading(start))
        ):
            continue
        source = prose.source(start, end)
        if told == "goal" and source.span.start in taken:
            continue
        kind = cast(Kind, "improvement" if told == "unchanged" else told)
        denied = kind != "limitation" and denied_before(prose.text, start, match.start())
        if kind == "goal" and _NO_GOAL.match(prose.text[match.end() : end]):
            denied = True
        if told == "improvement" and _UNDONE.search(prose.text, match.end(), end):
            kind = "decline"
        yield Fact(
            status="denied" if denied or told == "unchanged" else "documented",
            value=FunctionNote(kind=kind, text=match.group().strip(" ;")),
            source=source,
            on=clause_day(prose, match.start()),
        )


def _goals(prose: Prose) -> Iterator[Fact[FunctionNote]]:
    """What stands behind "Goal:", and each entry below a heading "Goals"."""
    goals = {start for start, _ in _GOAL.units(prose)}
    for start, end in prose.units():
        listed = _GOALS.told(prose.label(start))
        if not listed and start not in goals:
            continue
        text = prose.text[start:end]
        labelled = next((one for one in _GOAL.finditer(text)), None)
        if labelled is not None:
            begin, stop = labelled.span("goal")
            stop = min(stop, max(prose.sentence(start + begin)[1] - start, begin + _SHORTEST))
        elif listed and not _GOALS.fullmatch(text.rstrip(":")):
            item = _ITEM.match(text)
            begin, stop = item.end() if item else 0, len(text)
        else:
            continue
        words = text[begin:stop].strip(" .;")
        if len(words) < _SHORTEST or words.endswith(":"):
            continue
        source = prose.source(start + begin, start + stop)
        on = clause_day(prose, start + begin)
        denied = _NO_GOAL.match(words) is not None
        note = FunctionNote(kind="goal", text=words)
        yield Fact(status="denied" if denied else "documented", value=note, source=source, on=on)
        if _MET.search(words) and not _NOT_MET.search(words):
            note = FunctionNote(kind="improvement", text=words)
            yield Fact(status="documented", value=note, source=source, on=on)


_SHORTEST = 4


def _measured(prose: Prose) -> Iterator[Fact[FunctionNote]]:
    """What was measured twice, in a sentence or in a row of a table."""
    head, rows = "", 0
    units = {start for start, _ in prose.units()}
    heads, telling = _HEADER.starts(prose), telling_sentences(prose)
    for start, end in prose.sentences():
        if start not in heads and start not in telling:
            rows -= 1
            continue
        text = prose.text[start:end].rstrip()
        if start in heads and start in units and _HEADER.search(text):
            head, rows = text, _ROWS
            if len(head) < _WIDEST:
                continue
        rows -= 1
        if start not in telling:
            continue
        if OF_GUIDELINES.search(text) or _GOALS.told(prose.heading(start)):
            continue
        for one in changes(text, head if rows > 0 and start in units else ""):
            yield Fact(
                status="denied" if one.same else "documented",
                value=one.note,
                source=prose.source(start, start + len(text)),
                on=clause_day(prose, start + one.start),
            )


_WIDEST = 120
"""Characters of the widest head of a table."""


def _with_help(prose: Prose) -> Iterator[Fact[FunctionNote]]:
    """What the worker does with a medicine or an aid: "with tramadol he works full shifts"."""
    for match in _WITH.among(prose):
        helped = match["by"]
        if helped and not (_HELPED_BY.fullmatch(helped) or find_drugs(helped)):
            continue
        start, end = prose.sentence(match.start())
        if denied_before(prose.text, start, match.end()):
            continue
        yield Fact(
            status="documented",
            value=FunctionNote(kind="improvement", text=match.group()),
            source=prose.source(start, end),
            on=clause_day(prose, match.start()),
        )
