"""What changed between two years of the guidelines, side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from assistant.terminal.limits import VERIFICATION_ROLES, limit_data, limit_words
from assistant.terminal.style import Style
from assistant.terminal.table import table
from assistant.terminal.words import plural

if TYPE_CHECKING:
    from assistant.guidelines.differences import Change, Difference
    from assistant.guidelines.models import Limit

_ORDER: tuple[Change, ...] = ("changed", "earlier only", "later only", "same")
_ROLES = {"changed": "warning", "earlier only": "error", "later only": "good", "same": "dim"}


def difference_data(difference: Difference) -> dict[str, Any]:
    """The difference in the machine interface; a year without the limit gives null."""
    return {
        "services": list(difference.services),
        "metric": difference.metric,
        "phase": difference.phase,
        "about": difference.about or None,
        "change": difference.change,
        "earlier": limit_data(difference.earlier) if difference.earlier else None,
        "later": limit_data(difference.later) if difference.later else None,
    }


def differences_text(
    differences: Sequence[Difference],
    years: tuple[int, int],
    style: Style,
    columns: int,
    *,
    everything: bool,
) -> str:
    """A table for each kind of change, with a column a year where both have the limit."""
    counts = Counter(one.change for one in differences)
    blocks = []
    for change in _ORDER:
        own = [one for one in differences if one.change == change]
        if not own or (change == "same" and not everything):
            continue
        heading = style(_ROLES[change], _named(change, years)) + f" ({counts[change]})"
        blocks.append("\n".join((heading, *_table(own, change, years, style, columns))))
    total = ", ".join(f"{counts[change]} {_named(change, years)}" for change in _ORDER)
    return "\n\n".join((*blocks, f"{plural(len(differences), 'limit')}: {total}"))


def _table(
    own: Sequence[Difference], change: Change, years: tuple[int, int], style: Style, columns: int
) -> list[str]:
    if change == "changed":
        sides = [(_subject(one), _cell(one.earlier), _cell(one.later)) for one in own]
        return table(("of", *map(str, years)), sides, style, columns, indent=2)
    rows = [(_subject(one), *_parts(one.earlier or one.later)) for one in own]
    header = ("of", "limit", "for", "verification")
    return table(header, rows, style, columns, roles=VERIFICATION_ROLES, indent=2)


def _named(change: Change, years: tuple[int, int]) -> str:
    earlier, later = years
    names = {"earlier only": f"only in {earlier}", "later only": f"only in {later}"}
    return names.get(change, change)


def _subject(one: Difference) -> str:
    services = ", ".join(one.services) or "chapter"
    what = one.metric if one.phase == "any" else f"{one.phase} {one.metric}"
    about = f" ({one.about})" if one.about else ""
    return f"{services}: {what}{about}".replace("_", " ")


def _cell(limit: Limit | None) -> str:
    words, condition, verification = _parts(limit)
    return f"{words} ({verification})" + (f": {condition}" if condition else "")


def _parts(limit: Limit | None) -> tuple[str, str, str]:
    """Number, condition and verification; every difference has a limit on one side at least."""
    if limit is None:
        return "none known", "", ""
    return limit_words(limit), limit.condition, limit.verification
