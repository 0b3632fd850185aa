"""What an API caller is told when something doesn't work: RFC 9457, the same form for every kind of no."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

import msgspec
from django.http import HttpResponse
from django.utils.translation import gettext as _

from ombud.accounts.platforms import settings_of
from ombud.core.refusal import Refusal
from ombud.desk.decode import NotUnderstood
from ombud.desk.said import said
from ombud.packs.load import load_pack

MEDIA_TYPE = "application/problem+json"
REFERENCE = "/api/v1/openapi.json"
STATUS_OF = {"too-large": 413, "file-quota-reached": 429, "byte-quota-reached": 429, "examination-busy": 429}
"""Refusals that HTTP has a status of its own for; the others are 422 where a field is wrong, else 409."""


class Problem(Exception):
    """A call that can't be carried out, with the status it answers."""

    def __init__(
        self,
        status: int,
        code: str,
        detail: str,
        *,
        way_out: str = "",
        field: str = "",
        facts: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.detail = detail
        self.way_out = way_out
        self.field = field
        self.facts = dict(facts or {})
        self.headers = dict(headers or {})

    def body(self) -> dict[str, Any]:
        """The problem as JSON."""
        return {
            "type": f"urn:ombud:problem:{self.code}",
            "title": HTTPStatus(self.status).phrase,
            "status": self.status,
            "code": self.code,
            "detail": self.detail,
            "way_out": self.way_out,
            "field": self.field,
            "facts": self.facts,
        }

    def answer(self) -> HttpResponse:
        """The problem as it is sent."""
        body = msgspec.json.encode(self.body())
        return HttpResponse(body, status=self.status, content_type=MEDIA_TYPE, headers=self.headers)


def refused(refusal: Refusal, platform: int, currency: str = "") -> Problem:
    """The rules said no: its sentence in the reader's language, its code and figures for the reader's software.

    `currency` is that of the thing; where there is none yet, figures are told in the first that the platform trades in.
    """
    settings = settings_of(platform)
    currency = currency or load_pack(settings.pack).pack.currencies[0]
    words = said(refusal, settings.zone, currency, settings.pack)
    status = STATUS_OF.get(refusal.code, 422 if refusal.field else 409)
    return Problem(
        status,
        refusal.code,
        words.text,
        way_out=words.way_out,
        field=refusal.field,
        facts=refusal.facts,
        headers={"Retry-After": "60"} if status == HTTPStatus.TOO_MANY_REQUESTS else {},
    )


def not_found() -> Problem:
    """There is no such thing, or not for this caller: the same words for both."""
    return Problem(404, "not-found", _("There is no such thing here, or you can’t see it."))


def not_understood(error: NotUnderstood) -> Problem:
    """A field that is missing, unknown or of another form than the schema says."""
    way_out = _("The fields of each call, and what they take, are in {address}.").replace("{address}", REFERENCE)
    return Problem(422, "not-understood", error.because, field=error.field, way_out=way_out)


def key_reused() -> Problem:
    """The idempotency key was used for another command."""
    return Problem(
        409,
        "idempotency-key-reused",
        _("This idempotency key was used for another command."),
        way_out=_("Send each command under a key of its own."),
    )


def changed_meanwhile() -> Problem:
    """Too many others wrote at the same moment."""
    return Problem(
        409,
        "changed-meanwhile",
        _("Others changed the same thing at this moment."),
        way_out=_("Send the same call again in a second."),
        headers={"Retry-After": "1"},
    )
