"""What an intervention holds of a shop's money: a share of each of its funds, as a person said, until it ends."""

from ombud.core.surge.state import Surge
from ombud.desk.access import access_fund
from ombud.desk.handle import Done, NotFound
from ombud.portals.common.act import act, wrong
from ombud.portals.common.display import money
from ombud.portals.common.who import SignedIn
from ombud.reads.funds import Balance, of_shop


def hold(request: SignedIn, surge: Surge, percent: int, words: str) -> tuple[list[str], list[str]]:
    """Hold this share of what is free in each fund; what is held, and why something isn't."""
    held, faults = [], []
    key = request.POST.get("act_key", "")[:60]
    for fund in of_shop(request.platform.id, surge.shop):
        amount = fund.available * percent // 100
        if amount <= 0 or kept(request, surge, fund):
            continue
        fields = {"surge": surge.id, "amount": amount, "words": words}
        outcome = act(request, "fund.hold", fund.id, fields, key=f"{key}-{fund.currency}")
        if isinstance(outcome, Done):
            held.append(money(amount, fund.currency))
        else:
            faults += [one["text"] for one in wrong(outcome, request, pack=surge.pack, currency=fund.currency).errors]
    return held, faults


def release(request: SignedIn, surge: Surge, words: str) -> None:
    """Free what it holds; what isn't held any more needs nothing."""
    key = request.POST.get("act_key", "")[:60]
    for fund in of_shop(request.platform.id, surge.shop):
        if kept(request, surge, fund):
            fields = {"surge": surge.id, "words": words}
            act(request, "fund.release", fund.id, fields, key=f"{key}-free-{fund.currency}")


def now(request: SignedIn, surge: Surge) -> list[str]:
    """What it holds now, by currency."""
    balances = of_shop(request.platform.id, surge.shop) if surge.hold_percent else []
    return [money(amount, fund.currency) for fund in balances if (amount := kept(request, surge, fund))]


def kept(request: SignedIn, surge: Surge, fund: Balance) -> int:
    """How much of this fund it holds."""
    try:
        its = access_fund(request.platform.id, fund.id, request.actor).fund.hold(f"surge:{surge.id}")
    except NotFound:
        return 0
    return its.kept if its else 0
