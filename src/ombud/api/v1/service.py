"""The platform's own service: its channels, and whether somebody is there now or when somebody is back."""

import msgspec
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from msgspec.structs import replace

from ombud.accounts.platforms import settings_of
from ombud.api.v1.caller import Caller
from ombud.core.policy.service import hours_by, presence
from ombud.desk import clock
from ombud.packs.guide_parts import Words, hours_words
from ombud.packs.load import load_pack, texts


def read_service(_request: HttpRequest, caller: Caller) -> HttpResponse:
    """Every channel of the platform at this instant; instants are exclusive ends, in UTC."""
    now = clock.now(caller.platform)
    platform = settings_of(caller.platform, now)
    policy = load_pack(platform.pack)
    calendar = replace(policy.calendar, zone=platform.zone.key)
    words = Words(texts(policy.pack.id), get_language() or "en")
    items = []
    for one in policy.pack.service.channels if policy.pack.service else ():
        its = presence(one, calendar, now)
        items.append(
            {
                "code": one.code,
                "name": words(f"service.{one.code}"),
                "phone": one.phone,
                "url": one.url,
                "address": one.address,
                "hours": hours_words(hours_by(one, calendar), words),
                "there": its.there,
                "until": its.until,
                "back_at": its.back_at,
                "provisional": its.provisional,
            }
        )
    body = {"at": now, "zone": platform.zone.key, "channels": items}
    return HttpResponse(msgspec.json.encode(body), content_type="application/json")
