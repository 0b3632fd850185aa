"""Where a verb lives: its method and address, by rule and not by list."""

from ombud.desk.things import Verb


def plural(thing: str) -> str:
    """The collection that a thing is in: complaints, penalties, evidence-reports."""
    name = thing.replace("_", "-")
    return f"{name[:-1]}ies" if name.endswith("y") else f"{name}s"


def address(verb: Verb) -> tuple[str, str]:
    """Method and route. Filing begins a thing whose id we give; telling puts facts under an id of the teller's."""
    collection = plural(verb.thing)
    match verb.name:
        case "file":
            return "post", collection
        case "tell":
            return "put", f"{collection}/{{id}}"
    return "post", f"{collection}/{{id}}/{verb.name}"
