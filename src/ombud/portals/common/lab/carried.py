"""What a file says of where it comes from, in sentences: statements of whoever wrote the file, never proof."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from ombud.lab.finding import Finding

WORDS_MAX = 120
"""Characters of a stranger's words that a lead shows; the file has the rest."""


def _absent(words: str) -> str:
    return f"{words} {_('Pictures sent through a chat lose it; absence proves nothing.')}"


def quoted(words: object) -> str:
    """A stranger's words, in one line and not too many."""
    text = " ".join(str(words).split())
    return _("“{words}”").format(words=text if len(text) <= WORDS_MAX else f"{text[:WORDS_MAX].rstrip()}…")


def _listed(values: object) -> str:
    return ", ".join(quoted(one) for one in values) if isinstance(values, list) else quoted(values)


def _exif(finding: Finding) -> str:
    facts = finding.facts
    if facts.get("absent"):
        return _absent(_("It carries no camera data."))
    camera = " ".join(str(facts[name]) for name in ("make", "model") if facts.get(name))
    said = [_("Written by: {camera}.").format(camera=quoted(camera))] if camera else []
    if taken := facts.get("taken"):
        said.append(_("Taken, as it says: {time}.").format(time=quoted(taken)))
    against = {
        "changed-after-taken": _("It was changed after it was taken."),
        "taken-after-changed": _("It says that it was changed before it was taken."),
        "digitised-at-another-time": _("Two of its times differ."),
        "satellites-say-another-day": _("The satellites’ day is another than the camera’s."),
        "other-size": _("The camera wrote another size than the picture has."),
    }
    found = facts.get("contradictions")
    said += [against[one] for one in found if one in against] if isinstance(found, list) else []
    return " ".join(said)


def _xmp(finding: Finding) -> str:
    facts = finding.facts
    if facts.get("absent"):
        return _absent(_("It carries no editing data."))
    said = [_("Made with: {tool}.").format(tool=quoted(facts["tool"]))] if facts.get("tool") else []
    if steps := facts.get("steps"):
        said.append(_("Steps that it names: {steps}.").format(steps=_listed(steps)))
    return " ".join(said)


def _iptc(finding: Finding) -> str:
    facts = finding.facts
    if facts.get("absent"):
        return _absent(_("It says nothing of its origin."))
    labels = {
        "credit": _("Credit: {words}."),
        "by": _("By: {words}."),
        "source": _("Source: {words}."),
        "copyright": _("Rights: {words}."),
        "page": _("Page: {words}."),
    }
    origin = facts.get("origin")
    said = [_("Declared origin: {origin}.").format(origin=origins().get(str(origin), str(origin)))] if origin else []
    if facts.get("saved_from"):
        said.append(_("It carries the mark of pictures saved from Facebook or Instagram."))
    said += [words.format(words=quoted(facts[name])) for name, words in labels.items() if facts.get(name)]
    return " ".join(said)


def origins() -> dict[str, str]:
    """IPTC's kinds of origin that matter here, in words."""
    return {
        "trainedAlgorithmicMedia": _("made by a generator"),
        "algorithmicMedia": _("made by a program"),
        "compositeWithTrainedAlgorithmicMedia": _("made by a generator in part"),
        "compositeSynthetic": _("put together, with made parts"),
        "algorithmicallyEnhanced": _("improved by a program"),
        "composite": _("put together from several pictures"),
        "humanEdits": _("edited by a person"),
        "minorHumanEdits": _("edited a little by a person"),
        "digitalCapture": _("taken by a camera"),
        "screenCapture": _("a picture of a screen"),
    }


def _c2pa(finding: Finding) -> str:
    facts = finding.facts
    if facts.get("absent"):
        return _absent(_("It carries no signed history."))
    if facts.get("elsewhere"):
        return _("Its signed history lies elsewhere, and was not fetched.")
    states = {
        "valid": _("It carries a signed history that fits the picture."),
        "trusted": _("It carries a signed history that fits the picture."),
        "invalid": _("It carries a signed history that doesn’t fit the picture."),
    }
    said = [states.get(str(facts.get("state")), _("It carries a signed history that can’t be read."))]
    if facts.get("generator"):
        said.append(_("Made with: {tool}.").format(tool=quoted(facts["generator"])))
    if facts.get("actions"):
        said.append(_("Steps that it names: {steps}.").format(steps=_listed(facts["actions"])))
    return " ".join(said)


def _aigc(finding: Finding) -> str:
    facts = finding.facts
    if facts.get("absent"):
        return _absent(_("It carries no label of AI-made pictures."))
    labels = {
        "1": _("Its maker labels it as AI-made."),
        "2": _("Whoever spread it labels it as perhaps AI-made."),
        "3": _("Whoever spread it suspects that it is AI-made."),
    }
    said = [labels.get(str(facts.get("Label")), _("It carries a label of AI-made pictures that can’t be read."))]
    if facts.get("ContentProducer"):
        said.append(_("Producer: {words}.").format(words=quoted(facts["ContentProducer"])))
    return " ".join(said)


def _traces(finding: Finding) -> str:
    facts = finding.facts
    marks = {
        "photoshop-resources": _("It has Photoshop’s own blocks."),
        "photoshop-for-the-web": _("It was saved for the web by Photoshop."),
        "appended-bytes": _("Something follows after the picture’s own end."),
    }
    software = facts.get("software")
    said = [_("Written by: {camera}.").format(camera=_listed(software))] if software else []
    found = facts.get("marks")
    said += [marks[one] for one in found if one in marks] if isinstance(found, list) else []
    return " ".join(said)


def _notes(finding: Finding) -> str:
    if by := finding.facts.get("generators"):
        return _("It has notes such as a generator leaves: {names}.").format(names=_listed(by))
    return "" if finding.facts.get("absent") is None else _absent(_("It has no notes of a program."))


def _thumbnail(finding: Finding) -> str:
    if finding.strength == "none":
        return _("The small picture that the camera put in shows the same.") if finding.facts else ""
    return _("The small picture that the camera put in shows something else: the picture was cut, turned or changed.")


CARRIED: dict[str, Callable[[Finding], str]] = {
    "exif": _exif,
    "xmp": _xmp,
    "iptc": _iptc,
    "c2pa": _c2pa,
    "aigc-label": _aigc,
    "editor-traces": _traces,
    "png-text": _notes,
    "thumbnail": _thumbnail,
}
