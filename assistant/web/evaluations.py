"""Kept evaluation runs as pages: a list, and the report of each.

The room of evaluations stands to the right of this one: who serves hands in what it shows.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from assistant.errors import InvalidField

_STYLE = "/evaluations/report.css"
_BACK = ("/evaluations", "All evaluations")


class Listed(Protocol):
    """A kept run in the list: goals reached of those scored, samples that gave nothing."""

    @property
    def name(self) -> str:
        """By which the run is found."""

    @property
    def started(self) -> str:
        """ISO 8601, in UTC."""

    @property
    def model(self) -> str:
        """What drafted."""

    @property
    def suites(self) -> tuple[str, ...]:
        """What was measured."""

    @property
    def samples(self) -> int:
        """How many."""

    @property
    def failed(self) -> int:
        """How many gave nothing."""

    @property
    def reached(self) -> int:
        """Goals reached."""

    @property
    def goals(self) -> int:
        """Goals scored."""


class Evaluations(NamedTuple):
    """The kept runs.

    listed       newest first
    page         the report of a name as a whole page, with the address of its style and a way back;
                 raises `InvalidField` for a name that is no run
    style_sheet  the style of those pages
    """

    listed: Callable[[], Sequence[Listed]]
    page: Callable[..., str]
    style_sheet: Callable[[], str]


def _no_page(name: str, **_: object) -> str:
    raise InvalidField("evaluations", "run", "a kept run", name)


NONE = Evaluations(listed=tuple, page=_no_page, style_sheet=str)
"""Where nothing was handed in."""


def evaluation_pages(shown: Evaluations, page: Callable[..., Response]) -> APIRouter:
    """The list, the reports and their style; `page` fills a template."""
    routes = APIRouter(include_in_schema=False)

    @routes.get("/evaluations", response_class=HTMLResponse)
    def runs(request: Request) -> Response:
        return page(request, "evaluations.html", runs=shown.listed())

    @routes.get(_STYLE)
    def style() -> Response:
        return Response(shown.style_sheet(), media_type="text/css")

    @routes.get("/evaluations/{name}", response_class=HTMLResponse)
    def run(name: str) -> Response:
        return HTMLResponse(shown.page(name, style_url=_STYLE, back=_BACK))

    return routes
