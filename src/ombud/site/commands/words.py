"""`ombud words`: keeps the catalogues of the languages in step with the sentences in the code."""

import argparse
import csv
import sys
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

from ombud.site.msgids import SOURCE, Sentence, sentences

HELP = "bring the message catalogues up to date, list what is missing, or take translations from a table"
LOCALES = ("zh_Hans", "zh_Hant", "es")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to do with the catalogues."""
    parser.add_argument("--missing", choices=LOCALES, help="print the sentences that have no translation yet, as TSV")
    parser.add_argument(
        "--take", type=Path, metavar="FILE.tsv", help="columns: context, singular, plural, translations"
    )
    parser.add_argument("--locale", choices=LOCALES, help="the language of the table to take")


def run(arguments: argparse.Namespace) -> int:
    """Bring the catalogues up to date; then list or take."""
    if arguments.take and not arguments.locale:
        print("--take needs --locale: in which language is the table?", file=sys.stderr)
        return 2
    wanted = sentences()
    only = arguments.locale or arguments.missing
    for locale in (only,) if only else LOCALES:
        catalogue = read(locale)
        if arguments.take:
            taken = take(catalogue, wanted, arguments.take)
            print(f"{locale}: {taken} translations taken", file=sys.stderr)
        update(catalogue, wanted)
        write(locale, catalogue)
        lacking = missing(catalogue, wanted)
        print(f"{locale}: {len(wanted)} sentences, {len(lacking)} without a translation", file=sys.stderr)
        if arguments.missing == locale:
            table = csv.writer(sys.stdout, delimiter="\t", lineterminator="\n")
            table.writerows([one.context, one.id, one.plural, "", ""] for one in lacking)
    return 0


def path_of(locale: str) -> Path:
    """Where a language's catalogue lies."""
    return SOURCE / "locale" / locale / "LC_MESSAGES" / "django.po"


def read(locale: str) -> Catalog:
    """The catalogue as it is; an empty one where there is none yet."""
    path = path_of(locale)
    if not path.exists():
        return Catalog(locale=locale, project="Ombud", charset="utf-8", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=locale)


def write(locale: str, catalogue: Catalog) -> None:
    """Write it, sorted, without dates and places, so that a change shows only what changed."""
    path = path_of(locale)
    path.parent.mkdir(parents=True, exist_ok=True)
    catalogue.header_comment = "# The words of Ombud in this language."
    whole = BytesIO()  # a catalogue that can't be written to its end leaves the old one as it was
    write_po(whole, catalogue, width=0, no_location=True, sort_output=True, omit_header=False)
    lines = whole.getvalue().decode().splitlines(keepends=True)
    path.write_text("".join(one for one in lines if not one.startswith(('"POT-Creation-Date', '"PO-Revision-Date'))))


def update(catalogue: Catalog, wanted: dict[Sentence, set[str]]) -> None:
    """Add what is new, drop what nobody says any more."""
    for message in list(catalogue):
        if message.id and _sentence(message) not in wanted:
            catalogue.delete(message.id, message.context)
    for one in wanted:
        if catalogue.get(_id(one), one.context or None) is None:
            catalogue.add(_id(one), context=one.context or None)


def missing(catalogue: Catalog, wanted: dict[Sentence, set[str]]) -> list[Sentence]:
    """Sentences without a translation, or with a form missing."""
    lacking = []
    for one in sorted(wanted):
        message = catalogue.get(_id(one), one.context or None)
        said = message.string if message is not None else ""
        forms = said if isinstance(said, tuple | list) else (said,)
        if not forms or not all(forms):
            lacking.append(one)
    return lacking


def take(catalogue: Catalog, wanted: dict[Sentence, set[str]], table: Path) -> int:
    """Take translations from a table: context, singular, plural, translation, translation of the plural."""
    taken = 0
    with table.open(encoding="utf-8", newline="") as file:
        for row in csv.reader(file, delimiter="\t"):
            context, singular, plural, *said = [*row, "", "", "", "", ""][:5]
            one = Sentence(singular, plural, context)
            if one not in wanted or not said[0]:
                continue
            forms = tuple(said[: catalogue.num_plurals]) if plural else said[0]
            held = catalogue.get(_id(one), context or None) or catalogue.add(_id(one), context=context or None)
            held.string = forms
            taken += 1
    return taken


def _id(one: Sentence) -> str | tuple[str, str]:
    return (one.id, one.plural) if one.plural else one.id


def _sentence(message: Message) -> Sentence:
    singular, plural = message.id if isinstance(message.id, tuple | list) else (message.id, "")
    return Sentence(singular, plural, message.context or "")
