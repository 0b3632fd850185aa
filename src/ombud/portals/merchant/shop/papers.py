"""The papers: which kind of merchant, and the form for it; kept while it is typed, sent once it is whole."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ombud.core.policy.shopkeeping import QualificationForm
from ombud.desk.handle import Done, NotFound
from ombud.desk.papers import ShopCase, story
from ombud.desk.things import VERBS
from ombud.portals.common.act import RIGHT, Wrong, act, refusal_words, wrong
from ombud.portals.common.drafts import CHARACTERS_MAX, drop_draft, fields_of
from ombud.portals.common.uploads import upload_url
from ombud.portals.common.who import SignedIn, for_member
from ombud.portals.merchant.shop import papers_form as form_of
from ombud.portals.merchant.shop.frame import rules_of, say, shop_page, the_shop
from ombud.portals.merchant.shop.sealed_drafts import FORM
from ombud.portals.merchant.shop.steps import returned


@for_member
@require_http_methods(["GET", "HEAD", "POST"])
def papers(request: SignedIn) -> HttpResponse:
    """The form; `?form=` says for which kind of merchant."""
    case = the_shop(request)
    form = _chosen(request, case)
    stop = VERBS["shop.qualify"].may(request.actor, case.shop, case.policy, request.at)
    if stop is not None and request.method != "POST":
        text, way_out = refusal_words(stop, request)
        banner = {"tone": "info", "heading": text, "text": way_out}
        return shop_page(request, "papers.html", {"barred": banner, "duties_first": stop.code == "duties-not-accepted"})
    if request.method != "POST":
        return _page(request, case, form, form_of.drafted(request, form))
    given = form_of.sent(request, form)
    form_of.keep(request, form, given.kept.fields)
    if "remove_file" in request.POST:
        return _page(request, case, form, given)
    fault = wrong(stop, request) if stop is not None else form_of.faults(request, case, form, given)
    if fault.errors:
        return _page(request, case, form, given, fault)
    outcome = act(request, "shop.qualify", case.shop.id, form_of.as_fields(form_of.papers_of(request, form, given)))
    if not isinstance(outcome, Done):
        return _page(request, case, form, given, wrong(outcome, request))
    drop_draft(request, FORM, form.code)
    messages.success(request, _("Your documents are with the platform."))
    return redirect("merchant-shop")


@for_member
@require_POST
def autosave(request: SignedIn, form: str) -> HttpResponse:
    """What the page's script sends every few seconds."""
    the_shop(request)
    found = rules_of(request).form(form)
    if found is None:
        raise NotFound
    sent = fields_of(request)
    if sum(len(one) for values in sent.values() for one in values) > CHARACTERS_MAX:
        return HttpResponse(status=413)
    form_of.keep(request, found, sent)
    return HttpResponse(status=204)


def _chosen(request: SignedIn, case: ShopCase) -> QualificationForm:
    """The kind asked for, else the one handed in before, else the first."""
    rules = rules_of(request)
    before = case.shop.qualification.form if case.shop.qualification else ""
    wanted = request.POST.get("form") or request.GET.get("form") or before
    return rules.form(wanted) or rules.forms[0]


def _page(
    request: SignedIn, case: ShopCase, form: QualificationForm, given: form_of.Given, fault: Wrong = RIGHT
) -> HttpResponse:
    here = reverse("merchant-shop-papers")
    context: dict[str, Any] = {
        "form": form.code,
        "about": say(request, f"shop-form.{form.code}.help"),
        "tabs": [
            {"url": f"{here}?form={one.code}", "label": say(request, f"shop-form.{one.code}"), "count": None,
             "current": one.code == form.code}
            for one in rules_of(request).forms
        ],
        "inputs": form_of.inputs(request, form, given, fault.at),
        "uploads": form_of.uploads(request, form, given, fault.at),
        "returned": returned(request, case, story(case)),
        "upload_url": upload_url(),
        "draft_url": reverse("merchant-shop-papers-draft", args=[form.code]),
        "saved_at": given.kept.saved_at,
        "due": case.shop.deadlines[0] if case.shop.deadlines else None,
        "wrong": fault,
    }  # fmt: skip
    return shop_page(request, "papers.html", context)
