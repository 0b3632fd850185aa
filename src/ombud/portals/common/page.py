"""Shows a page with what every page needs: the instant, the platform's zone, and as whom the reader reads."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from ombud.accounts.models import Person
from ombud.accounts.platforms import settings_of
from ombud.core.people import Party
from ombud.desk import clock

VIEWERS: dict[str, Party] = {
    "consumer": "consumer", "member": "merchant", "reviewer": "platform", "admin": "platform", "invited": "platform",
}  # fmt: skip
HOMES = {
    "consumer": "/complaints/", "member": "/merchant/", "reviewer": "/review/", "admin": "/review/",
    "invited": "/invited",
}  # fmt: skip
"""Where each kind of person starts."""


def show(request: HttpRequest, template: str, context: dict[str, Any] | None = None, status: int = 200) -> HttpResponse:
    """The template with `now`, `zone`, `viewer`, `platform_name` and `foot`; what the view gives comes first."""
    return render(request, template, shared(request) | (context or {}), status=status)


def shared(request: HttpRequest) -> dict[str, Any]:
    """What every page is given."""
    person = request.user if isinstance(request.user, Person) else None
    about: dict[str, Any] = {"now": getattr(request, "at", None) or clock.now(), "foot": foot()}
    if person is not None:
        platform = settings_of(person.platform_id)
        about |= {
            "zone": platform.zone,
            "viewer": VIEWERS[person.kind],
            "platform_name": platform.name,
            "person": person,
            "home_url": HOMES[person.kind],
            "sandbox": platform.sandbox,
        }
    return about


def foot() -> list[dict[str, str]]:
    """The links at the foot of every page, always in the same order."""
    return [
        {"url": url, "label": label}
        for url, label in (
            (link("help"), _("Help")),
            (link("guide"), _("Rules and time limits")),
            (link("announcements"), _("Announcements")),
            (link("log"), _("The log")),
            (link("transparency"), _("Work in numbers")),
        )
        if url
    ]


def link(name: str, *args: object) -> str:
    """The address of a page, or nothing where this installation hasn't it."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""
