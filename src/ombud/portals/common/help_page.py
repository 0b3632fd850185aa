"""Help: the questions people ask, the same address on every page, readable without signing in."""

from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ombud.accounts.platforms import settings_of
from ombud.desk import clock
from ombud.packs.load import load_pack
from ombud.portals.common.guide import platform_of, query
from ombud.portals.common.page import link, show
from ombud.portals.common.service import service


@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """Answers first, then whom to turn to."""
    platform = platform_of(request)
    at = clock.now(platform.pk if platform else None)
    settings = settings_of(platform.pk, at) if platform else None
    context = {
        "questions": questions(),
        "phone": _call(platform.phone) if platform and platform.phone else "",
        "platform_name": platform.name if platform else "",
        "pack": load_pack(settings.pack).pack if settings else None,
        "service": service(request, settings, at) if settings else None,
        "zone": settings.zone if settings else None,
        "guide_url": link("guide") + query(request),
        "form_url": link("blank-form") + query(request),
    }
    return show(request, "common/help.html", context)


def _call(phone: str) -> SafeString:
    """The number as a link that a phone can call, never broken at the end of a line."""
    return format_html('<a class="num" href="tel:{}">{}</a>', phone.replace(" ", ""), phone)


def questions() -> list[dict[str, str]]:
    """What people ask most, shortest first."""
    asked = [
        (
            _("How do I complain?"),
            _("Open the order, choose “Complain”, and answer five short screens. You get a number at once."),
        ),
        (
            _("What happens then?"),
            _("The shop answers first. The two of you can agree on a refund, a return, an exchange or something else."),
        ),
        (
            _("What if the shop says no, or nothing?"),
            _("Ask the platform to step in. If the shop doesn’t answer in time, the platform steps in by itself."),
        ),
        (
            _("What if I miss a deadline?"),
            _("Each page says what follows if nobody acts. Silence is never taken as agreement to an offer."),
        ),
        (
            _("Which photos help?"),
            _("One of the whole piece, one of the fault close up, one of the parcel with its label."),
        ),
        (
            _("Who sees what I send?"),
            _("The shop and the platform’s reviewers see the case. The shop doesn’t see your phone number."),
        ),
        (
            _("Can I take it back?"),
            _("Yes, until something is agreed or ruled. Within the time shown you can reopen it once."),
        ),
        (
            _("I can’t accept the ruling. What now?"),
            _("Ask for a review within the time shown. After that a consumer association or a court can help."),
        ),
    ]
    return [{"question": question, "answer": answer} for question, answer in asked]
