"""Sentences for doubt about a picture: it was reported, found fake, and who is responsible was adjusted."""

from django.utils.translation import gettext as _

from ombud.core.complaint.events import doubt as on
from ombud.core.complaint.events.ruling import Ruling
from ombud.portals.common.case.teller import Teller, listed
from ombud.portals.common.case.told import Sentence, Told, for_reader, quoted
from ombud.portals.common.fake.words import claim_name


def accused(event: on.EvidenceAccused, t: Teller) -> Told:
    what = for_reader(
        t,
        "merchant",
        _("You reported {exhibit} as no true evidence ({number}). Said of it: {claims}."),
        "",
        _("The shop reported {exhibit} as no true evidence ({number}). Said of it: {claims}."),
    )
    return Told(what.format(exhibit=_exhibit(event.file, t), number=event.number, claims=_claims(event.claims)))


def beyond(event: on.EvidenceAccusedBeyondCap, t: Teller) -> Told:
    what = _(
        "Beyond the most reports of this order, kept as a note ({number}): {exhibit}. Said of it: {claims}. "
        "The whole talk is put before the reviewer."
    )
    return Told(what.format(exhibit=_exhibit(event.file, t), number=event.number, claims=_claims(event.claims)))


def found_fake(event: on.EvidenceFoundFake, t: Teller) -> Told:
    what = _("Found {exhibit} to be no true evidence: {claims}. It stays in the case and is marked.")
    return Told(what.format(exhibit=_exhibit(event.file, t), claims=_claims(event.claims)), quoted(event.words))


def adjusted(event: on.LiabilityAdjusted, t: Teller) -> Told:
    what = _("Adjusted who is responsible, since evidence was found not to be true: {liability}; {terms}.")
    told = what.format(liability=_liable(event.ruling, t), terms=t.terms(event.ruling.terms))
    if event.old is not None:
        before = _("Before: {liability}; {terms}.")
        told = f"{told} {before.format(liability=_liable(event.old, t), terms=t.terms(event.old.terms))}"
    return Told(told, quoted(event.ruling.reasons))


def proposed(event: on.AdjustmentProposed, t: Teller) -> Told:
    what = _("Proposed to adjust who is responsible: {liability}; {terms}. A second person has to sign.")
    told = what.format(liability=_liable(event.ruling, t), terms=t.terms(event.ruling.terms))
    return Told(told, quoted(event.ruling.reasons))


def sent_back(event: on.AdjustmentSentBack, _t: Teller) -> Told:
    return Told(_("Didn’t agree to the adjustment. What was decided stands."), quoted(event.words))


def _liable(ruling: Ruling, t: Teller) -> str:
    return t.pack(f"liability.{ruling.liability}")


def _claims(claims: tuple[str, ...]) -> str:
    return listed([claim_name(one) for one in claims])


def _exhibit(file: str, t: Teller) -> str:
    """The exhibit's name; a picture of the talk has none."""
    return str(t.files[file]["name"]) if file in t.files else _("a picture of the talk")


SENTENCES: dict[type, Sentence] = {
    on.EvidenceAccused: accused,
    on.EvidenceAccusedBeyondCap: beyond,
    on.EvidenceFoundFake: found_fake,
    on.LiabilityAdjusted: adjusted,
    on.AdjustmentProposed: proposed,
    on.AdjustmentSentBack: sent_back,
}
