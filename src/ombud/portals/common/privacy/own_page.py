"""One's own data, for who acts for a shop and who was invited from outside: what is theirs, and what stays."""

from django.http import HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from ombud.desk.member_data import copy_of, counted, held_now
from ombud.desk.own_data import Copy
from ombud.packs.load import load_pack
from ombud.portals.common.page import show
from ombud.portals.common.privacy import own, words
from ombud.portals.common.privacy.copy_file import copy_file
from ombud.portals.common.who import SignedIn, signed_in

whose_own = signed_in("member", "invited")


@never_cache
@whose_own
@require_http_methods(["GET", "HEAD", "POST"])
def own_data(request: SignedIn) -> HttpResponse:
    """The page; its two buttons ask for an erasure, and take that back."""
    stops = own.sent(request, reverse("own-data"))
    if isinstance(stops, HttpResponseRedirect):
        return stops
    platform, person = request.platform.id, request.actor.id
    spans, found = load_pack(request.platform.pack).pack.retention, counted(platform, person, request.at)
    guest = request.person.kind == "invited"
    context = {
        "back_url": reverse("invited-home" if guest else "merchant-settings") if guest or _has_shop(request) else "",
        "back_label": _("The appeal") if guest else _("Settings"),
        "kinds": words.kept_rows(spans, found.own, guest=guest),
        "others": {**(_of_appeal() if guest else _of_shop()), "kinds": words.kept_rows(spans, found.of_shop)},
        "copy_says": _copy_says(guest=guest),
        "copy_url": reverse("own-data-copy"),
        "what": _("Your name, how to reach you, your sign-ins, your drafts and what you said of yourself are "
                  "destroyed, and nobody can bring them back. The platform decides within 28 days and says why."),
        **own.standing(request, held_now(platform, person, request.at), stops),
    }  # fmt: skip
    return show(request, "common/privacy/own.html", context, 422 if stops.errors else 200)


@never_cache
@whose_own
@require_safe
def own_copy(request: SignedIn) -> HttpResponseBase:
    """The copy, as a ZIP file."""
    made = Copy(dict(copy_of(request.platform, request.actor.id, request.at)), ())
    return copy_file(made, f"{request.platform.slug}-{request.at:%Y%m%d}.zip")


def _has_shop(request: SignedIn) -> bool:
    return bool(getattr(request.actor, "shop", ""))


def _of_shop() -> dict[str, str]:
    rule = _(
        "What you said and sent in the shop’s name is the shop’s record of its trade: answers, messages, appeals, "
        "evidence, notes to orders. It stays when you leave, also if your data is erased, and goes by itself after the "
        "time that stands here. The law has the record of a trade kept, and the other side may rely on it: "
        "E-Commerce Law of China Art. 31, GDPR Art. 17(3)(e)."
    )
    return {"heading": _("What belongs to the shop"), "rule": rule, "name": _by_number()}


def _of_appeal() -> dict[str, str]:
    rule = _(
        "How you decided, and why, is part of the decision, and the shop may rely on it. It stays, also if your data "
        "is erased, and goes by itself after the time that stands here: GDPR Art. 17(3)(e)."
    )
    return {"heading": _("What belongs to the appeal"), "rule": rule, "name": _by_number()}


def _by_number() -> str:
    return _("It names you by the number of your account. Your name is read from the account, and goes with it.")


def _copy_says(*, guest: bool) -> str:
    if guest:
        return _("What is kept of you, in a form that other programs can read. What you wrote in the appeal is listed.")
    return _(
        "What is kept of you and what you wrote, in a form that other programs can read. What you wrote for a shop is "
        "in it as long as you act for that shop, and afterwards only where and when. Files are the shop’s."
    )
