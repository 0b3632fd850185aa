"""Where a notice points to: the one page on which its reader can act."""

from typing import Literal
from urllib.parse import quote

from django.conf import settings

from ombud.core.fund.names import parts_of

Reader = Literal["consumer", "merchant", "platform"]

PREFIX: dict[Reader, str] = {"consumer": "", "merchant": "/merchant", "platform": "/review"}
OWN_PAGE = {"account": ("/review/accounts/", "/account"), "erasure": ("/review/privacy/", "/privacy")}
"""Things of which a person has one: where the staff find it by whose it is, and where they find it themselves."""


def path_to(thing: str, name: str, reader: Reader) -> str:
    """The path of a thing's page for one reader. `name` is the number people know it by, or an account's owner."""
    said = quote(name, safe="")
    if thing in OWN_PAGE:
        ours, theirs = OWN_PAGE[thing]
        return f"{ours}{said}" if reader == "platform" else theirs
    match thing, reader:
        case "complaint", "platform":
            return f"/review/{said}"
        case "complaint", _:
            return f"{PREFIX[reader]}/complaints/{said}"
        case "conversation", _:
            return f"{PREFIX[reader]}/chat/{said}"
        case "evidence_report", _:
            return f"{PREFIX[reader]}/evidence-reports/{said}"
        case "fund", "merchant":
            return f"/merchant/funds/{quote(parts_of(name)[1], safe='')}"
        case "surge", "merchant":
            return f"/merchant/interventions/{said}"
        case "order_vault", _:
            return f"{PREFIX[reader]}/orders/{quote(name.rpartition(':')[0], safe='')}/kept"
        case "shop", "merchant":
            return "/merchant/shop"
        case "penalty", _:
            return f"{PREFIX[reader]}/penalties/{said}"
        case _:
            return f"{PREFIX[reader]}/{thing}s/{said}"


def address_of(path: str) -> str:
    """The whole address, for mail."""
    return f"{settings.ORIGIN}{path}"
