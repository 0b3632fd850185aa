"""What happens if nobody acts before a deadline, in a sentence for its reader."""

from django.utils.translation import gettext as _

from ombud.core.complaint.standing import lapse_code
from ombud.core.deadlines import Deadline
from ombud.desk.access import Case
from ombud.portals.common.case.teller import Teller


def silence_sentence(deadline: Deadline, case: Case) -> str:
    """To the one it waits for in the second person; where there is no sentence here, the pack’s own words."""
    teller = Teller(case)
    code = lapse_code(deadline, case.complaint, case.policy)
    if deadline.kind == "execution":
        return _not_executed(code, teller)
    if deadline.on == "platform":
        told = _platforms(code, teller)
    else:
        told = _yours(deadline, code) if teller.mine(deadline.on) else _theirs(deadline, code)
    return told or teller.pack(f"deadline.{deadline.kind}.lapse", "")


def _yours(deadline: Deadline, code: str) -> str:
    return {
        ("answer", "goes-to-platform"): _("If you don’t answer, the platform takes the case and decides."),
        ("answer", "settled-as-asked"): _("If you don’t answer, what the consumer asks for counts as agreed."),
        ("choice", "goes-to-platform"): _(
            "If you don’t choose, nothing is decided against you. "
            "Your complaint goes to the platform and you keep all your rights."
        ),
        ("choice", "closes"): _("If you don’t choose, the complaint is closed."),
        ("offer", "goes-to-platform"): _(
            "If you don’t answer, nothing is accepted for you. The platform takes the case and decides."
        ),
        ("offer", "closes"): _("If you don’t answer, nothing is accepted for you, and the complaint is closed."),
        ("offer", "offer-lapses"): _("If you don’t answer, the offer lapses. Nothing is accepted for you."),
        ("evidence", "turn-lost"): _("If nothing arrives, the platform decides on what is already there."),
        ("reply", "decided-as-it-is"): _("You don’t have to. Without a reply the platform decides on what is there."),
        ("goods", "goes-to-platform"): _("If you don’t send them, the platform takes the case again and decides."),
    }.get((deadline.kind, code), "")


def _theirs(deadline: Deadline, code: str) -> str:
    return {
        ("answer", "goes-to-platform"): _("If the shop doesn’t answer, the platform steps in by itself."),
        ("answer", "settled-as-asked"): _("If the shop doesn’t answer, what was asked for counts as agreed."),
        ("choice", "goes-to-platform"): _(
            "If the consumer doesn’t choose, the platform takes the case. Silence is not agreement."
        ),
        ("choice", "closes"): _("If the consumer doesn’t choose, the complaint is closed."),
        ("offer", "goes-to-platform"): _("If nobody answers, the offer lapses and the platform takes the case."),
        ("offer", "closes"): _("If the consumer doesn’t answer, the offer lapses and the complaint is closed."),
        ("offer", "offer-lapses"): _("If nobody answers, the offer lapses. Silence is never agreement."),
        ("evidence", "turn-lost"): _("If nothing arrives, the platform decides on what is already there."),
        ("reply", "decided-as-it-is"): _("If no reply arrives, the platform decides on what is already there."),
        ("goods", "goes-to-platform"): _("If they are not sent, the platform takes the case again and decides."),
        ("negotiation", "goes-to-platform"): _("If there is no settlement by then, the platform takes the case."),
    }.get((deadline.kind, code), "")


def _platforms(code: str, t: Teller) -> str:
    """The platform's own turns. Their consequence must never read as if it had come already."""
    if code == "escalates-to-senior" and t.reader != "platform":
        return _("If the platform is late, you both see it, and senior reviewers take the case over.")
    return {
        "admitted": _("If the platform doesn’t look at it in time, the complaint goes to the shop all the same."),
        "excuse-granted": _("If the platform doesn’t answer in time, more time counts as granted."),
        "excuse-refused": _(
            "If the platform doesn’t answer in time, the request counts as refused, "
            "and the time that was left is given back."
        ),
    }.get(code, "")


def _not_executed(code: str, t: Teller) -> str:
    mine = t.mine("merchant")
    return {
        "goes-to-platform": _("If you don’t, the platform takes the case and decides.")
        if mine
        else _("If the shop doesn’t, the platform takes the case and decides."),
        "ladder-remind": _("If you don’t, you are reminded once; after that the platform acts.")
        if mine
        else _("If the shop doesn’t, it is reminded once; after that the platform acts."),
        "ladder-advance": _("If you don’t, the platform pays for you and gets the money back from you.")
        if mine
        else _("If the shop doesn’t, the platform pays for it."),
        "ladder-penalty": _("If you don’t, your shop is penalised.")
        if mine
        else _("If the shop doesn’t, it is penalised."),
    }.get(code, "")
