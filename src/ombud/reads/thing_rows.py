"""What lists show of each thing, made from its state alone: the table, and the row as its columns stand."""

from collections.abc import Callable, Mapping
from json import dumps
from typing import Any

from ombud.core.account.state import Account
from ombud.core.announcement.state import Announcement
from ombud.core.conversation.state import Conversation
from ombud.core.erasure.state import Erasure
from ombud.core.order.state import Order, Rating
from ombud.core.product.state import Product
from ombud.core.report.state import Report
from ombud.core.shop.state import Shop
from ombud.reads.complaint_row import NEVER
from ombud.reads.evidence_report_row import of_evidence_report
from ombud.reads.surge_row import of_public_item, of_surge

Row = tuple[Any, ...]


def of_order(order: Order) -> Row:
    """A row of order_row."""
    facts = order.facts
    first = facts.lines[0] if facts.lines else None
    return (
        order.id, facts.number, facts.shop, facts.consumer, first.title if first else "",
        first.picture if first else "", facts.paid, facts.currency, order.status, facts.purchased_at,
        bool(facts.shop and facts.lines), *_on_its_path(order),
    )  # fmt: skip


def _on_its_path(order: Order) -> Row:
    """Where it stands on the path of its kind, from kind to missing."""
    stage, move = order.entered, order.move
    return (
        stage.kind if stage else order.facts.kind, stage.since if stage else None, order.late_at, order.reminded_at,
        order.urged_at, move.undo_until if move else None, order.receipt, bool(order.missing),
    )  # fmt: skip


def of_rating(order: Order, rating: Rating) -> Row:
    """A row of order_rating."""
    return (order.id, order.facts.shop, rating.stars, rating.at, rating.words, rating.answered_at, rating.answer)


def of_shop(shop: Shop) -> Row:
    """A row of shop_row."""
    late = "shop-senior" if shop.overdue else "shops"
    invited = dumps(sorted(shop.invited), ensure_ascii=False)
    return (
        shop.id, shop.facts.name, shop.facts.category, shop.verified, shop.stage,
        next((member for member, role in shop.members.items() if role == "owner"), ""),
        late if shop.stage == "waiting" else "", shop.deadlines[0].due_at if shop.deadlines else NEVER,
        shop.submitted_at, invited,
    )  # fmt: skip


def of_product(product: Product) -> Row:
    """A row of product_row."""
    facts = product.facts
    picture = facts.picture or (facts.pictures[0].file if facts.pictures else "")
    return (
        product.id, facts.shop, facts.title, facts.price, facts.currency, picture, product.up, facts.stock,
        product.version,
    )  # fmt: skip


def of_report(report: Report) -> Row:
    """A row of report_row."""
    due_at = report.deadlines[0].due_at if report.deadlines else NEVER
    return (
        report.id, report.number, report.shop, report.consumer, report.about, report.outcome, report.overdue, due_at,
        report.filed_at,
    )  # fmt: skip


def of_account(account: Account) -> Row:
    """A row of account_row."""
    return (account.id, account.reason, account.until, account.objection)


def of_announcement(announcement: Announcement) -> Row:
    """A row of announcement_row."""
    moved_at = max(announcement.latest.at, announcement.withdrawn_at or announcement.latest.at)
    return (
        announcement.id, announcement.number, announcement.latest.said.category, announcement.audience,
        announcement.shows_at, moved_at, announcement.withdrawn_at is not None,
    )  # fmt: skip


def of_conversation(talk: Conversation) -> Row:
    """A row of conversation_row. For each side: whether something waits to be read, how many messages, since when."""
    return (
        talk.id, talk.number, talk.shop, talk.consumer, talk.last_at or talk.begun_at, talk.last_seq, talk.last_by,
        talk.last_words, talk.said, talk.consumer_part.unread > 0, talk.consumer_part.unread,
        talk.merchant_part.unread > 0, talk.merchant_part.unread,
        len(talk.consumer_part.files) + len(talk.merchant_part.files),
    )  # fmt: skip


def of_erasure(erasure: Erasure) -> Row:
    """A row of erasure_row."""
    due_at = erasure.deadlines[0].due_at if erasure.deadlines else NEVER
    return (erasure.id, erasure.stage, erasure.overdue, len(erasure.left), due_at, erasure.asked_at)


ROWS: Mapping[str, tuple[str, Callable[[Any], Row]]] = {
    "order": ("order_row", of_order),
    "shop": ("shop_row", of_shop),
    "product": ("product_row", of_product),
    "report": ("report_row", of_report),
    "account": ("account_row", of_account),
    "surge": ("surge_row", of_surge),
    "public_item": ("public_item_row", of_public_item),
    "announcement": ("announcement_row", of_announcement),
    "evidence_report": ("evidence_report_row", of_evidence_report),
    "conversation": ("conversation_row", of_conversation),
    "erasure": ("erasure_row", of_erasure),
}
"""Table and row by thing; complaints and penalties, which are counted too, have files of their own."""
WITHOUT = ("rulebook", "transparency_report")
"""Things of which there are few on a platform: their state is all that is read of them."""
