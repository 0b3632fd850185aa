"""The way of the shop's pages to a penalty: for members of its shop, and for nobody else."""

from collections.abc import Iterable

from django.http import HttpResponse
from django.urls import reverse

from ombud.core.penalty.state import Penalty
from ombud.core.refusal import Refusal
from ombud.desk.access import PenaltyCase, access_penalty
from ombud.desk.decide import time_passes
from ombud.desk.handle import policy_of
from ombud.desk.load import load_many
from ombud.desk.things import VERBS
from ombud.ledger.connection import connection
from ombud.portals.common.act import Misread, Wrong, refusal_words, wrong
from ombud.portals.common.penalty.teller import PenaltyTeller
from ombud.portals.common.who import SignedIn
from ombud.portals.merchant.frame import Context, console, shop_of


def shop_penalty(request: SignedIn, number: str) -> PenaltyCase:
    """The penalty of this number, for a member of the penalised shop. Raises NotFound."""
    shop_of(request)
    return access_penalty(request.platform.id, number, request.actor, request.at)


def shop_penalties(request: SignedIn, ids: Iterable[str]) -> list[PenaltyCase]:
    """Those of these penalties that are the shop's, as they stand now, in the order given; one statement for all."""
    wanted, shop = list(ids), shop_of(request)
    held = load_many(connection(), request.platform.id, wanted) if wanted else {}
    found = []
    for loaded in (held[one] for one in wanted if one in held):
        penalty: Penalty = loaded.state
        if penalty.shop != shop or not penalty.imposed:
            continue
        policy = policy_of(loaded, request.platform)
        passed = time_passes(loaded, policy, request.at)
        assert loaded.parent is not None, "a penalty is imposed on a shop"
        its_shop = (passed.parent_state if passed else None) or loaded.parent.state
        state = passed.state if passed else penalty
        found.append(PenaltyCase(state, its_shop, policy, request.platform, "merchant", request.actor, request.at))
    return found


def penalty_page(
    request: SignedIn, template: str, case: PenaltyCase, context: Context, status: int = 200
) -> HttpResponse:
    """A page within a penalty: the way back to its notice."""
    number = case.penalty.number
    about = {
        "here": "penalties",
        "number": number,
        "violation": PenaltyTeller(case).violation,
        "back_url": reverse("merchant-penalty", args=[number]),
        "popup": None,  # whoever acts on a penalty isn't stopped on the way
    }
    return console(request, f"penalties/{template}", {**about, **context}, status)


def refusal_now(case: PenaltyCase, verb: str) -> Refusal | None:
    """Why this reader can't do this now (`penalty.appeal`), or None."""
    refusal: Refusal | None = VERBS[verb].may(case.by, case.penalty, case.policy, case.at)
    return refusal


def allowed(case: PenaltyCase, verb: str) -> bool:
    """Whether this reader may do this now."""
    return refusal_now(case, verb) is None


def told_wrong(outcome: Refusal | Misread | list[Misread], request: SignedIn, case: PenaltyCase) -> Wrong:
    """What stops a form, with the penalty's own currency and words."""
    return wrong(outcome, request, currency=PenaltyTeller(case).currency, pack=case.penalty.pack)


def banner_of(refusal: Refusal | None, request: SignedIn, case: PenaltyCase) -> Context | None:
    """A refusal for parts/notice_banner.html; None where there is none."""
    if refusal is None:
        return None
    text, way_out = refusal_words(refusal, request, pack=case.penalty.pack)
    return {"tone": "info", "heading": text, "text": way_out}
