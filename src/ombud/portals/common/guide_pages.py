"""The process guide as the pack's own data tells it, and the complaint form to print and fill in by hand."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from ombud.accounts.platforms import settings_of
from ombud.desk import clock
from ombud.packs.load import texts
from ombud.portals.common.guide import language, platform_of, process, query
from ombud.portals.common.in_force import in_force
from ombud.portals.common.page import link, show


@require_safe
def guide_page(request: HttpRequest) -> HttpResponse:
    """How a complaint goes here, step by step, with every time limit; made from the pack, so that it can't be wrong."""
    platform = platform_of(request)
    if platform is None:
        raise Http404
    now = in_force(settings_of(platform.pk, at := clock.now(platform.pk)), at)
    context = {
        "wide": True,
        "platform_name": platform.name,
        "guide": process(now.pack.id),
        "since": now.since,
        "rules_url": link("rules") + query(request),
        "form_url": link("blank-form") + query(request),
    }
    return show(request, "common/guide.html", context)


@require_safe
def blank_form(request: HttpRequest) -> HttpResponse:
    """The complaint form with nothing filled in, for printing."""
    platform = platform_of(request)
    if platform is None:
        raise Http404
    pack = in_force(settings_of(platform.pk, at := clock.now(platform.pk)), at).pack
    words, lang = texts(pack.id), language()
    remedies = dict.fromkeys(remedy for reason in pack.reasons for remedy in reason.remedies)
    context = {
        "wide": True,
        "platform_name": platform.name,
        "rules_pack": pack,
        "rules_name": words.say("pack", lang),
        "reasons": [
            {
                "label": words.say(f"reason.{one.code}", lang),
                "evidence": [words.say(f"evidence.{code}", lang) for code in one.checklist],
            }
            for one in pack.reasons
        ],
        "remedies": [words.say(f"remedy.{one}", lang) for one in remedies],
        "guide_url": link("guide") + query(request),
    }
    return show(request, "common/blank_form.html", context)
