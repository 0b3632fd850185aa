"""`/`: sends everybody to where their work is."""

from django.http import HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_safe

from ombud.portals.common.page import HOMES
from ombud.portals.common.who import SignedIn, for_anybody
from ombud.portals.consumer.frame import case_url


@for_anybody
@require_safe
def root(request: SignedIn) -> HttpResponse:
    """The reader's own start."""
    return HttpResponseRedirect(case_url(request.only_case) if request.only_case else HOMES[request.person.kind])
