"""The way to a new penalty: which shop, and what for, each chosen before the form itself."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from ombud.core.policy.policy import Policy
from ombud.core.policy.violation import Violation
from ombud.packs.load import texts
from ombud.portals.common.display import language
from ombud.portals.common.who import SignedIn
from ombud.portals.reviewer import bar
from ombud.portals.reviewer.rows import say
from ombud.reads.shop_search import MOST, shops

Row = dict[str, Any]
NEW = "review-penalty-new"


def new_url(**given: str) -> str:
    """The page of a new penalty with what is known of it."""
    known = {name: value for name, value in given.items() if value}
    return reverse(NEW) + (f"?{urlencode(known)}" if known else "")


def shop_page(request: SignedIn) -> HttpResponse:
    """Find the shop, by its name or id."""
    wanted = " ".join(request.GET.get("q", "").replace("\x00", "").split())[:100]
    found = shops(request.platform.id, wanted) if wanted else []
    rows = [{"url": new_url(shop=one.id), "icon": "store", "label": one.name, "hint": one.id} for one in found]
    context = {"here": "penalties", "q": wanted, "rows": rows, "most": len(found) >= MOST}
    return bar.page(request, "reviewer/penalties/new_shop.html", context)


def violation_page(request: SignedIn, policy: Policy, shop: Row, given: dict[str, str]) -> HttpResponse:
    """The catalogue: what each violation is, its rule, its measures, and how it is appealed."""
    assert policy.pack.penalties is not None, "asked only where there are penalties"
    rows = [
        {
            "url": new_url(**{**given, "violation": one.code}),
            "label": say(request, f"violation.{one.code}"),
            "hint": help_of(request, one),
            "rule": _("Rule {rule}").format(rule=one.rule),
            "measures": [measure_words(request, measure.kind, measure.about) for measure in one.measures],
            "window": window_words(request, one),
        }
        for one in policy.pack.penalties.violations
    ]
    context = {"here": "penalties", "shop": shop, "rows": rows, "change_url": new_url()}
    return bar.page(request, "reviewer/penalties/new_violation.html", context)


def help_of(request: SignedIn, violation: Violation) -> str:
    """What the violation is, in a sentence; empty where the pack has none."""
    words, key = texts(request.platform.pack), f"violation.{violation.code}.help"
    return words.say(key, language()) if words.has(key, language()) else ""


def measure_words(request: SignedIn, kind: str, about: str) -> str:
    """One measure, with what it touches."""
    words = say(request, f"measure.{kind}")
    return _("{what} ({words})").format(what=words, words=say(request, f"payment-way.{about}")) if about else words


def window_words(request: SignedIn, violation: Violation) -> str:
    """How long it can be appealed, or that it can't be."""
    if violation.appeal is None:
        return _("Can’t be appealed")
    span = texts(request.platform.pack).span(violation.appeal.closes, language())
    return _("Can be appealed for {span}").format(span=span)
