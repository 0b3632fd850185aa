"""What a browser calls itself, in words that somebody recognises their own by."""

import re

from django.utils.translation import gettext as _

BROWSERS = (
    ("Edg/", "Edge"), ("OPR/", "Opera"), ("MicroMessenger", "WeChat"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)  # fmt: skip
"""In this order: most name those they descend from, too."""
SYSTEMS = (
    ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)  # fmt: skip
HOW = {
    "password": lambda: _("with a password"),
    "openid": lambda: _("by your platform’s own sign-in"),
    "handoff": lambda: _("from your marketplace"),
    "link": lambda: _("by a link"),
    "demo": lambda: _("by a click, in the demo"),
}


def of(said: str) -> str:
    """“Firefox on Windows”, or what it says of itself where that is nothing we know."""
    browser = next((name for mark, name in BROWSERS if mark in said), "")
    system = next((name for mark, name in SYSTEMS if mark in said), "")
    if browser and system:
        return _("{browser} on {system}").format(browser=browser, system=system)
    return browser or system or re.sub(r"\s+", " ", said)[:60] or _("Unknown browser")
