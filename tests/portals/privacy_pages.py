"""Pages about what is kept of people: their own, and the privacy desk's."""

from ombud.accounts.models import Membership
from ombud.core.people import Consumer, Member
from ombud.desk import clock
from ombud.desk.handle import Act, Done, handle
from tests.portals.demo_world import Demo
from tests.portals.shown import at


def _asked(world: Demo) -> str:
    """A consumer who asked to have their data erased; asked for once, however many pages look at it."""
    given = {"words": "我不再使用这个平台。"}
    act = Act(world.platform, "erasure.ask", "chen", Consumer(id="chen"), given, "chen-asks", "demo", clock.now())
    assert isinstance(handle(act), Done)
    return "chen"


def _member_asked(world: Demo) -> str:
    """Somebody who acts for a shop, and asked."""
    act = Act(
        world.platform, "erasure.ask", "su", Member(id="su", shop=_shop_of("su")), {}, "su-asks", "demo", clock.now()
    )
    assert isinstance(handle(act), Done)
    return "su"


def _shop_of(who: str) -> str:
    return Membership.objects.filter(person__login=f"tianshan/{who}").values_list("shop", flat=True)[0]


PRIVACY = [
    at("own-data", "su"),
    at("review-erasure of a member", "zhao", _member_asked),
    at("own-data asked for", "su"),
    at("consumer-privacy", "lin"),
    at("consumer-privacy asked for", "chen"),
    at("review-erasure", "zhao", _asked),
    at("review-privacy", "zhao"),
    at("review-privacy held", "zhao", query="?tab=held"),
    at("review-privacy not for reviewers", "he", status=404),
]
NO_PRIVACY_PAGES = {"consumer-privacy-copy": "a file", "own-data-copy": "a file"}
