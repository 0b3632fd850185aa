"""The step over the threshold: a session of one's own, told to whom it concerns, and on to where they wanted to go."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone

from ombud.accounts import sessions
from ombud.accounts.browsers import browser_known, remember
from ombud.accounts.factors import STAFF
from ombud.accounts.models import Person
from ombud.accounts.origin import address_of, browser_of
from ombud.ledger import fence
from ombud.ledger.looked_at import About, recorded
from ombud.portals.common.display import language
from ombud.portals.common.entry.letters import tell
from ombud.portals.common.language import keep
from ombud.portals.common.page import HOMES

HOW = {"password": "signed-in", "openid": "signed-in-elsewhere", "demo": "signed-in-by-demo"}
"""What the record of sign-ins says, by how somebody came in."""


def come_in(
    request: HttpRequest, person: Person, how: sessions.How, back: str, *, proved: bool = False
) -> HttpResponse:
    """This person is in. `proved`: they showed all that can be asked of them."""
    fence.within(person.platform_id)
    at = timezone.now()
    new_here = how != "demo" and person.last_login is not None and not browser_known(request, person)
    if person.kind in STAFF:
        recorded(person.platform_id, person.ref, HOW[how], About("person", person.ref), at, kind="sign-in")
    sessions.begin(request, person, how, at, proved=proved)
    if new_here:
        tell(person, "new-browser", at, detail=f"{browser_of(request)}\n{address_of(request)}")
    answer = HttpResponseRedirect(back or HOMES[person.kind])
    if how == "demo":  # whoever tries out several people goes on in the language they read
        keep(answer, language())
        return answer
    remember(request, answer, person)
    if person.language:
        keep(answer, person.language)
    else:
        Person.objects.filter(pk=person.pk).update(language=language())
    return answer
