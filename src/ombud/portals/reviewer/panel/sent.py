"""What the pages of a case and of a penalty read of a request alike."""

from collections.abc import Collection

from ombud.portals.common.drafts import Kept, fields_of
from ombud.portals.common.who import SignedIn

NOT_TYPED = ("version", "previewed", "step")
"""What a form sends beside what somebody typed."""


def version(request: SignedIn, now: int) -> int:
    """The version of the thing that the form was made of; where it says none, the one it has now."""
    return _whole(request.POST.get("version", ""), 8, now)


def since(request: SignedIn, now: int) -> int:
    """The version that the page knows of, in its address; where that says none, the one the thing has now."""
    return _whole(request.GET.get("since", ""), 7, now)


def typed(request: SignedIn, in_address: Collection[str]) -> Kept:
    """What was typed, without what the form says of itself and what the address keeps."""
    return Kept({name: values for name, values in fields_of(request).items() if name not in (*NOT_TYPED, *in_address)})


def _whole(sent: str, digits: int, otherwise: int) -> int:
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) <= digits else otherwise
