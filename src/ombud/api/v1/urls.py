"""The API's addresses: one loop over the verbs, and the few things that are read."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, re_path

from ombud.api.v1 import (
    announcements,
    batch,
    bulk,
    case,
    conversations,
    evidence_reports,
    facts,
    files,
    funds,
    kept,
    lists,
    me,
    messages,
    openapi,
    orders,
    penalties,
    record,
    reports,
    service,
    shops,
    surges,
)
from ombud.api.v1.act import OFFERED, doing
from ombud.api.v1.endpoint import Handler, endpoint, public
from ombud.api.v1.naming import address
from ombud.desk.handle import NotFound

READS: Mapping[str, Handler] = {
    "complaints": lists.list_cases,
    "complaints/<str:id>": case.read_case,
    "conversations": conversations.list_conversations,
    "conversations/<str:id>": conversations.read_conversation,
    "conversations/<str:id>/messages": conversations.list_said,
    "funds": funds.list_funds,
    "funds/<str:id>": funds.read_fund,
    "funds/<str:id>/entries": funds.list_entries,
    "orders": lists.list_orders,
    "orders/<str:id>": orders.read_order,
    "orders/<str:id>/kept": kept.read_kept,
    "late-orders": orders.list_late,
    "shops/<str:id>": shops.read_shop,
    "shops/<str:id>/papers": shops.read_papers,
    "shops/<str:id>/products": shops.list_products,
    "shops/<str:id>/sales": facts.read_sales,
    "shops/<str:id>/record": record.read_record,
    "products/<str:id>": shops.read_product,
    "reports": reports.list_reports,
    "reports/<str:id>": reports.read_report,
    "accounts": reports.list_objections,
    "accounts/<str:id>": reports.read_account,
    "announcements": announcements.list_announcements,
    "announcements/<str:id>": announcements.read_announcement,
    "messages": messages.list_messages,
    "evidence-reports": evidence_reports.list_evidence_reports,
    "evidence-reports/<str:id>": evidence_reports.read_evidence_report,
    "orders/<str:id>/reporting": evidence_reports.read_reporting,
    "surges": surges.list_surges,
    "weeks": surges.list_weeks,
    "shops/<str:id>/counts": surges.read_counts,
    "surges/<str:id>": surges.read_surge,
    "public-items": surges.list_public_items,
    "public-items/<str:id>": surges.read_public_item,
    "penalties": penalties.list_penalties,
    "penalties/<str:id>": penalties.read_penalty,
    "penalties/<str:id>/notice": penalties.read_notice,
    "files/<str:id>": files.read_file,
    "files/<str:id>/original": files.read_original,
    "service": service.read_service,
    "me": facts.read_me,
    "me/settings": me.read_settings,
    "me/rules": me.read_rules,
    "me/popup": penalties.read_popup,
}


def _addresses() -> dict[str, dict[str, Handler]]:
    found: dict[str, dict[str, Handler]] = {route: {"get": handler} for route, handler in READS.items()}
    for verb in OFFERED.values():
        method, route = address(verb)
        found.setdefault(route.replace("{id}", "<str:id>"), {})[method] = doing(verb)
    found["files"] = {"post": files.upload}
    found["me/settings"]["post"] = me.keep_settings
    found["me/rules"]["post"] = me.accept_rules
    found["me/popup/snooze"] = {"post": penalties.snooze_popup}
    found["messages/read"] = {"post": messages.read_messages}
    found["batch"] = {"post": batch.do_batch}
    found["orders"]["post"] = bulk.tell_orders
    return found


def _nothing(_request: HttpRequest) -> HttpResponse:
    raise NotFound


urlpatterns: list[URLPattern] = [path(route, endpoint(**handlers)) for route, handlers in _addresses().items()]
urlpatterns += [
    path("packs", public(get=facts.read_packs)),
    path("packs/<str:id>", public(get=facts.read_pack)),
    path("openapi.json", public(get=openapi.read_openapi)),
    re_path("", public(get=_nothing, post=_nothing, put=_nothing, patch=_nothing, delete=_nothing)),
]
