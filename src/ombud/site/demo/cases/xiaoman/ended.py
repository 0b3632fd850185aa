"""Penalties that are over, one way or another; the shops' sales figures show which orders came back."""

from collections.abc import Callable

from ombud.site.demo.cases.xiaoman.trade import cluster
from ombud.site.demo.docket import DAY, Docket

EACH = {"waybill": ("waybill-hat",), "chat": ("chat-size",), "payment-record": ("payment-record",)}


def revoked(docket: Docket) -> None:
    """All three drawn orders were real: every measure is lifted, every sale counts again."""
    penalty = docket.impose(
        95 * DAY,
        "jiang",
        "fictitious-transactions",
        "qinghe",
        "四笔订单间隔不到十分钟，使用同一张优惠券，收件城市相同。",
        "短时间集中下单且券码相同，疑为店铺自行下单。",
        orders=cluster(docket.scene, ("crochet-hat",), 4, 99, 0.15),
    )
    docket.opened(penalty, (94.5 * DAY, "shen"))
    answers = {
        "explanation": "那天我在市集摆摊，现场扫码下单寄回家的，所以时间和城市都一样，券码是摊位上贴的那一张。",
        "how-orders-came": "elsewhere",
        "true-statement": "yes",
    }
    docket.appealed(93 * DAY, "shen", penalty, answers, EACH)
    real = "运单、聊天与收款互相对应，是真实购买。"
    docket.decided(88 * DAY, "tang", penalty, "三笔都成立，撤销处罚，销量全部恢复。给您添麻烦了。", real, real, real)


def partly(docket: Docket) -> None:
    """Two of three: just these count again, and the penalty stands."""
    penalty = docket.impose(
        62 * DAY,
        "jiang",
        "fictitious-transactions",
        "qinghe",
        "七笔毛衣订单中，五笔的买家与店铺在同一网络下登录过，签收地点都在店铺所在的街道。",
        "买家与店铺的登录和收货地点重合，不计入销量。",
        orders=cluster(docket.scene, ("pattern-jumper", "white-jumper"), 7, 68, 11),
    )
    docket.opened(penalty, (61 * DAY, "shen"))
    answers = {
        "explanation": "街坊常来店里用无线网，也确实买了毛衣。单据都在。",
        "how-orders-came": "regulars",
        "true-statement": "yes",
    }
    docket.appealed(58 * DAY, "shen", penalty, answers, EACH)
    docket.decided(
        51 * DAY, "tang", penalty, "两笔单据齐全，恢复这两笔的销量。第三笔的运单属于另一位收件人，处罚维持。",
        "运单与收款对应。", "", "聊天中买家确认了尺码并收货。",
    )  # fmt: skip


def rejected(docket: Docket) -> None:
    """The appeal was decided on the merits, and there is one attempt."""
    penalty = docket.impose(
        40 * DAY,
        "fang",
        "harassing-consumers",
        "qinghe",
        "买家给出两星评价后，店铺在聊天中连续两天发送“不改评价就公开你的地址”。",
        "以公开个人信息相要挟，已构成威胁。",
    )
    docket.opened(penalty, (39 * DAY, "shen"))
    answers = {"contact-way": "chat-here", "explanation": "是新来的客服说的气话，已经道歉，没有真的公开。"}
    docket.appealed(38 * DAY, "shen", penalty, answers, {"whole-chat": ("chat-size",)})
    docket.decided(31 * DAY, "tang", penalty, "威胁的话确实发出过，并且发了两天。道歉不能使它没有发生，警告维持。", "")


def closed(docket: Docket) -> None:
    """Nobody appealed in time."""
    penalty = docket.impose(
        20 * DAY,
        "jiang",
        "late-dispatch",
        "olive",
        "四笔外套订单承诺 48 小时发货，实际 5 至 7 天后才有揽收记录。",
        "没有与买家另行约定发货时间。",
        orders=cluster(docket.scene, ("rain-jacket",), 4, 24, 6),
    )
    docket.opened(penalty, (19 * DAY, "kang"))


def lifted(docket: Docket) -> None:
    """The consultation convinced a reviewer: lifted without an appeal."""
    penalty = docket.impose(
        25 * DAY,
        "jiang",
        "prohibited-goods",
        "olive",
        "“叶纹亚麻长裙”的图片被识别为含有受保护植物制品。",
        "受保护植物的制品不得销售。",
        automated_detection=True,
    )
    docket.opened(penalty, (24.5 * DAY, "olivia"))
    docket.do(
        24 * DAY, "olivia", "consult", penalty, words="The leaves are printed on the linen. Nothing of it is a plant."
    )
    docket.do(23.1 * DAY, "tang", "reply", penalty, words="Thank you, the close-up settles it. I lift it right away.")
    docket.do(
        23 * DAY, "tang", "lift", penalty,
        words="A print, as the close-up shows. The machine was wrong, and so were we in not looking. All is lifted.",
    )  # fmt: skip


def dropped(docket: Docket) -> None:
    """Proposed to a second person, who said no: the shop never heard of it."""
    penalty = docket.impose(
        15 * DAY,
        "tang",
        "fraud",
        "olive",
        "两位买家称付款后从未收到货，且店铺未回复。",
        "付款后不发货，疑为欺诈。",
        measures=[{"code": "account"}],
    )
    docket.do(14.6 * DAY, "fang", "drop", penalty, words="两位买家填了同一个错误的门牌，包裹已退回并重寄。不构成欺诈。")


Tale = Callable[[Docket], None]
TALES: tuple[Tale, ...] = (lifted, closed, dropped)
APPEALED: tuple[Tale, ...] = (revoked, partly, rejected)
