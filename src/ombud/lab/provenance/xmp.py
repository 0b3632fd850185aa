"""What programs wrote down of their work on the picture, as XMP: by what it was made, and the steps it went through."""

from ombud.lab.finding import Finding, Strength
from ombud.lab.picture import Picture
from ombud.lab.provenance.editors import editor
from ombud.lab.provenance.xmp_values import first, values

VERSION = "1"
STEPS_MAX = 20


def look(picture: Picture) -> Finding:
    """The tool, the steps of its history, and the picture it was made from, where it says so."""
    xmp = picture.carried.xmp
    if not xmp:
        return Finding(detector="xmp", version=VERSION, kind="observed", facts={"absent": True})
    tool = first(xmp, "xmp:CreatorTool")
    steps = _steps(xmp)
    told = {
        "tool": tool,
        "made": first(xmp, "xmp:CreateDate"),
        "changed": first(xmp, "xmp:ModifyDate"),
        "from": first(xmp, "stRef:originalDocumentID") or first(xmp, "xmpMM:OriginalDocumentID"),
    }
    facts: dict[str, str | int | float | bool | list[str]] = {name: said for name, said in told.items() if said}
    if steps:
        facts["steps"] = steps
    known = [name for name in map(editor, [tool, *values(xmp, "stEvt:softwareAgent")]) if name]
    if known:
        facts["editors"] = sorted(set(known))
    strength: Strength = "clear" if known and steps else "weak" if known else "none"
    return Finding(detector="xmp", version=VERSION, kind="observed", strength=strength, facts=facts)


def _steps(xmp: str) -> list[str]:
    """`saved 2024-05-01T10:00:00+08:00 Adobe Photoshop 25.0`, the first ones."""
    acts, when, agents = (values(xmp, f"stEvt:{name}") for name in ("action", "when", "softwareAgent"))
    if len(when) != len(acts):
        when = [""] * len(acts)
    if len(agents) != len(acts):
        agents = [""] * len(acts)
    return [" ".join(filter(None, step)) for step in zip(acts, when, agents, strict=True)][:STEPS_MAX]
