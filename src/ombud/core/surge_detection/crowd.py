"""How many independent complainants there are: accounts that hang together add no more than their cap."""

from collections.abc import Collection, Iterable

from ombud.core.struct import Value

CAP = 2.0
"""What a cluster may add to a unit. Two, since a household that shares a device and an address is rightly two people
who were both wronged; a farm of five hundred accounts is two as well."""


class Crowd(Value, frozen=True, kw_only=True):
    """Who complained in the open unit, as far as the next complainant must be compared with them."""

    cluster_of: dict[str, str] = {}
    """Each key that was seen (the account itself, its device, address, payment, burst of creation) and whose it is."""
    sizes: dict[str, float] = {}
    """Accounts by cluster."""


def joined(crowd: Crowd, who: str, keys: Collection[str], cap: float = CAP) -> tuple[Crowd, float]:
    """The crowd with one more complaint, and what it adds to the count: 1, less where its cluster is full, or 0.

    `keys` say what the account shares with others, such as `device:9f2c`; a key must be strong enough that sharing it
    means acting together (a whole city's address is none). Whoever complains again adds nothing. One account that
    shares keys with two clusters joins them into one; what both had added before stays counted.
    """
    if f"who:{who}" in crowd.cluster_of:
        return crowd, 0.0
    its = {f"who:{who}", *keys}
    met = sorted({crowd.cluster_of[key] for key in its if key in crowd.cluster_of})
    name = met[0] if met else f"who:{who}"
    before = sum(crowd.sizes[one] for one in met)
    adds = min(1.0, max(0.0, cap - before))
    cluster_of = crowd.cluster_of | dict.fromkeys(its, name)
    if len(met) > 1:
        cluster_of = {key: name if its_name in met else its_name for key, its_name in cluster_of.items()}
    sizes = {one: size for one, size in crowd.sizes.items() if one not in met} | {name: before + 1.0}
    return Crowd(cluster_of=cluster_of, sizes=sizes), adds


def independent(complaints: Iterable[tuple[str, Collection[str]]], cap: float = CAP) -> float:
    """How many independent complainants a unit has, of (account, its keys): each cluster counts at most `cap`.

    The same for any order of the complaints: clusters are joined first and capped then.
    """
    crowd = Crowd()
    for who, keys in complaints:
        crowd, _ = joined(crowd, who, keys, cap)
    return sum(min(size, cap) for size in crowd.sizes.values())
