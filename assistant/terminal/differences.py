"""What changed between two years of the guidelines, side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from assistant.terminal.limits import limit_data, limit_words
from assistant.terminal.style import Style
from assistant.terminal.table import table
from assistant.terminal.words import plural

if TYPE_CHECKING:
    from assistant.guidelines.differences import Change, Difference
    from assistant.guidelines.models import Limit

_ROLES = {"changed": "warning", "earlier only": "error", "later only": "good"}
_ORDER: tuple[Change, ...] = ("changed", "earlier only", "later only", "same")


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
    """A table with a column a year, then how many limits changed, stand alone and stayed."""
    shown = [one for one in differences if everything or one.change != "same"]
    rows = [
        (one.change, _subject(one), _cell(one.earlier), _cell(one.later), _verified(one))
        for one in sorted(shown, key=lambda one: _ORDER.index(one.change))
    ]
    header = ("change", "of", *map(str, years), "verification")
    lines = table(header, rows, style, columns, roles=_ROLES) if rows else []
    counts = Counter(one.change for one in differences)
    total = ", ".join(f"{counts[change]} {change}" for change in _ORDER)
    lines += ["", f"{plural(len(differences), 'limit')}: {total}"]
    return "\n".join(lines)


def _subject(one: Difference) -> str:
    services = ", ".join(one.services) or "chapter"
    what = one.metric if one.phase == "any" else f"{one.phase} {one.metric}"
    about = f" ({one.about})" if one.about else ""
    return f"{services}: {what}{about}".replace("_", " ")


def _cell(limit: Limit | None) -> str:
    if limit is None:
        return "none known"
    condition = f"; {limit.condition}" if limit.condition else ""
    return f"{limit_words(limit)}{condition} ({limit.section})"


def _verified(one: Difference) -> str:
    known = [limit.verification for limit in (one.earlier, one.later) if limit]
    return "; ".join(dict.fromkeys(known))
