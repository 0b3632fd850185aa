"""The reviewers' pages about penalties, and those of somebody invited from outside."""

from collections.abc import Callable

from django.urls import reverse

from tests.portals.demo_world import Demo
from tests.portals.shown import STRANGER, Shown, at, case, penalty

TANG, FANG = "xiaoman/tang", "xiaoman/fang"
"""A reviewer and a senior reviewer of the demo's third platform, where penalties stand at every place."""
IN_REVIEW, PROPOSED = penalty("olive", "in-review"), penalty("xiecang", "proposed")
CONSULTED, PARTLY = penalty("qinghe", "not-appealable"), penalty("qinghe", "partly")
RULED, TALKING = case("wong", "blue-dress"), case("lin", "plaid-dress")


def _move(form: str, who: str, number: Callable[[Demo], str]) -> Shown:
    return at(f"review-penalty-do {form}", who, number, form)


def _carry(number: Callable[[Demo], str], query: str = "") -> Callable[[Demo], str]:
    return lambda world: f"{reverse('review-penalty-new')}?complaint={number(world)}{query}"


REVIEW_PENALTIES = [
    at("review with penalties", TANG),
    *(
        at(f"review-queue {name}", FANG, name)
        for name in ("appeals", "penalty-approval", "consultations", "penalty-senior")
    ),
    at("review-mine with penalties", TANG),
    at("review-search penalties", TANG, query="?q=Olive"),
    *(
        at(f"review-penalty in review {tab}", TANG, IN_REVIEW, query=f"?tab={tab}&queue=appeals")
        for tab in ("appeal", "notice", "talk", "history", "seen")
    ),
    *(
        at(f"review-penalty {status}", TANG, penalty("olive", status))
        for status in ("question", "condition", "condition-check", "closed", "lifted", "not-open")
    ),
    *(at(f"review-penalty {status}", TANG, penalty("qinghe", status)) for status in ("incomplete", "revoked")),
    at("review-penalty partly", TANG, PARTLY),
    at("review-penalty partly history", TANG, PARTLY, query="?tab=history"),
    at("review-penalty proposed", FANG, PROPOSED),
    at("review-penalty proposed to somebody else", "xiaoman/jiang", PROPOSED),
    at("review-penalty consulted", TANG, CONSULTED),
    *(_move(form, TANG, IN_REVIEW) for form in ("verdict", "incomplete", "ask", "grant", "note")),
    _move("invite", FANG, IN_REVIEW),
    _move("judge", TANG, penalty("olive", "condition-check")),
    _move("lift", TANG, CONSULTED),
    _move("reply", TANG, CONSULTED),
    _move("approve", FANG, PROPOSED),
    at("review-penalty-new shop", TANG, query="?q=olive"),
    at("review-penalty-new violation", TANG, query="?shop=qinghe"),
    at("review-penalty-new orders", TANG, query="?shop=qinghe&violation=fictitious-transactions"),
    at("review-penalty-new amount", TANG, query="?shop=qinghe&violation=fraud"),
    Shown("review-penalty-new carried", "he", _carry(RULED)),
    Shown("review-penalty-new not to be carried", "he", _carry(TALKING), 422),
    at("review-shop-penalties", TANG, "qinghe"),
    Shown("invited", STRANGER, lambda world: reverse("invited", args=[world.invitation])),
    at("invited run out", STRANGER, "no-such-link", status=410),
    at("invited-done", STRANGER),
]
NO_PENALTY_PAGES = {
    "review-penalty-news": "a part of a page, asked for by its script",
    "review-penalty-outcome": "a part of a page, asked for by its script",
    "invited-home": "goes on to the one penalty of whoever was invited",
}
