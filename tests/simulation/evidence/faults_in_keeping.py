"""Planted faults in what is kept for an order, and in its talk."""

from collections.abc import Mapping
from typing import Any

from msgspec.structs import replace

from ombud.core.complaint.state import Complaint
from ombud.core.conversation import events as said
from ombud.core.order_vault import events as vault
from ombud.core.order_vault.state import OrderVault
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.desk.decide import Decided, Loaded, happened
from ombud.desk.things import Verb
from tests.simulation.desk import Desk
from tests.simulation.evidence.desk import EvidenceDesk
from tests.simulation.evidence.plant import brings, draws, shown_to
from tests.simulation.life import Plant
from tests.simulation.plant import decides, sees, tells, without_message

EVERYBODY = ("consumer", "merchant", "platform")


def _without_what_was_let_go(decided: Decided) -> Decided:
    """What is let go is taken out for good."""
    if not isinstance(decided.state, OrderVault):
        return decided
    return decided._replace(state=replace(decided.state, items=decided.state.live))


def _shown_to_all(decided: Decided) -> Decided:
    """The state shows to all what was kept for its own side."""
    if not isinstance(decided.state, OrderVault):
        return decided
    items = tuple(replace(one, shown="all") for one in decided.state.items)
    return decided._replace(state=replace(decided.state, items=items))


def _drawn_though_let_go(decided: Decided, desk: EvidenceDesk) -> list[Decided]:
    """A case draws on what its side has let go, as soon as it names anything."""
    if not isinstance(decided.state, Complaint) or not any(getattr(one, "files", ()) for one in decided.events):
        return []
    loaded = desk.memory.stream("order_vault/o1:consumer")
    gone = [one.file for one in loaded.state.items if one.stage == "let-go"] if loaded else []
    if loaded is None or not gone:
        return []
    last = decided.events[-1]
    event = vault.EvidenceDrawn(by=last.by, at=last.at, side="consumer", items=tuple(gone), complaint=decided.state.id)
    return [happened(loaded, (event,))]


def _beyond_the_number(desk: Desk) -> None:
    """Any number of files is kept."""
    decide = desk.decide

    def otherwise(verb: Verb, command: Any, loaded: Loaded, policy: Policy) -> Decided | Refusal:
        if loaded.thing != "order_vault" or policy.pack.keeping is None:
            return decide(verb, command, loaded, policy)
        keeping = replace(policy.pack.keeping, files_max=1000)
        return decide(verb, command, loaded, replace(policy, pack=replace(policy.pack, keeping=keeping)))

    desk.decide = otherwise


def _ended_though_drawn(desk: Desk) -> None:
    """The time of what a case drew on runs on."""
    assert isinstance(desk, EvidenceDesk)
    draw = desk.draw

    def running(decided: Decided) -> list[Decided]:
        return [one._replace(state=replace(one.state, deadlines=one.loaded.state.deadlines)) for one in draw(decided)]

    desk.draw = running


def _ruling_drops_the_fake(decided: Decided) -> Decided:
    """Evidence that was found fake is taken out of the case once it is looked at again."""
    if not isinstance(decided.state, Complaint):
        return decided
    left = tuple(one for one in decided.state.exhibits if not one.fake)
    return decided._replace(state=replace(decided.state, exhibits=left))


def _read_further(events: tuple[Any, ...], _loaded: Loaded) -> tuple[Any, ...]:
    """What was read counts as far as anybody may still write."""
    return tuple(replace(one, up_to=one.up_to + 10) if isinstance(one, said.MessagesRead) else one for one in events)


def _in_part(its: dict[str, Any]) -> dict[str, Any]:
    """A message between the first and the last of an excerpt is left out."""
    one = its.get("excerpt")
    return {"excerpt": replace(one, messages=one.messages - 1)} if one is not None and one.messages > 1 else its


def _of_another_hash(its: dict[str, Any]) -> dict[str, Any]:
    one = its.get("excerpt")
    return {"excerpt": replace(one, hash=one.hash[::-1])} if one is not None else its


KEEPING: Mapping[str, Plant] = {
    "let go is gone": decides(_without_what_was_let_go),
    "own evidence shown to all": decides(_shown_to_all),
    "own evidence written down for all": shown_to("EvidenceKept", EVERYBODY),
    "letting go told to the other side": shown_to("EvidenceLetGo", EVERYBODY),
    "same bytes kept twice": sees(
        lambda state: replace(state, items=tuple(replace(one, sha256="", file=f"{one.file}?") for one in state.items)),
        "order_vault",
    ),
    "kept beyond the number": _beyond_the_number,
    "draws on what was let go": draws(_drawn_though_let_go),
    "drawing forgotten": draws(lambda _decided, _desk: []),
    "ends though a case draws on it": _ended_though_drawn,
    "fake evidence taken out of the case": decides(_ruling_drops_the_fake),
    "talk shown to the staff": shown_to("MessageSaid", EVERYBODY),
    "first message not told": without_message("message_said"),
    "read before it was said": tells(_read_further),
    "excerpt in part": brings(_in_part),
    "excerpt under another hash": brings(_of_another_hash),
}
