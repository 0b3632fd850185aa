"""The log beside the record: whatever the owner of the tables changes is named, with a checkpoint held outside all of
it."""

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ombud.accounts.log_keys import signer_of
from ombud.ledger.connection import connection
from ombud.ledger.log import merkle
from ombud.ledger.log.check import Kept, differing, first_differing, held_in
from ombud.ledger.log.checkpoint import Checkpoint, sign_checkpoint
from ombud.ledger.log.forgotten import forgotten
from ombud.ledger.log.lying import kept_of, lying
from ombud.ledger.log.note import Signer, signed
from ombud.ledger.log.sequence import catch_up
from ombud.site import cli
from ombud.timers import sequencer
from tests.cast import MONDAY, a_complaint, an_order, world

EACH = 40
"""Random changes of each kind; a campaign makes more."""


@pytest.fixture(scope="module")
def kept(database: Any) -> Kept:
    """A platform's log of some cases, in several batches."""
    made = world()
    for n in range(6):
        case = a_complaint(made, an_order(made, f"c-{n}"))
        made.do("complaint.answer", case.id, made.boris, stance="refuses", words="No.")
        sequencer.settle_all(MONDAY.replace(minute=n))
    return kept_of(made.platform.pk)


@pytest.fixture(scope="module")
def signer(kept: Kept) -> Signer:
    ((platform,),) = connection().execute("SELECT platform FROM log_key WHERE verifier = %s", (str(kept.keys[0]),))
    return signer_of(platform)


def held(kept: Kept) -> list[Checkpoint]:
    return [Checkpoint(kept.keys[0].name, size, root) for size, root, _ in kept.checkpoints]


def flipped(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    changed[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def change_an_event(kept: Kept, chance: random.Random) -> Kept:
    place = chance.choice(sorted(kept.events))
    return kept._replace(events={**kept.events, place: flipped(kept.events[place], chance)})


def take_an_event_away(kept: Kept, chance: random.Random) -> Kept:
    place = chance.choice(sorted(kept.events))
    return kept._replace(events={one: hashed for one, hashed in kept.events.items() if one != place})


def put_an_event_in(kept: Kept, chance: random.Random) -> Kept:
    return kept._replace(events={**kept.events, (f"order/x{chance.random()}", 1): chance.randbytes(32)})


def change_a_leaf(kept: Kept, chance: random.Random) -> Kept:
    leaves = list(kept.leaves)
    idx = chance.randrange(len(leaves))
    leaves[idx] = (*leaves[idx][:3], flipped(leaves[idx][3], chance))
    return kept._replace(leaves=leaves)


def swap_two_leaves(kept: Kept, chance: random.Random) -> Kept:
    leaves = list(kept.leaves)
    a, b = sorted(chance.sample(range(len(leaves)), 2))
    leaves[a], leaves[b] = (a, *leaves[b][1:]), (b, *leaves[a][1:])
    return kept._replace(leaves=leaves)


def take_a_leaf_away(kept: Kept, chance: random.Random) -> Kept:
    leaves = list(kept.leaves)
    del leaves[chance.randrange(len(leaves))]
    return kept._replace(leaves=leaves)


def change_a_node(kept: Kept, chance: random.Random) -> Kept:
    node = chance.choice(sorted(kept.nodes))
    return kept._replace(nodes={**kept.nodes, node: flipped(kept.nodes[node], chance)})


def change_the_head(kept: Kept, chance: random.Random) -> Kept:
    return kept._replace(peaks=flipped(kept.peaks, chance))


def change_a_checkpoint(kept: Kept, chance: random.Random) -> Kept:
    signed_ = list(kept.checkpoints)
    n = chance.randrange(len(signed_))
    size, root, note = signed_[n]
    body, between, under = note.partition("\n\n")
    end = under.index("\n")  # the second signature only says when: as another's it says nothing
    place = chance.randrange(end - 60, end - 4)
    under = under[:place] + ("A" if under[place] != "A" else "B") + under[place + 1 :]
    signed_[n] = (size, root, f"{body}{between}{under}")
    return kept._replace(checkpoints=signed_)


def sign_another_root(kept: Kept, chance: random.Random) -> Kept:
    signed_ = list(kept.checkpoints)
    n = chance.randrange(len(signed_))
    root = flipped(signed_[n][1], chance)
    other = Signer(kept.keys[0].name, chance.randbytes(32))
    signed_[n] = (signed_[n][0], root, signed(Checkpoint(kept.keys[0].name, signed_[n][0], root).text, [other]))
    return kept._replace(checkpoints=signed_)


NAMED: tuple[Callable[[Kept, random.Random], Kept], ...] = (
    change_an_event, take_an_event_away, put_an_event_in, change_a_leaf, swap_two_leaves, take_a_leaf_away,
    change_a_node, change_the_head, change_a_checkpoint, sign_another_root,
)  # fmt: skip


def written_anew(kept: Kept, leaves: list[tuple[int, str, int, bytes]], signer: Signer) -> Kept:
    """Log, record, nodes, head and checkpoints as they would be, signed by the platform's own key."""
    hashes = [merkle.leaf(one[3]) for one in leaves]
    peaks, nodes = merkle.Peaks().grown(hashes)
    checkpoints = []
    for size in sorted({min(one[0], len(leaves)) for one in kept.checkpoints}):
        made = Checkpoint(signer.verifier.name, size, merkle.root(hashes[:size]))
        checkpoints.append((size, made.root, sign_checkpoint(made, [signer], MONDAY)))
    events = {(stream, seq): hashed for _, stream, seq, hashed in leaves}
    made_nodes = {(level, idx): hashed for level, idx, hashed in nodes}
    return Kept(leaves, events, made_nodes, checkpoints, (), peaks.size, b"".join(peaks.hashes), kept.keys)


def test_a_log_that_nobody_touched_holds(kept: Kept) -> None:
    assert kept.size > 30
    assert list(differing(kept, held(kept))) == []
    ((platform,),) = connection().execute("SELECT platform FROM log_key WHERE verifier = %s", (str(kept.keys[0]),))
    with lying(platform) as found:
        assert list(differing(found, held(kept))) == []
        assert list(found.pairs()) == list(kept.pairs())
        assert list(found.made()) == list(kept.made())


@pytest.mark.parametrize("tamper", NAMED, ids=lambda one: one.__name__)
def test_a_change_is_named(kept: Kept, tamper: Callable[[Kept, random.Random], Kept]) -> None:
    unnamed = [seed for seed in range(EACH) if first_differing(tamper(kept, random.Random(seed))) is None]
    assert unnamed == []


def test_a_changed_event_is_named_by_its_leaf(kept: Kept) -> None:
    chance = random.Random(3)
    changed = change_an_event(kept, chance)
    place = next(one for one in kept.events if changed.events[one] != kept.events[one])
    first = first_differing(changed)
    assert first is not None
    assert (first.stream, first.seq) == place
    assert kept.leaves[first.idx][1:3] == place


def test_a_log_written_anew_with_its_own_key_is_told_only_by_a_checkpoint_held_outside(
    kept: Kept, signer: Signer
) -> None:
    sizes = [size for size, _, _ in kept.checkpoints]
    for idx in range(0, kept.size, 3):
        leaves = list(kept.leaves)
        leaves[idx] = (*leaves[idx][:3], b"\1" * 32)
        anew = written_anew(kept, leaves, signer)
        assert first_differing(anew) is None
        first = first_differing(anew, held(kept))
        assert first is not None
        assert first.idx <= idx < next(size for size in sizes if size > first.idx)


def test_a_log_that_was_cut_off_is_told_by_a_checkpoint_held_outside(kept: Kept, signer: Signer) -> None:
    for size in (1, 10, kept.size - 1):
        cut = written_anew(kept, list(kept.leaves[:size]), signer)
        assert first_differing(cut) is None
        first = first_differing(cut, held(kept)[-1:])
        assert first is not None
        assert (first.idx, f"has {size} leaves" in first.why, "shorter" in first.why) == (0, True, True)


@pytest.mark.requirement("EV-3")
def test_the_command_checks_the_log_and_takes_checkpoints_from_outside(
    kept: Kept, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = world()
    a_complaint(made)
    platform = made.platform.pk
    sequencer.settle_all(MONDAY)
    outside = tmp_path / "outside.txt"
    text = "".join(f"{note}\n" for *_, note in kept_of(platform).checkpoints)
    outside.write_text(text)
    assert len(held_in(outside.read_text(), kept_of(platform).keys)) == 1
    words = ["ledger", "check", "--platform", str(platform), "--against", str(outside)]
    assert cli.run(cli.command_named("ledger"), _parsed(words)) == 0
    assert "1 checkpoints, and 1 held outside, hold" in capsys.readouterr().out
    outside.write_text("hello\n")
    for of_all in (words, ["ledger", "check", "--against", str(outside)]):
        assert cli.run(cli.command_named("ledger"), _parsed(of_all)) == 1, "nothing compared is nothing found well"
    connection().execute("DELETE FROM log_head WHERE platform = %s", (platform,))
    outside.write_text(text)
    assert cli.run(cli.command_named("ledger"), _parsed(words)) == 1
    assert "Broken" in capsys.readouterr().out


def _parsed(words: list[str]) -> Any:
    import argparse

    parser = argparse.ArgumentParser()
    command = cli.command_named(words[0])
    command.add_arguments(parser)
    return parser.parse_args(words[1:])


def test_events_that_wait_nowhere_are_told_and_caught_up_with() -> None:
    made = world()
    a_complaint(made)
    platform = made.platform.pk
    connection().execute("DELETE FROM to_log WHERE platform = %s", (platform,))
    with lying(platform) as found:
        first = first_differing(found)
    assert first is not None
    assert first == first_differing(kept_of(platform))
    assert "doesn't wait" in first.why
    assert catch_up(platform) == len(kept_of(platform).events)
    assert catch_up(platform) == 0
    sequencer.settle_all()
    assert list(differing(kept_of(platform))) == []


def test_what_was_taken_out_of_the_queue_is_found_and_told_without_anybody_asking(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Whoever may delete what waits could keep an event from ever coming in, and nothing would be late."""
    made = world()
    sequencer.settle_all()
    case = a_complaint(made).id
    platform = made.platform.pk
    assert platform not in dict(forgotten())
    connection().execute("DELETE FROM to_log WHERE platform = %s AND stream = %s", (platform, case))
    missing = dict(forgotten())[platform]
    assert sequencer.find_forgotten() >= missing == 2
    assert f"2 events of platform {platform} were neither in its log nor waited for it" in caplog.text
    sequencer.settle_all()
    assert list(differing(kept_of(platform))) == []
    assert platform not in dict(forgotten())
