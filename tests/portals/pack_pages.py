"""Pages of the rules: packs, their procedure, what differs, and what other rules would have made of cases."""

from tests.portals.shown import at

PACKS = [
    at("review-packs", "xiaoman/fang"),
    *(
        at(f"review-pack {tab}", "xiaoman/fang", "weidian@2026.1", query=f"?tab={tab}")
        for tab in ("complaints", "penalties", "staff", "words")
    ),
    at("review-pack-procedure", "he", "wechat@2026.1"),
    at(
        "review-pack-procedure of a violation", "xiaoman/fang", "weidian@2026.1",
        query="?violation=fictitious-transactions",
    ),
    at("review-pack-compare", "he", "wechat@2026.1"),
    at("review-pack-compare with an older", "he", "wechat@2023.1", query="?with=wechat@2026.1"),
    at("review-pack-compare with another", "xiaoman/fang", "weidian@2026.1", query="?with=market@2026.1"),
    at("review-pack-try", "he", "wechat@2023.1"),
    at("review-pack-try another", "xiaoman/fang", "market@2026.1"),
    at("review-pack-publish", "zhao", "wechat@2023.1"),
    at("review-pack-roll-back", "zhao", "wechat@2023.1"),
]  # fmt: skip
