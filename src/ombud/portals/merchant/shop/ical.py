"""Writes a calendar as RFC 5545 wants it: folded lines, escaped text, instants in UTC."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import NamedTuple

OCTETS_MAX = 75
"""Of one line, its end not counted (RFC 5545, 3.1)."""


class Entry(NamedTuple):
    """One deadline."""

    uid: str
    at: datetime
    title: str
    url: str


def calendar(name: str, entries: Iterable[Entry], stamp: datetime) -> bytes:
    """A calendar of deadlines, each an instant with a reminder a day before."""
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Ombud//Deadlines//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH",
        f"X-WR-CALNAME:{escaped(name)}", "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
    ]  # fmt: skip
    for one in entries:
        lines += [
            "BEGIN:VEVENT", f"UID:{escaped(one.uid)}", f"DTSTAMP:{utc(stamp)}", f"DTSTART:{utc(one.at)}",
            f"DTEND:{utc(one.at)}", f"SUMMARY:{escaped(one.title)}", f"URL:{one.url}", "TRANSP:TRANSPARENT",
            "BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{escaped(one.title)}", "TRIGGER:-P1D", "END:VALARM",
            "END:VEVENT",
        ]  # fmt: skip
    lines.append("END:VCALENDAR")
    return "".join(f"{folded(line)}\r\n" for line in lines).encode()


def utc(at: datetime) -> str:
    """An instant in the form with UTC time (3.3.5)."""
    return at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def escaped(text: str) -> str:
    """Text as a value (3.3.11): backslash, semicolon and comma escaped, ends of lines as \\n, other controls gone."""
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")
    return "".join(sign for sign in text if sign >= " " and sign != "\x7f")


def folded(line: str) -> str:
    """A line in pieces of 75 octets at most, never through the middle of a sign."""
    pieces, piece, size = [], "", 0
    for sign in line:
        octets = len(sign.encode())
        if size + octets > OCTETS_MAX:
            pieces.append(piece)
            piece, size = " ", 1
        piece, size = piece + sign, size + octets
    return "\r\n".join([*pieces, piece])
