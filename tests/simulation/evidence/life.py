"""One order with what is said about it and kept for it, its complaints, and reports that their pictures are fake."""

import random
from collections import Counter
from datetime import timedelta
from typing import Any

from msgspec.structs import replace

from ombud.core.complaint.state import Complaint
from ombud.core.evidence_report.state import EvidenceReport
from ombud.core.files import File
from ombud.core.order.state import Order
from ombud.core.order_vault.state import OrderVault
from ombud.core.people import Actor
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.words import EMPTY
from ombud.desk.load import stream_id
from tests.simulation import cast
from tests.simulation.complaints.fillings import fields
from tests.simulation.complaints.life import ORDER, OrderLife, rests
from tests.simulation.desk import Act, Crash
from tests.simulation.evidence import plays
from tests.simulation.evidence.desk import EvidenceDesk
from tests.simulation.evidence.moods import MOODS
from tests.simulation.evidence.shelf import BROKEN, Shelf
from tests.simulation.evidence.watch import EvidenceWatch
from tests.simulation.life import LAGS, Life, Mood, Plant

TALK = stream_id("conversation", "o1")
REPORTS_MAX = 7
"""Reports that somebody tries in one life: more than any pack takes for an order."""
CONTENTS = 60
"""Different bytes: so few that the same come again, from the same and from other people."""


def _narrow(policy: Policy, seed: int) -> Policy:
    """In every third life one groundless report closes the door, and three files are all that is kept."""
    pack = policy.pack
    if seed % 3 or pack.evidence_reports is None or pack.keeping is None:
        return policy
    reports, keeping = replace(pack.evidence_reports, false_max=1), replace(pack.keeping, files_max=3)
    return replace(policy, pack=replace(pack, evidence_reports=reports, keeping=keeping))


class EvidenceLife(OrderLife):
    """One or two complaints, up to the pack's number of reports and some beyond it."""

    money = 0.02
    drains_max = 600
    """What is kept ends file by file, and overdue reports are handed on every day or so until then."""

    def __init__(
        self, seed: int, policies: tuple[Policy, ...], coverage: Counter[str], plant: Plant | None = None
    ) -> None:
        policy = _narrow(policies[seed % len(policies)], seed)
        Life.__init__(self, seed, random.Random(seed), coverage)
        self.bought = cast.facts(self.chance, policy, self.now)
        while self.bought.paid <= policy.pack.limits.two_people_above and self.chance.random() < 0.8:
            self.bought = cast.facts(self.chance, policy, self.now)  # what two people decide comes up often
        self.shelf = Shelf(self.chance)
        self.watch: EvidenceWatch = EvidenceWatch(policy, self.bought.paid, coverage, self.memory, self.shelf)
        self.desk: EvidenceDesk = EvidenceDesk(self.memory, policy, self.chance, self.watch, self.shelf)
        self.lag = self.chance.choice(LAGS)
        self.reports: list[str] = []
        if plant is not None:
            plant(self.desk)

    def begin(self) -> None:
        chance = self.chance
        self.tell_order()
        self.settle()
        for _ in range(chance.choice((0, 1, 2, 4))):
            self.wish(plays.said(self.scene()) if chance.random() < 0.6 else plays.kept(self.scene()))
            self.now += timedelta(minutes=chance.randint(0, 600))
        self.desk.crash_rate = self.shelf.crash_rate = chance.choice((0.0, 0.02, 0.06))
        for n in range(chance.choice((1, 1, 1, 2))):
            self.file(n)
            if f"c{n}" in self.moods:
                self.moods[f"c{n}"] = chance.choice(MOODS)
                self.bring_forward(f"c{n}")

    def file(self, n: int) -> None:
        """A complaint with the pictures that it needs and some more, some of them kept before."""
        id, chance = f"c{n}", self.chance
        filed = cast.filing(chance, self.desk.policy, self.bought, "o1") | {"number": f"N{n}", "problem": cast.SAID}
        kinds = [one.kind for one in filed["files"]]
        given = [self.brought(cast.CONSUMER) for _ in range(max(len(kinds), chance.choice((0, 1, 1, 2))))]
        files = [one for one in given if one]
        filed["files"] = tuple(
            replace(one, kind=kind) for one, kind in zip(files, [*kinds, *["other"] * len(files)], strict=False)
        )
        self.do(self.wants("file", id, cast.CONSUMER, filed))
        if id in self.memory.streams:
            self.moods[id] = MOODS[0]
        self.now += timedelta(minutes=chance.randint(0, 90))

    def bring_forward(self, id: str) -> None:
        """Mostly a case is as far as something was given, or ruled: what a report can change most."""
        lot = self.chance.random()
        if lot < 0.2:
            return
        if lot < 0.45:
            self._have("answer", id, cast.SELLER, {"stance": "agrees", "words": EMPTY})
        elif lot < 0.6:
            answer = self.state(id).deadline("answer")
            self.advance(answer.due_at + self.lag if answer else self.now)
        else:
            self._have("admit", id, cast.SENIOR, {})
            self._have("step-in", id, cast.SENIOR, {"words": cast.SAID})
            self._have_open(id)
            given = fields("rule", self.chance, self.state(id), self.desk.policy, self.moods[id], self.now)
            self._have("rule", id, cast.REVIEWERS[0], given)
        if self.state(id).stage == "executing" and self.chance.random() < 0.75:
            self._have("confirm", id, cast.CONSUMER, {})
        self.now += timedelta(minutes=self.chance.randint(0, 3_000))

    def _have(self, name: str, id: str, by: Actor, given: dict[str, Any]) -> None:
        self.do(self.wants(name, id, by, given))

    def _have_open(self, id: str) -> None:
        """A reviewer looks at everything in a case."""
        exhibits = tuple(one.id for one in self.state(id).exhibits)
        if exhibits:
            self._have("open-exhibits", id, cast.REVIEWERS[1], {"exhibits": exhibits})

    def wished(self, id: str, mood: Mood) -> Act:
        id = id if id in self.memory.streams else self._case()
        chance, state = self.chance, self.state(id)
        lot = chance.random()
        if lot < 0.05:
            self._doubt_a_file()
        if lot < 0.13:
            return self.acts(plays.said(self.scene()))
        if lot < 0.24:
            return self.acts(plays.kept(self.scene()))
        if isinstance(state, EvidenceReport):
            case = self._case_of(state)
            if case is not None and state.stage == "examined" and chance.random() < 0.6:
                self._have_open(case.id)
            wish = plays.about_report(self.scene(), state, case)
            if wish.verb.name == "recount":
                self.desk.policy = cast.replaced_table(self.watch.policy)
            return self.acts(wish)
        if state.adjusting and lot < 0.9:
            by = chance.choice((*cast.REVIEWERS, cast.SENIOR))
            name = chance.choice(("approve", "reject"))
            return self.wants(name, id, by, {"words": cast.SAID} if name == "reject" else {})
        if lot < 0.29:
            return self.acts(plays.attached(self.scene(), state))
        if lot < 0.62 and len(self.reports) < REPORTS_MAX:
            return self._report()
        return self._with_files(super().wished(id, mood))

    def _report(self) -> Act:
        id = f"e{len(self.reports)}"
        self.reports.append(id)
        self.moods[id] = self.chance.choice(MOODS)
        return self.acts(plays.reported(self.scene(), id))

    def _with_files(self, act: Act) -> Act:
        """Files that a complaint's own wishes name are brought first, or were kept before."""
        if not act.fields.get("files"):
            return act
        given = []
        for one in act.fields["files"]:
            kept = self.desk.bring.vault(self._order(), act.by)
            file = self.chance.choice(kept.items).file if kept and self.chance.random() < 0.4 else None
            held = File(file=file) if file else self.brought(act.by)
            given += [replace(held, kind=one.kind)] if held else []
        return act._replace(fields={**act.fields, "files": tuple(given)})

    def brought(self, by: Actor) -> File | None:
        """A file of theirs: deposited now mostly, tried again after a crash; now and then one that can't be read."""
        chance = self.chance
        content = f"{chance.randint(1, CONTENTS)}".encode()
        data = BROKEN + content if chance.random() < 0.06 else content
        while True:
            try:
                held = self.shelf.deposit(by.id, data, self.now)
            except Crash:
                continue
            break
        self.watch.deposited(by.id, data, held)
        return None if isinstance(held, Refusal) else File(file=held.id)

    def _doubt_a_file(self) -> None:
        """A file is put into quarantine, and somebody looks at another."""
        ids = sorted(self.shelf.rows)
        if not ids:
            return
        if self.chance.random() < 0.3:
            self.shelf.quarantine(self.chance.choice(ids))
        id = self.chance.choice(ids)
        self.watch.looked(id, self.shelf.look(id, cast.SENIOR.id, self.now))

    def scene(self) -> plays.Scene:
        cases = [self.state(one.id) for one in self._order().complaints]
        talk = self.state(TALK) if TALK in self.memory.streams else None
        vaults = [stream_id("order_vault", f"o1:{side}") for side in ("consumer", "merchant")]
        kept: list[OrderVault] = [self.state(one) for one in vaults if one in self.memory.streams]
        pictures = [one.id for case in cases for one in case.exhibits if one.side == "consumer"]
        pictures += talk.consumer_part.files if talk else ()
        return plays.Scene(
            self.chance, self.desk.policy, self.brought, tuple(pictures), tuple(sorted(self.shelf.rows)),
            tuple(cases), tuple(kept), talk.events if talk else 0,
        )  # fmt: skip

    def acts(self, wish: plays.Wish) -> Act:
        """The act of a wish; all of these things are about the order."""
        return self.act(wish.verb, wish.target, wish.by, wish.fields, ORDER)

    def wish(self, wish: plays.Wish) -> None:
        self.do(self.acts(wish))

    def over(self, id: str) -> bool:
        if id not in self.memory.streams:
            return True
        state = self.state(id)
        return not state.open if isinstance(state, EvidenceReport) else bool(state.stage == "closed")

    def state(self, id: str) -> Any:
        # A report that was refused, or is on its way, has no stream; whoever asks after it is told of a complaint.
        return super().state(id if id in self.memory.streams else self._case())

    def rests(self, id: str) -> bool:
        state = self.state(id)
        if isinstance(state, EvidenceReport):
            return not state.open or (state.stage == "examined" and state.overdue >= 1)
        return rests(state, self.desk.policy)

    def end(self) -> None:
        """Whoever is asked to agree to an adjustment says something, mostly."""
        for id in [id for id in self.moods if id.startswith("c") and self.state(id).adjusting]:
            for by in self.chance.sample(cast.REVIEWERS, 2):
                self._have("reject", id, by, {"words": cast.SAID})

    def last(self) -> None:
        """What is kept ends long after everything else, where nobody is waited for; then every file once more."""
        ends = [one.due_at for kept in self.scene().vaults for one in kept.deadlines]
        if ends and all(self.over(id) for id in self.moods):
            self.advance(max(ends) + self.lag)
        self.watch.ended()

    def _case(self) -> str:
        return next(id for id in self.moods if id.startswith("c"))

    def _order(self) -> Order:
        order: Order = self.memory.state(ORDER)
        return order

    def _case_of(self, report: EvidenceReport) -> Complaint | None:
        found: Complaint | None = self.state(report.complaint) if report.complaint else None
        return found
