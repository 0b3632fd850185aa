"""Makes a long file for the worker: asks anew whether whoever asked may see it, in their language."""

import io
from collections.abc import Generator, Iterator

from django.utils import translation

from ombud.desk.access import access_complaint, access_penalty
from ombud.desk.handle import NotFound
from ombud.portals.common.along.taken import Along, archive, complaint_along, pdfs, penalty_along
from ombud.portals.common.press import NotPrinted
from ombud.vault.made.asked import Asked
from ombud.vault.made.carry_out import Made, NotMade, Progress


def make(asked: Asked, progress: Progress) -> Generator[Made]:
    """The files, one after the other. Raises NotMade."""
    with translation.override(asked.language):
        try:
            yield from _made(asked, progress)
        except NotFound:
            raise NotMade("gone") from None
        except NotPrinted as problem:
            raise NotMade(problem.why) from problem


def _made(asked: Asked, progress: Progress) -> Iterator[Made]:
    progress("told", 0, 0)
    along = _along(asked)
    if asked.form == "zip":
        yield Made(f"{along.number}.zip", "application/zip", archive(along, progress))
        return
    for name, data in pdfs(along, progress):
        yield Made(name, "application/pdf", io.BytesIO(data))


def _along(asked: Asked) -> Along:
    if asked.thing == "penalty":
        return penalty_along(access_penalty(asked.platform, asked.stream, asked.actor))
    return complaint_along(access_complaint(asked.platform, asked.stream, asked.actor))
