"""What a form beside a case is: which verbs it carries out, what it shows, and how it is read."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from ombud.portals.common.act import RIGHT, Misread, Wrong
from ombud.portals.common.drafts import Kept
from ombud.portals.reviewer.on_desk import OnDesk

Part = dict[str, Any]
"""One part of a form: `as` is field, options, checks, note, facts or quote; the rest is what that part takes."""


class Intent(NamedTuple):
    """What the form means: a verb of the complaint, and its fields."""

    verb: str
    fields: Mapping[str, Any]
    target: str = ""
    """Another thing than the complaint, where it is about one."""


class Form(NamedTuple):
    """One form."""

    slug: str
    verbs: tuple[str, ...]
    """Offered while one of these may be done."""
    label: Callable[[], str]
    icon: str
    parts: Callable[[OnDesk, "Filled"], Sequence[Part]]
    read: Callable[[OnDesk], Intent | list[Misread]]
    submit: Callable[[], str]
    names: Mapping[str, str] = {}
    """The input's name for a field of the command, where it has another."""
    ends: bool = True
    """Whether the reviewer's part is done with it, so that the next case may come."""
    uploads: bool = False
    previews: bool = False
    """Whether what both sides will read has to be looked at before it is sent."""


class Filled(NamedTuple):
    """What stands in the inputs, and what is wrong with it."""

    typed: Kept
    wrong: Wrong = RIGHT

    def one(self, name: str, otherwise: str = "") -> str:
        """The value of an input that has one."""
        return self.typed.one(name, otherwise)

    def all(self, name: str) -> list[str]:
        """The values of an input that may have several."""
        return self.typed.all(name)

    def error(self, name: str) -> str:
        """What is wrong with an input."""
        return self.wrong.at.get(name, "")


def field(filled: Filled, name: str, label: str, otherwise: str = "", **more: Any) -> Part:
    """An input that keeps what was typed."""
    return {"as": "field", "name": name, "label": label, "value": filled.one(name, otherwise),
            "error": filled.error(name), **more}  # fmt: skip


def words(filled: Filled, label: str, name: str = "words", **more: Any) -> Part:
    """A text in several lines."""
    return field(filled, name, label, kind="textarea", rows=3, **more)


def options(filled: Filled, name: str, legend: str, choices: Sequence[Part], otherwise: str = "", **more: Any) -> Part:
    """Radio rows; the first four take the keys 1 to 4."""
    keyed = [{"key": str(n), **one} if n < 5 else one for n, one in enumerate(choices, 1)]
    return {"as": "options", "name": name, "legend": legend, "options": keyed, "value": filled.one(name, otherwise),
            "error": filled.error(name), **more}  # fmt: skip


def checks(filled: Filled, name: str, legend: str, choices: Sequence[Part], **more: Any) -> Part:
    """Boxes to tick: {value, label, hint, text, off}."""
    ticked = filled.all(name)
    rows = [{**one, "ticked": one["value"] in ticked and not one.get("off")} for one in choices]
    rows.sort(key=lambda one: not one["ticked"])  # what is chosen already stands first in a long list
    return {"as": "checks", "name": name, "legend": legend, "choices": rows, "error": filled.error(name), **more}


def note(text: str, tone: str = "info", heading: str = "") -> Part:
    """A line that must not be missed."""
    return {"as": "note", "text": text, "tone": tone, "heading": heading}


def facts(rows: Sequence[Part], heading: str = "") -> Part:
    """Labelled facts."""
    return {"as": "facts", "facts": rows, "heading": heading}


def quote(text: str, heading: str) -> Part:
    """What somebody wrote."""
    return {"as": "quote", "text": text, "heading": heading}


def typed_words(desk: OnDesk, *names: str) -> dict[str, str]:
    """What was typed into these inputs; empty ones are left out, so that the verb says what it needs."""
    found = {name: desk.request.POST.get(name, "").replace("\r\n", "\n") for name in names}
    return {name: text for name, text in found.items() if text.strip()}


def said(desk: OnDesk, name: str = "words") -> str:
    """One text as it was typed."""
    return desk.request.POST.get(name, "").replace("\r\n", "\n")
