"""What a call carries: its JSON object, and the key under which it may be repeated."""

from typing import Any

import msgspec
from django.http import HttpRequest
from django.utils.translation import gettext as _

from ombud.api.v1.problems import Problem

KEY_MAX = 255

_decode = msgspec.json.Decoder().decode


def fields_of(request: HttpRequest) -> dict[str, Any]:
    """The JSON object in the body; an empty body is an empty object. Raises Problem."""
    body = request.body
    if not body:
        return {}
    if not _is_json(request):
        raise Problem(
            415,
            "media-type",
            _("This address takes JSON in UTF-8."),
            way_out="Content-Type: application/json",
            headers={"Accept": "application/json"},
        )
    try:
        fields = _decode(body)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
        raise Problem(400, "malformed", _("The body isn’t JSON that can be read.") + f" ({error})") from None
    if not isinstance(fields, dict):
        raise Problem(422, "not-understood", _("The body is a JSON object, with the fields of the command."))
    return fields


def _is_json(request: HttpRequest) -> bool:
    charset = request.content_params.get("charset", "utf-8") if request.content_params else "utf-8"
    return request.content_type == "application/json" and charset.strip("\"'").lower() in ("utf-8", "utf8", "us-ascii")


def idempotency_key(request: HttpRequest) -> str:
    """The key under which this call may be repeated; empty where none was sent. Raises Problem."""
    key = request.headers.get("Idempotency-Key")
    if key is None:
        return ""
    key = key.strip()
    if len(key) > 1 and key[0] == key[-1] == '"':
        key = key[1:-1]
    if not 0 < len(key) <= KEY_MAX or not key.isprintable():
        raise Problem(
            400,
            "idempotency-key-not-understood",
            _("An idempotency key has 1 to {most} printable characters.").replace("{most}", str(KEY_MAX)),
        )
    return key
