"""`python -m tests.failover --rounds N`: the primary of two is lost under load; 1 where a goal is missed."""

import argparse
import json
import sys

from tests.failover.programs import etcd, patroni
from tests.failover.rounds import GOAL_SECONDS, Run, run


def main() -> int:
    """Run, tell, and write the figures down where that is asked."""
    parser = argparse.ArgumentParser(prog="bin/faults failover", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="losses of the primary (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true", help="one JSON object instead of words")
    parser.add_argument(
        "--etcds", type=int, choices=(1, 3), default=1, help="of three, one is lost with the primary (default: one)"
    )
    given = parser.parse_args()
    keeper = etcd()
    if keeper is None:
        print("bin/faults failover: etcd is not installed (Debian: etcd-server).", file=sys.stderr)
        return 2
    done = run(given.rounds, given.seed, patroni(), keeper, given.etcds)
    if given.json:
        print(json.dumps({**done._asdict(), "verdict": done.verdict._asdict(), "reached": done.reached}))
    else:
        print(told(done))
    return 0 if done.reached else 1


def told(done: Run) -> str:
    """The figures as a person reads them."""
    verdict, stopped = done.verdict, sorted(done.stopped_seconds)
    found = {
        name: n for name, n in verdict._asdict().items() if n and name not in ("acknowledged", "events", "notices")
    }
    lines = f"""{done.rounds} losses of the primary in {done.seconds} s, synchronous_mode on,
ttl {done.ttl}, loop_wait {done.loop_wait}, retry_timeout {done.retry_timeout}
acknowledged: {verdict.acknowledged} calls, {verdict.events} events, {verdict.notices} notices
tries without an answer, sent again: {done.unknown}
acknowledged and lost: {verdict.lost}; doubled: {verdict.doubled}; all findings: {found or "none"}
seconds in which no write was acknowledged, a figure a loss: {done.stopped_seconds}
of these the median {stopped[len(stopped) // 2]}, the longest {stopped[-1]} (goal: at most {GOAL_SECONDS})
seconds until the lost node was a synchronous standby again: {done.rejoined_seconds}"""
    return "\n".join([lines, *done.wrong])


if __name__ == "__main__":
    sys.exit(main())
