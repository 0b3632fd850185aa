"""What a report of fake evidence still lacks, all at once and each at its own input."""

from ombud.core.evidence_report.proof import unproved
from ombud.core.evidence_report.rungs import unreadable
from ombud.core.refusal import Refusal
from ombud.desk.access_evidence_report import Reporting
from ombud.desk.decode import NotUnderstood, command_of
from ombud.desk.handle import Done
from ombud.desk.things import VERBS
from ombud.portals.common.act import Misread, Outcome, refusal_words
from ombud.portals.common.display import joined
from ombud.portals.common.who import SignedIn
from ombud.portals.merchant.fake.form import Given

VERB = "evidence_report.file"
PHOTO = "own-photo-missing"
INPUTS = {"links": "links", "shapes": "shapes", "claims": "claims", "words": "words", "files": "photos-web"}


def faults(request: SignedIn, about: Reporting, file: str, filled: Given) -> list[Misread]:
    """What keeps it from being sent; empty where nothing does."""
    fields = {"order": about.before.order.id, "file": file, "claims": filled.fields(), "words": filled.words}
    stamped = {"by": request.actor, "at": request.at, "evidence_report": "", "number": ""}
    try:
        command = command_of(VERBS[VERB], fields, **stamped)
    except NotUnderstood as error:
        return [Misread(INPUTS.get(error.field, ""), error.because)]
    whole = unproved(command.claims, about.policy)
    found = [one for claimed in command.claims if (one := unproved((claimed,), about.policy))]
    if whole is not None and whole not in found:
        found.insert(0, whole)
    if (unread := unreadable(command.words, about.policy)) is not None:
        found.append(unread)
    return [_said(one, request, about) for one in found]


def names_of(outcome: Outcome) -> dict[str, str]:
    """The input's name for each field of the command, where the desk refused it."""
    assert not isinstance(outcome, Done), "what was done isn't wrong"
    return INPUTS | ({"files": "photos-own"} if isinstance(outcome, Refusal) and outcome.code == PHOTO else {})


def _said(refusal: Refusal, request: SignedIn, about: Reporting) -> Misread:
    text, way_out = refusal_words(refusal, request, pack=about.policy.pack.id)
    return Misread(names_of(refusal).get(refusal.field, refusal.field), joined(text, way_out))
