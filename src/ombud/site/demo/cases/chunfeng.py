"""The fourth platform takes no part in the trade: a verified deception, and a freeze that nobody was warned of."""

from ombud.site.demo.tale import Bought, Scene
from ombud.site.demo.world import CHUNFENG

DAY = 24.0
GOODS = {one.id: one for one in CHUNFENG.goods}


def chunfeng(scene: Scene) -> None:
    """A report was verified: measures at once, nothing sent; decision and reasons wait in the account."""
    scene.orders_of(Bought(f"c{3000 + n * 7}", GOODS["white-jumper"], 12 + n * 1.5) for n in range(14))
    scene.order("mei", GOODS["leather-flats"], 4)
    said = "页面写百分之百羊绒，送检结果是腈纶。店主让我删评价才肯退款。"
    report = scene.act(9 * DAY, "mei", "report.file", "", shop="yunxi", about="fraud", words=said).id
    found = "抽检三件均不含羊绒；店铺上传的检测报告编号查无此件，系伪造。"
    scene.act(6 * DAY, "peng", "report.conclude", report, outcome="measures-taken", words=found)
    penalty = scene.act(
        5 * DAY, "peng", "penalty.impose", "", shop="yunxi", violation="deception",
        facts="抽检的三件“纯羊绒开衫”均为腈纶，页面上的检测报告系伪造，14 位买家受骗。",
        reasons="以伪造的检测报告诱人下单，属于欺诈。为使受骗买家还有钱可退，依规则 8.1 立即采取措施，不另行通知。",
        ground={"kind": "report", "id": report}, language="zh-Hans",
    )  # fmt: skip
    scene.act(4.9 * DAY, "ye", "penalty.approve", penalty.id)
