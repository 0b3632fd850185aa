"""One side of an order puts files by before there is any dispute: screenshots, the talk, receipts.

Who:    the order's consumer, or a member of its shop with the right to answer.
When:   at any time, up to as many files as the pack says.
Event:  EvidenceKept.
Next:   desk/reactions.py, under EvidenceKept.
"""

from datetime import datetime, timedelta

from msgspec.structs import replace

from ombud.core.command import Command
from ombud.core.deadlines import Deadline
from ombud.core.files import File
from ombud.core.order.state import Order
from ombud.core.order_vault.events import EvidenceKept, Shown
from ombud.core.order_vault.rungs import NOT_OFFERED, NOT_YOURS, id_of, not_keeper, side_of
from ombud.core.order_vault.state import OrderVault
from ombud.core.people import Actor, Side
from ombud.core.policy.evidence_reports import KeepingRules
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.words import EMPTY, Words


class KeepEvidence(Command, frozen=True):
    """What to keep, what it shows, and who may see it from now on."""

    order_vault: str
    files: tuple[File, ...]
    shown: Shown = "own"
    """`own`: your side alone, until you draw on it; `all`: both sides and the platform at once."""
    words: Words = EMPTY


NO_FILES = Refusal(code="no-files", because="Choose at least one file to keep.", field="files")
ALREADY_KEPT = Refusal(
    code="already-kept",
    because="Your side keeps this for the order already; its first date stands.",
    field="files",
)
FULL = Refusal(
    code="too-many-kept",
    because="Each side keeps at most {files_max} files for an order; you have {kept}.",
    way_out="Let one go that you no longer need.",
    field="files",
)
TOO_LONG = Refusal(
    code="too-many-words", because="This takes at most {words_max} characters; there are {words}.", field="words"
)
NO_SUCH_KIND = Refusal(
    code="evidence-kind-unknown", because="This platform has no kind of evidence “{kind}”.", field="files"
)
OTHER = "other"


def may(by: Actor, about: OrderVault | Order, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't keep anything here, or None. `about` is the order where nothing is kept yet."""
    if refusal := not_keeper(by, about):
        return refusal
    return None if policy.pack.keeping else NOT_OFFERED


def decide(command: KeepEvidence, about: OrderVault | Order, policy: Policy) -> tuple[EvidenceKept, ...] | Refusal:
    """What is kept: of several copies of the same bytes one, and nothing that is kept already."""
    if refusal := may(command.by, about, policy, command.at):
        return refusal
    side, rules = side_of(command.by, about), policy.pack.keeping
    assert side is not None, "may has seen to it"
    assert rules is not None, "may has seen to it"
    vault = about if isinstance(about, OrderVault) else None
    order = about.order_id if isinstance(about, OrderVault) else about.id
    if command.order_vault != id_of(order, side):
        return NOT_YOURS
    files = _new(command.files, vault)
    if isinstance(files, Refusal):
        return files
    if refusal := _unfit(command, files, vault, policy, rules):
        return refusal
    return (
        EvidenceKept(
            by=command.by,
            at=command.at,
            order_vault=command.order_vault,
            order=order,
            side=side,
            consumer=about.consumer,
            shop=about.shop,
            files=files,
            shown=command.shown,
            deadlines=tuple(_end(one.file, side, rules, policy, command.at) for one in files),
            words=command.words.kept,
            order_number=about.order_number if isinstance(about, OrderVault) else about.facts.number,
        ),
    )


def _new(files: tuple[File, ...], vault: OrderVault | None) -> tuple[File, ...] | Refusal:
    """The files that aren't kept yet, the same bytes once."""
    if not files:
        return NO_FILES
    live = vault.live if vault else ()
    known = {one.sha256 for one in live} | {one.file for one in live}
    new: dict[str, File] = {}
    for one in files:
        if one.sha256 not in known and one.file not in known:
            new.setdefault(one.sha256, one)
    return tuple(new.values()) or ALREADY_KEPT


def _unfit(
    command: KeepEvidence, files: tuple[File, ...], vault: OrderVault | None, policy: Policy, rules: KeepingRules
) -> Refusal | None:
    kept = len(vault.live) if vault else 0
    if kept + len(files) > rules.files_max:
        return FULL.given(files_max=rules.files_max, kept=kept)
    words_max = policy.pack.limits.words_max
    if len(command.words.text) > words_max:
        return TOO_LONG.given(words_max=words_max, words=len(command.words.text))
    known = {OTHER, *(one.code for one in policy.pack.evidence)}
    unknown = next((one.kind for one in files if one.kind not in known), None)
    return NO_SUCH_KIND.given(kind=unknown) if unknown is not None else None


def _end(file: str, side: Side, rules: KeepingRules, policy: Policy, at: datetime) -> Deadline:
    """Until when one file is kept, and when its keeper is told that this is near."""
    ends = policy.deadline("kept", side, rules.kept, at, about=file)
    lead: timedelta = policy.end(rules.remind_before, at) - at
    return replace(ends, remind_at=max(at, ends.due_at - lead))
