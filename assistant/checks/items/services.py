"""The services that a text names for certain, each once."""

from __future__ import annotations

from assistant.terms import DRUG_SERVICES, Service, ServiceMention, find_services

_BROAD: frozenset[Service] = frozenset({"office_visit_or_consult", "other_diagnostic", "other"})


def definite(text: str, *, drugs: bool = False) -> dict[Service, ServiceMention]:
    """Services of `text` to their first mention, in order; no word of several senses.

    Classes of drugs are left out unless `drugs`.
    """
    left_out = _BROAD if drugs else _BROAD | DRUG_SERVICES
    found: dict[Service, ServiceMention] = {}
    for one in find_services(text):
        if not one.weak and one.service not in left_out:
            found.setdefault(one.service, one)
    return found
