"""What is kept of somebody who acts for a shop, or decides an appeal as a guest: their own, what is the shop's, a copy.

What they wrote in a shop's name is in the copy while they act for that shop; afterwards only where and when, since it
is the shop's (GDPR Art. 15(4)).
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from ombud.accounts.models import Draft, Membership, Person, RulesAccepted
from ombud.accounts.platforms import Settings
from ombud.core.erasure.holds import Hold
from ombud.core.policy.retention import KIND_OF
from ombud.desk.erasing.holds import OWN
from ombud.desk.erasing.members import AWAY, holds_of_member, own_words
from ombud.desk.load import load_many
from ombud.ledger.connection import connection, rows
from ombud.ledger.words import said

SPOKEN = """
SELECT s.kind, count(*) FROM word_key k
JOIN stream s ON s.platform = k.platform AND s.id = k.stream
JOIN kept_words w ON w.platform = k.platform AND w.stream = k.stream AND w.person = k.person AND w.erased_on IS NULL
WHERE k.platform = %s AND k.person = %s GROUP BY s.kind
"""
TEXTS = """
SELECT w.stream, w.digest, w.at FROM word_key k
JOIN kept_words w ON w.platform = k.platform AND w.stream = k.stream AND w.person = k.person
WHERE k.platform = %s AND k.person = %s ORDER BY w.at DESC, w.digest LIMIT %s
"""
TEXTS_MAX = 20_000
"""The newest so many: whoever needs all that a large shop ever wrote takes the shop's own files along."""
BATCH = 500


SELDOM = ("own_words", "erasures")
"""Named only where there is any."""


class Counted(NamedTuple):
    """How much of each kind: of the person, and of what they said for others and that stays with these."""

    own: dict[str, int]
    of_shop: dict[str, int]


def counted(platform: int, person: str, at: datetime) -> Counted:
    """How much is kept of this member or guest."""
    known = Person.objects.filter(platform=platform, ref=person).first()
    contact = [known.name, known.phone, known.email] if known else []
    spoken: dict[str, int] = {}
    for thing, n in rows(SPOKEN, (platform, person)):
        spoken[KIND_OF[thing]] = spoken.get(KIND_OF[thing], 0) + n
    of_themselves = sum(map(len, own_words(platform, person, at).values()))
    spoken["shops"] = spoken.get("shops", 0) - of_themselves
    own = {
        "contact": sum(bool(one) for one in contact),
        "own_words": of_themselves,
        "erasures": spoken.pop("erasures", 0),
        "drafts": Draft.objects.filter(platform=platform, person=known).count() if known else 0,
        "visits": known.visit_set.count() if known else 0,
    }
    own = {kind: n for kind, n in own.items() if n or kind not in SELDOM}
    return Counted(own, {kind: n for kind, n in spoken.items() if n})


def held_now(platform: int, person: str, at: datetime) -> tuple[Hold, ...]:
    """What would hold their name and address now if it were erased, and why."""
    return tuple(one for _, one in sorted(holds_of_member(platform, person, at).items()))


def copy_of(platform: Settings, person: str, at: datetime) -> Mapping[str, Any]:
    """The copy as it is made at this instant: data alone, since files that they brought are the shop's evidence."""
    known = Person.objects.filter(platform=platform.id, ref=person).first()
    members = Membership.objects.filter(platform=platform.id, person=known).order_by("shop") if known else ()
    shops = [{"shop": one.shop, "role": one.role} for one in members]
    own = ("name", "phone", "email", "language", "choices")
    drafts = Draft.objects.filter(platform=platform.id, person=known).order_by("saved_at") if known else ()
    visits = known.visit_set.order_by("began_at") if known else ()
    accepted = RulesAccepted.objects.filter(person=known).order_by("at") if known else ()
    return {
        "form": "ombud-own-data-1",
        "made_at": at,
        "platform": {"id": platform.slug, "name": platform.name},
        "person": {"id": person, **({name: getattr(known, name) for name in own} if known else {})},
        "shops": shops,
        "said": _said(platform.id, person, {one["shop"] for one in shops}),
        "drafts": [{"form": one.form, "about": one.about, "saved_at": one.saved_at, "fields": one.fields}
                   for one in drafts],
        "visits": [{"how": one.how, "browser": one.browser, "address": one.address, "began_at": one.began_at}
                   for one in visits],
        "rules_accepted": [{"rules": one.pack, "at": one.at} for one in accepted],
    }  # fmt: skip


def _said(platform: int, person: str, shops: set[str]) -> list[dict[str, Any]]:
    """Where and when they wrote something, and what: where it is theirs, or that of a shop they act for now."""
    found, made = rows(TEXTS, (platform, person, TEXTS_MAX)), []
    of_themselves = {(stream, digest) for stream, digest, _ in rows(AWAY, (platform, person))}
    for start in range(0, len(found), BATCH):
        some = found[start : start + BATCH]
        streams = sorted({stream for stream, _, _ in some})
        things = load_many(connection(), platform, streams)
        texts = {(one.stream, one.digest): one for one in said(platform, streams, [digest for _, digest, _ in some])}
        for stream, digest, at in some:
            thing, text = things.get(stream), texts.get((stream, digest))
            theirs = stream == OWN + person or (stream, digest) in of_themselves
            shown = theirs or (thing is not None and _shop_of(thing.state) in shops)
            made.append({
                "about": thing.thing if thing else "",
                "number": str(getattr(thing.state, "number", "")) if thing else "",
                "at": at,
                "text": text.text if text and shown else "",
                "whose": "yours" if theirs else "shop",
                "erased_on": text.erased_on if text else None,
            })  # fmt: skip
    return made


def _shop_of(state: Any) -> str:
    """For which shop something was said there. Of a fund and a product it stands in their facts."""
    return str(getattr(state, "shop", "") or getattr(getattr(state, "facts", None), "shop", ""))
