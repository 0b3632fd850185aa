"""How much may be tried at the door: by whom, from where; and in words how long to wait."""

from collections.abc import Sequence
from datetime import timedelta

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ombud.accounts.browsers import browser_known
from ombud.accounts.models import Person
from ombud.accounts.origin import address_of, network_of
from ombud.accounts.tries import Counted, Limit

KNOWN = Limit(free=8, first=30, longest=15 * 60)
"""On a browser its owner signed in with before: nobody else's tries count here."""
FROM_HERE = Limit(free=5, first=30, longest=3600)
"""One name from one network."""
NETWORK = Limit(free=60, first=10, longest=15 * 60, forgets=timedelta(hours=1))
"""Any names from one network: an office has many people who mistype, but not that many an hour."""
NAME = Limit(free=50, first=5, longest=60)
"""One name from anywhere: whoever guesses from thousands of addresses gets one try a minute. Whoever owns the name
still comes in on a known browser, or by the link that mail brings."""
CODE = Limit(free=5, first=30, longest=3600)
"""Six digits, three of which are right at a time: at one try an hour nobody lives to guess one."""
LETTERS = Limit(free=3, first=600, longest=6 * 3600)
"""Letters to one address."""
ASKS = Limit(free=20, first=60, longest=3600, forgets=timedelta(hours=6))
"""Letters asked for from one network."""
CASE_LINKS = Limit(free=60, first=60, longest=15 * 60, forgets=timedelta(hours=1))
"""Links to cases asked for from one network: a telephone company has many customers behind one address, and each
case has its own bound."""
PAPERS = Limit(free=20, first=30, longest=15 * 60, forgets=timedelta(hours=1))
"""Papers that are set for whoever asks, from one network: each takes a processor for a second or more, and the parties'
own files wait for the same press."""

SENT = Limit(free=60, first=30, longest=15 * 60, forgets=timedelta(hours=1))
"""Complaints or reports of one account: packs say how many a day besides; this is for whoever floods."""
SENT_FROM = Limit(free=120, first=10, longest=120, forgets=timedelta(hours=1))
"""The same from one network, by many accounts: an office or a telephone company has many people, who then wait two
minutes at most; whoever uses a browser they signed in with before doesn't even do that."""
FILES_FROM = Limit(free=600, first=10, longest=120, forgets=timedelta(hours=1))
"""Files from one network; how many a day one account may send is the vault's quota."""


def of_sign_in(request: HttpRequest, typed: str, people: Sequence[Person]) -> list[Counted]:
    """What counts a try to sign in with this name."""
    name = typed.strip().casefold()[:200]
    mark = next((mark for one in people if (mark := browser_known(request, one))), "")
    if mark:
        return [Counted("sign-in on a known browser", f"{name} {mark}", KNOWN)]
    network = network_of(address_of(request))
    return [
        Counted("sign-in", f"{name} {network}", FROM_HERE),
        Counted("sign-in from a network", network, NETWORK, clears=False),
        Counted("sign-in of a name", name, NAME, clears=False),
    ]


def of_factor(request: HttpRequest, person: Person) -> list[Counted]:
    """What counts a try to prove it: whoever comes this far knows the password, or sits in the session."""
    mark = browser_known(request, person) or "elsewhere"
    return [Counted("second factor", f"{person.pk} {mark}", CODE)]


def of_letters(request: HttpRequest, what: str, typed: str) -> list[Counted]:
    """What counts a letter that somebody asks for without being signed in."""
    network = network_of(address_of(request))
    return [
        Counted(what, typed.strip().casefold()[:200], LETTERS, clears=False),
        Counted(f"{what} from a network", network, ASKS, clears=False),
    ]


def of_case_links(request: HttpRequest) -> list[Counted]:
    """What counts a link to a case that somebody asks for, guessing numbers and contacts or not."""
    return [Counted("case link from a network", network_of(address_of(request)), CASE_LINKS, clears=False)]


def of_papers(request: HttpRequest) -> list[Counted]:
    """What counts a paper that is set for somebody nobody knows."""
    return [Counted("paper from a network", network_of(address_of(request)), PAPERS, clears=False)]


def of_sending(request: HttpRequest, person: Person, what: str) -> list[Counted]:
    """What counts a complaint, a report or a file that a party sends by a page: on its account and, from a browser
    that isn't known, on its network. Staff write down what many callers say, from one network."""
    if person.kind in ("reviewer", "admin"):
        return []
    whose = f"{person.platform_id} {person.ref}"
    counted = [] if what == "upload" else [Counted(what, whose, SENT, clears=False)]
    if not browser_known(request, person):
        limit = FILES_FROM if what == "upload" else SENT_FROM
        place = f"{person.platform_id} {network_of(address_of(request))}"
        counted.append(Counted(f"{what} from a network", place, limit, clears=False))
    return counted


def wait_words(seconds: int) -> str:
    """That it is too often, and how long to wait."""
    minutes = -(-seconds // 60)
    if seconds < 60:
        return _("Too many tries. Wait a minute, then try again.")
    return ngettext(
        "Too many tries. Wait %(count)s minute, then try again.",
        "Too many tries. Wait %(count)s minutes, then try again.",
        minutes,
    ) % {"count": minutes}
