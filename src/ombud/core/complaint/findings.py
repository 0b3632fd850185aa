"""What a ruling must hold before it can be saved, checked the same way for a first ruling and one after a review."""

from ombud.core.complaint import offer
from ombud.core.complaint.events.ruling import Liability, Ruling
from ombud.core.complaint.rungs import unreadable
from ombud.core.complaint.state import Complaint
from ombud.core.money import REFUNDS, Terms
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.struct import Value
from ombud.core.words import Words


class Findings(Value, frozen=True):
    """What a reviewer found, in the reviewer's words: not a ruling until it has been checked."""

    liability: Liability
    merchant_share: int
    terms: Terms
    reason: str
    facts: Words
    reasons: Words
    relied_on: tuple[str, ...]
    rules: tuple[str, ...]


SHARE = Refusal(
    code="share-does-not-fit",
    because="With this liability the shop's share is {lowest} to {highest} percent.",
    field="merchant_share",
)
CANNOT_ORDER = Refusal(
    code="platform-orders-nothing",
    because="This platform takes no part in the trade, so it can't order a remedy.",
    way_out="Rule on liability without a remedy.",
    field="terms",
)
NOT_LIABLE = Refusal(
    code="remedy-without-liability",
    because="A shop that isn't liable can't be made to give this.",
    way_out="Find the shop liable, or order no remedy; where nobody is liable the purchase can be undone.",
    field="terms",
)
NO_SUCH_REASON = Refusal(
    code="ruling-reason-unknown",
    because="This platform has no ruling reason “{reason}”.",
    way_out="Choose one of its reasons.",
    field="reason",
)
NO_RULE = Refusal(code="no-rule-cited", because="A ruling cites at least one rule.", field="rules")
NO_SUCH_RULE = Refusal(
    code="rule-unknown",
    because="This platform has no rule {rule}.",
    way_out="Cite rules of the version that the case runs under.",
    field="rules",
)
UNOPENED = Refusal(
    code="exhibits-unopened",
    because="{unopened} pieces of evidence in this case have not been opened.",
    way_out="Open every one before you decide.",
    field="relied_on",
)
NOT_IN_CASE = Refusal(
    code="evidence-not-in-case",
    because="There is no evidence “{exhibit}” in this case.",
    way_out="Name evidence that lies in the case.",
    field="relied_on",
)
DOES_NOT_COUNT = Refusal(
    code="evidence-does-not-count",
    because="The evidence “{exhibit}” was found not to count, so a ruling can't rest on it.",
    way_out="Leave it out, or assess it again.",
    field="relied_on",
)
RESTS_ON_NOTHING = Refusal(
    code="no-evidence-relied-on",
    because="A ruling names the evidence it rests on, and there is some in this case.",
    way_out="Choose it, or say of each piece that it doesn't count.",
    field="relied_on",
)
SHARES: dict[Liability, tuple[int, int]] = {"merchant": (100, 100), "both": (1, 99), "consumer": (0, 0), "none": (0, 0)}


def ruling_of(found: Findings, complaint: Complaint, policy: Policy) -> Ruling | Refusal:
    """The ruling, or the first thing that is wrong with it."""
    checks = (_liability(found, policy), offer.too_much(found.terms, complaint, policy), _grounds(found, policy))
    for refusal in (*checks, unopened(complaint), unusable(found.relied_on, complaint)):
        if refusal is not None:
            return refusal
    return Ruling(
        liability=found.liability,
        merchant_share=found.merchant_share,
        terms=found.terms,
        reason=found.reason,
        facts=found.facts.kept,
        reasons=found.reasons.kept,
        relied_on=tuple(dict.fromkeys(found.relied_on)),
        rules=tuple(dict.fromkeys(found.rules)),
        pack=policy.pack.id,
        silent=tuple(dict.fromkeys(one.of for one in complaint.requests if one.state == "lost")),
    )


def unopened(complaint: Complaint) -> Refusal | None:
    """That the staff have not looked at all that the two sides handed in."""
    left = [one for one in complaint.exhibits if one.side != "platform" and one.id not in complaint.opened]
    return UNOPENED.given(unopened=len(left)) if left else None


def _liability(found: Findings, policy: Policy) -> Refusal | None:
    lowest, highest = SHARES[found.liability]
    if not lowest <= found.merchant_share <= highest:
        return SHARE.given(lowest=lowest, highest=highest)
    if found.terms.remedy == "none":
        return None
    if not policy.pack.orders_refund:
        return CANNOT_ORDER
    # Where nobody is liable the purchase can still be undone; whoever is liable alone gets nothing from the other.
    undone = found.liability == "none" and found.terms.remedy in REFUNDS
    return None if found.merchant_share or undone else NOT_LIABLE


def _grounds(found: Findings, policy: Policy) -> Refusal | None:
    if found.reason not in policy.pack.ruling_reasons:
        return NO_SUCH_REASON.given(reason=found.reason)
    for field in ("facts", "reasons"):
        if refusal := unreadable(getattr(found, field), policy, field=field):
            return refusal
    if not found.rules:
        return NO_RULE
    unknown = [rule for rule in found.rules if rule not in policy.pack.rules]
    return NO_SUCH_RULE.given(rule=unknown[0]) if unknown else None


def unusable(relied_on: tuple[str, ...], complaint: Complaint) -> Refusal | None:
    """That a ruling can't rest on these exhibits: asked again of the second person, for much can happen between."""
    for named in relied_on:
        exhibit = complaint.exhibit(named)
        if exhibit is None:
            return NOT_IN_CASE.given(exhibit=named)
        if exhibit.counts is False:
            return DOES_NOT_COUNT.given(exhibit=named)
    could = [one for one in complaint.exhibits if one.side != "platform" and one.counts is not False]
    return RESTS_ON_NOTHING if could and not relied_on else None
