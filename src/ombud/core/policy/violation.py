"""What a pack says of penalties: violations, their measures, how they are appealed, and the forms for that."""

from typing import Literal

from ombud.core.policy.span import Span
from ombud.core.struct import Value

MeasureKind = Literal[
    "warning", "payment-off", "transactions-stopped", "sales-not-counted", "search-demotion", "listing-removed",
    "shop-hidden", "funds-held", "account-suspended", "account-closed",
]  # fmt: skip
ACCOUNT: tuple[MeasureKind, ...] = ("account-suspended", "account-closed")
"""Measures after which a shop's members can still sign in, read, appeal, answer and export, and nothing else."""
RESTRICTIONS: tuple[MeasureKind, ...] = (
    "payment-off", "transactions-stopped", "search-demotion", "listing-removed", "shop-hidden", "funds-held", *ACCOUNT,
)  # fmt: skip
"""What the Digital Services Act (article 17) counts as a restriction; taking one down is open to a complaint for six
months (article 20)."""

Told = Literal["notice", "in-account"]
"""How a shop learns of a penalty: by a notice that is sent, or by what lies in its account when somebody signs in."""
Slots = Literal["whole", "orders", "items"]
"""What an appeal is decided for: the penalty as a whole, each drawn order, or each item of the violation."""


class MeasureTerms(Value, frozen=True):
    """One measure that a violation leads to."""

    code: str
    """Names it within its violation."""
    kind: MeasureKind
    about: str = ""
    """What it touches where that is a code of the platform's: a way of payment such as `credit-card`."""
    after: Span | None = None
    """How long after the notice it begins; at once where nothing is said."""
    lasts: Span | None = None
    """How long it lasts; until it is lifted where nothing is said."""
    amount: bool = False
    """Whether the reviewer says how much is held, in minor units."""
    whole: bool = False
    """Whether all turnover is frozen, what comes in later too: only for a verified deception."""
    forfeitable: bool = False
    """Whether what is held can be taken for good, once nothing can be appealed any more."""


class FormField(Value, frozen=True):
    """One field of an appeal form."""

    code: str
    type: Literal["words", "line", "choice", "date", "amount", "number", "yes"]
    required: bool = True
    choices: tuple[str, ...] = ()
    words_max: int = 1000


class Material(Value, frozen=True):
    """Files that a form asks for under one heading."""

    code: str
    accepts: tuple[Literal["picture", "pdf"], ...] = ("picture", "pdf")
    files_min: int = 1
    """0: may be left out."""
    files_max: int = 3


class AppealForm(Value, frozen=True):
    """What an appeal against one kind of violation holds: shown, checked and stored from this one declaration."""

    fields: tuple[FormField, ...] = ()
    materials: tuple[Material, ...] = ()
    slot_fields: tuple[FormField, ...] = ()
    """For each drawn order, or each item."""
    slot_materials: tuple[Material, ...] = ()


class AppealRules(Value, frozen=True):
    """How a penalty of one kind can be appealed."""

    closes: Span
    """From the notice until it can no longer be appealed."""
    form: AppealForm
    opens: Span | None = None
    """From the notice until it can be appealed; at once where nothing is said."""
    attempts_max: int = 1
    slots: Slots = "whole"
    drawn_max: int = 3
    """How many of the penalised orders are drawn, where it is decided order by order."""
    none_allowed: bool = True
    """Whether an appeal may say that there is nothing to show for a slot; never for all of them."""


class Statement(Value, frozen=True):
    """What the statement of reasons says of a violation to the outside, in the DSA Transparency Database's codes."""

    category: str = "STATEMENT_CATEGORY_OTHER_VIOLATION_TC"
    content_type: str = "CONTENT_TYPE_PRODUCT"
    illegal: bool = False
    """Whether the law is the ground; the platform's own terms otherwise."""


class Violation(Value, frozen=True):
    """One kind of violation in a pack's catalogue."""

    code: str
    rule: str
    """Number of the rule it breaks."""
    measures: tuple[MeasureTerms, ...]
    appealable: bool
    """Said of each, so that a forgotten table takes nobody's appeal; where it is false the consultation stands."""
    appeal: AppealRules | None = None
    """How, where it can be appealed."""
    orders: Literal["none", "may", "must"] = "none"
    """Whether a penalty names the orders it is about."""
    items: bool = False
    """Whether a penalty lists the things found, one by one."""
    verified: bool = False
    """Whether it is imposed only from a ruling or an upheld report: the platform has verified a deception."""
    told: Told = "notice"
    statement: Statement = Statement()

    def __post_init__(self) -> None:
        if self.appealable != (self.appeal is not None):
            wanted = "say how in its appeal table" if self.appealable else "leave its appeal table out"
            raise ValueError(f"appealable is {str(self.appealable).lower()}: {wanted}, or change it")

    def measure(self, code: str) -> MeasureTerms | None:
        """The measure of this code."""
        return next((one for one in self.measures if one.code == code), None)


class PenaltyWindows(Value, frozen=True):
    """How long each turn around a penalty lasts."""

    approval: Span
    """The second person's, where one is needed."""
    review: Span
    """The platform's, to decide an appeal."""
    senior: Span
    completion: Span
    """The merchant's, to send an appeal again that was incomplete, where the window would close before."""
    question: Span
    """The merchant's, to answer a question asked within an appeal."""
    condition: Span
    """The merchant's, to do what an appeal was granted for."""
    consultation: Span
    """The platform's, to answer in a consultation."""
    prepared_before: Span
    """How long before the window closes a prepared appeal is sent by itself, where its owner so chose."""
    remind_before: Span
    """How long before the window closes the merchant is reminded."""


class PenaltyLimits(Value, frozen=True):
    """Caps around penalties."""

    orders_max: int = 5000
    items_max: int = 20
    funds_two_people_above: int = 0
    """Minor units held beyond which a second reviewer agrees."""
    two_people_for: tuple[MeasureKind, ...] = ACCOUNT
    """Measures that always need a second reviewer."""
    questions_max: int = 5


class PenaltyRules(Value, frozen=True):
    """All that a pack says of penalties; a platform without it imposes none."""

    windows: PenaltyWindows
    violations: tuple[Violation, ...]
    limits: PenaltyLimits = PenaltyLimits()
    law: Literal["", "eu"] = ""
    """`eu`: articles 17 and 20 of the Digital Services Act hold, and the pack refuses a shorter appeal window."""

    def violation(self, code: str) -> Violation | None:
        """The violation of this code."""
        return next((one for one in self.violations if one.code == code), None)
