"""The words of examinations: movements, tests, signs, how results are told, where tests belong."""

from __future__ import annotations

import re

from assistant.facts.sought import Sought
from assistant.text.patterns import expression

_MOVES = (
    r"(?:forward |plantar ?|dorsi-?|palmar )?flexion|(?:hyper)?extension|abduction|adduction"
    r"|(?:internal|external|lateral|left|right) rotation|(?:(?:right|left) )?lateral"
    r" (?:bend(?:ing)?|flexion|tilt)|(?:right|left) (?:side )?bending|rotation|pronation|supination"
    r"|(?:radial|ulnar) deviation|elevation|ER|IR|flex|ext|abd|add"
)
MOTION = Sought(
    rf"\b(?P<move>{_MOVES})\b(?P<gap>(?: (?:is|was|to|of|at|about|only|limited|restricted"
    r"|reduced|decreased|measure[sd]?|approximately|ROM|range)"
    r"| of (?:the |his |her )?(?:(?:left|right) )?[a-z]{3,9}|[ ]?[:=,-]|[ ]?\((?:right|left|R|L)\)"
    r"| (?:right|left))*)"
    r" ?(?P<low>\d{1,3})(?: ?(?P<sep>/|-|–|to|of|out of) ?(?P<high>\d{1,3}))?"
    r"(?P<unit> ?(?:°|º|deg(?:rees?)?\b))?"
    r"(?![\d%]|\s?(?:/|lb|pound|kg|times|sets|rep|min|sec|visit))",
    re.IGNORECASE,
)
THEN_AND_NOW = expression(
    rf"[^\d:]{{0,30}}?\b(?P<move>{_MOVES})\b(?: (?:ROM|AROM|PROM"
    rf"|range of motion))?[ :|]{{1,4}}-?\d{{1,3}}°?"
    r"[ |]{1,4}-?(?P<now>\d{1,3})°?",
    re.IGNORECASE,
)
"""A row of a table that has the value of then in one column and that of now in the next."""
ROM = Sought(r"\b(?:ROM|range of motion|motion)\b", re.IGNORECASE)
RANGE = Sought(
    r"\b(?:ROM|range of motion)\b(?: (?:is|was|of|from|measure[sd]?)|[ ]?[:=])*"
    r" ?(?P<low>\d{1,3})(?: ?°)? ?(?:-|–|to) ?(?P<high>\d{1,3}) ?(?:°|º|deg(?:rees?)?\b)",
    re.IGNORECASE,
)
HALF_TURN = 180
STRAIGHT_LEG = expression(r"straight[ -]leg[ -]rais|^slr$|^lasegue$")
PLACES: tuple[tuple[re.Pattern[str], str], ...] = (
    (expression(r"straight leg|slump"), "leg"),
    (expression(r"spurling|foraminal|cervical (?:compression|distraction)"), "neck"),
    (expression(r"kemp|facet loading|waddell"), "low back"),
    (
        expression(
            r"hawkins|neer|drop[ -]arm|empty can|jobe|yergason|speed|o['’]brien|apprehension"
            r"|cross[ -]?(?:arm|body)|impingement"
        ),
        "shoulder",
    ),
    (
        expression(
            r"mcmurray|lachman|patellar grind|(?:anterior|posterior) drawer|(?:valgus|varus)"
        ),
        "knee",
    ),
    (expression(r"phalen|durkan|finkelstein|watson|tfcc|piano"), "wrist"),
    (expression(r"cozen|mill|maudsley"), "elbow"),
    (expression(r"faber|patrick|gaenslen|trendelenburg|thomas|ober|log roll|stinchfield"), "hip"),
    (expression(r"thompson|talar"), "ankle"),
)
"""The part that a test examines, whatever part the sentence names beside it."""
EPONYM_END = expression(r"['’]s$")
LONGEST_REGION = 56
OPENS_EXAM = expression(r"(?:(?:physical )?exam\w*|PE|objective|O) ?:", re.IGNORECASE)
NEW_SECTION = Sought(
    r"(?:diagnos|assess|plan|impression|treatment|work status|discussion|subjective|complaint)",
    re.IGNORECASE,
)
OTHER_SIDE = expression(
    r"(?: (?:(?:on|in|at) the )?(?:left|right)(?: side| (?!and\b"
    r"|\d)\w+)?)?,?(?: and)? (?P<side>(?:left|right):? )?"
    r"(?P<low>\d{1,3}(?:\.5)?)(?P<unit> ?(?:/ ?5|°|º|degrees|kg|lbs?|pounds)"
    r"|(?= (?:on the )?(?:left|right)\b)"
    r"|(?(side)(?:/(?P<normal>\d{2,3}))?(?=[,.;]|$)|(?!)))"
    r"(?(side)|(?= (?:(?:on|in|at) the )?(?:left|right)\b))",
    re.IGNORECASE,
)
_MUSCLES = (
    r"EHL|quad(?:ricep)?s?|hamstrings?|deltoids?|biceps|triceps|(?:supra|infra)spinatus"
    r"|gastroc\w*|tibialis|iliopsoas|hip flexors?|wrist (?:extensors?|flexors?)|intrinsics"
    r"|dorsiflexors?|plantar ?flexors?|(?:hip )?abductors?|subscapularis"
)
STRENGTH = Sought(
    rf"\b(?:strength|motor|power|MMT|{_MUSCLES})\b[^.;\n]{{0,60}}?(?<![\d/])(?P<low>[0-5](?:\.5)?)[+-]?"
    r"(?: ?(?:-|to) ?(?P<high>[0-5])[+-]?)? ?/ ?5(?![\d/])",
    re.IGNORECASE,
)
GRIP = Sought(
    r"\bgrip\b[^.;\n]{0,50}?(?P<low>\d{1,3})(?: ?/ ?\d{1,3}){0,2} ?(?P<unit>kg|lbs?|pounds)\b",
    re.IGNORECASE,
)
STATED = Sought(
    r"\b(?:\w+ )?(?P<test>sensation|sensory(?: exam\w*)?|(?:deep tendon )?reflex(?:es)?)"
    r"(?: (?:to light touch|is|are|was|were|remains?|throughout))* "
    r"(?P<how>intact|normal|symmetric\w*|absent|diminished|decreased|reduced)\b",
    re.IGNORECASE,
)
REFLEX = Sought(r"\breflex(?:es)?\b[^.;\n]{0,40}?(?P<low>[0-4])\+", re.IGNORECASE)
_TEST_NAMES = (
    *("trendelenburg", "thomas", "ober", "thompson", "mill", "maudsley", "allen", "adson", "roos"),
    *("watson", "tfcc (?:load|compression|grind)(?: test)?", "pivot[ -]shift", "talar tilt"),
    *(
        "sulcus",
        "ant(?:\\.)? drawer",
        "post(?:\\.)? drawer",
        "lift[ -]?off",
        "belly press",
        "log roll",
    ),
    *("load and shift", "piano key", "stinchfield", "bounce home", "apley(?: grind)?", "crank"),
    *("(?:(?:seated|supine) )?straight[ -]leg[ -]rais(?:e|ing)", "slr", "faber", "babinski"),
    *("spurling", "hawkins(?:[ -]kennedy)?", "neer", "tinel", "phalen", "mcmurray", "lachman"),
    *("patrick", "kemp", "finkelstein", "apprehension", "drop[ -]arm", "o['’]brien", "yergason"),
    *("speed(?:['’]s)?(?= test)", "impingement", "cross[ -]?(?:arm|body)(?: adduction)?", "jobe"),
    *("empty can", "facet loading", "hoffmann?", "romberg", "(?:valgus|varus) stress", "durkan"),
    *("patellar grind", "gaenslen", "waddell", "lasegue", "foraminal compression", "cozen"),
    *(
        "cervical (?:compression|distraction)",
        "(?:anterior|posterior) drawer",
        "elbow flexion test",
    ),
)
_TESTS = rf"(?:{'|'.join(_TEST_NAMES)})(?:['’]?s)?"
_POSITIVE = r"positive|\bpos\b|\(\+\)|\+(?:ve\b|(?=[ ,;.]|$))|elicit\w*|reproduc\w*|provok\w*"
NEGATIVE = r"negative|\bneg\b|\(-\)|-ve\b|not (?:elicited|positive)"
RESULT_OF_SIDE = expression(
    rf"\b(?P<result>{_POSITIVE}|{NEGATIVE})(?P<gap>[^.;,\n]{{0,24}}?)"
    r"\b(?P<side>left|right|bilat\w*|(?-i:[LR]))\b",
    re.IGNORECASE,
)
"""A result with its side: "pos L at 45, neg R", "positive left and negative right"."""
SIDE_FIRST = expression(
    rf"\b(?P<side>left|right|bilat\w*|(?-i:[LR]))(?: (?:is|was|side))? (?P<result>{_POSITIVE}"
    rf"|{NEGATIVE})",
    re.IGNORECASE,
)
"""A side with its result: "left positive at 40 degrees, right negative"."""
TEST = Sought(
    rf"(?:(?P<before>{_POSITIVE}|{NEGATIVE}) (?:for )?(?:an? )?)?\b(?P<test>{_TESTS})(?![\w])"
    rf"(?P<behind>[^.;\n]{{0,60}}?(?P<after>{NEGATIVE}|{_POSITIVE}))?",
    re.IGNORECASE,
)
SIGN = Sought(
    r"\b(?P<test>tender(?:ness)?|ttp|(?:muscle )?spasms?|swelling|effusion|atrophy|antalgic gait"
    r"|guarding|crepitus"
    r"|(?:decreased|diminished|reduced|impaired|loss of) (?:light touch )?sensation"
    r"|sensory (?:deficits?|loss)"
    r"|(?:decreased|limited|restricted|reduced|painful) (?:range of )?motion|(?:decreased|limited"
    r"|restricted|reduced) ROM|instability|trigger points?|edema|deformity|hypertonicity)\b",
    re.IGNORECASE,
)
SECTION = Sought(
    r"exam|objective|findings|palpation|motion|\brom\b|inspection|neuro", re.IGNORECASE
)
EXAMINED = Sought(
    r"\b(?:exam\w*|objective(?:ly)?|palpation|palpable|physical|tender|tenderness|positive"
    r"|negative|pos|neg"
    r"|noted|reveal\w*|found|show\w*|there (?:is|was|are|were)|demonstrat\w*|gait|reflex\w*|ROM"
    r"|range of motion|degrees?|(?:flexion|extension|rotation|abduction|bending)\b[^.;\n]{0,24}?\d"
    r"|spasms?|grip|strength|motor|sensation|sensory|intact)\b|°|\+",
    re.IGNORECASE,
)
ASKED = Sought(
    r"\b(?:request\w*|goals?|exercis\w*|in order to|to (?:improve|increase|restore|reduce|decrease)"
    r"|will|guidelines?|MTUS|ODG|ACOEM|recommend\w*|complain\w*|reports?|denies|subjective"
    r"|treatment (?:for|of)|if|until|should)\b",
    re.IGNORECASE,
)
SIDE = expression(
    r"\b(?:on (?:the )?|in the )?(left|right|bilateral)(?:ly| side)?\b|\(([LR])\)|(?-i:\b([LR])\b)",
    re.IGNORECASE,
)
LETTER = {"l": "left", "r": "right"}
NEAR = 24
LEAST_MOTION = 5
SHORT = {
    "er": "external rotation",
    "ir": "internal rotation",
    "flex": "flexion",
    "ext": "extension",
    "abd": "abduction",
    "add": "adduction",
}
