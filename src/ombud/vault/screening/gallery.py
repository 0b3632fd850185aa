"""What a platform's pictures are found again by: a folder of its own for each, so that no match crosses platforms."""

from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from ombud.ledger.connection import connection
from ombud.vault.store import vault_root

if TYPE_CHECKING:
    from ombud.lab.copies.gallery import Gallery

_FORGET = (
    "DELETE FROM screening WHERE platform = %s AND file = %s",
    "DELETE FROM screening_finding WHERE platform = %s AND file = %s",
    "DELETE FROM screening_match WHERE platform = %s AND %s IN (file, source)",
)


def folder_of(platform: int) -> Path:
    """Beside the vault, not in it: it can be made anew from there."""
    return vault_root().parent / "galleries" / str(platform)


def gallery_of(platform: int) -> "Gallery":
    """The platform's gallery, made if it isn't there."""
    from ombud.lab.copies.gallery import Gallery

    return Gallery.open(folder_of(platform))


def forget(platform: int, file: UUID) -> None:
    """Have nothing left of a file's screening, for where the file itself goes: findings, matches, and what it would be
    found by."""
    if folder_of(platform).is_dir():
        gallery_of(platform).remove(str(file))
    with connection().transaction():
        for statement in _FORGET:
            connection().execute(statement, (platform, file))
