"""What one reader takes along of one thing: told once, then handed out as PDF or archive, at once or by the worker."""

from collections.abc import Callable, Iterator, Mapping
from typing import IO, NamedTuple

from django.utils.translation import gettext as _

from ombud.core.people import Actor, Party
from ombud.desk.access import Case, PenaltyCase
from ombud.portals.common.along.archive import (
    RECORD,
    Contents,
    Progress,
    complaint_contents,
    penalty_contents,
    zipped,
)
from ombud.portals.common.along.others import penalty_told_outside, told_outside
from ombud.portals.common.along.paper import Papers, complaint_papers, penalty_papers
from ombud.portals.common.along.parts import ENTRIES
from ombud.portals.common.along.record import complaint_record, penalty_record
from ombud.portals.common.press import Beside, NotPrinted, pdf
from ombud.reads.timeline import Timeline

QUICK_ENTRIES = 150
"""So many entries are set in some seconds: whoever asks gets the file with the answer, without a page to wait on."""
QUICK_BYTES = 100_000_000
"""And so much evidence is packed meanwhile."""
NO_FILES: Mapping[str, str] = {}


class Along(NamedTuple):
    """The file of one thing for one reader."""

    thing: str
    """`complaint` or `penalty`."""
    stream: str
    number: str
    by: Actor
    party: Party
    case: Case | PenaltyCase
    timeline: Timeline
    held: Contents
    exhibits: int
    told: Callable[[Mapping[str, str]], bytes]
    """The record, with the files that lie beside it."""
    papers: Callable[[tuple[Beside, ...]], Papers]

    @property
    def entries(self) -> int:
        """Events, messages and exhibits: what makes it long."""
        talks = self.case.complaint.talks if isinstance(self.case, Case) else ()
        said = sum(one.excerpt.shown_last - one.excerpt.shown_first + 1 for one in talks)
        return len(self.timeline.entries) + said + self.exhibits

    @property
    def quick(self) -> bool:
        """Whether it can be waited for."""
        return self.entries <= QUICK_ENTRIES and self.held.size_bytes <= QUICK_BYTES

    @property
    def several(self) -> bool:
        """Whether its PDF may come in parts."""
        return self.entries > ENTRIES


def complaint_along(case: Case) -> Along:
    """What this reader takes along of a complaint."""
    timeline = told_outside(case)
    return Along(
        thing="complaint",
        stream=case.complaint.id,
        number=case.complaint.number,
        by=case.by,
        party=case.party,
        case=case,
        timeline=timeline,
        held=complaint_contents(case),
        exhibits=len(case.complaint.exhibits),
        told=lambda files: complaint_record(case, timeline, files),
        papers=lambda beside: complaint_papers(case, timeline, beside),
    )


def penalty_along(case: PenaltyCase) -> Along:
    """What this reader takes along of a penalty."""
    timeline = penalty_told_outside(case)
    held = penalty_contents(case)
    return Along(
        thing="penalty",
        stream=case.penalty.id,
        number=case.penalty.number,
        by=case.by,
        party=case.party,
        case=case,
        timeline=timeline,
        held=held,
        exhibits=len({one.file.id for one in held.pieces}),
        told=lambda files: penalty_record(case, timeline, files),
        papers=lambda beside: penalty_papers(case, timeline, beside),
    )


def unheard(_step: str, _done: int, _of: int) -> None:
    """For who waits with the answer: nobody asks how far it is."""


def pdfs(along: Along, said: Progress = unheard) -> Iterator[tuple[str, bytes]]:
    """The pages with the record inside the first part, part by part: name and bytes. Raises NotPrinted."""
    inside = Beside(name=RECORD, data=along.told(NO_FILES), about=_("The record with its proofs"))
    yield from _set(along.papers((inside,)), along.number, said)


def archive(along: Along, said: Progress = unheard) -> IO[bytes]:
    """Everything as a ZIP file, from its beginning. Raises NotPrinted where only later there may be one."""
    return zipped(_texts(along, said), along.held, along.by.id, along.case.at, said)


def _texts(along: Along, said: Progress) -> Iterator[tuple[str, bytes]]:
    inside = Beside(name=RECORD, data=along.told(NO_FILES), about=_("The record with its proofs"))
    papers = along.papers((inside,))
    try:
        yield from _set(papers, along.thing, said)
    except NotPrinted as problem:
        if problem.why == "busy":
            raise
        yield f"{along.thing}.html", papers.html().encode()
    yield RECORD, along.told(along.held.files)


def _set(papers: Papers, name: str, said: Progress) -> Iterator[tuple[str, bytes]]:
    each = papers.each()
    for number, paper in enumerate(each, 1):
        said("pages", number - 1, len(each))
        yield f"{name}-{number:02}.pdf" if len(each) > 1 else f"{name}.pdf", pdf(paper())
