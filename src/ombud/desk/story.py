"""Reads a verb's story off its code: who, when, what it takes, how it says no and in which order, what then follows.

Nothing is told twice: refusals, events and deadlines are found by walking the functions that `may` and `decide` call.
"""

import ast
import inspect
import re
import textwrap
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any, NamedTuple

from ombud.core.command import Event
from ombud.core.complaint import doubts
from ombud.core.fund import follow as fund_follow
from ombud.core.order import follow as order_follow
from ombud.core.order import follow_report as order_follow_report
from ombud.core.refusal import Refusal
from ombud.core.shop import follow as shop_follow
from ombud.desk.reactions import REACTIONS, Whom
from ombud.desk.things import Verb

LABELS = ("Who", "When", "Event", "Next")
CORE = "ombud.core."
TOLD: Mapping[Whom, str] = {
    "consumer": "the consumer",
    "merchant": "the shop",
    "both": "both sides",
    "other": "the side that did not act",
    "across": "the other side",
    "unread": "the other side, once until it has read",
    "named": "the side it names",
    "senior": "senior reviewers",
    "keeper": "the side that keeps it",
    "reporter": "the shop, where the pack has it told results",
    "told": "the shop, once it knows of the penalty",
    "noticed": "the shop, unless it lies in its account unread",
    "opened": "the shop, once it knows of the intervention",
    "held": "the shop, unless a penalty tells of it",
}


class Window(NamedTuple):
    """A deadline that an act starts: its kind, on whom, and which window of the pack it lasts."""

    kind: str
    on: str
    span: str


class Story(NamedTuple):
    """All that the code says of one verb."""

    verb: Verb
    about: str
    said: Mapping[str, str]
    """The docstring's labelled lines."""
    fields: tuple[tuple[str, str], ...]
    refusals: tuple[Refusal, ...]
    """In the order in which they are asked."""
    events: tuple[type[Any], ...]
    windows: tuple[Window, ...]


class Follows(NamedTuple):
    """What one event leads to: notices (to whom, which) and events of what the thing is about."""

    notices: tuple[tuple[str, str], ...]
    echoes: tuple[str, ...]
    about: str = "order"
    """Whose events these are: the order's, the shop's, or a linked case's."""


@cache
def story(verb: Verb) -> Story:
    """The story of one verb."""
    about, said = _docstring(verb.module)
    walk = _Walk()
    walk.enter(verb.may)
    walk.enter(verb.decide)
    fields = tuple((field.name, _type_name(verb, field.name)) for field in verb.asked)
    return Story(verb, about, said, fields, tuple(walk.refusals), tuple(walk.events), tuple(walk.windows))


def follows(event: type[Any]) -> Follows:
    """What follows from an event."""
    told = tuple((TOLD[tell.whom], tell.notice) for tell in REACTIONS.get(event, ()))
    about = "shop" if ".penalty." in event.__module__ else "order"
    about = "order or the linked case" if ".evidence_report." in event.__module__ else about
    return Follows(told, _echoes().get(event.__name__, ()), about)


def tests_of(verb: Verb, tests: Path) -> tuple[str, ...]:
    """Test files that name the verb or its command."""
    wanted = re.compile(rf"\b{verb.command.__name__}\b|[\"']{re.escape(verb.id)}[\"']|/{verb.thing}s/.*/{verb.name}\b")
    mirror = tests / "core" / verb.thing / f"test_{verb.name.replace('-', '_')}.py"
    found = {
        path.relative_to(tests.parent).as_posix()
        for path in tests.rglob("test_*.py")
        if path == mirror or wanted.search(_text(path))
    }
    return tuple(sorted(found))


@cache
def _text(path: Path) -> str:
    return path.read_text()


def _docstring(module: ModuleType) -> tuple[str, dict[str, str]]:
    text = inspect.getdoc(module) or ""
    parts = re.split(rf"^({'|'.join(LABELS)}):", text, flags=re.MULTILINE)
    said = {label: " ".join(words.split()) for label, words in zip(parts[1::2], parts[2::2], strict=True)}
    return " ".join(parts[0].split()), said


def _type_name(verb: Verb, field: str) -> str:
    """The type as the verb's file writes it."""
    for kind in verb.command.__mro__:
        if field in vars(kind).get("__annotations__", {}):
            written = inspect.formatannotation(inspect.get_annotations(kind)[field])
            return re.sub(r"\b(?:\w+\.)+(\w+)", r"\1", written)
    raise AssertionError(f"{verb.id} has no field {field}")


class _Walk(ast.NodeVisitor):
    """Goes through functions in the order in which they run, into each that the core itself defines, once."""

    def __init__(self, names: Mapping[str, Any] | None = None) -> None:
        self.refusals: list[Refusal] = []
        self.events: list[type[Any]] = []
        self.windows: list[Window] = []
        self._entered: set[Callable[..., Any]] = set()
        self._names: Mapping[str, Any] = names or {}

    def enter(self, function: Callable[..., Any]) -> None:
        """Walk through this function, if it is one of the core's and wasn't walked through yet."""
        if not isinstance(function, FunctionType) or not function.__module__.startswith(CORE):
            return
        if function in self._entered:
            return
        self._entered.add(function)
        outside, self._names = self._names, function.__globals__
        for statement in _body(function):
            self.visit(statement)
        self._names = outside

    def visit_Call(self, node: ast.Call) -> None:
        """Arguments come first, as they do when it runs; then the function itself."""
        for inner in (*node.args, *(keyword.value for keyword in node.keywords)):
            self.visit(inner)
        called = self._resolved(node.func)
        self._note_window(node)
        if called is None:
            self.visit(node.func)
        elif isinstance(called, type) and issubclass(called, Event):
            self._note(self.events, called)
        else:
            self.enter(called)

    def visit_Name(self, node: ast.Name) -> None:
        """A constant refusal, or a function that is handed on or stands in a table."""
        self._meet(self._names.get(node.id))

    def visit_Attribute(self, node: ast.Attribute) -> None:
        """The same, of another module."""
        found = self._resolved(node)
        if found is None:
            self.visit(node.value)
        else:
            self._meet(found)

    def _meet(self, found: Any) -> None:
        if isinstance(found, Refusal):
            self._note(self.refusals, found)
        elif isinstance(found, FunctionType):
            self.enter(found)
        elif isinstance(found, Mapping) and all(isinstance(one, FunctionType) for one in found.values()):
            for one in found.values():
                self.enter(one)

    def _resolved(self, node: ast.expr) -> Any:
        """What a name, or an attribute of a module, stands for here; None for anything else."""
        if isinstance(node, ast.Name):
            return self._names.get(node.id)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            module = self._names.get(node.value.id)
            return getattr(module, node.attr, None) if isinstance(module, ModuleType) else None
        return None

    def _note_window(self, node: ast.Call) -> None:
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if name not in ("deadline", "turn") or len(node.args) < 3:
            return
        kind, on, span = node.args[:3]
        if isinstance(kind, ast.Constant):
            whom = on.value if isinstance(on, ast.Constant) else "whose turn it is"
            name = ast.unparse(span)
            said = f"window `{name.rpartition('.')[2]}`" if "windows." in name else "as long as the pack says"
            self._note(self.windows, Window(str(kind.value), str(whom), said))

    @staticmethod
    def _note(noted: Any, one: Any) -> None:
        if one not in noted:
            noted.append(one)


@cache
def _body(function: FunctionType) -> list[ast.stmt]:
    tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    definition = tree.body[0]
    assert isinstance(definition, ast.FunctionDef)
    return definition.body


@cache
def moved() -> tuple[str, ...]:
    """Events of a fund that decisions about complaints and penalties lead to, by what stands after them."""
    walk = _Walk()
    walk.enter(fund_follow.follow)
    return tuple(sorted({one.__name__ for one in walk.events}))


@cache
def _echoes() -> dict[str, tuple[str, ...]]:
    """What the order, shop or linked case learns after each event of a thing, read off their `follow.py`."""
    found: dict[str, tuple[str, ...]] = {}
    for module in (order_follow, order_follow_report, shop_follow, doubts):
        for node in ast.walk(ast.parse(inspect.getsource(module))):
            if isinstance(node, ast.match_case):
                walk = _Walk(vars(module))
                for statement in node.body:
                    walk.visit(statement)
                for name in _classes(node.pattern):
                    found[name] = (*found.get(name, ()), *(one.__name__ for one in walk.events))
    return found


def _classes(pattern: ast.pattern) -> Iterator[str]:
    for node in ast.walk(pattern):
        if isinstance(node, ast.MatchClass) and isinstance(node.cls, ast.Name):
            yield node.cls.id
