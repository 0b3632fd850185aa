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


PROBLEMS: dict[str, str | Promise] = {
    "not-installed": _("The lab isn’t installed here; an administrator can add it."),
    "isolation-missing": _(
        "This machine can’t shut the lab in, so nothing is opened. “ombud doctor” says what is missing."
    ),
    "too-long": _("It took too long."),
    "too-much-memory": _("It needs more memory than one picture may take."),
    "too-large": _("The picture is larger than the lab takes."),
    "unknown-format": _("The lab doesn’t read this kind of file."),
    "broken": _("The file is damaged: it can’t be read to its end."),
    "interrupted": _("It was interrupted several times, and given up."),
    "missing": _("The vault doesn’t have the file any more."),
    "damaged": _("What lies in the vault isn’t what was put there; an administrator should look at it."),
    "failed": _("The lab itself failed; it is written down."),
}


def problem_words(code: str) -> str:
    """Why a screening failed, in words; of a code from another version, that the lab failed."""
    return str(PROBLEMS.get(code, PROBLEMS["failed"])) if code else ""
