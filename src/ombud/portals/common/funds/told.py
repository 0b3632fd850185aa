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


def line_words(type_: str) -> str:
    """What happened, in a few words."""
    return {
        "FundsSettled": _("Turnover came in"),
        "FundsPaidOut": _("Paid out to the shop"),
        "FundsHeld": _("A hold began"),
        "HoldToppedUp": _("Kept back for a hold that lacked it"),
        "HoldReleased": _("A hold ended"),
        "HoldForfeited": _("Taken for good from a hold"),
        "ForfeitReturned": _("What had been taken came back"),
        "PaymentOrdered": _("Paid ahead to a consumer: ordered"),
        "PaymentExecuted": _("Paid ahead to a consumer: it has left"),
        "PaymentCancelled": _("Paid ahead to a consumer: not needed any more"),
        "PaymentMismatched": _("The payments told of something else than was ordered"),
        "DebtRecouped": _("Taken back for what the platform had paid ahead"),
    }.get(type_, type_)


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
