"""How many orders or items an appeal is decided for, and the rule that all of them count."""

from django.utils.translation import gettext as _

from ombud.portals.common.penalty.teller import PenaltyTeller


def slots_asked(t: PenaltyTeller) -> int:
    """For how many orders or items the shop shows materials; 0 where it is decided as a whole."""
    terms = t.penalty.terms
    if terms is None or terms.slots == "whole":
        return 0
    if terms.slots == "items":
        return len(t.penalty.imposition.items)
    return min(terms.drawn_max, len(t.penalty.imposition.orders))


def rule_of_all(t: PenaltyTeller) -> str:
    """The rule, in the pop-up, on the notice, in the form and before sending; empty where there is none."""
    n = slots_asked(t)
    if not n:
        return ""
    if n == 1:
        return _("You show materials for it. If it is upheld, the penalty is revoked.")
    if t.penalty.terms is not None and t.penalty.terms.slots == "items":
        return _("You show materials for {n} items. The penalty is revoked only if all {n} are upheld.").format(n=n)
    return _(
        "You show materials for {n} drawn orders. The penalty is revoked only if all {n} are upheld; "
        "if some are, only the sales of these orders count again."
    ).format(n=n)
