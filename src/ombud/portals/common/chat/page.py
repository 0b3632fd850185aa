"""M9: one talk. What was said with exact times, what was read, and the box to write in; it stays as new as it is."""

from datetime import timedelta
from typing import Any, NamedTuple

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from ombud.core.conversation import mark_read, say
from ombud.core.conversation.state import Conversation
from ombud.desk.access import access_shop
from ombud.desk.access_conversation import ConversationCase, access_conversation
from ombud.desk.handle import Done, NotFound
from ombud.notices.centre import read_about
from ombud.portals.common.act import RIGHT, Wrong, act, new_key, refusal_words, wrong
from ombud.portals.common.chat.shown import Reading, bubbles
from ombud.portals.common.drafts import draft_of, draft_url, drop_draft
from ombud.portals.common.page import show
from ombud.portals.common.uploads import Files, files_of, kept_rows, upload_url
from ombud.portals.common.who import SignedIn
from ombud.reads.said_record import newest

Context = dict[str, Any]
FORM = "chat"
PACE = ((timedelta(minutes=2), 5), (timedelta(minutes=10), 10), (timedelta(hours=2), 30))
"""While they write to each other ask every five seconds, later less often."""
SLOWEST_SECONDS = 120
DIGITS_MAX = 9


def open_chat(request: SignedIn, order: str) -> ConversationCase:
    """The talk about this order for whoever asks. Raises NotFound."""
    return access_conversation(request.platform.id, order, request.actor, request.at)


class Sent(NamedTuple):
    """What came of a form."""

    done: bool
    stops: Wrong = RIGHT
    files: Files | None = None


def send(request: SignedIn, case: ConversationCase) -> Sent:
    """Say what the form holds, or tell what stops it; a file that was only taken out of it stops it too."""
    files = files_of(request)
    if "remove_file" in request.POST:
        return Sent(done=False, files=files)
    if files.failed:
        failed = Wrong([{"field": "photos", "text": one} for one in files.failed], {"photos": files.failed[0]})
        return Sent(done=False, stops=failed, files=files)
    words = request.POST.get("words", "").replace("\r\n", "\n")
    done = act(request, "conversation.say", case.order.id, {"words": words, "files": files.named()})
    if isinstance(done, Done):
        drop_draft(request, FORM, case.order.id)
        return Sent(done=True)
    return Sent(False, wrong(done, request, {"files": "photos"}, pack=case.policy.pack.id), files)


def chat_context(request: SignedIn, case: ConversationCase, names: str, sent: Sent | None = None) -> Context:
    """What chat/thread.html and chat/compose.html show; whoever reads the newest page has read what waited for them.
    `names` is how the portal's addresses begin."""
    before = number_of(request.GET.get("before", ""))
    was = case.conversation
    if request.method == "GET" and not before and mark(request, case):
        case = open_chat(request, case.order.id)
    kept = draft_of(request, FORM, case.order.id)
    refusal = say.may(case.by, case.about, case.policy, case.at)
    why, way_out = refusal_words(refusal, request, pack=case.policy.pack.id) if refusal else ("", "")
    return {
        **thread(case, names, before, was),
        "before": before,
        "newest_url": reverse(f"{names}-chat", args=[case.order.id]) if before else "",
        "evidence_url": reverse(f"{names}-chat-evidence", args=[case.order.id]) if case.conversation else "",
        "may_say": refusal is None,
        "why_not": why,
        "way_out": way_out,
        "wrong": sent.stops if sent else RIGHT,
        "words": request.POST.get("words", "") if sent else kept.one("words"),
        "files": sent.files.rows if sent and sent.files else kept_rows(request, kept.all("file")),
        "upload_url": upload_url(),
        "draft_url": draft_url(FORM, case.order.id),
        "saved_at": kept.saved_at,
    }


def thread(case: ConversationCase, names: str, before: int = 0, was: Conversation | None = None) -> Context:
    """The messages of one page, and when to ask for new ones: never for a page of older ones. `was` is the talk before
    the reader came, which says what is new to them."""
    page = newest(case.platform.id, case.order.id, before)
    here = reverse(f"{names}-chat", args=[case.order.id])
    return {
        "rows": bubbles(page.lines, reading_of(case), was or case.conversation),
        "older_url": f"{here}?before={page.before}" if page.before else "",
        "poll": poll(case, names) if not before else {"id": "chat-news", "every": None},
        "unread": _waits(case),
        "read_url": reverse(f"{names}-chat-read", args=[case.order.id]),
        "read_to": case.conversation.last_seq if case.conversation else 0,
    }


def reading_of(case: ConversationCase) -> Reading:
    """As whom the talk is read."""

    def url(file: str) -> str:
        return reverse("chat-picture", args=[file, case.order.id])

    name = shop_name(case.platform.id, case.order.shop)
    return Reading(case.platform.id, case.platform.zone, case.order.id, case.by, case.side, case.policy, url, name)


def poll(case: ConversationCase, names: str) -> Context:
    """When to ask again, and from where the page has read."""
    talk = case.conversation
    quiet = case.at - talk.last_at if talk and talk.last_at else timedelta.max
    every = next((seconds for span, seconds in PACE if quiet < span), SLOWEST_SECONDS)
    seen = talk.events if talk else 0
    url = f"{reverse(f'{names}-chat-news', args=[case.order.id])}?seen={seen}"
    return {"id": "chat-news", "url": url, "every": every}


def news(request: SignedIn, case: ConversationCase, names: str) -> HttpResponse:
    """What an open page asks again and again: when to ask next, and with it the talk, if it has gone on."""
    events = case.conversation.events if case.conversation else 0
    changed = request.GET.get("seen", "") != str(events)
    context = thread(case, names) if changed else {"poll": poll(case, names)}
    return show(request, "common/chat/news.html", {**context, "changed": changed})


def mark(request: SignedIn, case: ConversationCase, up_to: int = 0) -> bool:
    """Note that the reader has read what there is; False where they don't act in it, or nothing waits."""
    if not _waits(case):
        return False
    act(request, "conversation.mark-read", case.order.id, {"up_to": up_to}, key=new_key())
    read_about(request.platform.id, request.actor, f"conversation/{case.order.id}")
    return True


def number_of(text: str) -> int:
    """A message's number from an address; 0 where there is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= DIGITS_MAX else 0


def shop_name(platform: int, shop: str) -> str:
    """The shop as it is called now."""
    try:
        return access_shop(platform, shop).facts.name
    except NotFound:
        return shop or _("Shop")


def _waits(case: ConversationCase) -> bool:
    talk = case.conversation
    return talk is not None and mark_read.may(case.by, talk, case.policy, case.at) is None
