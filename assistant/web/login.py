"""Signing in and out: a form, tries that are counted, a session in a cookie."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import JSONResponse, RedirectResponse, Response

from assistant.review import Accounts, Tries
from assistant.web.cookies import end_session, keep_session, session_token
from assistant.web.places import own_place

Page = Callable[..., Response]


def login_routes(accounts: Accounts, tries: Tries, page: Page) -> APIRouter:
    """The login page, signing in, signing out; `page` fills a template."""
    routes = APIRouter(include_in_schema=False)

    def form(request: Request, status: int = 200, **values: str) -> Response:
        answer = page(request, "login.html", **values)
        answer.status_code = status
        return answer

    @routes.get("/login")
    def login(request: Request, next: str = "/") -> Response:  # noqa: A002 - the name in the URL
        return form(request, next=own_place(next), who="", error="")

    @routes.post("/login")
    def sign_in(
        request: Request,
        name: Annotated[str, Form(max_length=200)] = "",
        password: Annotated[str, Form(max_length=2000)] = "",
        next: Annotated[str, Form(max_length=2000)] = "/",  # noqa: A002 - likewise
    ) -> Response:
        name, place = name.strip(), own_place(next)
        wait = tries.begin(name)
        if wait:
            words = f"Too many failed tries. Try again in {math.ceil(wait / 60)} minutes."
            answer = form(request, 429, next=place, who=name, error=words)
            answer.headers["Retry-After"] = str(wait)
            return answer
        token = accounts.sign_in(name, password)
        if token is None:
            words = "Name and password do not open an account."
            return form(request, 401, next=place, who=name, error=words)
        tries.succeeded(name)
        old = session_token(request)
        if old:
            accounts.sign_out(old)
        answer = RedirectResponse(place, 303)
        keep_session(request, answer, token)
        return answer

    @routes.post("/logout")
    def sign_out(request: Request) -> Response:
        accounts.sign_out(session_token(request))
        answer = JSONResponse({"leads": "/login"})
        end_session(request, answer)
        return answer

    return routes
