"""The rungs that the ladders of refusals about funds share."""

from ombud.core.fund.names import parts_of
from ombud.core.people import Actor, System
from ombud.core.policy.funds import FundRules
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal

ONLY_SYSTEMS = Refusal(code="system-only", because="Only the platform's own systems tell what was paid.")
NO_FUNDS = Refusal(code="no-funds-held", because="This platform holds no money of its shops.")
NO_SUCH_CURRENCY = Refusal(
    code="currency-unknown",
    because="This platform has no currency “{currency}”.",
    way_out="It has: {currencies}.",
    field="fund",
)
NO_AMOUNT = Refusal(code="amount-not-positive", because="An amount is above zero, in minor units.", field="amount")
NO_REFERENCE = Refusal(
    code="reference-missing",
    because="Say which payment it is: the reference is what tells two apart.",
    field="reference",
)
COUNTED_BEFORE = Refusal(
    code="reference-counted-before",
    because="A payment of this reference stands in the fund already.",
    way_out="Nothing is to be done, unless it is another payment: then give it its own reference.",
    field="reference",
)
REFERENCE_MAX = 200


def not_system(by: Actor, policy: Policy) -> Refusal | None:
    """Why this actor can't tell of payments."""
    if not isinstance(by, System):
        return ONLY_SYSTEMS
    return None if policy.pack.funds else NO_FUNDS


def unnamed(fund: str, policy: Policy) -> Refusal | None:
    """That the currency in the fund's name isn't one of the platform's."""
    _shop, currency = parts_of(fund)
    known = policy.pack.currencies
    return None if currency in known else NO_SUCH_CURRENCY.given(currency=currency, currencies=", ".join(known))


def uncounted(reference: str, amount: int, counted_before: bool) -> Refusal | None:
    """What is wrong with a payment that was told."""
    if amount <= 0:
        return NO_AMOUNT
    if not reference.strip() or len(reference) > REFERENCE_MAX or not reference.isprintable():
        return NO_REFERENCE
    return COUNTED_BEFORE if counted_before else None


def rules_of(policy: Policy) -> FundRules:
    """What the pack says of funds; asked only where there is one."""
    assert policy.pack.funds is not None, "a fund is kept under a pack that knows funds"
    return policy.pack.funds
