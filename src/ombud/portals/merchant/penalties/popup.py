"""M2: what a member with the right to appeal meets on opening the console: a new penalty, to act on or to put off.

Put off, it is silent for a day on all devices of that member, unless a newer penalty arrives. Whoever has opened a
notice in this session isn't stopped again in it for a day either, but stays reminded on their other devices.
"""

from datetime import datetime, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from ombud.core.people import Member
from ombud.desk.access import PenaltyCase, access_penalty
from ombud.desk.handle import NotFound
from ombud.portals.common.case.teller import listed
from ombud.portals.common.page import link
from ombud.portals.common.penalty.rule_of_all import rule_of_all
from ombud.portals.common.penalty.teller import PenaltyTeller
from ombud.portals.common.who import SignedIn, for_member
from ombud.reads import penalties
from ombud.reads.penalties import POPUP_MAX, SILENT, Unhandled

SEEN = "penalties_seen_at"
"""In the session: when a notice was last opened in it."""
FRESH = timedelta(hours=1)
"""A session isn't written again for each notice that is read within it."""


def popup(request: SignedIn) -> dict[str, Any] | None:
    """What the pop-up says on this page, in at most two queries; None where it doesn't show."""
    if not isinstance(request.actor, Member):
        return None
    said = penalties.unhandled(request.platform.id, request.actor, request.at)
    if said is None or _seen(request, said):
        return None
    case = access_penalty(request.platform.id, said.id, request.actor, request.at)
    return _shown(request, said, case)


def seen_now(request: SignedIn, case: PenaltyCase) -> None:
    """A notice was opened: this session needs no pop-up for what was there by now."""
    known = _instant(request)
    wanted = max(case.penalty.imposed_at or request.at, request.at - FRESH)
    if known is None or known < wanted:
        request.session[SEEN] = request.at.isoformat()


@for_member
@require_POST
def snooze(request: SignedIn) -> HttpResponse:
    """Pending: silence for a day; back to where the reader was. The page's script needs no page back."""
    if not isinstance(request.actor, Member) or not request.actor.shop:
        raise NotFound
    penalties.snooze(request.platform.id, request.actor, request.at, request.at + SILENT)
    if request.headers.get("X-Requested-With") == "popup":
        return HttpResponse(status=204)
    to = request.POST.get("to", "")
    ours = url_has_allowed_host_and_scheme(to, {request.get_host()}, require_https=request.is_secure())
    return redirect(to if ours and to.startswith("/") else reverse("merchant-home"))


def _seen(request: SignedIn, said: Unhandled) -> bool:
    seen_at = _instant(request)
    return seen_at is not None and said.newest_at <= seen_at and request.at < seen_at + SILENT


def _instant(request: SignedIn) -> datetime | None:
    kept = request.session.get(SEEN)
    try:
        return datetime.fromisoformat(kept) if kept else None
    except ValueError:
        return None


def _shown(request: SignedIn, said: Unhandled, case: PenaltyCase) -> dict[str, Any]:
    t, penalty = PenaltyTeller(case), case.penalty
    several = said.n > 1
    count = f"{POPUP_MAX - 1}+" if said.n >= POPUP_MAX else str(said.n)
    heading = _("Your shop was penalised for “{violation}”").format(violation=t.violation)
    if several:
        plural = ngettext("%(count)s penalty waits for you", "%(count)s penalties wait for you", said.n)
        heading = plural % {"count": count}
    orders = len(penalty.imposition.orders)
    about = ngettext("%(n)d order", "%(n)d orders", orders) % {"n": orders} if orders else ""
    return {
        "template": "merchant/penalties/popup.html",
        "several": several,
        "heading": heading,
        "newest": t.violation,
        "number": penalty.number,
        "measures": listed([t.measure(one.terms) for one in penalty.measures]),
        "about": about,
        "rule": f"{penalty.imposition.rule} {t.pack(f'rule.{penalty.imposition.rule}', '')}".strip(),
        "closes_at": None if penalty.unread else penalty.closes_at,
        "imposed_at": penalty.imposed_at,
        "appealable": penalty.terms is not None,
        "rule_of_all": rule_of_all(t),
        "notice_url": reverse("merchant-penalty", args=[penalty.number]),
        "list_url": f"{reverse('merchant-penalties')}?tab=open",
        "snooze_url": reverse("merchant-popup-snooze"),
        "to": request.get_full_path(),
        "help_url": link("help"),
    }
