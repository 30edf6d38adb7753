"""An identity provider asked who somebody is: OpenID Connect, code flow with PKCE.

What comes back is believed only where the provider's key signed it, for this workbench, now, and
for this visit (OpenID Connect Core 1.0, 3.1.3.7; RFC 7636; RFC 9207). Groups become a role by the
settings; who has none of them stays outside.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import logging
import threading
import time
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple
from urllib.parse import quote_plus, urlencode, urlsplit

import httpx
import jwt

from assistant.errors import ImrError
from assistant.review import Role, Visit
from assistant.settings import OidcSettings

CALLBACK = "/login/callback"
_FAMILIES = {"RS": "RSA", "PS": "RSA", "ES": "EC", "Ed": "OKP"}
_ALGORITHMS = frozenset(
    {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"}
)
"""Signatures with a key that only the provider has; never none, never a shared secret."""
_LEEWAY = 60
_OLDEST = 600
_KNOWN_FOR = 3600
_ASKED_AGAIN = 30
_TIMEOUT = 10.0
_MOST_BYTES = 1_000_000


class NotVouched(ImrError):
    """The provider did not vouch for somebody; the line is for them, the server's log has more."""


class Person(NamedTuple):
    """Whom the provider vouched for: their name, their role, and who they are to it for good."""

    name: str
    role: Role
    subject: str


class Provider:
    """The identity provider of the settings.

    Args:
        chosen: the settings.
        secret: what the provider gave out to this workbench; None where nothing.
        now: seconds since the epoch.
    """

    def __init__(
        self, chosen: OidcSettings, secret: str | None, now: Callable[[], float] = time.time
    ) -> None:
        self.chosen, self._secret, self._now = chosen, secret, now
        self.issuer = chosen.issuer
        self.callback = chosen.address.rstrip("/") + CALLBACK
        self._client = httpx.Client(timeout=_TIMEOUT, follow_redirects=False)
        self._lock = threading.Lock()
        self._told: Mapping[str, Any] = {}
        self._keys: list[jwt.PyJWK] = []
        self._told_at = self._keys_at = float("-inf")

    @property
    def name(self) -> str:
        """The provider as people read it."""
        return urlsplit(self.issuer).netloc

    def away(self, visit: Visit) -> str:
        """The address at the provider to which `visit` goes. Raises `NotVouched`."""
        digest = hashlib.sha256(visit.verifier.encode()).digest()
        asked = {
            "response_type": "code",
            "client_id": self.chosen.client_id,
            "redirect_uri": self.callback,
            "scope": " ".join(dict.fromkeys(("openid", *self.chosen.scopes))),
            "state": visit.state,
            "nonce": visit.nonce,
            "code_challenge": base64.urlsafe_b64encode(digest).rstrip(b"=").decode(),
            "code_challenge_method": "S256",
        }
        return _with(self._endpoint("authorization_endpoint"), asked)

    def farewell(self) -> str | None:
        """The address that ends the session at the provider too; None where it has none."""
        try:
            if "end_session_endpoint" not in self._metadata():
                return None
            back = self.chosen.address.rstrip("/") + "/login"
            asked = {"client_id": self.chosen.client_id, "post_logout_redirect_uri": back}
            return _with(self._endpoint("end_session_endpoint"), asked)
        except NotVouched:
            return None

    def person(self, code: str, visit: Visit) -> Person:
        """Whom `code` stands for, which came back with `visit`. Raises `NotVouched`."""
        token = self._exchanged(code, visit)
        claims = self._verified(token, visit.nonce)
        groups = claims.get(self.chosen.groups_claim, [])
        groups = [groups] if isinstance(groups, str) else groups
        has = {one for one in groups if isinstance(one, str)} if isinstance(groups, list) else set()
        role = next((role for group, role in self.chosen.roles.items() if group in has), None)
        if role is None:
            raise NotVouched("none of your groups opens this workbench; ask who keeps them")
        name = claims.get(self.chosen.name_claim)
        if not isinstance(name, str) or not name.strip():
            raise _unbelieved(f"no claim {self.chosen.name_claim}")
        return Person(name.strip(), role, f"{self.issuer}|{claims['sub']}")

    def _exchanged(self, code: str, visit: Visit) -> str:
        """The ID token for `code`."""
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self.callback,
            "client_id": self.chosen.client_id,
            "code_verifier": visit.verifier,
        }
        methods = self._metadata().get("token_endpoint_auth_methods_supported", [])
        login = None
        if self._secret is not None:
            if methods and "client_secret_basic" not in methods:
                form["client_secret"] = self._secret
            else:
                login = httpx.BasicAuth(quote_plus(form["client_id"]), quote_plus(self._secret))
        told = self._asked("POST", self._endpoint("token_endpoint"), data=form, auth=login)
        token = told.get("id_token")
        if not isinstance(token, str):
            raise _unbelieved("an answer without ID token")
        return token

    def _verified(self, token: str, nonce: str) -> dict[str, Any]:
        """The claims of an ID token that holds in all that is asked of one."""
        try:
            header = jwt.get_unverified_header(token)
            algorithm = str(header.get("alg"))
            if algorithm not in _ALGORITHMS:
                raise _unbelieved(f"a signature by {algorithm}")
            key = self._key(header.get("kid"), _FAMILIES[algorithm[:2]])
            claims: dict[str, Any] = jwt.decode(
                token,
                key.key,
                algorithms=[algorithm],
                audience=self.chosen.client_id,
                issuer=self.issuer,
                leeway=_LEEWAY,
                options={"require": ["exp", "iat", "iss", "aud", "sub", "nonce"]},
            )
        except jwt.PyJWTError as error:
            raise _unbelieved(f"{type(error).__name__}: {error}") from error
        if not hmac.compare_digest(str(claims["nonce"]).encode(), nonce.encode()):
            raise _unbelieved("the nonce of another visit")
        party = claims.get("azp")
        several = isinstance(claims["aud"], list) and len(claims["aud"]) > 1
        if (several or party is not None) and party != self.chosen.client_id:
            raise _unbelieved("an ID token for another party")
        if self._now() - claims["iat"] > _OLDEST + _LEEWAY:
            raise _unbelieved("an ID token of long ago")
        if not isinstance(claims["sub"], str) or not claims["sub"]:
            raise _unbelieved("an ID token of nobody")
        return claims

    def _key(self, wanted: object, family: str) -> jwt.PyJWK:
        """The provider's key of that name; asked for anew where it is not known, seldom."""
        for _ in range(2):
            fitting = [
                one
                for one in self._keys
                if one.key_type == family
                and one.public_key_use in (None, "sig")
                and wanted in (None, one.key_id)
            ]
            if len(fitting) == 1:
                return fitting[0]
            with self._lock:
                if self._now() - self._keys_at < _ASKED_AGAIN:
                    break
                told = self._asked("GET", self._endpoint("jwks_uri"))
                self._keys = list(jwt.PyJWKSet.from_dict(dict(told)).keys)
                self._keys_at = self._now()
        raise _unbelieved("a signature by an unknown key")

    def _metadata(self) -> Mapping[str, Any]:
        if self._now() - self._told_at >= _KNOWN_FOR:
            place = self.issuer.rstrip("/") + "/.well-known/openid-configuration"
            told = self._asked("GET", place)
            if told.get("issuer") != self.issuer:
                raise _unbelieved(f"metadata of another issuer: {told.get('issuer')!r}")
            self._told, self._told_at = told, self._now()
        return self._told

    def _endpoint(self, name: str) -> str:
        place = self._metadata().get(name)
        same_kind = isinstance(place, str) and (
            urlsplit(place).scheme == "https"
            or (urlsplit(place).scheme, urlsplit(place).hostname)
            == (urlsplit(self.issuer).scheme, urlsplit(self.issuer).hostname)
        )
        if not same_kind:
            raise _unbelieved(f"no {name} with https")
        return str(place)

    def _asked(self, method: str, place: str, **rest: Any) -> Mapping[str, Any]:
        """The JSON object at `place`."""
        try:
            with self._client.stream(method, place, **rest) as answer:
                content = b""
                for part in answer.iter_bytes():
                    content += part
                    if len(content) > _MOST_BYTES:
                        raise _unbelieved(f"{place}: more than {_MOST_BYTES} bytes")
                status = answer.status_code
            told = httpx.Response(200, content=content).json()
        except (httpx.HTTPError, ValueError) as error:
            raise _unbelieved(f"{place}: {type(error).__name__}") from error
        if status != httpx.codes.OK or not isinstance(told, dict):
            reason = told.get("error") if isinstance(told, dict) else None
            raise _unbelieved(f"{place}: status {status} {reason or ''}")
        return told


def _with(place: str, asked: Mapping[str, str]) -> str:
    return f"{place}{'&' if urlsplit(place).query else '?'}{urlencode(asked)}"


def _unbelieved(reason: str) -> NotVouched:
    """One line for the person; the reason for who runs the server."""
    logging.getLogger(__name__).warning("identity provider: %s", reason)
    return NotVouched("the identity provider did not vouch for you; the server's log says why")
