"""Numbers that a merchant typed and hasn't handed in lie sealed in a draft: for which place, and renewing that seal."""

import json
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from ombud.ledger.renewing import Sealed
from ombud.ledger.sealing import is_sealed, renewed

FORM = "shop-papers"
NUMBER = "n-"
"""How the names of the fields begin that are kept sealed."""


def place_in_draft(person: UUID, field: str) -> str:
    """What a number in a draft is sealed for."""
    return f"draft/{person}/{field}"


def _renewed(row: Sequence[Any]) -> str | None:
    _id, text, person = row
    fields = json.loads(text)
    made = {name: [_again(person, name, one) for one in values] for name, values in fields.items()}
    return json.dumps(made) if made != fields else None


def _again(person: UUID, field: str, value: str) -> str:
    if not field.startswith(NUMBER) or not is_sealed(value):
        return value
    return renewed(value, place_in_draft(person, field)) or value


DRAFTS = Sealed(
    "numbers in merchants' drafts",
    "SELECT id, fields::text, person_id FROM accounts_draft WHERE form = 'shop-papers' AND id > %s "
    "ORDER BY id LIMIT %s",
    "UPDATE accounts_draft SET fields = %s::jsonb WHERE id = %s AND fields = %s::jsonb",
    (0,),
    _renewed,
)
