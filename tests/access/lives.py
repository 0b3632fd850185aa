"""What happened on one platform: each thing there is, with a canary in every private field of it."""

from datetime import timedelta
from typing import Any

import msgspec

from ombud.accounts import calendar_links, case_links, invitations
from ombud.accounts.models import Draft, Membership
from ombud.connectors import kept as connectors
from ombud.desk.access import access_complaint
from ombud.imports import runs
from ombud.lab.finding import Finding, Match, Rate
from ombud.ledger.connection import connection
from ombud.timers import sequencer
from ombud.vault.models import EvidenceFile
from ombud.webhooks import endpoints
from tests.access.lives_last import last
from tests.access.lives_later import later
from tests.access.platform import Side
from tests.cast import MONDAY, SEED
from tests.desk.test_shops import CODE, CUP
from tests.portals.lab_pages import DONE, FOUND

HOUR = timedelta(hours=1)
BACKLOG = {"waiting": 12, "missed": 9, "answered": 1, "since": MONDAY.isoformat(), "least": 6, "percent": 40}
PLACE = {"kind": "ellipse", "left": 5200, "top": 3100, "width": 1500, "height": 3700}
ORDERS = [f"o-{n}" for n in range(1, 12)]
LANGUAGES = ["zh-Hant", "es"]


def lived(side: Side) -> Side:
    """Everything happens, in this order."""
    for life in (
        _orders, _talked, _ruled, _offered, _at_the_door, _kept, _accused, _penalised, _proposed, _waves, _announced,
        _applied, _sold, _reported, later, last, _around,
    ):  # fmt: skip
        life(side)
    return side


def _orders(s: Side) -> None:
    for n, id in enumerate(ORDERS):
        consumer = "held" if id == "o-7" else "other" if id == "o-6" else "ana"
        line = {"id": "1", "product": "mug", "title": "Celadon mug", "specification": "350 ml", "unit_price": 16800}
        facts = {
            "number": f"N{s.name}-{n}", "shop": "mugs", "consumer": consumer, "currency": "CNY", "paid": 16800,
            "payment_way": "card", "status": "delivered", "purchased_at": (MONDAY - timedelta(days=10)).isoformat(),
            "lines": [line],
        }  # fmt: skip
        s.world.tell("order.tell", id, facts=facts)
    s.do("order.rate", "o-1", "ana", stars=2, words=s.words("rating.words"))
    s.made["order"] = "o-1"


def _talked(s: Side) -> None:
    """They wrote to each other, on the order with a case and on one without."""
    photo = [{"file": s.file("chat.picture", "ana")}]
    s.do("conversation.say", "o-1", "ana", words=s.words("chat.words"), files=photo)
    s.do("conversation.say", "o-1", "boris", MONDAY + HOUR, words=s.words("chat.words"))
    s.do("conversation.say", "o-3", "ana", words=s.words("chat.without-case"))


def _filing(s: Side, what: str, order: str, **more: Any) -> dict[str, Any]:
    return {
        "order": order, "reason": "not-as-described", "lines": [{"line": "1"}],
        "asked": {"remedy": "refund", "amount": 16800}, "problem": s.words(f"{what}.problem"),
        "contact": {
            "name": s.words(f"{what}.contact")[:60], "phone": s.canaries.phone(f"{what}.contact", s.name),
            "email": f"{s.latin(f'{what}.contact')}@example.org",
        },
        **more,
    }  # fmt: skip


def _ruled(s: Side) -> None:
    """A case that went all the way to a ruling, with whatever the staff noted beside it."""
    photo = [{"file": s.file("case.photo", "ana"), "kind": "photo-goods"}]
    case = s.do("complaint.file", "", "ana", **_filing(s, "case", "o-1", files=photo))
    s.made |= {"case": case.number, "case.id": case.id}
    s.do("complaint.attach-talk", case.id, "ana", MONDAY + HOUR, words=s.words("case.message"))
    own = [{"file": s.file("case.answer-photo", "boris"), "kind": "dispatch-check"}]
    s.do("complaint.answer", case.id, "boris", MONDAY + HOUR, stance="refuses", words=s.words("case.answer"), files=own)
    s.do("complaint.message", case.id, "ana", MONDAY + HOUR, words=s.words("case.message"))
    s.do("complaint.escalate", case.id, "ana", MONDAY + 2 * HOUR, words=s.words("case.message"))
    s.do("complaint.claim", case.id, "rita", MONDAY + 2 * HOUR)
    asked = {"of": "consumer", "words": s.words("case.asked")}
    s.do("complaint.request-evidence", case.id, "rita", MONDAY + 2 * HOUR, **asked)
    request = access_complaint(s.platform, case.id, s.actors["rita"], MONDAY + 2 * HOUR).complaint.requests[0].id
    s.made["request"] = request
    s.do(
        "complaint.submit",
        case.id,
        "ana",
        MONDAY + 2 * HOUR,
        request=request,
        words=s.words("case.submitted"),
        declared_true=True,
        communicated="yes",
        logistics="none",
    )
    s.do("complaint.note", case.id, "rita", MONDAY + 2 * HOUR, words=s.words("case.staff-note"))
    call = {"to": "consumer", "called_at": (MONDAY + 2 * HOUR).isoformat(), "answered": True,
            "phone": s.canaries.phone("case.call-phone", s.name), "who": s.words("case.call"),
            "said": s.words("case.call")}  # fmt: skip
    s.do("complaint.record-call", case.id, "rita", MONDAY + 2 * HOUR, **call)
    s.do("complaint.see-contact", case.id, "rita", MONDAY + 2 * HOUR, why=s.words("case.look"))
    seen = access_complaint(s.platform, case.id, s.actors["rita"], MONDAY + 2 * HOUR)
    exhibits = [one.id for one in seen.complaint.exhibits]
    s.do("complaint.open-exhibits", case.id, "rita", MONDAY + 2 * HOUR, exhibits=exhibits)
    view = {"exhibit": s.made["case.photo"], "view": "doubtful", "words": s.words("case.first-view")}
    s.do("complaint.note-first-view", case.id, "rita", MONDAY + 2 * HOUR, **view)
    assessed = {"exhibit": s.made["case.photo"], "counts": True, "words": s.words("case.assessed")}
    s.do("complaint.assess", case.id, "rita", MONDAY + 2 * HOUR, **assessed)
    ruling = {
        "liability": "merchant", "merchant_share": 100, "terms": {"remedy": "refund", "amount": 16800},
        "reason": "not-as-described", "facts": s.words("case.ruling"), "reasons": s.words("case.ruling"),
        "relied_on": exhibits[:1], "rules": ["1.1"],
    }  # fmt: skip
    s.do("complaint.rule", case.id, "rita", MONDAY + 3 * HOUR, **ruling)


def _offered(s: Side) -> None:
    """A case in which the shop offers, and one that waits for a ruling."""
    case = s.do("complaint.file", "", "ana", **_filing(s, "case", "o-2"))
    offer = {"terms": {"remedy": "refund", "amount": 5000}, "words": s.words("case.answer")}
    s.do("complaint.offer", case.id, "boris", MONDAY + HOUR, **offer)
    s.made |= {"offered": case.number, "offer": "o1"}
    countered = s.do("complaint.file", "", "ana", **_filing(s, "case", "o-4"))
    s.do("complaint.offer", countered.id, "boris", MONDAY + HOUR, **offer)
    s.do("complaint.offer", countered.id, "ana", MONDAY + 2 * HOUR, terms={"remedy": "refund", "amount": 9000})
    s.made |= {"countered": countered.number, "countered.offer": "o2"}
    case = s.do("complaint.file", "", "other", **_filing(s, "others-case", "o-6"))
    s.do("complaint.answer", case.id, "boris", MONDAY + HOUR, stance="refuses", words=s.words("others-case.problem"))
    s.do("complaint.escalate", case.id, "other", MONDAY + HOUR)
    s.do("complaint.request-evidence", case.id, "rita", MONDAY + 2 * HOUR, of="merchant", words=s.words("case.asked"))
    s.made |= {"others-case": case.number, "asked": case.number, "asked.request": "r1"}


def _at_the_door(s: Side) -> None:
    """An account is limited; what it files then is held, and the shop knows nothing of it."""
    filed = _filing(s, "at-the-door", "o-7", sure=True)
    door = s.do("complaint.file", "", "held", **{**filed, "problem": f"{filed['problem']} Or I burn your shop."})
    s.made["at-the-door"] = door.number
    s.do("account.limit", "held", "rita", reason="advertising", words=s.words("account.why"),
         until=(MONDAY + timedelta(days=6)).isoformat())  # fmt: skip
    s.do("account.contest", "held", "held", words=s.words("account.objection"))
    s.made["account"] = "held"


def _kept(s: Side) -> None:
    """Each side keeps something for the order by itself, and the consumer one thing for all."""
    for what, shown in (("kept.consumer", "own"), ("kept.shop", "own"), ("kept.all", "all")):
        who = "boris" if what == "kept.shop" else "ana"
        side = "consumer" if who == "ana" else "merchant"
        files = [{"file": s.file(what, who), "kind": "other"}]
        s.do("order_vault.keep", f"o-1:{side}", who, files=files, shown=shown, words=s.words(what))


def _accused(s: Side) -> None:
    """The shop says that a picture was edited; the consumer answers, and the staff have thoughts of their own."""
    claims = [{"claim": "edited", "shapes": [PLACE]}]
    fields = {"order": "o-1", "file": s.made["case.photo"], "claims": claims, "complaint": s.made["case.id"]}
    done = s.do("evidence_report.file", "", "boris", MONDAY + 3 * HOUR, **fields, words=s.words("fake.words"))
    s.made |= {"fake": done.number, "fake.id": done.id}
    answer = {"stance": "denies", "words": s.words("fake.answer")}
    s.do("evidence_report.answer", done.id, "ana", MONDAY + 4 * HOUR, **answer)
    s.do("evidence_report.note", done.id, "rita", MONDAY + 4 * HOUR, words=s.words("fake.staff-note"))
    view = {"view": "doubtful", "words": s.words("fake.staff-note")}
    s.do("evidence_report.note-first-view", done.id, "rita", MONDAY + 4 * HOUR, **view)


def _penalised(s: Side) -> None:
    """A penalty without drawn orders, appealed, noted on, and somebody from outside asked to decide."""
    imposed = {"shop": "mugs", "violation": "harassing-consumers", "facts": s.words("penalty.facts"),
               "reasons": s.words("penalty.facts")}  # fmt: skip
    done = s.do("penalty.impose", "", "rita", **imposed)
    s.made |= {"penalty": done.number, "penalty.id": done.id}
    s.do("penalty.begin", done.id, "boris", MONDAY + HOUR)
    whole = [{"file": s.file("penalty.photo", "boris"), "kind": "whole-chat"}]
    answers = [{"code": "contact-way", "words": "phone"}, {"code": "explanation", "words": s.words("penalty.appeal")}]
    s.do("penalty.appeal", done.id, "boris", MONDAY + HOUR, answers=answers, files=whole)
    s.do("penalty.note", done.id, "rolf", MONDAY + 2 * HOUR, words=s.words("penalty.staff-note"))
    mail = f"{s.latin('person.invited.mail')}@example.org"
    ines = invitations.person_for(s.platform, done.id, s.latin("person.invited.name"), mail, "en")
    s.do("penalty.invite", done.id, "senior", MONDAY + 2 * HOUR, reviewer=ines.ref, words=s.words("penalty.invited"))
    s.made |= {"invited": ines.ref, "invitation": str(invitations.make(ines, MONDAY))}
    s.made["penalty.file"] = s.made["penalty.photo"]
    s.do("penalty.consult", done.id, "boris", MONDAY + 2 * HOUR, words=s.words("penalty.consulted"))


def _proposed(s: Side) -> None:
    """A penalty that waits for a second signature: the shop knows nothing of it."""
    imposed = {
        "shop": "mugs", "violation": "repeated-fraud", "facts": s.words("proposal"), "reasons": s.words("proposal"),
        "measures": [{"code": "funds", "amount": 90_000_000}],
    }  # fmt: skip
    done = s.do("penalty.impose", "", "rita", MONDAY + HOUR, **imposed)
    s.made["proposal"] = done.number


def _waves(s: Side) -> None:
    raised = s.do("surge.raise-alarm", "", SEED, shop="mugs", kind="backlog", backlog=BACKLOG)
    s.do("surge.note", raised.id, "rita", words=s.words("surge.staff-note"))
    opened = {"cause": "staffing", "words": s.words("surge.asked")}
    s.do("surge.open-intervention", raised.id, "rita", MONDAY + HOUR, **opened)
    s.do("surge.answer", raised.id, "boris", MONDAY + HOUR, words=s.words("surge.answer"))
    alone = s.do("surge.raise-alarm", "", SEED, shop="tea", kind="backlog", backlog=BACKLOG)
    s.do("surge.note", alone.id, "rita", words=s.words("surge.staff-note"))
    s.made |= {"surge": raised.number, "surge.alone": alone.number, "surge.id": raised.id, "surge.alone.id": alone.id}
    link = f"https://forum.example/{s.latin('public')}"
    item = s.do("public_item.record", "", SEED, shop="mugs", link=link, words=s.words("public"))
    s.made["public"] = item.id


def _announced(s: Side) -> None:
    for what, more in (
        ("announcement", {"audience": "merchants"}),
        ("announcement.later", {"shows_at": (MONDAY + timedelta(days=9)).isoformat()}),
    ):
        texts = [{"lang": lang, "title": "News", "body": s.words(what)} for lang in ("en", "zh-Hans")]
        done = s.do("announcement.publish", "", "senior", texts=texts, without=LANGUAGES, **more)
        s.made |= {what: done.number, f"{what}.id": done.id}


def _applied(s: Side) -> None:
    """Mei wants to open a shop and handed her papers in."""
    mei = s.person("mei").actor()
    name, phone = s.latin("shop.name") + s.hidden, s.canaries.phone("shop.contact", s.name)
    given = {"name": name, "category": "home", "contact": phone}
    shop = s.do("shop.apply", "", mei, **given).id
    s.actors["mei"] = mei = s.person("mei").actor()
    s.do("shop.accept-duties", shop, mei, version="2026.1")
    papers = {
        "form": "company", "numbers": [{"code": "credit-code", "number": CODE}],
        "entries": [{"code": "legal-name", "words": s.latin("shop.papers")},
                    {"code": "representative", "words": s.latin("shop.papers")}],
        "files": [{"file": s.file("shop.licence", "mei"), "kind": "licence"}],
    }  # fmt: skip
    s.do("shop.qualify", shop, mei, **papers)
    s.made["applied"] = shop


def _sold(s: Side) -> None:
    """The shop sells, promotes, and has money that the platform keeps."""
    s.made["product"] = s.do("product.list", "", "boris", **CUP).id
    terms = {"kind": "flash-sale", "name": "Spring", "terms": "Till Friday.", "from_at": MONDAY.isoformat(),
             "until": (MONDAY + timedelta(days=3)).isoformat(), "price": 4000}  # fmt: skip
    s.do("product.promote", s.made["product"], "boris", **terms)
    s.do("fund.settle", "mugs:CNY", SEED, reference=s.latin("fund.reference"), amount=50_000)
    hold = {"surge": s.made["surge.id"], "amount": 100, "words": s.words("fund.held")}
    s.do("fund.hold", "mugs:CNY", "rita", MONDAY + HOUR, **hold)
    s.made["fund"] = "mugs:CNY"


def _reported(s: Side) -> None:
    seen = {"shop": "tea", "about": "false-advertising", "words": s.words("report.words"), "page": "", "files": []}
    done = s.do("report.file", "", "ana", **seen)
    s.do("report.note", done.id, "rita", words=s.words("report.staff-note"))
    s.made |= {"report": done.number, "report.id": done.id}


def _around(s: Side) -> None:
    """What lies beside the record: drafts, an import, links, a connector's secret."""
    for ref, form in (("ana", "file"), ("boris", "answer"), ("rita", "rule")):
        fields = {"problem": [s.words(f"draft.{ref}")], "words": [s.words(f"draft.{ref}")]}
        Draft.objects.create(platform=s.world.platform, person=s.person(ref), form=form, about="o-3", fields=fields)
    columns = "order_id,shop,buyer_id,status,created_at,product_name,qty,price"
    text = f"{columns}\nx,mugs,{s.latin('import')},paid,y,Mug,1,1\n"
    run = runs.begin(s.platform, "senior", "en", f"{s.latin('import')}.csv", [text.encode()], MONDAY)
    run.rejects.write_text(text)
    s.made["import"] = run.id
    s.made["case-link"] = str(case_links.make(s.platform, s.made["case.id"], "ana", MONDAY + 6 * HOUR))
    _matched(s)
    connectors.add(s.platform, "medusa", "mugs", MONDAY)
    url = f"https://hooks.example.org/{s.latin('webhook')}"
    s.made["webhook"] = endpoints.make(s.platform, url, [], s.latin("webhook"), "senior", MONDAY)[0].id
    mine = Membership.objects.get(platform=s.world.platform, person__ref="boris")
    s.made["calendar"] = _calendar(mine)
    sequencer.settle_all()


def _matched(s: Side) -> None:
    """The lab found another picture in the consumer's, which lies below a cover."""
    EvidenceFile.objects.filter(platform=s.platform, id=s.made["case.photo"]).update(uncovered=s.pictures)
    match = Match(source=s.made["chat.picture"], inliers=80, mirrored=False, matrix=(1.0, 0.0, 0.0, 0.0, 1.0, 0.0),
                  differs=())  # fmt: skip
    finding = Finding(detector="seen-before", version="1", kind="derived", strength="strong", matches=(match,),
                      rate=Rate(alarms=0, of=5_000, on="hard pairs"))  # fmt: skip
    connection().execute(DONE, (s.platform, s.made["case.photo"]))
    connection().execute(FOUND, (s.platform, s.made["case.photo"], msgspec.json.encode(finding)))


def _calendar(mine: Membership) -> str:
    mine.calendar_serial = 1
    mine.save()
    return calendar_links.token_of(mine)
