"""The shop's product photos that are likest to a picture, ranked, to be compared by eye."""

from typing import Any

from ombud.lab.finding import Finding
from ombud.portals.common.who import SignedIn
from ombud.vault.access import NotFound, access_evidence, signed_picture_url

Row = dict[str, Any]
DETECTOR = "goods"
SHOWN = 5


def likest(request: SignedIn, finding: Finding) -> list[Row]:
    """The first five, the likest first: {thumb, url, likeness}. How alike doesn't say whose goods they are."""
    files, likeness = finding.facts.get("files"), finding.facts.get("likeness")
    if not (isinstance(files, list) and isinstance(likeness, list)):
        return []
    rows = []
    for file, like in list(zip(files, likeness, strict=False))[:SHOWN]:
        try:
            held = access_evidence(request.platform.id, file)
            thumb = signed_picture_url(held, "thumb", request.actor.id)
            url = signed_picture_url(held, held.variants()[0], request.actor.id)
        except (NotFound, IndexError):
            continue  # taken out of the shop since
        rows.append({"thumb": thumb, "url": url, "likeness": like})
    return rows
