"""What press and platforms write into a picture: kind of origin, credit, source, and the mark of one social network."""

from ombud.lab.finding import Finding, Strength
from ombud.lab.picture import Picture
from ombud.lab.provenance.xmp_values import first, plain, values

VERSION = "1"
_MADE = ("trainedAlgorithmicMedia", "algorithmicMedia")
_PARTLY_MADE = ("compositeWithTrainedAlgorithmicMedia", "compositeSynthetic", "algorithmicallyEnhanced")
_KINDS = (*_MADE, *_PARTLY_MADE, "digitalCapture", "digitalCreation", "composite", "humanEdits", "screenCapture",
          "virtualRecording", "negativeFilm", "positiveFilm", "print", "computationalCapture", "dataDrivenMedia",
          "minorHumanEdits", "digitalArt", "softwareImage", "compositeCapture")  # fmt: skip
"""Of cv.iptc.org/newscodes/digitalsourcetype; any other is a stranger's word and shown as none of these."""


def look(picture: Picture) -> Finding:
    """The origin as it is declared, and who is credited with the picture."""
    xmp, iptc = picture.carried.xmp, picture.carried.iptc
    types = [one.rstrip("/").rpartition("/")[2] for one in values(xmp, "Iptc4xmpExt:DigitalSourceType")]
    told = {
        "origin": next((one for one in types if one in _KINDS), ""),
        "credit": plain(iptc.get("credit", "")) or first(xmp, "photoshop:Credit"),
        "by": plain(iptc.get("by_line", "")) or first(xmp, "dc:creator"),
        "source": plain(iptc.get("source", "")) or first(xmp, "photoshop:Source"),
        "copyright": plain(iptc.get("copyright", "")) or first(xmp, "dc:rights"),
        "page": first(xmp, "xmpRights:WebStatement"),
    }
    # Pictures saved from Facebook and Instagram carry an instruction that begins so.
    if iptc.get("instructions", "").startswith("FBMD"):
        told["saved_from"] = "facebook"
    facts: dict[str, str | int | float | bool | list[str]] = {name: said for name, said in told.items() if said}
    return Finding(
        detector="iptc",
        version=VERSION,
        kind="observed",
        strength=_strength(told),
        facts=facts or {"absent": True},
    )


def _strength(told: dict[str, str]) -> Strength:
    if told["origin"] in _MADE:
        return "strong"
    if told["origin"] in _PARTLY_MADE or "saved_from" in told:
        return "clear"
    return "weak" if any(told[name] for name in ("credit", "by", "source", "copyright", "page")) else "none"
