"""What a form beside a penalty is: which verb it carries out, what it shows, and how it is read."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from ombud.portals.common.act import Misread
from ombud.portals.reviewer.panel.form import Filled, Intent, Part, words
from ombud.portals.reviewer.penalties.on_desk import PenaltyDesk


class Move(NamedTuple):
    """One form."""

    slug: str
    verb: str
    label: Callable[[], str]
    icon: str
    parts: Callable[[PenaltyDesk, Filled], Sequence[Part]]
    read: Callable[[PenaltyDesk], Intent | list[Misread]]
    submit: Callable[[], str]
    names: Mapping[str, str] = {}
    """The input's name for a field of the command, where it has another."""
    ends: bool = True
    """Whether the reviewer's part is done with it, so that the next penalty may come."""
    previews: bool = False
    """Whether what follows from it has to be looked at before it is sent."""
    after: Callable[[PenaltyDesk, Intent, object], None] | None = None
    """What else is done once the desk has answered."""


def said(desk: PenaltyDesk, name: str = "words") -> str:
    """One text as it was typed."""
    return desk.request.POST.get(name, "").replace("\r\n", "\n")


def only_words(
    label: Callable[[], str], hint: Callable[[], str] | None = None
) -> Callable[[PenaltyDesk, Filled], list[Part]]:
    """A form that takes words and nothing else."""

    def parts(_desk: PenaltyDesk, filled: Filled) -> list[Part]:
        return [words(filled, label(), help=hint() if hint else "")]

    return parts


def words_to(verb: str) -> Callable[[PenaltyDesk], Intent]:
    """The verb with the words that were typed."""
    return lambda desk: Intent(verb, {"words": said(desk)})
