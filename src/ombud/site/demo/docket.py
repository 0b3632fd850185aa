"""Tells penalties of the demo world, act by act, with time passing over them as the timer would have let it pass."""

import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from ombud.accounts.models import Draft, Person
from ombud.accounts.platforms import settings_of
from ombud.core.order.state import Order
from ombud.core.penalty.state import Penalty
from ombud.core.policy.policy import Policy
from ombud.core.policy.violation import AppealForm, PenaltyRules
from ombud.desk.access import access_order
from ombud.desk.handle_many import let_time_pass
from ombud.desk.load import load
from ombud.ledger.connection import connection, rows
from ombud.packs.load import load_pack
from ombud.site.demo.tale import Scene

DAY = 24.0
STARTS_DAYS = 25
"""Further back than seven working days reach, whatever holidays lie between."""
MARGIN = timedelta(hours=1)
Files = Mapping[str, Sequence[str]]
"""Names of photos, by the material they are handed in for."""


class Docket:
    """The penalties of one platform, told as hours before the scene's instant."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.policy: Policy = load_pack(scene.market.pack)
        assert self.policy.pack.penalties is not None, "told of a platform whose pack knows penalties"
        self.rules: PenaltyRules = self.policy.pack.penalties

    def impose(self, hours: float, who: str, violation: str, shop: str, facts: str, reasons: str, **more: Any) -> str:
        """A penalty, or its proposal; returns its id."""
        given = {"shop": shop, "violation": violation, "facts": facts, "reasons": reasons, "language": "zh-Hans"}
        return self.scene.act(hours, who, "penalty.impose", "", **{**given, **more}).id

    def do(self, hours: float, who: str, verb: str, penalty: str, **fields: Any) -> None:
        """One act, after whatever was due before it."""
        self.pass_over(penalty, self.scene.ago(hours))
        self.scene.act(hours, who, f"penalty.{verb}", penalty, **fields)

    def opened(self, penalty: str, *whom: tuple[float, str]) -> None:
        """These members opened the notice, so many hours ago."""
        for hours, who in whom:
            self.do(hours, who, "open-notice", penalty)

    def begun(self, hours: float, who: str, penalty: str) -> None:
        """An appeal is begun, with the member's number where orders are drawn."""
        self.do(hours, who, "begin", penalty, chance=secrets.token_hex(16))

    def appealed(
        self,
        hours: float,
        who: str,
        penalty: str,
        answers: Mapping[str, str],
        files: Files,
        nothing_for: Sequence[str] = (),
    ) -> None:
        """The appeal, begun two hours before if it wasn't; what the form asks of a drawn order is that order's own."""
        if self.penalty(penalty).appeal != "begun":
            self.begun(hours + 2, who, penalty)
        now, form = self.penalty(penalty), self.form(penalty)
        drawn = [one for one in now.slots if one != "whole" and one not in nothing_for]
        told = [{"code": code, "words": words} for code, words in answers.items()]
        own = {one.code for one in form.materials}
        handed = self._files(who, hours, {code: names for code, names in files.items() if code in own})
        for slot in drawn:
            told += [{"code": code, "words": words, "slot": slot} for code, words in self.of_order(form, slot).items()]
            each = {code: names for code, names in files.items() if code not in own}
            handed += [{**one, "about": slot} for one in self._files(who, hours, each)]
        self.do(hours, who, "appeal", penalty, answers=told, files=handed, nothing_for=list(nothing_for))

    def decided(self, hours: float, who: str, penalty: str, words: str, *upheld: str) -> None:
        """The decision: a reason for each slot that is upheld, in their order, empty where it isn't."""
        verdicts = [
            {"slot": slot, "upheld": bool(why), "words": why}
            for slot, why in zip(self.penalty(penalty).slots, upheld, strict=True)
        ]
        self.do(hours, who, "decide-appeal", penalty, verdicts=verdicts, words=words)

    def penalty(self, id: str) -> Penalty:
        """The penalty as it stands after what was told."""
        loaded, _before = load(connection(), self.scene.platform, "penalty", id)
        penalty: Penalty = loaded.state
        return penalty

    def of_order(self, form: AppealForm, order: str) -> dict[str, str]:
        """What the form asks of one order, as its shop would know it."""
        told: Order = access_order(self.scene.platform, order, self.scene.actors["jiang"])
        shipped = told.facts.shipped_at or self.scene.now
        sold = told.facts.lines[0]
        known = {
            "waybill-number": f"XD{int(order[2:]) * 7919 % 10**12:012}",
            "dispatched-on": shipped.astimezone(settings_of(self.scene.platform).zone).date().isoformat(),
            "what-was-sold": f"{sold.title}（{sold.specification}）× {sold.quantity}",
        }
        return {one.code: known[one.code] for one in form.slot_fields}

    def draft(self, who: str, penalty: str, fields: Mapping[str, str]) -> None:
        """What a member has typed into the appeal's form and not sent."""
        Draft.objects.create(
            platform_id=self.scene.platform,
            person=Person.objects.get(platform=self.scene.platform, ref=who),
            form="merchant-appeal",
            about=self.penalty(penalty).number,
            fields={name: [text] for name, text in fields.items()},
        )

    def pass_over(self, penalty: str, until: datetime) -> None:
        """Let everything follow that was due by then, each at its own instant."""
        while True:
            loaded, _before = load(connection(), self.scene.platform, "penalty", penalty)
            if loaded.due_at is None or loaded.due_at > until:
                return
            if not let_time_pass([(self.scene.platform, penalty)], loaded.due_at):
                return

    def pass_over_all(self) -> None:
        """The same for every penalty until now, so that nothing long due happens only when the demo is served."""
        for row in rows("SELECT id FROM penalty_row WHERE platform = %s", (self.scene.platform,)):
            self.pass_over(row[0], self.scene.now)

    def review_nearly_over(self) -> float:
        """How many hours ago an appeal was sent whose review is due next of all."""
        starts = range(STARTS_DAYS * 24, 0, -6)
        return next(one for one in starts if self._end(one) > self.scene.now + MARGIN)

    def review_just_over(self) -> float:
        """How many hours ago an appeal was sent whose review ran out last."""
        return next(one for one in range(6, STARTS_DAYS * 24, 6) if self._end(one) < self.scene.now - MARGIN)

    def _end(self, hours: float) -> datetime:
        return self.policy.end(self.rules.windows.review, self.scene.ago(hours))

    def form(self, penalty: str) -> AppealForm:
        """What the violation's appeal asks for."""
        violation = self.rules.violation(self.penalty(penalty).imposition.violation)
        assert violation is not None
        assert violation.appeal is not None
        return violation.appeal.form

    def _files(self, who: str, hours: float, files: Files) -> list[dict[str, str]]:
        return [self.scene.photo(who, name, kind, hours) for kind, names in files.items() for name in names]
