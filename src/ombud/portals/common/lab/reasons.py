"""Why a detector can say nothing of a picture, in words."""

from django.utils.translation import gettext as _


def why_not(code: str) -> str:
    """The sentence for a code of `Finding.not_applicable`."""
    words = {
        "not-a-jpeg": _("Says nothing here: only JPEG files keep the traces it looks for."),
        "too-small": _("Says nothing here: the picture is too small."),
        "too-flat": _("Says nothing here: the picture has too little in it."),
        "rescaled": _("Says nothing here: the picture was rescaled, which wipes the traces out."),
        "recompressed": _("Says nothing here: it went through a messenger, which wipes the traces out."),
        "not-installed": _("Wasn’t asked: this part of the lab isn’t installed."),
        "unreadable": _("Says nothing here: the file couldn’t be read that far."),
    }
    return words.get(code) or _("Says nothing here ({reason}).").format(reason=code.replace("-", " "))
