"""Fills the demo world once."""

from datetime import UTC, datetime
from hashlib import sha256

from ombud.accounts import handoff_secrets
from ombud.accounts.models import ApiKey, Membership, Person, Platform
from ombud.ledger.connection import rows
from ombud.notices.centre import mark_read
from ombud.site.demo import cases, money
from ombud.site.demo.news import news
from ombud.site.demo.tale import Scene
from ombud.site.demo.world import MARKETS, Market

UNREAD_HOURS = 12


def seed() -> None:
    """Make the platforms with what goes on at them, unless they are there."""
    for market in MARKETS:
        if not Platform.objects.filter(slug=market.slug).exists():
            _fill(market)


def _fill(market: Market) -> None:
    platform = Platform.objects.create(
        slug=market.slug,
        name=market.name,
        zone=market.zone,
        languages=list(market.languages),
        pack=market.pack,
        prefix=market.prefix,
        phone=market.phone,
    )
    handoff_secrets.keep(platform.pk, sha256(market.slug.encode()).hexdigest())
    _people(market, platform)
    key = f"demo-{market.slug}"
    ApiKey.objects.create(
        platform=platform,
        name="Demo",
        hash=sha256(key.encode()).hexdigest(),
        speaks_for=["consumer", "merchant", "reviewer", "system"],
    )
    scene = Scene(market, platform.pk, datetime.now(UTC).replace(microsecond=0))
    _facts(market, scene)
    money.before(scene)
    cases.TALES[market.slug](scene)
    money.after(scene)
    news(scene)
    _read(market, scene)


def _people(market: Market, platform: Platform) -> None:
    for one in market.people:
        person = Person(
            platform=platform,
            ref=one.handle,
            login=f"{market.slug}/{one.handle}",
            kind=one.kind,
            role=one.role if one.kind in ("reviewer", "admin") else "",
            name=one.name,
            phone=one.phone,
            language=one.language,
            email=f"{one.handle}@{market.slug}.example",
            choices={"cast": True},
        )
        person.set_unusable_password()
        person.save()
        if one.shop:
            Membership.objects.create(platform=platform, person=person, shop=one.shop, role=one.role)


def _read(market: Market, scene: Scene) -> None:
    """Everybody has read what they were told before today."""
    before = scene.ago(UNREAD_HOURS)
    old = [row[0] for row in rows("SELECT id FROM message WHERE platform = %s AND at < %s", (scene.platform, before))]
    for one in market.people:
        mark_read(scene.platform, scene.actors[one.handle], old)


def _facts(market: Market, scene: Scene) -> None:
    for shop, name, category in market.shops:
        scene.tell("shop.tell", shop, {"name": name, "category": category, "verified": True}, 24 * 90)
    for goods in market.goods:
        scene.tell(
            "product.tell",
            goods.id,
            {
                "shop": goods.shop,
                "title": goods.title,
                "price": goods.price,
                "currency": market.currency,
                "picture": f"/static/demo/{goods.id}.jpg",
                "after_sales": goods.after_sales,
            },
            24 * 80,
        )
