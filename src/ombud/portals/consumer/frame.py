"""What every page of a consumer has around it: the two ways in, and the way back."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from ombud.desk.access import Case
from ombud.portals.common.case.present import order_strip
from ombud.portals.common.page import show
from ombud.portals.common.who import SignedIn

Context = dict[str, Any]


def consumer_page(request: SignedIn, template: str, context: Context, status: int = 200) -> HttpResponse:
    """A page of the consumer's, with its navigation."""
    here = context.get("here", "")
    nav = [] if request.only_case else [
        {"url": url, "label": label, "current": name == here}
        for name, url, label in (
            ("complaints", reverse("consumer-complaints"), _("My complaints")),
            ("file", reverse("consumer-file"), _("Complain")),
            ("orders", reverse("consumer-orders"), _("My orders")),
            ("me", reverse("consumer-me"), _("Me")),
        )
    ]  # fmt: skip
    return show(request, f"consumer/{template}", {"nav": nav, **context}, status)


def case_page(request: SignedIn, template: str, case: Case, context: Context, status: int = 200) -> HttpResponse:
    """A page within a case: its order on top, and the way back to it."""
    number = case.complaint.number
    about = {
        "number": number,
        "order": order_strip(case),
        "back_url": case_url(number),
        "here": "complaints",
    }
    return consumer_page(request, template, {**about, **context}, status)


def case_url(number: str, page: str = "") -> str:
    """The address of a case, or of one of its pages."""
    return reverse("consumer-case-page", args=[number, page]) if page else reverse("consumer-case", args=[number])
