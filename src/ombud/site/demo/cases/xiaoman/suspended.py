"""A shop whose account is suspended: its owner can still sign in, read, appeal, answer and export, and nothing else."""

from collections.abc import Callable

from ombud.site.demo.cases.xiaoman.trade import cluster
from ombud.site.demo.docket import DAY, Docket

UNSENT = 41
HELD = UNSENT * 12_900
"""What was paid for the orders that were never sent: more than one person holds alone."""


def account_suspended(docket: Docket) -> None:
    """Two persons decided; the money of the open orders is held."""
    penalty = docket.impose(
        17 * DAY,
        "jiang",
        "fraud",
        "xiecang",
        "清仓页面收款 62 笔，其中 41 笔三周内没有任何发货；店铺上传的运单号经快递核实均不存在。",
        "收取货款而没有发货的准备，并以假运单号拖延，属于欺诈。为保护已付款的买家，封停账号并冻结货款。",
        orders=cluster(docket.scene, ("leather-flats",), UNSENT, 22, 2),
        measures=[{"code": "account"}, {"code": "funds", "amount": HELD}],
    )
    docket.do(16.6 * DAY, "fang", "approve", penalty)
    docket.opened(penalty, (16 * DAY, "sun"))
    docket.do(2 * DAY, "sun", "consult", penalty, words="仓库漏水，鞋子泡坏了一半，我正在一单一单退款。退完能解封吗？")
    docket.do(
        1 * DAY,
        "tang",
        "reply",
        penalty,
        words="请在申诉中附上退款记录。已退的金额我们会逐笔核对，再决定是否提前解封。",
    )


def waits_for_second(docket: Docket) -> None:
    """Proposed: a second person agrees or not, and until then the shop knows nothing."""
    docket.impose(
        3,
        "jiang",
        "repeated-fraud",
        "xiecang",
        "封停期间，同一身份证与同一收款账户在“老孙鞋仓二店”继续收款 17 笔，没有发货。",
        "因欺诈受罚后再犯，提请关闭账号，并冻结二店的货款。",
        measures=[{"code": "shop"}, {"code": "funds", "amount": 219_300}, {"code": "account"}],
    )


Tale = Callable[[Docket], None]
TALES: tuple[Tale, ...] = (account_suspended, waits_for_second)
