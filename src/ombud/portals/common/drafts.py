"""Keeps what somebody was about to send: any form names itself and what it is about, and finds its words again."""

from datetime import datetime
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from ombud.accounts.models import Draft
from ombud.desk.access_evidence_report import access_evidence_report
from ombud.desk.handle import NotFound
from ombud.portals.common.who import SignedIn, for_anybody

NOT_KEPT = {"csrfmiddlewaretoken", "act_key", "remove_file"}
CHARACTERS_MAX = 60_000
"""Ten times the longest words of a form: a draft is no storage."""
DRAFTS_MAX = 500
"""Of one person at a time, far more than anybody has open: a form can be named as one likes."""
FORM_MAX, ABOUT_MAX = 64, 128
"""What their columns hold."""

Fields = dict[str, list[str]]


class Kept(NamedTuple):
    """A draft as it was kept; empty where there is none."""

    fields: Fields
    saved_at: datetime | None = None

    def one(self, name: str, otherwise: str = "") -> str:
        """The value of an input that has one."""
        return (self.fields.get(name) or [otherwise])[0]

    def all(self, name: str) -> list[str]:
        """The values of an input that may have several."""
        return self.fields.get(name, [])


@for_anybody
@require_POST
def autosave(request: SignedIn, form: str, about: str = "") -> HttpResponse:
    """What the page's script sends every few seconds: all inputs, which take the place of those kept before."""
    if len(form) > FORM_MAX or len(about) > ABOUT_MAX or not _of_their_case(request, about):
        raise NotFound
    sent, kept = fields_of(request), draft_of(request, form, about)
    if sum(len(one) for values in sent.values() for one in values) > CHARACTERS_MAX:
        return HttpResponse(status=413)
    if kept.saved_at is None and _of(request).count() >= DRAFTS_MAX:
        return HttpResponse(status=413)
    save_draft(request, form, about, {**kept.fields, **sent})
    return HttpResponse(status=204)


def draft_url(form: str, about: str = "") -> str:
    """Where a form with `data-draft` saves itself."""
    return reverse("draft-about", args=[form, about]) if about else reverse("draft", args=[form])


def draft_of(request: SignedIn, form: str, about: str = "") -> Kept:
    """What this person had typed into this form."""
    row = _rows(request, form, about).first()
    return Kept(row.fields, row.saved_at) if row else Kept({})


def save_draft(request: SignedIn, form: str, about: str, fields: Fields) -> None:
    """Keep these inputs, and nothing of what was kept before."""
    Draft.objects.update_or_create(
        platform_id=request.platform.id, person=request.person, form=form, about=about, defaults={"fields": fields}
    )


def drop_draft(request: SignedIn, form: str, about: str = "") -> None:
    """It was sent, or is no longer wanted."""
    _rows(request, form, about).delete()


def fields_of(request: HttpRequest) -> Fields:
    """All inputs of the form that was sent, without its tokens and what PostgreSQL can't hold."""
    return {
        name: [value.replace("\0", "\ufffd").replace("\r\n", "\n") for value in values]
        for name, values in request.POST.lists()
        if name not in NOT_KEPT
    }


def _of_their_case(request: SignedIn, about: str) -> bool:
    """Whoever came by a link to one case keeps what is about that case, and nothing in its owner's other forms."""
    if about == request.only_case or not request.only_case:
        return True
    try:
        return access_evidence_report(request.platform.id, about, request.actor).report.complaint == request.only_case
    except NotFound:
        return False


def _of(request: SignedIn):  # type: ignore[no-untyped-def]  # Django's query set
    return Draft.objects.filter(platform_id=request.platform.id, person=request.person)


def _rows(request: SignedIn, form: str, about: str):  # type: ignore[no-untyped-def]  # Django's query set
    return _of(request).filter(form=form, about=about)
