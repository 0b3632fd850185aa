"""The form of an announcement: what it shows, how it is read, and what each language's readers would get."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from ombud.core.announcement.events import Audience, Category
from ombud.core.announcement.rungs import missing_languages
from ombud.core.announcement.state import SIBLINGS
from ombud.portals.common import display
from ombud.portals.common.act import Misread
from ombud.portals.common.announcements.shown import audience_words, category_words, written_in
from ombud.portals.common.typed import instant
from ombud.portals.common.uploads import Files, files_of
from ombud.portals.common.who import SignedIn
from ombud.portals.reviewer.panel.form import Filled

Row = dict[str, Any]
PARTS = ("title", "body", "tags", "pictures")
LINES = ("author", "source", "copyright")
AUDIENCES: tuple[str, ...] = Audience.__args__  # type: ignore[attr-defined]  # a Literal knows its words
CATEGORIES: tuple[str, ...] = Category.__args__  # type: ignore[attr-defined]  # the same


class Read(NamedTuple):
    """What was sent: the fields of the command without what is left out, the files, and the slips."""

    fields: Row
    files: Files
    slips: list[Misread]
    languages: tuple[str, ...]
    """Of the platform."""

    @property
    def written(self) -> list[str]:
        """The languages there is a text in, the original first."""
        return [one["lang"] for one in self.fields["texts"]]

    @property
    def missing(self) -> tuple[str, ...]:
        """Those there is none in."""
        return missing_languages(self.languages, self.written)


def read(request: SignedIn, languages: tuple[str, ...]) -> Read:
    """All that was typed."""
    sent, slips = request.POST, []
    texts = [_text(request, lang) for lang in languages]
    texts = [one for one in texts if one["title"].strip() or one["body"].strip()]
    texts.sort(key=lambda one: one["lang"] != sent.get("original"))
    fields: Row = {name: _typed(request, name) for name in LINES}
    fields |= {"texts": texts, "category": sent.get("category", ""), "audience": sent.get("audience", "")}
    if sent.get("shows_at", "").strip():
        at = instant(sent["shows_at"], request.platform.zone, "shows_at")
        if isinstance(at, Misread):
            slips.append(at)
        else:
            fields["shows_at"] = at
    files = files_of(request)
    slips += [Misread("photos", one) for one in files.failed]
    return Read(fields | {"files": files.named()}, files, slips, languages)


def shown(filled: Filled, languages: tuple[str, ...], files: Sequence[Row]) -> Row:
    """What reviewer/announcements/write.html is given of the form."""
    original = filled.one("original") or (display.html_lang() if display.html_lang() in languages else languages[0])
    return {
        "texts": [
            {
                "lang": lang,
                "name": written_in(lang),
                "open": lang == original or any(filled.one(f"{part}-{lang}") for part in PARTS),
                **{f"{part}_name": f"{part}-{lang}" for part in PARTS},
                **{part: filled.one(f"{part}-{lang}") for part in PARTS},
            }
            for lang in languages
        ],
        "original": original,
        "originals": [{"value": lang, "label": written_in(lang)} for lang in languages],
        "audiences": [{"value": one, "label": audience_words(one)} for one in AUDIENCES],
        "categories": [{"value": one, "label": category_words(one)} for one in CATEGORIES],
        **{name: filled.one(name) for name in (*LINES, "audience", "category", "shows_at")},
        "files": files,
        "wrong": filled.wrong,
    }


def previews(sent: Read) -> list[Row]:
    """What readers of each language get: their own text, or the nearest, marked as such."""
    by_lang = {one["lang"]: one for one in sent.fields["texts"]}
    found = []
    for lang in sent.languages:
        text = by_lang.get(lang) or by_lang.get(SIBLINGS.get(lang, "")) or sent.fields["texts"][0]
        told = text["pictures"].split("\n")
        found.append(
            {
                "for": written_in(lang),
                "own": lang in by_lang,
                "name": written_in(text["lang"]),
                "lang": text["lang"],
                "title": text["title"],
                "body": text["body"],
                "tags": [one.strip() for one in text["tags"].replace("，", ",").replace("、", ",").split(",") if one],
                "pictures": [
                    {"url": row["thumb"], "alt": told[place].strip() if place < len(told) else ""}
                    for place, row in enumerate(sent.files.rows)
                    if row.get("thumb")
                ],
            }
        )
    return found


def warning(missing: Sequence[str]) -> str:
    """What is told before it is sent without a language."""
    if not missing:
        return ""
    names = ", ".join(written_in(one) for one in missing)
    return _("Not written in: {languages}. These readers get another language, marked as such.").format(languages=names)


def _text(request: SignedIn, lang: str) -> Row:
    return {"lang": lang, **{part: _typed(request, f"{part}-{lang}") for part in PARTS}}


def _typed(request: SignedIn, name: str) -> str:
    return request.POST.get(name, "").replace("\r\n", "\n")
