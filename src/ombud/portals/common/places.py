"""Places circled on a picture: read from a form, said in words, and drawn at the size the picture is shown in."""

import json
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from django.http import HttpRequest
from django.utils.translation import gettext as _

from ombud.core.shapes import WHOLE, Shape

PLACES_MAX = 20
"""More circles than that say no more about what was edited where."""
SMALLEST = 60
"""Six thousandths of a side: a shirt button on the photo of a shirt. A smaller circle can't be seen as one."""
EDGES = ("left", "top", "width", "height")
PERCENT = 100


class Circled(NamedTuple):
    """The places of a form: those circled, and the one being typed in numbers with what is wrong with it."""

    shapes: tuple[Shape, ...]
    typed: dict[str, str]
    error: str = ""

    def fields(self) -> list[dict[str, Any]]:
        """As a command's field wants them."""
        return [{"kind": one.kind, **{edge: getattr(one, edge) for edge in EDGES}} for one in self.shapes]


def circled(request: HttpRequest, name: str) -> Circled:
    """What a circle tool of this name sent: the places drawn, without one just removed, and one given in numbers."""
    gone = request.POST.get(f"{name}-remove", "")
    shapes = shapes_of(one for one in request.POST.getlist(name) if one != gone)
    typed = {edge: request.POST.get(f"{name}-{edge}", "").strip() for edge in EDGES}
    if not any(typed.values()):
        return Circled(shapes, {})
    shape = _typed_shape(typed)
    if shape is None:
        return Circled(shapes, typed, _("Give all four numbers, from 0 to 100. The place must lie on the picture."))
    return Circled((*shapes, shape)[:PLACES_MAX], {})


def moves_places(request: HttpRequest, name: str) -> bool:
    """Whether the form was sent only to add or remove a place, by a browser without script."""
    return f"{name}-remove" in request.POST or f"{name}-add" in request.POST


def shapes_of(values: Iterable[str]) -> tuple[Shape, ...]:
    """Shapes from what a form or a draft holds; what can't be one is left out, and no place stands twice."""
    found: dict[str, Shape] = {}
    for value in values:
        kind, *numbers = value.split(",")
        if len(numbers) != len(EDGES) or not all(one.isascii() and one.isdigit() and len(one) < 6 for one in numbers):
            continue
        shape = Shape(kind="rectangle" if kind == "rectangle" else "ellipse", **_edges([int(one) for one in numbers]))
        if shape.fits:
            found[value] = shape
    return tuple(found.values())[:PLACES_MAX]


def as_value(shape: Shape) -> str:
    """A shape as one input of a form."""
    return ",".join([shape.kind, *(str(getattr(shape, edge)) for edge in EDGES)])


def drawn(shapes: Sequence[Shape], width: int, height: int) -> list[dict[str, Any]]:
    """The shapes in the pixels of a picture: [{n, value, words, kind, x, y, rx, ry, left, top, wide, high}]."""
    return [
        {
            "n": n,
            "value": as_value(one),
            "words": place_words(one),
            "kind": one.kind,
            "x": round((one.left + one.width / 2) * width / WHOLE),
            "y": round((one.top + one.height / 2) * height / WHOLE),
            "rx": max(1, round(one.width * width / WHOLE / 2)),
            "ry": max(1, round(one.height * height / WHOLE / 2)),
            "left": round(one.left * width / WHOLE),
            "top": round(one.top * height / WHOLE),
            "wide": max(1, round(one.width * width / WHOLE)),
            "high": max(1, round(one.height * height / WHOLE)),
        }
        for n, one in enumerate(shapes, 1)
    ]


def circle_tool(name: str, picture: dict[str, Any], given: Circled, **more: Any) -> dict[str, Any]:
    """What parts/circle_tool.html shows. `picture` is {src, alt, width, height}; more is label, help, error, colour."""
    width, height = picture["width"], picture["height"]
    return {
        **picture,
        "name": name,
        "places": drawn(given.shapes, width, height),
        "typed": given.typed,
        "typed_error": given.error,
        "most": PLACES_MAX,
        "smallest": SMALLEST,
        "grid": [{"x": round(width * at / 4), "y": round(height * at / 4), "percent": 25 * at} for at in (1, 2, 3)],
        "type_size": max(width, height) // 32,
        "edges": _edge_labels(given.typed),
        "said": _circled_words(len(given.shapes)),
        "words": json.dumps(terms(), ensure_ascii=False),
        **more,
    }


def place_words(shape: Shape) -> str:
    """Where a place is and how large, for who can't see it: upper right, 12 % wide and 30 % high."""
    across = (shape.left + shape.width // 2) * 3 // WHOLE
    down = (shape.top + shape.height // 2) * 3 // WHOLE
    told = terms()
    return str(told["place"]).format(
        where=told["where"][min(down, 2) * 3 + min(across, 2)],
        wide=max(1, round(shape.width * PERCENT / WHOLE)),
        high=max(1, round(shape.height * PERCENT / WHOLE)),
    )


def terms() -> dict[str, Any]:
    """The words of which a place's description is made, also for the page's script."""
    return {
        "place": _("{where}, {wide} % wide and {high} % high"),
        "where": [
            _("upper left"),
            _("top, in the middle"),
            _("upper right"),
            _("left, in the middle"),
            _("in the middle"),
            _("right, in the middle"),
            _("lower left"),
            _("bottom, in the middle"),
            _("lower right"),
        ],
    }


def _circled_words(n: int) -> str:
    """How many places are circled: the page's script says the same sentences."""
    return _("One place is circled.") if n == 1 else _("{n} places are circled.").format(n=n)


def _typed_shape(typed: dict[str, str]) -> Shape | None:
    numbers = [_percent(typed[edge]) for edge in EDGES]
    if any(one is None for one in numbers):
        return None
    shape = Shape(kind="ellipse", **_edges([one or 0 for one in numbers]))
    return shape if shape.fits else None


def _percent(text: str) -> int | None:
    """Ten-thousandths of a number between 0 and 100 as people write it."""
    whole, _dot, rest = text.removesuffix("%").strip().replace(",", ".").partition(".")
    if not (
        whole.isascii() and whole.isdigit() and len(whole) <= 3 and (not rest or (rest.isascii() and rest.isdigit()))
    ):
        return None
    return int(whole) * PERCENT + int((rest + "00")[:2])


def _edges(numbers: Sequence[int]) -> dict[str, int]:
    return dict(zip(EDGES, numbers, strict=True))


def _edge_labels(typed: dict[str, str]) -> list[dict[str, str]]:
    labels = (_("From the left edge"), _("From the top edge"), _("Width"), _("Height"))
    return [
        {"edge": edge, "label": label, "value": typed.get(edge, "")} for edge, label in zip(EDGES, labels, strict=True)
    ]
