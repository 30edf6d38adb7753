"""All facts of a case, by the readers of this room."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.case_file import Record
from assistant.facts.age import read_age
from assistant.facts.complaints import read_complaints
from assistant.facts.diagnoses import read_diagnoses
from assistant.facts.examination import read_examination
from assistant.facts.finding import by_date
from assistant.facts.function import read_function
from assistant.facts.imaging import read_imaging
from assistant.facts.injury_date import read_injury_date
from assistant.facts.mechanism import read_mechanism
from assistant.facts.medications import read_medications
from assistant.facts.models import CaseFacts
from assistant.facts.prose import Prose
from assistant.facts.requests import read_requests
from assistant.facts.results import read_results
from assistant.facts.sex import read_sex
from assistant.facts.surgeries import read_surgeries
from assistant.facts.ur_decisions import read_ur_decisions
from assistant.facts.visit_logs import read_visit_logs
from assistant.facts.visits import read_visits
from assistant.facts.work_status import read_work_status


def find_facts(records: Iterable[Record]) -> CaseFacts:
    """What `records` document, each fact with its place; nothing is inferred across records."""
    proses = [Prose(record, part) for record in records for part in record.divided()]
    return CaseFacts(
        age=read_age(proses),
        sex=read_sex(proses),
        injury_date=read_injury_date(proses),
        mechanism=read_mechanism(proses),
        requests=read_requests(proses),
        visits=by_date((*read_visits(proses), *read_visit_logs(proses))),
        results=read_results(proses),
        work_status=read_work_status(proses),
        function=read_function(proses),
        diagnoses=read_diagnoses(proses),
        complaints=read_complaints(proses),
        findings=read_examination(proses),
        imaging=read_imaging(proses),
        surgeries=read_surgeries(proses),
        medications=read_medications(proses),
        ur_decisions=read_ur_decisions(proses),
    )
