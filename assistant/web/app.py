"""The workbench as an application: pages, the JSON interface, static files, errors in one line."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

from fastapi import FastAPI, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import FileResponse, HTMLResponse, JSONResponse, Response
from fastapi.staticfiles import StaticFiles
from fastapi.templating import Jinja2Templates
from starlette.exceptions import HTTPException

from assistant import __version__
from assistant.errors import ImrError, InvalidField, UnreadableFile
from assistant.review import (
    Accounts,
    Conflict,
    NotApprovable,
    Review,
    Store,
    StoreError,
    Tries,
    Visits,
    local_user,
)
from assistant.settings import settings
from assistant.web import browsing
from assistant.web.api import routes
from assistant.web.browsing import Wanted
from assistant.web.evaluations import NONE, Evaluations, evaluation_pages
from assistant.web.gate import AT_WORK, Gate, Proxy, may, who_is_at_work
from assistant.web.login import login_routes
from assistant.web.people import people_routes
from assistant.web.queueing import queue as waiting
from assistant.web.queueing import row_of, tally
from assistant.web.security import LOOPBACK, Bounded, guard
from assistant.web.telling import public

if TYPE_CHECKING:
    from assistant.web.oidc import Provider

_ABSENT = frozenset({"store", "evaluations"})
"""Sources of an error that says that something is not there."""

_HERE = Path(__file__).parent

Page = Callable[..., Response]
"""Fills a template of a name with values."""


class Access(NamedTuple):
    """Who may reach the workbench over a network.

    accounts  who may sign in
    proxy     the proxy that signs people in, where one does
    hosts     names of the server besides those of this machine
    provider  the identity provider that signs people in, where one does
    """

    accounts: Accounts
    proxy: Proxy | None = None
    hosts: frozenset[str] = frozenset()
    provider: Provider | None = None


def create_app(
    store: Store,
    cases: Path,
    user: Callable[[], str] = local_user,
    access: Access | None = None,
    evaluations: Evaluations = NONE,
) -> FastAPI:
    """The application over `store`.

    Args:
        store: where cases and decisions are kept.
        cases: a folder for the cases that are dropped on the page.
        user: who is at work; by default the user of this machine.
        access: who may sign in, and then who signed in is at work; without it there is no login.
        evaluations: the kept runs that it shows.
    """
    if access is not None:
        user = who_is_at_work
    app = FastAPI(
        title="imr",
        version=__version__,
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
    )
    page = _templates(user, login=access is not None and access.proxy is None)
    app.state.hosts = LOOPBACK | (access.hosts if access else frozenset())
    if access is not None:
        app.add_middleware(Gate, access.accounts, access.proxy, _refusal(page))
        by_password = access.provider is None and access.proxy is None
        app.include_router(people_routes(access.accounts, user, page, by_password=by_password))
        if access.provider is not None:
            from assistant.web.visiting import visiting_routes  # noqa: PLC0415 - of an extra

            visits = Visits(store)
            app.include_router(visiting_routes(access.accounts, visits, access.provider, page))
        elif access.proxy is None:
            app.include_router(login_routes(access.accounts, Tries(store), page))
    app.add_middleware(Bounded)
    app.middleware("http")(guard)
    app.add_api_route("/favicon.ico", _icon, include_in_schema=False)
    app.mount("/static", StaticFiles(directory=_HERE / "static"), name="static")
    app.include_router(routes(store, cases, user))
    app.include_router(evaluation_pages(evaluations, page))
    _errors(app, page)
    _pages(app, store, page)
    return app


def _icon() -> Response:
    """Where a browser looks for the sign of a page that names none."""
    return FileResponse(_HERE / "static" / "icon.svg", media_type="image/svg+xml")


def _errors(app: FastAPI, page: Page) -> None:
    def told(request: Request, content: dict[str, Any], status: int) -> Response:
        """JSON for the interface; a page, with the way back, for a reader."""
        if request.url.path.startswith(("/api/", "/static/")):
            return JSONResponse(content, status)
        answer = page(request, "error.html", error=content["error"])
        answer.status_code = status
        return answer

    @app.exception_handler(ImrError)
    def refused(request: Request, error: ImrError) -> Response:
        status = 400
        content: dict[str, Any] = {"error": public(error)}
        if isinstance(error, Conflict):
            status, content["now"] = 409, error.now
        elif isinstance(error, NotApprovable):
            status, content["reasons"] = 409, list(error.reasons)
        elif isinstance(error, InvalidField) and error.source in _ABSENT:
            status = 404
        elif isinstance(error, UnreadableFile):
            status = 422
        elif isinstance(error, StoreError):
            status = 503
            logging.getLogger(__name__).error("%s", error)
        return told(request, content, status)

    @app.exception_handler(RequestValidationError)
    def malformed(request: Request, error: RequestValidationError) -> Response:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"] if part != "body")
        return told(request, {"error": f"request: {field}: {first['msg']}"}, 422)

    @app.exception_handler(HTTPException)
    def absent(request: Request, error: HTTPException) -> Response:
        return told(request, {"error": f"{request.url.path}: {error.detail}"}, error.status_code)


def _templates(user: Callable[[], str], *, login: bool) -> Page:
    templates = Jinja2Templates(directory=_HERE / "templates")

    def page(request: Request, name: str, **values: object) -> Response:
        shown: dict[str, object] = {"version": __version__, "user": user(), "login": login}
        shown |= {"session": AT_WORK.get(), "may": may, **values}
        return templates.TemplateResponse(request, name, shown)

    return page


def _refusal(page: Page) -> Callable[[Request, str, int], Response]:
    def refused(request: Request, words: str, status: int) -> Response:
        answer = page(request, "error.html", error=words)
        answer.status_code = status
        return answer

    return refused


def _pages(app: FastAPI, store: Store, page: Page) -> None:
    @app.get("/", response_class=HTMLResponse, include_in_schema=False)
    def queue(request: Request) -> Response:
        rows = waiting(store)
        return page(request, "queue.html", rows=rows, tally=tally(rows))

    @app.get("/cases/{key}", response_class=HTMLResponse, include_in_schema=False)
    def case(request: Request, key: str) -> Response:
        found = Review(store, key).case
        row = row_of(store, key)
        return page(request, "case.html", case=found, row=row, model=settings().model)

    @app.get("/guidelines", response_class=HTMLResponse, include_in_schema=False)
    def guidelines(request: Request, wanted: Annotated[Wanted, Query()]) -> Response:
        return page(request, "guidelines.html", **browsing.found(wanted))

    @app.get("/guidelines/{key:path}", response_class=HTMLResponse, include_in_schema=False)
    def chapter(request: Request, key: str) -> Response:
        return page(request, "edition.html", **browsing.chapter(key))

    @app.get("/letters", response_class=HTMLResponse, include_in_schema=False)
    def letters(request: Request) -> Response:
        return page(request, "letters.html")
