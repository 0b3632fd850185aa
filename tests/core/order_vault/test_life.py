"""What a side keeps for an order: who may, what is kept once, until when, and what a case draws on."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from ombud.core.files import File
from ombud.core.order_vault import audience, draw, keep, lapse, let_go
from ombud.core.order_vault.draw import DrawOnKept
from ombud.core.order_vault.events import EvidenceDrawn, KeepingEnded, KeepingReminded
from ombud.core.order_vault.keep import KeepEvidence
from ombud.core.order_vault.lapse import LetTimePass
from ombud.core.order_vault.let_go import LetEvidenceGo
from ombud.core.order_vault.state import OrderVault, evolve, fold
from ombud.core.policy.evidence_reports import KeepingRules
from ombud.core.refusal import Refusal
from ombud.core.words import Words
from tests.core.complaint.world import span
from tests.core.order.world import ANA, BORIS, DAY, OTTO, RITA, SAM, T0, TIME, VERA, told
from tests.core.order.world import POLICY as PLAIN

RULES = KeepingRules(files_max=3, kept=span(days=100), remind_before=span(days=10))
POLICY = replace(PLAIN, pack=replace(PLAIN.pack, keeping=RULES))
MINE, THEIRS = "o1:consumer", "o1:merchant"
ORDER = told()


def file(id: str, sha256: str = "", kind: str = "other") -> File:
    return File(file=id, kind=kind, sha256=sha256 or f"sha of {id}", media_type="image/jpeg")


def keeping(*ids: str, by: Any = ANA, id: str = MINE, **more: Any) -> KeepEvidence:
    return KeepEvidence(**{"by": by, "at": T0, "order_vault": id, "files": tuple(map(file, ids)), **more})


def done(outcome: Any, vault: OrderVault | None = None) -> OrderVault:
    assert not isinstance(outcome, Refusal), outcome
    for event in outcome:
        vault = evolve(vault, event)
    assert vault is not None
    return vault


def kept(*ids: str, **more: Any) -> OrderVault:
    return done(keep.decide(keeping(*ids, **more), ORDER, POLICY))


def code(outcome: Any) -> str:
    return outcome.code if isinstance(outcome, Refusal) else "done"


def live(vault: OrderVault) -> list[str]:
    return [one.file for one in vault.live]


@pytest.mark.parametrize(("by", "id", "expected"), [
    (ANA, MINE, "done"),
    (BORIS, THEIRS, "done"),
    (ANA, THEIRS, "not-your-order"),
    (BORIS, MINE, "not-your-order"),
    (VERA, THEIRS, "no-right"),
    (OTTO, MINE, "not-your-order"),
    (SAM, THEIRS, "not-your-order"),
    (RITA, MINE, "not-your-order"),
    (ANA, "another:consumer", "not-your-order"),
])  # fmt: skip
def test_each_side_keeps_under_its_own_name_and_nobody_else_does(by: Any, id: str, expected: str) -> None:
    assert code(keep.decide(keeping("a", by=by, id=id), ORDER, POLICY)) == expected


@pytest.mark.parametrize(("command", "expected"), [
    (keeping(), "no-files"),
    (keeping("a", "b", "c", "d"), "too-many-kept"),
    (keeping("a", words=Words("x" * 5000)), "too-many-words"),
    (keeping(files=(file("a", kind="nonsense"),)), "evidence-kind-unknown"),
])  # fmt: skip
def test_what_cant_be_kept_is_refused(command: KeepEvidence, expected: str) -> None:
    assert code(keep.decide(command, ORDER, POLICY)) == expected


def test_a_platform_without_the_rules_keeps_nothing() -> None:
    assert code(keep.decide(keeping("a"), ORDER, PLAIN)) == "keeping-not-offered"


def test_the_same_bytes_are_one_item_with_their_first_date() -> None:
    vault = done(keep.decide(keeping(files=(file("a", "x"), file("b", "x"), file("c", "y"))), ORDER, POLICY))
    assert live(vault) == ["a", "c"]
    again = keep.decide(keeping(files=(file("d", "x"),), at=T0 + DAY), vault, POLICY)
    assert code(again) == "already-kept"
    assert vault.items[0].kept_at == T0


def test_the_cap_counts_what_is_live() -> None:
    vault = kept("a", "b", "c")
    assert code(keep.decide(keeping("d"), vault, POLICY)) == "too-many-kept"
    less = done(let_go.decide(LetEvidenceGo(by=ANA, at=T0, order_vault=MINE, items=("a",)), vault, POLICY), vault)
    assert live(done(keep.decide(keeping("d"), less, POLICY), less)) == ["b", "c", "d"]


def test_its_keeper_is_told_before_the_end_once_for_all_of_a_day_and_then_it_ends() -> None:
    vault = kept("a")
    vault = done(keep.decide(keeping("b", at=T0 + timedelta(hours=3)), vault, POLICY), vault)
    ends = vault.items[0].until
    assert ends - T0 >= 100 * DAY - DAY
    soon = min(one.remind_at for one in vault.deadlines if one.remind_at)
    (told_,) = passed(vault, soon)
    assert told_ == KeepingReminded(by=TIME, at=soon, side="consumer", items=("a", "b"))
    vault = evolve(vault, told_)
    assert code(lapse.decide(LetTimePass(by=TIME, at=soon + DAY, order_vault=MINE), vault, POLICY)) == "nothing-due"
    last = max(one.until for one in vault.items)
    (ended,) = passed(vault, last)
    assert isinstance(ended, KeepingEnded)
    assert live(evolve(vault, ended)) == []


def passed(vault: OrderVault, at: Any) -> tuple[Any, ...]:
    outcome = lapse.decide(LetTimePass(by=TIME, at=at, order_vault=vault.id), vault, POLICY)
    assert not isinstance(outcome, Refusal)
    return outcome


def drawing(*ids: str, complaint: str = "c1") -> DrawOnKept:
    return DrawOnKept(by=ANA, at=T0 + DAY, order_vault=MINE, items=ids, complaint=complaint)


def test_what_a_case_draws_on_has_no_end_of_its_own_and_stays_when_it_is_let_go() -> None:
    vault = kept("a", "b")
    vault = done(draw.decide(drawing("a"), vault, POLICY), vault)
    assert [one.about for one in vault.deadlines] == ["b"]
    vault = done(let_go.decide(LetEvidenceGo(by=ANA, at=T0, order_vault=MINE, items=("a",)), vault, POLICY), vault)
    item = vault.item("a")
    assert item is not None
    assert (item.stage, item.drawn, item.kept_at) == ("let-go", ("c1",), T0)


def test_a_case_draws_once_on_what_is_live() -> None:
    vault = kept("a")
    assert code(draw.decide(drawing("b"), vault, POLICY)) == "not-kept"
    assert code(draw.decide(drawing(), vault, POLICY)) == "nothing-chosen"
    vault = done(draw.decide(drawing("a"), vault, POLICY), vault)
    assert code(draw.decide(drawing("a"), vault, POLICY)) == "already-drawn"
    assert code(draw.decide(drawing("a", complaint="c2"), vault, POLICY)) == "done"


def test_who_sees_it_is_fixed_when_it_is_kept_and_only_a_draw_adds_to_that() -> None:
    (own,) = events(keep.decide(keeping("a"), ORDER, POLICY))
    (shared,) = events(keep.decide(keeping("a", shown="all"), ORDER, POLICY))
    assert audience.audience(own) == ("consumer",)
    assert audience.audience(shared) == ("consumer", "merchant", "platform")
    gone = events(let_go.decide(LetEvidenceGo(by=ANA, at=T0, order_vault=MINE, items=("a",)), kept("a"), POLICY))
    assert audience.audience(gone[0]) == ("consumer",)
    drawn = EvidenceDrawn(by=ANA, at=T0, side="consumer", items=("a",), complaint="c1")
    assert audience.audience(drawn) == ("consumer", "merchant", "platform")


def events(outcome: Any) -> tuple[Any, ...]:
    assert not isinstance(outcome, Refusal)
    return tuple(outcome)


def test_the_fold_of_nothing_is_nothing() -> None:
    nothing: Iterable[Any] = ()
    assert fold(nothing) is None
