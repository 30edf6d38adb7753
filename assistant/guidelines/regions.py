"""Body parts as regions, so that "right wrist", "cervical" and "C5-6" meet the guideline's words.

`regions("low back and left knee")` is `{"low back", "knee"}`. A spine level stands for its region;
sides are dropped, for no guideline limit depends on the side.
"""

from __future__ import annotations

import re
from functools import lru_cache

REGIONS: dict[str, str] = {
    "neck": r"neck|cervical|cervico\w{0,20}|c[1-7](?:\s?-\s?(?:c?[1-7]|t1))?",
    "upper back": r"upper back|thoracic|mid(?:dle)?[ -]?back|t(?:[1-9]|1[0-2])",
    "low back": r"low(?:er)?[ -]?back|lumbar|lumbo\w{0,20}|lumbosacral|sacral|sacrum|sacroiliac|"
    r"si joints?|coccyx|l[1-5](?:\s?-\s?(?:l?[1-5]|s1))?|s1",
    "shoulder": r"shoulders?|rotator cuff|clavicle|scapul\w{0,5}|acromio\w{0,10}",
    "elbow": r"elbows?|epicondyl\w{0,5}|cubital",
    "upper arm": r"upper arms?|humer\w{0,4}|biceps|triceps",
    "forearm": r"forearms?|radius|ulna|radial|ulnar",
    "wrist": r"wrists?|carpal|carpus|de quervain\w{0,2}",
    "hand": r"hands?|fingers?|thumbs?|metacarp\w{0,5}|digits?",
    "hip": r"hips?|groin|pelvi[sc]|buttocks?",
    "thigh": r"thighs?|femur|femoral|hamstrings?|quadriceps",
    "knee": r"knees?|patell\w{0,6}|menisc\w{0,3}",
    "leg": r"legs?|calf|calves|tibia\w{0,2}|fibula\w{0,2}|shins?",
    "ankle": r"ankles?|achilles",
    "foot": r"foot|feet|toes?|plantar|heels?|hallux|metatars\w{0,3}",
    "head": r"head|headaches?|concussion|brain|crani\w{0,4}|skull|post-?concussi\w{0,3}",
    "eye": r"eyes?|ocular|cornea\w{0,2}|vision",
    "chest": r"chest|ribs?|sternum|thorax",
    "abdomen": r"abdom\w{0,5}|hernias?|inguinal|umbilical",
}
"""Each region with the words that name it (a regular expression without anchors)."""

GROUPS: dict[str, tuple[str, ...]] = {
    "spine": ("neck", "upper back", "low back"),
    "back": ("upper back", "low back"),
    "upper extremity": ("shoulder", "upper arm", "elbow", "forearm", "wrist", "hand"),
    "lower extremity": ("hip", "thigh", "knee", "leg", "ankle", "foot"),
}
"""Words for several regions at once, used where no region of the group is named."""

_WORD = re.compile(
    r"\b(?:"
    + "|".join(f"(?P<r{number}>{words})" for number, words in enumerate(REGIONS.values()))
    + r")\b"
)
_NAMES = tuple(REGIONS)


@lru_cache(maxsize=1024)
def regions(text: str) -> frozenset[str]:
    """The regions that `text` names; empty where it names none."""
    folded = text.casefold()
    groups = {match.lastgroup for match in _WORD.finditer(folded)}
    found = {_NAMES[int(group[1:])] for group in groups if group}
    for group, members in GROUPS.items():
        if re.search(rf"\b{group}(?:s|ies)?\b", folded) and not found.intersection(members):
            found.update(members)
    return frozenset(found)


def regions_of(body_parts: tuple[str, ...]) -> frozenset[str]:
    """The regions of all `body_parts`."""
    return frozenset().union(*(regions(part) for part in body_parts))
