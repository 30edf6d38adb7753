"""The codes of all checks: stable, never reused, one module each.

ARI arithmetic · LIM limits · CIT citations · DAT dates · CON conclusion · ITM item against
rationale · PER person · COM completeness · REC record · PRI privacy · WAI waivers
"""

from __future__ import annotations

from types import ModuleType

from assistant.checks.arithmetic import partial_does_not_add_up, total_not_frequency_times_weeks
from assistant.checks.citations import (
    another_edition_in_prose,
    another_source_in_prose,
    chapter_of_another_part,
    chronic_chapter_for_recent_injury,
    citation_without_year,
    denied_because_silent,
    edition_not_yet_in_force,
    edition_superseded,
    outside_source_beside_schedule,
    page_outside_section,
    regulation_about_another_matter,
    regulation_unknown,
    section_not_in_chapter,
    source_not_in_catalog,
)
from assistant.checks.completeness import (
    decision_without_source_or_reason,
    documents_not_listed,
    function_not_named,
    header_date_missing,
    necessity_not_stated,
    part_missing,
    reviewer_not_described,
)
from assistant.checks.conclusion import outcome_contradicted
from assistant.checks.dates import (
    date_against_header,
    day_after_decision,
    day_before_injury,
    deadline_passed,
    duration_refuted,
    header_dates_out_of_order,
    impossible_date,
    injury_dates_differ,
    note_after_denial,
    request_after_denial,
    time_since_injury,
)
from assistant.checks.items import closing_names_another
from assistant.checks.limits import exceeded_wrongly, limit_misquoted
from assistant.checks.person import (
    age_not_of_a_worker,
    ages_differ,
    anatomy_of_other_sex,
    findings_denied,
    pronoun_of_other_sex,
    score_off_scale,
    sexes_differ,
    surgery_denied,
)
from assistant.checks.privacy import (
    birth_date_given,
    number_of_the_person,
    patient_named,
    way_to_reach,
)
from assistant.checks.record import (
    day_not_in_record,
    denial_not_of_record,
    diagnosis_not_of_record,
    person_contradicts_record,
    quotation_altered,
    request_not_of_record,
    score_not_of_record,
    side_not_of_record,
    visits_not_of_record,
)
from assistant.checks.waivers import waiver_without_finding

CODES: dict[str, ModuleType] = {
    "ARI001": total_not_frequency_times_weeks,
    "ARI002": partial_does_not_add_up,
    "CIT001": source_not_in_catalog,
    "CIT002": edition_superseded,
    "CIT003": page_outside_section,
    "CIT004": section_not_in_chapter,
    "CIT005": chapter_of_another_part,
    "CIT006": edition_not_yet_in_force,
    "CIT007": another_edition_in_prose,
    "CIT008": another_source_in_prose,
    "CIT009": citation_without_year,
    "CIT010": regulation_unknown,
    "CIT011": regulation_about_another_matter,
    "CIT012": outside_source_beside_schedule,
    "CIT013": denied_because_silent,
    "CIT014": chronic_chapter_for_recent_injury,
    "COM001": decision_without_source_or_reason,
    "COM002": header_date_missing,
    "COM003": reviewer_not_described,
    "COM004": part_missing,
    "COM005": documents_not_listed,
    "COM006": function_not_named,
    "COM007": necessity_not_stated,
    "CON001": outcome_contradicted,
    "DAT001": date_against_header,
    "DAT002": header_dates_out_of_order,
    "DAT003": impossible_date,
    "DAT004": day_after_decision,
    "DAT005": day_before_injury,
    "DAT006": note_after_denial,
    "DAT007": request_after_denial,
    "DAT008": duration_refuted,
    "DAT009": injury_dates_differ,
    "DAT010": deadline_passed,
    "DAT011": time_since_injury,
    "ITM001": closing_names_another,
    "LIM001": limit_misquoted,
    "LIM002": exceeded_wrongly,
    "PER001": ages_differ,
    "PER002": age_not_of_a_worker,
    "PER003": sexes_differ,
    "PER004": pronoun_of_other_sex,
    "PER005": score_off_scale,
    "PER006": findings_denied,
    "PER007": surgery_denied,
    "PER008": anatomy_of_other_sex,
    "PRI001": patient_named,
    "PRI002": birth_date_given,
    "PRI003": number_of_the_person,
    "PRI004": way_to_reach,
    "REC001": person_contradicts_record,
    "REC002": quotation_altered,
    "REC003": day_not_in_record,
    "REC004": visits_not_of_record,
    "REC005": request_not_of_record,
    "REC006": side_not_of_record,
    "REC007": denial_not_of_record,
    "REC008": score_not_of_record,
    "REC009": diagnosis_not_of_record,
    "WAI001": waiver_without_finding,
}
