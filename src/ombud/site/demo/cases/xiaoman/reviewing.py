"""Appeals under review, and what the platform has asked the shop within them."""

from collections.abc import Callable

from ombud.site.demo.cases.xiaoman.trade import CREDIT_CARD, cluster
from ombud.site.demo.docket import DAY, Docket

EACH = {"waybill": ("waybill-coat",), "chat": ("chat-reply",), "payment-record": ("payment-record",)}
PHOTOS = {"photos-goods": ("check-shirt", "shirt-colour"), "product-page": ("page-corrected",)}


def nearly_due(docket: Docket) -> None:
    """The review whose time ends next."""
    sent = docket.review_nearly_over()
    penalty = docket.impose(
        sent + 4 * DAY,
        "jiang",
        "illegal-cashing",
        "olive",
        "Seven orders of one dress, all paid by two credit cards within an hour and received the same evening.",
        "Goods can't arrive on the evening they are ordered. The pattern is that of drawing cash from a card.",
        orders=cluster(docket.scene, ("blue-dress",), 7, sent / DAY + 8, 0.2, CREDIT_CARD),
        language="en",
    )
    docket.opened(penalty, (sent + 3 * DAY, "olivia"), (sent + 3 * DAY, "ben"))
    answers = {
        "explanation": "The seven dresses were for a choir. Their teacher paid with her own cards and collected them"
        " at our door, so we marked them as received at once. Her messages and the receipts are attached.",
        "business-kind": "goods",
        "cost-of-goods": "98000",
        "true-statement": "yes",
    }
    docket.appealed(sent, "olivia", penalty, answers, {"licence": ("licence",), **EACH})


def overdue(docket: Docket) -> None:
    """The review ran out: the senior queue has it, and the shop sees that."""
    sent = docket.review_just_over()
    penalty = docket.impose(
        sent + 3 * DAY,
        "jiang",
        "fictitious-transactions",
        "olive",
        "五笔衬衫订单寄往同一个驿站，收件人姓名只差一个字，签收后都没有取件。",
        "驿站记录显示包裹至今未取，买家也没有询问，认定为虚假交易。",
        orders=cluster(docket.scene, ("check-shirt",), 5, sent / DAY + 9, 3),
    )
    docket.opened(penalty, (sent + 2 * DAY, "olivia"))
    answers = {
        "explanation": "五件是同一家公司订的工服，由行政代收，那周她休假，回来后已经取走。附聊天和取件照片。",
        "how-orders-came": "regulars",
        "true-statement": "yes",
    }
    docket.appealed(sent, "olivia", penalty, answers, EACH)


def asked(docket: Docket) -> None:
    """A reviewer has asked something: the shop's turn, the review's time stands still."""
    penalty = docket.impose(
        6 * DAY,
        "jiang",
        "fictitious-transactions",
        "olive",
        "Five jackets were bought by accounts that were opened the same morning, with one voucher each.",
        "The vouchers were issued by the shop itself an hour before. The orders are taken out of its sales.",
        orders=cluster(docket.scene, ("rain-jacket",), 5, 11, 1),
        language="en",
    )
    docket.opened(penalty, (5.5 * DAY, "olivia"))
    answers = {
        "explanation": "The vouchers were for our hiking group, which I lead. They opened accounts because one"
        " can't buy without. One of them paid for her sister; for that order I have no chat.",
        "how-orders-came": "group",
        "true-statement": "yes",
    }
    docket.begun(3 * DAY + 4, "olivia", penalty)
    nothing = docket.penalty(penalty).slots[-1:]
    docket.appealed(3 * DAY, "olivia", penalty, answers, EACH, nothing)
    docket.do(6, "tang", "claim", penalty)
    docket.do(
        5, "tang", "ask", penalty,
        words="Two of the waybills show the same weight to the gram. Which courier collected them, and on which day?",
    )  # fmt: skip


def on_condition(docket: Docket) -> None:
    """Granted, if something is done by a date."""
    penalty = _shirt(docket, 9 * DAY, "页面写“全棉”，检测报告显示含 35% 涤纶。", "成分与页面不符，商品先下架。")
    docket.do(
        1 * DAY, "tang", "grant-on-condition", penalty,
        words="Put the fibre content on the page as the label has it, and offer a refund to those who bought cotton.",
    )  # fmt: skip


def to_check(docket: Docket) -> None:
    """The shop says that the condition is met: the platform looks."""
    penalty = _shirt(
        docket, 11 * DAY, "尺码表与实物相差超过 4 厘米，两位买家因此退货。", "尺码表有误，改正前不宜继续销售。"
    )
    docket.do(
        3 * DAY, "tang", "grant-on-condition", penalty, words="Measure each size anew and replace the size chart."
    )
    proof = docket.scene.photo("olivia", "check-shirt", "photos-goods", 6)
    docket.do(
        6, "olivia", "meet-condition", penalty,
        words="All five sizes are measured again, flat, and the chart is replaced. A photo of the tape on size M.",
        files=[proof],
    )  # fmt: skip


def _shirt(docket: Docket, hours: float, facts: str, reasons: str) -> str:
    penalty = docket.impose(hours, "jiang", "not-as-described", "olive", facts, reasons)
    docket.opened(penalty, (hours - 6, "olivia"))
    answers = {
        "explanation": "We copied the text from the maker's list and never compared it. It is put right now.",
        "what-was-done": "page-corrected",
    }
    docket.appealed(hours - 3 * DAY, "olivia", penalty, answers, PHOTOS)
    return penalty


Tale = Callable[[Docket], None]
APPEALED: tuple[Tale, ...] = (overdue, nearly_due, to_check, on_condition, asked)
