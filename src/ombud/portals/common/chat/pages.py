"""Pages that belong to no single portal: a picture of a talk seen whole, and talk that was put into a case."""

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from ombud.core.complaint.state.complaint import AttachedTalk
from ombud.core.people import Side
from ombud.desk.access import Case
from ombud.portals.common.case.reach import open_case, story
from ombud.portals.common.chat.looks import looked_at
from ombud.portals.common.chat.page import open_chat
from ombud.portals.common.chat.talk_cards import talk_card
from ombud.portals.common.evidence import case_home
from ombud.portals.common.page import show
from ombud.portals.common.picture_menu import picture_menu
from ombud.portals.common.who import SignedIn, for_anybody, signed_in
from ombud.reads.said_record import sender_of
from ombud.vault.access import access_evidence, signed_picture_url
from ombud.vault.models import EvidenceFile

Context = dict[str, Any]
HOMES: dict[Side, str] = {"consumer": "consumer-chat", "merchant": "merchant-chat"}


@signed_in("consumer", "member")
@require_safe
def chat_picture(request: SignedIn, file: str, order: str) -> HttpResponse:
    """A picture of a talk, for its two sides."""
    case = open_chat(request, order)
    sender = case.conversation.sender_of(file) if case.conversation else None
    if sender is None:
        raise Http404
    held = access_evidence(request.platform.id, file)
    here = reverse("chat-picture", args=[file, order])
    menu = picture_menu(request.actor, case.policy, order=order, file=file, sender=sender, url=here)
    context = {**_picture(held, request, sender), "menu": menu[1:], "back_url": reverse(HOMES[case.side], args=[order])}
    return show(request, "common/chat/picture.html", context)


@for_anybody
@require_safe
def talk_exhibit(request: SignedIn, number: str, talk: str) -> HttpResponse:
    """All of the talk that was put into a case, for who may see the case."""
    case = open_case(request, number)
    attached = _attached(case, talk)
    told = story(case)
    looked_at(request, case, told, [attached.id])
    context = {
        "card": talk_card(case, attached, told),
        "number": case.complaint.number,
        "back_url": case_home(request, case.complaint.number),
    }
    return show(request, "common/chat/exhibit.html", context)


@for_anybody
@require_safe
def talk_picture(request: SignedIn, number: str, talk: str, file: str) -> HttpResponse:
    """A picture of the talk that was put into a case."""
    case = open_case(request, number)
    attached = _attached(case, talk)
    sender = sender_of(request.platform.id, attached.excerpt, file)
    if sender is None:
        raise Http404
    looked_at(request, case, story(case), [attached.id])
    held = access_evidence(request.platform.id, file)
    order = attached.excerpt.conversation
    menu = picture_menu(request.actor, case.policy, order=order, file=file, sender=sender, url="")
    back = reverse("talk-exhibit", args=[number, talk])
    return show(
        request, "common/chat/picture.html", {**_picture(held, request, sender), "menu": menu[1:], "back_url": back}
    )


def _attached(case: Case, talk: str) -> AttachedTalk:
    found = next((one for one in case.complaint.talks if one.id == talk), None)
    if found is None:
        raise Http404
    return found


def _picture(held: EvidenceFile, request: SignedIn, sender: Side) -> Context:
    return {
        "pages": [
            {
                "src": signed_picture_url(held, variant, request.actor.id),
                "width": held.pictures[variant]["width"],
                "height": held.pictures[variant]["height"],
            }
            for variant in held.variants()
        ],
        "party": sender,
        "uploaded_at": held.uploaded_at,
        "sha256": held.sha256,
    }
