"""Guideline data: editions, sections, passages and dated limits.

A limit is a value with a unit, a period, a phase, a condition, what it applies to, where it is
printed, when it was in force, and how well it was verified. Old values stay beside new ones.
"""

from datetime import date
from typing import Literal

from assistant.text import Value

System = Literal["MTUS", "ODG", "ACOEM", "other"]

Verification = Literal["official", "corroborated", "reported", "recalled", "unverified"]
"""How well a fact is known, best first.

official: read in an official text; corroborated: two or more published determinations, or one and a
sister edition that several quote; reported: one determination, a sister edition or an independent
source; recalled: not read anywhere, but several separate recollections agree; unverified: the rest.
"""

Phase = Literal["trial", "total", "maintenance", "flare_up", "post_surgical", "acute", "any"]

Operator = Literal["<=", "<", ">=", ">", "==", "range"]


COUNTS = ("visits", "sessions", "injections", "treatments_to_effect", "tests", "duration")
"""Metrics that a guideline bounds from above, whatever the lower end of its range."""


class InForce(Value):
    """First and last day on which an edition was in force; `None` where that is not verified."""

    start: date | None
    end: date | None

    def covers(self, day: date) -> bool:
        """Whether `day` lies inside; an open end has no bound on that side."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


class Limit(Value):
    """One dated, cited number of a guideline.

    value     `(low, high)`; equal for a single number
    over      the time in which `value` applies, as "2 weeks", "6-8 weeks"; None where none is given
    services  services of the machine interface; body_parts and diagnoses empty: no restriction
    services  empty where the limit belongs to the chapter and not to a service
    source    how the number was verified, in words
    edition   key of the edition, `passage` the id of the passage that states the limit
    rank      place of the source in the search sequence, see `Edition.rank`
    """

    id: str
    edition: str
    passage: str
    rank: int
    metric: str
    phase: Phase
    operator: Operator
    value: tuple[float, float]
    unit: str
    over: str | None = None
    condition: str = ""
    services: tuple[str, ...]
    body_parts: tuple[str, ...] = ()
    diagnoses: tuple[str, ...] = ()
    system: System
    chapter: str
    year: int | None
    section: str
    regulation: str | None = None
    pages: tuple[int, int] | None = None
    in_force: InForce
    verification: Verification
    source: str = ""

    @property
    def citation(self) -> str:
        """As a letter prints it: "MTUS Low Back Complaints 2004, Physical Methods, p. 298-301"."""
        year = f" {self.year}" if self.year else ""
        pages = ""
        if self.pages:
            low, high = self.pages
            pages = f", p. {low}" if low == high else f", p. {low}-{high}"
        system = "" if self.system == "other" else f"{self.system} "
        chapter = self.chapter.removeprefix(system)
        return f"{system}{chapter}{year}, {self.section}{pages}"

    def admits(self, amount: float) -> bool:
        """Whether `amount`, in the unit of the limit, keeps to it.

        Of a range that counts treatments ("9-10 visits") the upper end is the limit; of any other
        range ("every 1-6 months") both ends are.
        """
        low, high = self.value
        match self.operator:
            case "<=":
                return amount <= high
            case "<":
                return amount < high
            case ">=":
                return amount >= low
            case ">":
                return amount > low
            case "==":
                return amount == low
            case "range":
                return amount <= high and (amount >= low or self.metric in COUNTS)


class Passage(Value):
    """An own-words account of what a guideline section says.

    `id` is stable: "<guideline>/<edition>/<section>" with "#<part>" where a section has several.
    `unread`: what the section says is not on record, see `Section.unread`. `conditions`: what its
    chapter is for where that is no part of the body, see `Edition.conditions`.
    """

    id: str
    system: System
    chapter: str
    year: int | None
    section: str
    title: str
    text: str
    pages: tuple[int, int] | None = None
    services: tuple[str, ...] = ()
    body_parts: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    in_force: InForce
    verification: Verification
    requirements: tuple[str, ...] = ()
    source: str = ""
    rank: int = 1
    unread: bool = False
    limit_ids: tuple[str, ...] = ()


class Section(Value):
    """One section of an edition, as a citation names it.

    slug  the name of its files, empty for a title that is only known to exist
    see   slugs of sections of the same edition whose limits govern here too
    unread  whether the text on these services is not on record here: the title is ours, a citation
            names the chapter alone, and no number of it is known
    """

    title: str
    slug: str = ""
    aliases: tuple[str, ...] = ()
    pages: tuple[int, int] | None = None
    services: tuple[str, ...] = ()
    requirements: tuple[str, ...] = ()
    see: tuple[str, ...] = ()
    unread: bool = False
    note: str = ""


class Edition(Value):
    """One chapter of one guideline in one year, with its sections.

    key        "<guideline>/<edition>", the folder under guideline_corpus/
    cite_as    the printed form, "MTUS Chronic Pain Medical Treatment 2009"
    aliases    other printed forms of the chapter title, without year
    body_parts what the chapter is about; empty for chapters that are not about a body part
    conditions what the chapter is for where that is no body part, as "asthma"; empty for the others
    complete   whether `sections` lists every section of the chapter: an unlisted one is wrong
    rank       place in the search sequence of 8 CCR 9792.21.1: 0 statute or regulation, 1 MTUS,
               2 ACOEM or ODG outside the MTUS, 3 other guidelines
    text       what the edition is: publisher, chapter number, version
    """

    key: str
    system: System
    chapter: str
    year: int | None
    cite_as: str
    aliases: tuple[str, ...] = ()
    regulation: str | None = None
    in_force: InForce
    window_verification: Verification
    body_parts: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    complete: bool = False
    rank: int = 1
    text: str = ""
    note: str = ""
    sections: tuple[Section, ...] = ()
