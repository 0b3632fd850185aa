"""Money of the demo world: turnover that comes in, a ruling that the platform pays ahead, and what is paid out."""

from collections.abc import Mapping

from ombud.desk.handle import Act, handle
from ombud.desk.handle_many import let_time_pass
from ombud.desk.load import load
from ombud.ledger.connection import connection
from ombud.site.demo.tale import SEED, Scene
from ombud.site.demo.world import TIANSHAN

DAY = 24.0
WEEKLY: Mapping[str, Mapping[str, tuple[int, ...]]] = {
    "tianshan": {"lanting": (284_600, 317_900, 262_300, 305_500), "beifeng": ()},
    "xiaoman": {"qinghe": (61_800, 74_200, 58_300, 66_900), "olive": (104_500, 97_200, 118_600, 92_400),
                "xiecang": (268_300, 331_700, 209_400)},
    "linli": {"huali": (42_300, 51_800, 47_600, 55_100), "north": (38_900, 44_200, 36_700, 41_500)},
    "chunfeng": {"yunxi": (88_400, 126_700, 143_200, 97_500)},
}  # fmt: skip
"""What consumers paid, week by week, the oldest first; in minor units."""
FIRST_DAYS = 60
COATS = 31_500
"""All that a shop had with the platform when a ruling against it wasn't carried out."""
GOODS = {one.id: one for one in TIANSHAN.goods}


def before(scene: Scene) -> None:
    """Two months of turnover, and what happened to a shop that had too little of it."""
    for shop, weeks in WEEKLY.get(scene.market.slug, {}).items():
        for place, amount in enumerate(weeks):
            days = FIRST_DAYS - 7 * place
            came(scene, shop, f"{scene.market.prefix}-W{place + 1}", amount, days * DAY)
            _told(scene, shop, "pay-out", f"{scene.market.prefix}-P{place + 1}", amount // 4, (days - 3) * DAY)
    if scene.market.slug == "tianshan":
        _paid_ahead(scene)


def after(scene: Scene) -> None:
    """What came in today, after everything that was decided before."""
    today = {"tianshan": "lanting", "chunfeng": "yunxi"}
    if shop := today.get(scene.market.slug):
        came(scene, shop, f"{scene.market.prefix}-TODAY", 41_377, 1)


def came(scene: Scene, shop: str, reference: str, amount: int, hours: float) -> None:
    """Turnover of a shop, told by the platform's payments."""
    _told(scene, shop, "settle", reference, amount, hours)


def _told(scene: Scene, shop: str, verb: str, reference: str, amount: int, hours: float) -> None:
    fields = {"reference": reference, "amount": amount}
    target = f"{shop}:{scene.market.currency}"
    act = Act(scene.platform, f"fund.{verb}", target, SEED, fields, via="demo", at=scene.ago(hours))
    scene.must(handle(act))


def _paid_ahead(scene: Scene) -> None:
    """A ruling wasn't carried out: the platform pays from what the shop has, and the rest of its own money."""
    came(scene, "beifeng", "TS-B1", COATS, 26 * DAY)
    item = GOODS["rain-jacket"]
    case = scene.filed(25 * DAY, "wong", item, "not-as-described", "袖口的魔術貼第一天就脫落，防水也名不副實。")
    scene.do(24 * DAY, "gao", "answer", case, stance="refuses", words="属正常使用损耗。")
    scene.do(23 * DAY, "wong", "escalate", case)
    scene.do(
        21 * DAY, "he", "rule", case, liability="merchant", merchant_share=100,
        terms={"remedy": "refund", "amount": item.price}, reason="not-as-described",
        facts="首日照片显示魔术贴整条脱落。",
        reasons="首日脱落不属使用损耗，举证责任在商家。", relied_on=[], rules=["4.3"],
    )  # fmt: skip
    _until_paid_ahead(scene, case)
    came(scene, "beifeng", "TS-B2", 6_800, 3 * DAY)


def _until_paid_ahead(scene: Scene, case: str) -> None:
    """Let time pass over the ruling, step by step, until the platform has to pay."""
    for _step in range(12):
        loaded, _before = load(connection(), scene.platform, "complaint", case)
        if loaded.state.loss or loaded.due_at is None or loaded.due_at > scene.ago(4 * DAY):
            return
        let_time_pass([(scene.platform, case)], loaded.due_at)
