"""Inviting somebody from outside to decide an appeal, with the link that is sent to them; and a shop's deadlines."""

import re
from typing import Annotated, Any, Literal

import msgspec
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from ombud.accounts import calendar_links, invitations
from ombud.accounts.models import Membership
from ombud.api.v1.body import fields_of, idempotency_key
from ombud.api.v1.caller import Caller
from ombud.api.v1.me import Language
from ombud.api.v1.once import once
from ombud.api.v1.problems import Problem, refused
from ombud.api.v1.sound import NAME_MAX, WORDS_MAX
from ombud.core.people import Member, Reviewer
from ombud.core.refusal import Refusal
from ombud.desk import invite
from ombud.desk.access import PenaltyCase, access_penalty
from ombud.desk.decode import NotUnderstood
from ombud.desk.handle import Act, NotFound, handle
from ombud.desk.things import VERBS
from ombud.reads.shop_deadlines import deadlines

VERB = VERBS["penalty.invite"]
FEED = "{origin}/merchant/calendar/{token}.ics"


class Outsider(msgspec.Struct, forbid_unknown_fields=True):
    """Who is invited, and why nobody here can decide."""

    name: Annotated[str, msgspec.Meta(min_length=1, max_length=invite.NAME_MAX)]
    email: Annotated[str, msgspec.Meta(min_length=3, max_length=invite.EMAIL_MAX)]
    words: Annotated[str, msgspec.Meta(min_length=1, max_length=WORDS_MAX)]
    language: Language | Literal[""] = ""


class Again(msgspec.Struct, forbid_unknown_fields=True):
    """To whom a new link is sent."""

    reviewer: Annotated[str, msgspec.Meta(max_length=NAME_MAX)]


def invite_outsider(request: HttpRequest, caller: Caller, id: str) -> HttpResponse:
    """Make the person known for this penalty alone, invite them, and have their link sent."""
    case, said = _case(caller, id), _read(request, Outsider, "email")
    try:
        validate_email(said.email)
    except ValidationError:
        raise NotUnderstood("email", _("Enter an e-mail address, such as name@example.org.")) from None
    if invite.is_insider(caller.platform, said.email):
        raise Problem(422, "not-an-outsider", _("This address belongs to somebody of the platform or of the shop."),
                      field="email")  # fmt: skip
    refusal = VERB.may(caller.by, case.penalty, case.policy, case.at)
    if isinstance(refusal, Refusal):
        raise refused(refusal, caller.platform)
    person = invitations.person_for(caller.platform, case.penalty.id, said.name, said.email, said.language or "en")
    fields = {"reviewer": person.ref, "words": said.words}
    done = handle(
        Act(caller.platform, VERB.id, case.penalty.id, caller.by, fields, idempotency_key(request), caller.via)
    )
    if isinstance(done, Refusal):
        if person.ref not in case.penalty.outside:
            invite.forget(caller.platform, person.ref)
        raise refused(done, caller.platform)
    sent = invite.send_link(caller.platform, case.penalty.id, case.penalty.number, person.ref, case.at)
    return _answer({"reviewer": person.ref, "sent": sent})


def send_again(request: HttpRequest, caller: Caller, id: str) -> HttpResponse:
    """A new link to somebody who was invited and lost theirs; `sent` is false while enough of them wait."""
    case, ref = _case(caller, id), _read(request, Again, "reviewer").reviewer
    refusal = VERB.may(caller.by, case.penalty, case.policy, case.at)
    if isinstance(refusal, Refusal):
        raise refused(refusal, caller.platform)
    if ref not in case.penalty.outside:
        raise NotFound
    sent = invite.send_link(caller.platform, case.penalty.id, case.penalty.number, ref, case.at)
    return _answer({"reviewer": ref, "sent": sent})


def list_deadlines(_request: HttpRequest, caller: Caller) -> HttpResponse:
    """All that the caller's shop is due by when, the nearest first."""
    shop = _member(caller).shop
    items = [{"kind": one.kind, "number": one.name, "due_at": one.due_at} for one in deadlines(caller.platform, shop)]
    return _answer({"items": items, "next_cursor": None})


def read_calendar(_request: HttpRequest, caller: Caller) -> HttpResponse:
    """The secret link to the same deadlines for the member's own calendar; empty where none was made."""
    return _answer({"url": _feed(_membership(caller))})


@once
def renew_calendar(_request: HttpRequest, caller: Caller) -> HttpResponse:
    """Make the link, or another: the old one is dead at once."""
    mine = _membership(caller)
    calendar_links.renew(mine)
    return _answer({"url": _feed(mine)})


def _case(caller: Caller, id: str) -> PenaltyCase:
    if not isinstance(caller.by, Reviewer):
        raise NotFound
    return access_penalty(caller.platform, id, caller.by)


def _member(caller: Caller) -> Member:
    if not isinstance(caller.by, Member) or not caller.by.shop:
        raise NotFound
    return caller.by


def _membership(caller: Caller) -> Membership:
    by = _member(caller)
    mine = calendar_links.of(caller.platform, by.id, by.shop)
    if mine is None:
        raise NotFound
    return mine


def _feed(mine: Membership) -> str:
    made = FEED.format(origin=settings.ORIGIN, token=calendar_links.token_of(mine))
    return made if mine.calendar_serial else ""


def _read(request: HttpRequest, wanted: Any, field: str) -> Any:
    try:
        return msgspec.convert(fields_of(request), wanted)
    except msgspec.ValidationError as error:
        at = re.search(r"`\$\.(\w+)|field `(\w+)`", str(error))
        raise NotUnderstood(at[1] or at[2] if at else field, str(error)) from None


def _answer(body: Any) -> HttpResponse:
    return HttpResponse(msgspec.json.encode(body), content_type="application/json")
