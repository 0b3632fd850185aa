"""Penalties in which the shop can do something now."""

from collections.abc import Callable

from ombud.site.demo.cases.xiaoman.trade import CREDIT_CARD, GOODS, cluster
from ombud.site.demo.docket import DAY, Docket

PHOTOS = {"photos-goods": ("white-jumper", "jumper-pilling"), "product-page": ("page-corrected",)}


def just_imposed(docket: Docket) -> None:
    """New, and nobody of the shop has opened it: the pop-up."""
    docket.impose(
        2,
        "jiang",
        "fictitious-transactions",
        "qinghe",
        "六笔订单在同一晚 87 分钟内由新注册账号下单，收货地址在同一小区；其中四笔三小时后即签收，运单没有中转记录。",
        "真实购买会有分散的下单时间和完整的物流轨迹，这六笔都没有，认定为虚假交易，不计入销量。",
        orders=cluster(docket.scene, ("crochet-hat", "wool-hat"), 6, 9),
        automated_detection=True,
    )


def to_draw(docket: Docket) -> None:
    """Opened, not begun: three of eight orders will be drawn."""
    penalty = docket.impose(
        3 * DAY,
        "jiang",
        "illegal-cashing",
        "qinghe",
        "八笔订单均以信用卡全额支付，金额相同，付款后十分钟内店铺即提现；其中五笔的收件电话与店铺联系人相同。",
        "付款、收货与提现指向同一人，符合以虚假买卖套取信用卡现金的特征。关闭信用卡付款以防继续发生。",
        orders=cluster(docket.scene, ("pattern-jumper",), 8, 12, 5, CREDIT_CARD),
    )
    docket.opened(penalty, (2.8 * DAY, "shen"), (2 * DAY, "gu"))


def with_draft(docket: Docket) -> None:
    """Begun: the orders are drawn, and part of the form is filled in."""
    penalty = docket.impose(
        4 * DAY,
        "tang",
        "fictitious-transactions",
        "qinghe",
        "六笔订单由三个账号轮流下单，均未浏览其他商品，付款后立即确认收货并给出相同字句的好评。",
        "账号、字句与时间的重合无法用老顾客回购解释，认定为虚假交易。",
        orders=cluster(docket.scene, ("white-jumper", "denim-skirt"), 6, 18, 7),
    )
    docket.opened(penalty, (3.6 * DAY, "shen"))
    docket.begun(3 * DAY, "shen", penalty)
    first = docket.penalty(penalty).slots[0]
    said = (
        "这三个账号是同一个妈妈群的成员，我在群里做过一次手工课，她们互相推荐来下单的。聊天和快递底单都在，正在整理。"
    )
    docket.draft(
        "shen",
        penalty,
        {
            "a0-explanation": said,
            "a0-how-orders-came": "group",
            **{f"a1-{code}": words for code, words in docket.of_order(docket.form(penalty), first).items()},
        },
    )


def incomplete(docket: Docket) -> None:
    """Sent back: what is missing is named, and can be added."""
    penalty = docket.impose(
        12 * DAY,
        "jiang",
        "not-as-described",
        "qinghe",
        "“羊毛混纺针织开衫”页面写羊毛 70%，三位买家收到的吊牌写羊毛 30%、腈纶 70%。",
        "成分是买家选购的主要依据，页面与吊牌不符，商品先下架，改正后可以恢复。",
    )
    docket.opened(penalty, (11.5 * DAY, "shen"))
    answers = {
        "explanation": "吊牌是对的，页面是我抄错了上一款的成分，已经改好。开衫还在卖，请恢复。",
        "what-was-done": "page-corrected",
        "pieces-sold": "27",
    }
    docket.appealed(4 * DAY, "shen", penalty, answers, PHOTOS)
    docket.do(
        1 * DAY,
        "tang",
        "find-incomplete",
        penalty,
        missing=[
            {"code": "photos-goods", "words": "第二张照片看不清吊牌上的成分，请对着吊牌近拍一张。"},
            {"code": "other", "words": "请说明已经买了的 27 位顾客怎么处理。"},
        ],
        words="页面已经看到改正。补上这两项就可以继续。",
    )


def not_open_yet(docket: Docket) -> None:
    """Its window opens tomorrow, when the couriers' scans are in."""
    docket.impose(
        5,
        "tang",
        "late-dispatch",
        "olive",
        "Three orders of the same linen dress were handed to the courier four to six days later than promised.",
        "The buyers had been promised dispatch within 48 hours and were not told of the delay.",
        orders=cluster(docket.scene, ("leaf-dress",), 3, 1, 9),
        language="en",
    )


def declined(docket: Docket) -> None:
    """Carried from a ruling; the shop has said that it won't appeal."""
    scene = docket.scene
    case = scene.filed(
        16 * DAY,
        "wu",
        GOODS["denim-skirt"],
        "not-as-described",
        "页面说是旧牛仔改制，收到的是全新面料印出来的做旧效果。",
    )
    scene.do(15.5 * DAY, "shen", "answer", case, stance="refuses", words="改制款每条都不一样，颜色有差别属于正常。")
    scene.do(15 * DAY, "wu", "escalate", case, words="不是色差，里面的洗标写着新品批号。")
    scene.do(
        14 * DAY,
        "jiang",
        "rule",
        case,
        liability="merchant",
        merchant_share=100,
        terms={"remedy": "refund", "amount": GOODS["denim-skirt"].price},
        reason="not-as-described",
        facts="洗标上有批号与成分，是新裁的面料，不是旧牛仔改制。",
        reasons="页面以“旧牛仔改制”为卖点，实物不是，商家未能说明布料来源。",
        relied_on=[],
        rules=["2.1"],
    )
    scene.do(
        13 * DAY, "shen", "prove", case, proof="refund-number", reference="50300806962026112400001234567",
        words="已原路退款。",
    )  # fmt: skip
    scene.do(12.5 * DAY, "jiang", "verify", case, words="退款单号核实无误。")
    penalty = docket.impose(
        12 * DAY,
        "jiang",
        "not-as-described",
        "qinghe",
        "裁决认定“旧牛仔改制半身裙”并非旧牛仔改制。",
        "同一页面仍在销售，依裁决下架，避免更多买家受误导。",
        ground={"kind": "complaint", "id": case},
    )
    docket.opened(penalty, (11 * DAY, "shen"))
    docket.do(10 * DAY, "shen", "decline", penalty)


def consulted(docket: Docket) -> None:
    """It can't be appealed; the shop asks in the consultation and waits for the answer."""
    penalty = docket.impose(
        2 * DAY,
        "jiang",
        "prohibited-goods",
        "qinghe",
        "“护耳帽 亲子款”附赠的小铃铛含纽扣电池，未标注儿童用品安全警示。",
        "带纽扣电池的儿童用品须有警示标识，否则不得上架。",
    )
    docket.opened(penalty, (1.9 * DAY, "shen"))
    docket.do(40, "shen", "consult", penalty, words="铃铛是供货商送的，我可以不再附赠。这样能恢复上架吗？")
    docket.do(20, "tang", "reply", penalty, words="可以。请改掉页面上的赠品图片，并说明已寄出的帽子怎么提醒买家。")
    docket.do(3, "shen", "consult", penalty, words="赠品图片已经删掉，11 位买家都发了消息请他们取下铃铛。请帮忙看看。")


def carried_from_report(docket: Docket) -> None:
    """A consumer's report was upheld; its facts became a penalty."""
    scene = docket.scene
    report = scene.act(
        6 * DAY, "daniel", "report.file", "", shop="olive", about="harassment",
        words="After I left three stars, the shop called me six times in a day and asked me to change it.",
    ).id  # fmt: skip
    scene.act(
        5 * DAY, "tang", "report.conclude", report, outcome="measures-taken",
        words="The call records show six calls within five hours after the review. The shop is penalised for it.",
    )  # fmt: skip
    penalty = docket.impose(
        4.9 * DAY,
        "tang",
        "harassing-consumers",
        "olive",
        "Six calls to one buyer within five hours, each asking to raise a three-star review.",
        "A review is the buyer's own. Asking once is service; calling six times is pressure.",
        ground={"kind": "report", "id": report},
        language="en",
    )
    docket.opened(penalty, (4 * DAY, "olivia"))


Tale = Callable[[Docket], None]
TALES: tuple[Tale, ...] = (declined, with_draft, carried_from_report, to_draw, consulted, not_open_yet, just_imposed)
APPEALED: tuple[Tale, ...] = (incomplete,)
