"""Who may see to a platform's webhooks: its own software by its key, and those of the staff who oversee it."""

from ombud.core.people import Actor, Reviewer, System, can
from ombud.desk.handle import NotFound
from ombud.webhooks.endpoints import Endpoint, listed, of


def may_tend(by: Actor) -> bool:
    """Whether this actor is one of those."""
    return isinstance(by, System) or (isinstance(by, Reviewer) and can(by, "oversee"))


def access_endpoints(platform: int, by: Actor) -> list[Endpoint]:
    """All of the platform's endpoints. Raises NotFound."""
    if not may_tend(by):
        raise NotFound
    return listed(platform)


def access_endpoint(platform: int, id: str, by: Actor) -> Endpoint:
    """One of them. Raises NotFound."""
    found = of(platform, id) if may_tend(by) else None
    if found is None:
        raise NotFound
    return found
