"""Pictures that a shop reported: waiting for the accused, waiting to be examined, found fake, and groundless."""

from ombud.site.demo.cases.linli.told import GOODS, Story, edited, from_web, not_ours

DAY = 24.0
NOBODY = {"liability": "consumer", "merchant_share": 0, "terms": {"remedy": "none", "amount": 0}}


def taken_from_an_earlier_case(story: Story) -> None:
    """A mirrored part of a picture from another consumer's case, with words on it; its maker says that it is hers."""
    scene = story.scene
    honest = scene.order("fan", GOODS["striped-dress"], 34)
    before = story.complained(
        33 * DAY,
        "fan",
        honest,
        "striped-dress",
        "damaged",
        "裙子前片有一大块黄色污渍，洗了一次没有变化。",
        ("striped-stain",),
    )
    story.do(32.5 * DAY, "mo", "answer", before, stance="agrees", words="抱歉，是质检漏了，直接退款，裙子不用寄回。")
    story.paid(32 * DAY, "mo", "fan", before)
    order = scene.order("ding", GOODS["striped-dress"], 4)
    story.kept(6 * DAY, "luyao", order, ("striped-dress",), words="发货前的质检照片。")
    story.said(
        order,
        (80, "ding", "你好，裙子收到了，前面有污渍，能退款吗？", ""),
        (79.8, "ding", "看图，收到就是这样。", "striped-again"),
        (77, "mo", "您好，麻烦再拍一张吊牌和污渍在一起的照片可以吗？", ""),
        (76, "ding", "已经扔了，没法拍。直接退款吧。", ""),
    )
    story.read(75.5, "mo", order)
    case = story.complained(
        72, "ding", order, "striped-dress", "damaged", "收到时裙子前面就有污渍，要求退款，不退货。", ("striped-again",)
    )
    story.do(
        60, "luyao", "answer", case, stance="refuses", words="发货前拍照质检，没有污渍；这张图与早前一单的图片很像。",
        files=[story.picture("luyao", "striped-dress", 60)],
    )  # fmt: skip
    story.do(58, "luyao", "attach-talk", case, words="要求补拍时买家称已经丢弃。")
    story.do(57, "ding", "escalate", case, words="商家不认账，请平台处理。")
    picture = story.picture("ding", "striped-again", 55)
    original = story.picture("luyao", "striped-stain", 55)
    report = story.reported(
        55, "luyao", order, picture,
        "这张图是把上个月另一位买家案件里的照片左右翻转、裁剪后加了字。污渍的形状和位置都能对上。",
        from_web(files=[original]), edited((200, 8700, 4200, 1200), (7500, 100, 2400, 1100)),
    )  # fmt: skip
    story.on_report(
        20,
        "ding",
        "answer",
        report,
        stance="denies",
        words="是我自己拍的，加字只是为了让客服看清楚。为什么要翻转我也不知道。",
    )


def holes_set_in(story: Story) -> None:
    """Two holes of the same shape: waits for the consumer to be heard."""
    order = story.scene.order("grace", GOODS["check-shirt"], 3)
    story.said(
        order,
        (40, "grace", "Hi, the shirt has two holes in the front.", ""),
        (39.9, "grace", "Here is a photo.", "check-hole"),
        (38, "mo", "We check every shirt before it leaves. Could you send a photo of the label next to a hole?", ""),
    )
    story.read(37, "grace", order)
    case = story.complained(
        30, "grace", order, "check-shirt", "quality", "Two holes in the front, I can't wear it.", ("check-hole",)
    )
    story.do(22, "mo", "answer", case, stance="refuses", words="两个破洞形状完全一样，像是贴上去的。")
    picture = story.picture("grace", "check-hole", 9)
    story.reported(
        9, "mo", order, picture, "两个破洞一模一样，边缘也不自然，请圈出的位置仔细看。",
        edited((3700, 5200, 1100, 800), (5000, 2950, 1100, 800)),
    )  # fmt: skip


def other_goods_shown(story: Story) -> None:
    """Refunded because the shop was silent; found fake a few days later, and the case has another outcome."""
    order = story.scene.order("deng", GOODS["wool-hat"], 15)
    case = story.complained(
        13 * DAY, "deng", order, "wool-hat", "wrong-goods", "訂的是櫻粉護耳帽，收到一頂黑色的。", ("hat-other",)
    )
    story.pass_over("complaint", case, story.scene.ago(11.4 * DAY))
    story.paid(11.3 * DAY, "victor", "deng", case)
    picture = story.picture("deng", "hat-other", 10 * DAY)
    ours = story.picture("victor", "wool-hat", 10 * DAY)
    report = story.reported(
        10 * DAY, "victor", order, picture,
        "We never stocked a black hat with a bank's logo. Ours is knitted and pink; a photo of one is attached.",
        not_ours(ours),
    )  # fmt: skip
    story.on_report(9 * DAY, "deng", "answer", report, stance="admits", words="抱歉，照片拍成家裡另一頂帽子了。")
    exhibit = picture["file"]
    story.do(8.2 * DAY, "nora", "open-exhibits", case, exhibits=[exhibit])
    story.concluded(
        8 * DAY, "nora", report,
        "The hat in the picture isn't the shop's; the consumer says so too.",
        {"not-ours": ("found", "Another material, another colour and another brand than the shop's hat.")},
        relied_on=["own-comparison", "admitted"],
        adjusted={
            **NOBODY, "reason": "evidence-not-genuine",
            "facts": "The picture shows a hat of another make, which the consumer admitted.",
            "reasons": "Without that picture nothing shows that wrong goods were sent. The refund is to be given back.",
            "relied_on": [exhibit], "rules": ["2.6", "3.4"],
        },
    )  # fmt: skip


def honest_after_all(story: Story) -> None:
    """An honest picture: the report was groundless, and counts against the shop."""
    order = story.scene.order("rosa", GOODS["leather-flats"], 18)
    case = story.complained(
        16 * DAY, "rosa", order, "leather-flats", "wrong-goods",
        "Pedí bailarinas de cuero y me llegaron unas zapatillas usadas.", ("shoes-other",),
    )  # fmt: skip
    story.do(15.5 * DAY, "victor", "answer", case, stance="refuses", words="The parcel left with flats in it.")
    story.do(15 * DAY, "rosa", "escalate", case, words="La foto es de lo que había en la caja.")
    exhibit = story.picture("rosa", "shoes-other", 14 * DAY)["file"]
    story.do(14.2 * DAY, "shi", "open-exhibits", case, exhibits=[exhibit])
    story.do(
        14 * DAY, "shi", "rule", case, liability="merchant", merchant_share=100,
        terms={"remedy": "refund", "amount": GOODS["leather-flats"].price}, reason="wrong-or-missing",
        facts="照片中的鞋与所购商品不同，商家没有发货前的照片。", reasons="错发由商家承担，发出的是平底鞋没有凭证。",
        relied_on=[exhibit], rules=["2.1"],
    )  # fmt: skip
    story.paid(13 * DAY, "victor", "rosa", case)
    picture = story.picture("rosa", "shoes-other", 12 * DAY)
    report = story.reported(
        12 * DAY, "victor", order, picture, "This photo looks like one from a resale site.",
        from_web("https://resale.example/shoes/87a3"),
    )  # fmt: skip
    story.on_report(
        11.5 * DAY,
        "rosa",
        "answer",
        report,
        stance="denies",
        words="La hice yo en mi pasillo, sobre el suelo de madera.",
    )
    story.concluded(
        9.5 * DAY, "nora", report, "No source was found, and the page that was named holds no such picture.",
        {"from-web": ("not-shown", "The address leads to no picture of these shoes.")}, groundless=True,
    )  # fmt: skip
