"""Where a verb lives: its method and address, by rule and not by list."""

from ombud.desk.things import Verb


def plural(thing: str) -> str:
    """The collection that a thing is in: complaints, penalties, evidence-reports."""
    name = thing.replace("_", "-")
    return f"{name[:-1]}ies" if name.endswith("y") else f"{name}s"


OURS = ("announcement.publish", "surge.raise-alarm", "public_item.record", "shop.apply", "product.list")
"""Verbs of other names that begin a thing whose id we give."""


def begins(verb: Verb) -> bool:
    """Whether it begins a thing whose id we give."""
    return verb.name in ("file", "impose") or verb.id in OURS


def address(verb: Verb) -> tuple[str, str]:
    """Method and route. Filing and imposing begin a thing of ours; telling puts facts under the teller's id."""
    collection = plural(verb.thing)
    if begins(verb):
        return "post", collection
    if verb.name == "tell":
        return "put", f"{collection}/{{id}}"
    return "post", f"{collection}/{{id}}/{verb.name}"
