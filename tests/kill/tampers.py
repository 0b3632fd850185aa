"""`python -m tests.kill.tampers --tampers N`: the tables' owner changes a copy of record and log, and is found out.

Some changes contradict what lies beside them. Others are made with care: hashes, leaves, nodes, head and checkpoints
anew, signed with the platform's own stolen key. Only a checkpoint held outside contradicts those, and then must.
"""

import argparse
import json
import os
import random
import shutil
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import NamedTuple

from ombud.ledger.canonical import START
from ombud.ledger.check import walked
from ombud.ledger.log.check import differing
from ombud.ledger.log.checkpoint import Checkpoint
from ombud.ledger.log.lying import kept_of
from ombud.ledger.log.note import Signer
from tests.kill.tamper_kinds import PLAIN, WITH_CARE, Copy, table

EVENTS = "SELECT platform, stream, seq, type, at, body, hash FROM event WHERE platform = %s ORDER BY stream, seq"
STREAMS = "SELECT id, version, head FROM stream WHERE platform = %s"
CASES = 5


class Found(NamedTuple):
    """What a campaign came to."""

    tampers: int
    found: int
    named: int
    unseen: dict[str, int]
    """Kinds of which some weren't found, or not named."""
    without_witness: dict[str, int]
    """The same changes looked at without the checkpoints from outside: how many would have been missed."""


def read(platform: int) -> Copy:
    """The platform's as it lies in the tables."""
    from ombud.ledger.connection import rows

    events = [(*one[:5], bytes(one[5]), bytes(one[6])) for one in rows(EVENTS, (platform,))]
    streams = {id: (version, bytes(head)) for id, version, head in rows(STREAMS, (platform,))}
    return Copy(events, streams, kept_of(platform))  # type: ignore[arg-type]


def named(copy: Copy, held: list[Checkpoint]) -> Iterator[tuple[int, str]]:
    """What the check names: leaf (-1 for none) and stream (empty for none)."""
    for one in walked(copy.events):
        yield -1, one.stream
    last: dict[str, tuple[int, bytes]] = dict.fromkeys(copy.streams, (0, START))
    count: Counter[str] = Counter()
    for _platform, stream, _seq, _type, _at, _body, hashed in copy.events:
        count[stream] += 1
        last[stream] = (count[stream], hashed)
    for stream in last.keys() | copy.streams.keys():
        if last.get(stream) != copy.streams.get(stream):
            yield -1, stream
    for differs in differing(copy.log, held):
        yield differs.idx, differs.stream


def seen(copy: Copy, held: list[Checkpoint]) -> tuple[bool, bool]:
    """Whether anything is found, and whether it is named where it is."""
    told = list(named(copy, held))
    sizes = sorted(one.size for one in held)
    right = any(stream in copy.touched for _leaf, stream in told)
    if copy.leaf is not None:
        # What a checkpoint outside says of leaves is said of all of them since the one before it.
        since = max((size for size in sizes if size <= copy.leaf), default=0)
        right = right or any(since <= leaf <= copy.leaf for leaf, _stream in told)
    if copy.above is not None:
        right = any(leaf == copy.above for leaf, _stream in told)
    return bool(told), right


def campaign(copy: Copy, key: Signer, tampers: int, seed: int) -> Found:
    """Change it so often, each time from the whole copy."""
    held = [Checkpoint(key.verifier.name, size, root) for size, root, _note in copy.log.checkpoints]
    assert list(named(copy, held)) == []
    chance = random.Random(seed)
    kinds = (*PLAIN, *WITH_CARE)
    found = right = 0
    unseen: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    for n in range(tampers):
        change = kinds[n % len(kinds)]
        changed = replace(copy, events=list(copy.events), streams=dict(copy.streams))
        change(changed, chance, key)
        if change not in WITH_CARE:
            table(changed)
        is_found, is_named = seen(changed, held)
        found += is_found
        right += is_named
        unseen[change.__name__] += not (is_found and is_named)
        if change in WITH_CARE:
            missed[change.__name__] += not seen(changed, [])[0]
    return Found(tampers, found, right, dict(+unseen), dict(missed))


def main() -> int:
    """Make a record in a place of its own, and change copies of it."""
    parser = argparse.ArgumentParser(prog="python -m tests.kill.tampers", description=__doc__)
    parser.add_argument("--tampers", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    from tests.kill.place import Place

    place = Place()
    os.environ.update(place.environment)
    try:
        place.start_postgres()
        import django

        django.setup()
        from ombud.accounts.log_keys import signer_of
        from ombud.site.migration import migrate

        migrate(verbosity=0)
        platform = a_record()
        done = campaign(read(platform), signer_of(platform), given.tampers, given.seed)
    finally:
        place.stop()
        shutil.rmtree(place.folder, ignore_errors=True)
    print(json.dumps(done._asdict()))
    return 0 if done.named == done.tampers else 1


def a_record() -> int:
    """Some cases of a fresh platform, put into its log in several batches; the platform."""
    from ombud.timers import sequencer
    from tests.cast import MONDAY, a_complaint, an_order, world

    made = world()
    for n in range(CASES):
        case = a_complaint(made, an_order(made, f"t-{n}"))
        made.do("complaint.answer", case.id, made.boris, stance="refuses", words="No.")
        sequencer.settle_all(MONDAY + timedelta(minutes=2 * n))
        made.do("complaint.message", case.id, made.ana, words="But look at it.")
        if n % 2:
            made.do("complaint.withdraw", case.id, made.ana)
        sequencer.settle_all(MONDAY + timedelta(minutes=2 * n + 1))
    return int(made.platform.pk)


if __name__ == "__main__":
    sys.exit(main())
