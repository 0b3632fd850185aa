"""What a fund is called: its shop and its currency, so that there is one of each."""


def fund_id(shop: str, currency: str) -> str:
    """The id of a shop's fund in a currency."""
    return f"{shop}:{currency}"


def case_id(complaint: str) -> str:
    """The id of what a complaint's ruling holds, and of the first payment ahead that it leads to."""
    return f"case:{complaint}"


def parts_of(id: str) -> tuple[str, str]:
    """Shop and currency of a fund's id; both are blank where it is none."""
    shop, _, currency = id.rpartition(":")
    return (shop, currency) if shop and currency else ("", "")
