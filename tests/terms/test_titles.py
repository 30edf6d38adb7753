"""Requested services, body parts and drugs, in titles and prose."""

from __future__ import annotations

import pytest

from assistant.terms import body_parts_of, drug_of, find_body_parts, find_drugs, service_of


@pytest.mark.parametrize(
    ("title", "service"),
    [
        ("Referral to chiropractor for evaluation of low back pain", "chiropractic"),
        ("Physical therapy evaluation", "physical_therapy"),
        ("Neurosurgeon evaluation", "office_visit_or_consult"),
        ("Associated surgical service: Cold therapy", "dme"),
        ("DME: TENS unit with supplies x 3 months rental", "tens_neurostim"),
        ("Medical supplies for the left knee", "dme"),
        ("Labs - PT/PTT", "other_diagnostic"),
        ("Ketoprofen 10%, Gabapentin 5% cream", "compound"),
        ("Transportation", "other"),
    ],
)
def test_a_title_is_of_the_service_it_asks_for(title: str, service: str) -> None:
    """What is requested decides, not what is mentioned in passing."""
    assert service_of(title) == service


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("left shoulder, wrist and hip", ("left shoulder", "left wrist", "left hip")),
        ("bilateral wrists and elbows", ("bilateral wrists", "bilateral elbows")),
        ("L5-S1, C5-6 and T8", ("low back", "neck", "upper back")),
        ("BUE and Lt knee", ("bilateral upper extremities", "left knee")),
        ("knee, right", ("right knee",)),
    ],
)
def test_sides_and_levels_give_the_part(text: str, names: tuple[str, ...]) -> None:
    """A side holds over the list that follows it; a spinal level names its region."""
    assert body_parts_of(text) == names


@pytest.mark.parametrize(
    "text", ["back to work", "on the other hand", "head-to-head", "the pharmacy", "knee walker"]
)
def test_words_that_only_look_like_parts_are_none(text: str) -> None:
    """Figures of speech and devices name no part of the body."""
    assert find_body_parts(text) == ()


def test_a_drug_is_known_by_brand_and_by_generic_name() -> None:
    """Both names lead to one generic and one service."""
    brand, generic = find_drugs("Norco, formerly hydrocodone/acetaminophen")
    assert brand.generic == generic.generic == "hydrocodone/acetaminophen"
    assert drug_of("Flexeril") is not None
    assert drug_of("Flexeril 10mg") is None
