"""What an act is answered with: what was done, and the platform's signed promise that it is recorded."""

import logging

from ombud.accounts.log_keys import NoKey, signer_of
from ombud.desk import handle
from ombud.ledger.log.checkpoint import Promise, sign_promise

log = logging.getLogger(__name__)


class Done(handle.Done, frozen=True):
    """What was written: the answer that the same key gets again."""

    promise: str | None = None
    """A signed note (c2sp.org/signed-note) about what `recorded` names; `/receipts` turns it into the receipt."""


def promised(platform: int, done: handle.Done) -> Done:
    """The answer with its promise. The same event always gives the same one."""
    return Done(
        **{name: getattr(done, name) for name in done.__struct_fields__}, promise=_note(platform, done.recorded)
    )


def _note(platform: int, its: handle.Recorded | None) -> str | None:
    if its is None:
        return None
    try:
        signer = signer_of(platform)
    except NoKey:
        log.exception("Nothing can be promised on platform %s", platform)
        return None
    return sign_promise(Promise(signer.verifier.name, its.stream, its.seq, bytes.fromhex(its.hash), its.at), signer)
