"""A reviewer's own comfort: blurred and grey pictures, single-key shortcuts off."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ombud.accounts.models import Person
from ombud.portals.common.who import SignedIn, for_reviewer
from ombud.portals.reviewer import bar


@for_reviewer
@require_http_methods(["GET", "HEAD", "POST"])
def comfort(request: SignedIn) -> HttpResponse:
    """The choices, kept with the person, so that they hold on every device."""
    if request.method == "POST":
        person = Person.objects.get(pk=request.person.pk)
        person.choices |= {
            "blur": "blur" in request.POST,
            "greyscale": "greyscale" in request.POST,
            "shortcuts": "shortcuts" in request.POST,
        }
        person.save(update_fields=["choices"])
        messages.success(request, _("Your settings are kept."))
        return HttpResponseRedirect(reverse("review-settings"))
    return bar.page(request, "reviewer/comfort.html", {"here": "settings"})
