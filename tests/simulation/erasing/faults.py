"""Planted faults in erasing: what a hold should have kept goes, and what should have gone stays, somewhere."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from ombud.core.erasure.events import ErasureCarriedOut, ErasureGranted
from ombud.core.erasure.holds import Hold
from ombud.desk.decide import Loaded
from ombud.ledger.words import new_key
from tests.simulation.cast import SAID
from tests.simulation.desk import Desk
from tests.simulation.erasing.desk import ErasingDesk
from tests.simulation.erasing.eraser import Eraser
from tests.simulation.life import Plant
from tests.simulation.plant import tells, written

WORDS = SAID.kept.encode()
"""The hash under which most words lie in these lives."""


def _eraser(change: Callable[[Eraser], None]) -> Plant:
    def plant(desk: Desk) -> None:
        assert isinstance(desk, ErasingDesk)
        change(desk.eraser)

    return plant


def _no_hold(eraser: Eraser) -> None:
    """Nothing is asked before it is erased."""
    eraser.holds = lambda *_given: {}


def _only_own_holds(eraser: Eraser) -> None:
    """A case holds itself, and not what lies about its order."""
    holds = eraser.holds

    def own(*given: Any) -> dict[str, Hold]:
        return {id: one for id, one in holds(*given).items() if one.why != "with-case"}

    eraser.holds = own


def _closed_is_over(eraser: Eraser) -> None:
    """That a closed case can still be reopened or reviewed isn't looked at."""
    holds = eraser.holds

    def without(own: Mapping[str, Loaded], *given: Any) -> dict[str, Hold]:
        found = holds(own, *given)
        return {} if all(one.why in ("time-runs", "with-case") for one in found.values()) else found

    eraser.holds = without


def _reports_hold_nothing(eraser: Eraser) -> None:
    """A report of fake evidence about the order isn't taken for a case."""
    holds = eraser.holds

    def without(own: Any, cases: Mapping[str, Loaded], *given: Any) -> dict[str, Hold]:
        return holds(own, {id: one for id, one in cases.items() if one.thing != "evidence_report"}, *given)

    eraser.holds = without


def _a_hold_never_ends(eraser: Eraser) -> None:
    """What once was held stays held."""
    holds, ever = eraser.holds, dict[str, Hold]()

    def still(*given: Any) -> dict[str, Hold]:
        ever.update(holds(*given))
        return {id: one for id, one in ever.items() if id in given[0]}

    eraser.holds = still


def _key_kept(eraser: Eraser) -> None:
    """The words go, and the key that opens every copy of them stays."""
    shred = eraser.shred

    def without_the_key(person: str, streams: Sequence[str], on: date) -> int:
        keys = dict(eraser.cabinet.keys)
        gone = shred(person, streams, on)
        eraser.cabinet.keys.update(keys)
        return gone

    eraser.shred = without_the_key


def _words_kept(eraser: Eraser) -> None:
    """The key goes, and the words stay where they are."""

    def only_keys(person: str, streams: Sequence[str], _on: date) -> int:
        for stream in streams:
            eraser.cabinet.keys.pop((stream, person), None)
        return 0

    eraser.shred = only_keys


def _one_key_for_all(desk: Desk) -> None:
    """All words of a person lie under one key, so that it can't go for one case alone: nothing can be read then."""
    assert isinstance(desk, ErasingDesk)
    cabinet, one = desk.eraser.cabinet, new_key().kept
    put, shred = desk.memory.seal, desk.eraser.shred

    def seal(words: Any) -> None:
        for each in words:
            cabinet.keys.setdefault((each.stream, each.person), one)
        put(words)

    def shred_all(person: str, streams: Sequence[str], on: date) -> int:
        gone = shred(person, streams, on)
        for place in [place for place in cabinet.keys if place[1] == person] if streams else ():
            del cabinet.keys[place]
        return gone

    desk.memory.seal, desk.eraser.shred = seal, shred_all


def _others_too(eraser: Eraser) -> None:
    """Of a stream everybody's words go."""
    shred = eraser.shred

    def all_of(person: str, streams: Sequence[str], on: date) -> int:
        others = {whose for stream, whose in eraser.cabinet.keys if stream in streams} - {person}
        return shred(person, streams, on) + sum(shred(one, streams, on) for one in sorted(others))

    eraser.shred = all_of


def _what_law_keeps_goes(eraser: Eraser) -> None:
    """That a part was to stay is forgotten."""
    plan = eraser.plan
    eraser.plan = lambda found, streams, holds: plan(
        found, streams, holds)._replace(words=tuple(one for one in streams if one not in holds))  # fmt: skip


def _nobody_carries_it_out(batch: Any, decided: Any) -> None:
    """Granted, and nobody is sent."""
    if any(isinstance(event, ErasureGranted) for event in decided.events):
        batch.jobs = [one for one in batch.jobs if one.job != "erase"]


def _hold_not_listed(events: tuple[Any, ...], _loaded: Loaded) -> tuple[Any, ...]:
    """What is held is said to be gone."""
    return tuple(
        ErasureCarriedOut(by=one.by, at=one.at, texts=one.texts, files=one.files, contact=one.contact)
        if isinstance(one, ErasureCarriedOut)
        else one
        for one in events
    )


def _bytes_of_others(eraser: Eraser) -> None:
    """A file's bytes go although somebody else brought the same."""
    shelf = eraser.desk.shelf

    def erase(file: str, at: datetime) -> None:
        held = shelf.rows[file]
        shelf.erase(file, at)
        shelf.store.kept.pop(held.sha256, None)
        shelf.store.kept.pop(held.picture, None)

    eraser.erase_file = erase


def _in_the_record(eraser: Eraser) -> None:
    """What was said is struck out of the record too, and with it the hash that the chain stands on."""
    shred = eraser.shred

    def struck_out(person: str, streams: Sequence[str], on: date) -> int:
        for stream in streams:
            its = eraser.memory.events.get(stream, [])
            its[:] = [one._replace(body=one.body.replace(WORDS, b"0" * len(WORDS))) for one in its]
        return shred(person, streams, on)

    eraser.shred = struck_out


ERASING: Mapping[str, Plant] = {
    "erased despite every hold": _eraser(_no_hold),
    "talk and vault erased while a case is open": _eraser(_only_own_holds),
    "erased while it can be reopened": _eraser(_closed_is_over),
    "erased while a report is open": _eraser(_reports_hold_nothing),
    "a hold never ends": _eraser(_a_hold_never_ends),
    "key kept after erasing": _eraser(_key_kept),
    "words kept after erasing": _eraser(_words_kept),
    "one key for all cases": _one_key_for_all,
    "others' words erased": _eraser(_others_too),
    "what law keeps erased": _eraser(_what_law_keeps_goes),
    "granted and not carried out": written(_nobody_carries_it_out),
    "hold not listed": tells(_hold_not_listed),
    "erased in the record itself": _eraser(_in_the_record),
    "same bytes of others erased": _eraser(_bytes_of_others),
}
"""Each by its name, as the test tells it."""
