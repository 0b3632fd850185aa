"""A pack's words: every code and deadline said in each language, with figures filled in from the pack itself."""

from collections.abc import Iterator
from typing import Any

from ombud.core.policy.pack import Pack
from ombud.core.policy.span import UNITS, Span
from ombud.packs.places import Path

LANGUAGES = ("en", "zh-Hans", "zh-Hant", "es")


class UnknownWordsError(KeyError):
    """A key without words. `ombud pack check` finds these before a reader does."""


class Texts:
    """The words of one version of one pack."""

    def __init__(self, pack_id: str, said: dict[str, dict[str, str]]) -> None:
        self.pack_id = pack_id
        self._said = {lang.lower(): words for lang, words in said.items()}

    def say(self, key: str, lang: str) -> str:
        """The words of a key such as `reason.quality`, in a language such as `zh-Hans` (or `zh-hans`)."""
        try:
            return self._said[lang.lower()][key]
        except KeyError:
            raise UnknownWordsError(f"{self.pack_id} has no words for {key} in {lang}") from None

    def span(self, span: Span, lang: str) -> str:
        """A span in words: 48 hours, 1 working day, 7 hours of service time."""
        return span_words(span, self._said[lang.lower()])

    def has(self, key: str, lang: str = "en") -> bool:
        """Whether there are words for this key."""
        return key in self._said.get(lang.lower(), {})


def words_of(pack: Pack, common: dict[str, Any], own: dict[str, Any]) -> dict[str, str]:
    """All words of a pack in one language: what every platform shares, what the pack's settings pick, its own."""
    shared = flat(common)
    raw = shared | lapses(pack, shared) | flat(own)
    figures = _figures(pack, raw)
    return {key: _filled(words, figures) if not key.startswith("span.") else words for key, words in raw.items()}


def flat(tables: dict[str, Any], above: str = "") -> dict[str, str]:
    """Nested tables as dotted keys; what a table says under `name` is the word of the table's own key."""
    found: dict[str, str] = {}
    for key, value in tables.items():
        path = above if key == "name" and above else f"{above}.{key}".lstrip(".")
        found |= flat(value, path) if isinstance(value, dict) else {path: value}
    return found


def misplaced(tables: dict[str, Any], above: Path = ()) -> Iterator[Path]:
    """Where a file of words holds something else."""
    for key, value in tables.items():
        if isinstance(value, dict):
            yield from misplaced(value, (*above, key))
        elif not isinstance(value, str):
            yield (*above, key)


def lapses(pack: Pack, shared: dict[str, str]) -> dict[str, str]:
    """What follows each deadline, picked by what the pack says follows, so that words and rules can't part."""
    picked = {}
    settings = settings_of(pack)
    for key, words in shared.items():
        if not key.startswith("lapse."):
            continue
        kind, _, setting = key.removeprefix("lapse.").partition(".")
        if setting in ("", settings.get(kind)):
            picked[f"deadline.{kind}.lapse"] = words
    return picked


def settings_of(pack: Pack) -> dict[str, str]:
    """Which of several consequences the pack has, for the deadlines where platforms differ."""
    return {
        "answer": pack.lapses.merchant_silent,
        "choice": pack.lapses.consumer_silent,
        "offer": pack.lapses.consumer_silent,
        "excuse": pack.lapses.excuse_unanswered,
        "execution": pack.ladder[0].step if pack.ladder else "",
    }


def span_words(span: Span, words: dict[str, str]) -> str:
    """A span in words: 48 hours, 1 working day, 7 hours of service time."""
    unit, n = next((unit, n) for unit in UNITS if (n := getattr(span, unit)) is not None)
    if unit == "business_minutes" and n % 60 == 0:
        unit, n = "business_hours", n // 60
    return words[f"span.{unit}.{'one' if n == 1 else 'other'}"].replace("{n}", str(n))


def figures_of(pack: Pack) -> dict[str, Span | int]:
    """What words may name in braces: each window and limit, as `{review}`.

    Those of penalties are `{penalty_review}`, those of one violation's appeal `{fraud.closes}`, those of reports of
    fake evidence `{evidence_report_heard}`, those of keeping `{keeping_kept}`, those of replies `{reply_time}`.
    """
    found = {name: getattr(held, name) for held in (pack.windows, pack.limits) for name in held.__struct_fields__}
    rules = pack.penalties
    if rules is not None:
        for held in (rules.windows, rules.limits):
            found |= {f"penalty_{name}": getattr(held, name) for name in held.__struct_fields__}
        for violation in rules.violations:
            for name in ("opens", "closes", "attempts_max", "drawn_max"):
                found[f"{violation.code}.{name}"] = getattr(violation.appeal, name, None)
    if pack.shops is not None:
        for limits in (pack.shops.windows, pack.shops.limits):
            found |= {f"shop_{name}": getattr(limits, name) for name in limits.__struct_fields__}
    more = (("reply", pack.reply), ("evidence_report", pack.evidence_reports), ("keeping", pack.keeping))
    for prefix, rules_of in more:
        if rules_of is not None:
            found |= {f"{prefix}_{name}": getattr(rules_of, name) for name in rules_of.__struct_fields__}
    return {name: figure for name, figure in found.items() if isinstance(figure, Span | int)}


def _figures(pack: Pack, raw: dict[str, str]) -> dict[str, str]:
    """Each of them as a text has it: a window in words, a limit in figures."""
    return {
        name: span_words(figure, raw) if isinstance(figure, Span) else str(figure)
        for name, figure in figures_of(pack).items()
    }


def _filled(words: str, figures: dict[str, str]) -> str:
    for name, figure in figures.items():
        words = words.replace("{" + name + "}", figure)
    return words
