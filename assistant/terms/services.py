"""The services that the machine interface names."""

from __future__ import annotations

from typing import Literal, get_args

Service = Literal[
    "physical_therapy",
    "occupational_therapy",
    "chiropractic",
    "acupuncture",
    "massage",
    "aquatic",
    "work_conditioning",
    "modality",
    "tens_neurostim",
    "mri",
    "xray",
    "ct",
    "emg_ncs",
    "other_diagnostic",
    "esi",
    "facet_or_mbb",
    "trigger_point",
    "other_injection",
    "surgery",
    "dme",
    "home_health",
    "opioid",
    "nsaid",
    "muscle_relaxant",
    "anticonvulsant",
    "antidepressant",
    "benzodiazepine",
    "ppi",
    "topical",
    "compound",
    "other_drug",
    "psych",
    "functional_capacity_evaluation",
    "urine_drug_test",
    "office_visit_or_consult",
    "biofeedback",
    "functional_restoration",
    "other",
]

SERVICES: tuple[Service, ...] = get_args(Service)

THERAPIES: frozenset[Service] = frozenset(
    {
        "physical_therapy", "occupational_therapy", "chiropractic", "acupuncture", "massage",
        "aquatic", "psych", "work_conditioning", "biofeedback",
    }
)  # fmt: skip
"""Services that are given and counted in visits."""

CARE_SERVICES: frozenset[Service] = THERAPIES | {
    "modality", "home_health", "functional_restoration",
}  # fmt: skip
"""Services of a course of care, which is counted in visits."""

VISIT_SERVICES: frozenset[Service] = CARE_SERVICES | {"office_visit_or_consult"}
"""All services of which a bare number counts visits."""

DRUG_SERVICES: frozenset[Service] = frozenset(
    {
        "opioid", "nsaid", "muscle_relaxant", "anticonvulsant", "antidepressant",
        "benzodiazepine", "ppi", "topical", "compound", "other_drug",
    }
)  # fmt: skip
"""The services that are dispensed."""
