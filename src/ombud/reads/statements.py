"""Statements of reasons of a platform's penalties in a span of time, without personal data, as the DSA wants them."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple

import msgspec

from ombud.accounts.models import Membership, Person
from ombud.accounts.platforms import Settings
from ombud.core.penalty.state import Penalty
from ombud.core.penalty.statement import EU, Said, faults, statement_of
from ombud.core.words import Kept
from ombud.ledger.connection import rows
from ombud.ledger.words import texts_of
from ombud.packs.load import load_version, texts

IMPOSED = """
SELECT s.state FROM penalty_row p JOIN stream s ON s.platform = p.platform AND s.id = p.id
WHERE p.platform = %s AND p.imposed_at >= %s AND p.imposed_at < %s ORDER BY p.imposed_at, p.id
"""
CONSUMERS = "SELECT DISTINCT consumer FROM order_row WHERE platform = %s AND id = ANY(%s)"
_read = msgspec.json.Decoder(Penalty).decode


class Statement(NamedTuple):
    """One penalty's statement, or why there is none that could be sent."""

    number: str
    body: dict[str, Any] | None
    faults: tuple[str, ...]


def statements(
    platform: Settings, since: datetime, until: datetime, territory: tuple[str, ...] = EU
) -> Iterator[Statement]:
    """Of every penalty imposed in [since, until), oldest first. Where no measure restricts anything, none is owed."""
    for (state,) in rows(IMPOSED, (platform.id, since, until)):
        penalty = _read(bytes(state))
        yield _statement(platform, penalty, territory)


def _statement(platform: Settings, penalty: Penalty, territory: tuple[str, ...]) -> Statement:
    rules = load_version(penalty.pack).pack.penalties
    violation = rules.violation(penalty.imposition.violation) if rules else None
    assert violation is not None, "a penalty runs under the version it was imposed under"
    said = _said(platform, penalty)
    body = statement_of(penalty, violation, said, platform.zone, territory)
    if body is None:
        return Statement(penalty.number, None, ("no measure of it is a restriction",))
    return Statement(penalty.number, body, tuple(faults(body, said.persons)))


def _said(platform: Settings, penalty: Penalty) -> Said:
    imposition = penalty.imposition
    hashes: list[Kept] = [imposition.facts, imposition.reasons]
    kept = texts_of(platform.id, penalty.id, digests=[str(one) for one in hashes])
    words, lang = texts(penalty.pack), imposition.language or "en"
    lang = lang if words.has("pack", lang) else "en"
    kinds = {one.kind for one in imposition.measures}
    return Said(
        facts=kept.get(imposition.facts, ""),
        reasons=kept.get(imposition.reasons, ""),
        rule=f"{imposition.rule} {words.say(f'rule.{imposition.rule}', lang)}",
        measures={kind: words.say(f"measure.{kind}", lang) for kind in kinds},
        persons=_persons(platform.id, penalty),
    )


def _persons(platform: int, penalty: Penalty) -> tuple[str, ...]:
    """Names of the consumers of its orders, of the shop's members, and of those who decided."""
    orders = [one.id for one in penalty.imposition.orders]
    refs = {row[0] for row in rows(CONSUMERS, (platform, orders))} if orders else set()
    refs |= set(penalty.decided_by)
    members = Membership.objects.filter(platform_id=platform, shop=penalty.shop).values("person_id")
    named = Person.objects.filter(platform_id=platform)
    people = [*named.filter(ref__in=refs), *named.filter(id__in=members)]
    return tuple(sorted({part for one in people for part in (one.name, one.phone, one.email) if part}))
