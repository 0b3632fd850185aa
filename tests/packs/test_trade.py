"""Every slip in what a pack says of orders is shown where it stands; each golden file is one planted slip."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from ombud.packs.check import check
from ombud.packs.load import PACKS, load_pack

GOLDEN = Path(__file__).parent / "golden" / "trade"
PACK = "weixun/pack.toml"
RESERVATION = 'code = "reservation"'
VISITED = """status = "visited"
final = true
fields = [{ code = "visited-on", type = "date" }]"""
CONFIRMED = """next = ["visited", "canceled"]
# Two days from the day of the visit to say that it was.
span = { hours = 48, source = "ours" }"""

SLIPS: dict[str, tuple[str, str, str]] = {
    "kind-twice": (PACK, RESERVATION, 'code = "mall"'),
    "kind-without-words": (PACK, RESERVATION, 'code = "appointment"'),
    "status-without-words": (PACK, 'status = "cutting"', 'status = "bargaining"'),
    "stage-without-time": (PACK, CONFIRMED, 'next = ["visited", "canceled"]'),
    "stage-without-next": (PACK, CONFIRMED, CONFIRMED.replace('next = ["visited", "canceled"]\n', "")),
    "next-not-known": (PACK, CONFIRMED, CONFIRMED.replace('"visited"', '"arrived"')),
    "receipt-not-known": (PACK, 'receipt = "visited"', 'receipt = "arrived"'),
    "trap": (PACK, CONFIRMED, CONFIRMED.replace('["visited", "canceled"]', '["confirmed"]')),
    "final-that-goes-on": (PACK, VISITED, VISITED.replace("final = true", 'final = true\nnext = ["canceled"]')),
    "moved-by-nobody": (PACK, 'since = "purchased_at"\n\n[[trade.kinds.stages]]\nstatus = "confirmed"',
                        'since = "purchased_at"\nby = []\n\n[[trade.kinds.stages]]\nstatus = "confirmed"'),
    "working-days": (PACK, CONFIRMED, CONFIRMED.replace("hours = 48", "working_days = 2")),
    "reason-not-known": (PACK, 'not_received = "service-not-as-expected"', 'not_received = "boredom"'),
    "asked-nowhere": (PACK, 'receipt = "visited"\n', ""),
    "undo-for-days": (PACK, "undo = 10", "undo = 10000"),
    "reminded-at-noon": (PACK, 'remind_at = "10:00"', 'remind_at = "noon"'),
    "field-of-no-choice": (PACK, 'type = "date" }]', 'type = "choice" }]'),
    "since-not-known": (PACK, 'since = "promised_at"', 'since = "visited_at"'),
}  # fmt: skip


@pytest.fixture
def root(packs: Path) -> Path:
    """The packs of the other tests, and the one with every kind of order."""
    shutil.copytree(PACKS / "weixun", packs / "weixun", dirs_exist_ok=True)
    return packs


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_shown_where_it_stands(slip: str, root: Path, change: Callable[[str, str, str], None]) -> None:
    change(*SLIPS[slip])

    told = "\n\n".join(map(str, check("weixun", root))) + "\n"
    told = _without_numbers(told)

    golden = GOLDEN / f"{slip}.txt"
    if os.environ.get("OMBUD_WRITE_GOLDEN"):
        golden.write_text(told, "utf-8")
    assert told.strip()
    assert told == golden.read_text("utf-8")


def test_no_golden_file_is_left_over() -> None:
    assert {path.stem for path in GOLDEN.glob("*.txt")} == set(SLIPS)


@pytest.mark.requirement("OS-1")
def test_each_kind_has_a_path_of_its_own() -> None:
    trade = load_pack("weixun").pack.trade
    assert trade is not None
    ways = {kind.code: [stage.status for stage in kind.usual()] for kind in trade.kinds}
    assert ways == {
        "mall": ["paid", "shipped", "delivered", "completed"],
        "reservation": ["paid", "confirmed", "visited"],
        "flash-sale": ["paid", "shipped", "completed"],
        "price-cutting": ["cutting", "paid", "shipped", "completed"],
    }


def _without_numbers(told: str) -> str:
    """The faults without the numbers of their lines: what is said further up in the pack is no business of theirs."""
    lines = []
    for line in told.split("\n"):
        head, colon, rest = line.partition(".toml:")
        number, bar, shown = line.partition(" | ")
        if colon:
            lines.append(f"{head}.toml:…:{rest.partition(':')[2]}")
        elif bar and not number.strip().strip("0123456789"):
            lines.append(f"  … | {shown}")
        elif " = allowed:" in line:
            lines.append(f"    = allowed:{line.partition(' = allowed:')[2]}")
        else:
            lines.append(line)
    return "\n".join(lines)
