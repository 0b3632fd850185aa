"""Packs load as typed values, once in a process, each version by its own name."""

from ombud.packs.load import load_pack, load_version, texts


def test_the_pack_in_force_is_read_once_and_found_again_by_its_version() -> None:
    policy = load_pack("wechat")

    assert policy.pack.id == "wechat@2026.1"
    assert load_version("wechat@2026.1") is policy


def test_words_name_the_figures_of_the_pack() -> None:
    assert texts("wechat@2026.1").say("rule.2.1.text", "en").startswith("The shop answers within 48 hours.")
