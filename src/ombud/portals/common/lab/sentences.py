"""What a finding says, in a sentence made from its facts. Words that a file brought are a stranger's, in quotes."""

from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ombud.lab.finding import Finding
from ombud.portals.common.lab.carried import CARRIED
from ombud.portals.common.lab.compared import COMPARED


def sentence(finding: Finding) -> str:
    """What was found, or what it means that nothing was; blank where the detector's name says all."""
    says = SAYS.get(finding.detector)
    return says(finding) if says else ""


def _seen(finding: Finding) -> str:
    count = len(finding.matches)
    if not count:
        return _("Nothing on this platform shows the same picture. It may stand elsewhere all the same.")
    words = ngettext(
        "The same picture was put forward before, once.",
        "The same picture was put forward before, {count} times.",
        count,
    )
    return words.format(count=count)


def _twice(finding: Finding) -> str:
    count = len(finding.regions)
    if not count:
        return _("The traces of earlier saving are even all over the picture.")
    words = ngettext(
        "One place lacks the traces of an earlier saving that the rest has, or has them where the rest doesn’t.",
        "{count} places lack the traces of an earlier saving that the rest has, or have them where the rest doesn’t.",
        count,
    )
    return words.format(count=count)


def _grid(finding: Finding) -> str:
    count = len(finding.regions)
    if not count:
        return _("All blocks lie in one grid.")
    words = ngettext(
        "One place was saved in blocks that don’t lie where those of the picture lie.",
        "{count} places were saved in blocks that don’t lie where those of the picture lie.",
        count,
    )
    return words.format(count=count)


def _again(finding: Finding) -> str:
    if count := len(finding.regions):
        return _("Places that show the very same piece: {count}.").format(count=count)
    return _("No piece stands in it twice.")


def _noise(finding: Finding) -> str:
    count = len(finding.regions)
    if not count:
        return _("The grain is even.")
    words = ngettext(
        "One place is smoother or grainier than the rest. Focus and light do that too.",
        "{count} places are smoother or grainier than the rest. Focus and light do that too.",
        count,
    )
    return words.format(count=count)


SAYS: dict[str, Callable[[Finding], str]] = {
    "seen-before": _seen,
    "double-quantisation": _twice,
    "foreign-grid": _grid,
    "copy-move": _again,
    "noise": _noise,
    **CARRIED,
    **COMPARED,
}
