"""Writes the OpenAPI document of the API into docs/openapi.json, or shows it."""

import argparse
import os
import sys
from pathlib import Path

HELP = "write the OpenAPI document to docs/openapi.json (or to the file named, or to - for the screen)"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The one thing that can be said: where to."""
    parser.add_argument("file", nargs="?", default="docs/openapi.json", help="where to write it")


def run(arguments: argparse.Namespace) -> int:
    """Write it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ombud.site.settings")
    import django

    django.setup()
    from ombud.api.v1.openapi import as_text

    if arguments.file == "-":
        sys.stdout.write(as_text())
    else:
        Path(arguments.file).write_text(as_text())
    return 0
