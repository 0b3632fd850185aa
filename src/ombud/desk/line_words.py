"""What happened to a shop's money, in words: of a line of its statement, and of an act of the staff."""

from django.utils.translation import gettext as _


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
