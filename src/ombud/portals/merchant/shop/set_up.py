"""Name, category, contact, policy and look of the shop, with a preview of how it shows."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods

from ombud.core.shop.state import Shop
from ombud.desk.handle import Done
from ombud.desk.papers import contact_of
from ombud.desk.things import VERBS
from ombud.portals.common.act import RIGHT, Misread, Wrong, act, refusal_words, typed, wrong
from ombud.portals.common.case.present import picture_of
from ombud.portals.common.drafts import draft_of, draft_url, drop_draft
from ombud.portals.common.uploads import Files, files_of, kept_rows, upload_url
from ombud.portals.common.who import SignedIn, for_member
from ombud.portals.merchant.shop.frame import categories, say, shop_page, the_shop
from ombud.portals.merchant.suspended import unless_suspended

FORM = "shop-set-up"
FIELDS = ("name", "category", "contact", "city", "policy", "background")
PICTURES = ("logo", "poster")


@for_member
@require_http_methods(["GET", "HEAD", "POST"])
@unless_suspended
def set_up(request: SignedIn) -> HttpResponse:
    """The form, filled with what stands now or what was typed since."""
    case = the_shop(request)
    stop = VERBS["shop.set-up"].may(request.actor, case.shop, case.policy, request.at)
    if request.method != "POST":
        return _page(request, case.shop, *_drafted(request, case.shop), barred=stop)
    values = typed(request, *FIELDS)
    files = {one: files_of(request, f"f-{one}", f"p-{one}") for one in PICTURES}
    if "remove_file" in request.POST or "preview" in request.POST:
        return _page(request, case.shop, values, files)
    failed = [Misread(f"p-{one}", text) for one, its in files.items() for text in its.failed]
    if failed:
        return _page(request, case.shop, values, files, wrong(failed, request))
    named = [{"file": id, "kind": kind} for kind, its in files.items() for id in its.ids[-1:]]
    drop = [one for one in PICTURES if f"drop-{one}" in request.POST]
    outcome = act(request, "shop.set-up", case.shop.id, {**values, "files": named, "drop": drop})
    if isinstance(outcome, Done):
        drop_draft(request, FORM)
        messages.success(request, _("Your shop shows this from now on. What stood before is kept on record."))
        return redirect("merchant-shop")
    return _page(request, case.shop, values, files, wrong(outcome, request, {"files": "p-logo"}))


def _drafted(request: SignedIn, shop: Shop) -> tuple[dict[str, str], dict[str, Files]]:
    draft = draft_of(request, FORM)
    now = {
        "name": shop.facts.name, "category": shop.facts.category, "city": shop.facts.city, "policy": shop.facts.policy,
        "contact": contact_of(request.platform.id, shop), "background": shop.look.background,
    }  # fmt: skip
    files = {}
    for one in PICTURES:
        rows = kept_rows(request, draft.all(f"f-{one}"))
        files[one] = Files(rows, [row["id"] for row in rows])
    return {name: draft.one(name, now[name]) for name in FIELDS}, files


def backgrounds() -> list[dict[str, str]]:
    """What a shop can stand on."""
    told = {
        "plain": pgettext("background", "White"), "paper": pgettext("background", "Paper"),
        "jade": pgettext("background", "Jade"), "sky": pgettext("background", "Sky"),
        "rose": pgettext("background", "Rose"), "sand": pgettext("background", "Sand"),
        "ink": pgettext("background", "Ink"),
    }  # fmt: skip
    return [{"value": value, "label": label} for value, label in told.items()]


def _page(
    request: SignedIn, shop: Shop, values: dict[str, str], files: dict[str, Files], fault: Wrong = RIGHT,
    *, barred: Any = None,
) -> HttpResponse:  # fmt: skip
    shown = {one: _picture(request, shop, files, one) for one in PICTURES}
    category = values["category"]
    context = {
        "values": values,
        "categories": categories(request),
        "backgrounds": backgrounds(),
        "uploads": [_upload(one, files[one], shop, fault) for one in PICTURES],
        "preview": {**values, **shown, "category_words": say(request, f"category.{category}") if category else ""},
        "verified": shop.verified,
        "upload_url": upload_url(),
        "draft_url": draft_url(FORM),
        "wrong": fault,
        "barred": _banner(request, barred),
    }
    return shop_page(request, "set_up.html", context)


def _banner(request: SignedIn, refusal: Any) -> dict[str, str] | None:
    if refusal is None:
        return None
    text, way_out = refusal_words(refusal, request)
    return {"heading": text, "text": way_out}


def _picture(request: SignedIn, shop: Shop, files: dict[str, Files], kind: str) -> str:
    """The picture that was just uploaded, else the one that stands unless it goes."""
    if files[kind].ids:
        return picture_of(files[kind].ids[-1], request.platform.id, request.actor.id)
    held = getattr(shop.look, kind)
    if f"drop-{kind}" in request.POST:
        return ""
    told = shop.facts.logo if kind == "logo" else ""
    return picture_of(held.file if held else told, request.platform.id, request.actor.id)


def _upload(kind: str, files: Files, shop: Shop, fault: Wrong) -> dict[str, Any]:
    words = {
        "logo": (_("Logo"), _("One square picture.")),
        "poster": (_("Poster"), _("One wide picture at the head of the shop.")),
    }
    label, said = words[kind]
    return {
        "name": f"p-{kind}", "id_name": f"f-{kind}", "label": label, "said": said, "rows": files.rows,
        "error": fault.at.get(f"p-{kind}", ""), "kind": kind, "there": getattr(shop.look, kind) is not None,
    }  # fmt: skip
