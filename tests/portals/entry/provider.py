"""A small OpenID provider on this machine: real keys, real signatures, and every fault that a test asks for."""

import base64
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, parse_qsl, unquote, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import ec, rsa

KEYS = {name: ec.generate_private_key(ec.SECP256R1()) for name in ("ours", "strange")}
RSA_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
CLIENT, SECRET = "ombud", "s3cret/with:signs"


class Provider:
    """What it says of people, and what it does wrong."""

    def __init__(self) -> None:
        self.issuer = ""
        self.claims: dict[str, Any] = {"sub": "u-1", "name": "Rita of elsewhere"}
        self.wrong: dict[str, Any] = {}
        """Faults by name: `key`, `alg`, `nonce`, `redirect`, or a claim to put in last."""
        self.codes: dict[str, dict[str, str]] = {}
        self.asked: list[str] = []

    def authorize(self, url: str) -> dict[str, str]:
        """What a browser that follows this address is sent back with, its user having signed in there."""
        said = dict(parse_qsl(urlsplit(url).query))
        assert (said["response_type"], said["client_id"]) == ("code", CLIENT)
        assert said["code_challenge_method"] == "S256"
        code = f"code-{len(self.codes)}"
        self.codes[code] = said
        return {"code": code, "state": said["state"]}

    def token(self, form: dict[str, str], authorization: str) -> dict[str, Any] | None:
        """The answer for a code: only for who holds the secret and the verifier, and once."""
        user, _, password = base64.b64decode(authorization.removeprefix("Basic ")).decode().partition(":")
        asked = self.codes.pop(form.get("code", ""), None)
        if asked is None or (unquote(user), unquote(password)) != (CLIENT, SECRET):
            return None
        proof = base64.urlsafe_b64encode(sha256(form["code_verifier"].encode()).digest()).rstrip(b"=").decode()
        if proof != asked["code_challenge"] or form["redirect_uri"] != asked["redirect_uri"]:
            return None
        now = int(time.time())
        claims = {
            "iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 300, "nonce": asked["nonce"], **self.claims,
        }  # fmt: skip
        claims |= {name: value for name, value in self.wrong.items() if name not in ("key", "alg", "redirect")}
        claims = {name: value for name, value in claims.items() if value is not None}
        return {"access_token": "unused", "token_type": "Bearer", "id_token": self._signed(claims)}

    def _signed(self, claims: dict[str, Any]) -> str:
        match self.wrong.get("alg", "ES256"):
            case "none":
                return jwt.encode(claims, None, algorithm="none")
            case "HS256":
                return jwt.encode(claims, "x" * 64, algorithm="HS256", headers={"kid": "ours"})
            case "RS256":
                return jwt.encode(claims, RSA_KEY, algorithm="RS256", headers={"kid": "rsa"})
        return jwt.encode(claims, KEYS[self.wrong.get("key", "ours")], algorithm="ES256", headers={"kid": "ours"})

    def answer(self, path: str) -> dict[str, Any] | None:
        """Its description and its keys."""
        here = self.issuer
        if path == "/.well-known/openid-configuration":
            return {
                "issuer": here, "authorization_endpoint": f"{here}/authorize", "token_endpoint": f"{here}/token",
                "jwks_uri": f"{here}/keys",
            }  # fmt: skip
        if path == "/keys":
            ours = json.loads(jwt.algorithms.ECAlgorithm.to_jwk(KEYS["ours"].public_key()))
            more = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(RSA_KEY.public_key()))
            return {"keys": [{**ours, "kid": "ours", "use": "sig"}, {**more, "kid": "rsa", "alg": "RS256"}]}
        return None


@contextmanager
def running() -> Iterator[Provider]:
    """One that listens on a free port."""
    provider = Provider()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            provider.asked.append(self.path)
            self._say(provider.answer(self.path))

        def do_POST(self) -> None:
            form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
            if where := provider.wrong.get("redirect"):
                self.send_response(302)
                self.send_header("Location", where)
                self.end_headers()
                return
            single = {name: values[0] for name, values in form.items()}
            self._say(provider.token(single, self.headers.get("Authorization", "")))

        def _say(self, what: dict[str, Any] | None) -> None:
            body = json.dumps(what or {"error": "invalid_grant"}).encode()
            self.send_response(200 if what else 400)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider.issuer = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def query(said: dict[str, str]) -> str:
    """As an address has it."""
    return urlencode(said)
