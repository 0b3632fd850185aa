"""OpenID Connect: the way to a platform's own sign-in and back, with state, nonce and PKCE, and a checked signature."""

import base64
import hmac
import secrets
import time
from collections.abc import Mapping
from datetime import timedelta
from hashlib import sha256
from typing import Any, NamedTuple
from urllib.parse import quote, urlencode

import jwt

from ombud.accounts.door_models import OpenId
from ombud.accounts.openid_fetch import Fetch, NotFetched, fetch, fit
from ombud.ledger.renewing import Sealed
from ombud.ledger.sealing import CantOpen, renewed, seal, unseal

ALGORITHMS = ["RS256", "ES256", "PS256", "EdDSA", "RS384", "RS512", "ES384", "ES512"]
"""Signatures by a key of the provider's own; never `none`, never one that a shared secret could make."""
LIFE = timedelta(minutes=10)
"""Whoever needs longer for the way there and back begins anew."""
LEEWAY_SECONDS = 60
KEPT_SECONDS = 600
WELL_KNOWN = "/.well-known/openid-configuration"


class NotSignedIn(Exception):
    """The provider's answer lets nobody in; the word says why, for the record."""


class Way(NamedTuple):
    """The way there: where to, and what to remember until they come back."""

    url: str
    kept: dict[str, Any]


_known: dict[str, tuple[float, dict[str, Any]]] = {}


def way_there(config: OpenId, back_to: str, ask: Fetch = fetch) -> Way:
    """Where to send the browser. Raises NotFetched."""
    provider = _provider(config, ask)
    state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
    challenge = base64.urlsafe_b64encode(sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    asked = {
        "response_type": "code", "client_id": config.client, "redirect_uri": back_to, "scope": _scope(config),
        "state": state, "nonce": nonce, "code_challenge": challenge, "code_challenge_method": "S256",
    }  # fmt: skip
    where = str(provider["authorization_endpoint"])
    url = f"{where}{'&' if '?' in where else '?'}{urlencode(asked)}"
    kept = {"platform": config.platform_id, "state": state, "nonce": nonce, "verifier": verifier, "at": time.time()}
    return Way(url, kept)


def came_back(
    config: OpenId, kept: Mapping[str, Any], said: Mapping[str, str], back_to: str, ask: Fetch = fetch
) -> dict[str, Any]:
    """What the provider says of whoever came back. Raises NotSignedIn or NotFetched."""
    if not hmac.compare_digest(said.get("state", "").encode(), str(kept["state"]).encode()):
        raise NotSignedIn("state")
    if time.time() - float(kept["at"]) > LIFE.total_seconds():
        raise NotSignedIn("late")
    if said.get("error") or not said.get("code"):
        raise NotSignedIn("refused")
    provider = _provider(config, ask)
    if said.get("iss", config.issuer) != config.issuer:  # RFC 9207: another provider's answer brought here
        raise NotSignedIn("issuer")
    form = {
        "grant_type": "authorization_code", "code": said["code"], "redirect_uri": back_to,
        "code_verifier": str(kept["verifier"]),
    }  # fmt: skip
    form, headers = _as_client(config, provider, form)
    token = ask(str(provider["token_endpoint"]), form, headers).get("id_token")
    if not isinstance(token, str):
        raise NotSignedIn("no token")
    return _checked(config, provider, token, str(kept["nonce"]), ask)


def sealed_secret(platform: int, secret: str) -> str:
    """A client's secret as it is kept."""
    return seal(secret, _place(platform)) if secret else ""


def _checked(config: OpenId, provider: Mapping[str, Any], token: str, nonce: str, ask: Fetch) -> dict[str, Any]:
    """The token's claims: signed by the provider, for us, for this very sign-in, and in time."""
    try:
        claims: dict[str, Any] = jwt.decode(
            token,
            _key(provider, token, ask),
            algorithms=ALGORITHMS,
            audience=config.client,
            issuer=config.issuer,
            leeway=LEEWAY_SECONDS,
            options={"require": ["iss", "sub", "aud", "exp", "iat"]},
        )
    except jwt.PyJWTError as error:
        raise NotSignedIn(type(error).__name__) from None
    if not hmac.compare_digest(str(claims.get("nonce", "")).encode(), nonce.encode()):
        raise NotSignedIn("nonce")
    others = isinstance(claims["aud"], list) and len(claims["aud"]) > 1
    if (others or "azp" in claims) and claims.get("azp") != config.client:
        raise NotSignedIn("azp")
    if not isinstance(claims["sub"], str) or not 0 < len(claims["sub"]) <= 255:
        raise NotSignedIn("sub")
    return claims


def _key(provider: Mapping[str, Any], token: str, ask: Fetch) -> Any:
    """The provider's key that the token names; keys that we don't know yet are fetched anew once."""
    header = jwt.get_unverified_header(token)
    if header.get("alg") not in ALGORITHMS:
        raise jwt.InvalidAlgorithmError
    for fresh in (False, True):
        keys = _kept(str(provider["jwks_uri"]), ask, fresh=fresh).get("keys", [])
        for one in keys if isinstance(keys, list) else []:
            fits = isinstance(one, dict) and one.get("kty") != "oct" and one.get("use", "sig") == "sig"
            if fits and ("kid" not in header or one.get("kid") == header["kid"]):
                return jwt.PyJWK(one, algorithm=one.get("alg") or header["alg"]).key
    raise jwt.InvalidKeyError


def _as_client(
    config: OpenId, provider: Mapping[str, Any], form: dict[str, str]
) -> tuple[dict[str, str], dict[str, str]]:
    """How we say who we are: in the header as RFC 6749 prefers, else in the form; a public client by PKCE alone."""
    if not config.secret:
        return form | {"client_id": config.client}, {}
    try:
        secret = unseal(config.secret, _place(config.platform_id))
    except CantOpen:
        raise NotSignedIn("secret") from None
    if "client_secret_basic" in provider.get("token_endpoint_auth_methods_supported", ["client_secret_basic"]):
        pair = f"{quote(config.client, safe='')}:{quote(secret, safe='')}".encode()
        return form, {"Authorization": f"Basic {base64.b64encode(pair).decode()}"}
    return form | {"client_id": config.client, "client_secret": secret}, {}


def _provider(config: OpenId, ask: Fetch) -> dict[str, Any]:
    """The provider's own description, which must be of just this issuer and name addresses that are fit."""
    said = _kept(config.issuer.rstrip("/") + WELL_KNOWN, ask)
    named = ("authorization_endpoint", "token_endpoint", "jwks_uri")
    if said.get("issuer") != config.issuer or not all(fit(str(said.get(one, ""))) for one in named):
        raise NotFetched("the provider's description isn't that of its issuer")
    return said


def _kept(url: str, ask: Fetch, *, fresh: bool = False) -> dict[str, Any]:
    now, held = time.monotonic(), _known.get(url)
    if held is not None and not fresh and now - held[0] < KEPT_SECONDS:
        return held[1]
    said = ask(url)
    _known[url] = (now, said)
    return said


def _scope(config: OpenId) -> str:
    return str(config.claims.get("scope") or "openid profile email")


def _place(platform: int) -> str:
    return f"openid/{platform}"


CLIENTS = Sealed(
    "secrets of platforms' own sign-in",
    "SELECT platform_id, secret FROM accounts_openid WHERE secret <> '' AND platform_id > %s "
    "ORDER BY platform_id LIMIT %s",
    "UPDATE accounts_openid SET secret = %s WHERE platform_id = %s AND secret = %s",
    (0,),
    lambda row: renewed(row[1], _place(row[0])),
)
