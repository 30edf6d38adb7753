"""The codes of all checks: stable, never reused, one module each.

ARI arithmetic · LIM limits · CIT citations · DAT dates · CON conclusion · ITM item against
rationale · PER person · COM completeness · REC record · PRI privacy · WAI waivers
"""

from __future__ import annotations

from types import ModuleType

from assistant.checks.arithmetic import partial_does_not_add_up, total_not_frequency_times_weeks
from assistant.checks.citations import (
    chapter_of_another_part,
    edition_not_in_force,
    page_outside_section,
    section_not_in_chapter,
    source_not_in_catalog,
)
from assistant.checks.completeness import decision_without_source_or_reason
from assistant.checks.conclusion import outcome_contradicted
from assistant.checks.dates import date_against_header, header_dates_out_of_order
from assistant.checks.items import closing_names_another
from assistant.checks.limits import exceeded_wrongly, limit_misquoted
from assistant.checks.record import person_contradicts_record
from assistant.checks.waivers import waiver_without_finding

CODES: dict[str, ModuleType] = {
    "ARI001": total_not_frequency_times_weeks,
    "ARI002": partial_does_not_add_up,
    "CIT001": source_not_in_catalog,
    "CIT002": edition_not_in_force,
    "CIT003": page_outside_section,
    "CIT004": section_not_in_chapter,
    "CIT005": chapter_of_another_part,
    "COM001": decision_without_source_or_reason,
    "CON001": outcome_contradicted,
    "DAT001": date_against_header,
    "DAT002": header_dates_out_of_order,
    "ITM001": closing_names_another,
    "LIM001": limit_misquoted,
    "LIM002": exceeded_wrongly,
    "REC001": person_contradicts_record,
    "WAI001": waiver_without_finding,
}
