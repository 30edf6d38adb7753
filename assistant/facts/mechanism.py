"""How the injury came about, in the record's words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from assistant.facts.finding import denied_before, not_documented
from assistant.facts.models import Fact
from assistant.facts.prose import Prose
from assistant.facts.sought import Sought
from assistant.letters.dates import PATTERN
from assistant.text.patterns import expression

_LABELLED = Sought(
    r"\b(?:mechanism of (?:the )?(?:injury|accident|onset)|(?:description|cause|history) of"
    r" (?:the )?(?:present )?(?:injury|accident)|how (?:did )?(?:the )?(?:injury|accident)"
    r" (?:happen|occur)(?:ed|red)?)\s?[:-]\s?(?P<how>[^\n]{6,300}?)(?:[.](?=\s|$)|\n|$)",
    re.IGNORECASE,
)
_EVENT = (
    r"(?:lift\w*|fell|fall(?:ing)?|slip\w*|tripp?\w*|push\w*|pull\w*|carry\w*|carried|repetitive\w*"
    r"|struck|twist\w*|ben[dt]\w*|motor vehicle|mva\b|collision|cumulative|ladder|assault\w*|caught"
    r"|crush\w*|dropp\w*|reach\w*|driv\w*|jump\w*|stepp\w*|rear-?ended|overhead|typing|keyboard\w*"
    r"|climb\w*|hit\b|machine\w*|unload\w*|load\w*|squat\w*|kneel\w*|stack\w*|attack\w*|explosion"
    r"|trauma|using|operat\w+ a|walking|running|working|prolonged|standing|sitting|heavy|ran over"
    r"|run over|roll\w*|grabb\w*|restrain\w*|altercation|scaffold|forklift)"
)
_STRUCK = (
    r"(?:(?:(?:was|were|got|being) (?:\w+ly )?|(?<=, )|(?<=[.:\n] )|^)"
    r"(?:rear-?ended|struck|hit|kicked|bitten|assaulted"
    r"|attacked|crushed|run over|pinned|knocked|thrown|caught (?:in|between|under)|robbed|held up"
    r"|shot|stabbed|burned|scalded|electrocuted|injured in an? [^.\n]{3,40}?(?:accident|collision)"
    r"|exposed to|(?:involved )?in an? [^.\n]{0,40}?"
    r"(?:accident|collision|rollover))"
    r"|(?:fell|slipped|tripped) (?:\d+ (?:feet|ft)|from|off|down|on|onto|over|into|through"
    r"|backwards?|forwards?|and)|missed a step|lost (?:his|her|their) (?:footing|balance)"
    r"|(?:fell|slipped|tripped)\b(?= [^.\n]{3,60})"
    r"|(?:an?|the|some|two|several) (?:[\w-]+ ){1,4}?(?:struck|hit|fell on(?:to)?|landed on|crushed"
    r"|rolled over|ran over|pinned|kicked|bit) (?:his|her|the worker['’]?s?)"
    r"|(?:twisted|strained|jammed|smashed|wrenched|sprained) (?:his|her|the) (?:\w+ ){1,3}?"
    r"(?=(?:on|in|while|when|descending|climbing|stepping|lifting|pulling|pushing|getting|as)\b))"
)
_GERUND = (
    r"(?:lifting|pulling|pushing|carrying|stepping|falling|slipping|tripping|reaching|bending"
    r"|twisting"
    r"|climbing|loading|unloading|moving|stacking|jumping|restraining|dragging|throwing|catching"
    r"|operating|descending)"
)
_PROSE = Sought(
    rf"\b(?:injury|inj\.?|DOI|D/I|date of injury)\b[ :]{{0,3}}(?:{PATTERN})[ ]?[-–:,.]{{0,2}} "
    rf"(?P<after>(?:(?:s?he|pt|patient|worker) )?(?:\w+ ){{0,4}}?{_EVENT}\b[^.\n]{{3,200}})"
    r"|\b(?:injured|hurt|involved)\b[^.\n]{0,40}?\b(?P<crash>in an? [^.\n]{3,40}?"
    r"(?:accident|collision|crash)\b[^.\n]{0,100})"
    r"|\b(?:injur(?:y|ies|ed)|accident|hurt|developed|pain (?:began|started)|onset"
    r"|(?<!is )(?<!are )noted|sustained"
    r"|felt (?:an? )?(?:\w+ ){0,2}(?:pop|pain|snap)|strained|sprained)\b[^.\n]{0,140}?"
    r"\b(?P<how>(?:while|when|as a (?:result|consequence) of|due to|secondary to|caused by"
    rf"|from|after) [^.\n]{{0,60}}?\b{_EVENT}\b[^.\n]{{0,160}})"
    r"|\b(?P<did>(?:while|when|as) (?:(?:s?he|the (?:patient|worker|injured worker)) )?(?:was )?"
    rf"{_EVENT}\b[^.\n]{{3,160}}?),? (?:(?:s?he|the (?:patient|injured worker)) )?"
    r"(?:felt|injured|hurt|developed|experienced|strained|sustained)\b"
    r"|\b(?:injured|hurt|strained|sprained|(?:sustained|suffered) [^.\n]{0,60}?(?:injur\w+|strain"
    r"|sprain|fracture|contusion|laceration))\b[^.\n]{0,90}?"
    r"\b(?P<clause>(?:when|while) [^.\n]{8,200})"
    r"|\b(?:injured|hurt|strained|sprained|twisted|injury|DOI)\b(?:[^.\n]|\.(?= DOI)){0,60}?[ ,:]"
    rf"(?:on |of )?(?:{PATTERN})?,? ?"
    rf"\b(?P<ing>(?:by |while )?{_GERUND}\b(?! (?:and|pain|limit))[^.\n]{{6,200}})",
    re.IGNORECASE,
)
_ACTED = expression(r"(?:twisted|strained|sprained) (?:his|her|the)\b", re.IGNORECASE)
_BARE = Sought(
    rf"\b(?P<how>{_STRUCK}\b[^.\n]{{3,200}}|(?:as|while|when) (?:s?he|they|the (?:patient|worker))"
    rf" was {_EVENT}\b[^.\n]{{3,200}})",
    re.IGNORECASE,
)
_AT_WORK = expression(
    r"\b(?:injur\w*|work(?:ing|place|er)?|jobs?|industrial|employ\w*|occupational|accident)\b"
    r"|\bhistory\b|years?[- ]old|\by/?o\b|\by\.o\.|\bDOI\b|\bdate of injury\b|years of age"
    r"|\bh/o\b",
    re.IGNORECASE,
)
"""Words of a sentence, or of its heading, without which a fall is no industrial injury."""
_ELSEWHERE = expression(
    r"\b(?:at home|last (?:week|month|night)|recent(?:ly)?|since (?:the )?last|non-?industrial)\b",
    re.IGNORECASE,
)
_TAIL = expression(
    r",? (?:resulting in|causing|and (?:was|has|had|felt|developed|is|immediately|injured|reported)"
    r"|with (?:immediate|onset|resulting|resultant)|which|on \d"
    r"|(?:s?he|the patient) (?:felt|was|had))\b"
    r"|[;,]? (?:the )?(?:diagnos|treatment|current)\w*",
    re.IGNORECASE,
)
_LATER = expression(
    r"\b(?:improv|reliev|therap|treatment|surger|medicat|request|exam)\w*", re.IGNORECASE
)


def read_mechanism(proses: Sequence[Prose]) -> Fact[str]:
    """How it happened, as `settled_mechanism` chooses among `mechanisms_of`."""
    return settled_mechanism(mechanisms_of(proses))


def mechanisms_of(proses: Sequence[Prose]) -> tuple[Fact[str], ...]:
    """The account that each record gives; "mechanism of injury: not documented" says nothing."""
    return tuple(fact for prose in proses for fact, _ in accounts(prose))


def settled_mechanism(found: Sequence[Fact[str]]) -> Fact[str]:
    """That of a doctor's first report where one says it, else of the earliest record."""
    if not found:
        return not_documented()
    first = [fact for fact in found if fact.source and fact.source.kind == "first_report"]
    own = [fact for fact in found if fact.source and fact.source.kind != "ur_decision"]
    return min(first or own or found, key=lambda fact: fact.on or date.max)


def accounts(prose: Prose) -> Iterator[tuple[Fact[str], int]]:
    """The first account of a record, and where in its text it stands."""
    for pattern in (_LABELLED, _PROSE, _BARE):
        for match in pattern.among(prose):
            group = match.lastgroup or "how"
            start, end = match.span(group)
            if group == "ing" and _ACTED.match(match.group()):
                # "twisted her knee descending stairs" is told whole
                start = match.start()
            tail = _TAIL.search(prose.text, start + 4, end)
            end = tail.start() if tail else end
            how = prose.text[start:end].rstrip(" ,;:")
            begin, _ = prose.sentence(match.start())
            if denied_before(how, 0, 20) or denied_before(prose.text, begin, start):
                continue
            if pattern is not _LABELLED and _LATER.search(how):
                continue
            if pattern is _BARE and not _industrial(prose, match.start()):
                continue
            source = prose.source(start, start + len(how))
            fact: Fact[str] = Fact(status="documented", value=how, source=source, on=source.written)
            yield fact, start
            return


def _industrial(prose: Prose, at: int) -> bool:
    """Whether the sentence tells of the injury of the claim, not of a later fall at home."""
    start, end = prose.sentence(at)
    # "Date of injury is 10/10/2015. She twisted her knee ..."
    sentence = prose.text[prose.sentence(max(start - 1, 0))[0] : end]
    told = f"{prose.heading(at)} {sentence}"
    return _AT_WORK.search(told) is not None and _ELSEWHERE.search(sentence) is None
