"""What a penalty was carried from, as a link for the platform's own people."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from ombud.portals.reviewer.penalties.on_desk import PenaltyDesk
from ombud.portals.reviewer.rows import case_url


def ground(desk: PenaltyDesk) -> dict[str, Any] | None:
    """{label, url}: the complaint whose ruling, or the report that it was carried from; None where from neither."""
    from_ = desk.penalty.imposition.ground
    if from_ is None:
        return None
    number = from_.number or from_.id
    if from_.kind == "complaint":
        label, url = _("Ruling in complaint {number}").format(number=number), case_url(number)
    else:
        label, url = _("Report {number}").format(number=number), reverse("review-report", args=[number])
    return {"label": label, "url": "" if desk.outside else url}
