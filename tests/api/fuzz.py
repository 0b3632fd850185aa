"""Malformed and well-formed calls without end, made from our own OpenAPI document, sent in this process."""

import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import Any, NamedTuple

import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from schemathesis import Case, GenerationMode
from schemathesis.checks import CHECKS, load_all_checks
from schemathesis.core.failures import Failure, FailureGroup

from tests.api.caller import Api

CHECKED = (
    "not_a_server_error", "status_code_conformance", "content_type_conformance", "response_schema_conformance",
)  # fmt: skip
FITTING: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "POST /reports": ("consumer:ana", {"shop": "mugs", "about": "counterfeit", "words": "They sell copies."})
}
"""An actor and a body that an operation takes: sent now and then, so that even a short run sees something begin."""
EXAMPLES = 8 if os.environ.get("OMBUD_DEEP") else 2
"""Of one operation in one turn."""


class Found(NamedTuple):
    """One call that was answered as it should not be."""

    label: str
    what: str
    call: str


class Fuzzed(NamedTuple):
    """What a run did."""

    statuses: dict[int, int]
    found: list[Found]

    @property
    def calls(self) -> int:
        return sum(self.statuses.values())


def fuzz(
    api: Api,
    ids: Mapping[str, str],
    actors: Sequence[str],
    turns: int,
    *,
    first_only: bool = False,
) -> Fuzzed:
    """Call every operation so many turns, or until the first find where that is enough.

    The first, third and so on send what is well-formed, the others what isn't. `ids` names one thing that exists in a
    collection; in the others there is nothing.
    """
    from ombud.site.wsgi import application

    load_all_checks()
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
    operations = [one.ok() for one in schema.get_all_operations()]
    run = Fuzzed({}, [])
    for turn in range(turns):
        for operation in operations:
            if first_only and run.found:
                return run
            mode = GenerationMode.NEGATIVE if turn % 2 else GenerationMode.POSITIVE
            strategy = operation.as_strategy(generation_mode=mode)
            _calls(strategy, 1 + turn, lambda case, data: _made_likely(case, data, api, ids, actors), run)
    return run


def _calls(strategy: Any, seed_: int, likely: Callable[[Case, st.DataObject], None], run: Fuzzed) -> None:
    """A few calls of one operation."""
    checks = CHECKS.get_by_names(CHECKED)

    @seed(seed_)
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(data=st.data())
    def call(data: st.DataObject) -> None:
        case = data.draw(strategy)
        likely(case, data)
        answer = case.call()
        run.statuses[answer.status_code] = run.statuses.get(answer.status_code, 0) + 1
        try:
            case.validate_response(answer, checks=checks)
        except (FailureGroup, Failure) as wrong:
            told = "; ".join(str(one) for one in getattr(wrong, "exceptions", [wrong]))
            run.found.append(Found(case.operation.label, told[:2000], case.as_curl_command()[:1000]))

    with suppress(Unsatisfiable):  # an operation that takes nothing has no malformed calls
        call()


def _made_likely(case: Case, data: st.DataObject, api: Api, ids: Mapping[str, str], actors: Sequence[str]) -> None:
    """A key that holds, nearly always somebody who exists, and often a thing that does."""
    case.headers["Authorization"] = f"Bearer {api.token}"
    if data.draw(st.integers(0, 9)):
        actor = data.draw(st.sampled_from(actors))
        if actor:
            case.headers["Ombud-Actor"] = actor
        else:
            case.headers.pop("Ombud-Actor", None)
    thing = case.operation.path.split("/")[1]
    if "id" in (case.path_parameters or {}) and data.draw(st.integers(0, 4)):
        case.path_parameters["id"] = ids.get(thing, "nothing")
    fitting = FITTING.get(f"{case.operation.method.upper()} {case.operation.path}")
    if fitting and data.draw(st.booleans()):
        case.headers["Ombud-Actor"], case.body = fitting[0], dict(fitting[1])
    if isinstance(case.body, dict) and "order" in case.body and data.draw(st.booleans()):
        case.body["order"] = "o-1"
