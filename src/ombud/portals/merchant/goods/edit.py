"""A product's form: new, or as it stands; each version is kept for whoever bought while it stood."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ombud.core.people import Member
from ombud.core.product.state import Product
from ombud.desk.access import access_product
from ombud.desk.handle import Done, NotFound
from ombud.desk.things import VERBS
from ombud.packs.load import load_pack
from ombud.portals.common.act import RIGHT, Misread, Wrong, act, refusal_words, typed, wrong
from ombud.portals.common.case.present import picture_of
from ombud.portals.common.drafts import draft_of, draft_url, drop_draft
from ombud.portals.common.typed import amount, written
from ombud.portals.common.uploads import Files, files_of, kept_rows, upload_url
from ombud.portals.common.who import SignedIn, for_member
from ombud.portals.merchant.frame import console, shop_of
from ombud.portals.merchant.shop.frame import the_shop
from ombud.portals.merchant.suspended import unless_suspended

FORM = "merchant-product"
FIELDS = ("title", "price", "stock", "description", "after_sales")


def product_of(request: SignedIn, id: str) -> Product:
    """A product of the reader's shop. Raises NotFound."""
    found = access_product(request.platform.id, id)
    if found.shop != shop_of(request):
        raise NotFound
    return found


@for_member
@require_http_methods(["GET", "HEAD", "POST"])
@unless_suspended
def new(request: SignedIn) -> HttpResponse:
    """Offer something."""
    case = the_shop(request)
    stop = VERBS["product.list"].may(request.actor, case.shop, case.policy, request.at)
    if request.method != "POST":
        return _page(request, None, *_drafted(request, None), barred=stop)
    values, files = typed(request, *FIELDS), files_of(request, "f-pictures", "p-pictures")
    if "remove_file" in request.POST:
        return _page(request, None, values, files)
    fields = _fields(values, files, currency_of(request, None))
    if isinstance(fields, list):
        return _page(request, None, values, files, wrong(fields, request))
    outcome = act(request, "product.list", "", {**fields, "currency": currency_of(request, None)})
    if isinstance(outcome, Done):
        drop_draft(request, FORM)
        messages.success(request, _("It is offered from now on."))
        return redirect("merchant-product", outcome.id)
    return _page(request, None, values, files, wrong(outcome, request, {"files": "p-pictures"}))


@for_member
@require_http_methods(["GET", "HEAD", "POST"])
@unless_suspended
def edit(request: SignedIn, id: str) -> HttpResponse:
    """Change what is said of it."""
    product = product_of(request, id)
    if request.method != "POST":
        return _page(request, product, *_drafted(request, product))
    values, files = typed(request, *FIELDS), files_of(request, "f-pictures", "p-pictures")
    if "remove_file" in request.POST:
        return _page(request, product, values, files)
    fields = _fields(values, files, currency_of(request, product))
    if isinstance(fields, list):
        return _page(request, product, values, files, wrong(fields, request))
    outcome = act(request, "product.revise", product.id, {**fields, "drop": request.POST.getlist("drop")})
    if isinstance(outcome, Done):
        drop_draft(request, FORM, product.id)
        messages.success(request, _("Changed. Whoever bought before keeps what stood then."))
        return redirect("merchant-product", product.id)
    return _page(request, product, values, files, wrong(outcome, request, {"files": "p-pictures"}))


@for_member
@require_POST
@unless_suspended
def offer(request: SignedIn, id: str) -> HttpResponse:
    """Take it down, or put it back."""
    product = product_of(request, id)
    verb = "product.take-down" if request.POST.get("do") == "down" else "product.put-back"
    outcome = act(request, verb, product.id, {})
    if isinstance(outcome, Done):
        down = verb == "product.take-down"
        messages.success(request, _("It is no longer offered.") if down else _("It is offered again."))
    else:
        messages.error(request, outcome.text if isinstance(outcome, Misread) else refusal_words(outcome, request)[0])
    return redirect("merchant-product", product.id)


def currency_of(request: SignedIn, product: Product | None) -> str:
    """The product's currency, or the platform's own."""
    return (product.facts.currency if product else "") or load_pack(request.platform.pack).pack.currencies[0]


def _fields(values: dict[str, str], files: Files, currency: str) -> dict[str, Any] | list[Misread]:
    """What the command wants, or what was misread, each at its input."""
    price = amount(values["price"], currency, "price")
    stock = _stock(values["stock"])
    failed = [Misread("p-pictures", text) for text in files.failed]
    misread = [one for one in (price, stock) if isinstance(one, Misread)] + failed
    if misread:
        return misread
    texts = {name: values[name] for name in ("title", "description", "after_sales")}
    return {**texts, "price": price, "stock": stock, "files": files.named("picture")}


def _stock(text: str) -> int | Misread | None:
    plain = text.strip()
    if not plain:
        return None
    return int(plain) if plain.isascii() and plain.isdigit() and len(plain) < 10 else Misread(
        "stock", _("Stock is a whole number, or left empty where nobody counts.")
    )  # fmt: skip


def _drafted(request: SignedIn, product: Product | None) -> tuple[dict[str, str], Files]:
    draft = draft_of(request, FORM, product.id if product else "")
    now = dict.fromkeys(FIELDS, "")
    if product is not None:
        facts = product.facts
        now = {
            "title": facts.title, "price": written(facts.price, currency_of(request, product)),
            "stock": "" if facts.stock is None else str(facts.stock), "description": facts.description,
            "after_sales": facts.after_sales,
        }  # fmt: skip
    rows = kept_rows(request, draft.all("f-pictures"))
    return {name: draft.one(name, now[name]) for name in FIELDS}, Files(rows, [row["id"] for row in rows])


def _page(
    request: SignedIn, product: Product | None, values: dict[str, str], files: Files, fault: Wrong = RIGHT,
    *, barred: Any = None,
) -> HttpResponse:  # fmt: skip
    assert isinstance(request.actor, Member)
    told = refusal_words(barred, request) if barred is not None else ("", "")
    dropped = request.POST.getlist("drop")
    context = {
        "here": "products",
        "product": product,
        "values": values,
        "rows": files.rows,
        "pictures": [
            {"id": one.file, "url": picture_of(one.file, request.platform.id, request.actor.id),
             "drop": one.file in dropped}
            for one in (product.facts.pictures if product else ())
        ],
        "prefix": {"CNY": "¥", "EUR": "€"}.get(currency_of(request, product), currency_of(request, product)),
        "pictures_error": fault.at.get("p-pictures", ""),
        "upload_url": upload_url(),
        "draft_url": draft_url(FORM, product.id if product else ""),
        "wrong": fault,
        "barred": {"heading": told[0], "text": told[1]} if barred is not None else None,
    }  # fmt: skip
    return console(request, "goods/edit.html", context, 422 if fault.errors else 200)
