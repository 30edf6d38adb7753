"""`imr serve --auth` with an identity provider: who gets in, as what, and who does not.

The provider listens on loopback and answers as each test scripts it.
"""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from fastapi.testclient import TestClient

from assistant.review import Accounts, Store
from assistant.settings import OidcSettings
from assistant.web import Access, create_app
from assistant.web.gate import CSRF_HEADER
from assistant.web.oidc import Provider
from assistant.web.roles import BY_PASSWORD, OPEN, ROUTES
from assistant.web.visiting import STATE
from tests.web.provider import CLIENT, SECRET, ScriptedProvider, key, provider
from tests.web.test_access import routes_of

ADDRESS = "https://imr.example"


@pytest.fixture(scope="module")
def _provider() -> Iterator[ScriptedProvider]:
    with provider() as script:
        yield script


@pytest.fixture
def script(_provider: ScriptedProvider) -> ScriptedProvider:
    """The provider as it is right."""
    _provider.begin_anew()
    return _provider


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty store."""
    made = Store(f"sqlite:///{tmp_path / 'review.sqlite3'}")
    yield made
    made.close()


class Browser:
    """A browser that goes to the workbench, to the provider, and back."""

    def __init__(self, client: TestClient, script: ScriptedProvider) -> None:
        self.client, self.script = client, script

    def go(self, place: str = "/") -> str:
        """To the provider; the address there."""
        answer = self.client.get("/login/away", params={"next": place})
        assert answer.status_code == 303
        return answer.headers["location"]

    def come_back(self, address: str, **query: str) -> Any:
        """Back with a code; `query` stands over what the provider sends."""
        sent = parse_qs(urlsplit(address).query)
        told = {"code": self.script.arrive(address), "state": sent["state"][0], **query}
        return self.client.get("/login/callback", params=told)

    def sign_in(self, place: str = "/") -> Any:
        """All the way."""
        return self.come_back(self.go(place))


@pytest.fixture
def browser(store: Store, tmp_path: Path, script: ScriptedProvider) -> Browser:
    """A browser at a workbench whose people the provider vouches for."""
    chosen = OidcSettings(
        issuer=script.address,
        client_id=CLIENT,
        address=ADDRESS,
        roles={"imr-admins": "administrator", "imr-reviewers": "reviewer"},
    )
    access = Access(Accounts(store), None, frozenset({"imr.example"}), Provider(chosen, SECRET))
    app = create_app(store, tmp_path / "cases", access=access)
    return Browser(TestClient(app, base_url=ADDRESS, follow_redirects=False), script)


def test_who_the_provider_vouches_for_is_in(browser: Browser, store: Store) -> None:
    """A page asked for leads to the provider and back to that page, with the role of the group."""
    first = browser.client.get("/letters")
    assert first.headers["location"] == "/login?next=/letters"
    page = browser.client.get(first.headers["location"])
    assert 'href="/login/away?next=/letters"' in page.text
    answer = browser.sign_in("/letters")
    assert (answer.status_code, answer.headers["location"]) == (303, "/letters")
    cookie = answer.headers["set-cookie"]
    assert all(word in cookie for word in ("__Host-imr_session=", "HttpOnly", "Secure", "Path=/"))
    assert "a.doe" in browser.client.get("/letters").text
    assert browser.client.get("/api/cases").status_code == 200
    found = Accounts(store).all()
    assert [(one.name, one.role, one.vouched) for one in found] == [("a.doe", "reviewer", True)]
    entry = store.entries()[-1]
    assert entry.who == f"identity provider {urlsplit(browser.script.address).netloc}"
    assert store.verify() is None


def test_groups_become_the_role_at_each_visit(browser: Browser, store: Store) -> None:
    """The first group of the settings counts; another one another time; none lets nobody in."""
    browser.script.claims = {"groups": ["imr-reviewers", "imr-admins"]}
    browser.sign_in()
    assert Accounts(store).all()[0].role == "administrator"
    browser.script.claims = {"groups": "imr-reviewers"}
    browser.sign_in()
    assert Accounts(store).all()[0].role == "reviewer"
    for groups in ([], ["staff"], None, 7, {"imr-admins": True}):
        browser.script.claims = {"groups": groups}
        refused = browser.sign_in()
        assert refused.status_code == 403
        assert "None of your groups opens this workbench" in refused.text


def test_signing_out_ends_the_session_at_the_provider_too(browser: Browser) -> None:
    """The page is told where to go; the cookie that is left opens nothing."""
    browser.sign_in()
    token = re.search(r'name="csrf" content="([^"]+)"', browser.client.get("/").text)
    assert token is not None
    kept = dict(browser.client.cookies)
    leads = browser.client.post("/logout", headers={CSRF_HEADER: token[1]}).json()["leads"]
    assert leads.startswith(f"{browser.script.address}/logout?client_id=imr&post_logout_redirect")
    browser.client.cookies.update(kept)
    assert browser.client.get("/api/cases").status_code == 401


def _now(seconds: int) -> int:
    return int(time.time()) + seconds


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (lambda it: it.claims.update(nonce="another"), "the nonce of another visit"),
        (lambda it: it.claims.update(nonce=None), 'missing the "nonce" claim'),
        (lambda it: it.claims.update(iss="https://evil.example"), "InvalidIssuerError"),
        (lambda it: it.claims.update(aud="another"), "InvalidAudienceError"),
        (lambda it: it.claims.update(aud=[CLIENT, "another"]), "for another party"),
        (lambda it: it.claims.update(azp="another"), "for another party"),
        (lambda it: it.claims.update(exp=_now(-61)), "ExpiredSignatureError"),
        (lambda it: it.claims.update(exp=None), 'missing the "exp" claim'),
        (lambda it: it.claims.update(iat=_now(600)), "ImmatureSignatureError"),
        (lambda it: it.claims.update(iat=_now(-700)), "an ID token of long ago"),
        (lambda it: it.claims.update(sub=""), "an ID token of nobody"),
        (lambda it: it.claims.update(preferred_username=None), "no claim preferred_username"),
        (lambda it: setattr(it, "signer", key()), "InvalidSignatureError"),
        (lambda it: setattr(it, "kid", "unknown"), "a signature by an unknown key"),
        (lambda it: setattr(it, "algorithm", "none"), "a signature by none"),
        (lambda it: setattr(it, "algorithm", "HS256"), "a signature by HS256"),
        (lambda it: setattr(it, "status", 500), "status 500"),
        (lambda it: it.metadata.update(issuer="https://evil.example"), "of another issuer"),
        (
            lambda it: it.metadata.update(token_endpoint="http://evil.example/token"),  # noqa: S106 - no password
            "no token_endpoint with https",
        ),
    ],
    ids=[
        "wrong nonce",
        "no nonce",
        "wrong issuer",
        "wrong audience",
        "several audiences",
        "another party",
        "expired",
        "no expiry",
        "of the future",
        "of long ago",
        "of nobody",
        "without a name",
        "wrong key",
        "unknown key",
        "no signature",
        "shared secret",
        "an error",
        "metadata of another",
        "an endpoint without TLS",
    ],
)
def test_what_does_not_hold_lets_nobody_in(
    browser: Browser,
    store: Store,
    caplog: pytest.LogCaptureFixture,
    spoil: Callable[[ScriptedProvider], object],
    reason: str,
) -> None:
    """One line for the person, the reason in the log, no account and no session."""
    caplog.set_level(logging.WARNING)
    spoil(browser.script)
    answer = browser.client.get("/login/away")
    if answer.status_code == 303:
        answer = browser.come_back(answer.headers["location"])
    assert answer.status_code in {403, 503}
    assert "The identity provider did not vouch for you" in answer.text
    assert reason in caplog.text
    assert Accounts(store).all() == ()
    assert browser.client.get("/api/cases").status_code == 401


def test_a_way_in_is_good_once(browser: Browser) -> None:
    """The same answer of the provider again, or its code with a new visit, opens nothing."""
    address = browser.go()
    state = parse_qs(urlsplit(address).query)["state"][0]
    kept = dict(browser.client.cookies)
    code = browser.script.arrive(address)
    first = browser.client.get("/login/callback", params={"code": code, "state": state})
    assert first.status_code == 303
    browser.client.cookies.clear()
    browser.client.cookies.update(kept)
    again = browser.client.get("/login/callback", params={"code": code, "state": state})
    assert again.status_code == 400
    assert "This way in is over" in again.text
    browser.client.cookies.clear()
    spent = browser.come_back(browser.go(), code=code)
    assert spent.status_code == 403
    assert browser.client.get("/api/cases").status_code == 401


def test_a_link_signs_nobody_in_as_another(browser: Browser) -> None:
    """The state of somebody else's visit, or none, is not of this browser."""
    address = browser.go()
    browser.client.cookies.clear()
    assert browser.come_back(address).status_code == 400
    browser.client.cookies.set(STATE, "made-up", domain="imr.example", path="/login")
    assert browser.come_back(address).status_code == 400
    assert browser.client.get("/login/callback").status_code == 400
    assert browser.client.get("/api/cases").status_code == 401


@pytest.mark.parametrize(
    "query", [{"error": "access_denied"}, {"iss": "https://evil.example"}, {"code": ""}]
)
def test_a_refusal_of_the_provider_is_told(browser: Browser, query: dict[str, str]) -> None:
    """An error, another issuer (RFC 9207) and an answer without a code end at the login."""
    refused = browser.come_back(browser.go(), **query)
    assert refused.status_code == 403
    assert "did not let you in" in refused.text
    assert "evil" not in refused.text


def test_a_provider_that_changed_its_key_is_followed(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its keys are asked for anew where one is not known, and not for every forged signature."""
    browser.sign_in()
    other = key()
    browser.script.keys, browser.script.signer, browser.script.kid = {"two": other}, other, "two"
    assert browser.sign_in().status_code == 403
    assert browser.script.asked.count("/keys") == 1
    monkeypatch.setattr("assistant.web.oidc._ASKED_AGAIN", 0)
    assert browser.sign_in().status_code == 303
    browser.script.signer = browser.script.first
    assert browser.sign_in().status_code == 403


def test_a_name_stays_with_its_person(browser: Browser, store: Store) -> None:
    """Another subject of that name is refused, and so is who was closed out here."""
    browser.sign_in()
    browser.script.claims = {"sub": "5678"}
    refused = browser.sign_in()
    assert refused.status_code == 403
    assert "one that is not taken" in refused.text
    browser.script.claims = {}
    Accounts(store).disable("a.doe", "Admin")
    assert browser.sign_in().status_code == 403
    assert "an account that is open" in browser.sign_in().text


def test_a_new_session_takes_the_place_of_the_old(browser: Browser) -> None:
    """A token from before signing in is worth nothing after it."""
    browser.sign_in()
    old = browser.client.cookies["__Host-imr_session"]
    browser.sign_in()
    assert browser.client.cookies["__Host-imr_session"] != old
    browser.client.cookies.clear()
    browser.client.cookies.set("__Host-imr_session", old)
    assert browser.client.get("/api/cases").status_code == 401


@pytest.mark.parametrize("place", ["//evil.example", "https://evil.example", "/\\evil.example"])
def test_the_way_back_leads_to_pages_of_this_server_alone(browser: Browser, place: str) -> None:
    """Another address in `next` leads to the queue."""
    assert browser.sign_in(place).headers["location"] == "/"


def test_no_password_opens_a_way_beside_the_provider(browser: Browser) -> None:
    """There is no form, and every route is in the table."""
    form = {"name": "a", "password": "x" * 20}
    assert browser.client.post("/login", data=form).status_code == 405
    app: Any = browser.client.app
    assert routes_of(app) == set(ROUTES) | OPEN - BY_PASSWORD


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"issuer": "http://login.example"}, "issuer"),
        ({"address": "http://imr.example"}, "address"),
        ({"issuer": "http://127.0.0.1.evil.example"}, "issuer"),
        ({"issuer": "https://login.example?x=1"}, "issuer"),
        ({"roles": {}}, "roles"),
        ({"roles": {"a": "owner"}}, "roles"),
        ({"secret": "x"}, "secret"),
    ],
)
def test_settings_that_are_not_safe_are_refused(changed: dict[str, Any], field: str) -> None:
    """TLS but on this machine, at least one group, roles that there are, no unknown key."""
    right = {
        "issuer": "https://login.example",
        "client_id": "imr",
        "address": ADDRESS,
        "roles": {"a": "reviewer"},
    }
    OidcSettings.model_validate(right)
    with pytest.raises(ValueError, match=field):
        OidcSettings.model_validate({**right, **changed})
