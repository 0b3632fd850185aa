"""Files in the vault that no test needs the bytes of, and reports of fake evidence about them."""

import hashlib
import uuid
from datetime import datetime, timedelta
from typing import Any

from ombud.desk.handle import Done
from ombud.vault.models import EvidenceFile
from tests.cast import MONDAY, World, a_complaint, an_order


def a_file(world: World, by: str, name: str = "", media_type: str = "image/jpeg") -> str:
    """A file that somebody deposited; returns its id."""
    name = name or uuid.uuid4().hex
    file = EvidenceFile.objects.create(
        platform=world.platform.pk,
        sha256=hashlib.sha256(name.encode()).hexdigest(),
        size_bytes=1000,
        media_type=media_type,
        filename=f"{name}.jpg",
        width=100,
        height=100,
        pages=1,
        pictures={},
        uploaded_by=by,
        uploaded_at=MONDAY,
    )
    return str(file.id)


def an_accused(world: World, order: str = "") -> tuple[str, str, Done]:
    """An order, a picture of Ana's, and the complaint it lies in."""
    order = order or an_order(world)
    picture = a_file(world, "ana")
    return order, picture, a_complaint(world, order, files=[{"file": picture}])


def from_web(*links: str) -> dict[str, Any]:
    """The claim that the picture stands elsewhere."""
    return {"claim": "from-web", "links": list(links) or ["https://example.org/mug.jpg"]}


def report(world: World, order: str, picture: str, at: datetime = MONDAY, **fields: Any) -> Any:
    """Boris reports the picture."""
    said: dict[str, Any] = {"order": order, "file": picture, "claims": [from_web()], "words": "It is a stock photo."}
    return world.do("evidence_report.file", "", world.boris, at, **(said | fields))


def conclude(world: World, id: str, at: datetime, result: str = "found", by: Any = None, **fields: Any) -> Any:
    """Rita concludes it, of one claim."""
    said: dict[str, Any] = {
        "results": [{"claim": "from-web", "result": result, "words": "Seen there."}],
        "relied_on": ["original-seen"],
        "words": "The page is two years older than the order.",
    }
    return world.do("evidence_report.conclude", id, by or world.rita, at, **(said | fields))


HEARD = MONDAY + timedelta(hours=49)
"""After the accused's time to be heard."""
