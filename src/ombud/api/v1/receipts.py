"""Receipts by API: of one event, the paper that anybody can check offline; of a thing, where each event is."""

from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse

from ombud.accounts.log_keys import signer_of, verifiers_of
from ombud.api.v1.caller import Caller
from ombud.desk.access_event import access_event, access_events
from ombud.desk.decode import NotUnderstood
from ombud.desk.handle import NotFound
from ombud.ledger.log.papers import paper_bytes
from ombud.ledger.log.receipt import receipt_of

SEQ_DIGITS_MAX = 9


def read_receipts(request: HttpRequest, caller: Caller) -> HttpResponse:
    """`stream` and `seq`, as an act's answer names them: the receipt, a promise alone until the event is in the log.

    Without `seq`: all events of that stream that the caller may see, with their places in the log.
    """
    stream, seq = request.GET.get("stream", ""), request.GET.get("seq", "")
    if not stream:
        raise NotUnderstood("stream", "missing")
    if not seq:
        found = access_events(caller.platform, stream, caller.by)
        items: list[dict[str, Any]] = [{**one._asdict(), "hash": one.hash.hex()} for one in found]
        return _answer(msgspec.json.encode({"items": items, "next_cursor": None}))
    if not (seq.isascii() and seq.isdigit() and len(seq) <= SEQ_DIGITS_MAX):
        raise NotFound
    access_event(caller.platform, stream, int(seq), caller.by)
    receipt = receipt_of(caller.platform, stream, int(seq), signer_of(caller.platform), verifiers_of(caller.platform))
    if receipt is None:
        raise NotFound
    return _answer(paper_bytes(receipt))


def _answer(body: bytes) -> HttpResponse:
    return HttpResponse(body, content_type="application/json")
