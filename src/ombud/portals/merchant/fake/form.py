"""The form of a report of fake evidence as it was sent or drafted: what is ticked, and the proof of each."""

from typing import Any, NamedTuple

from ombud.core.policy.evidence_reports import Claim
from ombud.portals.common.act import Misread, typed
from ombud.portals.common.drafts import Kept, draft_of
from ombud.portals.common.places import Circled, as_value, circled, moves_places, shapes_of
from ombud.portals.common.uploads import Files, files_of
from ombud.portals.common.who import SignedIn
from ombud.portals.merchant.filled import kept_files

FORM = "report-evidence"
SHAPES = "shapes"
BOXES: dict[str, Claim] = {"web": "from-web", "own": "not-ours"}
"""The uploads of the form, by the claim that they prove."""


class Given(NamedTuple):
    """The inputs."""

    claims: list[str]
    links: str
    """One address a line."""
    words: str
    files: dict[str, Files]
    circled: Circled
    draft: Kept
    sent: bool
    """Whether it was sent to go on, and not only to add or take away a file or a place."""

    def ticked(self, claim: str) -> bool:
        """Whether this is said of the picture."""
        return claim in self.claims

    @property
    def failed(self) -> list[Misread]:
        """Files that could not be kept, and a place that can't be one: each at its own input, where it is asked for."""
        faults = [
            Misread(f"photos-{box}", one)
            for box, files in self.files.items()
            if self.ticked(BOXES[box])
            for one in files.failed
        ]
        if self.ticked("edited") and self.circled.error:
            faults.append(Misread(SHAPES, self.circled.error))
        return faults

    def fields(self) -> list[dict[str, Any]]:
        """The claims as the command wants them: only what is ticked, each with its own proof."""
        return [
            one for claim in ("from-web", "edited", "not-ours") if self.ticked(claim) and (one := self._claim(claim))
        ]

    def _claim(self, claim: str) -> dict[str, Any]:
        made: dict[str, Any] = {"claim": claim}
        if claim == "from-web":
            made["links"] = [one.strip() for one in self.links.splitlines() if one.strip()]
            made["files"] = self.files["web"].named()
        elif claim == "edited":
            made["shapes"] = self.circled.fields()
        else:
            made["files"] = self.files["own"].named()
        return made


def given(request: SignedIn, about: str) -> Given:
    """The form as it was sent; otherwise as it was kept."""
    if request.method == "POST":
        words = typed(request, "links", "words")
        files = {box: files_of(request, f"file-{box}", f"photos-{box}") for box in BOXES}
        only = "remove_file" in request.POST or moves_places(request, SHAPES)
        claims = [one for one in request.POST.getlist("claims") if one]
        shapes = circled(request, SHAPES)
        return Given(claims, words["links"], words["words"], files, shapes, Kept({}), sent=not only)
    return drafted(request, about)


def drafted(request: SignedIn, about: str) -> Given:
    """The form as it was kept."""
    draft = draft_of(request, FORM, about)
    files = {box: kept_files(request, draft.all(f"file-{box}")) for box in BOXES}
    shapes = Circled(shapes_of(draft.all(SHAPES)), {})
    claims = [one for one in draft.all("claims") if one]
    return Given(claims, draft.one("links"), draft.one("words"), files, shapes, draft, sent=False)


def kept_fields(given: Given) -> dict[str, list[str]]:
    """What of it a draft keeps. Places and files that were taken away are gone from it too."""
    return {
        "claims": ["", *given.claims],
        "links": [given.links],
        "words": [given.words],
        SHAPES: ["", *(as_value(one) for one in given.circled.shapes)],
        **{f"file-{box}": ["", *files.ids] for box, files in given.files.items()},
    }
