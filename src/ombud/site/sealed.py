"""Everything that lies sealed in the tables, so that one command and the doctor know of all of it."""

from ombud.accounts.factors import APPS
from ombud.accounts.handoff_secrets import BEFORE, IN_USE
from ombud.accounts.openid import CLIENTS
from ombud.connectors.kept import SECRETS as CONNECTORS
from ombud.desk.answered import ANSWERS
from ombud.desk.erasing.renew import WORD_KEYS
from ombud.desk.sealed_numbers import NUMBERS
from ombud.ledger.renewing import Sealed
from ombud.portals.merchant.shop.sealed_drafts import DRAFTS
from ombud.vault.file_keys import FILE_KEYS
from ombud.vault.screening.known import KEYS as PICTURES
from ombud.webhooks.endpoints import SEALED as WEBHOOKS

UNDER_WORD_KEYS: tuple[Sealed, ...] = (WORD_KEYS, FILE_KEYS, PICTURES)
"""Under the first of OMBUD_WORD_KEYS."""
UNDER_SEAL_KEYS: tuple[Sealed, ...] = (NUMBERS, DRAFTS, APPS, CLIENTS, IN_USE, BEFORE, CONNECTORS, WEBHOOKS, ANSWERS)
"""Under the first of OMBUD_SEAL_KEYS."""
ALL = (*UNDER_WORD_KEYS, *UNDER_SEAL_KEYS)
