"""Cases of the first platform: one at each place where a complaint can stand."""

from collections.abc import Callable
from typing import Any

from ombud.site.demo.late import late
from ombud.site.demo.tale import Scene
from ombud.site.demo.waves import waves
from ombud.site.demo.world import TIANSHAN

GOODS = {one.id: one for one in TIANSHAN.goods}
TRUE = {"communicated": "已在聊天中说明。", "declared_true": True}
REFUND_NUMBER = "50300806962026112400001234567"


def tianshan(scene: Scene) -> None:
    """Everything that is going on at the first platform."""
    for tale in (*TALK, *PLATFORM, *ENDS, waves, late):
        tale(scene)


# --- while the two sides talk


def just_filed(scene: Scene) -> None:
    """The shop's first turn, with plenty of time."""
    scene.filed(
        3, "lin", GOODS["plaid-dress"], "quality", "刚穿一次，腋下的缝线就开了，里料也露了出来。", ("plaid-seam",)
    )


def nearly_due(scene: Scene) -> None:
    """The shop's time is nearly over."""
    scene.filed(
        45, "chen", GOODS["rain-jacket"], "not-as-described", "说是防泼水，小雨十分钟就湿透了。", ("jacket-arrived",)
    )


def part_offered(scene: Scene) -> None:
    """The shop offers part: the consumer's turn."""
    case = scene.filed(
        30,
        "lin",
        GOODS["striped-dress"],
        "damaged",
        "收到时裙摆有一块污渍，洗不掉，外袋有压痕。",
        ("striped-stain", "parcel-dented"),
    )
    proof = scene.photo("su", "striped-dress", hours=14)
    scene.do(
        14, "su", "answer", case, stance="explains", words="发货前拍照质检，裙身完好。", files=[proof] if proof else []
    )
    scene.do(
        13.8, "su", "offer", case, terms={"remedy": "refund", "amount": 5000}, words="愿意补偿 50 元，裙子您可以留下。"
    )


def countered(scene: Scene) -> None:
    """Both have named a price: the shop's turn."""
    case = scene.filed(
        40, "emma", GOODS["leaf-dress"], "not-as-described", "The colour is green, the page showed blue."
    )
    scene.do(
        30, "qi", "offer", case, terms={"remedy": "refund", "amount": 3000}, words="不同屏幕会有色差，可补偿 30 元。"
    )
    scene.do(
        9,
        "emma",
        "offer",
        case,
        terms={"remedy": "return_refund", "amount": 25900},
        words="I would rather send it back.",
    )


def part_offered_in_english(scene: Scene) -> None:
    """The same turn for somebody who reads English."""
    case = scene.filed(
        30,
        "emma",
        GOODS["striped-dress"],
        "damaged",
        "There is a stain on the skirt that won't wash out, and the parcel was dented.",
        ("striped-stain", "parcel-dented"),
    )
    proof = scene.photo("su", "striped-dress", hours=14)
    words = "We photograph every dress before it leaves, and this one was clean."
    scene.do(14, "su", "answer", case, stance="explains", words=words, files=[proof] if proof else [])
    offered = {"remedy": "refund", "amount": 5000}
    scene.do(13.8, "su", "offer", case, terms=offered, words="We can give back ¥50, and you keep the dress.")


def refused(scene: Scene) -> None:
    """The shop refuses: the consumer decides how to go on."""
    case = scene.filed(50, "wong", GOODS["check-shirt"], "quality", "洗了一次就縮水，還掉色。", ("check-shrunk",))
    scene.do(20, "qi", "answer", case, stance="refuses", words="洗标写明需冷水手洗，机洗缩水不属于质量问题。")


def return_agreed(scene: Scene) -> None:
    """A return was agreed; the goods are on their way, the shop owes the money."""
    case = scene.filed(
        120,
        "chen",
        GOODS["pattern-jumper"],
        "wrong-goods",
        "发来的是另一款，不是我买的费尔岛毛衣。",
        ("jumper-pilling",),
    )
    scene.do(
        100,
        "gao",
        "offer",
        case,
        terms={"remedy": "return_refund", "amount": 38900},
        words="发错了，抱歉，请寄回，运费到付。",
    )
    scene.do(96, "chen", "accept", case, offer="o1")
    scene.do(30, "chen", "send-goods", case, carrier="顺丰", waybill="SF1234567890123")


# --- with the platform


def to_be_ruled(scene: Scene) -> None:
    """Asked to decide, evidence from both sides, ready for a ruling."""
    case = scene.filed(
        96,
        "lin",
        GOODS["yellow-dress"],
        "not-as-described",
        "颜色和尺码都与页面不符，肩带长短不一。",
        ("tee-yellow", "parcel-dented"),
    )
    proof = scene.photo("su", "yellow-dress", "dispatch-check", hours=80)
    scene.do(
        80,
        "su",
        "answer",
        case,
        stance="refuses",
        words="发货前已逐件检查，与页面一致。",
        files=[proof] if proof else [],
    )
    scene.do(60, "lin", "escalate", case, words="商家不承认，请平台看照片。")


def evidence_from_both(scene: Scene) -> None:
    """Both are asked to prove something; the shop asks for more time."""
    case = scene.filed(
        110, "emma", GOODS["blue-jeans"], "wrong-goods", "I ordered light blue and got these.", ("jeans-other",)
    )
    scene.do(90, "gao", "answer", case, stance="refuses", words="仓库记录显示发出的是浅蓝色。")
    scene.do(70, "emma", "escalate", case)
    scene.do(20, "he", "claim", case)
    scene.do(
        19, "he", "request-evidence", case, of="both", items=["photo-parcel"], words="请提供包裹面单与商品吊牌的照片。"
    )
    scene.do(5, "gao", "excuse", case, request="r2", kind="more-time", words="监控录像需要两天才能调出。")


def shop_silent(scene: Scene) -> None:
    """The shop never answered, so the platform has it by itself."""
    case = scene.filed(64, "wong", GOODS["denim-skirt"], "not-delivered", "物流顯示簽收，但我沒有收到。")
    scene.do(10, "wong", "nudge", case, words="請問處理到哪一步了？")


def overdue(scene: Scene) -> None:
    """The platform's own turn ran out: the senior queue has it."""
    case = scene.filed(24 * 21, "chen", GOODS["padded-vest"], "quality", "羽绒一直钻出来。", ("padded-vest",))
    scene.do(24 * 20, "gao", "answer", case, stance="refuses", words="少量钻绒属正常现象。")
    scene.do(24 * 19, "chen", "escalate", case)


def two_people(scene: Scene) -> None:
    """A ruling above what one person decides."""
    case = scene.filed(
        24 * 6, "emma", GOODS["winter-coat"], "not-as-described", "The label is sewn on crooked and the down smells."
    )
    scene.do(24 * 5, "gao", "answer", case, stance="refuses", words="正品，可提供进货单据。")
    scene.do(24 * 4, "emma", "escalate", case)
    ruled(scene, case, 20, "luo", 1289900, "not-as-described", "The shop gave no purchase record in time.")


def held(scene: Scene) -> None:
    """Words that look like advertising: a person looks first."""
    scene.filed(2, "chen", GOODS["blue-jeans"], "other", "加微信兼职刷单，每天返现。", sure=True)


# --- ruled, carried out, closed


def ruled(scene: Scene, case: str, hours: float, who: str, amount: int, reason: str, words: str, **more: Any) -> None:
    """A reviewer opens what there is, and rules for the consumer."""
    exhibits = more.pop("exhibits", [])
    if exhibits:
        scene.do(hours + 0.5, who, "open-exhibits", case, exhibits=exhibits)
    scene.do(
        hours,
        who,
        "rule",
        case,
        liability="merchant",
        merchant_share=100,
        terms={"remedy": "refund", "amount": amount},
        reason=reason,
        facts=words,
        reasons="依照片与双方陈述，商品与页面描述不符，举证责任在商家。",
        relied_on=exhibits,
        rules=["4.3"],
    )


def _ruled_case(scene: Scene, hours: float, consumer: str, goods: str, problem: str) -> str:
    item = GOODS[goods]
    shop = "su" if item.shop == "lanting" else "gao"
    case = scene.filed(hours, consumer, item, "not-as-described", problem)
    scene.do(hours - 10, shop, "answer", case, stance="refuses", words="与页面一致。")
    scene.do(hours - 20, consumer, "escalate", case)
    ruled(scene, case, hours - 50, "he", item.price, "not-as-described", "商家页面与实物的成分标注不一致。")
    return case


def to_prove(scene: Scene) -> None:
    """The shop must pay and prove it."""
    _ruled_case(scene, 76, "wong", "blue-dress", "面料標註羊毛，實際是聚酯纖維。")


def to_verify(scene: Scene) -> None:
    """The shop says it has paid: the platform checks."""
    case = _ruled_case(scene, 90, "lin", "crochet-hat", "说是纯羊毛，标签写腈纶。")
    scene.do(12, "su", "prove", case, proof="refund-number", reference=REFUND_NUMBER, words="已原路退款。")


def not_carried_out(scene: Scene) -> None:
    """The time to pay ran out: the ladder."""
    _ruled_case(scene, 24 * 5, "emma", "rain-jacket", "The zip is metal on the page and plastic in life.")


def carried_out(scene: Scene) -> None:
    """Paid, checked, closed."""
    case = _ruled_case(scene, 24 * 8, "chen", "check-shirt", "面料成分与页面不符。")
    scene.do(24 * 4.9, "su", "prove", case, proof="refund-number", reference=REFUND_NUMBER, words="已退款。")
    scene.do(24 * 4.5, "he", "verify", case, words="退款单号核实无误。")


def in_review(scene: Scene) -> None:
    """The shop asks another reviewer to look again."""
    case = _ruled_case(scene, 24 * 4, "lin", "leaf-dress", "实物是涤纶，不是真丝。")
    scene.do(20, "su", "ask-review", case, words="质检报告证明含丝 30%，请复核。")


def settled(scene: Scene) -> None:
    """Agreed at once, and confirmed by the consumer."""
    case = scene.filed(
        24 * 9, "wong", GOODS["yellow-dress"], "late-dispatch", "超過承諾日期一星期才發貨。", remedy="compensation"
    )
    scene.do(24 * 8.8, "qi", "answer", case, stance="agrees", words="抱歉，这就补偿。")
    scene.do(24 * 8, "qi", "prove", case, proof="refund-number", reference=REFUND_NUMBER, words="已转账。")
    scene.do(24 * 7.9, "wong", "confirm", case)


def withdrawn(scene: Scene) -> None:
    """Taken back; it could still be reopened."""
    case = scene.filed(60, "chen", GOODS["blue-jeans"], "late-dispatch", "一直没有发货。", remedy="resend")
    scene.do(50, "chen", "withdraw", case, words="刚刚收到了。")


def still_content(scene: Scene) -> None:
    """Everybody has bought something that they have not complained about yet, for whoever wants to try that."""
    scene.order("lin", GOODS["denim-skirt"], 3)
    scene.order("chen", GOODS["crochet-hat"], 2)
    scene.order("wong", GOODS["striped-dress"], 2)
    scene.order("emma", GOODS["blue-dress"], 3)


Tale = Callable[[Scene], None]
TALK: tuple[Tale, ...] = (
    just_filed,
    nearly_due,
    part_offered,
    part_offered_in_english,
    countered,
    refused,
    return_agreed,
)
PLATFORM: tuple[Tale, ...] = (to_be_ruled, evidence_from_both, shop_silent, overdue, two_people, held)
ENDS: tuple[Tale, ...] = (
    to_prove,
    to_verify,
    not_carried_out,
    carried_out,
    in_review,
    settled,
    withdrawn,
    still_content,
)
