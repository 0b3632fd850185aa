"""What leaves the house as files, for the OpenAPI document: what is taken along, and the event log."""

from typing import Any

from ombud.api.v1.openapi_parts import changing, problems, reading, ref, word

ZIP, PDF = "application/zip", "application/pdf"


def taken_along() -> dict[str, dict[str, Any]]:
    """The file of a complaint and of a penalty, as an archive and as PDF/A, each for its reader."""
    archive = "pages, one’s own originals, viewing copies of the others’ files, and the record with its proofs."
    paper = "form, decision, everything that happened, evidence; the record lies inside. 409 where it takes too long."
    return {
        "/complaints/{id}/archive": _file("read-archive", f"What is taken along of a complaint: {archive}", ZIP),
        "/complaints/{id}/paper": _file("read-paper", f"The same as PDF/A: {paper}", PDF),
        "/penalties/{id}/archive": _file("read-penalty-archive", f"What is taken along of a penalty: {archive}", ZIP),
        "/penalties/{id}/paper": _file("read-penalty-paper", f"The same as PDF/A: {paper}", PDF),
        "/made-files/{id}": reading(
            "read-made-file", "How far a file is that one asked for: `waiting`, `running`, `ready` or `failed`.",
            ref("id"),
        ),
        "/made-files/{id}/file": _made(),
        "/exports/ocel": _log(),
    }  # fmt: skip


def along_posts() -> dict[str, dict[str, Any]]:
    """What takes longer than one call is asked for, and kept for its asker for two days."""
    return {
        "/complaints/{id}/archive": _asked("make-archive", "Have the archive of a complaint made, however long it is."),
        "/complaints/{id}/paper": _asked("make-paper", "Have its PDF made; a long one comes in parts."),
        "/penalties/{id}/archive": _asked("make-penalty-archive", "Have the archive of a penalty made."),
        "/penalties/{id}/paper": _asked("make-penalty-paper", "Have its PDF made; a long one comes in parts."),
        "/made-files/{id}/remove": _removed(),
    }


def _asked(id: str, said: str) -> dict[str, Any]:
    found = changing(id, said, "Nothing", {})
    found["parameters"].append(ref("id"))
    found["responses"]["202"] = found["responses"].pop("200")
    return found | {"responses": found["responses"] | problems(("503",))}


def _removed() -> dict[str, Any]:
    said = "Take a file away that one asked for, before its time."
    found = changing("remove-made-file", said, "Nothing", {}, silent=True)
    found["parameters"].append(ref("id"))
    return found


def _made() -> dict[str, Any]:
    part = {"name": "part", "in": "query", "schema": {"type": "integer", "minimum": 1}, "description": "Of a long PDF."}
    found = reading("read-made", "What was made of it, once it is ready.", ref("id"), part, kinds=(ZIP, PDF))
    return found | {"responses": found["responses"] | problems(("409",))}


def _file(id: str, said: str, media_type: str) -> dict[str, Any]:
    found = reading(id, said, ref("id"), kinds=(media_type,))
    found["responses"] |= problems(("409", "503"))
    return found


def _log() -> dict[str, Any]:
    days = [
        {"name": name, "in": "query", "schema": {"type": "string", "format": "date"}, "description": said}
        for name, said in (("from", "The first day of events."), ("to", "The last day of events, included."))
    ]
    said = "The record as an object-centric event log (OCEL 2.0) without personal data, for who oversees."
    form = word("form", ("json", "xml"), "As JSON or XML.")
    return reading("export-ocel", said, form, *days, kinds=("application/json", "application/xml"))
