"""The gate before every route of `imr serve --auth`: who is at work, and whether they may.

A request is known by its session's cookie, or by a header that a proxy sets, which proves itself
by a secret of its own. What changes something must also carry the session's token, which only a
page of this server can read.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Callable
from contextvars import ContextVar
from typing import NamedTuple
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.review import Accounts, Session
from assistant.web.cookies import session_token
from assistant.web.roles import is_open, roles_of
from assistant.web.security import SAFE

CSRF_HEADER = "x-csrf-token"
PROXY_HEADER = "x-imr-proxy"
"""Carries the secret by which a trusted proxy proves itself."""

AT_WORK: ContextVar[Session | None] = ContextVar("at_work", default=None)
"""The session of the request that is being answered."""


class Proxy(NamedTuple):
    """A proxy that signs people in: the header that names the account, and its secret."""

    header: str
    secret: str


def who_is_at_work() -> str:
    """The name of the account that makes this request."""
    session = AT_WORK.get()
    return session.account.name if session else ""


def may(method: str, path: str) -> bool:
    """Whether who is at work may make a request; without a login everything."""
    session = AT_WORK.get()
    return session is None or session.account.role in roles_of(method, path)


class Gate:
    """Lets a request through to `app` only for a role that `roles` opens it to.

    Args:
        app: what stands behind.
        accounts: who may sign in.
        proxy: where a proxy signs people in; then there is no login of our own.
        refused: makes the page that tells a reader of a refusal.
    """

    def __init__(
        self,
        app: ASGIApp,
        accounts: Accounts,
        proxy: Proxy | None,
        refused: Callable[[Request, str, int], Response],
    ) -> None:
        self._app, self._accounts, self._proxy, self._refused = app, accounts, proxy, refused
        self._key = secrets.token_bytes(32)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer it with 401, 403 or the way to the login."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        session = await run_in_threadpool(self._session, request)
        at_work = AT_WORK.set(session)
        try:
            answer = self._answer(request, session)
            await (answer or self._app)(scope, receive, send)
        finally:
            AT_WORK.reset(at_work)

    def _session(self, request: Request) -> Session | None:
        if self._proxy is None:
            token = session_token(request)
            return self._accounts.session(token) if token else None
        proof = request.headers.get(PROXY_HEADER, "").encode()
        name = request.headers.get(self._proxy.header, "")
        if not hmac.compare_digest(proof, self._proxy.secret.encode()) or not name:
            return None
        account = self._accounts.find(name)
        csrf = hmac.new(self._key, name.encode(), hashlib.sha256).hexdigest()
        return Session(account=account, csrf=csrf) if account else None

    def _answer(self, request: Request, session: Session | None) -> Response | None:
        """The refusal of a request; None where it may pass."""
        method, path = request.method, request.scope["path"]
        if is_open(method, path):
            return None
        if session is None:
            if method in SAFE and not path.startswith("/api/") and self._proxy is None:
                back = "" if path == "/" else f"?next={quote(path)}"
                return RedirectResponse(f"/login{back}", 303)
            return self._told(request, "sign in first", 401)
        if session.account.role not in roles_of(method, path):
            words = f"the role {session.account.role} may not do this"
            return self._told(request, words, 403)
        sent = request.headers.get(CSRF_HEADER, "").encode()
        if method not in SAFE and not hmac.compare_digest(sent, session.csrf.encode()):
            return self._told(request, "the page is not of this session; load it again", 403)
        return None

    def _told(self, request: Request, words: str, status: int) -> Response:
        if request.scope["path"].startswith("/api/") or request.method not in SAFE:
            return JSONResponse({"error": words}, status)
        return self._refused(request, words, status)
