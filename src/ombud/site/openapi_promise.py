"""What the API promised, and whether another document keeps it: additions are free, anything that could stop a client
that works today needs a new version."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal, NamedTuple

Side = Literal["sent", "answered"]
Node = Mapping[str, Any]
LEFT_OUT = frozenset({"summary", "description", "example", "examples", "tags", "title", "default", "license"})
"""Words and examples, of which nothing is promised."""
METHODS = ("get", "put", "post", "delete", "patch")
MOST = ("maxLength", "maximum", "maxItems", "exclusiveMaximum")
LEAST = ("minLength", "minimum", "minItems", "exclusiveMinimum")
DEEP = 12


def place_of(document: Node) -> Path:
    """Where the promise of this document's version stands."""
    major = str(document["info"]["version"]).partition(".")[0]
    return Path(__file__).resolve().parents[3] / "docs" / f"openapi-v{major}-baseline.json"


class Change(NamedTuple):
    """One thing that differs."""

    breaks: bool
    where: str
    what: str

    def __str__(self) -> str:
        return f"{'BREAKS' if self.breaks else 'adds  '} {self.where}: {self.what}"


def promised(document: Node) -> dict[str, Any]:
    """The part of a document that is a promise: without words and examples."""
    return {
        "openapi": document["openapi"],
        "info": {"version": document["info"]["version"]},
        "servers": document.get("servers", []),
        "paths": {path: _bare(item) for path, item in document["paths"].items()},
        "components": {
            group: {name: _bare(one) for name, one in document["components"].get(group, {}).items()}
            for group in ("parameters", "responses", "schemas")
        },
    }


def _bare(node: Any, *, names: bool = False) -> Any:
    """Without words; under `properties` every key is a field's name."""
    if isinstance(node, list):
        return [_bare(one) for one in node]
    if not isinstance(node, dict):
        return node
    return {key: _bare(one, names=key == "properties") for key, one in node.items() if names or key not in LEFT_OUT}


def differences(before: Node, after: Node) -> list[Change]:
    """Everything in which a document differs from what was promised, what breaks first."""
    found = list(dict.fromkeys(_paths(before, after)))
    return sorted(found, key=lambda one: (not one.breaks, one.where))


def _paths(before: Node, after: Node) -> Iterator[Change]:
    codes_now = {code for _where, one in _operations(after) for code in one.get("x-refusals", ())}
    now = dict(_operations(after))
    for where, old in _operations(before):
        new = now.pop(where, None)
        if new is None:
            yield Change(True, where, "the call is gone")
            continue
        if old.get("operationId") != new.get("operationId"):
            yield Change(True, where, f"its id was {old.get('operationId')}, now {new.get('operationId')}")
        if old.get("security") == [] and new.get("security") != []:
            yield Change(True, where, "it needs a key now")
        yield from _parameters(where, (before, old), (after, new))
        yield from _bodies(where, (before, old), (after, new))
        yield from _answers(where, (before, old), (after, new))
        for code in old.get("x-refusals", ()):
            if code not in codes_now:
                yield Change(True, where, f"the code {code} is gone or has another name")
        for code in new.get("x-refusals", ()):
            if code not in old.get("x-refusals", ()):
                yield Change(False, where, f"may say {code}")
    for where in now:
        yield Change(False, where, "a new call")


def _operations(document: Node) -> Iterator[tuple[str, Node]]:
    for path, item in document["paths"].items():
        yield from ((f"{method.upper()} {path}", item[method]) for method in METHODS if method in item)


Of = tuple[Node, Node]
"""A document, and the part of it that is looked at."""


def _parameters(where: str, old: Of, new: Of) -> Iterator[Change]:
    had, has = ({(one["in"], one["name"]): one for one in _resolved(*of)} for of in (old, new))
    for key, one in had.items():
        other = has.pop(key, None)
        name = f"{where} ?{key[1]}"
        if other is None:
            yield Change(True, name, f"the {key[0]} parameter is gone")
            continue
        if other.get("required") and not one.get("required"):
            yield Change(True, name, "it is required now")
        yield from _schemas(name, (old[0], one.get("schema", {})), (new[0], other.get("schema", {})), "sent")
    for key, one in has.items():
        yield Change(bool(one.get("required")), f"{where} ?{key[1]}",
                     "a new required parameter" if one.get("required") else "a new parameter")  # fmt: skip


def _resolved(document: Node, operation: Node) -> list[Node]:
    return [_target(document, one) for one in operation.get("parameters", ())]


def _bodies(where: str, old: Of, new: Of) -> Iterator[Change]:
    had, has = old[1].get("requestBody", {}), new[1].get("requestBody", {})
    if has.get("required") and not had.get("required"):
        yield Change(True, where, "a body is required now")
    yield from _contents(f"{where} body", (old[0], had), (new[0], has), "sent")


def _answers(where: str, old: Of, new: Of) -> Iterator[Change]:
    had, has = old[1].get("responses", {}), new[1].get("responses", {})
    for status, one in had.items():
        place = f"{where} {status}"
        if status not in has:
            yield Change(status < "300", place, "this status is answered no more")
            continue
        answer = (old[0], _target(old[0], one)), (new[0], _target(new[0], has[status]))
        yield from _contents(place, *answer, "answered")
    for status in has:
        if status not in had:
            yield Change(status < "300", f"{where} {status}", "a new status")


def _contents(where: str, old: Of, new: Of, side: Side) -> Iterator[Change]:
    had, has = old[1].get("content", {}), new[1].get("content", {})
    for kind, one in had.items():
        if kind not in has:
            yield Change(True, where, f"{kind} is gone")
            continue
        yield from _schemas(where, (old[0], one.get("schema", {})), (new[0], has[kind].get("schema", {})), side)
    for kind in has:
        if kind not in had:
            yield Change(False, where, f"{kind} is new")


def _schemas(where: str, old: Of, new: Of, side: Side, deep: int = 0) -> Iterator[Change]:
    had, has = _target(*old), _target(*new)
    if deep > DEEP or (had == has and "$ref" not in str(had)):
        return
    yield from _types(where, (old[0], had), (new[0], has), side)
    yield from _bounds(where, had, has, side)
    yield from _fields(where, (old[0], had), (new[0], has), side, deep)
    if "items" in had and "items" in has:
        yield from _schemas(f"{where}[]", (old[0], had["items"]), (new[0], has["items"]), side, deep + 1)
    yield from _choices(where, (old[0], had), (new[0], has), side, deep)


def _types(where: str, before: Of, after: Of, side: Side) -> Iterator[Change]:
    had, has = before[1], after[1]
    old, new = _kinds(had), _kinds(has)
    if "anyOf" in had and "anyOf" not in has:
        old = _kinds_of_choices(*before)
    if "anyOf" in has and "anyOf" not in had:
        new = _kinds_of_choices(*after)
    if old != new and old and new:
        lost = (old - new) if side == "sent" else (new - old)
        words = f"was {', '.join(sorted(old))}, now {', '.join(sorted(new))}"
        yield Change(bool(lost), where, words)
    if bool(old) != bool(new):
        # Anything at all became something, or the other way round.
        yield Change(bool(new) if side == "sent" else bool(old), where, "its type is another kind of promise")
    yield from _words(where, set(map(str, had.get("enum", ()))), set(map(str, has.get("enum", ()))), side)


def _words(where: str, had: set[str], has: set[str], side: Side) -> Iterator[Change]:
    """The few words that a value can be: a client may send each it could, and doesn't stumble over a new one."""
    if side == "sent" and has and not had:
        yield Change(True, where, f"takes only these now: {', '.join(sorted(has))}")
        return
    if had - has and has:
        yield Change(side == "sent", where, f"no more: {', '.join(sorted(had - has))}")
    if had and has - had:
        yield Change(False, where, f"new words: {', '.join(sorted(has - had))}")


def _kinds(schema: Node) -> set[str]:
    if "type" in schema:
        return {schema["type"]} if isinstance(schema["type"], str) else set(schema["type"])
    if "enum" in schema:
        return {_KIND.get(type(one), "null") for one in schema["enum"]}
    return set()


_KIND: Mapping[type, str] = {str: "string", int: "integer", bool: "boolean", float: "number"}


def _bounds(where: str, had: Node, has: Node, side: Side) -> Iterator[Change]:
    if side != "sent":
        return
    for name in MOST:
        if name in has and has[name] < had.get(name, float("inf")):
            yield Change(True, where, f"{name} was {had.get(name, 'free')}, now {has[name]}")
    for name in LEAST:
        if name in has and has[name] > had.get(name, float("-inf")) and (has[name] > 0 or name in had):
            yield Change(True, where, f"{name} was {had.get(name, 'free')}, now {has[name]}")
    for name in ("pattern", "format"):
        if name in has and has[name] != had.get(name):
            yield Change(True, where, f"{name} was {had.get(name, 'free')}, now {has[name]}")


def _fields(where: str, old: Of, new: Of, side: Side, deep: int) -> Iterator[Change]:
    had, has = old[1].get("properties", {}), new[1].get("properties", {})
    must_had, must_has = set(old[1].get("required", ())), set(new[1].get("required", ()))
    closed = new[1].get("additionalProperties") is False
    if side == "sent" and closed and had and old[1].get("additionalProperties") is not False:
        yield Change(True, where, "takes no unknown fields any more")
    for name, one in had.items():
        place = f"{where}.{name}"
        if name not in has:
            yield Change(side == "answered" or closed, place, "the field is gone")
            continue
        if side == "sent" and name in must_has - must_had:
            yield Change(True, place, "it is required now")
        if side == "answered" and name in must_had - must_has:
            yield Change(True, place, "it may be missing now")
        yield from _schemas(place, (old[0], one), (new[0], has[name]), side, deep + 1)
    for name in has:
        if name not in had and (had or has):
            breaks = side == "sent" and name in must_has
            yield Change(breaks, f"{where}.{name}", "a new required field" if breaks else "a new field")


def _choices(where: str, old: Of, new: Of, side: Side, deep: int) -> Iterator[Change]:
    """Alternatives, told apart by what they lead to."""
    had, has = ({_label(one): one for one in of[1].get("anyOf", ())} for of in (old, new))
    if not had and not has:
        return
    gone, come = sorted(set(had) - set(has)), sorted(set(has) - set(had))
    if side == "answered":
        # What was free of form and is spelled out now promises more.
        free = {kind for name in gone if _is_free(had[name]) for kind in _kinds(had[name])}
        come = [name for name in come if not _kinds(_target(new[0], has[name])) <= free]
    if gone:
        yield Change(side == "sent", where, f"can’t be {', '.join(gone)} any more")
    if come:
        yield Change(side == "answered" and bool(had), where, f"can be {', '.join(come)}")
    for name in sorted(set(had) & set(has)):
        yield from _schemas(where, (old[0], had[name]), (new[0], has[name]), side, deep + 1)


def _kinds_of_choices(document: Node, schema: Node) -> set[str]:
    return {kind for one in schema["anyOf"] for kind in _kinds(_target(document, one))}


def _is_free(schema: Node) -> bool:
    """Whether nothing more is said of a value than its type."""
    return set(schema) == {"type"} and isinstance(schema["type"], str)


def _label(schema: Node) -> str:
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    return "/".join(sorted(_kinds(schema))) + (f":{schema['format']}" if "format" in schema else "") or "anything"


def _target(document: Node, node: Node) -> Node:
    """What a reference leads to."""
    while "$ref" in node:
        _hash, _components, group, name = str(node["$ref"]).split("/")
        node = document["components"][group][name]
    return node
