"""Why a detector can say nothing of a picture, in words."""

from django.utils.translation import gettext as _


def why_not(code: str) -> str:
    """The sentence for a code of `Finding.not_applicable`."""
    stopped = _("Says nothing here: it stopped at this picture.")
    words = {
        "not-jpeg": _("Says nothing here: only JPEG files keep the traces it looks for."),
        "too-small": _("Says nothing here: the picture is too small."),
        "too-flat": _("Says nothing here: the picture has too little in it."),
        "rescaled": _("Says nothing here: the picture was rescaled, which wipes the traces out."),
        "recompressed": _("Says nothing here: it went through a messenger, which wipes the traces out."),
        "not-installed": _("Wasn’t asked: this part of the lab isn’t installed."),
        "too-large": _("Says nothing here: the picture is larger than it looks at."),
        "too-lively": _("Says nothing here: the picture has too few calm places."),
        "too-few-features": _("Says nothing here: there are too few points to compare."),
        "nothing-to-compare": _("Says nothing here: no picture was put forward on this platform before."),
        "too-plain": _("Says nothing here: the picture is too plain to be told from others."),
        "damaged": _("Says nothing here: the file is damaged."),
        "no-first-save": _("Says nothing here: there are no traces of an earlier saving."),
        "no-grid": _("Says nothing here: its blocks left too few traces."),
        "saved-coarsely": _("Says nothing here: it was saved so coarsely that no grain is left."),
        "no-thumbnail": _("Says nothing here: the camera put no small picture in."),
        **dict.fromkeys(("failed", "too-long", "too-much-memory", "isolation-missing"), stopped),
        "unreadable": _("Says nothing here: the file couldn’t be read that far."),
    }
    return words.get(code) or _("Says nothing here ({reason}).").format(reason=code.replace("-", " "))
