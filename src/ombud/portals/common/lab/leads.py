"""Findings as people read them: what was found, how sure, how often it is wrong, or why nothing can be said."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ombud.core.shapes import Shape
from ombud.lab.finding import WHOLE, Finding, Rate, Region
from ombud.portals.common.lab.names import STRENGTHS, detector_name
from ombud.portals.common.lab.reasons import why_not
from ombud.portals.common.lab.sentences import sentence
from ombud.portals.common.places import place_words

Row = dict[str, Any]
TONES = {"none": "", "weak": "warn", "clear": "warn", "strong": "bad"}
SURE = {"strong": 0, "clear": 1, "weak": 2, "none": 3}


def leads(findings: tuple[Finding, ...]) -> list[Row]:
    """What was found, the surest first and numbered; for lab/leads.html.

    Keys: number, detector, name, strength, tone, kind, says, rate, places (for whoever can't see them).
    """
    found = sorted((one for one in findings if one.strength != "none"), key=lambda one: SURE[one.strength])
    return [_lead(one, number) for number, one in enumerate(found, 1)]


def silent(findings: tuple[Finding, ...]) -> list[Row]:
    """Detectors that found nothing or can say nothing here, with why: {name, says}."""
    return [
        {
            "name": detector_name(one.detector),
            "says": why_not(one.not_applicable) if one.not_applicable else _nothing(one),
        }
        for one in findings
        if one.strength == "none"
    ]


def rate_words(rate: Rate | None) -> str:
    """How often authentic pictures give the same alarm, as it was measured; blank where it wasn't."""
    if rate is None or not rate.of:
        return ""
    if not rate.alarms:
        none = ngettext(
            "None of {of} genuine picture gave this alarm.",
            "None of {of} genuine pictures gave this alarm.",
            rate.of,
        )
        return none.format(of=rate.of)
    share = f"{100 * rate.alarms / rate.of:.1f}".rstrip("0").rstrip(".")
    words = ngettext(
        "{alarms} of {of} genuine picture gave this alarm too ({share} %).",
        "{alarms} of {of} genuine pictures gave this alarm too ({share} %).",
        rate.of,
    )
    return words.format(alarms=rate.alarms, of=rate.of, share=share)


def marks(finding: Finding, width: int, height: int, number: int) -> list[Row]:
    """The places of a finding in pixels of a picture shown at this size: {x, y, width, height, number}."""
    return [mark(one, width, height, number) for one in finding.regions]


def _lead(one: Finding, number: int) -> Row:
    kinds = {
        "observed": _("Read off the file."),
        "derived": _("Computed from the picture."),
        "inferred": _("Concluded from how such files come to be."),
    }
    return {
        "number": number,
        "detector": one.detector,
        "name": detector_name(one.detector),
        "strength": str(STRENGTHS[one.strength]),
        "tone": TONES[one.strength],
        "kind": kinds[one.kind],
        "says": sentence(one),
        "rate": rate_words(one.rate),
        "version": one.version,
        "places": [place_words(_shape(region)) for region in one.regions[:5]],
    }


def _nothing(one: Finding) -> str:
    return sentence(one) or _("Nothing found. That proves nothing.")


def mark(region: Region, width: int, height: int, number: int) -> Row:
    """One place in pixels, and where its number stands so that it isn't cut off: {x, y, width, height, number, r, nx,
    ny}."""
    x, y = region.left * width // WHOLE, region.top * height // WHOLE
    size = max(width, height) // 45
    return {
        "x": x,
        "y": y,
        "width": region.width * width // WHOLE,
        "height": region.height * height // WHOLE,
        "number": number,
        "r": size,
        "nx": min(max(x, size), width - size),
        "ny": min(max(y, size), height - size),
    }


def _shape(region: Region) -> Shape:
    return Shape(kind="rectangle", left=region.left, top=region.top, width=region.width, height=region.height)
