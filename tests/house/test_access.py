"""Portals and API reach things only by `access_*` and by reads that name the platform: a lint, with its few exceptions.

What loads a stream, asks the database or goes through a model's manager by itself stands here with its reason. A query
through a manager may stand anywhere where its first step names the platform, or the very person who asks.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

EDGES = (("src", "ombud", "portals"), ("src", "ombud", "api"))
LOADERS = {"load", "load_many", "load_act", "connection", "rows"}
SCOPES = {"platform", "platform_id", "platform__slug", "platform__pk"}
OWN = {"request.person.pk", "request.user.pk", "person.pk"}
MAY: dict[str, str] = {
    # file below src/ombud -> why it may
    "api/v1/caller.py": "finds out who calls, before anything can be reached as them",
    "api/v1/seen.py": "is itself the table of how each thing is reached by API; its rest is public or checked there",
    "api/v1/lists.py": "lists by statements that begin with the platform and whose the rows are",
    "api/v1/reports.py": "lists by statements that begin with the platform and whose the rows are",
    "api/v1/surges.py": "lists by statements that begin with the platform, for its people and the shop that was told",
    "api/v1/shops.py": "lists a shop's products, which are public",
    "api/v1/penalties.py": "lists by statements that begin with the platform and whose the rows are",
    "api/v1/evidence_reports.py": "lists by statements that begin with the platform and whose the rows are",
    "api/v1/staff.py": "opens similar cases for reviewers, who may read every case of their platform",
    "api/v1/me.py": "makes the caller's own row, once it knows who calls",
    "api/links/handoff.py": "lets somebody in by a signed token that names them and their platform",
    "api/links/case_link.py": "lets somebody in by a link that names the one case",
    "portals/common/press/inside.py": "knows no database: its objects are those of a PDF file",
    "portals/common/entry/cast.py": "lists the demo's people before anybody is signed in; off outside the demo",
    "portals/common/entry/sign_in.py": "finds who wants in, before there is a platform to name",
    "portals/common/entry/openid.py": "finds the provider and who comes back from it, before anybody is signed in",
    "portals/common/entry/halfway.py": "finds who gave the password and owes the second factor",
    "portals/common/guide.py": "shows the public rules of the platform that the address names",
    "portals/common/proof/log_page.py": "shows the public log of the platform that the address names",
    "portals/common/funds/shown.py": "tells numbers of penalties and cases that a fund already reached names",
    "portals/reviewer/surges/cases.py": "opens gathered cases for reviewers, who may read every case of their platform",
    "portals/reviewer/lab/accusations.py": "opens other reports for reviewers, who may read all of their platform",
    "portals/reviewer/lab/similar.py": "opens earlier rulings for reviewers, who may read every case of their platform",
    "portals/reviewer/penalties/impose.py": "opens the shop and the ground of a penalty for reviewers",
    "portals/reviewer/penalties/named_orders.py": "tries which orders can be named, for reviewers",
    "portals/reviewer/people/keys.py": "makes a key for the admin's own platform",
}


def edge_files(files: list[Path]) -> list[Path]:
    return [path for path in files if path.suffix == ".py" and path.parts[:3] in EDGES]


def around(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Where a module goes around the access functions: line and what."""
    from_manager: set[int] = set()
    loaders = LOADERS - set(_named_otherwise(tree))
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        if isinstance(node.func, ast.Name) and node.func.id in loaders:
            yield node.lineno, f"{node.func.id}()"
        if isinstance(node.func, ast.Attribute):
            if node.func.attr in ("execute", "raw", "extra"):
                yield node.lineno, f".{node.func.attr}()"
            if _is_manager(node.func.value):
                from_manager.add(id(node.func.value))
                if not _scoped(node):
                    yield node.lineno, f"{ast.unparse(node.func)}() without a platform"
    for node in ast.walk(tree):
        if _is_manager(node) and id(node) not in from_manager:
            yield node.lineno, ast.unparse(node)


def _named_otherwise(tree: ast.Module) -> Iterator[str]:
    """Names that mean something else here: defined in the module, or brought from another place than the record's."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            yield node.name
        if isinstance(node, ast.ImportFrom) and node.module not in ("ombud.desk.load", "ombud.ledger.connection"):
            yield from (one.asname or one.name for one in node.names)


def _is_manager(node: ast.AST) -> bool:
    return isinstance(node, ast.Attribute) and node.attr in ("objects", "_default_manager", "_base_manager")


def _scoped(call: ast.Call) -> bool:
    named = {one.arg: ast.unparse(one.value) for one in call.keywords}
    return bool(SCOPES & set(named)) or named.get("pk") in OWN


def test_portals_and_api_go_around_the_access_functions_only_where_a_reason_stands(
    root: Path, files: list[Path]
) -> None:
    wrong = []
    for path in edge_files(files):
        if str(path.relative_to("src/ombud")) not in MAY:
            wrong += [f"{path}:{line} {what}" for line, what in around(ast.parse((root / path).read_text()))]
    assert wrong == []


def test_each_exception_is_still_needed_and_has_its_reason(root: Path) -> None:
    for name, reason in MAY.items():
        path = root / "src" / "ombud" / name
        assert path.exists(), f"{name} is gone: take its exception out"
        assert list(around(ast.parse(path.read_text()))), f"{name} needs no exception any more"
        assert len(reason) > 20


@pytest.mark.parametrize(
    "planted",
    [
        "Draft.objects.all()",
        "Person.objects.get(pk=id)",
        "Person.objects.filter(ref=ref).first()",
        "EvidenceFile.objects.exclude(quarantined=True).filter(platform=platform)",
        "found = Person.objects",
        "load(connection(), platform, 'complaint', id)",
        "rows('SELECT 1 FROM complaint_row')",
        "cursor.execute('SELECT 1')",
        "Person._default_manager.get(ref=ref)",
        "Person.objects.raw('SELECT 1')",
        "Person.objects.filter(pk=asked.pk)",
    ],
)
def test_the_lint_sees_a_planted_way_around(planted: str) -> None:
    assert list(around(ast.parse(planted)))


@pytest.mark.parametrize(
    "fine",
    [
        "Person.objects.filter(platform=request.platform.id, ref=ref).first()",
        "Person.objects.filter(pk=request.person.pk).update(language=code)",
        "access_complaint(platform, id, by)",
        "json.loads(text)",
    ],
)
def test_the_lint_lets_through_what_names_its_platform(fine: str) -> None:
    assert not list(around(ast.parse(fine)))
