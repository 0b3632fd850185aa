"""What comes last: decisions on penalties and reports, second signatures, what becomes of orders, shops and waves."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from ombud.accounts.platforms import forget
from ombud.core.credentials import credit_code_check, organisation_check
from ombud.core.people import Reviewer
from tests.access.lives_later import filing, ruling
from tests.access.platform import Side
from tests.cast import MONDAY, SEED

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
BACKLOG = {"waiting": 12, "missed": 9, "answered": 1, "since": MONDAY.isoformat(), "least": 6, "percent": 40}
ONE_ALONE_MAX = 300_000
"""What one reviewer decides alone on these platforms, in minor units."""


def last(s: Side) -> None:
    """In this order, beside what the matrix asks for."""
    for life in (
        _prepared, _appealed, _granted, _dropped, _opened, _listed, _frozen, _forfeited, _doubted, _turned_away,
        _moved_on, _waved, _objected, _forgotten,
    ):  # fmt: skip
        life(s)


def _imposed(s: Side, name: str, by: str = "rita", at: Any = MONDAY, **more: Any) -> str:
    """A new penalty's id, by which it is known as well as by its number."""
    said = {one: s.words("penalty.facts") for one in ("facts", "reasons")}
    done = s.do("penalty.impose", "", by, at, **{"shop": "mugs", "violation": "harassing-consumers", **said, **more})
    s.made |= {name: done.number, f"{name}.id": done.id}
    return done.id


def _form(s: Side, field: str) -> dict[str, Any]:
    """An appeal as the form for harassment asks for it."""
    answers = [{"code": "contact-way", "words": "phone"}, {"code": "explanation", "words": s.words(field)}]
    return {"answers": answers, "files": [{"file": s.made["penalty.photo"], "kind": "whole-chat"}]}


def _prepared(s: Side) -> None:
    """An appeal lies ready to be sent by itself: until then it is the shop's own."""
    penalty = _imposed(s, "last.prepared")
    s.do("penalty.begin", penalty, "boris", MONDAY + HOUR)
    s.do("penalty.prepare", penalty, "boris", MONDAY + HOUR, **_form(s, "penalty.prepared"))


def _appealed(s: Side) -> None:
    """Handed back, found incomplete, sent again, asked about, and upheld."""
    penalty = _imposed(s, "last.upheld")
    s.do("penalty.begin", penalty, "boris", MONDAY + HOUR)
    s.do("penalty.appeal", penalty, "boris", MONDAY + HOUR, **_form(s, "last.penalty"))
    s.do("penalty.claim", penalty, "senior", MONDAY + 2 * HOUR)
    s.do("penalty.hand-back", penalty, "senior", MONDAY + 2 * HOUR, words=s.words("last.penalty.staff"))
    missing = [{"code": "explanation", "words": s.words("last.penalty")}]
    found = {"missing": missing, "words": s.words("last.penalty")}
    s.do("penalty.find-incomplete", penalty, "rolf", MONDAY + 2 * HOUR, **found)
    s.do("penalty.appeal", penalty, "boris", MONDAY + 3 * HOUR, **_form(s, "last.penalty"))
    s.do("penalty.ask", penalty, "rolf", MONDAY + 4 * HOUR, words=s.words("last.penalty"))
    s.do("penalty.answer", penalty, "boris", MONDAY + 4 * HOUR, words=s.words("last.penalty"))
    verdicts = [{"slot": "whole", "upheld": True, "words": s.words("last.penalty")}]
    decided = {"verdicts": verdicts, "words": s.words("last.penalty")}
    s.do("penalty.decide-appeal", penalty, "rolf", MONDAY + 5 * HOUR, **decided)


def _granted(s: Side) -> None:
    """An appeal is granted on a condition, which the shop says that it met."""
    penalty = _imposed(s, "last.granted")
    s.do("penalty.begin", penalty, "boris", MONDAY + HOUR)
    s.do("penalty.appeal", penalty, "boris", MONDAY + HOUR, **_form(s, "last.penalty"))
    s.do("penalty.grant-on-condition", penalty, "rolf", MONDAY + 2 * HOUR, words=s.words("last.penalty"))
    s.do("penalty.meet-condition", penalty, "boris", MONDAY + 3 * HOUR, words=s.words("last.penalty"))


def _dropped(s: Side) -> None:
    """A second person doesn't agree to a penalty: the shop never learns of it."""
    said = {one: s.words("proposal") for one in ("facts", "reasons")}
    measures = [{"code": "funds", "amount": 90_000_000}]
    penalty = _imposed(s, "last.dropped", violation="repeated-fraud", measures=measures, **said)
    s.do("penalty.drop", penalty, "senior", MONDAY + HOUR, words=s.words("proposal"))


@contextmanager
def _under(s: Side, pack: str) -> Iterator[None]:
    """What begins meanwhile begins under other rules, which have what the platform's own lack, and keeps them."""
    own = s.world.platform.pack
    for rules in (pack, own):
        s.world.platform.pack = rules
        s.world.platform.save()
        forget(s.platform)
        if rules != own:
            yield


def _listed(s: Side) -> None:
    """A penalty that lists what was found, one by one."""
    said = {one: s.words("opened.penalty") for one in ("facts", "reasons")}
    with _under(s, "wechat"):
        items = [s.words("opened.penalty")]
        _imposed(s, "last.listed", shop=s.made["opened"], violation="misleading-content", items=items, **said)


def _frozen(s: Side) -> None:
    """All turnover is frozen after a report, looked at again, and freed."""
    seen = {
        "shop": s.made["opened"],
        "about": "false-advertising",
        "words": s.words("report.words"),
        "page": "",
        "files": [],
    }
    report = s.do("report.file", "", "ana", MONDAY, **seen).id
    ended = {"outcome": "measures-taken", "words": s.words("report.words")}
    s.do("report.conclude", report, "rita", MONDAY, **ended)
    said = {one: s.words("opened.penalty") for one in ("facts", "reasons")}
    with _under(s, "weixun"):
        ground = {"kind": "report", "id": report}
        penalty = _imposed(s, "last.frozen", shop=s.made["opened"], violation="deception", ground=ground, **said)
        s.do("penalty.approve", penalty, "senior", MONDAY + HOUR)
        s.do("penalty.look-again", penalty, "rolf", MONDAY + 2 * HOUR, words=s.words("opened.penalty"))
        s.do("penalty.lift", penalty, "rolf", MONDAY + 3 * HOUR, words=s.words("opened.penalty"))


def _forfeited(s: Side) -> None:
    """What was held for a penalty of long ago is taken for good."""
    said = {one: s.words("opened.penalty") for one in ("facts", "reasons")}
    with _under(s, "weixun"):
        measures = [{"code": "disputed", "amount": 5000}]
        more = {"shop": s.made["opened"], "violation": "not-as-described", "measures": measures, **said}
        penalty = _imposed(s, "last.forfeited", at=MONDAY - 30 * DAY, **more)
        taken = {"measure": "m1", "amount": 4000, "words": s.words("opened.penalty")}
        s.do("penalty.forfeit", penalty, "senior", MONDAY + HOUR, **taken)


def _order(s: Side, id: str, consumer: str = "ana", paid: int = 16800, **more: Any) -> str:
    """One more mug."""
    line = {"id": "1", "product": "mug", "title": "Celadon mug", "specification": "350 ml", "unit_price": paid}
    facts = {
        "number": f"N{s.name}-{id}", "shop": "mugs", "consumer": consumer, "currency": "CNY", "paid": paid,
        "payment_way": "card", "status": "delivered", "purchased_at": (MONDAY - DAY).isoformat(), "lines": [line],
        **more,
    }  # fmt: skip
    s.world.tell("order.tell", id, facts=facts)
    return id


def _doubted(s: Side) -> None:
    """A dear order's case: two rulings, carried into a penalty; its picture is said to be fake until that is found."""
    _order(s, "o-dear", paid=10 * ONE_ALONE_MAX)
    photo = [{"file": s.file("last.photo", "ana"), "kind": "photo-goods"}]
    done = s.do("complaint.file", "", "ana", **filing(s, "o-dear", files=photo))
    case, dear = done.id, 2 * ONE_ALONE_MAX
    s.made |= {"last.doubted": case, "last.doubted.number": done.number}
    s.do("complaint.answer", case, "boris", MONDAY + HOUR, stance="refuses", words=s.words("later.said"))
    s.do("complaint.escalate", case, "ana", MONDAY + HOUR)
    s.do("complaint.open-exhibits", case, "rita", MONDAY + HOUR, exhibits=[s.made["last.photo"]])
    s.do("complaint.rule", case, "rita", MONDAY + HOUR, **_on_photo(s, dear, "later.staff"))
    left = Reviewer(id="exstaff", rights=("rule", "approve"))
    s.do("complaint.reject", case, left, MONDAY + HOUR, words=s.words("later.staff"))
    s.do("complaint.rule", case, "rita", MONDAY + HOUR, **_on_photo(s))
    number = {"proof": "transaction-record", "reference": s.canaries.phone("later.number", s.name).ljust(28, "0")}
    s.do("complaint.prove", case, "boris", MONDAY + 2 * HOUR, words=s.words("later.said"), **number)
    s.do("complaint.send-back", case, "rita", MONDAY + 2 * HOUR, words=s.words("later.said"))
    carried = {"violation": "not-as-described", "words": s.words("later.carried")}
    s.do("complaint.carry", case, "rita", MONDAY + 2 * HOUR, **carried)
    _found(s, _reported(s, case), "rolf", _on_photo(s, dear, "later.staff"))
    s.do("complaint.reject", case, "senior", MONDAY + 4 * HOUR, words=s.words("later.staff"))
    _found(s, _reported(s, case), Reviewer(id="admin", rights=("rule",)), _on_photo(s, 9000))
    s.made["last.adjusted"] = s.made["last.report.number"]
    _reported(s, case)
    _reported(s, case, "fake.beyond")


def _on_photo(s: Side, amount: int = 16800, field: str = "later.said") -> dict[str, Any]:
    """A ruling that rests on the photo that is in doubt."""
    return {**ruling(s, "refund", amount, field), "relied_on": [s.made["last.photo"]]}


def _reported(s: Side, case: str, field: str = "fake.words") -> str:
    """One more report of the picture in the dear order's case."""
    claims = [{"claim": "from-web", "links": [f"https://forum.example/{s.latin(field)}"]}]
    what = {"order": "o-dear", "file": s.made["last.photo"], "complaint": case, "claims": claims}
    done = s.do("evidence_report.file", "", "boris", MONDAY + 3 * HOUR, words=s.words(field), **what)
    s.made |= {"last.report": done.id, "last.report.number": done.number}
    return done.id


def _found(s: Side, report: str, by: Any, adjusted: dict[str, Any]) -> None:
    """Taken, given back, and found true: other liability takes the place of what was decided."""
    s.do("evidence_report.answer", report, "ana", MONDAY + 3 * HOUR, stance="denies", words=s.words("fake.answer"))
    s.do("evidence_report.claim", report, by, MONDAY + 3 * HOUR)
    s.do("evidence_report.hand-back", report, by, MONDAY + 3 * HOUR, words=s.words("fake.staff-note"))
    results = [{"claim": "from-web", "result": "found", "words": s.words("fake.words")}]
    ended = {"results": results, "relied_on": ["original-seen"], "words": s.words("fake.words")}
    s.do("evidence_report.conclude", report, by, MONDAY + 4 * HOUR, adjusted=adjusted, **ended)


def _turned_away(s: Side) -> None:
    """What was held at the door isn't accepted."""
    _order(s, "o-away", "other")
    filed = filing(s, "o-away", sure=True, contact={"email": f"{s.latin('away')}@example.org"})
    done = s.do("complaint.file", "", "other", **{**filed, "problem": f"{s.words('away')} Or I burn your shop."})
    s.made["last.away"] = done.number
    away = {"reason": "unclear", "words": s.words("away")}
    s.do("complaint.turn-away", done.id, "rita", MONDAY + HOUR, **away)


def _moved_on(s: Side) -> None:
    """An order is urged, asked about, sent, put right, and doesn't come."""
    _order(s, "o-sent", status="paid")
    s.do("order.urge", "o-sent", "ana", words=s.words("order.words"))
    s.do("order.contact", "o-sent", "ana", MONDAY + HOUR, words=s.words("order.words"))
    details = [{"code": one, "words": s.words("order.words")[:60]} for one in ("carrier", "waybill")]
    s.do("order.complete", "o-sent", "boris", MONDAY + HOUR, details=details, words=s.words("order.words"))
    right = [{"code": "carrier", "words": s.words("order.words")[:60]}]
    s.do("order.fill-in", "o-sent", "boris", MONDAY + 2 * HOUR, details=right)
    s.do("order.deny-received", "o-sent", "ana", MONDAY + 3 * HOUR, words=s.words("order.words"))


def _opened(s: Side) -> None:
    """Nia's papers are refused, seen in full, found in order; her shop opens, is set up, and she goes away."""

    def nia() -> Any:
        return s.person("nia").actor()

    given = {"name": "Nia's", "category": "home", "contact": s.words("opened.contact")}
    shop = s.do("shop.apply", "", nia(), **given).id
    s.made["opened"] = shop
    s.do("shop.accept-duties", shop, nia(), version="2026.1")
    _qualified(s, shop, nia())
    said = {"reasons": ["unreadable"], "words": s.words("opened.papers")}
    s.do("shop.refuse", shop, "rita", MONDAY + HOUR, **said)
    _qualified(s, shop, nia(), MONDAY + 2 * HOUR)
    s.do("shop.see-credentials", shop, "rita", MONDAY + 3 * HOUR, why=s.words("opened.look"))
    s.do("shop.verify", shop, "rita", MONDAY + 3 * HOUR, words=s.words("opened.papers"))
    s.do("shop.open", shop, nia(), MONDAY + 4 * HOUR)
    s.do("shop.set-up", shop, nia(), MONDAY + 4 * HOUR, **{**given, "contact": s.words("opened.contact")})
    away = {"from_at": (MONDAY + 5 * HOUR).isoformat(), "until": (MONDAY + 9 * DAY).isoformat()}
    s.do("shop.announce-absence", shop, nia(), MONDAY + 4 * HOUR, words=s.words("opened.away"), **away)


def _qualified(s: Side, shop: str, by: Any, at: Any = MONDAY) -> None:
    """A company's papers. Its number holds a canary of eleven digits in the places that the standard leaves free."""
    free = f"91310{s.canaries.phone('opened.number', s.name)}"
    first_17 = free + organisation_check(free[8:])
    papers = {
        "form": "company", "numbers": [{"code": "credit-code", "number": first_17 + credit_code_check(first_17)}],
        "entries": [{"code": "legal-name", "words": s.latin("opened.papers")},
                    {"code": "representative", "words": s.latin("opened.papers")}],
        "files": [{"file": s.file("opened.licence", "nia"), "kind": "licence"}],
    }  # fmt: skip
    s.do("shop.qualify", shop, by, at, **papers)


def _waved(s: Side) -> None:
    """One alarm is dismissed; after another the platform holds money, frees it and ends it; an item is taken back."""
    alarm = {"kind": "backlog", "backlog": BACKLOG}
    dismissed = s.do("surge.raise-alarm", "", SEED, shop="tea", **alarm)
    s.do("surge.dismiss", dismissed.id, "rita", MONDAY, reason="expected", words=s.words("surge.staff-note"))
    ended = s.do("surge.raise-alarm", "", SEED, shop="mugs", **alarm)
    s.made |= {"surge.dismissed": dismissed.number, "surge.ended": ended.number, "surge.ended.id": ended.id}
    opened = {"cause": "staffing", "words": s.words("surge.asked"), "hold_percent": 10}
    s.do("surge.open-intervention", ended.id, "rita", MONDAY, hold_reasons=s.words("surge.asked"), **opened)
    s.do("surge.answer", ended.id, "boris", MONDAY + HOUR, words=s.words("surge.answer"))
    freed = {"surge": s.made["surge.id"], "words": s.words("fund.held")}
    s.do("fund.release", "mugs:CNY", "rita", MONDAY + 2 * HOUR, **freed)
    s.do("surge.close", ended.id, "rita", MONDAY + 3 * HOUR, outcome="put-right", words=s.words("surge.asked"))
    link = f"https://forum.example/{s.latin('public')}"
    item = s.do("public_item.record", "", SEED, shop="mugs", link=link, words=s.words("public"))
    s.do("public_item.take-back", item.id, "rita", MONDAY + HOUR, words=s.words("public"))


def _objected(s: Side) -> None:
    """An account is limited; the objection is turned down, and the limit lifted all the same."""
    until = (MONDAY + 6 * DAY).isoformat()
    why = s.words("account.other")
    s.do("account.limit", "other", "rita", reason="advertising", words=why, until=until)
    s.do("account.contest", "other", "other", MONDAY + HOUR, words=s.words("account.other"))
    s.do("account.uphold", "other", "rolf", MONDAY + 2 * HOUR, words=s.words("account.other"))
    s.do("account.lift", "other", "rolf", MONDAY + 3 * HOUR, words=s.words("account.other"))


def _forgotten(s: Side) -> None:
    """Somebody has what is kept of them erased, but for what the law holds."""
    by = s.person("exmember").actor()
    s.do("erasure.ask", "exmember", by, MONDAY + HOUR, words=s.words("erasure.granted"))
    s.do("erasure.grant", "exmember", "senior", MONDAY + 2 * HOUR, words=s.words("erasure.granted"))
