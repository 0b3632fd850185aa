"""Puts a deposited file's digest into a command that names it: only its depositor may, once it was examined.

A penalty may also name what lies in the case it is carried from: both sides of it know those files already.
"""

import re
from collections.abc import Collection, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from msgspec.structs import replace

from ombud.core.files import File
from ombud.core.refusal import Refusal
from ombud.desk.decode import all_files
from ombud.vault.models import EvidenceFile

CODE = re.compile(r"(?!.*\d{5})[a-z][a-z0-9_-]{0,39}")
"""What a kind looks like. Somebody's own words, or their telephone, would stay in the record for ever."""
OTHER = File(file="").kind
UNKNOWN = Refusal(
    code="file-unknown",
    because="One of these files isn't among those you uploaded.",
    way_out="Upload it again.",
    field="files",
)


TAKE_VIDEOS = ("complaint", "order_vault", "evidence_report")
"""Things whose files are evidence: nobody has to see them on a page."""
NO_VIDEO = Refusal(
    code="no-video-here",
    because="A video can’t be shown here, so none is taken.",
    way_out="Send pictures or a PDF document.",
    field="files",
)


def with_deposited(command: Any, platform: int, lying: Collection[str] = (), thing: str = "") -> Any | Refusal:
    """The command with its files as the vault knows them, or why one can't be named. `lying` are ids of files that may
    be named though somebody else brought them; `thing` is what it is done to."""
    files = all_files(command)
    if not files:
        return command
    ids = [one.file for one in files]
    try:
        found = EvidenceFile.objects.filter(platform=platform, id__in=ids, quarantined=False)
        held = {str(one.id): one for one in found if one.uploaded_by == command.by.id or str(one.id) in lying}
    except ValidationError:  # an id that is no UUID
        return UNKNOWN
    if any(one not in held for one in ids):
        return UNKNOWN
    if thing not in TAKE_VIDEOS and any(one.media_type.startswith("video/") for one in held.values()):
        return NO_VIDEO
    checked = hasattr(command, "answers")  # a form whose own rules know its kinds and parts
    named = {
        "files": _named(getattr(command, "files", ()), held, checked=checked),
        "claims": tuple(replace(one, files=_named(one.files, held)) for one in getattr(command, "claims", ())),
    }
    return replace(command, **{name: value for name, value in named.items() if hasattr(command, name)})


def _named(files: tuple[File, ...], held: Mapping[str, EvidenceFile], *, checked: bool = False) -> tuple[File, ...]:
    """Kinds and parts stand in the event itself, where law can erase nothing: so they are codes or nothing."""
    return tuple(
        replace(
            held[one.file].as_named(one.kind if checked or CODE.fullmatch(one.kind) else OTHER),
            about=one.about if checked else "",
        )
        for one in files
    )
