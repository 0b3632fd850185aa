"""The one way from a page to a file that is kept for an order."""

from uuid import UUID

from ombud.desk.access_order_vault import KeptForOrder, access_order_vault
from ombud.desk.handle import NotFound
from ombud.portals.common.kept.shown import files_of
from ombud.portals.common.who import SignedIn
from ombud.vault.models import EvidenceFile


def reach(request: SignedIn, file: str, order: str) -> tuple[KeptForOrder, EvidenceFile]:
    """A file that is kept for this order, for who may see it there. Raises NotFound."""
    seen = access_order_vault(request.platform.id, order, request.actor, request.at)
    held = files_of(request.platform.id, [file]).get(file) if is_id(file) else None
    if held is None or file not in {one.file for one in (*seen.own, *seen.others)}:
        raise NotFound
    return seen, held


def is_id(text: str) -> bool:
    """Whether a file could have this id."""
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False
