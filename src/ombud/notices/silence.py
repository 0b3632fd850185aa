"""What follows if nobody acts, for letters and the API: a statement, where pages speak to their reader."""

from django.utils.translation import get_language, gettext

from ombud.core.complaint.standing import lapse_code
from ombud.core.complaint.state import Complaint
from ombud.core.deadlines import Deadline
from ombud.core.policy.policy import Policy
from ombud.packs.load import load_version, texts


def silence_words(deadline: Deadline, complaint: Complaint) -> str:
    """The pack's sentence; of this case alone where the pack's has to speak of several ways that it can go."""
    policy, words, language = load_version(complaint.pack), texts(complaint.pack), get_language() or "en"
    key = f"deadline.{deadline.kind}.lapse"
    told = _of_this_case(deadline.kind, lapse_code(deadline, complaint, policy), policy)
    return told or (words.say(key, language) if words.has(key, language) else "")


def _of_this_case(kind: str, code: str, policy: Policy) -> str:
    agrees = policy.pack.lapses.merchant_silent == "close-for-consumer"
    too_much = gettext("More is asked than can still be refunded for this order, so the platform takes the case.")
    return {
        ("answer", "goes-to-platform"): too_much if agrees else "",
        ("execution", "goes-to-platform"): gettext("The platform takes the case and decides."),
        ("execution", "ladder-remind"): gettext("The shop is reminded once; after that the platform acts."),
        ("execution", "ladder-advance"): gettext("The platform pays ahead for the shop."),
        ("execution", "ladder-penalty"): gettext("The shop is penalised."),
        ("offer", "offer-lapses"): gettext("The offer lapses. Silence is never agreement."),
        ("excuse", "excuse-granted"): gettext("More time counts as granted."),
        ("excuse", "excuse-refused"): gettext(
            "The request counts as refused, and the time that was left is given back."
        ),
    }.get((kind, code), "")
