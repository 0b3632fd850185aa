"""What a pack says of shops is checked where it stands: duties that are missing, forms nobody could fill in."""

from collections.abc import Callable
from pathlib import Path

import pytest

from ombud.packs.check import check
from ombud.packs.load import load_pack, names

SLIPS = {
    "duty-missing": ('duties = ["lawful", "honest", "quality", "service"]', 'duties = ["lawful", "quality", "service"]',
                     "shops.duties: honest is missing"),
    "category-twice": ('categories = ["clothing",', 'categories = ["clothing", "clothing",',
                       "shops.categories[2]: clothing stands twice"),
    "no-other-reason": ('"permit-missing", "other"]\n\n[shops.windows]', '"permit-missing"]\n\n[shops.windows]',
                        "shops.refusal_reasons: other is missing"),
    "example-fails": ('check = "cn-credit-code", example = "91310000MA1FL0007C"',
                      'check = "cn-credit-code", example = "91310000MA1FL0007D"',
                      "it doesn’t pass its own check: check-digit-wrong"),
    "example-missing": ('check = "cn-credit-code", example = "91310000MA1FL0007C"', 'check = "cn-credit-code"',
                        "credit-code has no example"),
    "pattern-astray": ('check = "cn-credit-code", example', 'check = "cn-credit-code", pattern = ".*", example',
                       "a pattern goes with check = pattern, and only with it"),
    "no-paper": ('    { code = "licence", files_max = 2 },\n    { code = "permit", files_min = 0, files_max = 5 },\n]',
                 '    { code = "permit", files_min = 0, files_max = 5 },\n]', "company: no paper has to be shown"),
    "reason-without-words": ('"permit-missing", "other"]\n\n[shops.windows]',
                             '"permit-missing", "ugly", "other"]\n\n[shops.windows]',
                             "there are no words for shop-refusal.ugly"),
}  # fmt: skip


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_shown_where_it_stands(slip: str, packs: Path, change: Callable[[str, str, str], None]) -> None:
    old, new, told = SLIPS[slip]
    change("weidian/pack.toml", old, new)
    assert told in "\n".join(map(str, check("weidian", packs)))


@pytest.mark.parametrize("name", names())
def test_each_pack_says_how_shops_open(name: str) -> None:
    rules = load_pack(name).pack.shops
    assert rules is not None
    assert {"lawful", "honest", "quality", "service"} <= set(rules.duties)
    assert all(form.credentials and form.materials for form in rules.forms)
