"""A shop's public record, as its page has it: figures with what they are counted of, null where there are too few."""

import msgspec
from django.http import HttpRequest, HttpResponse

from ombud.api.v1.caller import Caller
from ombud.desk import clock
from ombud.desk.access import access_open_shop
from ombud.reads.shop_record import FEW, ratings, record


def read_record(_request: HttpRequest, caller: Caller, id: str) -> HttpResponse:
    """The last 90 whole days of UTC. Counts of one to four are told as null: nobody can be picked out of them."""
    shop, now = access_open_shop(caller.platform, id), clock.now(caller.platform)
    its = record(caller.platform, id, now)
    found, _more = ratings(caller.platform, id, now)
    ended = its.ended >= FEW
    body = {
        "shop": id,
        "verified": shop.verified,
        "policy": shop.facts.policy,
        "since": its.since,
        "until": its.until,
        "few": FEW,
        "orders": _count(its.orders),
        "complaints": _count(its.complaints),
        "complaints_per_1000_orders": its.per_thousand and round(its.per_thousand, 1),
        "answered": _count(its.answered),
        "half_answered_within_hours": its.answer_hours or None,
        "rulings": {
            "settled": _count(its.settled) if ended else None,
            "for_shop": _count(its.rulings_for) if ended else None,
            "against_shop": _count(its.rulings_against) if ended else None,
            "both_liable": _count(its.rulings_both) if ended else None,
        },
        "ratings": {
            "count": its.ratings,
            "average": its.average and round(its.average, 1),
            "newest": [
                {
                    "stars": one.stars,
                    "at": one.at,
                    "words": one.words,
                    "answer": one.answer,
                    "answered_at": one.answered_at,
                }
                for one in found
            ],
        },
    }
    return HttpResponse(msgspec.json.encode(body), content_type="application/json")


def _count(n: int) -> int | None:
    return n if n == 0 or n >= FEW else None
