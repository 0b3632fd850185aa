"""How long what is kept of people: by kind, in days, as a pack says or as the law's own spans are."""

from collections.abc import Mapping

from ombud.core.struct import Value

THREE_YEARS, FIVE_YEARS, TEN_YEARS = 1096, 1827, 3653


class Retention(Value, frozen=True):
    """Days after which each kind goes by itself, unless something holds it. Each default argues for itself."""

    cases: int = THREE_YEARS
    """After a case closed: E-Commerce Law of China Art. 31 (three years after the trade ended), Civil Code Art. 188
    (three years in which a claim can still be brought), GDPR Art. 5(1)(e) and 17(3)(e)."""
    talks: int = THREE_YEARS
    """After the last message about an order: the same articles; what was said is part of the trade."""
    kept: int = 30
    """After the date until which a side keeps evidence for an order, which the pack's keeping says."""
    drafts: int = 90
    """After it was last saved: whoever comes back after a season writes anew. GDPR Art. 5(1)(c)."""
    visits: int = 183
    """After a visit ended: Cybersecurity Law of China Art. 21(3) wants logs kept for six months at least."""
    deliveries: int = 183
    """To which masked address a letter went: as long as somebody may say that none came."""
    links: int = 30
    """After a link that lets somebody in ran out: as long as a misuse may still be looked into."""
    penalties: int = THREE_YEARS
    """After the last that happened to a penalty none of whose measures is on: Civil Code of China Art. 188, in which a
    shop can still claim that it was wronged; GDPR Art. 17(3)(e)."""
    funds: int = TEN_YEARS
    """After it was written why money was held or let go: Anti-Money-Laundering Law of China (2024) Art. 34 keeps what
    belongs to a movement of money ten years; what laws of taxes want in the Union isn't longer."""
    shops: int = THREE_YEARS
    """After it was written and something newer stands in its place: Measures on the Supervision of Online Trading
    (2021) Art. 31 keep who a merchant was for three years."""
    order_words: int = THREE_YEARS
    """After the last that happened to the order: E-Commerce Law of China Art. 31."""
    ratings: int = TEN_YEARS
    """After it was written: E-Commerce Law of China Art. 39 has platforms not delete ratings, so that they outlast all
    other words of the trade; the stars stay and count. GDPR Art. 5(1)(e) wants an end."""
    surges: int = THREE_YEARS
    """After an alarm or intervention ended: money may have been held for it. Civil Code of China Art. 188."""
    public_items: int = 366
    """After it was recorded: whoever is quoted never dealt with us. A year has every season with which a surge is
    compared. GDPR Art. 5(1)(c)."""
    accounts: int = THREE_YEARS
    """After a limit on an account ended: Civil Code of China Art. 188."""
    announcements: int = THREE_YEARS
    """After it was withdrawn, or a newer version took its place; it often changes rules, so as long as these."""
    rules: int = THREE_YEARS
    """After a version ceased to apply: Measures on the Supervision of Online Trading (2021) Art. 28 keep the last three
    years of versions readable."""
    transparency: int = FIVE_YEARS
    """After a report was published: Regulation (EU) 2024/2835 has it readable for five years."""
    erasures: int = THREE_YEARS
    """After it was decided or carried out: as long as anybody may say that it was done wrongly. GDPR Art. 5(2)."""
    guests: int = 183
    """Name and address of somebody invited from outside, after the last that happened to the penalty they were asked
    about: as visits, in which they came. GDPR Art. 5(1)(e)."""

    def days(self, kind: str) -> int:
        """Of one kind."""
        return int(getattr(self, kind))


KINDS = tuple(Retention.__struct_fields__)
LEAST = 7
"""Days: what goes sooner nobody could still ask about."""
KIND_OF: Mapping[str, str] = {
    "complaint": "cases",
    "report": "cases",
    "evidence_report": "cases",
    "conversation": "talks",
    "order_vault": "kept",
    "penalty": "penalties",
    "fund": "funds",
    "shop": "shops",
    "order": "order_words",
    "surge": "surges",
    "public_item": "public_items",
    "account": "accounts",
    "announcement": "announcements",
    "rulebook": "rules",
    "transparency_report": "transparency",
    "erasure": "erasures",
}
"""As which kind the words that lie with a thing are kept."""
KIND_OF_EVENT: Mapping[str, str] = {"OrderRated": "ratings", "RatingAnswered": "ratings"}
"""Words that are of another kind than the rest of their thing, by the event that they came with."""
