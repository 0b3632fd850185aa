"""Impose a penalty: the shop, the violation, facts, reasons, measures, orders and evidence; previewed, then sent."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ombud.core.penalty import draw
from ombud.core.penalty.events.imposing import PenaltyProposed
from ombud.core.penalty.impose import Grounds
from ombud.core.penalty.state import Penalty, evolve
from ombud.core.penalty.terms import imposed
from ombud.core.refusal import Refusal
from ombud.core.shop.state import Shop
from ombud.core.words import Words
from ombud.desk import penalise
from ombud.desk.access import PenaltyCase, access_shop
from ombud.desk.decode import NotUnderstood, all_words, command_of
from ombud.desk.handle import Done
from ombud.desk.load import load, stream_id
from ombud.desk.things import VERBS
from ombud.ledger.connection import connection
from ombud.packs.load import load_pack
from ombud.portals.common.act import RIGHT, Misread, Wrong, act, refusal_words, wrong
from ombud.portals.common.drafts import Kept, draft_of, draft_url, drop_draft, fields_of
from ombud.portals.common.uploads import kept_rows, upload_url
from ombud.portals.common.who import SignedIn, for_reviewer
from ombud.portals.reviewer import bar
from ombud.portals.reviewer.panel.form import Filled, Intent
from ombud.portals.reviewer.penalties.carried import Carried, carried
from ombud.portals.reviewer.penalties.choose import help_of, new_url, shop_page, violation_page, window_words
from ombud.portals.reviewer.penalties.new_form import New, Read, read, shown
from ombud.portals.reviewer.penalties.preview import digest, notice_as_read
from ombud.portals.reviewer.penalties.rows import penalty_url
from ombud.portals.reviewer.rows import say

DRAFT = "review-penalty-new"
VERB = "penalty.impose"
NAMES = {"orders": "pasted", "measures": "measure", "files": "photos"}
"""The input's name for a field of the command, where it has another."""
NOT_TYPED = {"step", "previewed", "file", "act_key"}
SEED = Words("0" * draw.SEED_LETTERS)
"""Stands in for the seed in a preview: the real one is drawn as the penalty is imposed."""


@for_reviewer
@require_http_methods(["GET", "HEAD", "POST"])
def impose(request: SignedIn) -> HttpResponse:
    """The shop first, then the violation, then all the rest on one page."""
    policy = load_pack(request.platform.pack)
    refusal = VERBS[VERB].may(request.actor, None, policy, request.at)
    if refusal is not None:
        return _refused(request, refusal)
    given = request.POST if request.method == "POST" else request.GET
    ground = carried(request, given.get("complaint", ""), given.get("report", ""))
    if ground is not None and ground.refusal is not None:
        return _refused(request, ground.refusal)
    shop = ground.shop if ground else given.get("shop", "")
    if not shop:
        return shop_page(request)
    name = access_shop(request.platform.id, shop).facts.name or shop
    about = {"shop": shop, **({ground.kind: ground.number} if ground else {})}
    assert policy.pack.penalties is not None, "the verb's own ladder has said so"
    violation = policy.pack.penalties.violation(given.get("violation", ""))
    if violation is None:
        return violation_page(request, policy, {"id": shop, "name": name, "ground": ground}, about)
    new = New(request, policy, shop, violation, ground)
    return _sent(new, name) if request.method == "POST" else _page(new, name, _filled(new))


def _filled(new: New) -> Filled:
    """The draft, else what the case brings along."""
    draft = draft_of(new.request, DRAFT, _about(new))
    return Filled(draft if draft.fields else Kept(new.ground.typed if new.ground else {}))


def _sent(new: New, name: str) -> HttpResponse:
    """Read it, preview it, and carry it out once just that was previewed."""
    typed = Kept({key: values for key, values in fields_of(new.request).items() if key not in NOT_TYPED})
    sent = read(new)
    step = new.request.POST.get("step", "")
    if step == "more" or "remove_file" in new.request.POST:
        more = int(typed.one("shown", "30")) + 30 if step == "more" and typed.one("shown", "30").isdecimal() else 30
        fields = {**typed.fields, **({"shown": [str(more)]} if step == "more" else {})}
        return _page(new, name, Filled(Kept(fields)), sent)
    if sent.slips:
        return _page(new, name, Filled(typed, wrong(sent.slips, new.request)), sent, status=422)
    tried = _tried(new, sent)
    if isinstance(tried, Refusal | Misread):
        return _page(new, name, Filled(typed, _wrong(new, tried)), sent, status=422)
    mark = digest(Intent(VERB, sent.fields))
    if step != "send" or new.request.POST.get("previewed") != mark:
        changed = step == "send" and bool(new.request.POST.get("previewed"))
        more_ = {"preview": tried, "previewed": mark, "preview_changed": changed}
        return _page(new, name, Filled(typed), sent, more=more_)
    done = act(new.request, VERB, "", sent.fields)
    if not isinstance(done, Done):
        return _page(new, name, Filled(typed, _wrong(new, done)), sent, status=422)
    drop_draft(new.request, DRAFT, _about(new))
    if "PenaltyProposed" in done.events:
        told = _("Penalty {number} waits for a second person.")
    elif new.violation.told == "in-account":
        told = _("Penalty {number} is imposed. Nothing was sent; it lies in the shop’s account.")
    else:
        told = _("Penalty {number} is imposed. The shop has its notice.")
    messages.success(new.request, told.format(number=done.number))
    return HttpResponseRedirect(penalty_url(done.number))


def _tried(new: New, sent: Read) -> dict[str, Any] | Refusal | Misread:
    """The notice as the shop will read it and whether a second person is needed, or why it can't be imposed."""
    request, shop = new.request, access_shop(new.request.platform.id, new.shop)
    its = penalise.brought(connection(), request.platform.id, [(VERB, sent.fields)])
    stamps = penalise.stamps(VERB, sent.fields, its) | {"seed": SEED}
    stamps |= {"by": request.actor, "at": request.at, "penalty": "new", "number": ""}
    verb = VERBS[VERB]
    try:
        command = command_of(verb, sent.fields, **stamps)
    except NotUnderstood as error:
        return Misread(error.field, _("This wasn’t filled in as it should be. Check it and send it again."))
    events = verb.decide(command, _grounds(new, shop), new.policy)
    if isinstance(events, Refusal):
        return events
    event, two = events[0], isinstance(events[0], PenaltyProposed)
    if isinstance(event, PenaltyProposed):
        event = imposed(event.by, event.at, event.penalty, event.number, event.imposition, (event.by.id,), new.policy)
    penalty: Penalty = evolve(None, event)
    case = PenaltyCase(penalty, shop, new.policy, request.platform, "platform", request.actor, request.at)
    words = {str(one.kept): one.text for one in all_words(command)}
    return {"two": two, **notice_as_read(case, penalty, words)}


def _grounds(new: New, shop: Shop) -> Grounds:
    """The shop, and the case that it is carried from."""
    if new.ground is None:
        return Grounds(shop=shop)
    stream = stream_id(new.ground.kind, new.ground.id)
    case = load(connection(), new.request.platform.id, new.ground.kind, stream)[0].state
    return Grounds(shop=shop, **{new.ground.kind: case})


def _page(
    new: New,
    name: str,
    filled: Filled,
    sent: Read | None = None,
    *,
    more: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    request, ground = new.request, new.ground
    files = sent.files.rows if sent else kept_rows(request, filled.all("file"))
    draft = draft_of(request, DRAFT, _about(new))
    context = {
        "here": "penalties",
        "shop_id": new.shop,
        "shop_name": name,
        "violation": new.violation.code,
        "title": say(request, f"violation.{new.violation.code}"),
        "help": help_of(request, new.violation),
        "rule": new.violation.rule,
        "rule_name": say(request, f"rule.{new.violation.rule}"),
        "window": window_words(request, new.violation),
        "ground": ground,
        "needs_ground": new.violation.verified and ground is None,
        "in_account": new.violation.told == "in-account",
        "change_shop_url": "" if ground else new_url(),
        "change_url": new_url(shop=new.shop, **_ground_of(ground)),
        "f": shown(new, filled, files),
        "errors": filled.wrong.errors,
        "currency": new.currency,
        "upload_url": upload_url(),
        "draft_url": draft_url(DRAFT, _about(new)),
        "saved_at": draft.saved_at,
        "act_key": request.POST.get("act_key", ""),
        **(more or {}),
    }
    return bar.page(request, "reviewer/penalties/new.html", context, status)


def _refused(request: SignedIn, refusal: Refusal) -> HttpResponse:
    """Why nobody, or not this reviewer, or not from this case, can impose a penalty here."""
    if refusal.code == "no-penalties-here":
        raise Http404
    text, way_out = refusal_words(refusal, request)
    context = {"here": "penalties", "text": text, "way_out": way_out}
    return bar.page(request, "reviewer/penalties/new_refused.html", context, 422)


def _wrong(new: New, outcome: Refusal | Misread) -> Wrong:
    return wrong(outcome, new.request, NAMES, currency=new.currency) if outcome else RIGHT


def _about(new: New) -> str:
    """What a draft is kept for: this shop, this violation, this ground."""
    return f"{new.ground.number if new.ground else new.shop}~{new.violation.code}"[:128]


def _ground_of(ground: Carried | None) -> dict[str, str]:
    return {ground.kind: ground.number} if ground else {}
