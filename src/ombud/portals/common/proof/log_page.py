"""The platform's log, for everybody: its newest checkpoint in plain words, and all that programs need to check it."""

from pathlib import Path
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from ombud.accounts.log_keys import handovers_of, verifiers_of
from ombud.accounts.models import Platform
from ombud.accounts.platforms import settings_of
from ombud.ledger import fence
from ombud.ledger.log import merkle, standalone, tiles
from ombud.ledger.log.papers import Consistency, coded, paper_bytes
from ombud.ledger.log.receipt import fetch_of, latest, stamped
from ombud.ledger.log.witnessing import standing
from ombud.portals.common.guide import platform_of
from ombud.portals.common.page import show

PLAIN = "text/plain; charset=utf-8"
CHECKPOINT_SECONDS = 1
FOR_EVER = "public, max-age=31536000, immutable"


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """What the log is, how far it goes, by which key it is signed, and how to hold the platform to it."""
    platform = platform_of(request)
    if platform is None:
        raise Http404
    kept = latest(platform.pk)
    keys = verifiers_of(platform.pk)
    context = {
        "checkpoint": kept,
        "root": kept.root.hex() if kept else "",
        "keys": [str(one) for one in keys],
        "origin": keys[0].name if keys else "",
        "handovers": list(reversed(handovers_of(platform.pk))),
        "witnesses": [one for one in standing(platform.pk, platform.slug) if one.asked or one.sent_at],
        "stamped": stamped(platform.pk),
        "platform_name": platform.name,
        "zone": settings_of(platform.pk).zone,
        "checkpoint_url": reverse("log-checkpoint", args=[platform.slug]),
        "script_url": reverse("log-script"),
        "slug": platform.slug,
        "base_url": request.build_absolute_uri(f"/log/{quote(platform.slug)}/"),
        "wide": True,
    }
    return show(request, "common/proof/log.html", context)


@require_safe
def checkpoint(_request: HttpRequest, slug: str) -> HttpResponse:
    """The newest checkpoint as a signed note."""
    kept = latest(_platform(slug))
    if kept is None:
        raise Http404
    answer = HttpResponse(kept.note, content_type=PLAIN)
    answer["Cache-Control"] = f"public, max-age={CHECKPOINT_SECONDS}"
    return answer


@require_safe
def keys(_request: HttpRequest, slug: str) -> HttpResponse:
    """All public keys that the log was ever signed with, the one in use first, a line each."""
    found = verifiers_of(_platform(slug))
    return HttpResponse("".join(f"{one}\n" for one in found), content_type=PLAIN)


@require_safe
def handovers(_request: HttpRequest, slug: str) -> HttpResponse:
    """By which signed notes one key, or name, of the log followed another; the first one first."""
    found = handovers_of(_platform(slug))
    return HttpResponse("".join(f"{one.note}\n" for one in found), content_type=PLAIN)


@require_safe
def consistency(_request: HttpRequest, slug: str, old: int, size: int) -> HttpResponse:
    """That the log of `old` events is the beginning of that of `size`."""
    platform = _platform(slug)
    kept = latest(platform)
    if kept is None or not old <= size <= kept.size:
        raise Http404
    proof = merkle.consistency(old, size, fetch_of(platform))
    paper = Consistency(origin=kept.note.partition("\n")[0], old=old, size=size, proof=coded(proof))
    return HttpResponse(paper_bytes(paper), content_type="application/json")


@require_safe
def tile(_request: HttpRequest, slug: str, level: int, place: str) -> HttpResponse:
    """Up to 256 hashes of one level, as c2sp.org/tlog-tiles names them: `x001/067`, `.p/<n>` where it isn't full."""
    platform = _platform(slug)
    asked = tiles.named(place)
    kept = latest(platform)
    found = (
        tiles.tile(level, *asked, kept.size, fetch_of(platform)) if asked and kept and level < tiles.LEVELS else None
    )
    if found is None:
        raise Http404
    answer = HttpResponse(found, content_type="application/octet-stream")
    answer["Cache-Control"] = FOR_EVER
    return answer


@require_safe
def stamp(_request: HttpRequest, slug: str) -> HttpResponse:
    """What a time stamp authority answered last (RFC 3161), about the checkpoint beside it."""
    found = stamped(_platform(slug))
    if found is None:
        raise Http404
    answer = HttpResponse(found.token, content_type="application/timestamp-reply")
    answer["Content-Disposition"] = 'attachment; filename="stamp.tsr"'
    return answer


@require_safe
def stamped_checkpoint(_request: HttpRequest, slug: str) -> HttpResponse:
    """The checkpoint that the last time stamp is about."""
    found = stamped(_platform(slug))
    if found is None:
        raise Http404
    return HttpResponse(found.note, content_type=PLAIN)


@require_safe
def script(_request: HttpRequest) -> HttpResponse:
    """The stand-alone script that checks receipts and archives."""
    answer = HttpResponse(Path(standalone.__file__).read_bytes(), content_type="text/x-python; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="verify.py"'
    return answer


def _platform(slug: str) -> int:
    found = Platform.objects.filter(slug=slug).first()
    if found is None:
        raise Http404
    fence.within(found.pk)
    return found.pk
