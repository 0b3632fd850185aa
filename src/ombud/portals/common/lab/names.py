"""What detectors and their strengths are called."""

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

DETECTORS: dict[str, str | Promise] = {
    "seen-before": _("Seen before"),
    "double-quantisation": _("Compressed twice in places"),
    "foreign-grid": _("Pasted from another picture"),
    "copy-move": _("The same piece twice"),
    "noise": _("Uneven noise"),
    "goods": _("Likeness to the shop’s photos"),
    "words-on-it": _("Numbers on it"),
    "exif": _("Camera data"),
    "xmp": _("Editing data"),
    "iptc": _("Origin data"),
    "c2pa": _("Content credentials"),
    "aigc-label": _("Label of AI-made pictures"),
    "editor-traces": _("Traces of an editor"),
    "png-text": _("Notes in the file"),
    "thumbnail": _("The camera’s small picture"),
}
STRENGTHS: dict[str, str | Promise] = {
    "none": _("Nothing found"),
    "weak": _("Weak"),
    "clear": _("Clear"),
    "strong": _("Strong"),
}


def detector_name(code: str) -> str:
    """What people call a detector; one that isn't known yet goes by its code."""
    return str(DETECTORS.get(code, code.replace("-", " ")))


def views() -> dict[str, str]:
    """What a reviewer can see on a picture, in words."""
    return {
        "genuine": gettext("It looks genuine"),
        "doubtful": gettext("Something looks doubtful"),
        "cannot-tell": gettext("I can’t tell"),
    }


def first_view_words(view: str) -> str:
    """That a reviewer noted so, as the record tells it."""
    return {
        "genuine": gettext("First view: looks genuine."),
        "doubtful": gettext("First view: looks doubtful."),
        "cannot-tell": gettext("First view: can’t tell."),
    }[view]
