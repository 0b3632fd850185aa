"""Following one case without a session: ask for a link, get it by phone or mail, and come in by it once."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from ombud.accounts import case_links, sessions, tries
from ombud.accounts.evenly import evenly
from ombud.accounts.limits import of_case_links, wait_words
from ombud.core.complaint.events.filing import ComplaintFiled
from ombud.desk import clock
from ombud.desk.outbox import put_job
from ombud.ledger import fence
from ombud.ledger.connection import rows
from ombud.reads.timeline import timeline

JOB = "case-link"
FOUND = "SELECT id, consumer, number FROM complaint_row WHERE platform = %s AND number = %s"
PLATFORMS = "SELECT id FROM accounts_platform"
PHONE_DIGITS_MIN = 7
"""Fewer digits than any telephone number has would be guessed at."""
SESSION_SECONDS = 4 * 3600


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """The form; whatever was typed into it, the answer is the same, so that nobody learns which cases there are."""
    if request.method != "POST":
        return render(request, "api/links/ask.html")
    number, contact = request.POST.get("number", "").strip(), request.POST.get("contact", "").strip()
    missing = [name for name, said in (("number", number), ("contact", contact)) if not said]
    if missing:
        context = {"missing": missing, "number": number, "contact": contact}
        return render(request, "api/links/ask.html", context, status=422)
    if wait := tries.take(of_case_links(request), timezone.now()):
        context = {"number": number, "contact": contact, "wait": wait_words(wait)}
        return render(request, "api/links/ask.html", context, status=429)
    with evenly():
        send_link(number, contact)
    return render(request, "api/links/asked.html", {"number": number, "demo": settings.DEMO})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: HttpRequest, token: str) -> HttpResponse:
    """One button first, since mail programs open links before people do; pressing it uses the link up."""
    at = clock.now()
    if request.method != "POST":
        good = case_links.holds(token, at)
        return render(request, "api/links/follow.html", {"good": good}, status=200 if good else 410)
    came = case_links.spend(token, at)
    if came is None:
        return render(request, "api/links/follow.html", {"good": False}, status=410)
    person, link = came
    sessions.begin(request, person, "link", timezone.now())
    request.session["case_link"] = link.complaint
    request.session.set_expiry(SESSION_SECONDS)
    return HttpResponseRedirect(f"/complaints/{link.complaint}")


def send_link(number: str, contact: str) -> None:
    """Send a link for each case of this number in which this phone or address was given; usually one or none."""
    if "\x00" in number or len(number) > 40:
        return
    for (platform,) in rows(PLATFORMS):
        fence.within(platform)
        for complaint, consumer, known_as in rows(FOUND, (platform, number.upper())):
            if not _given_in(platform, complaint, contact):
                continue
            at = clock.now()
            token = case_links.make(platform, complaint, consumer, at)
            if token:
                payload = {"complaint": complaint, "number": known_as, "person": consumer, "token": token}
                put_job(platform, complaint, JOB, payload, at)


def _given_in(platform: int, complaint: str, contact: str) -> bool:
    told = timeline(platform, complaint, "consumer")
    filed = next((one.event for one in told.entries if isinstance(one.event, ComplaintFiled)), None)
    if filed is None:
        return False
    email, phone = told.said(filed.contact.email), told.said(filed.contact.phone)
    if email and email.strip().casefold() == contact.casefold():
        return True
    wanted, given = _digits(contact), _digits(phone)
    if min(len(wanted), len(given)) < PHONE_DIGITS_MIN:
        return False
    # With or without the country's code it is the same telephone.
    return wanted.endswith(given) or given.endswith(wanted)


def _digits(text: str) -> str:
    return "".join(one for one in text if one.isdigit())


urlpatterns = [path("case-link", ask, name="case-link"), path("follow/<str:token>", follow, name="follow")]
