"""What the guide says of reports of fake evidence: how many, what each needs, by when, and what its maker is told."""

from ombud.core.policy.policy import Policy
from ombud.packs.guide_parts import Group, Row, Section, Words, section, timed

CLAIM_KEYS = ("from-web", "edited", "not-ours")
KEYS = (
    "guide.fake-evidence", "guide.fake-evidence.about",
    *(f"guide.fake.{one}" for one in ("cap", "received", "result", "groundless", "needs", "times", "appeal")),
    *(f"guide.claim.{one}{end}" for one in CLAIM_KEYS for end in ("", ".needs")),
)  # fmt: skip
"""The words that this section is made with."""


def sections(policy: Policy, words: Words) -> tuple[Section, ...]:
    """Nothing for a platform that takes no such reports."""
    rules = policy.pack.evidence_reports
    if rules is None:
        return ()
    needs = tuple(
        Row(code=one, name=words(f"guide.claim.{one}"), text=words(f"guide.claim.{one}.needs")) for one in rules.claims
    )
    turns = (
        timed("heard", words("deadline.heard"), rules.heard, policy, words, lapse=words("deadline.heard.lapse")),
        timed(
            "examination", words("deadline.examination"), rules.examine, policy, words,
            lapse=words("deadline.examination.lapse"),
        ),
        timed("fake-appeal", words("guide.fake.appeal"), rules.appeal, policy, words),
    )  # fmt: skip
    told = words(f"guide.fake.{rules.told}")
    groundless = words(
        "guide.fake.groundless",
        n=str(rules.false_max),
        within=words.span(rules.false_within),
        limited=words.span(rules.limited),
    )
    return (
        section(
            "fake-evidence",
            words,
            Group(name=words("guide.fake.needs"), rows=needs),
            Group(name=words("guide.fake.times"), rows=turns),
            sentences=(words("guide.fake.cap", n=str(rules.per_order_max)), told, groundless),
        ),
    )
