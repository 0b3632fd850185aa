"""What the staff are asked to prove themselves for: every act and every page that changes something, in two tables.

An act of the desk is in ACTS; where it asks, it asks as soon as what was typed makes an act. A page that changes
something is in PAGES; one whose changes aren't acts of the desk asks at its door. What is in no table asks.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Literal, NamedTuple

Nature = Literal["money", "rights", "keys", "own", "harmless"]
"""money: moves it, or imposes or ends a measure. rights: what others may do. keys: keys, secrets and rules. own: one's
own door, of whatever kind one is. harmless: none of these, for the reason beside it."""

MOVES_MONEY = frozenset((
    "complaint.approve", "complaint.reject", "complaint.decide-review", "complaint.verify", "penalty.impose",
    "penalty.approve", "penalty.lift", "penalty.forfeit", "penalty.look-again", "penalty.decide-appeal",
    "penalty.grant-on-condition", "penalty.judge-condition", "penalty.drop", "fund.hold", "fund.release",
    "fund.confirm-payment", "fund.settle", "fund.pay-out", "surge.open-intervention", "surge.close",
))  # fmt: skip
"""A review that leaves a ruling as it is lets its payment leave; a proof found right, and an intervention concluded,
free what was held."""
BY_AMOUNT = frozenset(("complaint.rule",))
"""Verbs that move money where an amount stands in them."""
BY_FIELD = {"evidence_report.conclude": "adjusted"}
"""Verbs that move money where this is said at all: what a case was adjusted to may be less than it was."""
CHANGES_RIGHTS = frozenset(("account.limit", "account.lift", "penalty.invite", "shop.verify"))
CHANGES_KEYS = frozenset(("rulebook.publish", "rulebook.roll-back", "erasure.grant"))
"""Erasing destroys the keys of somebody's words for good."""
HARMLESS_ACTS: Mapping[str, str] = {
    "says who works on it, and is handed back as easily":
        "complaint.claim complaint.hand-back complaint.skip evidence_report.claim evidence_report.hand-back "
        "penalty.claim penalty.hand-back surge.look-at",
    "words alone": "complaint.message complaint.note evidence_report.note penalty.note penalty.reply report.note "
        "surge.note penalty.ask",
    "a look, which is written down": "complaint.see-contact complaint.open-exhibits complaint.show-overlay "
        "evidence_report.show-overlay shop.see-credentials",
    "what the reviewer saw, before anything is decided": "complaint.note-first-view complaint.assess "
        "evidence_report.note-first-view surge.gather",
    "moves whose turn it is; what is owed is decided after it": "complaint.admit complaint.turn-away "
        "complaint.step-in complaint.request-evidence complaint.grant-excuse complaint.refuse-excuse "
        "complaint.send-back complaint.prove penalty.find-incomplete",
    "writes down what happened elsewhere": "complaint.record-call complaint.record-outcome public_item.record "
        "public_item.take-back complaint.carry report.carry",
    "done for a consumer who called, as they could themselves": "complaint.file order.urge order.contact "
        "order.confirm-received order.deny-received",
    "an order's stage, which either side sees and can contest": "order.complete order.undo",
    "asks for what is kept of oneself; somebody else decides": "erasure.ask erasure.withdraw",
    "leaves everything as it is": "account.uphold erasure.refuse shop.refuse report.conclude surge.dismiss",
    "published words or figures, which a later version corrects": "announcement.publish announcement.revise "
        "announcement.withdraw transparency_report.publish",
}  # fmt: skip
HARMLESS_VERBS = frozenset(verb for verbs in HARMLESS_ACTS.values() for verb in verbs.split())


class Page(NamedTuple):
    """What a page of the staff changes, and so whether it asks."""

    nature: Nature
    why: str = ""
    """Of a harmless one: why it is."""
    door: bool = False
    """Whether it asks before anything is read of what was sent; else it asks as its acts do, or by itself."""
    spared: frozenset[str] = frozenset()
    """Of what stands in `do`: what asks nothing at that door."""


def _harmless(why: str, names: str) -> dict[str, Page]:
    return {name: Page("harmless", why) for name in names.split()}


PAGES: Mapping[str, Page] = {
    "review-do": Page("money"),
    "review-penalty-new": Page("money"),
    "review-penalty-do": Page("money"),
    "review-evidence-report": Page("money"),
    "review-fund-release": Page("money"),
    "review-surge": Page("money"),
    "review-surge-intervene": Page("money"),
    "review-surge-hold": Page("money"),
    "review-import": Page("money"),
    "review-account": Page("rights"),
    "review-shop": Page("rights"),
    "review-person": Page("rights", door=True),
    "review-person-invite": Page("rights", door=True),
    "review-keys": Page("keys", door=True),
    "review-webhooks": Page("keys", door=True),
    "review-webhook": Page("keys", door=True, spared=frozenset(("test", "replay", "resend"))),
    "review-pack-publish": Page("keys"),
    "review-pack-roll-back": Page("keys"),
    "review-erasure": Page("keys"),
    "security-password": Page("own"),
    "security-app": Page("own"),
    "security-codes": Page("own"),
    "security-remove": Page("own"),
    "security-passkey": Page("own"),
    **_harmless("ends sessions, begins none", "security-end sign-out"),
    **_harmless("says who somebody is, which is asked there", """
        sign-in sign-in-code sign-in-passkey sign-in-passkey-options forgotten new-password case-link handoff
        security-passkey-options
    """),
    **_harmless("the reader's own comfort", "set-language review-settings review-star review-inbox"),
    **_harmless("what is typed or sent lies by itself until a form is sent", "upload draft draft-about"),
    **_harmless("that the reader read it", "accept-rules"),
    **_harmless("asks for what is kept of oneself, by somebody invited; the privacy desk decides",
                "own-data consumer-privacy"),
    **_harmless("a look, which is written down with its reason", "custody review-contact"),
    **_harmless("covers places of a picture; the original stays", "exhibit-cover kept-cover"),
    **_harmless("says who works on it", "review-start"),
    **_harmless("tells what ticks would come to, and keeps nothing", "review-penalty-outcome"),
    **_harmless("published words or figures, which a later version corrects", """
        review-announcement-new review-announcement-revise review-announcement-withdraw review-transparency-publish
    """),
    **_harmless("words, counts and gathered cases: none of its acts decides anything", """
        review-public review-report review-surge-cases
    """),
    **_harmless("has a file made to take along; who took it is written down", "review-take-along review-penalty-along"),
    **_harmless("done for a consumer who called, as they could themselves", "review-call-speak review-call-file"),
    **_harmless("takes a file in; nothing is told before it is begun on the import's own page", "review-imports"),
    **_harmless("a platform to try things on, without anybody's money", "review-sandbox"),
}  # fmt: skip
"""By the names of addresses: tests/access/test_step_up.py holds them to the routes there are, and asks each."""


def needs_proof(verb: str, fields: Mapping[str, Any]) -> bool:
    """Whether this act of somebody of the staff asks for proof first."""
    if verb in BY_AMOUNT:
        return any(_amounts(fields))
    if verb in BY_FIELD:
        return bool(fields.get(BY_FIELD[verb]))
    return verb not in HARMLESS_VERBS


def _amounts(fields: object) -> Iterator[bool]:
    """Whether an amount above nothing stands in it, however deep."""
    if isinstance(fields, Mapping):
        for name, value in fields.items():
            if name in ("amount", "compensation"):
                yield bool(value) and str(value) not in ("0", "")
            else:
                yield from _amounts(value)
    elif isinstance(fields, list | tuple):
        for one in fields:
            yield from _amounts(one)
