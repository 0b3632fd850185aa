"""What must hold of a pack's orders: every status leads on in time, to an end, and what is asked there can be given."""

import re
from collections.abc import Iterator

from ombud.core.policy.trade import OrderKind, OrderStage
from ombud.packs.checks.head import spans, well_coded
from ombud.packs.checks.penalties import field_faults
from ombud.packs.faults import Fault
from ombud.packs.load import PackFile
from ombud.packs.places import Path as Way

UNDO_MAX = 24 * 60
"""Minutes. Beyond a day the consumer would wait longer for the news than for the goods."""


def codes(found: PackFile) -> Iterator[Fault]:
    """Kinds, the statuses of a kind and its fields stand once, and there is a kind at all."""
    rules = found.pack.trade
    if rules is None:
        return
    if not rules.kinds:
        yield found.said_in.fault(("trade",), "there is no kind of order", "at least one of [[trade.kinds]]", key=True)
    yield from well_coded(found, [(("trade", "kinds", i, "code"), one.code) for i, one in enumerate(rules.kinds)])
    for way, kind in _kinds(found):
        if not kind.stages:
            problem = f"{kind.code} has no stage"
            yield found.said_in.fault(way, problem, "at least two of [[trade.kinds.stages]]", key=True)
        yield from well_coded(found, [((*at, "status"), one.status) for at, one in _stages(way, kind)])
        fields = [((*at, "fields", n, "code"), one.code) for at, stage in _stages(way, kind)
                  for n, one in enumerate(stage.fields)]  # fmt: skip
        yield from well_coded(found, fields)


def stages(found: PackFile) -> Iterator[Fault]:
    """Each stage either ends the order or has a time, a way on and somebody who goes it."""
    for way, kind in _kinds(found):
        for here, stage in _stages(way, kind):
            name = f"{kind.code}, {stage.status}"
            yield from (_ending if stage.final else _going_on)(stage, name, here, found)
            yield from _leading(stage, kind, here, found)


def _ending(stage: OrderStage, name: str, here: Way, found: PackFile) -> Iterator[Fault]:
    for key in ("next", "span", "receipt"):
        if getattr(stage, key):
            problem = f"{name}: it is final, so nothing follows"
            yield found.said_in.fault((*here, key), problem, "no such key, or final = false")


def _going_on(stage: OrderStage, name: str, here: Way, found: PackFile) -> Iterator[Fault]:
    at = found.said_in.fault
    if stage.span is None:
        yield at(here, f"{name}: nothing says when it is late", 'span = { hours = 48, source = "ours" }', key=True)
    if not stage.next:
        yield at(here, f"{name}: nothing follows, and it isn't final", "next = [ … ], or final = true", key=True)
    if not set(stage.by) - {"consumer"} and not stage.receipt:
        problem = f"{name}: a consumer moves an order on only by saying that it came"
        yield at((*here, "by"), problem, "merchant, platform; or receipt = a status")


def _leading(stage: OrderStage, kind: OrderKind, here: Way, found: PackFile) -> Iterator[Fault]:
    known = [one.status for one in kind.stages]
    for place, status in enumerate(stage.next):
        if status not in known:
            yield found.said_in.fault((*here, "next", place), f"{kind.code} has no status {status}", ", ".join(known))
    if stage.receipt and stage.receipt not in known:
        problem = f"{kind.code} has no status {stage.receipt}"
        yield found.said_in.fault((*here, "receipt"), problem, ", ".join(known))


def traps(found: PackFile) -> Iterator[Fault]:
    """From every stage an order can come to an end."""
    for way, kind in _kinds(found):
        ending = {one.status for one in kind.stages if one.final}
        while more := {one.status for one in kind.stages if set(one.next) & ending} - ending:
            ending |= more
        for here, stage in _stages(way, kind):
            if stage.status not in ending:
                problem = f"{kind.code}: from {stage.status} no order ever comes to an end"
                yield found.said_in.fault((*here, "status"), problem, "a next that leads to a stage with final = true")


def times(found: PackFile) -> Iterator[Fault]:
    """Spans count in hours or days, and what is asked after a time is asked somewhere."""
    at, rules = found.said_in.fault, found.pack.trade
    if rules is None:
        return
    for way, span in spans(found):
        if way[:2] == ("trade", "kinds") and span.of_work:
            # Millions of orders are open: none of them is counted again when a table of working days comes out.
            yield at(way, "the time of an order counts in hours or days", "hours, days")
    for way, kind in _kinds(found):
        if kind.received_after is not None and not any(one.receipt for one in kind.stages):
            yield at((*way, "received_after"), f"{kind.code}: no stage has a receipt to ask for", "receipt in a stage")
        if kind.not_received not in [one.code for one in found.pack.reasons]:
            reasons = ", ".join(one.code for one in found.pack.reasons)
            known = "not_received" if kind.not_received != "not-delivered" else "code"
            yield at((*way, known), f"{kind.code}: there is no reason {kind.not_received}", reasons)
    if not 1 <= rules.undo <= UNDO_MAX:
        yield at(("trade", "undo"), f"{rules.undo} minutes are no time to take something back", f"1 to {UNDO_MAX}")
    if not re.fullmatch(r"([01][0-9]|2[0-3]):[0-5][0-9]", rules.remind_at):
        yield at(("trade", "remind_at"), f"{rules.remind_at!r} is no time of day", "such as 10:00")


def fields(found: PackFile) -> Iterator[Fault]:
    """Whatever is to be filled in can be."""
    for way, kind in _kinds(found):
        for here, stage in _stages(way, kind):
            for place, field in enumerate(stage.fields):
                yield from field_faults(field, (*here, "fields", place), found)


def _kinds(found: PackFile) -> Iterator[tuple[Way, OrderKind]]:
    rules = found.pack.trade
    for index, one in enumerate(rules.kinds if rules else ()):
        yield ("trade", "kinds", index), one


def _stages(way: Way, kind: OrderKind) -> Iterator[tuple[Way, OrderStage]]:
    for index, one in enumerate(kind.stages):
        yield (*way, "stages", index), one


RULES = (codes, stages, traps, times, fields)
