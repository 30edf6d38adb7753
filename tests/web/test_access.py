"""`imr serve --auth`: who gets in, and that every route holds to the table of roles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from assistant.review import ROLES, Accounts, Role, Store
from assistant.review.entrance import MOST_TRIES, WITHIN
from assistant.web import Access, Proxy, create_app
from assistant.web.cookies import COOKIE, HOST_COOKIE
from assistant.web.gate import CSRF_HEADER
from assistant.web.roles import BY_PROVIDER, OPEN, ROUTES
from tests.web.conftest import PASSWORD

SECRET = "s" * 40
NEW = {"name": "Dr. New", "password": PASSWORD, "role": "reviewer"}


@pytest.fixture
def store(tmp_path: Path, quick_hashes: None) -> Iterator[Store]:  # noqa: ARG001 - is in force
    """A store with one account of each role."""
    made = Store(f"sqlite:///{tmp_path / 'review.sqlite3'}")
    for role in ROLES:
        Accounts(made).add(role, PASSWORD, role, "a test")
    yield made
    made.close()


@pytest.fixture
def app(store: Store, tmp_path: Path) -> FastAPI:
    """The workbench with a login."""
    return create_app(store, tmp_path / "cases", access=Access(Accounts(store)))


def visitor(app: FastAPI) -> TestClient:
    """A browser that follows no redirect, so that the test sees them."""
    return TestClient(
        app,
        base_url="http://127.0.0.1:8460",
        follow_redirects=False,
        raise_server_exceptions=False,
    )


def signed_in(app: FastAPI, role: Role) -> TestClient:
    """A browser in which the account of `role` has signed in, its pages' token in each request."""
    client = visitor(app)
    answer = client.post("/login", data={"name": role, "password": PASSWORD})
    assert answer.status_code == 303
    token = re.search(r'name="csrf" content="([^"]+)"', client.get("/").text)
    assert token is not None
    client.headers[CSRF_HEADER] = token[1]
    return client


def routes_of(app: FastAPI) -> set[tuple[str, str]]:
    """Method and path of everything that the application answers."""
    described = {
        (method.upper(), path)
        for path, methods in app.openapi()["paths"].items()
        for method in methods
    }
    found: set[tuple[str, str]] = set()
    pending: list[tuple[str, Any]] = [("", route) for route in app.routes]
    while pending:
        prefix, route = pending.pop()
        path = prefix + getattr(route, "path", "")
        if type(route).__name__ == "Mount":
            found.add(("GET", f"{path}/{{path:path}}"))
        elif getattr(route, "methods", None):
            found |= {(method, path) for method in route.methods - {"HEAD", "OPTIONS"}}
        else:  # a router within, as FastAPI keeps it
            inner = prefix + route.include_context.prefix
            pending += [(inner, one) for one in route.original_router.routes]
    return found | described


def test_every_route_has_a_row_and_every_row_a_route(app: FastAPI) -> None:
    """A new route is closed until somebody writes down who may use it."""
    assert routes_of(app) == set(ROUTES) | OPEN - BY_PROVIDER


@pytest.mark.parametrize("role", ROLES)
def test_every_route_refuses_what_a_role_may_not_do(app: FastAPI, role: Role) -> None:
    """All routes with all roles: 403 exactly where the table says so."""
    client = signed_in(app, role)
    for (method, template), allowed in sorted(ROUTES.items()):
        if template == "/logout":
            continue
        answer = client.request(method, filled(template))
        refused = answer.status_code == 403
        assert refused == (role not in allowed), (method, template, answer.text[:200])
        assert answer.status_code < 500, (method, template, answer.text[:200])
    assert client.post("/logout").json() == {"leads": "/login"}
    assert client.get("/api/cases").status_code == 401


def test_every_route_refuses_who_has_not_signed_in(app: FastAPI) -> None:
    """Pages lead to the login, the interface answers 401, with a made-up cookie too."""
    client = visitor(app)
    client.cookies.set(COOKIE, "made-up")
    for method, template in ROUTES:
        answer = client.request(method, filled(template))
        if method == "GET" and not template.startswith("/api/"):
            assert answer.status_code == 303
            assert answer.headers["location"].startswith("/login")
        else:
            assert answer.status_code == 401
    assert client.get("/login").status_code == 200
    assert client.get("/static/base.css").status_code == 200
    assert client.get("/static/../api/cases").status_code in {401, 404}


@pytest.mark.parametrize("token", ["", "another"])
def test_a_change_without_the_session_s_token_is_refused(app: FastAPI, token: str) -> None:
    """A page of another site can send the cookie; it cannot read the token."""
    client = signed_in(app, "reviewer")
    client.headers[CSRF_HEADER] = token
    for (method, template), allowed in ROUTES.items():
        if method != "GET" and "reviewer" in allowed:
            assert client.request(method, filled(template)).status_code == 403, template


def filled(template: str) -> str:
    """A path of the template."""
    values = {"key": "none", "form": "pdf", "service": "acupuncture"}
    path = re.sub(r"\{(\w+)(?::path)?\}", lambda found: values.get(found[1], "1"), template)
    return f"{path}?q=visits&wanted=none" if path.startswith("/api/") else path


def test_the_session_is_in_a_cookie_that_no_script_reads(app: FastAPI) -> None:
    """HttpOnly, SameSite, Secure behind TLS, and another one at each signing in."""
    client = TestClient(app, follow_redirects=False, base_url="https://localhost")
    first = client.post("/login", data={"name": "reviewer", "password": PASSWORD})
    told = first.headers["set-cookie"]
    assert all(word in told for word in ("HttpOnly", "SameSite=lax", "Secure"))
    again = client.post("/login", data={"name": "reviewer", "password": PASSWORD})
    assert again.headers["set-cookie"] != told
    old = TestClient(
        app, base_url="https://localhost", cookies={HOST_COOKIE: first.cookies[HOST_COOKIE]}
    )
    assert old.get("/api/cases").status_code == 401


def test_what_is_done_bears_the_name_of_who_signed_in(app: FastAPI, store: Store) -> None:
    """The history names the account, and the page shows it with its role."""
    client = signed_in(app, "reviewer")
    key = client.post("/api/sample").json()["key"]
    seen = client.get(f"/api/cases/{key}").json()["seen"]
    assert client.post(f"/api/cases/{key}/draft", json={"after": seen}).status_code == 200
    assert [entry.who for entry in store.entries(key)] == ["reviewer", "reviewer"]
    editor = signed_in(app, "quality editor")
    page = editor.get(f"/cases/{key}")
    assert "quality editor" in page.text
    assert page.headers["content-security-policy"].startswith("default-src 'self'")
    seen = editor.get(f"/api/cases/{key}").json()["seen"]
    form = {"reason": "name the records", "after": seen}
    assert editor.post(f"/api/cases/{key}/return", json=form).json()["state"] == "returned"
    assert store.entries()[-1].who == "quality editor"
    assert editor.post(f"/api/cases/{key}/approval", json={}).status_code == 403
    administrator = signed_in(app, "administrator")
    assert f'href="/cases/{key}"' in editor.get("/").text
    assert 'id="drop"' not in editor.get("/").text
    assert f'href="/cases/{key}"' not in administrator.get("/").text
    assert 'id="drop"' in administrator.get("/").text
    refused = administrator.get(f"/cases/{key}")
    assert refused.status_code == 403
    assert "the role administrator may not do this" in refused.text


def test_a_wrong_password_is_told_alike_for_every_name(app: FastAPI) -> None:
    """The answer does not say which of the two was wrong, and shows no script of the name."""
    client = visitor(app)
    wrong = client.post("/login", data={"name": "reviewer", "password": "x"})
    nobody = client.post("/login", data={"name": "<b>nobody</b>", "password": "x"})
    assert wrong.status_code == nobody.status_code == 401
    line = "Name and password do not open an account."
    assert line in wrong.text
    assert line in nobody.text
    assert "<b>nobody" not in nobody.text


def test_tries_are_counted(app: FastAPI) -> None:
    """After five wrong passwords the right one waits too; another name does not."""
    client = visitor(app)
    for _ in range(MOST_TRIES):
        assert client.post("/login", data={"name": "reviewer", "password": "x"}).status_code == 401
    late = client.post("/login", data={"name": "reviewer", "password": PASSWORD})
    assert late.status_code == 429
    assert 0 < int(late.headers["retry-after"]) <= WITHIN
    signed_in(app, "quality editor")


def test_tries_are_counted_over_a_restart(
    app: FastAPI,
    store: Store,
    tmp_path: Path,
    quick_hashes: None,  # noqa: ARG001 - is in force
) -> None:
    """Another process of the server, or one that was started again, knows what was tried."""
    for _ in range(MOST_TRIES):
        visitor(app).post("/login", data={"name": "reviewer", "password": "x"})
    again = Store(store.url.render_as_string(hide_password=False))
    later = create_app(again, tmp_path / "cases", access=Access(Accounts(again)))
    form = {"name": " Reviewer", "password": PASSWORD}
    assert visitor(later).post("/login", data=form).status_code == 429
    again.close()


@pytest.mark.parametrize("place", ["//evil.example", "https://evil.example", "/\\evil.example"])
def test_the_login_leads_to_pages_of_this_server_alone(app: FastAPI, place: str) -> None:
    """Another address in `next` leads to the queue; a page of ours is kept."""
    form = {"name": "reviewer", "password": PASSWORD}
    assert visitor(app).post("/login", data={**form, "next": place}).headers["location"] == "/"
    own = visitor(app).post("/login", data={**form, "next": "/cases/a"})
    assert own.headers["location"] == "/cases/a"
    assert visitor(app).get("/cases/a").headers["location"] == "/login?next=/cases/a"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"x-remote-user": "reviewer", "x-imr-proxy": SECRET}, 200),
        ({"x-remote-user": "reviewer", "x-imr-proxy": "t" * 40}, 401),
        ({"x-remote-user": "reviewer"}, 401),
        ({"x-remote-user": "nobody", "x-imr-proxy": SECRET}, 401),
        ({"x-imr-proxy": SECRET}, 401),
    ],
    ids=["the proxy", "another secret", "no secret", "no account", "no name"],
)
def test_a_proxy_signs_people_in(
    store: Store, tmp_path: Path, headers: dict[str, str], status: int
) -> None:
    """Its header counts only with its secret, and names an account of the store."""
    access = Access(Accounts(store), Proxy("x-remote-user", SECRET), frozenset({"imr.example"}))
    client = visitor(create_app(store, tmp_path / "cases", access=access))
    client.headers.update({"host": "imr.example", **headers})
    assert client.get("/api/cases").status_code == status
    assert client.post("/login", data={"name": "reviewer"}).status_code in {401, 404, 405}
    assert client.get("/api/cases", headers={"host": "other.example"}).status_code == 400
    if status == 200:
        token = re.search(r'name="csrf" content="([^"]+)"', client.get("/").text)
        assert token is not None
        assert "sign-out" not in client.get("/").text
        assert client.post("/api/sample").status_code == 403
        assert client.post("/api/sample", headers={CSRF_HEADER: token[1]}).status_code == 201


@pytest.mark.parametrize(("site", "status"), [("same-origin", 303), ("cross-site", 403)])
def test_a_form_is_taken_from_a_page_of_this_server(app: FastAPI, site: str, status: int) -> None:
    """A browser keeps back where a form comes from, but says whether it is this site."""
    form = {"name": "reviewer", "password": PASSWORD}
    headers = {"origin": "null", "sec-fetch-site": site}
    assert visitor(app).post("/login", data=form, headers=headers).status_code == status


def test_an_administrator_keeps_accounts(app: FastAPI, store: Store) -> None:
    """Made, given a role and a password, closed and opened; each in the chain by name."""
    client = signed_in(app, "administrator")
    assert client.post("/api/accounts", json=NEW).status_code == 201
    assert visitor(app).post("/login", data=NEW).status_code == 303
    listed = {one["name"]: one for one in client.get("/api/accounts").json()}
    assert listed["Dr. New"]["open"] == 1
    assert all("password" not in one for one in listed.values())
    name = {"name": "Dr. New"}
    for path, form in (
        ("sessions", name),
        ("role", {**name, "role": "quality editor"}),
        ("password", {**name, "password": f"another {PASSWORD}"}),
        ("disable", name),
        ("enable", name),
    ):
        assert client.post(f"/api/accounts/{path}", json=form).status_code == 200, path
    assert visitor(app).post("/login", data=NEW).status_code == 401
    again = {"name": "Dr. New", "password": f"another {PASSWORD}"}
    assert visitor(app).post("/login", data=again).status_code == 303
    done = [one for one in store.entries() if one.content.get("name") == "Dr. New"]
    changes = [one.content["change"] for one in done]
    assert changes == ["added", "sessions ended", "role", "password", "disabled", "enabled"]
    assert {one.who for one in done} == {"administrator"}
    assert store.verify() is None


@pytest.mark.parametrize(
    ("path", "form", "line"),
    [
        (
            "",
            {**NEW, "password": "short"},
            "password: expected 12 to 1000",
        ),
        (
            "",
            {**NEW, "name": "reviewer"},
            "one that is not taken",
        ),
        ("/role", {"name": "administrator", "role": "reviewer"}, "another account than your own"),
        ("/disable", {"name": "administrator"}, "another account than your own"),
        ("/disable", {"name": "nobody"}, "expected an account of the store"),
    ],
)
def test_an_administrator_is_not_locked_out(
    app: FastAPI, path: str, form: dict[str, str], line: str
) -> None:
    """What cannot be done is refused in one line, the own account's end above all."""
    answer = signed_in(app, "administrator").post(f"/api/accounts{path}", json=form)
    assert answer.status_code == 400
    assert line in answer.json()["error"]
    assert "short" not in answer.text
