"""A report of fake evidence as its readers see it: the picture, what is said of it with its proof, whose turn it is."""

from collections.abc import Callable, Iterable
from typing import Any

from django.utils.translation import gettext as _

from ombud.core.evidence_report.events import ClaimMade
from ombud.core.evidence_report.state import EvidenceReport
from ombud.core.people import Party
from ombud.portals.common.fake.words import RESULT_TONES, claim_name, ground_said, result_name, untold, why_untold
from ombud.portals.common.places import drawn
from ombud.vault.access import NotFound, access_evidence, signed_picture_url
from ombud.vault.models import EvidenceFile

Row = dict[str, Any]
Said = Callable[[str], str]
"""Gives the words behind a hash."""


def picture(platform: int, file: str, reader: str, alt: str = "") -> Row | None:
    """A picture of the vault for who may see it: {src, thumb, alt, width, height, uploaded_at, url}; None if there is
    none that could be shown."""
    try:
        held = access_evidence(platform, file)
    except NotFound:
        return None
    return _shown(held, reader, alt)


def _shown(held: EvidenceFile, reader: str, alt: str) -> Row | None:
    if not held.variants():
        return None
    variant = held.variants()[0]
    src = signed_picture_url(held, variant, reader)
    return {
        "id": str(held.id),
        "src": src,
        "url": src,
        "thumb": signed_picture_url(held, "thumb", reader) if "thumb" in held.pictures else src,
        "alt": alt,
        "name": alt,
        "width": held.pictures[variant]["width"],
        "height": held.pictures[variant]["height"],
        "uploaded_at": held.uploaded_at,
    }


def accused(platform: int, report: EvidenceReport, reader: str) -> Row | None:
    """The picture in question with everything that was circled on it: what `picture` gives, and `places`."""
    found = picture(platform, report.accused.file, reader, _("The picture in question"))
    if found is None:
        return None
    shapes = [shape for one in report.claims for shape in one.shapes]
    return found | {"places": drawn(shapes, found["width"], found["height"])}


def claims(
    platform: int, report: EvidenceReport, party: Party, said: Said, reader: str, whole: Row | None
) -> list[Row]:
    """What is said of the picture, each with its proof, and with what was found of it where this reader is told.

    Keys: claim, name, links, files, places, result, tone, reasons.
    """
    return [_claim(platform, report, one, party, said, reader, whole) for one in report.claims]


def _claim(
    platform: int, report: EvidenceReport, made: ClaimMade, party: Party, said: Said, reader: str, whole: Row | None
) -> Row:
    found = next((one for one in report.results if one.claim == made.claim), None)
    told = found if found is not None and not untold(report, party) else None
    return {
        "claim": made.claim,
        "name": claim_name(made.claim),
        "links": [_link(words, party) for one in made.links if (words := said(one))],
        "files": files(platform, [one.file for one in made.files], reader, _proof_name(made.claim)),
        "places": drawn(made.shapes, whole["width"], whole["height"]) if whole else [],
        "result": result_name(told.result) if told else "",
        "tone": RESULT_TONES[told.result] if told else "",
        "reasons": said(told.words) if told else "",
    }


def _link(words: str, party: Party) -> Row:
    """An address that the shop gave: only staff, who have to look, are given it as a link."""
    opens = party == "platform" and words.lower().startswith(("https://", "http://"))
    return {"text": words, "url": words if opens else ""}


def _proof_name(claim: str) -> str:
    return _("The shop’s own photo") if claim == "not-ours" else _("The original, as the shop found it")


def files(platform: int, ids: Iterable[str], reader: str, alt: str) -> list[Row]:
    """Files of a report that can be shown."""
    found = (picture(platform, one, reader, alt) for one in ids)
    return [one for one in found if one is not None]


def rests_on(report: EvidenceReport) -> list[str]:
    """What the conclusion rests on, for the parties."""
    return [ground_said(one) for one in report.relied_on]


def turn(report: EvidenceReport, party: Party) -> Row:
    """Whose turn it is, by when, and what follows if nobody acts, for parts/turn_card.html."""
    if report.stage == "beyond-cap":
        return {
            "state": "closed",
            "kicker": _("Kept as a note"),
            "headline": _("It is kept as a note to the case"),
            "why": _(
                "This order had its most reports already. What you sent is not lost, and the whole talk with the "
                "consumer is put before the reviewer. You needn’t send it again."
            ),
        }
    if untold(report, party):
        return _untold(report)
    if report.stage in ("concluded", "withdrawn"):
        return _over(report, party)
    due = report.deadlines[0]
    return _heard(report, party) | {"due_at": due.due_at, "start_at": due.from_at}


def _untold(report: EvidenceReport) -> Row:
    if report.withdrawn_at:
        return {"state": "closed", "kicker": _("Taken back"), "headline": _("You took the report back")}
    return {
        "state": "platform",
        "kicker": _("Received"),
        "headline": _("Your report was received"),
        "why": why_untold(),
        "silence": _("You don’t have to do anything now. It needn’t be sent again."),
    }


def _heard(report: EvidenceReport, party: Party) -> Row:
    if report.stage == "heard":
        mine = party == "consumer"
        return {
            "state": "yours" if mine else "theirs",
            "party": "consumer",
            "headline": _("Say what you think of it") if mine else _("The consumer may say what they think of it"),
            "why": _("The shop says that a picture of yours is no true evidence. Nothing has been found yet.")
            if mine
            else "",
            "by": _("Answer by {time}"),
            "silence": _(
                "If you don’t answer, the platform looks at the picture without your word. "
                "Silence alone proves nothing."
            )
            if mine
            else _("If the consumer doesn’t answer, the platform examines it all the same."),
        }
    late = report.overdue > 0
    return {
        "state": "platform",
        "headline": _("The platform examines the picture"),
        "why": _("The platform is late. Senior reviewers have it now.") if late else "",
        "by": _("By {time}"),
        "silence": _("You don’t have to do anything now. If the platform is late, senior reviewers take it over."),
    }


def _over(report: EvidenceReport, party: Party) -> Row:
    if report.stage == "withdrawn":
        return {
            "state": "closed",
            "kicker": _("Taken back"),
            "headline": _("You took the report back") if party == "merchant" else _("The shop took the report back"),
            "why": _("Nothing follows from it."),
        }
    headline = {
        "found": _("Found: the picture is no true evidence"),
        "not-shown": _("Not shown: the picture counts as before"),
        "unclear": _("Unclear: the picture counts as before"),
        "": "",
    }[report.outcome]
    # An adjustment that waits for a second person is the staff's own until that person has signed.
    adjusted = report.linked is not None and report.linked.adjusted == report.id
    return {
        "state": "closed",
        "kicker": _("Concluded"),
        "headline": headline,
        "why": _("Who is responsible in the case was adjusted with it.") if adjusted else "",
    }
