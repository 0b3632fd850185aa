"""What the platform is to the trade, said wherever somebody might expect it to order something."""

from ombud.core.policy.pack import Pack
from ombud.packs.load import texts
from ombud.portals.common.display import language


def part_in_trade(pack: Pack) -> str:
    """That the platform only brings the sides together, in the reader's language; blank where it takes part."""
    return texts(pack.id).say("guide.go-between", language()) if pack.part == "go-between" else ""
