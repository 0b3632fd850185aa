"""The API's addresses: one loop over the verbs, and the few things that are read."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, re_path

from ombud.api.v1 import (
    announcements,
    audit,
    batch,
    bulk,
    case,
    conversations,
    covers,
    evidence_reports,
    exports,
    facts,
    files,
    funds,
    imports,
    invitations,
    kept,
    lists,
    me,
    messages,
    openapi,
    orders,
    penalties,
    privacy,
    receipts,
    record,
    reports,
    rules,
    sandbox,
    service,
    shops,
    staff,
    surges,
    transparency,
    webhooks,
)
from ombud.api.v1.act import OFFERED, doing
from ombud.api.v1.endpoint import Handler, Public, endpoint, public
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
    "audit-log": audit.list_looks,
    "exports/ocel": exports.read_ocel,
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
    "receipts": receipts.read_receipts,
    "service": service.read_service,
    "me": facts.read_me,
    "me/settings": me.read_settings,
    "me/held": privacy.read_held,
    "me/copy": privacy.read_copy,
    "erasures": privacy.list_erasures,
    "erasures/<str:id>": privacy.read_erasure,
    "retention": privacy.read_retention,
    "me/rules": me.read_rules,
    "me/popup": penalties.read_popup,
    "queues": staff.list_queues,
    "me/work": staff.list_mine,
    "me/deadlines": invitations.list_deadlines,
    "me/calendar": invitations.read_calendar,
    "shops": staff.list_shops,
    "order-search": staff.find_orders,
    "complaints/<str:id>/similar": staff.list_similar,
    "surges/<str:id>/cases": staff.list_gathered,
    "trial-balance": staff.read_trial_balance,
    "rulebook": rules.read_rulebook,
    "transparency": transparency.read_transparency,
    "transparency-reports": transparency.list_reports,
    "transparency-reports/<str:id>": transparency.read_report,
    "packs/<str:id>/try": rules.try_pack,
    "files/<str:id>/covers": covers.list_covers,
    "files/<str:id>/custody": covers.read_custody,
    "files/<str:id>/below": covers.read_below,
    "files/<str:id>/findings": covers.read_findings,
    "imports": imports.list_imports,
    "imports/<str:id>": imports.read_import,
    "imports/<str:id>/preview": imports.preview_import,
    "imports/<str:id>/rejects": imports.read_rejects,
    "sandbox": sandbox.read_sandbox,
    "webhooks": webhooks.list_webhooks,
    "webhook-types": webhooks.list_types,
    "webhooks/<str:id>": webhooks.read_webhook,
    "webhooks/<str:id>/attempts": webhooks.list_attempts,
    "webhooks/<str:id>/deliveries": webhooks.list_deliveries,
}
CHANGES: Mapping[str, Handler] = {
    "files": files.upload,
    "files/<str:id>/cover": covers.cover_file,
    "files/<str:id>/lift-cover": covers.lift_cover,
    "me/settings": me.keep_settings,
    "me/rules": me.accept_rules,
    "me/popup/snooze": penalties.snooze_popup,
    "me/calendar/renew": invitations.renew_calendar,
    "messages/read": messages.read_messages,
    "batch": batch.do_batch,
    "orders": bulk.tell_orders,
    "penalties/<str:id>/invitations": invitations.invite_outsider,
    "penalties/<str:id>/invitations/again": invitations.send_again,
    "imports": imports.begin_import,
    "imports/<str:id>/mapping": imports.map_import,
    "imports/<str:id>/start": imports.start_import,
    "imports/<str:id>/stop": imports.stop_import,
    "imports/<str:id>/discard": imports.discard_import,
    "sandbox/clock": sandbox.move_clock,
    "sandbox/scripts/<str:id>": sandbox.play_script,
    "sandbox/reset": sandbox.reset_sandbox,
    "webhooks": webhooks.make_webhook,
    "webhooks/<str:id>": webhooks.change_webhook,
    "webhooks/<str:id>/rotate": webhooks.rotate_secret,
    "webhooks/<str:id>/pause": webhooks.pause_webhook,
    "webhooks/<str:id>/resume": webhooks.resume_webhook,
    "webhooks/<str:id>/remove": webhooks.remove_webhook,
    "webhooks/<str:id>/test": webhooks.ping_webhook,
    "webhooks/<str:id>/replay": webhooks.replay_webhook,
    "webhooks/<str:id>/resend": webhooks.resend_webhook,
}
"""What is changed by no verb: choices for oneself, files, and many things at once."""
PUBLIC: Mapping[str, Public] = {
    "packs": facts.read_packs,
    "packs/<str:id>": facts.read_pack,
    "packs/<str:id>/guide": rules.read_guide,
    "packs/<str:id>/procedure": rules.read_procedure,
    "packs/<str:id>/differences": rules.read_differences,
    "openapi.json": openapi.read_openapi,
}
"""What everybody may read, without a key."""


def _addresses() -> dict[str, dict[str, Handler]]:
    found: dict[str, dict[str, Handler]] = {route: {"get": handler} for route, handler in READS.items()}
    for verb in OFFERED.values():
        method, route = address(verb)
        found.setdefault(route.replace("{id}", "<str:id>"), {})[method] = doing(verb)
    for route, handler in CHANGES.items():
        found.setdefault(route, {})["post"] = handler
    return found


def _nothing(_request: HttpRequest) -> HttpResponse:
    raise NotFound


urlpatterns: list[URLPattern] = [path(route, endpoint(**handlers)) for route, handlers in _addresses().items()]
urlpatterns += [path(route, public(get=handler)) for route, handler in PUBLIC.items()]
urlpatterns += [
    re_path("", public(get=_nothing, post=_nothing, put=_nothing, patch=_nothing, delete=_nothing)),
]
