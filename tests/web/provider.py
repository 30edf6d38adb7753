"""An identity provider of the tests' own on loopback, which answers as a test scripts it."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

SECRET = "the client's secret"  # noqa: S105 - of a test
CLIENT = "imr"


def key() -> rsa.RSAPrivateKey:
    """A key that signs."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


class ScriptedProvider:
    """What the provider knows and says; a test changes it before somebody comes.

    claims   put over those of an ID token that is right; None takes one away
    signer   the key that signs; `keys` are those that it publishes
    """

    def __init__(self) -> None:
        self.address = ""
        self.first = key()
        self.begin_anew()

    def begin_anew(self) -> None:
        """Forget what a test changed."""
        self.signer = self.first
        self.keys = {"one": self.first}
        self.kid: str | None = "one"
        self.algorithm = "RS256"
        self.claims: dict[str, Any] = {}
        self.metadata: dict[str, Any] = {}
        self.status = 200
        self.count = 0
        self.codes: dict[str, dict[str, str]] = {}
        self.asked: list[str] = []

    def arrive(self, address: str) -> str:
        """Somebody comes by `address` and signs in: the code that they are sent back with."""
        query = {name: one[0] for name, one in parse_qs(urlsplit(address).query).items()}
        assert query["response_type"] == "code"
        assert query["code_challenge_method"] == "S256"
        assert "openid" in query["scope"].split()
        self.count += 1
        code = f"code-{self.count}"
        self.codes[code] = query
        return code

    def told(self, place: str) -> dict[str, Any]:
        """What is answered to a GET."""
        self.asked.append(place)
        if place == "/keys":
            algorithm = jwt.algorithms.RSAAlgorithm
            keys = [
                {**algorithm.to_jwk(one.public_key(), as_dict=True), "kid": name, "use": "sig"}
                for name, one in self.keys.items()
            ]
            return {"keys": keys}
        return {
            "issuer": self.address,
            "authorization_endpoint": f"{self.address}/authorize",
            "token_endpoint": f"{self.address}/token",
            "jwks_uri": f"{self.address}/keys",
            "end_session_endpoint": f"{self.address}/logout",
            **self.metadata,
        }

    def exchanged(self, form: dict[str, str], login: str) -> tuple[int, dict[str, Any]]:
        """What is answered to who brings a code: each once, with its verifier."""
        query = self.codes.pop(form.get("code", ""), None)
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        secret = base64.b64encode(f"{CLIENT}:the+client%27s+secret".encode()).decode()
        if (
            query is None
            or challenge != query["code_challenge"]
            or form["redirect_uri"] != query["redirect_uri"]
            or login != f"Basic {secret}"
        ):
            return 400, {"error": "invalid_grant"}
        return self.status, {"id_token": self.token(query["nonce"]), "token_type": "Bearer"}

    def token(self, nonce: str) -> str:
        """The ID token."""
        now = int(time.time())
        right = {
            "iss": self.address,
            "aud": CLIENT,
            "sub": "1234",
            "iat": now,
            "exp": now + 300,
            "nonce": nonce,
            "preferred_username": "a.doe",
            "groups": ["staff", "imr-reviewers"],
        }
        claims = {name: one for name, one in {**right, **self.claims}.items() if one is not None}
        signer: Any = self.signer if self.algorithm == "RS256" else "s" * 64
        headers = {"kid": self.kid} if self.kid else {}
        if self.algorithm == "none":
            signer = None
        return jwt.encode(claims, signer, algorithm=self.algorithm, headers=headers)


@contextmanager
def provider() -> Iterator[ScriptedProvider]:
    """A provider that listens on loopback."""
    script = ScriptedProvider()

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._tell(200, script.told(self.path))

        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            form = {
                name: one[0] for name, one in parse_qs(self.rfile.read(length).decode()).items()
            }
            self._tell(*script.exchanged(form, self.headers.get("Authorization", "")))

        def _tell(self, status: int, told: dict[str, Any]) -> None:
            content = json.dumps(told).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    script.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield script
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)
