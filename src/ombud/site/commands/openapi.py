"""Writes the OpenAPI document of the API into docs/openapi.json, shows it, or holds it against what was promised."""

import argparse
import json
import os
import sys
from pathlib import Path

HELP = "write the OpenAPI document to docs/openapi.json (or to the file named, or to - for the screen)"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where to, or what it is held against."""
    parser.add_argument("file", nargs="?", default="docs/openapi.json", help="where to write it")
    parser.add_argument("--diff", action="store_true", help="say what differs from what was promised; 1 if that breaks")
    parser.add_argument("--promise", action="store_true", help="promise what there is now, unless that would break")


def run(arguments: argparse.Namespace) -> int:
    """Write it, or compare it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ombud.site.settings")
    import django

    django.setup()
    from ombud.api.v1.openapi import as_text, document

    if arguments.diff or arguments.promise:
        return _held(json.loads(json.dumps(document())), keep=arguments.promise)
    if arguments.file == "-":
        sys.stdout.write(as_text())
    else:
        Path(arguments.file).write_text(as_text())
    return 0


def _held(document: dict[str, object], *, keep: bool) -> int:
    from ombud.site.openapi_promise import differences, place_of, promised

    now, place = promised(document), place_of(document)
    found = differences(json.loads(place.read_text()), now) if place.exists() else []
    for one in found:
        print(one)
    if any(one.breaks for one in found):
        print(f"This breaks what {place.name} promises: give the API a new version, or take it back.")
        return 1
    if keep:
        place.write_text(json.dumps(now, ensure_ascii=False, separators=(",", ":")).replace('},"/', '},\n"/') + "\n")
    return 0
