"""Traces that a program other than a camera wrote this file: its name, its blocks, its tables."""

from ombud.lab.finding import Finding, Strength
from ombud.lab.picture import Picture
from ombud.lab.provenance.editors import editor
from ombud.lab.provenance.xmp_values import first, plain

VERSION = "1"
_SOFTWARE, _PROCESSED_BY = 0x0131, 0x000B
# The example tables of the JPEG standard (ITU-T T.81, annex K), in zigzag order; libraries scale them by a quality of
# 1 to 100, cameras and Photoshop have their own.
_ZIGZAG = (
    *(16, 11, 12, 14, 12, 10, 16, 14, 13, 14, 18, 17, 16, 19, 24, 40),
    *(26, 24, 22, 22, 24, 49, 35, 37, 29, 40, 58, 51, 61, 60, 57, 51),
    *(56, 55, 64, 72, 92, 78, 64, 68, 87, 69, 55, 56, 80, 109, 81, 87),
    *(95, 98, 103, 104, 103, 62, 77, 113, 121, 112, 100, 120, 92, 101, 103, 99),
)


def look(picture: Picture) -> Finding:
    """Who wrote the file last, as far as it shows."""
    found = picture.carried
    software = found.exif.tags.get(("first", _SOFTWARE))
    said = [plain(software) if isinstance(software, str) else "", plain(found.texts.get("Software", ""))]
    said += [first(found.xmp, "xmp:CreatorTool"), plain(found.iptc.get("program", ""))]
    names = list(dict.fromkeys(name for name in said if name))
    marks = []
    if found.photoshop:
        marks.append("photoshop-resources")
    if any(one.startswith("APP12 Ducky") for one in found.segments):
        marks.append("photoshop-for-the-web")
    if found.appended > 0:
        marks.append("appended-bytes")
    facts: dict[str, str | int | float | bool | list[str]] = {}
    if names:
        facts["software"] = names
    if known := sorted({name for name in map(editor, names) if name}):
        facts["editors"] = known
    if marks:
        facts["marks"] = marks
    if found.tables:
        quality = standard_quality(found.tables[0])
        facts["tables"] = "standard" if quality else "own"
        if quality:
            facts["quality"] = quality
    strength: Strength = "clear" if known or "photoshop-for-the-web" in marks else "weak" if marks else "none"
    return Finding(detector="editor-traces", version=VERSION, kind="observed", strength=strength, facts=facts)


def standard_quality(table: tuple[int, ...]) -> int:
    """The quality, 1 to 100, at which a table is the standard's for brightness, scaled as the usual library does; 0."""
    return _QUALITIES.get(table, 0)


def _scaled(quality: int) -> tuple[int, ...]:
    factor = 5000 // quality if quality < 50 else 200 - 2 * quality
    return tuple(min(255, max(1, (step * factor + 50) // 100)) for step in _ZIGZAG)


_QUALITIES = {_scaled(quality): quality for quality in range(1, 101)}
