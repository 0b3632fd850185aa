"""The people of the penalty's tests, a small catalogue under which their cases run, and a case to act in."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from types import ModuleType
from typing import Any, NamedTuple

from msgspec.structs import replace

from ombud.core.files import File
from ombud.core.penalty import draw, impose, lapse
from ombud.core.penalty.events.imposing import PenalisedOrder
from ombud.core.penalty.form import Answer
from ombud.core.penalty.impose import Grounds
from ombud.core.penalty.state import Penalty, evolve
from ombud.core.people import Actor, Clock, Member, Reviewer, System
from ombud.core.policy.policy import Policy
from ombud.core.policy.violation import (
    AppealForm,
    AppealRules,
    FormField,
    Material,
    MeasureTerms,
    PenaltyLimits,
    PenaltyRules,
    PenaltyWindows,
    Violation,
)
from ombud.core.refusal import Refusal
from ombud.core.shop import follow as shop_follow
from ombud.core.shop.events import ShopFacts
from ombud.core.shop.state import Shop
from ombud.core.shop.state import evolve as evolve_shop
from ombud.core.words import EMPTY, Words
from tests.core.complaint.world import DAY, HOUR, INSTANT, PACK, T0, span
from tests.core.complaint.world import POLICY as COMPLAINTS

__all__ = ["DAY", "HOUR", "INSTANT", "T0"]

BORIS = Member(id="boris", shop="mugs", rights=("answer", "appeal"))
BELA = Member(id="bela", shop="mugs", rights=("answer",))
"""Works for the shop without the right to appeal."""
VERA = Member(id="vera", shop="mugs")
SAM = Member(id="sam", shop="another", rights=("answer", "appeal"))
RITA = Reviewer(id="rita", rights=("rule", "approve"))
RUTH = Reviewer(id="ruth", rights=("rule", "approve"))
OLGA = Reviewer(id="olga", rights=("rule", "approve", "oversee"))
IRIS = Reviewer(id="iris", rights=())
KEY = System(id="key:1")
TIME = Clock()

SLOTTED = AppealForm(
    fields=(FormField(code="story", type="words", words_max=100),),
    slot_fields=(FormField(code="waybill", type="line", words_max=30),),
    slot_materials=(Material(code="payment", accepts=("picture",), files_min=1, files_max=2),),
)
WHOLE = AppealForm(fields=(FormField(code="story", type="words", words_max=100),))
TYPED = AppealForm(
    fields=(
        FormField(code="kind", type="choice", choices=("a", "b")),
        FormField(code="day", type="date"),
        FormField(code="paid", type="amount"),
        FormField(code="pieces", type="number", required=False),
        FormField(code="true", type="yes"),
    ),
    materials=(Material(code="licence", accepts=("pdf",), files_min=1, files_max=1),),
)
UNCOUNTED = MeasureTerms(code="sales", kind="sales-not-counted")
DEMOTED = MeasureTerms(code="search", kind="search-demotion", lasts=span(hours=168))
RULES = PenaltyRules(
    windows=PenaltyWindows(
        approval=span(hours=24),
        review=span(working_days=7),
        senior=span(working_days=2),
        completion=span(working_days=3),
        question=span(hours=48),
        condition=span(hours=120),
        consultation=span(working_days=2),
        prepared_before=span(hours=1),
        remind_before=span(hours=24),
    ),
    violations=(
        Violation(
            code="fake-sales", rule="1.1", appealable=True, orders="must", measures=(UNCOUNTED, DEMOTED),
            appeal=AppealRules(closes=span(hours=240), form=SLOTTED, slots="orders", drawn_max=3),
        ),
        Violation(
            code="false-page", rule="1.1", appealable=True,
            measures=(MeasureTerms(code="listing", kind="listing-removed"),),
            appeal=AppealRules(closes=span(hours=240), opens=span(hours=48), form=WHOLE, attempts_max=2),
        ),
        Violation(
            code="forms", rule="1.1", appealable=True, measures=(MeasureTerms(code="warned", kind="warning"),),
            appeal=AppealRules(closes=span(hours=240), form=TYPED),
        ),
        Violation(
            code="items", rule="1.1", appealable=True, items=True,
            measures=(MeasureTerms(code="hidden", kind="shop-hidden"),),
            appeal=AppealRules(
                closes=span(hours=240), slots="items", attempts_max=3, none_allowed=False,
                form=AppealForm(slot_fields=(FormField(code="reason", type="words"),)),
            ),
        ),
        Violation(
            code="fraud", rule="1.1", appealable=True,
            measures=(
                MeasureTerms(code="closed", kind="account-closed"),
                MeasureTerms(code="held", kind="funds-held", amount=True),
            ),
            appeal=AppealRules(closes=span(hours=240), form=WHOLE),
        ),
        Violation(
            code="forbidden", rule="1.1", appealable=False,
            measures=(MeasureTerms(code="later", kind="listing-removed", after=span(hours=24), lasts=span(hours=72)),),
        ),
    ),
    limits=PenaltyLimits(orders_max=50, items_max=3, funds_two_people_above=1000, questions_max=2),
)  # fmt: skip
POLICY = Policy(pack=replace(PACK, penalties=RULES), calendar=COMPLAINTS.calendar)
SHOP = Shop(id="mugs", facts=ShopFacts(name="Mugs"), source="test")
SEED = Words("5eed" * 16)
NUMBER = "0123456789abcdef"
ORDERS = tuple(PenalisedOrder(id=f"o{n}", number=f"N{n}", amount=100 * n, currency="CNY") for n in range(1, 8))


class Case(NamedTuple):
    """A penalty with its shop, its events and the instant of the last; every act gives another one."""

    state: Penalty
    shop: Shop
    events: tuple[Any, ...]
    at: datetime

    def then(self, verb: ModuleType, by: Actor, after: timedelta = HOUR, **fields: Any) -> "Case":
        """The case after one more act, which must be possible."""
        outcome = attempt(verb, self, by, self.at + after, **fields)
        assert not isinstance(outcome, Refusal), outcome
        return self.happened(outcome, self.at + after)

    def wait(self, after: timedelta) -> "Case":
        """The case after time alone has passed over it."""
        at = self.at + after
        outcome = lapse.decide(lapse.LetTimePass(by=TIME, at=at, penalty="p1"), self.state, POLICY)
        return self.happened(() if isinstance(outcome, Refusal) else outcome, at)

    def happened(self, events: Iterable[Any], at: datetime) -> "Case":
        """The case after these events; the shop follows."""
        state, shop = self.state, self.shop
        for event in events:
            state = evolve(state, event)
            for echo in shop_follow.follow(event, state, shop):
                shop = evolve_shop(shop, echo)
        return Case(state, shop, (*self.events, *events), at)


def attempt(verb: ModuleType, case: Case, by: Actor, at: datetime | None = None, **fields: Any) -> Any:
    """What a verb says to this act: events, or why not. A begun appeal gets the seed, as the desk brings it."""
    command = next(
        one for one in vars(verb).values() if isinstance(one, type) and one.__module__ == verb.__name__
        and issubclass(one, impose.Command) and one is not impose.Command
    )  # fmt: skip
    if verb.__name__.endswith(".begin"):
        fields = {"chance": NUMBER, "seed": SEED, **fields}
    given = command(by=by, at=at or case.at + HOUR, penalty="p1", **fields)
    return verb.decide(given, case.state, POLICY)


def imposing(violation: str, by: Actor = RITA, shop: Shop = SHOP, **fields: Any) -> Any:
    """What comes of imposing a penalty at T0: events, or why not."""
    orders = fields.pop("orders", tuple(one.id for one in ORDERS) if violation == "fake-sales" else ())
    command = impose.ImposePenalty(
        by=by, at=T0, penalty="p1", number="TP-1", shop=shop.id, violation=violation, orders=orders,
        facts=fields.pop("facts", Words("What was found.")), reasons=fields.pop("reasons", Words("Why.")),
        seed=SEED, known_orders=tuple(one for one in ORDERS if one.id in orders), **fields,
    )  # fmt: skip
    return impose.decide(command, Grounds(shop=shop), POLICY)


def a_penalty(violation: str = "fake-sales", shop: Shop = SHOP, **fields: Any) -> Case:
    """A penalty imposed by Rita at T0."""
    outcome = imposing(violation, shop=shop, **fields)
    assert not isinstance(outcome, Refusal), outcome
    state = evolve(None, outcome[0])
    now = shop
    for echo in shop_follow.follow(outcome[0], state, now):
        now = evolve_shop(now, echo)
    return Case(state, now, outcome, T0)


def drawn_by(number: str = NUMBER) -> tuple[str, ...]:
    """The orders that are drawn with this number."""
    return draw.drawn(SEED.text, number, (one.id for one in ORDERS), 3)


DRAWN = drawn_by()


def a_file(kind: str, about: str = "", media_type: str = "image/jpeg") -> File:
    return File(file=f"{kind}-{about}", kind=kind, sha256="aa", media_type=media_type, about=about)


def filled(*slots: str, nothing_for: tuple[str, ...] = ()) -> dict[str, Any]:
    """A complete appeal of the drawn orders."""
    given = [one for one in slots or DRAWN if one not in nothing_for]
    return {
        "answers": (
            Answer(code="story", words=Words("It was like this.")),
            *(Answer(code="waybill", words=Words(f"SF{one}"), slot=one) for one in given),
        ),
        "files": tuple(a_file("payment", one) for one in given),
        "nothing_for": nothing_for,
    }


STORY: dict[str, Any] = {"answers": (Answer(code="story", words=Words("It was like this.")),)}
NO_WORDS = EMPTY
