"""Who calls: the key in `Authorization`, and in `Ombud-Actor` for whom it speaks."""

import time
from typing import NamedTuple
from urllib.parse import unquote

from django.http import HttpRequest
from django.utils.translation import gettext as _

from ombud.accounts.keys import Key, key_of
from ombud.accounts.models import ROLE_RIGHTS
from ombud.api.v1.problems import Problem
from ombud.core.people import Actor, Consumer, Member, Reviewer
from ombud.desk.access import access_shop
from ombud.desk.handle import NotFound
from ombud.ledger import fence
from ombud.ledger.connection import rows

REF_MAX = 128
"""As long as the column that holds a platform's own id of a person."""
KEPT_SECONDS = 10
"""How long somebody may be known here without being looked up, as long as the platform's rights stay as they are."""
KEPT_MAX = 10_000
PERSON = "SELECT kind, role FROM accounts_person WHERE platform_id = %s AND ref = %s"
STAFF = "SELECT kind, role FROM accounts_person WHERE platform_id = %s AND ref = %s AND is_active"
ROLE = """
SELECT CASE WHEN m.stands_in_from <= now() AND now() < m.stands_in_until THEN 'owner' ELSE m.role END
FROM accounts_membership m JOIN accounts_person p ON p.id = m.person_id
WHERE m.platform_id = %s AND m.shop = %s AND p.ref = %s AND p.is_active AND p.kind = 'member'
"""

ANY_SHOP = """
SELECT 1 FROM accounts_membership m JOIN accounts_person p ON p.id = m.person_id
WHERE m.platform_id = %s AND p.ref = %s LIMIT 1
"""


class Caller(NamedTuple):
    """A key, and the person or software that it speaks for in this call."""

    key: Key
    by: Actor

    @property
    def platform(self) -> int:
        """The one platform that the key opens."""
        return self.key.platform

    @property
    def via(self) -> str:
        """The door, as events remember it."""
        return f"key:{self.key.id}"


_kept: dict[tuple[int, str], tuple[float, int, Actor]] = {}


def caller_of(request: HttpRequest) -> Caller:
    """The caller. Raises Problem: 401 without a key that holds, 403 where the key may not speak for that actor."""
    scheme, _space, token = request.headers.get("Authorization", "").partition(" ")
    key = key_of(token.strip()) if scheme.lower() == "bearer" and token else None
    if key is None:
        raise Problem(
            401,
            "key-missing",
            _("This call needs a key that holds."),
            way_out=_("Send it as “Authorization: Bearer …”; a platform’s administrator makes keys."),
            headers={"WWW-Authenticate": 'Bearer realm="ombud"'},
        )
    fence.within(key.platform)
    said = request.headers.get("Ombud-Actor", "").strip()
    if said:
        return Caller(key, _actor(key, said))
    if "system" not in key.speaks_for:
        raise _outside(_("This key doesn’t speak for itself."))
    return Caller(key, key.system)


def _actor(key: Key, said: str) -> Actor:
    now = time.monotonic()
    kind = said.partition(":")[0]
    if kind not in key.speaks_for or kind == "system":
        raise _outside(_("This key doesn’t speak for that kind of party."))
    held = _kept.get((key.platform, said))
    if held is not None and now - held[0] < KEPT_SECONDS and held[1] == key.rights:
        return held[2]
    actor = _looked_up(key.platform, kind, said)
    if len(_kept) >= KEPT_MAX:
        _kept.clear()
    _kept[key.platform, said] = (now, key.rights, actor)
    return actor


def _looked_up(platform: int, kind: str, said: str) -> Actor:
    parts = [unquote(part, errors="replace") for part in said.split(":")[1:]]
    newcomer = kind == "merchant" and len(parts) == 2 and not parts[0]
    if len(parts) != (2 if kind == "merchant" else 1) or not all(_is_ref(part) for part in parts[newcomer:]):
        raise Problem(
            400,
            "actor-not-understood",
            _("“Ombud-Actor” isn’t in one of the forms it can have."),
            way_out="consumer:<id>, merchant:<shop>:<id>, merchant::<id>, reviewer:<id>",
        )
    actor = _find(platform, kind, *parts)
    if actor is None:
        raise _outside(_("Nobody of that name has that part on this platform."))
    return actor


def _find(platform: int, kind: str, *parts: str) -> Actor | None:
    if kind == "merchant":
        return _member(platform, parts[0], parts[1]) if parts[0] else _newcomer(platform, parts[1])
    return _consumer(platform, parts[0]) if kind == "consumer" else _reviewer(platform, parts[0])


def _is_ref(part: str) -> bool:
    return 0 < len(part) <= REF_MAX and part.isprintable()


def _consumer(platform: int, ref: str) -> Actor | None:
    """A marketplace's own consumers needn't be known here; somebody known as staff or seller isn't one of them."""
    known = rows(PERSON, (platform, ref))
    return Consumer(id=ref) if not known or known[0][0] == "consumer" else None


def _member(platform: int, shop: str, ref: str) -> Actor | None:
    found = rows(ROLE, (platform, shop, ref))
    role = found[0][0] if found else _role_told(platform, shop, ref)
    return Member(id=ref, shop=shop, rights=ROLE_RIGHTS[role]) if role else None


def _newcomer(platform: int, ref: str) -> Actor | None:
    """Somebody who sells and acts for no shop yet; a marketplace's own merchants needn't be known here."""
    known = rows(PERSON, (platform, ref))
    if known and (known[0][0] != "member" or rows(ANY_SHOP, (platform, ref))):
        return None
    return Member(id=ref, shop="")


def _role_told(platform: int, shop: str, ref: str) -> str:
    """The role that the marketplace told for somebody who never signed in here."""
    if rows(PERSON, (platform, ref)):
        return ""
    try:
        return access_shop(platform, shop).members.get(ref, "")
    except NotFound:
        return ""


def _reviewer(platform: int, ref: str) -> Actor | None:
    found = rows(STAFF, (platform, ref))
    if not found or found[0][0] not in ("reviewer", "admin"):
        return None
    return Reviewer(id=ref, rights=ROLE_RIGHTS[found[0][1] or "reviewer"])


def _outside(detail: str) -> Problem:
    return Problem(
        403,
        "actor-outside-scope",
        detail,
        way_out=_("Name in “Ombud-Actor” somebody for whom this key may speak, or use another key."),
    )
