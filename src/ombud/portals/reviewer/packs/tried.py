"""A version tried on recorded cases: which would have gone another way, and how."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, NamedTuple

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ombud.core.policy.policy import Policy
from ombud.packs import replay, replay_penalty
from ombud.packs.guide_parts import Words
from ombud.packs.load import load_version, texts
from ombud.packs.replay_told import Difference, Told
from ombud.portals.common.case.teller import listed
from ombud.portals.common.display import language, when
from ombud.portals.common.who import SignedIn, for_reviewer
from ombud.portals.reviewer import bar
from ombud.portals.reviewer.packs.labels import Labels
from ombud.portals.reviewer.packs.standing import known, standing
from ombud.portals.reviewer.packs.version import head
from ombud.portals.reviewer.rows import CELL
from ombud.reads.recorded import count, some_complaints, some_penalties

Row = dict[str, Any]
AT_ONCE = 200
"""Cases of each kind in one request: under a second; the next page tries the next ones."""
COUNTED_MAX = 100_000


class Tried(NamedTuple):
    """One bounded look at the record."""

    tried: int
    last: str
    """The id to go on after; empty where there are no more."""
    found: list[Difference]


@for_reviewer
@require_safe
def page(request: SignedIn, pack: str) -> HttpResponse:
    """So many complaints and penalties of this platform, replayed under this version."""
    version = known(pack)
    after = {kind: request.GET.get(kind, "") for kind in ("complaint", "penalty")}
    if version is None or any("\0" in one or len(one) > 200 for one in after.values()):
        raise Http404
    at = standing(request)
    # What is tried are the cases of the pack in force here, be the version one of that pack's or of another's.
    name, policy, platform = at.now.name, load_version(pack), request.platform.id
    complaints = _complaints(name, platform, after["complaint"], policy)
    penalties = _penalties(name, platform, after["penalty"], policy)
    labels = Labels(Words(texts(pack), language()), Words(texts(at.now.id), language()))
    context = head(request, version, at) | {
        "tabs": [],
        "tried": {"complaints": complaints.tried, "penalties": penalties.tried},
        "there": {kind: count(kind, name, platform, COUNTED_MAX) for kind in ("complaint", "penalty")},
        "from_pack": at.now.id,
        "columns": [_("Case"), _("Recorded"), _("Instead")],
        "parted": [_row(request, *one, labels) for one in _both(complaints, penalties, dates_only=False)],
        "redated": [_row(request, *one, labels) for one in _both(complaints, penalties, dates_only=True)],
        "more_url": f"?complaint={complaints.last or '~'}&penalty={penalties.last or '~'}"
        if complaints.last or penalties.last
        else "",
    }
    return bar.page(request, "reviewer/packs/tried.html", context)


def _complaints(name: str, platform: int, after: str, policy: Policy) -> Tried:
    replayed = (
        (events[0].complaint, replay.difference(events, policy, order))  # type: ignore[union-attr]
        for events, order in some_complaints(name, platform, AT_ONCE, after)
    )
    return _tried(replayed)


def _penalties(name: str, platform: int, after: str, policy: Policy) -> Tried:
    replayed = (
        (events[0].penalty, replay_penalty.difference(events, policy))  # type: ignore[union-attr]
        for events in some_penalties(name, platform, AT_ONCE, after)
    )
    return _tried(replayed)


def _tried(replayed: Iterable[tuple[str, Difference | None]]) -> Tried:
    last, tried, found = "", 0, []
    for id, difference in replayed:
        last, tried = id, tried + 1
        if difference is not None:
            found.append(difference)
    return Tried(tried, last if tried == AT_ONCE else "", found)


def _both(complaints: Tried, penalties: Tried, *, dates_only: bool) -> Iterator[tuple[str, Difference]]:
    for view, tried in (("review-case", complaints), ("review-penalty", penalties)):
        yield from ((view, one) for one in tried.found if one.dates_only == dates_only)


def _row(request: SignedIn, view: str, one: Difference, labels: Labels) -> Row:
    cells: list[Row] = [
        {"text": one.number, "url": reverse(view, args=[one.number])},
        {"text": when(one.at, request.platform.zone, request.at), "sub": one.event},
        {"text": _told(one.told, request, labels)},
    ]
    return {"cells": [CELL | cell for cell in cells]}


def _told(told: Told, request: SignedIn, labels: Labels) -> str:
    """The sentence in the reader's language."""
    said = gettext(told.sentence)
    for name, fact in told.facts.items():
        if isinstance(fact, datetime):
            word = when(fact, request.platform.zone, request.at)
        elif isinstance(fact, tuple):
            word = listed(list(fact))
        else:
            word = labels.say(f"deadline.{fact}") if name == "kind" else str(fact)
        said = said.replace("{" + name + "}", word)
    return said
