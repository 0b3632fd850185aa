"""Uploads that are told apart by what they show: one box for each kind of evidence."""

from typing import Any, NamedTuple

from ombud.packs.load import texts
from ombud.portals.common.display import language
from ombud.portals.common.drafts import Kept
from ombud.portals.common.uploads import Files, files_of, kept_rows
from ombud.portals.common.who import SignedIn


class Box(NamedTuple):
    """One kind of evidence and the files given for it."""

    code: str
    label: str
    help: str
    rows: list[dict[str, Any]]
    input_name: str
    id_name: str
    error: str = ""
    required: bool = False


def boxes(pack: str, codes: tuple[str, ...], files: dict[str, list[dict[str, Any]]],
          required: tuple[str, ...] = (), errors: dict[str, str] | None = None) -> list[Box]:  # fmt: skip
    """A box for each kind, with what was given."""
    words, lang = texts(pack), language()
    return [
        Box(
            code=code,
            label=words.say(f"evidence.{code}", lang) if words.has(f"evidence.{code}") else code,
            help=words.say(f"evidence.{code}.help", lang) if words.has(f"evidence.{code}.help") else "",
            rows=files.get(code, []),
            input_name=f"photos_{code}",
            id_name=f"file_{code}",
            error=(errors or {}).get(f"photos_{code}", ""),
            required=code in required,
        )
        for code in codes
    ]


def sent(request: SignedIn, codes: tuple[str, ...]) -> dict[str, Files]:
    """The files of a form that was sent, by kind."""
    return {code: files_of(request, f"file_{code}", f"photos_{code}") for code in codes}


def drafted(request: SignedIn, kept: Kept, codes: tuple[str, ...]) -> dict[str, list[dict[str, Any]]]:
    """The files of a draft, by kind."""
    return {code: kept_rows(request, ids) for code in codes if (ids := kept.all(f"file_{code}"))}


def failures(files: dict[str, Files]) -> list[dict[str, str]]:
    """What couldn't be taken, for the error summary."""
    return [{"field": f"photos_{code}", "text": one} for code, given in files.items() for one in given.failed]


def rows_of(files: dict[str, Files]) -> dict[str, list[dict[str, Any]]]:
    """The rows by kind."""
    return {code: given.rows for code, given in files.items()}


def named(files: dict[str, Files]) -> list[dict[str, str]]:
    """All files as a command wants them, each once, under the first kind it was given for."""
    found: dict[str, dict[str, str]] = {}
    for code, given in files.items():
        for one in given.named(code):
            found.setdefault(one["file"], one)
    return list(found.values())
