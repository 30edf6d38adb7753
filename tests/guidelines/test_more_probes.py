"""A second set of requests written before they were put to the resolver, see `probes.toml`."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from assistant.guidelines import Governing, governing

PROBES: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("probes.toml").read_text(encoding="utf-8")
)["probe"]


def _answer(probe: dict[str, Any]) -> Governing:
    return governing(
        probe["service"],
        tuple(probe["parts"]),
        probe["day"],
        condition=probe.get("condition", ""),
        request=probe.get("request", ""),
        service_date=probe.get("service_date"),
        injury_date=probe.get("injury"),
        surgery=probe.get("surgery"),
        surgery_date=probe.get("surgery_date"),
        prior_visits=probe.get("prior"),
        functional_improvement=probe.get("improvement"),
        phase=probe.get("phase"),
    )


@pytest.mark.parametrize("probe", PROBES, ids=[probe["say"] for probe in PROBES])
def test_each_request_finds_its_edition_and_number(probe: dict[str, Any]) -> None:
    """Edition, number and what is supported now are those of the facts."""
    found = _answer(probe)
    assert found.edition == probe.get("edition")
    number = list(found.governs.value) if found.governs else None
    assert number == probe.get("number")
    if "supported" in probe:
        assert found.supported is not None
        assert list(found.supported) == probe["supported"]
