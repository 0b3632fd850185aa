"""A consumer files a complaint about an order.

Who:    the consumer who bought it, or the platform's staff for one who called or came.
When:   from the purchase until the pack's window closes, once at a time for a reason and a line, and where the pack
        says so only some time after the shop was written to.
Event:  ComplaintFiled, and ComplaintAdmitted where the pack accepts at once.
Next:   desk/reactions.py, under ComplaintFiled.
"""

from datetime import datetime

from ombud.core.command import Command
from ombud.core.complaint import turns
from ombud.core.complaint.events import ComplaintEvent
from ombud.core.complaint.events.filing import ClaimedLine, ComplaintFiled, KeptContact
from ombud.core.complaint.rungs import TOO_MANY_FILES, unreadable
from ombud.core.door import caught
from ombud.core.files import File
from ombud.core.money import Terms
from ombud.core.order.events import CameBy, Line
from ombud.core.order.state import Order
from ombud.core.people import Actor, Consumer, Reviewer
from ombud.core.policy.pack import ComplaintReason, DoorRule
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.struct import Value
from ombud.core.words import EMPTY, Words


class LineClaim(Value, frozen=True):
    """One line of the order and how many pieces of it."""

    line: str
    quantity: int = 1


class Contact(Value, frozen=True):
    """How to reach the consumer about this complaint."""

    name: Words = EMPTY
    phone: Words = EMPTY
    email: Words = EMPTY


class FileComplaint(Command, frozen=True):
    """What the consumer fills in; what the order knows isn't asked again."""

    complaint: str
    number: str
    order: str
    reason: str
    lines: tuple[LineClaim, ...]
    asked: Terms
    problem: Words
    contact: Contact = Contact()
    files: tuple[File, ...] = ()
    sure: bool = False
    """The consumer read the warning about the words and sends them all the same."""
    limited_until: datetime | None = None
    """Stamped by the desk: until when a limit lies on the consumer's account."""
    filed_today: int = 0
    """Stamped by the desk: how many complaints the consumer filed within a day."""
    came_by: CameBy = ""
    """How the consumer came to the staff who files it for them."""


NOT_YOUR_ORDER = Refusal(
    code="not-your-order", because="Only the consumer who bought it can complain about this order."
)
NO_SHOP = Refusal(
    code="order-without-shop",
    because="We were not told which shop sold this order, so nobody can answer a complaint about it yet.",
    way_out="Ask the platform's service to add the shop to the order.",
)
NOTHING_BOUGHT = Refusal(
    code="order-without-lines",
    because="We were not told what was bought in this order, so a complaint can't name it yet.",
    way_out="Ask the platform's service to add the goods to the order.",
)
WINDOW_CLOSED = Refusal(
    code="complaint-window-closed",
    because="Complaints about this order could be made until {closed_at}.",
    way_out="A consumer association can still help you.",
)
CONTACT_FIRST = Refusal(
    code="contact-first",
    because="On this platform the shop is written to first: a complaint can be made from {from_at}.",
    way_out="Write to the shop on the order's page; what it can put right itself is settled soonest.",
)
LIMITED = Refusal(
    code="account-limited",
    because="Your account can't file complaints until {until}.",
    way_out="The reason lies in your account, where you can object to it.",
)
ENOUGH_TODAY = Refusal(
    code="complaints-per-day",
    because="You filed {complaints_per_day} complaints within a day, which is the most at once.",
    way_out="Try again tomorrow, or call the platform's service.",
)
NO_SUCH_REASON = Refusal(
    code="reason-unknown",
    because="This platform has no complaint reason “{reason}”.",
    way_out="Choose one of its reasons.",
    field="reason",
)
NO_LINE = Refusal(code="no-line", because="Choose at least one of the goods in the order.", field="lines")
NOT_IN_ORDER = Refusal(
    code="line-not-in-order",
    because="“{line}” isn't a line of this order.",
    way_out="Choose among the goods of the order.",
    field="lines",
)
TOO_MANY_PIECES = Refusal(
    code="quantity-not-bought", because="{bought} were bought; you can complain about 1 to {bought}.", field="lines"
)
ALREADY_PENDING = Refusal(
    code="already-pending",
    because="Complaint {number} about the same goods and reason is still open.",
    way_out="Add what is new to that complaint.",
)
REMEDY_DOES_NOT_FIT = Refusal(
    code="remedy-does-not-fit",
    because="This can't be asked for with this reason.",
    way_out="Choose what the platform offers with this reason, or another reason.",
    field="asked",
)
TOO_MUCH = Refusal(
    code="more-than-refundable",
    because="At most {refundable} can still be refunded for these goods.",
    way_out="Name that much or less.",
    field="asked",
)
NO_AMOUNT = Refusal(code="amount-missing", because="Say how much you ask for.", field="asked")
NOT_MONEY = Refusal(
    code="amount-not-in-remedy",
    because="This remedy isn't money, so it has no amount.",
    way_out="Leave the amount out, or choose a remedy that is paid.",
    field="asked",
)
EVIDENCE_MISSING = Refusal(
    code="evidence-missing",
    because="With this reason a complaint needs evidence of the kind “{kind}”.",
    way_out="Add a file of that kind, or choose another reason.",
    field="files",
)
NO_CONTACT = Refusal(
    code="contact-missing",
    because="Give a phone number or an e-mail address at which we can reach you.",
    field="contact",
)
WORDS_WARNED = Refusal(
    code="words-warned",
    because="Some of these words look like advertising or abuse ({rule}).",
    way_out="Change them, or confirm that you mean them; then a person will look at the complaint first.",
    field="problem",
)


def may(by: Actor, order: Order, policy: Policy, at: datetime) -> Refusal | None:
    """Why `by` can't complain about this order at this instant, the first reason that applies, or None."""
    if not _speaks_for_the_buyer(by, order):
        return NOT_YOUR_ORDER
    if not order.facts.shop:
        return NO_SHOP
    if not order.facts.lines:
        return NOTHING_BOUGHT
    if order.facts.purchased_at is not None:
        closes_at = policy.end(policy.pack.windows.complain, order.facts.purchased_at)
        if at >= closes_at:
            return WINDOW_CLOSED.given(closed_at=closes_at)
    return _shop_first(by, order, policy, at)


def _speaks_for_the_buyer(by: Actor, order: Order) -> bool:
    if isinstance(by, Reviewer):
        return bool(order.facts.consumer)
    return isinstance(by, Consumer) and by.id == order.facts.consumer


def _shop_first(by: Actor, order: Order, policy: Policy, at: datetime) -> Refusal | None:
    """The step before a complaint. The staff, who bring both together on the telephone, are that step themselves; and
    a shop that was told that nothing came has been asked."""
    span = policy.pack.trade.contact_first if policy.pack.trade else None
    if span is None or isinstance(by, Reviewer) or order.receipt == "no":
        return None
    from_at = policy.end(span, order.contacted_at or at)
    return CONTACT_FIRST.given(from_at=from_at) if at < from_at else None


def decide(command: FileComplaint, order: Order, policy: Policy) -> tuple[ComplaintEvent, ...] | Refusal:
    """The complaint, acknowledged with its number, and accepted at once where the pack says so."""
    if refusal := may(command.by, order, policy, command.at):
        return refusal
    if refusal := _at_the_door(command, policy):
        return refusal
    reason = policy.pack.reason(command.reason)
    if reason is None:
        return NO_SUCH_REASON.given(reason=command.reason)
    lines = _claimed(command, order)
    if isinstance(lines, Refusal):
        return lines
    for check in (_pending(command, order), _asked(command, order, reason, lines), _filled_in(command, reason, policy)):
        if check is not None:
            return check
    rule = caught(command.problem.text, policy.pack.door)
    if rule is not None and rule.does == "warn" and not command.sure:
        return WORDS_WARNED.given(rule=rule.code)
    return _filed(command, order, lines, rule, policy)


def _at_the_door(command: FileComplaint, policy: Policy) -> Refusal | None:
    if command.limited_until is not None and command.at < command.limited_until:
        return LIMITED.given(until=command.limited_until)
    most = policy.pack.limits.complaints_per_day
    return ENOUGH_TODAY.given(complaints_per_day=most) if command.filed_today >= most else None


def _claimed(command: FileComplaint, order: Order) -> tuple[ClaimedLine, ...] | Refusal:
    if not command.lines:
        return NO_LINE
    bought: dict[str, Line] = {line.id: line for line in order.facts.lines}
    claimed = []
    for one in {claim.line: claim for claim in command.lines}.values():
        line = bought.get(one.line)
        if line is None:
            return NOT_IN_ORDER.given(line=one.line)
        if not 1 <= one.quantity <= line.quantity:
            return TOO_MANY_PIECES.given(bought=line.quantity)
        paid = line.unit_price * one.quantity
        claimed.append(ClaimedLine(line=line.id, quantity=one.quantity, title=line.title, paid=paid))
    if {one.line: one.quantity for one in claimed} == {line.id: line.quantity for line in order.facts.lines}:
        # All that was bought: the freight belongs to it too, so that everything paid can be asked back.
        rest = order.facts.paid - sum(one.paid for one in claimed)
        first = claimed[0]
        claimed[0] = ClaimedLine(line=first.line, quantity=first.quantity, title=first.title, paid=first.paid + rest)
    return tuple(claimed)


def _pending(command: FileComplaint, order: Order) -> Refusal | None:
    pending = order.live_about(command.reason, tuple(one.line for one in command.lines))
    return ALREADY_PENDING.given(number=pending.number) if pending else None


def _asked(
    command: FileComplaint, order: Order, reason: ComplaintReason, lines: tuple[ClaimedLine, ...]
) -> Refusal | None:
    asked = command.asked
    if asked.remedy not in reason.remedies:
        return REMEDY_DOES_NOT_FIT
    if asked.amount < 0 or (asked.remedy in turns.MONEY and asked.amount == 0):
        return NO_AMOUNT
    if asked.remedy not in turns.MONEY and asked.amount:
        return NOT_MONEY
    refundable = max(0, min(sum(line.paid for line in lines), order.refundable()))
    return TOO_MUCH.given(refundable=refundable) if asked.refund > refundable else None


def _filled_in(command: FileComplaint, reason: ComplaintReason, policy: Policy) -> Refusal | None:
    if refusal := unreadable(command.problem, policy, field="problem"):
        return refusal
    if command.contact.phone.blank and command.contact.email.blank:
        return NO_CONTACT
    if len(command.files) > policy.pack.limits.files_max:
        return TOO_MANY_FILES.given(files_max=policy.pack.limits.files_max)
    given = {one.kind for one in command.files}
    missing = next((kind for kind in reason.required if kind not in given), None)
    return EVIDENCE_MISSING.given(kind=missing) if missing else None


def _filed(
    command: FileComplaint, order: Order, lines: tuple[ClaimedLine, ...], rule: DoorRule | None, policy: Policy
) -> tuple[ComplaintEvent, ...]:
    held = rule.code if rule else ""
    waits = bool(held) or policy.pack.admission == "by-reviewer"
    contact = command.contact
    filed = ComplaintFiled(
        by=command.by,
        at=command.at,
        complaint=command.complaint,
        number=command.number,
        order=order.id,
        order_number=order.facts.number,
        shop=order.facts.shop,
        consumer=order.facts.consumer,
        pack=policy.pack.id,
        reason=command.reason,
        lines=lines,
        asked=command.asked,
        currency=order.facts.currency,
        purchased_at=order.facts.purchased_at,
        problem=command.problem.kept,
        contact=KeptContact(name=contact.name.kept, phone=contact.phone.kept, email=contact.email.kept),
        files=command.files,
        held=held,
        on_behalf_of=order.facts.consumer if isinstance(command.by, Reviewer) else "",
        came_by=command.came_by,
        deadline=policy.deadline("admission", "platform", policy.pack.windows.admission, command.at) if waits else None,
    )
    return (filed,) if waits else (filed, turns.admitted(command.by, command.at, policy))
