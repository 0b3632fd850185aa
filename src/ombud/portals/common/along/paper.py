"""The pages of a file as PDF/A: our HTML with its style, and the pictures made for viewing."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from typing import Any, NamedTuple

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from ombud.desk.access import Case, PenaltyCase
from ombud.portals.common.along import told, told_penalty
from ombud.portals.common.along.parts import parts, whole
from ombud.portals.common.case.present import held_files
from ombud.portals.common.display import language
from ombud.portals.common.penalty.teller import PenaltyTeller
from ombud.portals.common.press import Beside, Paper
from ombud.reads.timeline import Timeline
from ombud.vault.contents import contents_of
from ombud.vault.models import EvidenceFile
from ombud.vault.stored import Damaged, Missing

HANS = '"Noto Sans CJK SC","Source Han Sans SC","WenQuanYi Micro Hei",sans-serif'
HANT = '"Noto Sans CJK TC","Source Han Sans TC","Noto Sans CJK SC",sans-serif'
LATIN = f'"Ombud Latin",{HANS}'
"""Latin first: the quotes and dashes of Chinese type are as wide as its signs."""
SERIF = {
    "zh-hans": f'"Noto Serif CJK SC","Source Han Serif SC",{HANS}',
    "zh-hant": f'"Noto Serif CJK TC","Source Han Serif TC",{HANT}',
}
"""Set for what people wrote; Latin letters stay in the one Latin type that we bring."""


def complaint_papers(case: Case, timeline: Timeline, beside: tuple[Beside, ...] = ()) -> "Papers":
    """The file of a complaint, ready for the press, with files that lie inside its first part."""
    places = {one.id: place for place, one in enumerate(case.complaint.exhibits, 1)}
    held = {places[exhibit.id]: file for exhibit, file in held_files(case)}
    return Papers("common/along/complaint.html", told.told(case, timeline), held, beside)


def penalty_papers(case: PenaltyCase, timeline: Timeline, beside: tuple[Beside, ...] = ()) -> "Papers":
    """The file of a penalty, likewise."""
    files = told_penalty.held_files(PenaltyTeller(case, timeline, outside=True))
    held = {place: file for place, (_given, file) in enumerate(files, 1) if file is not None}
    return Papers("common/along/penalty.html", told_penalty.told(case, timeline), held, beside)


class Papers(NamedTuple):
    """A file as one paper or as several parts, each made only when it is set."""

    template: str
    page: dict[str, Any]
    held: Mapping[int, EvidenceFile]
    beside: tuple[Beside, ...]

    def each(self) -> list[Callable[[], Paper]]:
        """What makes each part."""
        return [partial(self._paper, one) for one in parts(self.page)]

    def html(self) -> str:
        """The same pages for a browser, where no PDF can be made."""
        return html_of(self.template, {**whole(self.page), "screen": True})

    def _paper(self, page: dict[str, Any]) -> Paper:
        shown = {one["number"] for one in page["exhibits"]}
        pictures = thumbnails({number: file for number, file in self.held.items() if number in shown})
        beside = self.beside if page["part"] == 1 else ()
        return Paper(html=html_of(self.template, page), pictures=pictures, beside=beside)


def html_of(template: str, context: dict[str, Any]) -> str:
    """The page in the language in use, with the type of that language."""
    return render_to_string(template, {**context, **style()})


def style() -> dict[str, str]:
    """Families of type for the language in use, and the words around a page's number, as CSS wants them."""
    code = language()
    sans = {"zh-hans": HANS, "zh-hant": HANT}.get(code, LATIN)
    # Translators: at the foot of each page of a paper
    words = _("Page {n} of {all}")
    shown = {"{n}": "counter(page)", "{all}": "counter(pages)"}
    page_of = _css_content(words, shown)
    return {"sans": sans, "hans": HANS, "hant": HANT, "serif": SERIF.get(code, LATIN), "page_of": page_of}


def thumbnails(held: Mapping[int, EvidenceFile]) -> dict[str, bytes]:
    """The small pictures of the exhibits by number, as the pages name them; what can't be read is left out."""
    found = {}
    for number, file in held.items():
        if thumb := file.pictures.get("thumb"):
            with suppress(Missing, Damaged):
                found[f"exhibit/{number}"] = contents_of(file).get(str(thumb["sha256"]))
    return found


def _css_content(words: str, shown: dict[str, str]) -> str:
    """A sentence with gaps as a CSS list of strings and counters."""
    parts, rest = [], words
    while rest:
        at, gap = min(((rest.find(gap), gap) for gap in shown if gap in rest), default=(-1, ""))
        plain = rest if at < 0 else rest[:at]
        if plain:
            parts.append('"' + "".join(f"\\{ord(sign):x} " if sign in '"\\<' else sign for sign in plain) + '"')
        if at < 0:
            break
        parts.append(shown[gap])
        rest = rest[at + len(gap) :]
    return " ".join(parts)
