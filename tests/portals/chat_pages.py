"""Pages of the talk about an order: lists, one talk, what of it becomes evidence, and where it stands in a case."""

from collections.abc import Callable

from ombud.core.people import Consumer
from ombud.desk.access_conversation import access_conversation
from tests.portals.demo_world import Demo
from tests.portals.shown import at, case

CASE = case("lin", "striped-dress")


def _order(world: Demo) -> str:
    return world.case("lin", "striped-dress").order_id


def _picture(side: str) -> Callable[[Demo], str]:
    """What this side sent first."""

    def file(world: Demo) -> str:
        lin = world.case("lin", "striped-dress").consumer
        talk = access_conversation(world.platform, _order(world), Consumer(id=lin)).conversation
        assert talk is not None
        return talk.part(side).files[0]  # type: ignore[arg-type]

    return file


CHATS = [
    at("consumer-chats", "lin"),
    at("consumer-chats none", "chen"),
    at("consumer-chat", "lin", _order),
    at("consumer-chat nothing yet", "lin", lambda world: world.order),
    at("consumer-chat-evidence", "lin", _order),
    at("consumer-chat-evidence no case", "lin", lambda world: world.order),
    at("merchant-chats", "su"),
    at("merchant-chats found", "su", query="?search=T"),
    at("merchant-chats nothing", "su", query="?search=nothing"),
    at("merchant-chats none", "gao"),
    at("merchant-chat", "su", _order),
    at("merchant-chat of a viewer", "bai", lambda world: world.case("chen", "rain-jacket").order_id),
    at("merchant-chat-evidence", "su", _order),
    at("chat-picture", "su", _picture("consumer"), _order),
    at("talk-exhibit", "su", CASE, "t1"),
    at("talk-exhibit of the staff", "he", CASE, "t1"),
    at("talk-picture", "lin", CASE, "t1", _picture("consumer")),
    at("consumer-case with talk", "lin", CASE),
    at("merchant-case with talk", "su", CASE),
    at("review-case with talk", "he", CASE, query="?tab=talk"),
]
NO_CHAT_PAGES = {
    f"{portal}-chat-{what}": why
    for portal in ("consumer", "merchant")
    for what, why in (("news", "a part of a page, asked for by its script"), ("read", "takes a form and goes back"))
}
