"""A fund for one reader: balances, holds with their decisions, what is on its way or owed, and its statement."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ombud.core.complaint.standing import nearest
from ombud.core.complaint.state import Complaint
from ombud.core.fund.events import Cause
from ombud.core.fund.state import Fund, Hold, Payment
from ombud.core.penalty.state import Penalty
from ombud.core.people import Party
from ombud.desk.access import FundCase
from ombud.desk.decide import Loaded, time_passes
from ombud.desk.handle import policy_of
from ombud.desk.line_words import line_words
from ombud.desk.load import load_many
from ombud.ledger.connection import connection, rows
from ombud.notices.links import path_to
from ombud.notices.silence import silence_words
from ombud.packs.load import texts
from ombud.portals.common.display import money, when
from ombud.portals.common.funds.told import account_words, decision_words, signed
from ombud.reads import funds
from ombud.reads.funds import Began, Line

Row = dict[str, Any]
TOLD = "SELECT id FROM surge_row WHERE platform = %s AND id = ANY(%s) AND told"
"""Surges that the shop was told of: it has a page of these, and of no others."""


class FundTeller:
    """The rows of one fund for one reader, in the language that is active."""

    def __init__(self, case: FundCase) -> None:
        self.case = case
        self.fund: Fund = case.fund
        self.lang = get_language() or "en"
        kept: list[Hold | Payment] = [*self.fund.holds, *self.fund.payments]
        causes = [*(one.cause for one in kept), *(one.cause for one in self.fund.debts)]
        ids = sorted({one.id for one in causes if one.kind in ("penalty", "complaint")})
        found = load_many(connection(), case.platform.id, ids) if ids else {}
        self.cases: Mapping[str, Any] = {id: _now(one, case) for id, one in found.items()}
        self.began = funds.began(case.platform.id, self.fund.id, [one.id for one in kept])
        self.words = funds.said(case.platform.id, self.fund.id, [one.words for one in self.began.values()])
        self._told = _told(case, [one.id for one in causes if one.kind == "surge"])

    def money(self, minor: int) -> str:
        """An amount of this fund."""
        return money(minor, self.fund.currency)

    def balances(self) -> list[Row]:
        """What stands in each account, for parts/facts.html; what is owed is written without its sign."""
        fund = self.fund
        shown = {one: abs(getattr(fund, one)) for one in ("available", "held", "ordered", "owed", "forfeited")}
        tones = {"owed": "warn" if fund.owed else "", "held": "bad" if fund.frozen else ""}
        return [
            {"label": label, "minor": shown[one], "currency": fund.currency, "tone": tones.get(one, "")}
            for one, label in account_words().items()
            if shown[one] or one in ("available", "held")
        ]

    def frozen(self) -> Row | None:
        """The hold that keeps everything back, and why."""
        return next((one for one in self.holds() if one["whole"]), None)

    def holds(self) -> list[Row]:
        """Each hold: whose decision, since when, what it still waits for, and when it ends or is looked at again."""
        return [self._hold(one) for one in self.fund.holds]

    def payments(self) -> list[Row]:
        """Each payment to a consumer that hasn't left, and from whose money it comes."""
        return [
            {
                **self._decision(one.cause),
                "minor": one.amount,
                "lent": sum(entry.amount for entry in one.entries if entry.debit == "owed"),
                "since": _at(self.began.get(one.id)),
                "mismatched": one.mismatched and self.case.party == "platform",
                "payment": one.id if self.case.party == "platform" else "",
            }
            for one in self.fund.payments
        ]

    def debts(self) -> list[Row]:
        """Each decision for which the platform paid of its own money, and how much of it isn't back yet."""
        return [{**self._decision(one.cause), "minor": one.amount} for one in self.fund.debts]

    def lines(self, found: Iterable[Line]) -> list[Row]:
        """Lines of the statement, as common/funds/statement.html wants them."""
        lines = list(found)
        words = funds.said(self.case.platform.id, self.fund.id, [one.words for one in lines])
        self._told |= _told(self.case, [one.cause_id for one in lines if one.cause == "surge"])
        return [self._line(one, words) for one in lines]

    def _line(self, line: Line, words: Mapping[str, str]) -> Row:
        cause = Cause(kind=line.cause, id=line.cause_id, number=line.number) if line.cause else None  # type: ignore[arg-type]
        moved = [
            {"label": label, "text": signed(-minor if account == "owed" else minor, self.fund.currency)}
            for account, label in account_words().items()
            if (minor := getattr(line, account))
        ]
        return {
            "at": line.at,
            "what": line_words(line.type),
            **(self._decision(cause) if cause else {"label": "", "url": ""}),
            "reference": line.reference,
            "moved": moved,
            "free": line.free,
            "words": words.get(line.words, ""),
        }

    def _hold(self, hold: Hold) -> Row:
        lacks = hold.lacks
        began = self.began.get(hold.id)
        waits = ""
        if lacks:
            waits = _("Still to be kept back as it comes in: {amount}.").format(amount=self.money(lacks))
        elif lacks is None:
            waits = _("Everything that comes in is kept back too.")
        return {
            **self._decision(hold.cause),
            "minor": hold.kept,
            "wanted": hold.wanted,
            "whole": hold.wanted is None,
            "forfeited": self._taken(hold),
            "since": _at(began),
            "said": self.words.get(began.words, "") if began else "",
            "waits": waits,
            "surge": hold.cause.id if hold.cause.kind == "surge" else "",
            **self._ends(hold),
        }

    def _taken(self, hold: Hold) -> str:
        return _("Taken for good: {amount}").format(amount=self.money(hold.forfeited)) if hold.forfeited else ""

    def _ends(self, hold: Hold) -> Row:
        """When it ends or is looked at again, and what follows if nobody acts."""
        case = self.cases.get(hold.cause.id)
        if isinstance(case, Penalty):
            return self._of_penalty(case, hold)
        if isinstance(case, Complaint):
            due = nearest(case, self.case.party)
            ends = _("It ends once the ruling is carried out, or as a review of the ruling says.")
            if due is None:
                return {"ends": ends}
            what = texts(case.pack).say(f"deadline.{due.kind}", self.lang)
            by = _("{what}: by {time}").replace("{what}", what)
            return {"ends": ends, "due_at": due.due_at, "start_at": due.from_at, "by": by,
                    "silence": silence_words(due, case)}  # fmt: skip
        return {"ends": _("It ends when a reviewer frees it; nothing of it is taken.")}

    def _of_penalty(self, penalty: Penalty, hold: Hold) -> Row:
        words = texts(penalty.pack)
        measure = next((one.terms for one in penalty.measures if f"{penalty.id}:{one.terms.id}" == hold.id), None)
        what = words.say(f"violation.{penalty.imposition.violation}", self.lang)
        if hold.wanted is None and (due := penalty.deadline("freeze-look")):
            return {
                "what": what, "due_at": due.due_at, "start_at": due.from_at,
                "by": _("The platform looks at it again by {time}"),
                "ends": _("It ends when the platform lifts it, or an appeal succeeds."),
                "silence": words.say("deadline.freeze-look.lapse", self.lang),
            }  # fmt: skip
        if measure and measure.ends_at:
            at = when(measure.ends_at, self.case.platform.zone, self.case.at)
            told = _("It ends by itself on {time}, earlier if the platform lifts it or an appeal succeeds.")
            return {"what": what, "ends": told.format(time=at)}
        return {"what": what, "ends": _("It ends when the platform lifts it, or an appeal succeeds.")}

    def _decision(self, cause: Cause) -> Row:
        """Its name, and where this reader finds it."""
        return {"label": decision_words(cause.kind, cause.number), "url": self._url(cause)}

    def _url(self, cause: Cause) -> str:
        party: Party = self.case.party
        if cause.kind == "surge" and cause.id not in self._told and party == "merchant":
            return ""
        return path_to(cause.kind, cause.number or cause.id, party) if cause.kind != "staff" else ""


def _now(loaded: Loaded, case: FundCase) -> Any:
    """A decision's case as it stands at this instant, right even if no timer ran."""
    passed = time_passes(loaded, policy_of(loaded, case.platform), case.at)
    return passed.state if passed else loaded.state


def _told(case: FundCase, surges: list[str]) -> set[str]:
    return {id for (id,) in rows(TOLD, (case.platform.id, surges))} if surges else set()


def _at(began: Began | None) -> datetime | None:
    return began.at if began else None
