"""Redaction as a layer: places are covered in the copies that people are shown; the original stays as it came."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

import msgspec
from django.db import connection, transaction

from ombud.core.refusal import Refusal
from ombud.core.shapes import Shape
from ombud.core.struct import Value
from ombud.vault.contents import contents_of
from ombud.vault.deposit import keep_pictures
from ombud.vault.intake import Intake, intake_of
from ombud.vault.isolation import TRANSFORM, examine
from ombud.vault.models import EvidenceFile, Redaction

Covers = Mapping[str, tuple[Shape, ...]]
REASON_MAX = 500
LAYERS_MAX = 20
NO_PLACES = Refusal(
    code="nothing-covered", because="No place on the picture is marked, so nothing would be covered.", field="covers"
)
NO_SUCH_PAGE = Refusal(code="no-such-page", because="This file has no such page.", field="covers")
NO_REASON = Refusal(
    code="reason-missing", because="Say why, so that whoever sees the cover knows what it is.", field="reason"
)
REASON_TOO_LONG = Refusal(code="reason-too-long", because="This takes at most {words_max} characters.", field="reason")
TOO_MANY_LAYERS = Refusal(code="too-many-layers", because="This file is covered as many times as it can be.")
NO_SUCH_LAYER = Refusal(code="no-such-layer", because="This cover is gone already.")


class Author(Value, frozen=True):
    """Who covers or lifts, as which party."""

    id: str
    party: str


class Layer(Value, frozen=True):
    """One cover that stands."""

    id: str
    covers: dict[str, tuple[Shape, ...]]
    by: Author
    reason: str
    at: datetime


def cover(file: EvidenceFile, covers: Covers, by: Author, reason: str, at: datetime) -> Layer | Refusal:
    """Lay one more cover over the file's pictures: from here on everybody is shown the covered ones."""
    places = {variant: tuple(shapes) for variant, shapes in covers.items() if shapes}
    if not places:
        return NO_PLACES
    if any(variant not in file.variants() for variant in places) or not all(
        shape.fits for shapes in places.values() for shape in shapes
    ):
        return NO_SUCH_PAGE
    if refusal := _unfit(reason):
        return refusal
    standing = layers(file)
    if len(standing) >= LAYERS_MAX:
        return TOO_MANY_LAYERS
    layer = Layer(id=str(uuid.uuid4()), covers=places, by=by, reason=reason.strip(), at=at)
    made = _made(file, [*standing, layer])
    if isinstance(made, Refusal):
        return made
    _write_down(file, "cover", layer, made, by, reason.strip(), at)
    return layer


def lift(file: EvidenceFile, layer: str, by: Author, reason: str, at: datetime) -> Layer | Refusal:
    """Take one cover off again: a row more, none less."""
    if refusal := _unfit(reason):
        return refusal
    standing = layers(file)
    found = next((one for one in standing if one.id == layer), None)
    if found is None:
        return NO_SUCH_LAYER
    left = [one for one in standing if one.id != layer]
    made = _made(file, left) if left else _Made(dict(file.uncovered or file.pictures), intake_of(file))
    if isinstance(made, Refusal):
        return made
    _write_down(file, "lift", found, made, by, reason.strip(), at)
    return found


def layers(file: EvidenceFile) -> list[Layer]:
    """The covers that stand on the file, oldest first."""
    told = rows(file)
    lifted = {row.layer for row in told if row.act == "lift"}
    return [
        Layer(
            id=str(row.layer),
            covers=msgspec.convert(row.covers, dict[str, tuple[Shape, ...]]),
            by=Author(id=row.by, party=row.party),
            reason=row.reason,
            at=row.at,
        )
        for row in told
        if row.act == "cover" and row.layer not in lifted
    ]


def rows(file: EvidenceFile) -> list[Redaction]:
    """All that was covered and lifted, oldest first."""
    return list(Redaction.objects.filter(platform=file.platform, file=file.id).order_by("at", "id"))


def _unfit(reason: str) -> Refusal | None:
    if not reason.strip():
        return NO_REASON
    return REASON_TOO_LONG.given(words_max=REASON_MAX) if len(reason) > REASON_MAX else None


class _Made(NamedTuple):
    """Pictures as they are shown from here on, and their bytes laid down."""

    pictures: dict[str, Any]
    intake: Intake


def _made(file: EvidenceFile, standing: Sequence[Layer]) -> _Made | Refusal:
    """The pictures with all these covers, made of the original where every picture is made."""
    together: dict[str, tuple[Shape, ...]] = {}
    for layer in standing:
        for variant, shapes in layer.covers.items():
            together[variant] = (*together.get(variant, ()), *shapes)
    examined = examine(contents_of(file).get(file.sha256), covers=together)
    if isinstance(examined, Refusal):
        return examined
    intake = intake_of(file)
    return _Made(keep_pictures(intake, examined), intake)


def _write_down(file: EvidenceFile, act: str, layer: Layer, made: _Made, by: Author, reason: str, at: datetime) -> None:
    """The row, the file's new pictures and their keys together, or nothing."""
    with transaction.atomic():
        held = EvidenceFile.objects.select_for_update().get(platform=file.platform, id=file.id)
        held.uncovered = held.uncovered or held.pictures
        held.pictures = made.pictures
        held.save(update_fields=["uncovered", "pictures"])
        Redaction.objects.create(
            platform=file.platform,
            file=file.id,
            layer=layer.id,
            act=act,
            covers=msgspec.to_builtins(layer.covers) if act == "cover" else {},
            pictures=made.pictures,
            sha256=file.sha256,
            transform=TRANSFORM,
            party=by.party,
            by=by.id,
            reason=reason,
            at=at,
        )
        with connection.cursor() as cursor:
            made.intake.write_down(cursor, at)
    file.uncovered, file.pictures = held.uncovered, held.pictures
