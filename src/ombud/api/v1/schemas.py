"""The schemas of what is sent and answered: those of commands are made by msgspec from the verbs themselves."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cache
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import msgspec

from ombud.api.v1 import sound
from ombud.api.v1.answers import answers
from ombud.api.v1.body import KEY_MAX
from ombud.api.v1.covers import Covered, Lifted
from ombud.api.v1.field_words import field_words, structs_in
from ombud.api.v1.imports import Mapped
from ombud.api.v1.invitations import Again, Outsider
from ombud.api.v1.me import Accepted, Chosen
from ombud.api.v1.messages import Read
from ombud.api.v1.promised import Done
from ombud.api.v1.sandbox import Forward
from ombud.api.v1.webhooks import ChangedWebhook, NewWebhook, Replay, Resend
from ombud.core.words import Secret, Words
from ombud.desk.things import Verb

REF = "#/components/schemas/{name}"
ACTS_MAX = 500
"""Acts in one batch: as many as the desk writes in one transaction."""
DONE_BY_DESK = {"File": ("sha256", "media_type")}
"""Fields of parts of a command that the desk fills in from the vault, whatever a client sends."""


class Problem(msgspec.Struct):
    """Why a call wasn't carried out (RFC 9457). `code` keeps its meaning; `detail` is in the reader's language."""

    type: str
    title: str
    status: int
    code: str
    detail: str
    way_out: str = ""
    field: str = ""
    facts: dict[str, str | int] = {}


class Wanted(msgspec.Struct, forbid_unknown_fields=True):
    """One act of a batch: a verb such as `complaint.answer`, its thing (none where one begins), and its fields."""

    verb: str
    target: str = ""
    fields: dict[str, Any] = {}
    key: Annotated[str, msgspec.Meta(max_length=KEY_MAX)] = ""
    """Its own idempotency key; without one it has the batch's, with its place."""


class Batch(msgspec.Struct, forbid_unknown_fields=True):
    """Acts to be carried out, by one actor on one platform."""

    acts: Annotated[list[Wanted], msgspec.Meta(max_length=ACTS_MAX)]


class Result(msgspec.Struct):
    """What became of one act: `done`, or the `problem` it would have been answered alone."""

    status: int
    done: Done | None = None
    problem: Problem | None = None


class Results(msgspec.Struct):
    """A result for each act, in the order of the acts."""

    results: list[Result]


class OneOrder(msgspec.Struct, forbid_unknown_fields=True):
    """An order under the teller's own id; `facts` are those of telling one order."""

    id: Annotated[str, msgspec.Meta(max_length=sound.NAME_MAX)]
    facts: dict[str, Any]


class ToldOrders(msgspec.Struct, forbid_unknown_fields=True):
    """Orders that a source tells of. Telling them again changes nothing."""

    source: str
    orders: Annotated[list[OneOrder], msgspec.Meta(max_length=ACTS_MAX)]


class Told(msgspec.Struct):
    """What became of one order: `told` (new, or with other facts), `known` already in the same words, or `refused`."""

    id: str
    outcome: Literal["told", "known", "refused"]
    version: int | None = None
    problem: Problem | None = None


class ToldResults(msgspec.Struct):
    """A result for each order, in their order, and how many had each outcome."""

    told: int
    known: int
    refused: int
    results: list[Told]


class Nothing(msgspec.Struct):
    """Nothing need be said."""


ANSWERED = (Problem, Done, Results, Told, ToldResults)
SENT = (
    Nothing, Batch, OneOrder, ToldOrders, Read, Chosen, Accepted, Covered, Lifted, Outsider, Again, Mapped,
    NewWebhook, ChangedWebhook, Replay, Resend, Forward,
)  # fmt: skip


def schemas(verbs: Mapping[str, Verb]) -> tuple[dict[str, dict[str, Any]], dict[str, dict[str, Any]]]:
    """A schema for the body of each verb by its id, and all named parts."""
    bodies = {id: _body(verb) for id, verb in verbs.items()}
    sent, answered = [*bodies.values(), *SENT], [*ANSWERED, *answers()]
    found, parts = msgspec.json.schema_components([*sent, *answered], ref_template=REF)
    bounded = set(msgspec.json.schema_components(sent, ref_template=REF)[1]) - {one.__name__ for one in SENT}
    spelled = structs_in([*sent, *answered])
    for name, part in parts.items():
        part.pop("title", None)
        for field, said in field_words(spelled.get(name.rpartition(".")[2], object)).items():
            if field in part.get("properties", {}):
                part["properties"][field]["description"] = said
        if name in bounded:
            for field, schema in part.get("properties", {}).items():
                _bound(schema, field)
    return dict(zip(bodies, found, strict=False)), dict(parts)


def _body(verb: Verb) -> type[msgspec.Struct]:
    """What a client fills in of the command, as a type of its own."""
    return _like(verb.command, verb.asked, forbid_unknown=True)


def _like(
    model: type[msgspec.Struct], asked: Iterable[msgspec.structs.FieldInfo], *, forbid_unknown: bool = False
) -> type[msgspec.Struct]:
    fields: list[Any] = []
    for one in asked:
        if one.required:
            fields.append((one.name, _plain(one.type)))
        elif one.default is msgspec.NODEFAULT:
            fields.append((one.name, _plain(one.type), msgspec.field(default_factory=one.default_factory)))
        else:
            fields.append((one.name, _plain(one.type), _default(one.default)))
    like = msgspec.defstruct(
        model.__name__, fields, module=model.__module__, kw_only=True, forbid_unknown_fields=forbid_unknown
    )
    like.__doc__ = (model.__doc__ or "").strip()
    like.spelled_in = model  # type: ignore[attr-defined]  # where its fields' words stand
    return like


@cache
def _part(model: type[msgspec.Struct]) -> type[msgspec.Struct]:
    hidden = DONE_BY_DESK.get(model.__name__, ())
    return _like(model, [one for one in msgspec.structs.fields(model) if one.name not in hidden])


def _plain(wanted: Any) -> Any:
    """The type as JSON knows it: words are text."""
    if wanted in (Words, Secret):
        return Annotated[str, msgspec.Meta(max_length=sound.WORDS_MAX)]
    if wanted is datetime:
        return Annotated[datetime, msgspec.Meta(tz=True)]
    if isinstance(wanted, type) and issubclass(wanted, msgspec.Struct):
        return _part(wanted)
    origin = get_origin(wanted)
    if origin in (Union, UnionType):
        return Union[tuple(_plain(one) for one in get_args(wanted))]  # noqa: UP007 - made at run time
    if origin is tuple:
        item: Any = _plain(get_args(wanted)[0])
        return tuple[item, ...]
    return wanted


def _default(value: Any) -> Any:
    """The default as the schema says it; of a part that may be left out, its own schema says what that means."""
    if isinstance(value, Words):
        return value.text
    return msgspec.field(default_factory=lambda: value) if isinstance(value, msgspec.Struct) else value


def _bound(schema: dict[str, Any], name: str) -> None:
    """The same edges that `sound` keeps, so that nobody learns of them by a refusal."""
    match schema.get("type"):
        case "string" if "format" not in schema and "maxLength" not in schema:
            schema["maxLength"] = sound.text_max(name)
        case "integer":
            schema.setdefault("minimum", -sound.INT_MAX)
            schema.setdefault("maximum", sound.INT_MAX)
        case "array":
            schema.setdefault("maxItems", sound.ITEMS_MAX)
            _bound(schema.get("items", {}), name)
    for one in schema.get("anyOf", ()):
        _bound(one, name)
