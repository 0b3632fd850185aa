"""Which proof each claim needs: a picture from the web its original, an edited one its places, another's a photo."""

from typing import Protocol

from ombud.core.evidence_report.rungs import TOO_MANY_FILES
from ombud.core.files import File
from ombud.core.policy.evidence_reports import Claim
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.shapes import Shape
from ombud.core.words import Words

LINKS_MAX = 10
"""Addresses of one claim: more don't show the same thing better."""
LINK_CHARACTERS_MAX = 2000
"""Longer than any address that browsers still open."""
SHAPES_MAX = 40
"""Places circled on one picture: more are no longer places."""


class Claimed(Protocol):
    """A claim with its proof, as it is made."""

    @property
    def claim(self) -> Claim: ...
    @property
    def links(self) -> tuple[Words, ...]: ...
    @property
    def files(self) -> tuple[File, ...]: ...
    @property
    def shapes(self) -> tuple[Shape, ...]: ...


NO_CLAIM = Refusal(code="no-claim", because="Say what is wrong with the picture: tick at least one.", field="claims")
TWICE = Refusal(code="claim-twice", because="Each thing can be said of a picture once.", field="claims")
NOT_OFFERED = Refusal(
    code="claim-unknown", because="This platform takes no reports that say “{claim}”.", field="claims"
)
NO_ORIGINAL = Refusal(
    code="original-missing",
    because="That a picture comes from the web is shown by where the original stands.",
    way_out="Give its address, or upload the original as you found it.",
    field="links",
)
NO_PLACES = Refusal(
    code="places-missing",
    because="That a picture was edited is shown by where: no place on it is marked.",
    way_out="Circle each place on the picture, or give it in numbers.",
    field="shapes",
)
OUTSIDE = Refusal(code="place-outside", because="A place that you marked doesn't lie on the picture.", field="shapes")
NO_PHOTO = Refusal(
    code="own-photo-missing",
    because="That the goods aren't yours is shown by a real photo of yours to compare.",
    way_out="Upload at least one photo of your goods.",
    field="files",
)
NO_LINK = Refusal(
    code="link-malformed",
    because="“{link}” is no address of a page.",
    way_out="Copy it from the browser's address bar; it begins with https:// or http://",
    field="links",
)
TOO_MANY_LINKS = Refusal(code="too-many-links", because="A claim takes at most {links_max} addresses.", field="links")
TOO_MANY_PLACES = Refusal(
    code="too-many-places", because="A picture takes at most {shapes_max} marked places.", field="shapes"
)
NO_PICTURE = Refusal(code="proof-no-picture", because="What is compared with a picture is a picture.", field="files")


def unproved(claims: tuple[Claimed, ...], policy: Policy) -> Refusal | None:
    """What the claims lack, the first thing."""
    rules = policy.pack.evidence_reports
    assert rules is not None, "a report is only filed where the pack takes them"
    if not claims:
        return NO_CLAIM
    named = [one.claim for one in claims]
    if len(set(named)) < len(named):
        return TWICE
    for one in named:
        if one not in rules.claims:
            return NOT_OFFERED.given(claim=one)
    files = sum(len(one.files) for one in claims)
    if files > policy.pack.limits.files_max:
        return TOO_MANY_FILES.given(files_max=policy.pack.limits.files_max)
    return next(filter(None, map(_lacks, claims)), None)


def _lacks(claimed: Claimed) -> Refusal | None:
    links = [one for one in claimed.links if not one.blank]
    if refusal := _unfit(links, claimed):
        return refusal
    match claimed.claim:
        case "from-web":
            return None if links or claimed.files else NO_ORIGINAL
        case "edited":
            return None if claimed.shapes else NO_PLACES
        case "not-ours":
            return None if claimed.files else NO_PHOTO


def _unfit(links: list[Words], claimed: Claimed) -> Refusal | None:
    if len(links) > LINKS_MAX:
        return TOO_MANY_LINKS.given(links_max=LINKS_MAX)
    for one in links:
        text = one.text.strip()
        if len(text) > LINK_CHARACTERS_MAX or not text.lower().startswith(("https://", "http://")) or " " in text:
            return NO_LINK.given(link=text[:80])
    if len(claimed.shapes) > SHAPES_MAX:
        return TOO_MANY_PLACES.given(shapes_max=SHAPES_MAX)
    if not all(one.fits for one in claimed.shapes):
        return OUTSIDE
    # What the vault hasn't named yet has no type; the desk names every file before it asks.
    pictures = all(one.media_type.startswith("image/") for one in claimed.files if one.media_type)
    return None if pictures else NO_PICTURE
