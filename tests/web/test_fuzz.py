"""The interface asked with what its own description allows, and with what it does not.

`IMR_FUZZ=200` tries so many requests a route; by default there are few, and always the same ones.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from assistant.checks import Report
from assistant.drafting import draft
from assistant.review import Store, open_case
from assistant.web import create_app

SAMPLE = Path(__file__).parents[2] / "evals" / "cases" / "chiropractic-trial-2014"
REQUESTS = int(os.environ.get("IMR_FUZZ", "4"))
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]


@pytest.fixture
def app(tmp_path: Path) -> Iterator[FastAPI]:
    """The application over a store with the sample case, drafted."""
    store = Store(f"sqlite:///{tmp_path / 'review.sqlite3'}")
    review = open_case(store, SAMPLE, "Dr. A")
    made = draft(SAMPLE, out=tmp_path / "out")
    review.keep_draft(made, Report(source="draft.md"), "Dr. A")
    made_app = create_app(store, tmp_path / "cases", lambda: "Dr. A")
    made_app.state.hosts |= {"testserver"}  # the name by which schemathesis asks
    yield made_app
    store.close()


def test_no_request_breaks_the_server_or_its_description(app: FastAPI) -> None:
    """No answer is a failure of the server, and each is one that the description tells of."""
    schema = schemathesis.openapi.from_asgi("/api/openapi.json", app)
    for found in schema.get_all_operations():
        assert isinstance(found, Ok)
        ask(found.ok())


def ask(operation: Any) -> None:
    """Try one route with `REQUESTS` requests, half of them about the case that is there."""
    keyed = "{key}" in operation.path

    @given(st.tuples(operation.as_strategy(), st.booleans()))
    @settings(
        max_examples=REQUESTS,
        deadline=None,
        derandomize=True,
        database=None,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )
    def tried(drawn: tuple[Any, bool]) -> None:
        case, known = drawn
        if keyed and known:
            case.path_parameters["key"] = "CM14-0000001"
        case.call_and_validate(checks=CHECKS, timeout=60)  # the first search builds its index

    tried()
