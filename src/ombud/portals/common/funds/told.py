"""The words of a fund: what each account and each line of a statement is called."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ombud.portals.common.display import money


def account_words() -> dict[str, str]:
    """What the accounts are called; where the world stands outside, nothing is shown of it."""
    return {
        "available": pgettext("money", "Free"),
        "held": pgettext("money", "Held"),
        "ordered": _("On its way to consumers"),
        "owed": _("Owed to the platform"),
        "forfeited": _("Taken for good"),
    }


def kind_words() -> dict[str, str]:
    """What somebody filters a statement by."""
    return {
        "in": _("Money in"),
        "out": _("Paid out"),
        "held": pgettext("money", "Held"),
        "freed": _("Freed"),
        "ahead": _("Paid ahead"),
        "recouped": _("Recouped"),
        "taken": _("Taken for good"),
        "mismatch": _("Wrongly paid"),
    }


def signed(minor: int, currency: str) -> str:
    """An amount with its sign, where a change is meant."""
    return f"+{money(minor, currency)}" if minor > 0 else money(minor, currency)


def decision_words(kind: str, number: str) -> str:
    """Which decision it was."""
    words = {
        "penalty": _("Penalty {number}"),
        "complaint": _("Ruling in complaint {number}"),
        "surge": _("Rise of complaints {number}"),
    }
    return words[kind].format(number=number) if kind in words else ""
