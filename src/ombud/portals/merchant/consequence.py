"""What the shop lets itself in for, said before it says yes."""

from django.utils.translation import gettext as _

from ombud.core.complaint import turns
from ombud.core.complaint.events.talk import Obligation
from ombud.core.money import Terms
from ombud.desk.access import Case
from ombud.portals.common.case.present import Teller


def if_agreed(case: Case, terms: Terms) -> str:
    """What follows when these terms are agreed now, with its date."""
    if terms.remedy == "none":
        return _("The case is then closed. Nothing is owed.")
    owed = turns.owed(Obligation(terms=terms, on="merchant", ground="settlement", since=case.at), case.policy, case.at)
    time = Teller(case).at(owed.due_at)
    if owed.on == "consumer":
        return _("The consumer then sends the goods back by {time}, and you refund once they are on their way.").format(
            time=time
        )
    return _("You then carry it out and show that you did by {time}.").format(time=time)
