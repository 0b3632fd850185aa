"""Carries a batch of what an import tells out at the desk."""

import msgspec

from ombud.core.people import System
from ombud.core.refusal import Refusal
from ombud.desk.handle import Act, Done
from ombud.desk.handle_many import Result, handle_many
from ombud.imports.wishes import Outcome, Wishes

_wishes = msgspec.json.Decoder(Wishes).decode


def carry_out(batch: bytes) -> list[Outcome]:
    """What came of each act of a batch."""
    wishes = _wishes(batch)
    by = System(id=wishes.by)
    acts = [Act(wishes.platform, verb, target, by, fields, via=wishes.via) for verb, target, fields in wishes.acts]
    return [_outcome(one) for one in handle_many(acts)]


def _outcome(result: Result) -> Outcome:
    if isinstance(result, Done):
        return Outcome(done=True)
    if isinstance(result, Refusal):
        return Outcome(done=False, code=result.code, because=result.because)
    return Outcome(done=False, code="problem", because=f"{type(result).__name__}: {result}")
