"""`ombud lab`: says what pictures show of their past, by itself: no database, no settings, no network."""

import argparse
import hashlib
import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

HELP = "Say what pictures show of their past: where from, edited, seen before. No database, no network."
NEEDS = ("numpy", "cv2", "simplejpeg", "jpeglib", "pdqhash")
MISSING = "the lab isn't installed (missing: {missing}). Install it with: pip install 'ombud[lab]'"
WHY = {
    "unknown-format": "this is no picture that can be read here",
    "too-large": "this picture has more pixels than are taken here",
    "broken": "this picture is damaged and can't be opened",
}
ENDINGS = {".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".webp", ".gif", ".bmp", ".tif", ".tiff"}
ABSENT = "nothing of the kind in it, which proves nothing"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Four actions: screen, add, match, rescreen."""
    actions = parser.add_subparsers(dest="action", required=True)
    told = (
        "Say what each file shows of its past. The files are opened in this process: for those you would open anyway."
    )
    one = actions.add_parser("screen", help=told, description=told)
    one.add_argument("files", nargs="+", type=Path, metavar="FILE", help="JPEG, PNG, WebP, GIF, BMP or TIFF")
    one.add_argument("--only", metavar="NAMES", default="", help="some detectors, with commas between")
    one.add_argument("--words", action="store_true", help="also read numbers of orders, couriers and payments (slow)")
    one.add_argument("--json", action="store_true", help="one JSON object a file")
    told = "Put every picture below a folder into a gallery, each under its path."
    two = actions.add_parser("add", help=told, description=told)
    two.add_argument("folder", type=Path, metavar="DIR", help="the folder with the pictures")
    told = "Say which pictures of a gallery a file shows, and how they lie in it."
    three = actions.add_parser("match", help=told, description=told)
    three.add_argument("files", nargs="+", type=Path, metavar="FILE", help="the pictures in question")
    three.add_argument("--json", action="store_true", help="one JSON object a file")
    told = (
        "Have the worker screen a platform's pictures anew: those that failed, or all. This alone needs the database."
    )
    four = actions.add_parser("rescreen", help=told, description=told)
    four.add_argument("platform", metavar="PLATFORM", help="its short name, as in its addresses")
    four.add_argument("--all", action="store_true", help="also what was screened already, as after an update")
    for action in (two, three):
        action.add_argument("--gallery", type=Path, default=Path("gallery"), metavar="DIR", help="default: ./gallery")


def run(arguments: argparse.Namespace) -> int:
    """0, or 1 if a file is no picture, or 2 if the lab isn't installed or there is no such folder."""
    if arguments.action == "rescreen":
        return _rescreen(arguments.platform, ("failed", "done") if arguments.all else ("failed",))
    missing = [name for name in NEEDS if importlib.util.find_spec(name) is None]
    if missing:
        print(f"ombud lab: {MISSING.format(missing=', '.join(missing))}", file=sys.stderr)
        return 2
    if arguments.action == "add":
        return _add(arguments.folder, arguments.gallery)
    if arguments.action == "match" and not arguments.gallery.is_dir():
        print(
            f"ombud lab match: there is no gallery in {arguments.gallery}; make one with ombud lab add", file=sys.stderr
        )
        return 2
    told = _matched(arguments) if arguments.action == "match" else _screened(arguments)
    status = 0
    for answer in told:
        if "error" in answer:
            status = 1
            print(f"ombud lab: {answer['file']}: {answer['says']}", file=sys.stderr)
        if arguments.json:
            print(msgspec.json.encode(answer).decode(), flush=True)
        elif "error" not in answer:
            _print(answer)
    return status


def _screened(arguments: argparse.Namespace) -> Iterator[dict[str, Any]]:
    from ombud.lab.picture import NotAPicture
    from ombud.lab.screen import screen

    only = [name.strip() for name in arguments.only.split(",") if name.strip()]
    for path in arguments.files:
        try:
            picture, about = _opened(path)
            findings = [seen.finding for seen in screen(picture, only)]
            if arguments.words:
                from ombud.lab.words_on_it import look as read_words

                findings.append(read_words(picture))
        except (OSError, NotAPicture) as error:
            yield _not_read(path, error)
            continue
        yield {**about, "findings": [msgspec.to_builtins(one) for one in findings]}


def _matched(arguments: argparse.Namespace) -> Iterator[dict[str, Any]]:
    from ombud.lab.copies.description import described
    from ombud.lab.copies.gallery import Gallery
    from ombud.lab.picture import NotAPicture

    gallery = Gallery.open(arguments.gallery)
    for path in arguments.files:
        try:
            picture, about = _opened(path)
            found = gallery.find(described(picture.grey), thorough=True)
        except (OSError, NotAPicture) as error:
            yield _not_read(path, error)
            continue
        yield {**about, "matches": [{"strength": one.strength, **msgspec.to_builtins(one.match)} for one in found]}


def _add(folder: Path, kept: Path) -> int:
    if not folder.is_dir():
        print(f"ombud lab add: there is no folder {folder}", file=sys.stderr)
        return 2
    from ombud.lab.copies.gallery import Gallery
    from ombud.lab.picture import NotAPicture

    gallery, status = Gallery.open(kept), 0
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() not in ENDINGS or not path.is_file():
            continue
        try:
            gallery.add(path.relative_to(folder).as_posix(), _opened(path)[0])
        except (OSError, NotAPicture) as error:
            status = 1
            print(f"ombud lab: {path}: {_not_read(path, error)['says']}", file=sys.stderr)
    print(f"{len(gallery)} pictures are in {kept}.")
    return status


def _rescreen(slug: str, states: tuple[str, ...]) -> int:
    """Only this action is about the product, and needs its database."""
    from ombud.site.database import database

    with database():
        import django

        django.setup()
        from ombud.accounts.models import Platform
        from ombud.vault.screening.carry_out import again

        platform = Platform.objects.filter(slug=slug).first()
        if platform is None:
            print(f"ombud lab rescreen: there is no platform {slug!r}", file=sys.stderr)
            return 2
        print(f"{again(platform.pk, states)} pictures wait to be screened anew; the worker does it.")
    return 0


def _opened(path: Path) -> tuple[Any, dict[str, Any]]:
    import cv2

    from ombud.lab.picture import Picture

    cv2.setNumThreads(1)
    data = path.read_bytes()
    picture = Picture(data)
    width, height = picture.size
    digest = hashlib.sha256(data).hexdigest()
    return picture, {"file": str(path), "sha256": digest, "format": picture.format, "width": width, "height": height}


def _not_read(path: Path, error: Exception) -> dict[str, Any]:
    code = getattr(error, "code", "unreadable")
    says = WHY.get(code) or (error.strerror if isinstance(error, OSError) and error.strerror else str(error))
    return {"file": str(path), "error": code, "says": says}


def _print(answer: dict[str, Any]) -> None:
    print(f"{answer['file']}: {answer['format']}, {answer['width']} × {answer['height']}")
    for one in answer.get("findings", ()):
        print(f"  {one['detector']:20} {_said(one)}")
    for one in answer.get("matches", ()):
        mirrored = ", mirrored" if one["mirrored"] else ""
        sure = "shows" if one["strength"] in ("clear", "strong") else "has the label or scene of"
        print(f"  {sure} {one['source']}: {one['inliers']} points agree{mirrored}, {len(one['differs'])} places differ")
    if not answer.get("matches", True):
        print("  shows no picture of the gallery")


def _said(one: dict[str, Any]) -> str:
    """A finding in one line: strength, how often by chance, facts, places."""
    if one["not_applicable"]:
        return f"says nothing here: {one['not_applicable']}"
    facts = {name: value for name, value in one["facts"].items() if name != "absent"}
    if one["strength"] == "none" and not facts:
        return ABSENT if one["kind"] == "observed" else "nothing found, which proves nothing"
    parts = [one["strength"] if one["strength"] != "none" else "for what it is worth"]
    if rate := one["rate"]:
        parts.append(f"alarms on {rate['alarms']} of {rate['of']} authentic pictures ({rate['on']})")
    parts += [f"{name}: {', '.join(value) if isinstance(value, list) else value}" for name, value in facts.items()]
    if one["regions"]:
        parts.append(f"{len(one['regions'])} places")
    return "; ".join(parts)
