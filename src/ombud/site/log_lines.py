"""How lines of the log are written: for people or as JSON, and in either without what others have said.

What strangers write comes into a log by three ways: paths and headers in a framework's own messages, arguments of
libraries, and the messages of exceptions (a database names the row that it refused). So of others' loggers only the
words of their own code are kept, and of an exception its kind and the places it came by.
"""

import logging
import re
import traceback
from contextvars import ContextVar
from datetime import UTC, datetime
from types import TracebackType
from typing import Any

import msgspec

OURS = ("ombud", "procrastinate", "granian", "_granian")
"""Loggers whose whole message may be written: ours name things by ids of our own, the worker jobs by their number."""
PLACEHOLDER = re.compile(r"%(\([a-z_]+\))?[-#0-9. +]*[a-zA-Z]|\{[^}]*\}")
_request: ContextVar[str] = ContextVar("request", default="")
Told = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


def now_about(request: str) -> None:
    """From now on, lines of this thread name that request. It stays until the next one, since the framework has
    something to say of a request after it was answered."""
    _request.set(request)


class Line(logging.Formatter):
    """One line for people: when, how grave, who, what."""

    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        named = f" [{request}]" if (request := _request.get()) else ""
        line = f"{at} {record.levelname} {record.name}{named}: {words_of(record)}"
        return f"{line}\n{self.formatException(record.exc_info)}" if record.exc_info else line

    def formatException(self, ei: Told) -> str:  # noqa: N802 - logging's name
        return failure(ei)


class Json(logging.Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        told: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": words_of(record),
        }
        if request := _request.get():
            told["request"] = request
        told.update(getattr(record, "told", {}))
        if record.exc_info:
            told["failure"] = failure(record.exc_info)
        return msgspec.json.encode(told).decode()


def words_of(record: logging.LogRecord) -> str:
    """The message; of others' loggers only what stands in their code, and which route and status it is about."""
    if record.name.partition(".")[0] in OURS:
        return record.getMessage()
    words = str(record.msg) if record.args else ""
    words = PLACEHOLDER.sub("…", words).strip() or "(words left out)"
    status = getattr(record, "status_code", None)
    match = getattr(getattr(record, "request", None), "resolver_match", None)
    where = f" at /{match.route}" if match is not None else ""
    return f"{words} ({status}{where})" if status else words


def failure(told: Told) -> str:
    """The kinds of exception, innermost first, and the places each came by; not what they say."""
    lines: list[str] = []
    error: BaseException | None = told[1]
    while error is not None:
        kind = type(error)
        lines.append(f"{kind.__module__}.{kind.__qualname__}")
        lines += [f"  {one.filename}:{one.lineno} {one.name}" for one in traceback.extract_tb(error.__traceback__)]
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return "\n".join(lines)
