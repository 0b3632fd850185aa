"""Makes one message of each notice: an event of the kind that leads to it, about Ana's mug, told to one side."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from ombud.accounts.platforms import Settings
from ombud.core.account.events import AccountLimited, LimitContested, LimitLifted, LimitUpheld
from ombud.core.account.state import Account
from ombud.core.complaint import state as complaint
from ombud.core.complaint.events import doubt, filing, intervention, ruling, talk, work
from ombud.core.complaint.events import execution as done
from ombud.core.complaint.events.filing import ClaimedLine, KeptContact
from ombud.core.conversation import events as conversation
from ombud.core.conversation.excerpt import Excerpt
from ombud.core.conversation.state import fold as fold_conversation
from ombud.core.deadlines import Deadline
from ombud.core.money import Terms
from ombud.core.penalty.events import imposing
from ombud.core.people import Clock, Consumer, Member, Reviewer
from ombud.core.report import events as report
from ombud.core.report import state as report_state
from ombud.core.shop import keeping_events as keeping
from ombud.core.shop import opening_events as opening
from ombud.core.shop import state as shop_state
from ombud.core.words import NOTHING
from ombud.notices.load import Told
from tests.core.penalty import cast as penalties
from tests.notices.told_erasures import ERASURES
from tests.notices.told_fake import FAKES
from tests.notices.told_funds import FUNDS
from tests.notices.told_kept import KEPT
from tests.notices.told_orders import ORDERS
from tests.notices.told_penalties import OF_PENALTIES
from tests.notices.told_surges import SURGES

AT = datetime(2026, 3, 9, 2, 0, tzinfo=UTC)
DUE = AT + timedelta(hours=48)
ANA, BORIS, RITA, TIME = Consumer(id="ana"), Member(id="boris", shop="mugs"), Reviewer(id="rita"), Clock()
BAZAAR = Settings(1, "bazaar", "Bazaar", ZoneInfo("Asia/Shanghai"), "wechat", "T")
REFUND = Terms(remedy="refund", amount=16800)
HALF = Terms(remedy="refund", amount=8000)
OWED = talk.Obligation(terms=HALF, on="merchant", ground="ruling", since=AT)
AGREED = talk.Obligation(terms=HALF, on="merchant", ground="settlement", since=AT)
RULING = ruling.Ruling(
    liability="merchant", merchant_share=100, terms=HALF, reason="goods-faulty", facts=NOTHING, reasons=NOTHING,
    relied_on=(), rules=("1.1",), pack="wechat@2026.1",
)  # fmt: skip


def due(kind: Any, on: Any, about: str = "") -> Deadline:
    return Deadline(kind=kind, on=on, from_at=AT, due_at=DUE, about=about)


def an(event: Any, by: Any = TIME, /, **fields: Any) -> Any:
    """An event of this kind; where it holds words of somebody's, none were said."""
    silent = {"words": NOTHING} if "words" in event.__struct_fields__ else {}
    return event(by=by, at=AT, **silent, **fields)


TO_EXECUTE, TO_RULE, TO_REVIEW = due("execution", "merchant"), due("ruling", "platform"), due("review", "platform")
TO_REPLY = due("reply", "merchant", "merchant")
TO_PROVE = due("evidence", "merchant", "r1")
FILED = filing.ComplaintFiled(
    by=ANA, at=AT, complaint="c1", number="T-260309-ABCDE", order="o-1", order_number="N1", shop="mugs", consumer="ana",
    pack="wechat@2026.1", reason="quality", lines=(ClaimedLine(line="1", title="Celadon mug", paid=16800),),
    asked=REFUND, currency="CNY", purchased_at=AT, problem=NOTHING, contact=KeptContact(), files=(),
)  # fmt: skip
ADMITTED = filing.ComplaintAdmitted(
    by=TIME, at=AT, answer=due("answer", "merchant"), negotiation=due("negotiation", "both")
)
EXCERPT = Excerpt(
    conversation="o-1", first=2, last=5, shown_first=2, shown_last=5, hash="ab" * 32, messages=3, files=1, first_at=AT,
    last_at=AT,
)  # fmt: skip
OFFER = an(talk.OfferMade, BORIS, offer="o1", side="merchant", terms=HALF, deadline=due("offer", "consumer", "o1"))
STEPPED_IN = an(intervention.PlatformSteppedIn, TIME, ground="asked", ruling=TO_RULE)
REQUESTED = an(
    intervention.EvidenceRequested,
    RITA,
    request="r1",
    of="merchant",
    items=("dispatch-check", "chat"),
    deadline=TO_PROVE,
)
RULED = an(
    ruling.Ruled,
    RITA,
    ruling=RULING,
    review_until=AT + timedelta(days=7),
    decided_by="rita",
    obligation=OWED,
    deadline=TO_EXECUTE,
)
PROVED = an(
    done.ExecutionProved, BORIS, proof="refund", number=NOTHING, files=(), deadline=due("verification", "platform")
)
ADJUSTED = an(
    doubt.LiabilityAdjusted, RITA, ruling=RULING, old=RULING, report="e1", decided_by="rita", obligation=OWED,
    review_until=AT + timedelta(days=7), deadline=TO_EXECUTE,
)  # fmt: skip
OPEN = (FILED, ADMITTED)
TAKEN = (*OPEN, STEPPED_IN)
DECIDED = (*TAKEN, RULED)

COMPLAINTS: dict[str, tuple[tuple[Any, ...], Any, str]] = {
    # notice: what happened before, the event, who reads it
    "complaint_filed": ((), FILED, "consumer"),
    "complaint_admitted": ((FILED,), ADMITTED, "consumer"),
    "complaint_to_answer": ((FILED,), ADMITTED, "shop"),
    "complaint_turned_away": ((FILED,), an(filing.ComplaintTurnedAway, RITA, reason="unclear"), "consumer"),
    "complaint_withdrawn": (OPEN, an(filing.ComplaintWithdrawn, ANA, reopen_until=DUE), "shop"),
    "complaint_reopened": (OPEN, an(filing.ComplaintReopened, ANA, deadlines=(due("answer", "merchant"),)), "shop"),
    "complaint_nudged": (OPEN, an(filing.ComplaintNudged, ANA, on="merchant"), "shop"),
    "complaint_closed": (OPEN, an(filing.ComplaintClosed, TIME, how="settled"), "consumer"),
    "message_sent": (OPEN, an(talk.MessageSent, BORIS), "consumer"),
    "talk_attached": (OPEN, an(talk.TalkAttached, BORIS, talk="t1", side="merchant", excerpt=EXCERPT), "consumer"),
    "complaint_answered": (
        OPEN,
        an(talk.ComplaintAnswered, BORIS, stance="refuses", choice=due("choice", "consumer")),
        "consumer",
    ),
    "offer_made": (OPEN, OFFER, "consumer"),
    "offer_accepted": ((*OPEN, OFFER), an(talk.OfferAccepted, ANA, offer="o1"), "shop"),
    "offer_declined": ((*OPEN, OFFER), an(talk.OfferDeclined, ANA, offer="o1", turn=due("choice", "consumer")), "shop"),
    "offer_lapsed": ((*OPEN, OFFER), an(talk.OfferLapsed, TIME, offer="o1"), "shop"),
    "settled": (OPEN, an(talk.Settled, ANA, obligation=AGREED, deadline=TO_EXECUTE), "shop"),
    "intervention_asked": (OPEN, an(intervention.InterventionAsked, ANA), "shop"),
    "platform_stepped_in": (OPEN, STEPPED_IN, "consumer"),
    "evidence_requested": (TAKEN, REQUESTED, "shop"),
    "evidence_submitted": (TAKEN, an(intervention.EvidenceSubmitted, ANA, side="consumer", files=()), "shop"),
    "reply_time_given": (TAKEN, an(intervention.ReplyTimeGiven, ANA, of="merchant", deadline=TO_REPLY), "shop"),
    "evidence_assessed": (TAKEN, an(intervention.EvidenceAssessed, RITA, exhibit="f1", counts=False), "consumer"),
    "turn_lost": ((*TAKEN, REQUESTED), an(intervention.TurnLost, TIME, request="r1", of="merchant"), "consumer"),
    "excuse_granted": (
        (*TAKEN, REQUESTED),
        an(intervention.ExcuseGranted, RITA, request="r1", deadline=TO_PROVE),
        "shop",
    ),
    "excuse_refused": (
        (*TAKEN, REQUESTED),
        an(intervention.ExcuseRefused, RITA, request="r1", deadline=TO_PROVE),
        "shop",
    ),
    "ruled": (TAKEN, RULED, "shop"),
    "liability_adjusted": (DECIDED, ADJUSTED, "shop"),
    "review_asked": (DECIDED, an(ruling.ReviewAsked, BORIS, side="merchant", deadline=TO_REVIEW), "consumer"),
    "review_decided": (
        (*DECIDED, an(ruling.ReviewAsked, BORIS, side="merchant", deadline=TO_REVIEW)),
        an(ruling.ReviewDecided, RITA, upheld=True, obligation=OWED, deadline=TO_EXECUTE),
        "shop",
    ),
    "goods_sent_back": (
        DECIDED,
        an(done.GoodsSentBack, ANA, carrier=NOTHING, waybill=NOTHING, deadline=TO_EXECUTE),
        "shop",
    ),
    "execution_proved": (DECIDED, PROVED, "consumer"),
    "execution_verified": ((*DECIDED, PROVED), an(done.ExecutionVerified, RITA), "shop"),
    "proof_sent_back": ((*DECIDED, PROVED), an(done.ProofSentBack, RITA, deadline=TO_EXECUTE), "shop"),
    "receipt_confirmed": ((*DECIDED, PROVED), an(done.ReceiptConfirmed, ANA), "shop"),
    "ladder_climbed": (
        DECIDED,
        an(done.LadderClimbed, TIME, step="advance", obligation=OWED, deadline=due("advance", "platform")),
        "shop",
    ),
    "party_reminded": (OPEN, an(work.PartyReminded, TIME, kind="answer", about="", on="merchant"), "shop"),
    "turn_escalated": (TAKEN, an(work.TurnEscalated, TIME, deadline=TO_RULE), "consumer"),
    "deadline_moved": (
        TAKEN,
        an(work.DeadlineMoved, TIME, kind="ruling", about="", old_due_at=AT, deadline=TO_RULE, reason="table"),
        "consumer",
    ),
    "carried_into_penalty": (DECIDED, an(work.CarriedIntoPenalty, RITA, violation="v"), "shop"),
    "taken_elsewhere": (DECIDED, an(work.TakenElsewhere, ANA, where="court"), "shop"),
    "elsewhere_decided": (DECIDED, an(work.ElsewhereDecided, RITA, outcome="partly"), "consumer"),
}
REPORT = an(
    report.ReportFiled,
    ANA,
    report="r1",
    number="T-260309-RRRRR",
    shop="mugs",
    consumer="ana",
    pack="wechat@2026.1",
    about="fraud",
    files=(),
    deadline=due("report", "platform"),
)
REPORTS: dict[str, tuple[tuple[Any, ...], Any, str]] = {
    "report_filed": ((), REPORT, "consumer"),
    "report_concluded": ((REPORT,), an(report.ReportConcluded, RITA, outcome="shop-warned"), "consumer"),
    "report_overdue": (
        (REPORT,),
        an(report.ReportOverdue, TIME, due_at=AT, deadline=due("report", "platform")),
        "queue",
    ),
}
ACCOUNTS: dict[str, tuple[Any, str]] = {
    "account_limited": (an(AccountLimited, RITA, account="ana", reason="advertising", until=DUE), "consumer"),
    "limit_contested": (an(LimitContested, ANA), "queue"),
    "limit_lifted": (an(LimitLifted, RITA), "consumer"),
    "limit_upheld": (an(LimitUpheld, RITA), "consumer"),
}
PENALTIES = OF_PENALTIES | {
    "freeze_looked_at": (
        penalties.IMPOSED.state,
        an(imposing.FreezeLookedAt, RITA, deadline=due("freeze-look", "platform")),
        "shop",
    ),
    "measure_forfeited": (
        penalties.IMPOSED.wait(timedelta(days=11)).state,
        an(imposing.MeasureForfeited, RITA, measure="m1", amount=1_250),
        "shop",
    ),
}
APPLIED = opening.ShopApplied(
    by=BORIS, at=AT, shop="mugs", pack="wechat@2026.1", facts=opening.ShopFacts(name="Shanyu Ceramics"),
    contact=NOTHING, deadline=due("qualification", "merchant"),
)  # fmt: skip
PAPERS = opening.QualificationSubmitted(
    by=BORIS, at=AT, qualification=opening.Qualification(form="company", numbers=()),
    deadline=due("shop-verification", "platform"),
)  # fmt: skip
AWAY = keeping.AbsenceAnnounced(by=BORIS, at=AT, from_at=AT, until=DUE, substitute="vera")
SHOPS: dict[str, tuple[tuple[Any, ...], Any, str]] = {
    "shop_applied": ((), APPLIED, "shop"),
    "qualification_submitted": ((APPLIED,), PAPERS, "shop"),
    "shop_verified": ((APPLIED, PAPERS), an(opening.ShopVerified, RITA), "shop"),
    "shop_refused": (
        (APPLIED, PAPERS),
        an(opening.ShopRefused, RITA, reasons=("unreadable", "expired"), deadline=due("qualification", "merchant")),
        "shop",
    ),
    "verification_overdue": (
        (APPLIED, PAPERS),
        opening.VerificationOverdue(by=TIME, at=AT, due_at=AT, deadline=due("shop-verification", "platform")),
        "queue",
    ),
    "shop_reminded": ((APPLIED,), opening.ShopReminded(by=TIME, at=AT, due_at=DUE), "shop"),
    "application_lapsed": ((APPLIED,), opening.ApplicationLapsed(by=TIME, at=AT, due_at=AT), "shop"),
    "shop_deadline_moved": (
        (APPLIED, PAPERS),
        opening.ShopDeadlineMoved(
            by=TIME, at=AT, old_due_at=AT, deadline=due("shop-verification", "platform"), reason="calendar-replaced"
        ),
        "shop",
    ),
    "shop_opened": ((APPLIED, PAPERS, an(opening.ShopVerified, RITA)), opening.ShopOpened(by=BORIS, at=AT), "shop"),
    "absence_announced": ((APPLIED,), AWAY, "shop"),
    "member_joined": ((APPLIED,), keeping.MemberJoined(by=BORIS, at=AT, member="vera", role="service"), "shop"),
    "shop_handed_over": ((APPLIED,), keeping.ShopHandedOver(by=BORIS, at=AT, member="vera", before="boris"), "shop"),
}


BEGUN = conversation.ConversationBegun(by=ANA, at=AT, order="o-1", number="N1", shop="mugs", consumer="ana")
CONVERSATIONS: dict[str, tuple[tuple[Any, ...], Any, str]] = {
    "message_said": ((BEGUN,), an(conversation.MessageSaid, BORIS, side="merchant"), "consumer"),
}


def told(notice: str) -> tuple[Told, Any]:
    """The message, and the thing right after its event."""
    to = {"consumer": "ana", "shop": "mugs", "queue": "senior"}
    if notice in COMPLAINTS:
        before, event, kind = COMPLAINTS[notice]
        thing, state = "complaint", complaint.fold((*before, event))
    elif notice in CONVERSATIONS:
        before, event, kind = CONVERSATIONS[notice]
        thing, state = "conversation", fold_conversation((*before, event))
    elif notice in REPORTS:
        before, event, kind = REPORTS[notice]
        thing, state = "report", report_state.fold((*before, event))
    elif notice in SHOPS:
        before, event, kind = SHOPS[notice]
        thing, state = "shop", shop_state.fold((*before, event))
    elif notice in ORDERS:
        state, event, kind = ORDERS[notice]
        before, thing = (), "order"
    elif notice in KEPT:
        state, event, kind = KEPT[notice]
        before, thing = (), "order_vault"
    elif notice in SURGES:
        state, event, kind = SURGES[notice]
        before, thing = (), "surge"
    elif notice in FAKES:
        state, event, kind = FAKES[notice]
        before, thing = (), "evidence_report"
    elif notice in FUNDS | ERASURES:
        state, event, kind = (FUNDS | ERASURES)[notice]
        before, thing = (), "fund" if notice in FUNDS else "erasure"
    elif notice in PENALTIES:
        state, event, kind = PENALTIES[notice]
        before, thing = (), "penalty"
    else:
        before, (event, kind) = (), ACCOUNTS[notice]
        thing, state = "account", Account(id="ana", reason="advertising", until=DUE)
    name = "Shanyu Ceramics"
    seq = len(before) + 1
    return Told(BAZAAR, 1, kind, to[kind], notice, AT, "c1", seq, thing, "wechat@2026.1", state, event, name), state
