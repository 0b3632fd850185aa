"""The files of a penalty that a reader may open: what it rests on, and what was handed in since."""

from typing import Any, NamedTuple

from ombud.core.files import File
from ombud.core.people import Member, Party
from ombud.portals.common.penalty.teller import PenaltyTeller
from ombud.vault.access import access_evidence, signed_picture_url


class Given(NamedTuple):
    """One file, and whose it is."""

    file: File
    party: Party


def files_of(t: PenaltyTeller) -> dict[str, Given]:
    """By id, from the events that this reader may read."""
    found = {one.file: Given(one, "platform") for one in t.penalty.imposition.files}
    for entry in t.timeline.entries if t.timeline else ():
        event: Any = entry.event
        party: Party = "merchant" if isinstance(event.by, Member) or hasattr(event, "prepared_by") else "platform"
        held: tuple[File, ...] = getattr(event, "files", ())
        if hasattr(event, "submission"):
            held = event.submission.files
        for one in held:
            found.setdefault(one.file, Given(one, party))
    return found


def file_page(t: PenaltyTeller, id: str) -> dict[str, Any] | None:
    """What common/exhibit.html shows of one file; None where it isn't among them. Raises the vault's NotFound."""
    given = files_of(t).get(id)
    if given is None:
        return None
    held = access_evidence(t.case.platform.id, id)
    name = t.asked(given.file.kind) if given.file.kind != "other" else held.filename
    pages = [
        {
            "src": signed_picture_url(held, variant, t.case.by.id),
            "width": held.pictures[variant]["width"],
            "height": held.pictures[variant]["height"],
        }
        for variant in held.variants()
    ]
    exhibit = {
        "id": id,
        "name": name,
        "party": given.party,
        "uploaded_at": held.uploaded_at,
        "filename": held.filename,
        "size": held.size_bytes,
        "sha256": given.file.sha256,
        "counts": None,
    }
    return {"exhibit": exhibit, "pages": pages, "file": held, "own": given.party == t.case.party}
