"""The mix that core, desk and API are measured with: a life filed, answered, offered in, and ruled.

Every life has its own order, consumer, instants and words, so that nothing is gained by doing the same thing twice.
"""

from datetime import UTC, datetime, timedelta
from typing import Any

from ombud.core.people import Consumer, Member, Reviewer

STEPS = ("file", "answer", "offer", "rule")
"""One of each: a quarter of the mix is a filing, and so on."""
START = datetime(2026, 3, 9, 2, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
SETTLED_AT = START + 4 * 24 * HOUR
"""After every answer was due, before the platform's own turn is."""
PAID = 16_800
BORIS = Member(id="boris", shop="mugs", rights=("answer", "appeal"))
RITA = Reviewer(id="rita")
PROBLEM = (
    "The mug came with a crack from the rim to the handle, and tea runs out of it. I wrote twice, nobody answered."
)
PROBLEM_ZH = "收到的杯子有一条裂纹，从杯口一直裂到杯把，装茶就漏。问了店家两次都没有回复，要求退款。"
ANSWER = "The mug left us whole; the parcel was handed to the carrier with two layers of paper around it."


def problem(n: int) -> str:
    """What the consumer writes: most write Chinese, some at length in English."""
    return PROBLEM if n % 10 in (0, 3, 6, 9) else PROBLEM_ZH


def consumer(n: int) -> Consumer:
    """Who bought the order of life `n`; nobody files twice."""
    return Consumer(id=f"buyer-{n:08d}")


def order_id(n: int) -> str:
    """The order of life `n`."""
    return f"order-{n:08d}"


def shop(n: int, shops: int = 1) -> str:
    """Where life `n` bought, one of so many shops."""
    return "mugs" if shops == 1 else f"mugs-{n % shops:04d}"


def filed_at(n: int) -> datetime:
    """When life `n` begins: a few seconds after the one before."""
    return START + timedelta(seconds=7 * n % 86_400, microseconds=n)


def order_facts(n: int, before: datetime | None = None, shops: int = 1) -> dict[str, Any]:
    """What was bought, on one of the thirty days before the complaint, or before an instant."""
    return {
        "number": f"N{n:08d}",
        "shop": shop(n, shops),
        "consumer": consumer(n).id,
        "currency": "CNY",
        "paid": PAID,
        "payment_way": "card",
        "status": "delivered",
        "purchased_at": ((before or filed_at(n)) - timedelta(days=1 + n % 30)).isoformat(),
        "lines": [{"id": "1", "product": "mug", "title": "Celadon mug", "specification": "350 ml", "unit_price": PAID}],
    }


def fields(step: str, n: int) -> dict[str, Any]:
    """What a client sends for one step of life `n`, as plain JSON data."""
    match step:
        case "file":
            return {
                "order": order_id(n),
                "reason": "not-as-described",
                "lines": [{"line": "1"}],
                "asked": {"remedy": "refund", "amount": PAID},
                "problem": problem(n),
                "contact": {"name": "林安娜", "phone": f"1380000{n % 10_000:04d}"},
            }
        case "answer":
            return {"stance": "refuses", "words": ANSWER}
        case "offer":
            return {"terms": {"remedy": "refund", "amount": 2_000 + n % 5_000}, "words": "We would give a part back."}
        case "escalate":
            return {}
        case _:
            return {
                "liability": "merchant",
                "merchant_share": 100,
                "terms": {"remedy": "refund", "amount": PAID - n % 5_000},
                "reason": "not-as-described",
                "facts": "The photos show a crack that goes through; the parcel shows no damage.",
                "reasons": "A cracked mug isn't what the page describes, and nothing says it broke on the way.",
                "relied_on": [],
                "rules": ["2.1"],
            }


def actor(step: str, n: int, shops: int = 1) -> Consumer | Member | Reviewer:
    """Who takes the step."""
    match step:
        case "answer" | "offer":
            return BORIS if shops == 1 else Member(id="boris", shop=shop(n, shops), rights=BORIS.rights)
        case "rule":
            return RITA
        case _:
            return consumer(n)


def at(step: str, n: int) -> datetime:
    """When the step is taken."""
    hours = {"file": 0, "answer": 2, "offer": 3, "escalate": 5, "rule": 20}
    return filed_at(n) + hours[step] * HOUR
