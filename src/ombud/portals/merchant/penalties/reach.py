"""The way of the shop's pages to a penalty: for members of its shop, and for nobody else."""

from collections.abc import Iterable

from django.http import HttpResponse
from django.urls import reverse

from ombud.core.refusal import Refusal
from ombud.desk.access import PenaltyCase, access_penalty
from ombud.desk.access_many import access_penalties
from ombud.desk.things import VERBS
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
    shop_of(request)
    return access_penalties(request.platform.id, ids, request.actor, request.at)


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
