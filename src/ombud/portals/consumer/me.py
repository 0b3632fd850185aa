"""Me: language, comfort, what is written to me, help and feedback; and a limit on the account, if one lies on it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ombud.core.account.state import Account
from ombud.desk.access_report import access_account
from ombud.desk.handle import Done
from ombud.notices.centre import unread_count
from ombud.packs.load import texts
from ombud.portals.common.act import RIGHT, Wrong, act, wrong
from ombud.portals.common.announcements.strip import strip
from ombud.portals.common.display import language
from ombud.portals.common.guide import must_accept
from ombud.portals.common.letters import letters_chosen, letters_of
from ombud.portals.common.page import link
from ombud.portals.common.who import SignedIn, for_consumer
from ombud.portals.consumer.frame import consumer_page

COMFORT = ("large",)
"""What a consumer can choose for comfort: larger letters."""


@for_consumer
@require_safe
def me(request: SignedIn) -> HttpResponse:
    """The ways from here."""
    limited = limit_of(request)
    unread = unread_count(request.platform.id, request.actor)
    rows: list[dict[str, Any]] = [
        {"url": reverse("consumer-messages"), "icon": "mail", "label": _("Messages"),
         "tag": ("99+" if unread > 99 else str(unread)) if unread else "", "tone": "warn"},
        {"url": reverse("consumer-settings"), "icon": "settings", "label": _("Settings"),
         "hint": _("Language, comfort, help and feedback")},
        {"url": reverse("consumer-privacy"), "icon": "lock", "label": _("Your data"),
         "hint": _("What is kept of you, a copy of it, and having it erased")},
        {"url": reverse("consumer-channels"), "icon": "layers", "label": _("Where you can turn")},
        {"url": link("announcements"), "icon": "bell", "label": _("Announcements")},
        {"url": link("help"), "icon": "circle-question-mark", "label": _("Help")},
        {"url": link("guide"), "icon": "book-open", "label": _("Rules and time limits")},
    ]  # fmt: skip
    if limited:
        rows.insert(0, {"url": reverse("consumer-account"), "icon": "lock", "label": _("A limit on your account")})
    context = {
        "here": "me",
        "name": str(request.person),
        "rows": rows,
        "rules_banner": must_accept(request),
        "announced": strip(request),
    }
    return consumer_page(request, "me.html", context)


@for_consumer
@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: SignedIn) -> HttpResponse:
    """Language, comfort and how letters come; and help and feedback, which leads to the complaint form too."""
    said = letters_chosen(request) if request.method == "POST" else None
    if said and not said.error:
        chosen = {name: name in request.POST for name in COMFORT}
        request.person.choices = {**request.person.choices, **chosen, **said.choices}
        request.person.save(update_fields=["choices"])
        messages.success(request, _("Your choice is kept."))
        return HttpResponseRedirect(reverse("consumer-settings"))
    context = {
        "here": "me",
        "back_url": reverse("consumer-me"),
        "comfort": [
            {"name": "large", "label": _("Larger letters"), "on": bool(request.person.choices.get("large"))},
        ],
        "letters": letters_of(request.person, said),
        "door": [{"url": link("security"), "icon": "lock", "label": _("Sign-in and security")}],
        "rows": [
            {"url": reverse("consumer-file"), "icon": "flag", "label": _("Complain about an order")},
            {"url": link("help"), "icon": "circle-question-mark", "label": _("Help")},
            {"url": link("blank-form"), "icon": "printer", "label": _("A blank complaint form for printing")},
            {"url": link("rules"), "icon": "scale", "label": _("Rules and their versions")},
        ],
    }
    return consumer_page(request, "settings.html", context, 422 if said else 200)


@for_consumer
@require_http_methods(["GET", "HEAD", "POST"])
def account(request: SignedIn) -> HttpResponse:
    """A limit on the account: why, until when, and the objection to it."""
    limit = limit_of(request)
    stops: Wrong = RIGHT
    if request.method == "POST":
        words = request.POST.get("words", "").replace("\r\n", "\n")
        done = act(request, "account.contest", request.actor.id, {"words": words})
        if isinstance(done, Done):
            messages.success(request, _("Your objection was received. Another person looks at it."))
            return HttpResponseRedirect(reverse("consumer-account"))
        stops = wrong(done, request)
    pack, lang = texts(request.platform.pack), language()
    key = f"door.{limit.reason}" if limit else ""
    context = {
        "here": "me",
        "back_url": reverse("consumer-me"),
        "limit": limit,
        "reason": pack.say(key, lang) if limit and pack.has(key, lang) else (limit.reason if limit else ""),
        "wrong": stops,
        "words": request.POST.get("words", ""),
    }
    return consumer_page(request, "account.html", context, 422 if stops.errors else 200)


def limit_of(request: SignedIn) -> Account | None:
    """The limit that lies on the reader's account now, if one does."""
    found = access_account(request.platform.id, request.actor.id, request.actor)
    return found if found is not None and found.limited(request.at) else None
