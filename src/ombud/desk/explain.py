"""Tells a verb's story in words: for `ombud explain`, and for `docs/what-happens.md`, which is this for all of them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ombud.core.refusal import Refusal
from ombud.desk.story import Story, follows, moved, story, tests_of
from ombud.desk.things import EVENT_TYPES, THINGS, VERBS, Verb

CHECKOUT = Path(__file__).resolve().parents[3]
PAGE = CHECKOUT / "docs" / "what-happens.md"
TELLING = ("core", "stories")
"""Rooms whose tests tell a verb's rules; `ombud explain` lists all the others that use it, too."""
HEAD = """# What happens

Written from the code by `ombud explain --write`; a test keeps it fresh. Each verb is one file under `src/ombud/core`:
what it takes, how it says no and in which order, the events it leads to, and what follows from each of them
(`src/ombud/desk/reactions.py`).
"""

MOVED = """Decisions about complaints and penalties move money by themselves, by what stands after them
(`src/ombud/core/fund/follow.py`): {events}.
"""


class Unknown(Exception):
    """There is no verb or event of this name; the message says what there is."""


def explain(name: str) -> str:
    """The story of a verb (`FileComplaint`, `complaint.file`, `file`) or of an event. Raises Unknown."""
    wanted = name.lower().replace("_", "-")
    verbs = [one for one in VERBS.values() if wanted in {one.command.__name__.lower(), one.id, one.name}]
    if verbs:
        return "\n\n".join("\n".join(_told(story(verb), CHECKOUT / "tests")) for verb in verbs)
    event = next((kind for tag, kind in EVENT_TYPES.items() if tag.lower() == wanted), None)
    if event is None:
        commands = ", ".join(sorted({verb.command.__name__ for verb in VERBS.values()}))
        raise Unknown(f"There is no verb or event {name!r}. Verbs are: {commands}.")
    return "\n".join(_told_of_event(event))


def page() -> str:
    """All of it, as Markdown."""
    parts = [HEAD]
    for thing in THINGS.values():
        parts.append(f"## {thing.name.replace('_', ' ').capitalize()}\n")
        if thing.name == "fund":
            parts.append(MOVED.format(events=", ".join(moved())))
        parts += ["\n".join(_entry(story(verb))) + "\n" for verb in thing.verbs.values()]
    return "\n".join(parts)


def write() -> bool:
    """Write the page; whether it changed."""
    text = page()
    if PAGE.exists() and PAGE.read_text() == text:
        return False
    PAGE.write_text(text)
    return True


def _told(told: Story, tests: Path) -> Iterator[str]:
    verb = told.verb
    yield f"{verb.command.__name__}  ({verb.id}, {_file(verb)})"
    yield f"  {told.about}"
    for label in ("Who", "When"):
        yield f"  {label + ':':<8}{told.said.get(label, '')}"
    yield "\nFields"
    yield from (f"  {name}: {kind}" for name, kind in told.fields) if told.fields else ("  none",)
    yield "\nRefused, the first that applies"
    for refusal in told.refusals:
        yield f"  {refusal.code}{f' ({refusal.field})' if refusal.field else ''}: {refusal.because}"
        if refusal.way_out:
            yield f"      -> {refusal.way_out}"
    yield "\nEvents, and what follows"
    for event in told.events:
        yield f"  {event.__name__}: {_first(event)}"
        yield from (f"      {line}" for line in _follows(event))
    if told.windows:
        yield "\nDeadlines it may start"
        yield from (f"  {one.kind}, on {one.on}: {one.span}" for one in told.windows)
    yield "\nTests"
    yield from (f"  {one}" for one in tests_of(verb, tests)) if tests.exists() else ("  not installed",)


def _told_of_event(event: type[Any]) -> Iterator[str]:
    yield f"{event.__name__}  ({event.__module__})"
    yield f"  {_first(event)}"
    yield "\nComes from"
    for verb in VERBS.values():
        if event in story(verb).events:
            yield f"  {verb.command.__name__}"
    yield "\nWhat follows"
    yield from (f"  {line}" for line in _follows(event))


def _entry(told: Story) -> Iterator[str]:
    verb = told.verb
    yield f"### {verb.command.__name__}\n"
    yield f"{told.about} [`{_file(verb)}`](../src/ombud/{_file(verb)})\n"
    yield f"- **Who:** {told.said.get('Who', '')}"
    yield f"- **When:** {told.said.get('When', '')}"
    if told.fields:
        yield "- **Takes:** " + ", ".join(f"`{name}`" for name, _kind in told.fields)
    if told.refusals:
        yield "- **Refused:** " + ", ".join(_code(one) for one in told.refusals)
    for event in told.events:
        then = "; ".join(_follows(event))
        yield f"- **{event.__name__}:** {then[:1].lower() + then[1:]}"
    if told.windows:
        yield "- **Starts:** " + ", ".join(f"{one.kind} (on {one.on}, {one.span})" for one in told.windows)
    names = [f"`{one}`" for one in tests_of(verb, CHECKOUT / "tests") if one.split("/")[1] in TELLING]
    if names:
        yield "- **Tests:** " + ", ".join(names)


def _code(refusal: Refusal) -> str:
    return f"`{refusal.code}`"


def _follows(event: type[Any]) -> list[str]:
    then = follows(event)
    lines = [f"Notice `{notice}` to {whom}" for whom, notice in then.notices]
    if then.echoes:
        lines.append(f"The {then.about} may get {' and '.join(then.echoes)}")
    return lines or ["Nothing more"]


def _first(event: type[Any]) -> str:
    return " ".join((event.__doc__ or "").split("\n\n")[0].split())


def _file(verb: Verb) -> str:
    return f"core/{verb.thing}/{verb.name.replace('-', '_')}.py"


if __name__ == "__main__":
    print("Written." if write() else "It was fresh.")
