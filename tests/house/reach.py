"""What each definition of the source names, and through those what it can reach: read from the text, nothing runs."""

import ast
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

SOURCE = Path(__file__).parents[2] / "src"
SQL_WRITES = re.compile(
    r"\b(INSERT\s+INTO|UPDATE\s+(ONLY\s+)?[\w.\"]+\s+((AS\s+)?\w+\s+)?SET|DELETE\s+FROM|MERGE\s+INTO|TRUNCATE)\b"
)
ORM_WRITES = {
    "create", "delete", "update", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "save",
    "write_bytes", "write_text",
}  # fmt: skip
ORM_ROWS = re.compile(r"\.objects\b|\w_set\b|\.(all|filter|exclude|select_for_update)\(")
"""What stands for rows before the name of a change: a table's own, or those that belong to a row at hand."""
ALWAYS = {"save", "write_bytes", "write_text"}
"""Names that nothing else bears."""


class Definition(NamedTuple):
    """One function, class or name at the top of a module."""

    module: str
    name: str
    names: frozenset[str]
    """Definitions and modules that stand in it, as `module:name`, in no order."""
    texts: frozenset[str]
    """Strings that stand in it; a part that is filled in is a star."""
    writes: bool
    """Whether it changes what is stored by its own hand."""

    @property
    def id(self) -> str:
        return f"{self.module}:{self.name}"


class Source(NamedTuple):
    """All definitions by `module:name`."""

    definitions: Mapping[str, Definition]

    def reach(self, start: str, *, inside: str = "ombud.", stop: frozenset[str] = frozenset()) -> frozenset[str]:
        """Definitions that can be reached: none beyond one that stands in `stop` or outside of `inside`."""
        found: set[str] = set()
        waiting = [start]
        while waiting:
            one = waiting.pop()
            if one in found:
                continue
            found.add(one)
            its = self.definitions.get(one)
            if its is not None and one not in stop and its.module.startswith(inside):
                waiting += its.names
        return frozenset(one for one in found if one in self.definitions)

    @cache  # noqa: B019 - one source a run
    def _writers(self) -> frozenset[str]:
        found = {id for id, one in self.definitions.items() if one.writes}
        callers: dict[str, set[str]] = {}
        for id, one in self.definitions.items():
            for name in one.names:
                callers.setdefault(name, set()).add(id)
        waiting = list(found)
        while waiting:
            for caller in callers.get(waiting.pop(), ()):
                if caller not in found:
                    found.add(caller)
                    waiting.append(caller)
        return frozenset(found)

    def changes(self, id: str) -> bool:
        """Whether it changes what is stored, by its own hand or another's."""
        return id in self._writers()

    def __hash__(self) -> int:
        return id(self)


@cache
def source() -> Source:
    """The whole source of the product."""
    modules = {_name(path): ast.parse(path.read_text()) for path in sorted((SOURCE / "ombud").rglob("*.py"))}
    tops = {module: _tops(tree) for module, tree in modules.items()}
    imports = {module: _imports(module, tree.body, modules) for module, tree in modules.items()}
    found = {}
    for module, its in tops.items():
        for name, node in its.items():
            nodes = list(ast.walk(node))
            local = imports[module] | _imports(module, nodes, modules)
            names = frozenset(_named(nodes, module, local, tops, imports))
            found[f"{module}:{name}"] = Definition(module, name, names, frozenset(_texts(nodes)), writes(nodes))
    return Source(found)


def _name(path: Path) -> str:
    parts = path.relative_to(SOURCE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _tops(tree: ast.Module) -> dict[str, ast.AST]:
    found: dict[str, ast.AST] = {}
    for node in tree.body:
        match node:
            case ast.FunctionDef() | ast.ClassDef():
                found[node.name] = node
            case ast.Assign():
                for target in node.targets:
                    found |= {one.id: node for one in ast.walk(target) if isinstance(one, ast.Name)}
            case ast.AnnAssign(target=ast.Name(id=name)) if node.value is not None:
                found[name] = node
    return found


def _imports(module: str, nodes: Sequence[ast.AST], modules: Mapping[str, object]) -> dict[str, str]:
    """Local names of what is imported: `module:name`, or the module's name alone."""
    found = {}
    package = module if _is_package(module) else module.rpartition(".")[0]
    for node in nodes:
        if isinstance(node, ast.ImportFrom):
            above = package.split(".")
            base = ".".join(above[: len(above) - node.level + 1]) if node.level else ""
            whole = ".".join(filter(None, (base, node.module or "")))
            for one in node.names:
                inner = f"{whole}.{one.name}"
                found[one.asname or one.name] = inner if inner in modules else f"{whole}:{one.name}"
    return found


@cache
def _is_package(module: str) -> bool:
    return (SOURCE / module.replace(".", "/") / "__init__.py").exists()


def _named(
    nodes: Sequence[ast.AST],
    module: str,
    local: Mapping[str, str],
    tops: Mapping[str, object],
    imports: Mapping[str, object],
) -> Iterator[str]:
    for one in nodes:
        match one:
            case ast.Attribute(value=ast.Name(id=name), attr=attr) if ":" not in local.get(name, ":"):
                yield _origin(f"{local[name]}:{attr}", tops, imports)
            case ast.Name(id=name) if name in local and ":" in local[name]:
                yield _origin(local[name], tops, imports)
            case ast.Name(id=name) if name in tops[module]:  # type: ignore[operator]
                yield f"{module}:{name}"


def _origin(id: str, tops: Mapping[str, object], imports: Mapping[str, object]) -> str:
    """Where it is defined, if it was handed on by a module that imports it."""
    module, _colon, name = id.partition(":")
    while name not in tops.get(module, ()) and name in imports.get(module, ()):  # type: ignore[operator]
        module, _colon, name = imports[module][name].partition(":")  # type: ignore[index]
    return f"{module}:{name}"


def _texts(nodes: Sequence[ast.AST]) -> Iterator[str]:
    for one in nodes:
        match one:
            case ast.Constant(value=str() as text):
                yield text
            case ast.JoinedStr():
                yield "".join(part.value if isinstance(part, ast.Constant) else "*" for part in one.values)


def writes(nodes: Sequence[ast.AST]) -> bool:
    """Whether a statement of its own changes stored rows or files: by SQL, by the ORM, or by writing bytes."""
    if any(isinstance(one, ast.Constant) and isinstance(one.value, str) and SQL_WRITES.search(one.value)
           for one in nodes):  # fmt: skip
        return True
    asked = [one for one in nodes if isinstance(one, ast.Call) and isinstance(one.func, ast.Attribute)
             and one.func.attr in ORM_WRITES]  # fmt: skip
    return bool(asked) and any(_stores(one, _rows(nodes)) for one in asked)


def _stores(call: ast.Call, rows: set[str]) -> bool:
    assert isinstance(call.func, ast.Attribute)
    attr, value = call.func.attr, call.func.value
    stored = bool(ORM_ROWS.search(ast.unparse(value))) or (isinstance(value, ast.Name) and value.id in rows)
    return stored or attr in ALWAYS or (attr == "delete" and not call.args)


def _rows(nodes: Sequence[ast.AST]) -> set[str]:
    """Names that stand for rows of the ORM."""
    return {
        target.id
        for one in nodes
        if isinstance(one, ast.Assign) and ".objects." in ast.unparse(one.value)
        for target in one.targets
        if isinstance(target, ast.Name)
    }
