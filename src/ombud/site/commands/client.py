"""Writes the Python client from the code's OpenAPI document."""

import argparse
import json
import os

HELP = "write clients/python/ombud_client from the API as it is now"


def add_arguments(_parser: argparse.ArgumentParser) -> None:
    """Nothing need be said."""


def run(_arguments: argparse.Namespace) -> int:
    """Write what changed, and say what that was."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ombud.site.settings")
    import django

    django.setup()
    from ombud.api.v1.openapi import document
    from ombud.site.python_client import write

    for name in write(json.loads(json.dumps(document()))):
        print(f"Written: {name}")
    return 0
