"""The field's own words, kept as data: services, body parts and sides, drugs."""

from assistant.terms.anatomy import (
    BodyPart,
    body_parts_of,
    find_body_parts,
    regions_of,
    same_region,
)
from assistant.terms.drugs import Drug, drug_of, find_drugs
from assistant.terms.glossary import expand, glossary_names
from assistant.terms.operations import operation_words
from assistant.terms.requested import ServiceMention, find_services, service_of
from assistant.terms.services import (
    CARE_SERVICES,
    DRUG_SERVICES,
    SERVICES,
    THERAPIES,
    VISIT_SERVICES,
    Service,
)
from assistant.terms.sides import Side

__all__ = [
    "CARE_SERVICES",
    "DRUG_SERVICES",
    "SERVICES",
    "THERAPIES",
    "VISIT_SERVICES",
    "BodyPart",
    "Drug",
    "Service",
    "ServiceMention",
    "Side",
    "body_parts_of",
    "drug_of",
    "expand",
    "find_body_parts",
    "find_drugs",
    "find_services",
    "glossary_names",
    "operation_words",
    "regions_of",
    "same_region",
    "service_of",
]
