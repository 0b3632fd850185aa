"""Invite somebody from outside, by a link, to decide an appeal that nobody of the platform may decide."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.utils.translation import gettext as _

from ombud.accounts import invitations
from ombud.desk import invite
from ombud.desk.handle import Done, NotFound
from ombud.desk.invite import EMAIL_MAX, NAME_MAX
from ombud.portals.common.act import Misread
from ombud.portals.common.display import LANGUAGE_NAMES, language
from ombud.portals.reviewer.panel.form import Filled, Intent, Part, field, note, options, words
from ombud.portals.reviewer.penalties.form import Move, said
from ombud.portals.reviewer.penalties.on_desk import PenaltyDesk


def parts(_desk: PenaltyDesk, filled: Filled) -> list[Part]:
    """Whom, at which address, in which language, and why nobody here."""
    days = _("The link opens this penalty alone, once, within {days} days, and ends with the decision.")
    languages = [{"value": code, "label": name} for code, name in LANGUAGE_NAMES.items()]
    return [
        note(days.format(days=invitations.LIFE.days)),
        field(filled, "name", _("Name"), maxlength=NAME_MAX, autocomplete="off"),
        field(filled, "email", _("E-mail"), kind="email", maxlength=EMAIL_MAX, autocomplete="off"),
        options(filled, "language", _("Language of the mail"), languages, language()),
        words(filled, _("Why nobody here can decide"), help=_("Only the staff read this.")),
    ]


def read(desk: PenaltyDesk) -> Intent | list[Misread]:
    """The invitation; the person is known by then, and by nothing but this penalty."""
    sent = desk.request.POST
    name, email = sent.get("name", "").strip()[:NAME_MAX], sent.get("email", "").strip()
    faults = [] if name else [Misread("name", _("Enter a name."))]
    try:
        validate_email(email)
    except ValidationError:
        faults.append(Misread("email", _("Enter an e-mail address, such as name@example.org.")))
    if invite.is_insider(desk.case.platform.id, email):
        faults.append(Misread("email", _("This address belongs to somebody of the platform or of the shop.")))
    if not said(desk).strip():
        faults.append(Misread("words", _("Say why nobody here can decide.")))
    if faults:
        return faults
    chosen = sent.get("language", "")
    spoken = chosen if chosen in LANGUAGE_NAMES else language()
    person = invitations.person_for(desk.case.platform.id, desk.penalty.id, name, email, spoken)
    return Intent("penalty.invite", {"reviewer": person.ref, "words": said(desk)})


def send_link(desk: PenaltyDesk, ref: str) -> bool:
    """Have a new link sent to somebody who was invited; False while enough of them wait."""
    return invite.send_link(desk.case.platform.id, desk.penalty.id, desk.number, ref, desk.case.at)


def after(desk: PenaltyDesk, intent: Intent, done: object) -> None:
    """Send the link once the invitation stands; forget the person where it was refused."""
    ref = str(intent.fields["reviewer"])
    if isinstance(done, Done):
        send_link(desk, ref)
    elif ref not in desk.penalty.outside:
        invite.forget(desk.case.platform.id, ref)


def resend(desk: PenaltyDesk) -> HttpResponse:
    """A new link to somebody who was invited and lost theirs."""
    if desk.request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    ref = desk.request.POST.get("reviewer", "")
    if desk.refusal("penalty.invite") is not None or ref not in desk.penalty.outside:
        raise NotFound
    if send_link(desk, ref):
        messages.success(desk.request, _("A new link was sent."))
    else:
        messages.error(desk.request, _("Enough links wait already. Ask whether one of them arrived."))
    return HttpResponseRedirect(desk.url())


FORM = Move(
    "invite", "penalty.invite", lambda: _("Invite from outside"), "mail", parts, read,
    lambda: _("Send the invitation"), ends=False, after=after,
)  # fmt: skip
