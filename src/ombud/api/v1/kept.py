"""What is kept for an order before any dispute, by API: each file with its date, its end, and who may see it."""

from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse

from ombud.api.v1.caller import Caller
from ombud.core.order_vault import keep
from ombud.core.order_vault.rungs import id_of
from ombud.core.order_vault.state import Item
from ombud.desk.access_order_vault import SIDES, KeptForOrder, access_order_vault
from ombud.desk.load import stream_id
from ombud.reads.kept_words import words_of


def read_kept(_request: HttpRequest, caller: Caller, id: str) -> HttpResponse:
    """What one's own side keeps for an order, and what the others kept for all to see or drew on in a case."""
    seen = access_order_vault(caller.platform, id, caller.by)
    rules = seen.policy.pack.keeping
    words = words_of(caller.platform, [stream_id("order_vault", id_of(seen.order.id, side)) for side in SIDES])
    body = {
        "order": seen.order.id,
        "vault": id_of(seen.order.id, seen.party) if seen.party != "platform" else None,
        "own": [_told(seen, one, words) for one in seen.own],
        "others": [_told(seen, one, words) for one in seen.others],
        "files_max": rules.files_max if rules else 0,
        "may_keep": keep.may(caller.by, seen.vault or seen.order, seen.policy, seen.at) is None,
    }
    return HttpResponse(msgspec.json.encode(body), content_type="application/json")


def _told(seen: KeptForOrder, item: Item, words: dict[str, str]) -> dict[str, Any]:
    names = ("file", "kind", "sha256", "media_type", "shown", "kept_at")
    told = {name: getattr(item, name) for name in names}
    return {
        **told,
        "side": seen.sides[item.file],
        "until": None if item.drawn else item.until,
        "drawn": bool(item.drawn),
        "words": words.get(item.words, ""),
    }
