"""Finds every sentence that a person may read: in Python, in templates, and in the refusals of the core."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from django.utils.translation.template import templatize

SOURCE = Path(__file__).resolve().parents[1]
CALLS = {
    "_": "plain",
    "gettext": "plain",
    "gettext_lazy": "plain",
    "gettext_noop": "plain",
    "ngettext": "plural",
    "ngettext_lazy": "plural",
    "pgettext": "context",
    "pgettext_lazy": "context",
    "npgettext": "context plural",
    "npgettext_lazy": "context plural",
}
"""Functions whose first arguments are sentences to translate, and how these are read."""
REFUSAL_FIELDS = ("because", "way_out")
CALL = re.compile(r"\b(" + "|".join(sorted(CALLS, key=len, reverse=True)) + r")\(")


class Sentence(NamedTuple):
    """One entry of a catalogue."""

    id: str
    plural: str = ""
    context: str = ""


def sentences(source: Path = SOURCE) -> dict[Sentence, set[str]]:
    """Every sentence, with the files that hold it."""
    found: dict[Sentence, set[str]] = {}
    for path in sorted(source.rglob("*")):
        if path.suffix == ".py" and "migrations" not in path.parts:
            here = list(_in_python(ast.parse(path.read_text())))
        elif path.suffix == ".html" or (path.suffix == ".txt" and {"templates", "notices"} & set(path.parts)):
            here = list(_in_template(path.read_text()))
        else:
            continue
        for sentence in here:
            found.setdefault(sentence, set()).add(str(path.relative_to(source)))
    return found


def _in_python(tree: ast.AST) -> Iterator[Sentence]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        if name in CALLS:
            yield from _called(CALLS[name], node.args)
        elif name == "Refusal":
            for keyword in node.keywords:
                if keyword.arg in REFUSAL_FIELDS and (text := _text(keyword.value)):
                    yield Sentence(text)


def _called(how: str, arguments: list[ast.expr]) -> Iterator[Sentence]:
    texts = [_text(one) for one in arguments[:3]]
    context = texts.pop(0) if "context" in how else ""
    wanted = 2 if "plural" in how else 1
    if context is None or len(texts) < wanted or not all(texts[:wanted]):
        return
    yield Sentence(texts[0] or "", (texts[1] or "") if wanted == 2 else "", context)


def _text(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _in_template(text: str) -> Iterator[Sentence]:
    """Django turns a template into calls of gettext between blanks; each call is read on its own."""
    turned = templatize(text)
    for match in CALL.finditer(turned):
        call = _balanced(turned, match.start())
        if call is not None:
            yield from _in_python(ast.parse(call, mode="eval"))


def _balanced(text: str, start: int) -> str | None:
    """The call that begins here, up to its own closing bracket."""
    quote, depth, place = "", 0, text.index("(", start)
    while place < len(text):
        letter = text[place]
        if quote:
            if letter == "\\":
                place += 1
            elif letter == quote:
                quote = ""
        elif letter in "'\"":
            quote = letter
        elif letter == "(":
            depth += 1
        elif letter == ")":
            depth -= 1
            if depth == 0:
                # A template's string may run over lines; Python reads it if the breaks are escaped.
                return text[start : place + 1].replace("\n", "\\n")
        place += 1
    return None
