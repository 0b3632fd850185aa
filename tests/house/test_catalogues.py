"""Four languages as if each were the first: nothing untranslated, nothing left over, figures and punctuation right."""

import re
from collections.abc import Iterator

import pytest
from babel.messages.catalog import Catalog

from ombud.site.commands.words import LOCALES, missing, read
from ombud.site.msgids import Sentence, sentences

PLACE = re.compile(r"%\((\w+)\)[sd]|\{(\w*)\}")
HAN = r"[\u3400-\u9fff]"
ASCII_AFTER_HAN = re.compile(HAN + r"[,;:!?]|" + HAN + r"\(|" + HAN + r"\.(?:\s|$)")


@pytest.fixture(scope="module")
def wanted() -> dict[Sentence, set[str]]:
    return sentences()


def said(catalogue: Catalog) -> Iterator[tuple[list[str], list[str]]]:
    """Each entry that has a translation: its forms in English, and its forms here."""
    for message in catalogue:
        ids = list(message.id) if isinstance(message.id, tuple | list) else [message.id]
        forms = list(message.string) if isinstance(message.string, tuple | list) else [message.string]
        if message.id and all(forms):
            yield ids, forms


@pytest.mark.requirement("EV-1")
@pytest.mark.parametrize("locale", LOCALES)
def test_every_sentence_is_said_in(locale: str, wanted: dict[Sentence, set[str]]) -> None:
    lacking = missing(read(locale), wanted)
    assert [f"{one.id!r} ({', '.join(sorted(wanted[one]))})" for one in lacking] == []


@pytest.mark.parametrize("locale", LOCALES)
def test_no_sentence_is_left_over_in(locale: str, wanted: dict[Sentence, set[str]]) -> None:
    held = set()
    for message in read(locale):
        if message.id:
            singular, plural = message.id if isinstance(message.id, tuple | list) else (message.id, "")
            held.add(Sentence(singular, plural, message.context or ""))
    assert held - set(wanted) == set()


@pytest.mark.parametrize("locale", LOCALES)
def test_the_figures_and_names_of_a_sentence_stay_in(locale: str) -> None:
    wrong = []
    for ids, forms in said(read(locale)):
        known = {hit[1] or hit[2] for one in ids for hit in PLACE.finditer(one)}
        for form in forms:
            here = {hit[1] or hit[2] for hit in PLACE.finditer(form)}
            # A plural's form for one may say "one" in words; no form may name what English doesn't give.
            if here - known or (len(ids) == 1 and here != known):
                wrong.append((ids[0], form))
    assert wrong == []


@pytest.mark.parametrize("locale", ["zh_Hans", "zh_Hant"])
def test_chinese_sentences_use_their_own_punctuation_in(locale: str) -> None:
    assert [form for _ids, forms in said(read(locale)) for form in forms if ASCII_AFTER_HAN.search(form)] == []
