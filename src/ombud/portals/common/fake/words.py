"""What reports of fake evidence are called: what is said of a picture, what was found of it, and on what it rests."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ombud.core.evidence_report.events import Ground, Result
from ombud.core.evidence_report.state import EvidenceReport
from ombud.core.people import Party
from ombud.core.policy.evidence_reports import Claim
from ombud.portals.common.case.teller import listed


def claim_name(claim: str) -> str:
    """What is said of the picture, in a few words that fit every reader."""
    return {
        "from-web": _("Taken from elsewhere"),
        "edited": _("Edited"),
        "not-ours": _("Not this shop’s goods"),
    }.get(claim, claim)


def claim_needs(claim: Claim) -> str:
    """The proof that a claim needs."""
    return {
        "from-web": _("Needs the original as you have seen it elsewhere: its address, or the picture."),
        "edited": _("Needs the edited places, circled on the picture."),
        "not-ours": _("Needs a real photo of your own goods, to compare."),
    }[claim]


def claims_said(claims: Iterable[str]) -> str:
    """All that is said of a picture, as one line."""
    return listed([claim_name(one) for one in claims])


def result_name(result: Result) -> str:
    """What was found of a claim."""
    return {
        "found": pgettext("of a claim", "Found true"),
        "not-shown": pgettext("of a claim", "Not shown"),
        "unclear": pgettext("of a claim", "Unclear"),
    }[result]


RESULT_TONES: dict[str, str] = {"found": "bad", "not-shown": "", "unclear": "warn"}


def ground_name(ground: Ground) -> str:
    """What a conclusion rests on."""
    return {
        "own-comparison": _("My own comparison of the pictures"),
        "original-seen": _("The original, which I have seen where it stands"),
        "admitted": _("The consumer admits it"),
        "talk": _("What was said between the two"),
        "expert": _("Somebody who knows such goods"),
        "finding": _("What the machine found"),
    }[ground]


def ground_said(ground: Ground) -> str:
    """The same as the parties read it."""
    return {
        "own-comparison": _("the reviewer’s own comparison of the pictures"),
        "original-seen": _("the original where it stands"),
        "admitted": _("what the consumer admitted"),
        "talk": _("what was said between the two"),
        "expert": _("somebody who knows such goods"),
        "finding": _("what a machine found, besides"),
    }[ground]


def untold(report: EvidenceReport, party: Party) -> bool:
    """Whether this reader is told no more than that the report was received."""
    return party == "merchant" and report.told == "received"


STAND_TONES = {"found": "bad", "unclear": "warn", "heard": "warn", "examined": "plat"}


def stands_listed(told: str, stage: str, outcome: str, *, taken_back: bool, party: Party) -> tuple[str, str]:
    """Where a report stands in two or three words, with their tone. Who isn't told results reads none from this."""
    if stage == "beyond-cap":
        return _("Kept as a note"), ""
    if taken_back:
        return _("Taken back"), ""
    if party == "merchant" and told == "received":
        return _("Received"), "plat"
    if stage == "concluded":
        return outcome_name(outcome), STAND_TONES.get(outcome, "")
    words = {"heard": _("The consumer is heard"), "examined": _("The platform examines it")}
    return words[stage], STAND_TONES[stage]


def outcome_name(outcome: str) -> str:
    """What came of it in all."""
    return {
        "found": pgettext("of a report", "Found fake"),
        "not-shown": pgettext("of a report", "Not shown"),
        "unclear": pgettext("of a report", "Unclear"),
    }.get(outcome, "")


def why_untold() -> str:
    """Why its maker reads no more than *received*."""
    return _(
        "This platform doesn’t say what a single report came to. If your proof is found true, who is responsible "
        "changes in the case itself, and there you read it."
    )
