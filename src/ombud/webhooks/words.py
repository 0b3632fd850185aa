"""What is said of webhooks to people: why an address can't be, and what went wrong with an attempt."""

from django.utils.translation import gettext as _


def address_words(code: str) -> str:
    """Why nothing is sent to an address."""
    return {
        "malformed": _("This isn’t an address that can be read: letters, digits and the usual signs, no spaces."),
        "not-https": _("The address begins with https://."),
        "user-in-address": _("An address holds no name and no password; messages are signed instead."),
        "port": _("Only the ports for https can be used: 443 and 8443."),
        "number": _("Give the receiver’s name, not a number."),
        "name": _("This isn’t a name that everybody can look up."),
        "inside": _("This name is only known inside a network."),
    }.get(code, code)


def error_words(code: str) -> str:
    """What went wrong before there was an answer."""
    return {
        "under-way": _("Under way"),
        "timeout": _("No answer within five seconds"),
        "no-connection": _("Nobody takes the connection"),
        "unknown-name": _("The name leads nowhere"),
        "not-public": _("The name leads into a network that isn’t public"),
        "certificate": _("The certificate doesn’t hold"),
        "not-http": _("The answer isn’t HTTP"),
        "our-mistake": _("Something went wrong on our side; it is written down."),
    }.get(code) or address_words(code)
