"""A shop at its last report, one that has an automatic refund looked at again, talk that waits, and what is kept."""

from ombud.site.demo.cases.linli.told import GOODS, Story, edited, from_web, not_ours
from ombud.site.demo.tale import Bought

DAY = 24.0


def at_the_limit(story: Story) -> None:
    """Three reports about one order, and a fourth that is kept as a note with the whole talk."""
    order = story.scene.order("fan", GOODS["blue-jeans"], 7)
    story.said(
        order,
        (150, "fan", "牛仔裤收到了，颜色和页面差得太多，像洗过很多次。", "jeans-other"),
        (148, "victor", "We only have the light blue you ordered. Could you photograph the label inside?", ""),
        (147, "fan", "标签剪掉了。", ""),
        (120, "victor", "Without the label we can't tell whether they are ours.", ""),
    )
    story.read(119, "fan", order)
    case = story.complained(
        118, "fan", order, "blue-jeans", "not-as-described", "颜色和版型都和页面不一样。", ("jeans-other",)
    )
    story.do(100, "victor", "answer", case, stance="refuses", words="These aren't the jeans we sent.")
    story.do(98, "fan", "escalate", case, words="请平台看图。")
    picture = story.picture("fan", "jeans-other", 96)
    ours = story.picture("victor", "blue-jeans", 96)
    first = story.reported(
        96, "victor", order, picture, "Not our jeans: other pockets, other stitching.", not_ours(ours)
    )
    second = story.reported(
        95, "victor", order, picture, "I think I have seen this on the web.", from_web("https://jeans.example/42")
    )
    story.on_report(94, "victor", "withdraw", second, words="The page shows another pair, my mistake.")
    story.on_report(70, "fan", "answer", first, stance="denies", words="就是你们寄来的这条。")
    story.reported(60, "victor", order, picture, "The waistband looks retouched.", edited((3000, 800, 3600, 1200)))
    story.reported(30, "victor", order, picture, "And the hem is blurred as well.", edited((2500, 8200, 5000, 1500)))


def looked_at_again(story: Story) -> None:
    """A refund that came of a silent shop's silence: nobody ruled, and the shop asks for a review."""
    order = story.scene.order("ding", GOODS["white-jumper"], 10)
    case = story.complained(
        8.5 * DAY, "ding", order, "white-jumper", "quality", "穿了一天就起球，要求退款。", ("jumper-pilling",)
    )
    story.pass_over("complaint", case, story.scene.ago(6.9 * DAY))
    story.paid(6.8 * DAY, "mo", "ding", case)
    story.do(
        20, "luyao", "ask-review", case, words="当时客服请假没有及时回复。图中毛衣的颜色与我们发出的不同，请重新认定。"
    )


def talking(story: Story) -> None:
    """Talk about orders with which nothing is wrong, some of it unread."""
    order = story.scene.order("rosa", GOODS["denim-skirt"], 2)
    story.said(
        order,
        (30, "rosa", "Hola, ¿la falda encoge al lavarla?", ""),
        (28, "mo", "您好，水洗标写明冷水手洗，不会缩水。", ""),
        (5, "rosa", "Gracias. ¿Y destiñe?", ""),
    )
    order = story.scene.order("grace", GOODS["wool-hat"], 1)
    story.said(
        order,
        (10, "grace", "It came today and it is lovely, thank you!", ""),
        (8, "victor", "So glad to hear that.", ""),
    )


def deals(story: Story) -> None:
    """Two group deals of one shop, and an order that waits until its group is full."""
    scene = story.scene
    for goods, name, terms, price in (
        ("striped-dress", "两件拼单", "两人成团，二十四小时未成团自动退款。", 5490),
        ("white-jumper", "三人团", "三人成团，每人一件，满三人即发货。", 5990),
    ):
        scene.act(
            40 * DAY, "luyao", "product.promote", goods, kind="group-deal", name=name, terms=terms, price=price,
            from_at=scene.ago(39 * DAY).isoformat(), until=scene.ago(-20 * DAY).isoformat(),
        )  # fmt: skip
    order, facts = scene.facts_of(Bought("rosa", GOODS["white-jumper"], -4))
    gathering = {"kind": "group-deal", "status": "gathering", "purchased_at": scene.ago(9).isoformat()}
    for gone in ("shipped_at", "delivered_at"):
        del facts[gone]
    scene.tell("order.tell", order, {**facts, **gathering}, 9)


def kept_beforehand(story: Story) -> None:
    """What two consumers keep for orders about which nobody quarrels yet."""
    order = story.scene.order("grace", GOODS["denim-skirt"], 1.5)
    story.kept(34, "grace", order, ("parcel-dented", "denim-skirt"), words="As I unpacked it.")
    order = story.scene.order("deng", GOODS["leather-flats"], 2)
    story.kept(46, "deng", order, ("flats-worn",), "all", "開箱時鞋底已有磨痕。")
    story.scene.order("fan", GOODS["white-jumper"], 3)
    story.scene.order("ding", GOODS["wool-hat"], 5)
