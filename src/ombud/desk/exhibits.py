"""Puts a deposited file's digest into a command that names it: only its depositor may, once it was examined."""

from typing import Any

from django.core.exceptions import ValidationError
from msgspec.structs import replace

from ombud.core.files import File
from ombud.core.refusal import Refusal
from ombud.desk.decode import all_files
from ombud.vault.models import EvidenceFile

UNKNOWN = Refusal(
    code="file-unknown",
    because="One of these files isn't among those you uploaded.",
    way_out="Upload it again.",
    field="files",
)


def with_deposited(command: Any, platform: int) -> Any | Refusal:
    """The command with its files as the vault knows them, or why one can't be named."""
    files = all_files(command)
    if not files:
        return command
    ids = [one.file for one in files]
    try:
        held = {
            str(one.id): one
            for one in EvidenceFile.objects.filter(
                platform=platform, id__in=ids, uploaded_by=command.by.id, quarantined=False
            )
        }
    except ValidationError:  # an id that is no UUID
        return UNKNOWN
    if any(one not in held for one in ids):
        return UNKNOWN
    named: tuple[File, ...] = tuple(replace(held[one.file].as_named(one.kind), about=one.about) for one in files)
    return replace(command, files=named)
