"""What calls about files, their covers, custody and findings answer."""

from typing import Any, Literal

import msgspec

from ombud.api.v1.answers.parts import When
from ombud.core.people import Party
from ombud.lab.finding import Kind, Strength
from ombud.vault.custody import Act
from ombud.vault.screening.reading import State


class KeptFile(msgspec.Struct):
    """A file in the vault. `sha256` is of the untouched original."""

    id: str
    sha256: str
    size_bytes: int
    media_type: str
    filename: str
    width: int
    height: int
    pages: int
    uploaded_at: When


class Picture(msgspec.Struct):
    """A signed link to one picture of a file, re-encoded: `thumb`, or a page such as `page-1`."""

    name: str
    url: str
    width: int
    height: int


class ShownFile(KeptFile):
    """A file with links to its pictures. `filename` is told to whoever sent it and to the platform, else empty."""

    pictures: list[Picture]
    links_until: When


class Original(msgspec.Struct):
    """A link to an untouched original. `sha256` is of what it leads to."""

    id: str
    sha256: str
    url: str
    link_until: When


class CoverRow(msgspec.Struct):
    """A cover that stands on a file: which side laid it, when and why."""

    id: str
    party: Party
    at: When
    reason: str


class CustodyRow(msgspec.Struct):
    """That somebody put, saw or took a file, or that law had it erased."""

    act: Act
    variant: str
    """`original`, or the picture that was shown."""
    by: str
    at: When
    reason: str
    """Why, where somebody of the staff had to say."""


class BelowCovers(msgspec.Struct):
    """A signed link to one picture of a file without its covers; it leads there until `link_until`."""

    id: str
    page: str
    """The picture's name, such as `page-1`."""
    url: str
    link_until: When


class Place(msgspec.Struct):
    """A place on a picture, in ten-thousandths of its width and height. `score`, 0 to 100, is for sorting alone."""

    left: int
    top: int
    width: int
    height: int
    score: int


class FalseAlarms(msgspec.Struct):
    """Of so many authentic pictures so many reached this strength, measured on this set."""

    alarms: int
    of: int
    on: str


class Source(msgspec.Struct):
    """Another picture as it was put forward before. `role` is empty where it never was."""

    file: str
    role: Literal["exhibit", "talk", "report", "goods", ""]
    shop: str
    shop_name: str
    by: str
    """Who uploaded it."""
    at: When
    sha256: str


class SameAs(msgspec.Struct):
    """That a picture shows what another one shows. `inliers` is how many points of both lie on each other."""

    inliers: int
    mirrored: bool
    source: Source


class Finding(msgspec.Struct):
    """One detector’s word on a picture, and how often such a word is wrong."""

    detector: str
    version: str
    kind: Kind
    strength: Strength
    not_applicable: str
    """A code that says why it can say nothing here; then the strength means nothing."""
    rate: FalseAlarms | None
    """Of this strength; null where nothing was found, or where it can't be chance."""
    regions: list[Place] | None
    """Null until the reader has put on record that this detector's overlay is shown to them."""
    matches: list[SameAs]
    facts: dict[str, str | int | float | bool | list[str]]
    overlay: str
    """A signed link to a picture that lies over the whole one; empty where there is none, and with null regions."""
    at: When


class Screening(msgspec.Struct):
    """What the lab found on a picture so far. That it failed, or isn’t over, says nothing of the picture."""

    state: State
    """`none`: nobody asked for it, as for a document."""
    done: int
    """Steps that are behind it, of `of`."""
    of: int
    problem: str
    """Why it failed, a code such as `too-large`."""
    asked_at: When | None
    ended_at: When | None
    findings: list[Finding]


WHOLE: dict[str, Any] = {
    "upload-file": KeptFile,
    "read-file": ShownFile,
    "read-original": Original,
    "read-below": BelowCovers,
    "read-findings": Screening,
}
ROWS: dict[str, Any] = {
    "list-covers": CoverRow,
    "cover-file": CoverRow,
    "lift-cover": CoverRow,
    "read-custody": CustodyRow,
}
