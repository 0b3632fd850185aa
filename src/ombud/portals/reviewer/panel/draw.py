"""Makes a form ready to be shown: its parts filled, its gate, its draft, and where it is sent."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ombud.portals.common.act import refusal_words
from ombud.portals.common.case.present import refusal_of
from ombud.portals.common.drafts import draft_of, draft_url
from ombud.portals.reviewer.on_desk import OnDesk
from ombud.portals.reviewer.panel.form import Filled, Form, Part
from ombud.portals.reviewer.panel.rule import consequence, gate, missing, ready


def draw(desk: OnDesk, form: Form, filled: Filled, panel: Mapping[str, Any]) -> dict[str, Any]:
    """What reviewer/panel.html is given. `panel` holds what a sent form adds: errors, the preview's fingerprint."""
    draft = draft_of(desk.request, f"review-{form.slug}", desk.number)
    if not filled.typed.fields and draft.fields:
        filled = filled._replace(typed=draft)
    previewed = str(panel.get("previewed", ""))
    drawn: dict[str, Any] = {
        "slug": form.slug,
        "title": form.label(),
        "url": desk.url(form.slug),
        "parts": _keyed_once(form.parts(desk, filled)),
        "errors": filled.wrong.errors,
        "version": desk.version,
        "submit": form.submit(),
        "uploads": form.uploads,
        "draft_url": draft_url(f"review-{form.slug}", desk.number),
        "saved_at": draft.saved_at,
        "ready": True,
    }
    if form.previews:
        checks = gate(desk, previewed=bool(previewed))
        drawn |= {"checks": checks, "ready": ready(checks), "note": consequence(desk), "previewed": previewed}
        drawn["missing"] = missing(checks)
    if (refusal := _why_not(desk, form)) is not None:
        text, way_out = refusal
        drawn |= {"why_not": text, "way_out": way_out, "ready": False}
    return drawn | dict(panel)


def _keyed_once(parts: Sequence[Part]) -> Sequence[Part]:
    """Only the first radio rows of a form keep their keys 1 to 4: a key presses one thing."""
    rows = [one for one in _all(parts) if one["as"] == "options"]
    for other in rows[1:]:
        other["options"] = [{name: value for name, value in one.items() if name != "key"} for one in other["options"]]
    return parts


def _all(parts: Sequence[Part]) -> Iterator[Part]:
    for one in parts:
        yield one
        yield from _all(one.get("parts", ()))


def _why_not(desk: OnDesk, form: Form) -> tuple[str, str] | None:
    """Why none of the form's verbs can be done now, where that isn't told by its gate."""
    refusals = [refusal_of(desk.case, verb) for verb in form.verbs]
    if form.slug == "limit" or any(one is None for one in refusals):
        return None
    refusal = refusals[0]
    assert refusal is not None, "one of them is refused"
    return refusal_words(refusal, desk.request)
