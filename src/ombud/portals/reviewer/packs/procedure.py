"""The procedure of a complaint, or of a penalty for one violation, as a picture with its table."""

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ombud.core.policy.policy import Policy
from ombud.packs.guide_parts import Words
from ombud.packs.load import load_version, texts
from ombud.packs.procedure import COMPLAINT_STAGES, PENALTY_STAGES, Turn, complaint_turns, penalty_turns_of
from ombud.portals.common.display import language
from ombud.portals.common.who import SignedIn, for_reviewer
from ombud.portals.reviewer import bar
from ombud.portals.reviewer.packs.diagram import Step, drawn
from ombud.portals.reviewer.packs.standing import known, standing
from ombud.portals.reviewer.packs.version import head

Row = dict[str, Any]


@for_reviewer
@require_safe
def page(request: SignedIn, pack: str) -> HttpResponse:
    """The picture, and the table that says the same."""
    found = known(pack)
    if found is None:
        raise Http404
    policy, code = load_version(pack), request.GET.get("violation", "")
    words = Words(texts(pack), language())
    violation = found.penalties.violation(code) if code and found.penalties else None
    if code and violation is None:
        raise Http404
    if violation is None:
        turns, names = complaint_turns(policy), {one: words(f"stage.{one}") for one in COMPLAINT_STAGES}
    else:
        turns, names = penalty_turns_of(violation, policy), penalty_stages()
    steps = [step(one, names, policy, words) for one in turns]
    used = {one.stage for one in turns} | {one.leads_to for one in turns}
    context = head(request, found, standing(request)) | {
        "tabs": _choices(pack, policy, words, code),
        "steps": steps,
        "columns": [_("Stage"), _("What is due"), _("Who"), _("By when"), _("If nobody acts"), _("Leads to")],
        "drawing": drawn(steps, {one: name for one, name in names.items() if one in used}),
    }
    return bar.page(request, "reviewer/packs/procedure.html", context)


def step(turn: Turn, names: dict[str, str], policy: Policy, words: Words) -> Step:
    """A turn in the reader's words."""
    return Step(
        stage=turn.stage,
        stage_name=names[turn.stage],
        party=turn.on,
        who=_("Senior reviewers") if turn.late else who()[turn.on],
        due=words(f"deadline.{turn.kind}"),
        span=words.span(turn.span) if turn.span else "",
        lapse=_lapse(turn, policy, words),
        leads_to=turn.leads_to,
        leads_to_name=names[turn.leads_to],
    )


def who() -> dict[str, str]:
    """Whose turn it is."""
    return {"consumer": _("Consumer"), "merchant": _("Shop"), "both": _("Both sides"), "platform": _("Platform")}


def penalty_stages() -> dict[str, str]:
    """Where a penalty stands, in few words."""
    names = (
        _("Proposed"), _("Notice, can be appealed"), _("In review"), _("Granted on a condition"),
        _("The penalty stands"), _("Revoked"),
    )  # fmt: skip
    return dict(zip(PENALTY_STAGES, names, strict=True))


def _lapse(turn: Turn, policy: Policy, words: Words) -> str:
    ladder = policy.pack.ladder
    if turn.kind in ("execution", "advance") and 0 < turn.rung < len(ladder) and not turn.late:
        return words(f"rung.{ladder[turn.rung].step}")
    return words(f"deadline.{turn.kind}.lapse")


def _choices(pack: str, policy: Policy, words: Words, code: str) -> list[Row]:
    """Tabs: complaints, and each violation."""
    url = reverse("review-pack-procedure", args=[pack])
    found = [{"url": url, "label": _("Complaints"), "current": not code}]
    for one in policy.pack.penalties.violations if policy.pack.penalties else ():
        label = words(f"violation.{one.code}")
        found.append({"url": f"{url}?violation={one.code}", "label": label, "current": one.code == code})
    return found
