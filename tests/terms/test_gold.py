"""Services and body parts of published items against our reading of them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.terms import body_parts_of, expand, service_of

GOLD = Path(__file__).parents[3] / "shared" / "imr" / "gold"


@pytest.fixture(scope="module")
def items() -> list[dict[str, object]]:
    """Every disputed item of the published letters."""
    if not GOLD.is_dir():
        pytest.skip("the published letters are not beside this checkout")
    return [
        i for file in sorted(GOLD.glob("*.json")) for i in json.loads(file.read_text())["issues"]
    ]


def test_the_service_of_every_published_item_is_known(items: list[dict[str, object]]) -> None:
    """Each title gives the service that a reader gave it."""
    wrong = [i["title"] for i in items if service_of(str(i["title"])) != i["service"]]
    assert not wrong


def test_body_parts_of_published_items_are_those_of_the_title(
    items: list[dict[str, object]],
) -> None:
    """Where title and reading differ, the part is not in the title but in the summary."""
    same = sum(list(body_parts_of(str(i["title"]))) == i["body_parts"] for i in items)
    assert same >= 0.9 * len(items)


def test_a_search_is_widened_by_brand_abbreviation_and_level() -> None:
    """The guideline's own words stand beside what a clinician writes; nothing is repeated."""
    assert "hydrocodone/acetaminophen" in expand("Norco")
    assert "electromyography" in expand("EMG/NCV")
    assert "low back" in expand("L5-S1 ESI")
    assert "acupuncture" not in expand("acupuncture")
