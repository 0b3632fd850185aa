"""Opens many cases of a shop at once, for lists that tell of each what its own page would."""

from collections.abc import Iterable

from ombud.desk.access import Case
from ombud.desk.access_many import access_complaints
from ombud.portals.common.who import SignedIn
from ombud.portals.merchant.frame import unseen


def open_cases(request: SignedIn, ids: Iterable[str]) -> list[Case]:
    """The cases of these ids as they stand now, in the order given, without those the shop may not see."""
    cases = access_complaints(request.platform.id, ids, request.actor, request.at)
    return [one for one in cases if not unseen(one.complaint)]
