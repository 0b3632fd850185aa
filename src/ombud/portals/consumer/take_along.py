"""C9: one file to take along: the complaint as filed, what happened, the evidence, and fingerprints of it all.

The API hands out the same archive: `archive_of` needs no page.
"""

import hashlib
import tempfile
import zipfile
from collections.abc import Iterator
from typing import IO

from django.http import FileResponse, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from ombud.core.complaint.state import Exhibit
from ombud.desk.access import Case
from ombud.portals.common.case.present import (
    Teller,
    contact,
    exhibits,
    facts,
    held_files,
    order_strip,
    rules_in_force,
    ruling,
    timeline_events,
)
from ombud.portals.common.case.reach import open_case, story
from ombud.portals.common.chat.talk_cards import whole_talks
from ombud.portals.common.who import SignedIn, for_follower
from ombud.portals.consumer.frame import Context, case_page, case_url
from ombud.vault.custody import record
from ombud.vault.models import EvidenceFile
from ombud.vault.serve import download_name
from ombud.vault.store import vault_store

IN_MEMORY_MAX = 8_000_000
"""A larger archive is put together on disk."""


@for_follower
@require_safe
def take_along(request: SignedIn, number: str) -> HttpResponse:
    """What the file holds, and the file itself as a page for printing."""
    case = open_case(request, number)
    context = {**told(case), "zip_url": case_url(number, "file.zip"), "contents": contents(case)}
    return case_page(request, "take_along.html", case, context)


@for_follower
@require_safe
def archive(request: SignedIn, number: str) -> HttpResponse:
    """The same with the evidence, as a ZIP file with a list of fingerprints."""
    return archive_of(open_case(request, number))


def archive_of(case: Case) -> HttpResponse:
    """The archive for the consumer of this case, in the language in use."""
    # Closed by the answer once it is sent.
    made: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY_MAX)  # noqa: SIM115
    lines = []
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in parts(case):
            packed.writestr(name, data)
            lines.append(f"{hashlib.sha256(data).hexdigest()}  {name}\n")
        packed.writestr("manifest.txt", "".join([*lines, *_not_included(case)]))
    made.seek(0)
    answer = FileResponse(made, as_attachment=True, filename=f"{case.complaint.number}.zip")
    answer["Cache-Control"] = "no-store"
    return answer  # type: ignore[return-value]  # a streamed answer is one too


def parts(case: Case) -> Iterator[tuple[str, bytes]]:
    """Every file of the archive: the page, the reader's own originals, and viewing copies of the other side's files."""
    shared = {"now": case.at, "zone": case.platform.zone, "viewer": case.party}
    page = render_to_string("consumer/take_along_file.html", {**shared, **told(case)})
    yield "complaint.html", page.encode()
    for place, (exhibit, file) in enumerate(held_files(case), 1):
        yield from _exhibit(case, place, exhibit, file)


def told(case: Case) -> Context:
    """Everything the page says. The other side's personal data isn't in it: nobody's contact but the reader's own."""
    timeline = story(case)
    events = timeline_events(case, timeline, outside=True)
    return {
        "number": case.complaint.number,
        "platform_name": case.platform.name,
        "order": order_strip(case),
        "facts": facts(case),
        "contact": contact(timeline),
        "problem": events[-1]["quote"],
        "events": events,
        "ruling": ruling(case, timeline),
        "exhibits": exhibits(case),
        "talks": whole_talks(case, timeline),
        "rules": rules_in_force(case),
        "shop": Teller(case).shop_name,
    }


def contents(case: Case) -> list[str]:
    """What the archive holds, before it is downloaded."""
    own = sum(1 for exhibit, _file in held_files(case) if exhibit.side == "consumer")
    others = sum(1 for exhibit, _file in held_files(case) if exhibit.side != "consumer")
    listed = [_("complaint.html: the form, what happened, and the list of evidence")]
    if own:
        listed.append(
            ngettext("originals: your own file, untouched", "originals: your own {count} files, untouched", own).format(
                count=own
            )
        )
    if others:
        listed.append(
            ngettext(
                "copies: a viewing copy of {count} file of the other side",
                "copies: viewing copies of {count} files of the other side",
                others,
            ).format(count=others)
        )
    return [*listed, _("manifest.txt: the SHA-256 fingerprint of each file")]


def _exhibit(case: Case, place: int, exhibit: Exhibit, file: EvidenceFile) -> Iterator[tuple[str, bytes]]:
    store = vault_store()
    if exhibit.side == "consumer":
        record(file, "took", "original", case.by.id, case.at)
        yield f"originals/{place:02}-{download_name(file)}", store.get(file.sha256)
        return
    # A photo's original can tell where its maker lives; the copy made for viewing holds nothing but the picture.
    for variant in file.variants():
        yield f"copies/{place:02}-{variant}.jpg", store.get(str(file.pictures[variant]["sha256"]))


def _not_included(case: Case) -> list[str]:
    """Fingerprints of originals that aren't in the archive, as comments."""
    lines = []
    for place, (exhibit, file) in enumerate(held_files(case), 1):
        if exhibit.side != "consumer":
            told = _("Original of exhibit {place}, kept by the platform: {digest}")
            lines.append(f"# {told.format(place=f'{place:02}', digest=file.sha256)}\n")
    return lines
