"""Gives each platform's newest checkpoint to its witnesses: folders, mail, and services over the web, over and over.

A web witness is spoken to as c2sp.org/tlog-witness says: it gets the size it has, the proof from there on, and the
checkpoint, and may answer with its own signature.
"""

import logging
import os
import threading
from base64 import b64encode
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.mail import EmailMessage

from ombud.accounts.models import Platform
from ombud.desk import clock
from ombud.ledger.log import merkle
from ombud.ledger.log.receipt import fetch_of
from ombud.ledger.log.witnessing import Claimed, claim, failed, sent, witnesses_of
from ombud.timers.away import until_stopped
from ombud.timers.posting import post

PAUSE_SECONDS = 1.0
TIMEOUT_SECONDS = 10
ANSWER_MAX = 20_000
"""Bytes of a witness's answer: signatures are some hundred."""
OK, REDIRECT, CONFLICT = 200, 300, 409
log = logging.getLogger(__name__)


class KnowsMore(Exception):
    """A witness has the log up to another size than we thought."""

    def __init__(self, size: int) -> None:
        super().__init__(f"it has the log up to {size}")
        self.size = size


def run(stop: threading.Event) -> None:
    """Give until told to stop; a database that went away is waited for."""

    def once() -> float:
        if settings.WITNESSES:
            give()
        return PAUSE_SECONDS

    until_stopped(stop, once)


def give(at: datetime | None = None) -> int:
    """Give what is due now; returns how many witnesses were given something. One that fails stops no other."""
    given = 0
    for platform, slug in Platform.objects.values_list("pk", "slug"):
        for witness in witnesses_of(slug):
            now = at or clock.now()
            claimed = claim(platform, witness, now)
            if claimed is not None:
                given += _given(claimed, slug, now)
    return given


def _given(claimed: Claimed, slug: str, at: datetime) -> int:
    try:
        sent(claimed, at, WAYS.get(claimed.witness.partition(":")[0], _nowhere)(claimed, slug))
    except KnowsMore as error:
        failed(claimed, str(error), error.size)
    except (OSError, ValueError) as error:
        log.warning("The witness %s wasn't given the log of %s: %s", claimed.witness, slug, error)
        failed(claimed, str(error))
    else:
        return 1
    return 0


def _nowhere(_claimed: Claimed, _slug: str) -> str:
    raise ValueError("a witness is a file:, a mailto: or an https: address")


def _to_folder(claimed: Claimed, slug: str) -> str:
    """A file a day, to which each checkpoint is added."""
    folder = Path(unquote(urlsplit(claimed.witness).path)) / slug
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f"{claimed.checkpoint.at:%Y-%m-%d}.txt").open("a", encoding="utf-8") as file:
        file.write(f"{claimed.checkpoint.note}\n")
        file.flush()
        os.fsync(file.fileno())
    return ""


def _by_mail(claimed: Claimed, slug: str) -> str:
    to = unquote(urlsplit(claimed.witness).path)
    subject = f"Checkpoint {claimed.checkpoint.size} of the log of {slug}"
    EmailMessage(subject, claimed.checkpoint.note, settings.DEFAULT_FROM_EMAIL, [to]).send()
    return ""


def _over_the_web(claimed: Claimed, _slug: str) -> str:
    old = min(claimed.old, claimed.checkpoint.size)
    proof = merkle.consistency(old, claimed.checkpoint.size, fetch_of(claimed.platform))
    lines = [f"old {old}", *(b64encode(one).decode() for one in proof)]
    body = "\n".join([*lines, "", claimed.checkpoint.note]).encode()
    url = f"{claimed.witness.rstrip('/')}/add-checkpoint"
    status, said = post(url, "text/plain", body, bytes_max=ANSWER_MAX, seconds=TIMEOUT_SECONDS)
    told = said.decode("utf-8", "replace")
    known = told.strip()
    if status == CONFLICT and known.isascii() and known.isdigit() and int(known) != old:
        raise KnowsMore(int(known))
    if not OK <= status < REDIRECT:
        raise OSError(f"it answered {status}")
    return "".join(f"{line}\n" for line in told.splitlines() if line.startswith("— "))


WAYS: Mapping[str, Callable[[Claimed, str], str]] = {
    "file": _to_folder,
    "mailto": _by_mail,
    "https": _over_the_web,
    "http": _over_the_web,
}
