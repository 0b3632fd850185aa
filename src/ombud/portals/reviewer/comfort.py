"""A reviewer's own comfort: blurred and grey pictures, single-key shortcuts off, and how letters come."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ombud.accounts.models import Person
from ombud.portals.common.letters import letters_chosen, letters_of
from ombud.portals.common.who import SignedIn, for_reviewer
from ombud.portals.reviewer import bar


@for_reviewer
@require_http_methods(["GET", "HEAD", "POST"])
def comfort(request: SignedIn) -> HttpResponse:
    """The choices, kept with the person, so that they hold on every device."""
    said = letters_chosen(request) if request.method == "POST" else None
    if said and not said.error:
        person = Person.objects.get(pk=request.person.pk)
        person.choices |= {
            "blur": "blur" in request.POST,
            "greyscale": "greyscale" in request.POST,
            "shortcuts": "shortcuts" in request.POST,
            **said.choices,
        }
        person.save(update_fields=["choices"])
        messages.success(request, _("Your settings are kept."))
        return HttpResponseRedirect(reverse("review-settings"))
    context = {"here": "settings", "letters": letters_of(request.person, said)}
    return bar.page(request, "reviewer/comfort.html", context, 422 if said else 200)
