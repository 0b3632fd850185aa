"""Carries a granted erasure out, as far as nothing holds it, and writes down what was done and what is left."""

import logging
from datetime import datetime
from typing import NamedTuple

import msgspec

from ombud.accounts.platforms import settings_of
from ombud.core.erasure.holds import Hold
from ombud.core.erasure.state import Erasure
from ombud.core.people import Clock
from ombud.core.refusal import Refusal
from ombud.desk.erasing import erase
from ombud.desk.erasing.holds import OWN, holds_of, streams_of
from ombud.desk.erasing.members import holds_of_member, own_words
from ombud.desk.erasing.plan import Plan, planned, planned_of_member
from ombud.desk.handle import Act, handle
from ombud.desk.load import load
from ombud.ledger.connection import connection, rows

ASKED = "asked"
"""Why, in the line about what was erased, where the person asked for it."""
LETTERS = """
SELECT 1 FROM outbox WHERE platform = %s AND stream = %s AND job = 'notice' AND done_at IS NULL
    AND at > %s - interval '1 day' LIMIT 1
"""
log = logging.getLogger(__name__)


class NotToldError(Exception):
    """The letter that says so isn't out yet, and needs the address that would be erased: tried again soon."""


class Gone(NamedTuple):
    """What was erased just now."""

    texts: int
    files: int
    contact: bool


def carry_out(platform: int, stream: str, at: datetime) -> None:
    """Do what was granted in this erasure's stream. May be done again at any time."""
    person = stream.removeprefix(OWN)
    found: Erasure | None = load(connection(), platform, "erasure", stream)[0].state
    if found is None or found.stage not in ("granted", "held"):
        return
    if rows(LETTERS, (platform, stream, at)):
        raise NotToldError
    if found.side == "consumer":
        streams = streams_of(platform, person)
        holds = holds_of(platform, streams, at)
        plan = planned(found, streams, holds)
        gone = _erase(platform, person, plan, holds, at)
    else:
        plan = planned_of_member(found, holds_of_member(platform, person, at))
        gone = _erase_of_member(platform, person, plan, at)
    fields = {**gone._asdict(), "left": [msgspec.to_builtins(one) for one in plan.left]}
    key = f"erase-{person}-{at.isoformat()}"
    done = handle(Act(platform, "erasure.carry-out", person, Clock(), fields, key, "clock", at))
    if isinstance(done, Refusal):
        log.warning("What was erased in %s couldn't be written down: %s", stream, done.code)


def _erase(platform: int, person: str, plan: Plan, holds: dict[str, Hold], at: datetime) -> Gone:
    on = at.astimezone(settings_of(platform).zone).date()
    erase.erase_drafts(platform, person)
    erase.finish_files(platform, at, on)
    texts = erase.erase_words(platform, person, plan.words, ASKED, at, on) if plan.words else 0
    if plan.words:
        erase.erase_contact_in(platform, plan.free)
    found = erase.files_of(platform, person) if plan.files else []
    files = erase.erase_files(platform, found, holds, ASKED, at, on)
    return Gone(texts, files, plan.profile and erase.erase_profile(platform, person))


def _erase_of_member(platform: int, person: str, plan: Plan, at: datetime) -> Gone:
    """The same for somebody who acts for a shop, or decided an appeal as a guest: what they said in its name stays."""
    on, texts = at.astimezone(settings_of(platform).zone).date(), 0
    erase.erase_drafts(platform, person)
    for stream, digests in (own_words(platform, person, at) if plan.own else {}).items():
        texts += erase.erase_texts(platform, stream, digests, ASKED, at, on)
    if plan.words:
        texts += erase.erase_words(platform, person, plan.words, ASKED, at, on)
    return Gone(texts, 0, plan.profile and erase.erase_profile(platform, person))
