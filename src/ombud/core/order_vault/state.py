"""What one side keeps for an order now: the fold of everything that was put by, let go, drawn on and ended."""

from collections.abc import Iterable
from datetime import datetime
from functools import reduce
from typing import Literal, assert_never

from msgspec.structs import replace

from ombud.core.deadlines import Deadline, find
from ombud.core.order_vault.events import (
    EvidenceDrawn,
    EvidenceKept,
    EvidenceLetGo,
    KeepingEnded,
    KeepingReminded,
    OrderVaultEvent,
    Shown,
)
from ombud.core.people import Side
from ombud.core.struct import Value
from ombud.core.words import Kept


class Item(Value, frozen=True):
    """One file that is kept."""

    file: str
    kind: str
    sha256: str
    media_type: str
    shown: Shown
    words: Kept
    by: str
    kept_at: datetime
    until: datetime
    stage: Literal["kept", "let-go", "ended"] = "kept"
    drawn: tuple[str, ...] = ()
    """Ids of the complaints that draw on it."""

    @property
    def live(self) -> bool:
        """Whether its keeper can still draw on it."""
        return self.stage == "kept"


class OrderVault(Value, frozen=True):
    """What one side of one order keeps."""

    id: str
    """Order and side: `o-1:consumer`."""
    order_id: str
    side: Side
    consumer: str
    shop: str
    order_number: str = ""
    items: tuple[Item, ...] = ()
    """In the order they came."""
    deadlines: tuple[Deadline, ...] = ()

    @property
    def live(self) -> tuple[Item, ...]:
        """What its keeper still has."""
        return tuple(one for one in self.items if one.live)

    def item(self, file: str) -> Item | None:
        """The item of this file."""
        return next((one for one in self.items if one.file == file), None)


def evolve(vault: OrderVault | None, event: OrderVaultEvent) -> OrderVault:
    """What is kept after one more event."""
    if isinstance(event, EvidenceKept):
        return _kept(vault or _empty(event), event)
    assert vault is not None, "nothing is let go or drawn on before something is kept"
    match event:
        case EvidenceLetGo(items=gone):
            return replace(
                vault,
                items=tuple(replace(one, stage="let-go") if one.file in gone else one for one in vault.items),
                deadlines=_without(vault.deadlines, gone),
            )
        case EvidenceDrawn(items=drawn, complaint=complaint):
            return replace(
                vault,
                items=tuple(
                    replace(one, drawn=(*one.drawn, complaint)) if one.file in drawn else one for one in vault.items
                ),
                deadlines=_without(vault.deadlines, drawn),
            )
        case KeepingReminded(items=told):
            return replace(
                vault,
                deadlines=tuple(replace(one, remind_at=None) if one.about in told else one for one in vault.deadlines),
            )
        case KeepingEnded(items=ended):
            return replace(
                vault,
                items=tuple(replace(one, stage="ended") if one.file in ended else one for one in vault.items),
                deadlines=_without(vault.deadlines, ended),
            )
        case _:
            assert_never(event)


def fold(events: Iterable[OrderVaultEvent]) -> OrderVault | None:
    """What is kept after all of them."""
    return reduce(evolve, events, None)


def _empty(event: EvidenceKept) -> OrderVault:
    return OrderVault(
        id=event.order_vault,
        order_id=event.order,
        side=event.side,
        consumer=event.consumer,
        shop=event.shop,
        order_number=event.order_number,
    )


def _kept(vault: OrderVault, event: EvidenceKept) -> OrderVault:
    """With the new items; what was let go or had ended and is put by again has its new date."""
    again = {one.file for one in event.files}
    before = {one.file: one for one in vault.items if one.file in again}
    new = []
    for file in event.files:
        ends = find(event.deadlines, "kept", file.file)
        assert ends is not None, "each file that is kept has an end"
        new.append(
            Item(
                file=file.file,
                kind=file.kind,
                sha256=file.sha256,
                media_type=file.media_type,
                shown=event.shown,
                words=event.words,
                by=event.by.id,
                kept_at=event.at,
                until=ends.due_at,
                drawn=before[file.file].drawn if file.file in before else (),
            )
        )
    items = tuple(one for one in vault.items if one.file not in again)
    return replace(vault, items=(*items, *new), deadlines=(*_without(vault.deadlines, again), *event.deadlines))


def _without(deadlines: tuple[Deadline, ...], files: Iterable[str]) -> tuple[Deadline, ...]:
    gone = set(files)
    return tuple(one for one in deadlines if one.about not in gone)
