"""What `ombud init` is told about a first platform, and why an answer can't be taken."""

import re
import zoneinfo
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

LANGUAGES = ("en", "zh-hans", "zh-hant", "es")
SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,48}")
PASSWORD_LENGTH_MIN = 12
"""An administrator sees every case of the platform."""


class NotTaken(ValueError):
    """An answer that can't be: the sentence says the rule and the way out."""


@dataclass(frozen=True, kw_only=True)
class Answers:
    """All that a first platform needs."""

    name: str
    slug: str
    zone: str
    languages: tuple[str, ...]
    pack: str
    admin: str
    admin_email: str
    password: str
    mail: str
    mail_from: str


def name(said: str) -> str:
    """What people call the platform."""
    if not 0 < len(said) <= 120:
        raise NotTaken("A name has 1 to 120 characters.")
    return said


def slug(said: str) -> str:
    """The platform's name in addresses and sign-in names."""
    if not SLUG.fullmatch(said):
        raise NotTaken(f"'{said}' can't stand in an address: use a-z, 0-9 and -, such as 'north-market'.")
    return said


def slug_from(platform_name: str) -> str:
    """What the name suggests; 'main' where nothing of it can stand in an address."""
    return re.sub(r"[^a-z0-9]+", "-", platform_name.lower()).strip("-")[:49] or "main"


def zone(said: str) -> str:
    """A time zone by its name in the world's table."""
    if said not in zoneinfo.available_timezones():
        raise NotTaken(f"'{said}' is no time zone. Names look like Asia/Shanghai or Europe/Madrid.")
    return said


def languages(said: str) -> tuple[str, ...]:
    """Codes with commas between; the first is what people see who ask for none of them."""
    codes = tuple(code.strip().lower() for code in said.split(",") if code.strip())
    unknown = [code for code in codes if code not in LANGUAGES]
    if not codes or unknown or len(set(codes)) < len(codes):
        raise NotTaken(f"Languages are one or more of {', '.join(LANGUAGES)}, each once, with commas between.")
    return codes


def pack(said: str) -> str:
    """The name of a pack that is there."""
    from ombud.packs import load

    if said not in load.names():
        raise NotTaken(f"There is no pack '{said}'; there is {', '.join(load.names())}.")
    return said


def admin(said: str) -> str:
    """The administrator's sign-in name on this platform."""
    if not re.fullmatch(r"[A-Za-z0-9._-]{1,64}", said):
        raise NotTaken("A sign-in name has 1 to 64 letters, digits, dots, hyphens or low lines.")
    return said


def email(said: str) -> str:
    """A mail address, roughly: the first mail sent to it is the real test."""
    if not re.fullmatch(r"[^@\s]+@[^@\s]+", said):
        raise NotTaken(f"'{said}' is no mail address, such as name@example.com.")
    return said


def password(said: str) -> str:
    """The administrator's password."""
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError

    if len(said) < PASSWORD_LENGTH_MIN:
        raise NotTaken(f"The administrator's password has at least {PASSWORD_LENGTH_MIN} characters.")
    try:
        validate_password(said)
    except ValidationError as wrong:
        raise NotTaken(" ".join(wrong.messages)) from None
    return said


def mail(said: str) -> str:
    """A mail server's address, or nothing: notices then wait in the outbox's log only."""
    if not said:
        return ""
    parts = urlsplit(said)
    try:
        port_is_a_number = parts.port is None or parts.port > 0
    except ValueError:
        port_is_a_number = False
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname or not port_is_a_number:
        raise NotTaken("A mail server is smtp://user:password@host:587 (smtps:// for port 465), or nothing for now.")
    return said


def mail_settings(server: str, sender: str) -> dict[str, str]:
    """The settings that a mail server's address stands for."""
    if not server:
        return {}
    parts = urlsplit(server)
    direct = parts.scheme == "smtps"
    return {
        "OMBUD_MAIL_HOST": parts.hostname or "",
        "OMBUD_MAIL_PORT": str(parts.port or (465 if direct else 587)),
        "OMBUD_MAIL_USER": unquote(parts.username or ""),
        "OMBUD_MAIL_PASSWORD": unquote(parts.password or ""),
        "OMBUD_MAIL_TLS": "0" if direct else "1",
        "OMBUD_MAIL_SSL": "1" if direct else "0",
        "OMBUD_MAIL_FROM": sender,
    }
