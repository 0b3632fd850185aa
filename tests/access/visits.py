"""Addresses beyond the matrix at which more is shown: tabs, searches, filters, files, and the pages of other states."""

from collections.abc import Iterator

from tests.access.matrix import Cell
from tests.access.platform import Side

PENALTY = ("review/penalties", "merchant/penalties")
FAKES = ("review/evidence-reports", "merchant/evidence-reports", "evidence-reports")
RECORDS = (
    "{last.doubted}", "{last.prepared.id}", "{last.dropped.id}", "order/o-sent", "shop/{opened}", "fund/mugs:CNY",
    "evidence_report/{last.report}", "surge/{surge.ended.id}",
)  # fmt: skip
LATER = ("review/cases", "merchant/complaints", "complaints")
VISITS = (
    ("rita senior", "/review/cases/{case}?tab={tab}", ("evidence", "talk", "order", "history", "parties", "record")),
    ("rita", "/review/cases/{at-the-door}", ()),
    ("rita boris ana other sam b.rita", "/{tab}/{later.excused.number}", LATER),
    ("rita boris ana other sam b.rita", "/{tab}/{later.reviewed.number}", LATER),
    ("rita boris ana other sam b.rita", "/{tab}/{later.carried-out.number}", LATER),
    ("rita boris ana other sam b.rita", "/{tab}/{later.reopened.number}", LATER),
    ("rita senior", "/review/cases/{later.carried-out.number}?tab={tab}", ("evidence", "talk", "history", "record")),
    ("rita senior", "/review/cases/{later.excused.number}?tab={tab}", ("evidence", "talk", "history", "record")),
    ("senior ana other rita b.rita", "/review/privacy/{account}", ()),
    ("rita boris ana other sam", "/{tab}/{last.doubted.number}", LATER),
    ("rita", "/review/cases/{last.doubted.number}?tab={tab}", ("evidence", "history", "record")),
    ("rita boris other ana", "/{tab}/{last.away}", LATER),
    ("rita boris sam ana invited", "/{tab}/{last.upheld}", PENALTY),
    ("rita boris viewer sam", "/{tab}/{last.prepared}", PENALTY),
    ("rita boris sam", "/{tab}/{last.granted}", PENALTY),
    ("rita boris sam", "/{tab}/{last.dropped}", PENALTY),
    ("rita boris sam", "/{tab}/{last.listed}", PENALTY),
    ("rita boris sam", "/{tab}/{last.frozen}", PENALTY),
    ("rita boris sam", "/{tab}/{last.forfeited}", PENALTY),
    ("rita", "/review/penalties/{last.upheld}?tab=history", ()),
    ("rita", "/review/penalties/{last.prepared}?tab={tab}", ("appeal", "history", "record")),
    ("rita boris ana other", "/{tab}/{last.report.number}", FAKES),
    ("rita boris ana other", "/{tab}/{last.adjusted}", FAKES),
    ("rita boris ana other follower sam", "/{tab}/o-sent", ("review/orders", "merchant/orders", "orders")),
    ("stranger ana boris rita mei", "/shops/{opened}", ()),
    ("rita senior boris mei", "/review/shops/{opened}", ()),
    ("rita boris sam", "/{tab}/{surge.ended}", ("review/surges", "merchant/interventions")),
    ("rita boris sam", "/{tab}/{surge.dismissed}", ("review/surges", "merchant/interventions")),
    ("rita other ana", "/review/accounts/other", ()),
    ("senior rita exmember ana", "/review/privacy/exmember", ()),
    ("rita invited", "/review/penalties/{penalty}?tab={tab}", ("appeal", "notice", "talk", "history", "seen")),
    ("rita", "/review/penalties/{proposal}?tab={tab}", ("notice", "history")),
    ("rita b.rita", "/review/search?q={tab}", ("mugs", "T-26", "ana", "N", "2026")),
    ("rita b.rita", "/review/search?q={case}", ()),
    ("rita b.rita", "/review/search?q={penalty}", ()),
    ("rita b.rita", "/review/search?q={report}", ()),
    ("rita b.rita", "/review/calls?number=Na-0", ()),
    ("rita b.rita", "/review/calls?shop=mugs", ()),
    ("rita b.rita", "/review/queue/{tab}", ("admission", "ruling", "approval", "verification", "review", "appeals")),
    ("senior b.rita", "/review/audit?who=rita", ()),
    ("boris sam b.boris", "/merchant/complaints?tab={tab}", ("mine", "consumer", "platform", "closed")),
    ("boris sam b.boris", "/merchant/penalties?tab={tab}", ("open", "review", "closed", "all")),
    ("boris sam b.boris", "/merchant/chat?search={tab}", ("N", "ana", "o-")),
    ("boris sam b.boris", "/merchant/late-orders?tab={tab}", ("late", "open", "missing")),
    ("ana other b.ana", "/complaints/?tab={tab}", ("open", "closed", "all")),
    ("ana other follower", "/channels?case={case}", ()),
    ("ana", "/file/problem?order=o-3", ()),
    ("ana other", "/orders/o-3", ()),
    ("stranger ana sam b.ana", "/announcements", ()),
    ("stranger ana boris b.boris", "/shops/mugs/record", ()),
    ("rita senior", "/evidence/{case}/{case.photo}?page=page-1", ()),
)
CALLS = (
    ("rita b.rita", "/api/v1/complaints?search={tab}", ("mugs", "ana", "T-26")),
    ("rita b.rita", "/api/v1/order-search?{tab}", ("number=Na-0", "shop=mugs", "name=ana", "title=mug")),
    ("ana boris rita other b.rita", "/api/v1/receipts?stream={case.id}", ()),
    ("boris sam rita b.boris", "/api/v1/files/{penalty.photo}?penalty={penalty}", ()),
    ("boris ana rita sam", "/api/v1/files/{kept.all}?order=o-1", ()),
    ("boris rita sam b.ana", "/api/v1/files/{kept.consumer}?order=o-1", ()),
    ("ana boris rita", "/api/v1/files/{chat.picture}?conversation=o-1", ()),
    ("ana boris rita sam", "/api/v1/files/{case.photo}?evidence_report={fake}", ()),
    ("rita sam ana", "/api/v1/files/{shop.licence}?shop={applied}", ()),
    ("rita sam ana", "/api/v1/shops/{applied}/papers", ()),
    ("ana boris rita other sam b.rita", "/api/v1/complaints/{later.excused}", ()),
    ("ana boris rita other sam b.rita", "/api/v1/complaints/{later.reviewed}", ()),
    ("ana boris rita other sam b.rita", "/api/v1/complaints/{later.carried-out}", ()),
    ("ana boris rita other sam b.rita", "/api/v1/complaints/{later.reopened}", ()),
    ("ana boris rita other sam b.rita", "/api/v1/complaints/{later.carried-out}/archive", ()),
    ("senior rita ana boris b.rita", "/api/v1/erasures/{account}", ()),
    ("ana boris rita other sam b.rita", "/api/v1/complaints/{last.doubted}", ()),
    (
        "boris viewer sam rita software",
        "/api/v1/penalties/{tab}",
        ("{last.prepared}", "{last.upheld}", "{last.dropped}"),
    ),
    ("boris sam rita software", "/api/v1/penalties/{last.frozen}", ()),
    ("ana boris rita other", "/api/v1/evidence-reports/{last.report.number}", ()),
    ("ana boris sam rita software other", "/api/v1/orders/o-sent", ()),
    ("rita senior boris sam software", "/api/v1/shops/{opened}/papers", ()),
    ("rita boris ana software", "/api/v1/shops/{opened}", ()),
    ("ana boris rita", "/api/v1/complaints/{last.doubted}/archive", ()),
    ("boris rita", "/api/v1/penalties/{last.prepared}/archive", ()),
    ("ana boris rita software sam", "/api/v1/receipts?stream={tab}", RECORDS),
    ("rita boris sam", "/api/v1/surges/{surge.alone}", ()),
    ("senior rita", "/api/v1/audit-log?who=rita", ()),
)


def visits(side: Side) -> Iterator[Cell]:
    """Everybody's visits, as cells that may answer whatever they do."""
    for table in (VISITS, CALLS):
        for who, pattern, tabs in table:
            for tab in tabs or ("",):
                path = _filled(pattern.replace("{tab}", tab), side)
                for role in who.split():
                    yield Cell(role, "GET", pattern, path, "there", (), refused=False)


def _filled(pattern: str, side: Side) -> str:
    for name, value in side.made.items():
        pattern = pattern.replace(f"{{{name}}}", value)
    assert "{" not in pattern, pattern
    return pattern
