"""The conclusion of a rationale: whether the treatment is said to be medically necessary.

Its sense is composed, not looked up:

    head     what is predicated: "medically necessary", "medical necessity", "certified",
             "supported"; a head may itself deny ("non-certified", "unnecessary", "denied")
    chain    the verbs and adverbs that join the head to its subject: "is determined to not be",
             "cannot be considered", "was not seen as"
    clause   from the last clause boundary before the head to the first after it
    sense    the head's own, turned by each negator of the chain, of a negative subject ("no part
             of the request is"), and of the clause that governs it ("the records fail to show that
             the request is")

Dropped are heads that conclude nothing: attributive ("a medically necessary program"), conditional
or modal ("if medically necessary", "may be", "would be"), those of a document's content ("rationale
... as to the medical necessity"), and the fixed paragraph that ends opioid decisions.
"""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.claims.models import Conclusion
from assistant.claims.negation import denies
from assistant.claims.prose import Passage
from assistant.text import spotted
from assistant.text.patterns import any_of, expression, phrases

_ADJECTIVE = expression(
    r"(?=[amnuAMNU])(?<![\w-])(?i:(?P<glued>not)?(?P<turned>un|non-?)?(?P<medical>medically,? )?"
    r"(?P<turned_in>un|non-?)?(?:appropriate (?:and|or) )?(?P<bare>necessary)"
    r"|(?P<glued2>not)?medically (?:appropriate|indicated|reasonable))\b"
)
_NOUN = expression(r"\b(?:medical )?necessity\b", re.IGNORECASE)
_IMPLYING = (
    "certified", "approved", "authorized", "supported", "warranted", "substantiated", "justified",
    "appropriate", "indicated", "recommended", "allowed", "granted", "overturned", "denied",
    "upheld", "excessive", "premature", "redundant", "established",
)  # fmt: skip
_IMPLIED = spotted(
    expression(
        rf"(?<![\w-])(?P<turned>non-? ?|un)?(?P<word>{'|'.join(_IMPLYING)})\b", re.IGNORECASE
    ),
    "non", "un", *(f"{word} " for word in _IMPLYING),
)  # fmt: skip
_DENIALS = frozenset({"denied", "upheld", "excessive", "premature", "redundant"})
_CHAIN_WORDS = (
    "is", "are", "was", "were", "be", "been", "being", "has", "have", "had", "can", "cannot",
    "could", "may", "might", "must", "should", "would", "will", "do", "does", "did", "not", "never",
    "neither", "nor", r"no longer", "to", "deemed", "considered", "determined", "found", "seen",
    "regarded", "judged", "remains?", "appears?", "seems?", "viewed", "held", "felt", "thought",
    "concluded", "become", "rendered", "believed", "as", "both", "also", "therefore", "thus",
    "clearly", "currently", "still", "now", "so", "medically", "fully", "either", "reasonable",
    "reasonably", "appropriate", "indicated", "and", "or", "non-? ?certified", "certified",
    "denied", "warranted", "supported", "established", "shown", "proven", "at", "this", "time",
    "yet", "hereby",
)  # fmt: skip
_CHAIN = expression(
    rf"(?<!\w)(?:(?:{any_of(*_CHAIN_WORDS)}|\w{{2,6}}[nN]['’][tT])[^\w.;:]{{1,3}}){{1,14}}$"
)
_FINITE = expression(
    r"\b(?:is|are|was|were|has|have|had|can|cannot|could|may|might|must|should|would|will|do|does|"
    r"did|remains?|appears?|seems?|\w{2,6}n['’]t)\b",
    re.IGNORECASE,
)
_IRREALIS = expression(r"\b(?:may|might|could|would|should|must|will)\b", re.IGNORECASE)
_OPINION = expression(
    r"\b(?:find|finds|found|consider(?:s|ed)?|deem(?:s|ed)?|see|sees|view(?:s|ed)?|regard(?:s|ed)?|"
    r"determine[sd]?|believe[sd]?|agree[sd]?|think|thinks|conclude[sd]?|show[sn]?|showed|"
    r"demonstrate[sd]?|establish(?:es|ed)?|indicate[sd]?|indication|evidence|documentation|"
    r"documented|proof|prove[sdn]?|clear|convinced|persuaded|support(?:s|ed)?|apparent|evident|"
    r"justif(?:y|ies|ied)|meets?|met|confirm(?:s|ed)?|substantiate[sd]?|there (?:is|was|are))\b",
    re.IGNORECASE,
)
_NOUN_PREDICATE = expression(
    r"\b(?:established|substantiated|supported|documented|demonstrated|shown|found|met|proven|"
    r"evident|apparent|confirmed|justified|exists?|present|clear|certified|satisfied|lacking|"
    r"not (?:there|seen))\b",
    re.IGNORECASE,
)
_AFTER = expression(
    r"\W*$|\W{0,2}[.,;:)]| (?:and|or|nor|for|to|at|as|in|based|per|according|under|by|because|"
    r"since|due|given|on|with|without|here|there|until|unless|when|if|from|that|this|but|however|"
    r"over|pursuant|following|prior|beyond|so|solely|now|currently|nor|than|absent|after|before)\b",
    re.IGNORECASE,
)
_BOUNDARY = expression(
    r"[;:—, ](?:(?<=[;:—])|(?:(?<= )|(?<=,) )(?P<word>and|but|so|as|because|since|while|although|"
    r"though|however|therefore|which|thus|yet|whereas|unless|whether|if|that|until|when|where|who) "
    r"(?=(?:the|this|it|these|those|there|such|that|no|an?|he|she|is|was|are|were|medical|medically|"
    r"requested|surgical|any|both|its|all|each|additional|further|current|continued)\b)"
    r"|(?<=,) (?=(?:the|this|it|these|such|therefore)\b))",
    re.IGNORECASE,
)
_OPENED = expression(r"(?:If|Unless|Whether|When|Until)\b")
_CONDITIONAL = frozenset({"if", "whether", "unless", "until", "when", "where", "which", "who"})
_NEGATIVE_SUBJECT = expression(r"\W*(?:no(?!,)|none|neither|nothing)\b", re.IGNORECASE)
_REQUESTED = expression(
    r"\b(?:request(?:s|ed)?|proposed|disputed|in question|at issue|recommended|prescribed|original|"
    r"remaining|ordered|it|this|these|therapy|treatment|services?|surgery|procedure)\b",
    re.IGNORECASE,
)
_INFERENCE = expression(
    r"(?:therefore|thus|hence|accordingly|consequently|as such|in conclusion|for these reasons|"
    r"given the above|based on)\b",
    re.IGNORECASE,
)
_FIXED = phrases("this decision addresses", "medical necessity decision", "advised to consult")
_EARLIER = expression(
    r"\b(?:utilization review|UR|claims administrator|previous(?:ly)?|prior|insurance|carrier|"
    r"adjuster|by (?:the )?(?:FDA|guidelines?|MTUS|ODG|ACOEM))\b"
)
_VIEW_OF_OTHERS = expression(
    r"\W*(?:[\w,-]{1,14} ){0,4}?(?:utilization review(?:er)?|UR|claims administrator|adjuster|"
    r"carrier)(?: [\w,/-]{1,14}){0,5}? (?:found|finds|held|holds|deemed|deems|considered|"
    r"determined|thought|believed|concluded|called|judged)\b",
    re.IGNORECASE,
)
"""What review held before is told, and is not what the reviewer concludes."""
_GUIDELINE_SUBJECT = expression(r"\b(?:guidelines?|MTUS|ACOEM|ODG)\b")
_NOMINAL = expression(
    r"\b(?:is|are|was|were) (?:not |clearly |therefore )?(?:an? |of )$", re.IGNORECASE
)
_OF_THE_REQUEST = expression(r"\b(?:request|medical)", re.IGNORECASE)
_THAT = expression(r"\bthat $", re.IGNORECASE)
_GOVERNED = expression(
    r"\b(?:meets?|met|establish\w*|supports?|supported|demonstrate\w*|shows?|shown|document\w*|"
    r"justif\w+|substantiate\w*|prove\w*|confirm\w*|there (?:is|was)|lacks?)\b"
    r"(?:\W+[\w-]+){0,4}\W+$",
    re.IGNORECASE,
)
_TAIL = 3
_LONGEST_LEAD = 40
"""Characters that may stand before "necessary" in what is predicated."""
_LONGEST_CHAIN = 160


def find_conclusions(passage: Passage, issue: int | None) -> tuple[Conclusion, ...]:
    """The conclusions of `passage` in order.

    Explicit ones are sought throughout; only where there is none, implied ones in the last three
    sentences.
    """
    lowered = passage.lowered
    places = []
    for stem in ("necess", "medically "):
        at = lowered.find(stem)
        while at != -1:
            places.append(at)
            at = lowered.find(stem, at + len(stem))
    sentences = sorted({passage.sentence_index(at) for at in places})
    found = [one for index in sentences if (one := _explicit(passage, index, issue))]
    if not found:
        last = range(max(len(passage.starts) - _TAIL, 0), len(passage.starts))
        found = [one for index in last if (one := _implied(passage, index, issue))]
    return tuple(found)


def _explicit(passage: Passage, index: int, issue: int | None) -> Conclusion | None:
    sentence = passage.sentence(index)
    if _FIXED.search(sentence):
        return None
    senses = []
    lowered = passage.lowered[slice(*passage.bounds(index))]
    first = min(at for at in (lowered.find("necess"), lowered.find("medically ")) if at >= 0)
    for head in _ADJECTIVE.finditer(sentence, max(first - _LONGEST_LEAD, 0)):
        sense = _adjective_sense(sentence, head)
        if sense is not None:
            senses.append((*head.span(), sense))
    nouns = _NOUN.finditer(sentence, max(first - _LONGEST_LEAD, 0)) if "sity" in lowered else ()
    for head in nouns:
        sense = _noun_sense(sentence, head)
        if sense is not None:
            senses.append((*head.span(), sense))
    return _conclusion(passage, index, issue, senses, explicit=True)


def _implied(passage: Passage, index: int, issue: int | None) -> Conclusion | None:
    sentence = passage.sentence(index)
    if _FIXED.search(sentence):
        return None
    senses = []
    begin, end = passage.bounds(index)
    for head in _IMPLIED.matches(passage.words, begin, end):
        at = head.start() - begin
        start, word = _clause_start(sentence, at)
        clause = sentence[start:at]
        drawn = _REQUESTED.search(clause) or _INFERENCE.match(sentence)
        if word in _CONDITIONAL or not drawn:
            continue
        if _GUIDELINE_SUBJECT.search(clause) or _EARLIER.search(sentence[start:]):
            continue
        turned = bool(head.group("turned")) != (head.group("word").lower() in _DENIALS)
        sense = _chained(sentence, start, at, turned=turned, opinion=False)
        if sense is not None:
            senses.append((at, head.end() - begin, sense))
    return _conclusion(passage, index, issue, senses, explicit=False)


def _conclusion(
    passage: Passage,
    index: int,
    issue: int | None,
    senses: list[tuple[int, int, bool]],
    *,
    explicit: bool,
) -> Conclusion | None:
    if not senses or len({sense for _, _, sense in senses}) > 1:
        return None
    head, after, sense = senses[-1]
    start, _ = passage.bounds(index)
    sentence = passage.sentence(index)
    return Conclusion(
        issue=issue,
        span=passage.span(start + head, start + after),
        necessary=sense,
        strength="explicit" if explicit else "implied",
        sentence=passage.span(start, start + len(sentence)),
        subject=(start + _clause_start(sentence, head)[0], start + head),
    )


@lru_cache(maxsize=64)  # the same head is asked about for its sense and for its subject
def _clause_start(sentence: str, head: int) -> tuple[int, str]:
    """Where the clause of the head starts, and the word that opens it."""
    start, word = 0, ""
    for boundary in _BOUNDARY.finditer(sentence, 0, head):
        start, word = boundary.end(), (boundary.group("word") or "").lower()
    if start == 0 and _OPENED.match(sentence):
        word = "if"
    return start, word


def _clause_end(sentence: str, head: int) -> int:
    boundary = _BOUNDARY.search(sentence, head)
    return boundary.start() if boundary else len(sentence)


def _adjective_sense(sentence: str, head: re.Match[str]) -> bool | None:
    start, word = _clause_start(sentence, head.start())
    if word in _CONDITIONAL or not _AFTER.match(sentence, head.end()):
        return None
    clause = sentence[start : head.start()]
    if head.group("bare") and not head.group("medical") and not _bare_counts(clause):
        return None
    if _VIEW_OF_OTHERS.match(clause):
        return None
    turned = bool(head.group("turned") or head.group("turned_in")) != bool(
        head.group("glued") or head.group("glued2")
    )
    return _chained(sentence, start, head.start(), turned=turned, opinion=True)


def _bare_counts(clause: str) -> bool:
    """Whether a bare "necessary" speaks of this request, or stands beside "medical"."""
    return _OF_THE_REQUEST.search(clause) is not None


def _chained(sentence: str, start: int, head: int, *, turned: bool, opinion: bool) -> bool | None:
    """The sense of a head at `head` in the clause that starts at `start`; None: no predicate."""
    clause = sentence[start:head]
    chain = _CHAIN.search(clause, max(len(clause) - _LONGEST_CHAIN, 0))
    if chain and _FINITE.search(chain.group()):
        verbs = chain.group()
        if _IRREALIS.search(verbs) and not denies(verbs) and "considered" not in verbs:
            return None
        denied = denies(verbs) != bool(_NEGATIVE_SUBJECT.match(clause))
    elif opinion and _OPINION.search(clause):
        return denies(clause) == turned
    else:
        return None
    before = sentence[:start]
    if _THAT.search(before, max(start - 6, 0)):
        outer = before[_clause_start(before[:-6], max(len(before) - 6, 0))[0] :]
        if _OPINION.search(outer):
            denied = denied != denies(outer)
    return denied == turned


def _noun_sense(sentence: str, head: re.Match[str]) -> bool | None:
    """The sense of "medical necessity": by the predicate after it, else by the verb before it."""
    start, word = _clause_start(sentence, head.start())
    if word in _CONDITIONAL:
        return None
    after = sentence[head.end() : _clause_end(sentence, head.end())]
    before = sentence[start : head.start()]
    if _IRREALIS.search(before) or _IRREALIS.search(after):
        return None
    predicate = _NOUN_PREDICATE.search(after)
    if predicate and _FINITE.search(after, 0, predicate.start() + 7):
        lacking = predicate.group().lower() == "lacking"
        subject = bool(_NEGATIVE_SUBJECT.match(before))
        return (denies(after[: predicate.start()]) != subject) == lacking
    governed = _GOVERNED.search(before)
    if governed is None and not _NOMINAL.search(before, max(len(before) - 40, 0)):
        return None
    return not denies(before)
