"""What is no verb and would do harm twice, done once under its key: the answer is kept sealed, and given again."""

from collections.abc import Callable, Sequence
from hashlib import sha256
from typing import Any, NamedTuple

import msgspec

from ombud.desk import clock
from ombud.desk.handle import KeyReused
from ombud.ledger.connection import connection, one_at_a_time, rows
from ombud.ledger.renewing import Sealed
from ombud.ledger.sealing import renewed, seal, unseal

FOUND = "SELECT command, answer FROM idempotency WHERE platform = %s AND principal = %s AND key = %s"
KEEP = "INSERT INTO idempotency (platform, principal, key, command, answer, at) VALUES (%s, %s, %s, %s, %s, %s)"


class Asked(NamedTuple):
    """Who asks for something once, and under which key."""

    platform: int
    principal: str
    key: str

    @property
    def place(self) -> str:
        """What an answer is sealed for, so that it opens under no other key."""
        return _place(self)


def _place(whose: Sequence[Any]) -> str:
    return "answer/" + sha256(msgspec.json.encode(list(whose))).hexdigest()


ANSWERS = Sealed(
    "answers kept for who asks again",
    "SELECT platform, principal, key, answer FROM idempotency "
    "WHERE (platform, principal, key) > (%s, %s, %s) AND substring(answer FOR 7) = 'sealed:' "
    "ORDER BY platform, principal, key LIMIT %s",
    "UPDATE idempotency SET answer = %s WHERE platform = %s AND principal = %s AND key = %s AND answer = %s",
    (-(2**31), "", ""),
    lambda row: (new := renewed(bytes(row[3]).decode(), _place(row[:3]))) and new.encode(),
)
"""Those of verbs lie in the same table in plain: they hold nothing secret."""


def once(asked: Asked, command: bytes, do: Callable[[], str]) -> str:
    """What `do` answers, which does and answers the same once under one key, however often it is asked. All that it
    changes is written with the answer or not at all. Raises KeyReused where the key came with another command."""
    with connection().transaction():
        one_at_a_time(asked.place)  # whoever else is at it is waited for
        if found := rows(FOUND, asked):
            if bytes(found[0][0]) != command:
                raise KeyReused
            return unseal(bytes(found[0][1]).decode(), asked.place)
        answer = do()
        connection().execute(KEEP, (*asked, command, seal(answer, asked.place).encode(), clock.now()))
        return answer
