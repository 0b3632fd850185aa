"""How letters come, as each reader chooses on the settings page: one by one or gathered, and in which hours not."""

from typing import Any, NamedTuple

from django.http import HttpRequest
from django.utils.translation import gettext as _

from ombud.accounts.models import Person
from ombud.notices.rest import quiet_of

DIGEST = ("at-once", "daily")
"""Whether notices come one by one or gathered once a day. What starts a clock comes at once either way."""


class Chosen(NamedTuple):
    """What a settings form said about letters."""

    choices: dict[str, Any]
    """For `Person.choices`; empty where something is wrong."""
    error: str
    quiet_from: str
    quiet_to: str


def letters_of(person: Person, said: Chosen | None = None) -> dict[str, Any]:
    """For parts/letters.html: the choice as it is kept, or as it was just typed where it couldn't be."""
    quiet = person.choices.get("quiet") or ("", "")
    return {
        "digests": [
            {"value": "at-once", "label": _("At once"), "hint": _("Each as it happens.")},
            {
                "value": "daily",
                "label": _("Once a day, gathered"),
                "hint": _("What has a deadline still comes at once."),
            },
        ],
        "digest": person.choices.get("digest", "at-once"),
        "quiet_from": said.quiet_from if said else quiet[0],
        "quiet_to": said.quiet_to if said else quiet[1],
        "quiet_error": said.error if said else "",
    }


def letters_chosen(request: HttpRequest) -> Chosen:
    """What was sent. Two empty times mean no quiet hours."""
    begins, ends = request.POST.get("quiet_from", "").strip(), request.POST.get("quiet_to", "").strip()
    digest = request.POST.get("digest", "")
    choices: dict[str, Any] = {"digest": digest} if digest in DIGEST else {}
    if not begins and not ends:
        return Chosen({**choices, "quiet": None}, "", "", "")
    quiet = quiet_of(begins, ends)
    if quiet is None:
        return Chosen({}, _("Quiet hours begin at one time and end at another."), begins, ends)
    return Chosen({**choices, "quiet": quiet}, "", begins, ends)
