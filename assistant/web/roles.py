"""Who may do what: every route of the workbench, by method and path, with the roles it is open to.

A route that stands here in no row is closed to all, and a test walks all routes with all roles.

    reviewer        the physician who drafts, decides, waives and approves
    quality editor  reads and asks, corrects the wording, returns a case; decides nothing
    administrator   takes up cases, keeps accounts, reads who did what; sees no letter and no record
"""

from __future__ import annotations

from starlette.routing import compile_path

from assistant.review import ROLES, Role

ALL = frozenset(ROLES)
READERS: frozenset[Role] = frozenset({"reviewer", "quality editor"})
REVIEWER: frozenset[Role] = frozenset({"reviewer"})
ADMINISTRATOR: frozenset[Role] = frozenset({"administrator"})
INTAKE: frozenset[Role] = frozenset({"reviewer", "administrator"})

BY_PASSWORD = frozenset({("POST", "/login")})
BY_PROVIDER = frozenset({("GET", "/login/away"), ("GET", "/login/callback")})
_ALWAYS = frozenset({("GET", "/login"), ("GET", "/static/{path:path}"), ("GET", "/favicon.ico")})
OPEN = _ALWAYS | BY_PASSWORD | BY_PROVIDER
"""Routes that need no session; a server signs people in by one of the two ways."""

ROUTES: dict[tuple[str, str], frozenset[Role]] = {
    ("GET", "/"): ALL,
    ("GET", "/cases/{key}"): READERS,
    ("GET", "/guidelines"): ALL,
    ("GET", "/guidelines/{key:path}"): ALL,
    ("GET", "/letters"): ALL,
    # reports hold the letters that were drafted
    ("GET", "/evaluations"): READERS,
    ("GET", "/evaluations/report.css"): READERS,
    ("GET", "/evaluations/{name}"): READERS,
    ("POST", "/logout"): ALL,
    ("GET", "/accounts"): ADMINISTRATOR,
    ("GET", "/api/accounts"): ADMINISTRATOR,
    ("POST", "/api/accounts"): ADMINISTRATOR,
    ("POST", "/api/accounts/role"): ADMINISTRATOR,
    ("POST", "/api/accounts/password"): ADMINISTRATOR,
    ("POST", "/api/accounts/disable"): ADMINISTRATOR,
    ("POST", "/api/accounts/enable"): ADMINISTRATOR,
    ("POST", "/api/accounts/sessions"): ADMINISTRATOR,
    ("GET", "/api/openapi.json"): ALL,
    ("GET", "/api/cases"): ALL,
    ("POST", "/api/cases"): INTAKE,
    ("POST", "/api/sample"): INTAKE,
    ("GET", "/api/cases/{key}"): READERS,
    ("POST", "/api/cases/{key}/draft"): REVIEWER,
    ("POST", "/api/cases/{key}/drafting"): REVIEWER,
    ("POST", "/api/cases/{key}/check"): READERS,
    ("PUT", "/api/cases/{key}/letter"): READERS,
    ("POST", "/api/cases/{key}/decisions"): REVIEWER,
    ("POST", "/api/cases/{key}/waivers"): REVIEWER,
    ("POST", "/api/cases/{key}/waivers/{number}/withdrawal"): REVIEWER,
    ("POST", "/api/cases/{key}/facts/{name}"): REVIEWER,
    ("POST", "/api/cases/{key}/approval"): REVIEWER,
    ("POST", "/api/cases/{key}/return"): READERS,
    ("GET", "/api/cases/{key}/records"): READERS,
    ("GET", "/api/cases/{key}/records/{index}/pages/{page}.png"): READERS,
    ("GET", "/api/cases/{key}/versions"): ALL,
    ("GET", "/api/cases/{key}/versions/{seq}"): READERS,
    ("GET", "/api/cases/{key}/letter.{form}"): READERS,
    ("GET", "/api/cases/{key}/chat"): READERS,
    # to who may not decide on proposals it answers questions, and refuses commands that change
    ("POST", "/api/cases/{key}/chat"): READERS,
    ("POST", "/api/cases/{key}/proposals/{number}"): REVIEWER,
    ("GET", "/api/search"): ALL,
    ("GET", "/api/limits/{service}"): ALL,
    ("GET", "/api/source"): ALL,
    ("POST", "/api/letters"): ALL,
}

_OPEN = tuple((method, compile_path(path)[0]) for method, path in OPEN)
_CLOSED = tuple((method, compile_path(path)[0], who) for (method, path), who in ROUTES.items())


def is_open(method: str, path: str) -> bool:
    """Whether a request needs no session."""
    method = "GET" if method == "HEAD" else method
    return any(method == one and pattern.match(path) for one, pattern in _OPEN)


def roles_of(method: str, path: str) -> frozenset[Role]:
    """The roles that may make a request; none for a route that is not in the table."""
    method = "GET" if method == "HEAD" else method
    for one, pattern, who in _CLOSED:
        if method == one and pattern.match(path):
            return who
    return frozenset()
