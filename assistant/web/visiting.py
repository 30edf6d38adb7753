"""Signing in with an identity provider: out with a state, back with a code, a session."""

from __future__ import annotations

import hmac
from collections.abc import Callable
from typing import TYPE_CHECKING

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, RedirectResponse, Response

from assistant.errors import InvalidField
from assistant.review import Accounts, Visits
from assistant.review.entrance import AWAY
from assistant.web.cookies import end_session, keep_session, session_token, to_be_secure
from assistant.web.oidc import NotVouched
from assistant.web.places import own_place

if TYPE_CHECKING:
    from assistant.web.oidc import Provider

Page = Callable[..., Response]
STATE = "imr_visit"


def visiting_routes(
    accounts: Accounts, visits: Visits, provider: Provider, page: Page
) -> APIRouter:
    """The login page, the way out to the provider and back, signing out."""
    routes = APIRouter(include_in_schema=False)

    def refused(request: Request, words: str, status: int = 403) -> Response:
        answer = page(request, "visit.html", provider=provider.name, next="/", error=words)
        answer.status_code = status
        answer.delete_cookie(STATE, path="/login")
        return answer

    @routes.get("/login")
    def login(request: Request, next: str = "/") -> Response:  # noqa: A002 - the name in the URL
        place = own_place(next)
        return page(request, "visit.html", provider=provider.name, next=place, error="")

    @routes.get("/login/away")
    def away(request: Request, next: str = "/") -> Response:  # noqa: A002 - likewise
        visit = visits.begin(own_place(next))
        try:
            answer = RedirectResponse(provider.away(visit), 303)
        except NotVouched as error:
            return refused(request, str(error), 503)
        answer.set_cookie(
            STATE,
            visit.state,
            max_age=AWAY,
            path="/login",
            httponly=True,
            samesite="lax",
            secure=to_be_secure(request),
        )
        return answer

    @routes.get("/login/callback")
    def back(
        request: Request, state: str = "", code: str = "", iss: str = "", error: str = ""
    ) -> Response:
        # the state must be of this browser: else a link could sign somebody in as another
        ours = request.cookies.get(STATE, "")
        same = bool(state) and hmac.compare_digest(ours.encode(), state.encode())
        visit = visits.end(state) if same else None
        if visit is None:
            return refused(request, "this way in is over; begin again", 400)
        if error or not code or (iss and iss != provider.issuer):
            return refused(request, "the identity provider did not let you in")
        try:
            person = provider.person(code, visit)
            by = f"identity provider {provider.name}"
            token = accounts.admit(person.name, person.role, person.subject, by)
        except NotVouched as reason:
            return refused(request, str(reason))
        except InvalidField as reason:
            return refused(request, f"this name has no way in here: expected {reason.allowed}")
        old = session_token(request)
        if old:
            accounts.sign_out(old)
        answer = RedirectResponse(visit.leads, 303)
        answer.delete_cookie(STATE, path="/login")
        keep_session(request, answer, token)
        return answer

    @routes.post("/logout")
    def sign_out(request: Request) -> Response:
        accounts.sign_out(session_token(request))
        answer = JSONResponse({"leads": provider.farewell() or "/login"})
        end_session(request, answer)
        return answer

    return routes
