"""By API the same archive that a page hands out: put together here, since portals and API don't know each other."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from ombud.api.v1.caller import Caller
from ombud.api.v1.endpoint import endpoint
from ombud.desk.access import access_complaint
from ombud.desk.handle import NotFound
from ombud.portals.consumer.take_along import archive_of


def archive(_request: HttpRequest, caller: Caller, id: str) -> HttpResponse:
    """Form, timeline, the consumer's own originals, viewing copies of the other side's files, and fingerprints."""
    case = access_complaint(caller.platform, id, caller.by)
    if case.party != "consumer":
        raise NotFound
    return archive_of(case)


urlpatterns = [path("complaints/<str:id>/archive", endpoint(get=archive))]
