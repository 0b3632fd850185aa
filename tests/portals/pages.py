"""Every page of every portal: who sees it, and at which address of the demo world."""

from collections.abc import Callable
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.portals.along_pages import ALONG, NO_ALONG_PAGES
from tests.portals.chat_pages import CHATS, NO_CHAT_PAGES
from tests.portals.demo_world import Demo
from tests.portals.door_pages import DOORS, NO_DOOR_PAGES
from tests.portals.fake_pages import FAKES
from tests.portals.fund_pages import FUND_PAGES, NO_FUND_PAGES
from tests.portals.import_pages import IMPORTS, NO_IMPORT_PAGES
from tests.portals.kept_pages import KEPT
from tests.portals.lab_pages import LAB
from tests.portals.order_pages import NO_ORDER_PAGES, ORDERS
from tests.portals.pack_pages import PACKS
from tests.portals.penalty_pages import NO_PENALTY_PAGES, REVIEW_PENALTIES
from tests.portals.privacy_pages import NO_PRIVACY_PAGES, PRIVACY
from tests.portals.proof_pages import NO_PROOF_PAGES, PROOFS
from tests.portals.public_pages import NO_PUBLIC_PAGES, PUBLIC
from tests.portals.shop_pages import NO_SHOP_PAGES, SHOPS
from tests.portals.shown import STRANGER, Shown
from tests.portals.shown import at as _at
from tests.portals.shown import case as _case
from tests.portals.shown import penalty as _penalty
from tests.portals.surge_pages import NO_SURGE_PAGES, SURGES
from tests.portals.webhook_pages import WEBHOOKS


def _exhibit(who: str, goods: str) -> Callable[[Demo], str]:
    return lambda world: world.case(who, goods).exhibits[0].id


def _handed(shop: str, status: str) -> Callable[[Demo], str]:
    """The first file that was handed in with an appeal."""

    def file(world: Demo) -> str:
        submission = world.penalty(shop, status).submission
        assert submission is not None
        return submission.files[0].file

    return file


SHEN, OLIVIA = "xiaoman/shen", "xiaoman/olivia"
"""Owners of shops of the demo's third platform, where penalties stand at every place."""
OFFERED, TALKING, TO_RULE = _case("lin", "striped-dress"), _case("lin", "plaid-dress"), _case("lin", "yellow-dress")
ASKED, RULED, CLOSED = _case("emma", "blue-jeans"), _case("wong", "blue-dress"), _case("chen", "check-shirt")
COUNTERED, REFUSED, REVIEWED = _case("emma", "leaf-dress"), _case("wong", "check-shirt"), _case("lin", "leaf-dress")
RETURN, WITHDRAWN = _case("chen", "pattern-jumper"), _case("chen", "blue-jeans", "late-dispatch")
HELD, TO_SIGN = _case("chen", "blue-jeans", "other"), _case("emma", "winter-coat")
TO_VERIFY, NOT_DONE, OVERDUE = _case("lin", "crochet-hat"), _case("emma", "rain-jacket"), _case("chen", "padded-vest")
SILENT, NEARLY_DUE, SETTLED = _case("wong", "denim-skirt"), _case("chen", "rain-jacket"), _case("wong", "yellow-dress")

COMMON = [
    _at("help", STRANGER),
    _at("help signed in", "lin"),
    _at("guide", STRANGER),
    _at("blank-form", STRANGER),
    _at("rules", "lin"),
    _at("rules-version", "su", "wechat@2023.1"),
    _at("exhibit", "lin", OFFERED, _exhibit("lin", "striped-dress")),
    Shown("404", "lin", lambda _world: "/complaints/TS-000000-NONE0", 404),
    Shown("404 of a stranger", STRANGER, lambda _world: "/no/such/page", 404),
]
CONSUMER = [
    _at("consumer-complaints", "lin"),
    _at("consumer-case offered", "lin", OFFERED),
    _at("consumer-case ruled", "wong", RULED),
    _at("consumer-case return", "chen", RETURN),
    _at("consumer-case withdrawn", "chen", WITHDRAWN),
    _at("consumer-case held", "chen", HELD),
    _at("consumer-case asked", "emma", ASKED),
    _at("consumer-case closed", "chen", CLOSED),
    _at("consumer-sent", "lin", TALKING),
    _at("consumer-talk", "lin", OFFERED),
    _at("consumer-offer", "lin", OFFERED),
    _at("consumer-evidence asked", "emma", ASKED),
    _at("consumer-evidence unasked", "lin", TO_RULE),
    _at("consumer-ruling", "wong", RULED),
    _at("consumer-case-page accept", "lin", OFFERED, "accept"),
    _at("consumer-case-page decline", "lin", OFFERED, "decline"),
    _at("consumer-case-page ask-platform", "wong", REFUSED, "ask-platform"),
    _at("consumer-case-page too early", "lin", TALKING, "ask-platform"),
    _at("consumer-case-page withdraw", "lin", TALKING, "withdraw"),
    _at("consumer-case-page ask-after", "wong", REFUSED, "ask-after"),
    _at("consumer-case-page more-time", "emma", ASKED, "more-time"),
    _at("consumer-case-page reopen", "chen", WITHDRAWN, "reopen"),
    _at("consumer-case-page review", "wong", RULED, "review"),
    _at("consumer-case-page elsewhere", "chen", CLOSED, "elsewhere"),
    _at("consumer-case-page outcome", "chen", CLOSED, "outcome"),
    _at("consumer-case-page goods", "chen", RETURN, "goods"),
    _at("consumer-case-page received", "wong", RULED, "received"),
    _at("consumer-file", "lin"),
    _at("consumer-file of a shop", "lin", query="?shop=lanting"),
    _at("consumer-file-step goods", "lin", "goods", query="?order=ORDER"),
    _at("consumer-file-step problem", "lin", "problem", query="?order=ORDER"),
    _at("consumer-file-step wish", "lin", "wish", query="?order=ORDER"),
    _at("consumer-file-check", "lin", query="?order=ORDER"),
    _at("consumer-file-discard", "lin", query="?order=ORDER"),
    _at("consumer-orders", "lin"),
    _at("consumer-order", "lin", lambda world: world.order),
    _at("consumer-shop", "lin", "lanting"),
    _at("consumer-report", "lin", "lanting"),
    _at("consumer-report-page", "lin", lambda world: world.report),
    _at("consumer-channels", "lin"),
    _at("consumer-me", "lin"),
    _at("consumer-settings", "lin"),
    _at("consumer-account limited", "chen"),
    _at("consumer-account free", "lin"),
    _at("consumer-messages", "lin"),
]
MERCHANT = [
    _at("merchant-home", "su"),
    _at("merchant-complaints mine", "su"),
    _at("merchant-complaints consumer", "su", query="?tab=consumer"),
    _at("merchant-complaints platform", "gao", query="?tab=platform"),
    _at("merchant-complaints closed", "su", query="?tab=closed"),
    _at("merchant-case new", "su", TALKING),
    _at("merchant-case offered", "su", OFFERED),
    _at("merchant-case ruled", "su", RULED),
    _at("merchant-case asked", "gao", ASKED),
    _at("merchant-case closed", "su", CLOSED),
    _at("merchant-case of a viewer", "bai", NEARLY_DUE),
    _at("merchant-answer agrees", "su", TALKING, query="?stance=agrees"),
    _at("merchant-answer refuses", "su", TALKING, query="?stance=refuses"),
    _at("merchant-offer", "su", TALKING),
    _at("merchant-accept", "su", COUNTERED, "o2"),
    _at("merchant-decline", "su", COUNTERED, "o2"),
    _at("merchant-talk", "su", COUNTERED),
    _at("merchant-evidence", "su", TALKING),
    _at("merchant-asked", "gao", ASKED, "r2"),
    _at("merchant-excuse", "gao", ASKED, "r2"),
    _at("merchant-proof", "su", RULED),
    _at("merchant-ruling", "su", RULED),
    _at("merchant-orders", "su"),
    Shown(
        "merchant-order",
        "su",
        lambda world: reverse("merchant-order", args=[world.case("lin", "striped-dress").order_id]),
    ),
    _at("merchant-products", "su"),
    _at("merchant-product", "su", "striped-dress"),
    _at("merchant-inbox", "su"),
    _at("merchant-settings", "su"),
]


def _do(form: str, who: str, number: Callable[[Demo], str], *, special: str = "") -> Shown:
    return _at(f"review-do {form}{special}", who, number, form)


REVIEW = [
    _at("review", "he"),
    *(_at(f"review-queue {name}", "zhao", name) for name in ("ruling", "senior", "verification")),
    _at("review-queue empty", "he", "advance"),
    _at("review-mine", "he"),
    _at("review-inbox", "zhao"),
    _at("review-search", "he", query="?q=Emma+Clark"),
    _at("review-search nothing", "he", query="?q=TS26"),
    _at("review-search by phone", "he", query="?q=1234"),
    _at("review-settings", "he"),
    *(
        _at(f"review-case {tab}", "he", TO_RULE, query=f"?tab={tab}&queue=ruling")
        for tab in ("evidence", "talk", "order", "history", "parties", "record")
    ),
    _at("review-case asked", "he", ASKED),
    _at("review-case not done", "he", NOT_DONE),
    _at("review-case closed", "he", CLOSED),
    _at("review-case with the shop", "he", TALKING),
    _at("review-case silent", "luo", SILENT),
    _at("review-case settled", "luo", SETTLED),
    _do("rule", "he", TO_RULE),
    _do("rule", "zhao", OVERDUE, special=" overdue"),
    _do("ask-evidence", "he", TO_RULE),
    _do("excuse", "he", ASKED),
    _do("check", "he", TO_VERIFY),
    _do("prove", "he", NOT_DONE),
    _do("review", "zhao", REVIEWED),
    _do("approval", "zhao", TO_SIGN),
    _do("admission", "he", HELD),
    _do("step-in", "he", TALKING),
    _do("note", "he", TO_RULE),
    _do("message", "he", TO_RULE),
    _do("call", "he", TO_RULE),
    _do("hand-back", "he", ASKED),
    _do("skip", "he", TO_RULE),
    _do("limit", "he", TO_RULE),
    _at("review-reports", "he"),
    _at("review-report", "he", lambda world: world.report),
    _at("review-accounts", "zhao"),
    _at("review-account", "zhao", "chen"),
]
PENALTIES = [
    _at("merchant-home pop-up", SHEN),
    _at("merchant-penalties all", SHEN),
    *(_at(f"merchant-penalties {tab}", OLIVIA, query=f"?tab={tab}") for tab in ("open", "review", "closed")),
    *(
        _at(f"merchant-penalty {status}", SHEN, _penalty("qinghe", status))
        for status in ("can-appeal", "begun", "incomplete", "revoked", "partly", "rejected", "not-appealable")
    ),
    *(
        _at(f"merchant-penalty {status}", OLIVIA, _penalty("olive", status))
        for status in ("not-open", "in-review", "question", "condition", "condition-check", "closed", "lifted")
    ),
    _at("merchant-penalty of a viewer", "xiaoman/yao", _penalty("qinghe", "can-appeal")),
    _at("merchant-penalty-begin", SHEN, _penalty("qinghe", "can-appeal")),
    _at("merchant-penalty-begin too early", OLIVIA, _penalty("olive", "not-open")),
    _at("merchant-appeal", SHEN, _penalty("qinghe", "begun")),
    _at("merchant-appeal barred", OLIVIA, _penalty("olive", "in-review")),
    _at("merchant-appeal-part whole", SHEN, _penalty("qinghe", "begun"), 0),
    _at("merchant-appeal-part order", SHEN, _penalty("qinghe", "begun"), 1),
    _at("merchant-appeal-part incomplete", SHEN, _penalty("qinghe", "incomplete"), 0),
    _at("merchant-appeal-check lacking", SHEN, _penalty("qinghe", "begun")),
    _at("merchant-appeal-check", SHEN, _penalty("qinghe", "incomplete")),
    _at("merchant-penalty-withdraw", OLIVIA, _penalty("olive", "in-review")),
    _at("merchant-penalty-consult", SHEN, _penalty("qinghe", "not-appealable")),
    _at("merchant-penalty-answer", OLIVIA, _penalty("olive", "question")),
    _at("merchant-penalty-condition", OLIVIA, _penalty("olive", "condition")),
    _at("merchant-penalty-file", SHEN, _penalty("qinghe", "partly"), _handed("qinghe", "partly")),
    _at("merchant-sales", SHEN),
    _at("merchant-settings with penalties", SHEN),
    _at("merchant-home suspended", "xiaoman/sun"),
    _at("merchant-orders suspended", "xiaoman/sun", status=403),
]
PAGES = [
    *COMMON, *PUBLIC, *CONSUMER, *MERCHANT, *REVIEW, *PENALTIES, *PACKS, *IMPORTS, *REVIEW_PENALTIES, *SHOPS, *SURGES,
    *ORDERS, *FUND_PAGES, *CHATS, *FAKES, *KEPT, *LAB, *DOORS, *ALONG, *WEBHOOKS, *PROOFS, *PRIVACY,
]  # fmt: skip

NO_PAGES = {
    **NO_PENALTY_PAGES,
    **NO_SHOP_PAGES,
    **NO_IMPORT_PAGES,
    **NO_SURGE_PAGES,
    **NO_ORDER_PAGES,
    **NO_FUND_PAGES,
    **NO_CHAT_PAGES,
    **NO_ALONG_PAGES,
    **dict.fromkeys(("alive", "ready", "healthz", "metrics"), "plain text for machines"),
    **NO_PUBLIC_PAGES,
    **NO_DOOR_PAGES,
    **NO_PRIVACY_PAGES,
    **NO_PROOF_PAGES,
    "set-language": "takes a form and goes back",
    "sign-out": "takes a form and goes on",
    "accept-rules": "takes a form and goes on",
    "upload": "answers the page's script",
    "draft": "answers the page's script",
    "draft-about": "answers the page's script",
    "styleguide": "has its own tests in all languages and widths",
    "styleguide-sample": "has its own tests in all languages and widths",
    "consumer-root": "goes to the reader's own portal",
    "consumer-live": "a part of a page, asked for by its script",
    "consumer-messages-read": "takes a form and goes on",
    "merchant-news": "a part of a page, asked for by its script",
    "merchant-elsewhere": "takes a form and goes on",
    "merchant-inbox-read": "takes a form and goes on",
    "merchant-popup-snooze": "takes a form and goes back",
    "merchant-penalties-export": "a CSV file",
    "merchant-penalty-json": "a JSON file",
    "merchant-penalty-decline": "takes a form and goes back",
    "merchant-appeal-prepare": "takes a form and goes back",
    "merchant-appeal-keep-back": "takes a form and goes back",
    "merchant-appeal-draft": "answers the page's script",
    "review-star": "takes a form and goes on",
    "review-start": "takes a form and goes on",
    "review-news": "a part of a page, asked for by its script",
    "review-contact": "takes a form and shows the case's page",
    "review-by-number": "goes to the case",
}
"""URL patterns that are no page, each with why."""


def patterns() -> set[str]:
    """The names of all URL patterns but the API's; for one without a name, its module."""
    return {name for name in _names(get_resolver().url_patterns, "") if not name.startswith("api/")}


def _names(found: list[Any], prefix: str) -> list[str]:
    names: list[str] = []
    for one in found:
        at = prefix + str(one.pattern)
        if isinstance(one, URLResolver):
            names += _names(one.url_patterns, at)
        elif isinstance(one, URLPattern):
            names.append(at if at.startswith("api/") else one.name or at)
    return names


KEY = (
    "consumer-complaints", "consumer-file-step problem", "consumer-case offered", "merchant-complaints mine",
    "merchant-case new", "review", "review-case evidence", "sign-in",
)  # fmt: skip
"""C1, a step of C2, C4, M6, M7, R1, R3 with R4 beside it, and the way in."""
KEY_PAGES = [page for name in KEY for page in PAGES if page.name == name]
"""Pages that most people meet, held to more than the others."""
