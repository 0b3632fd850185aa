"""Renders a message: a title, a sentence or two, whose turn it is until when, what follows if nobody acts, one link."""

import re
from typing import Any, NamedTuple

from django.template import Context, Template
from django.template.loader import get_template
from django.utils.translation import get_language, gettext, override

from ombud.core.complaint.standing import nearest, your_state
from ombud.core.deadlines import Deadline
from ombud.core.penalty.standing import nearest as nearest_of_penalty
from ombud.core.people import Party
from ombud.notices import figures, silence
from ombud.notices.erasures import of_erasure
from ombud.notices.evidence_reports import due_of, of_evidence_report
from ombud.notices.funds import of_fund
from ombud.notices.kept import of_kept
from ombud.notices.links import address_of, path_to
from ombud.notices.load import Told, right_after
from ombud.notices.orders import of_order
from ombud.notices.penalties import of_penalty
from ombud.notices.shops import of_shop
from ombud.notices.surges import of_surge
from ombud.packs.load import texts
from ombud.packs.words import UnknownWordsError

LATE_ORDERS = "/merchant/late-orders"
"""One word to the shop about many: it leads to the list of them."""


SAY_ALL = ("account", "erasure", "order", "fund", "order_vault", "conversation")
"""Things of which the words of a notice say themselves what it waits for."""


class Line(NamedTuple):
    """A message in a list."""

    title: str
    said: str
    path: str


class Letter(NamedTuple):
    """A message as it leaves."""

    subject: str
    text: str
    html: str
    short: str
    """For an SMS: the title and the link."""


def line(message: Told) -> Line:
    """The message in the language in use."""
    template = _template(message.notice)
    filled = template.render(Context(_context(message), autoescape=False))
    title, _, said = filled.strip().partition("\n\n")
    return Line(_one_line(title), _one_line(said), _path(message))


def letter(message: Told, language: str) -> Letter:
    """The message as it leaves, in the reader's language."""
    with override(language):
        its = line(message)
        turn, follows = turn_of(message)
        return as_letter(its.title, its.said, address_of(its.path), message.platform.name, turn=turn, follows=follows)


def as_letter(title: str, said: str, link: str, platform: str, *, turn: str = "", follows: str = "") -> Letter:
    """These words as text first and as simple HTML, in the language in use."""
    context = {"title": title, "said": said, "turn": turn, "follows": follows, "link": link, "platform": platform}
    text = _template("letter").render(Context(context, autoescape=False)).strip() + "\n"
    html = get_template("notices/letter.html").render(context)
    return Letter(title, re.sub(r"\n{3,}", "\n\n", text), html, f"{title}. {link}")


def turn_of(message: Told) -> tuple[str, str]:
    """Whose turn it is until when, and what follows if nobody acts, as it was when the message was made."""
    return turns_after(message, right_after(message)) if message.thing not in SAY_ALL else ("", "")


def turns_after(message: Told, state: Any) -> tuple[str, str]:
    """The same, of the thing as it was right after."""
    if message.thing in SAY_ALL:
        return "", ""
    if message.thing in ("surge", "shop"):
        due = next(iter(state.deadlines), None)
        standing = "your-turn" if due and due.on == message.reader else "their-turn"
        told = _turns(standing, due.on, due, message) if due else ""
        return told, _say(message, f"deadline.{due.kind}.lapse") if due else ""
    if message.thing == "report":
        due = next(iter(state.deadlines), None)
        return (_turns("platform-turn", "", due, message), _say(message, "deadline.report.lapse")) if due else ("", "")
    if message.thing == "evidence_report":
        due = due_of(message, state)
        if due is None:
            return "", ""
        standing = "your-turn" if due.on == message.reader else "their-turn"
        return _turns(standing, due.on, due, message), _say(message, f"deadline.{due.kind}.lapse")
    if message.thing == "penalty":
        due = nearest_of_penalty(state, message.reader)
        if due is None:
            return "", ""
        standing = "your-turn" if due.on == message.reader else "their-turn"
        return _turns(standing, due.on, due, message), _say(message, f"deadline.{due.kind}.lapse")
    standing = your_state(state, message.reader)
    due = nearest(state, message.reader)
    if due is None:
        return (gettext("The case is closed; nothing more is due.") if standing == "closed" else ""), ""
    return _turns(standing, due.on, due, message), silence.silence_words(due, state)


def _turns(standing: str, on: Party | str, due: Deadline, message: Told) -> str:
    facts = {"what": _say(message, f"deadline.{due.kind}"), "due": figures.instant(due.due_at, message.platform.zone)}
    if standing == "your-turn":
        said = gettext("It is your turn until %(due)s: %(what)s.")
    elif on == "merchant":
        said = gettext("It is the shop’s turn until %(due)s: %(what)s.")
    elif on == "consumer":
        said = gettext("It is the consumer’s turn until %(due)s: %(what)s.")
    elif on == "both":
        said = gettext("Both sides can act until %(due)s: %(what)s.")
    else:
        said = gettext("It is the platform’s turn until %(due)s: %(what)s.")
    filled = said % facts
    if due.provisional:
        filled += " " + gettext("The working days of that year are not published yet, so this date may still move.")
    return filled


def _context(message: Told) -> dict[str, Any]:
    """What a notice's words may name."""
    state = message.state
    base = {
        "you": message.reader,
        "event": message.event,
        "state": state,
        "number": getattr(state, "number", ""),
        "shop": message.shop,
        "platform": message.platform.name,
    }
    if message.thing == "penalty":
        return base | of_penalty(message, lambda key: _say(message, key))
    if message.thing == "shop":
        return base | of_shop(message, lambda key: _say(message, key))
    if message.thing == "surge":
        return base | of_surge(message, lambda key: _say(message, key))
    if message.thing == "fund":
        return base | of_fund(message)
    if message.thing == "order_vault":
        return base | of_kept(message)
    if message.thing == "evidence_report":
        return base | of_evidence_report(message)
    if message.thing == "conversation":
        return base
    if message.thing == "erasure":
        return base | of_erasure(message)
    if message.thing == "order":
        return base | of_order(message, lambda key: _say(message, key))
    return base | _of_case(message)


def _of_case(message: Told) -> dict[str, Any]:
    """What the words about a complaint, a report or an account may name besides."""
    state, event = message.state, message.event
    offer = next((one for one in getattr(state, "offers", ()) if one.id == getattr(event, "offer", "")), None)
    request = state.request(event.request) if getattr(event, "request", "") else None
    deadline = getattr(event, "deadline", None)
    lines = getattr(state, "lines", ())
    zone = message.platform.zone
    return {
        "goods": lines[0].title if lines else "",
        "terms": _terms(message, offer),
        "items": figures.listed([_say(message, f"evidence.{one}") for one in (request.items if request else ())]),
        "due": figures.instant(deadline.due_at, zone) if deadline else "",
        "until": _until(event, zone),
        **_coded(message),
    }


def _terms(message: Told, offer: Any) -> str:
    event = message.event
    ruling = getattr(event, "ruling", None)
    obligation = getattr(event, "obligation", None) or getattr(message.state, "obligation", None)
    held = (getattr(one, "terms", None) for one in (event, ruling, offer, obligation))
    terms = next((one for one in held if one), getattr(message.state, "asked", None))
    if terms is None:
        return ""
    remedy = _say(message, f"remedy.{terms.remedy}")
    if not terms.amount:
        return remedy
    amount = figures.money(terms.amount, getattr(message.state, "currency", ""))
    return gettext("%(remedy)s, %(amount)s") % {"remedy": remedy, "amount": amount}


CODED = {
    "how": "how", "step": "rung", "outcome": "report-outcome", "kind": "deadline",
}  # fmt: skip
"""Fields of events that hold codes of the pack, and under which heading their words stand."""


def _coded(message: Told) -> dict[str, str]:
    event = message.event
    words = {f"{name}_words": _say(message, f"{head}.{getattr(event, name)}") for name, head in CODED.items()
             if isinstance(getattr(event, name, None), str)}  # fmt: skip
    reason = getattr(event, "reason", "") or getattr(message.state, "reason", "")
    head = {"ComplaintTurnedAway": "turn-away", "AccountLimited": "door"}.get(type(event).__name__, "reason")
    words["reason_words"] = _say(message, f"{head}.{reason}") if reason else ""
    words["instead"] = _say(message, f"turn-away.{reason}.instead") if head == "turn-away" else ""
    liability = getattr(getattr(event, "ruling", None), "liability", "")
    words["liability"] = _say(message, f"liability.{liability}") if liability else ""
    return words


def _until(event: Any, zone: Any) -> str:
    at = next((at for name in ("until", "review_until", "reopen_until") if (at := getattr(event, name, None))), None)
    return figures.instant(at, zone) if at else ""


def _say(message: Told, key: str) -> str:
    language = get_language() or "en"
    pack = message.pack or message.platform.pack
    for words in (texts(pack), texts(message.platform.pack)):
        try:
            return words.say(key, language)
        except UnknownWordsError:
            continue
    return key.rpartition(".")[2]


def _path(message: Told) -> str:
    if message.notice == "order_late":
        return LATE_ORDERS
    named = message.thing != "conversation"  # which lies under its order's id
    name = (getattr(message.state, "number", "") if named else "") or message.state.id
    return path_to(message.thing, name, message.reader)


def _template(name: str) -> Template:
    path = "notices/letter.txt" if name == "letter" else f"notices/{name}/words.txt"
    return get_template(path).template  # type: ignore[attr-defined,no-any-return] # Django's own backend has it


def _one_line(text: str) -> str:
    return " ".join(text.split())
