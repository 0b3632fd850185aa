"""What must hold of a pack's words: every code is said in every language, for its readers, and nothing is left over."""

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Any, get_args

from ombud.core.complaint.events.ruling import Liability
from ombud.core.complaint.state import How, Stage
from ombud.core.deadlines import DueKind
from ombud.core.money import RemedyKind
from ombud.core.policy.pack import Pack
from ombud.core.policy.shopkeeping import ShopRules
from ombud.core.policy.surge import Cause, Dismissal, Outcome
from ombud.core.policy.trade import TradeRules
from ombud.core.policy.violation import AppealForm, MeasureKind, Violation
from ombud.packs import guide
from ombud.packs.faults import Fault, PackError
from ombud.packs.load import PackFile, names, read_pack, read_words
from ombud.packs.places import Path as Way
from ombud.packs.words import LANGUAGES, figures_of, flat, settings_of

UNITS = ("hours", "working_days", "business_hours", "business_minutes", "days")
SHARED = (
    "source.ours",
    *(f"span.{unit}.{number}" for unit in UNITS for number in ("one", "other")),
    *(f"remedy.{one}" for one in get_args(RemedyKind)),
    *(f"liability.{one}" for one in get_args(Liability)),
    *(f"stage.{one}" for one in get_args(Stage)),
    *(f"how.{one}" for one in get_args(How)),
    *(f"deadline.{one}" for one in get_args(DueKind)),
    *(f"measure.{one}" for one in get_args(MeasureKind)),
    *(f"surge-cause.{one}{more}" for one in get_args(Cause) for more in ("", ".help")),
    *(f"surge-dismissal.{one}" for one in get_args(Dismissal)),
    *(f"surge-outcome.{one}" for one in get_args(Outcome)),
    *guide.KEYS,
)
"""What the engine itself says, whatever the pack."""

HAN = "\u3400-\u9fff"
ASCII_PUNCTUATION = re.compile(rf"[{HAN}][,.:;?!()]|[,:;?!()][{HAN}]")
ONLY_SIMPLIFIED = set("们这个说时间单证诉请货发现电话费责务页图双复还没来样实对关错")
ONLY_TRADITIONAL = set("們這個說時間單證訴請貨發現電話費責務頁圖雙復還沒來樣實對關錯") - set("復")
STAGE_SIGNS_MAX = 14
"""A stage stands in a bar of six on a phone."""


def missing(found: PackFile, root: Path) -> Iterator[Fault]:
    """Every code of the pack without words, shown where the code stands and with the file that lacks it."""
    wanted = needed(found.pack)
    for lang in LANGUAGES:
        common, own = read_words(root / "common", lang), read_words(found.place, lang)
        shared = flat(common[0])
        said = shared | flat(own[0])
        for key, way in wanted.items():
            if not said.get(key, "").strip() and not (key.endswith(".lapse") and _lapse(key, found.pack, shared)):
                yield found.said_in.fault(way, f"there are no words for {key} in {own[1].file}", f'{key} = "…"')


def leftover(found: PackFile, root: Path) -> Iterator[Fault]:
    """Words of this pack that nothing uses: a code was renamed, or a key mistyped."""
    wanted = set(needed(found.pack)) | set(SHARED)
    for lang in LANGUAGES:
        said, said_in = read_words(found.place, lang)
        overrides = flat(read_words(root / "common", lang)[0])
        for key, way in ways(said):
            if key not in wanted and key not in overrides:
                yield said_in.fault(way, "no code of this pack uses these words", key=True)


def translated(place: Path) -> Iterator[Fault]:
    """A folder's words compared with its English ones: each is there, is translated, and names the same figures."""
    english = flat(read_words(place, "en")[0])
    for lang in LANGUAGES:
        said, said_in = read_words(place, lang)
        here = flat(said)
        for key in (one for one in english if one not in here):
            yield said_in.fault((), f"{key} is missing; in English it is “{english[key]}”", f'{key} = "…"')
        for key, way in ways(said):
            if key not in english:
                yield said_in.fault(way, "there are no English words for this", key=True)
                continue
            for problem, allowed in _poor(key, here[key], english[key], lang):
                yield said_in.fault(way, problem, allowed)


def filled_in(found: PackFile) -> Iterator[Fault]:
    """Names in braces that are no window and no limit of the pack."""
    for lang in LANGUAGES:
        said, said_in = read_words(found.place, lang)
        here = flat(said)
        known = figures_of(found.pack)
        for key, way in ways(said):
            for name in re.findall(r"\{(.*?)\}", here[key]):
                if name not in known:
                    near = get_close_matches(name, known, 3) or known
                    yield said_in.fault(way, f"nothing is known of {{{name}}}", ", ".join(near))


def shared_leftover(root: Path) -> Iterator[Fault]:
    """Shared words that no pack uses."""
    wanted = set(SHARED)
    for name in names(root):
        try:
            wanted |= needed(read_pack(root / name).pack).keys()
        except PackError:
            return  # shown where that pack is checked; until then nobody knows what it uses
    for lang in LANGUAGES:
        said, said_in = read_words(root / "common", lang)
        for key, way in ways(said):
            if key not in wanted and not key.startswith("lapse."):
                yield said_in.fault(way, "no pack uses these words", key=True)


def needed(pack: Pack) -> dict[str, Way]:
    """Every key that pages ask for under this pack, with the place of its code."""
    wanted: dict[str, Way] = {"pack": ("name",), "pack.about": ("name",)}
    for index, number in enumerate(pack.rules):
        wanted |= _each(f"rule.{number}", ("rules", index), "text")
    for index, code in enumerate(pack.turn_away):
        wanted |= _each(f"turn-away.{code}", ("turn_away", index), "instead")
    plain = {"ruling-reason": "ruling_reasons", "report-type": "report_types", "report-outcome": "report_outcomes"}
    for prefix, field in plain.items():
        wanted |= {f"{prefix}.{code}": (field, index) for index, code in enumerate(getattr(pack, field))}
    coded = {"reason": "reasons", "evidence": "evidence", "proof": "proofs", "channel": "channels"}
    for prefix, field in coded.items():
        for index, one in enumerate(getattr(pack, field)):
            wanted |= _each(f"{prefix}.{one.code}", (field, index, "code"), "help")
    for index, rule in enumerate(pack.door):
        wanted |= _each(f"door.{rule.code}", ("door", index, "code"), "told")
    wanted |= {f"source.{one.code}": ("sources", index, "code") for index, one in enumerate(pack.sources)}
    wanted |= {f"rung.{rung.step}": ("ladder", index, "step") for index, rung in enumerate(pack.ladder)}
    wanted |= {f"deadline.{kind}.lapse": ("lapses",) for kind in get_args(DueKind)}
    if pack.penalties is not None:
        for index, violation in enumerate(pack.penalties.violations):
            wanted |= _of_violation(violation, ("penalties", "violations", index))
    if pack.shops is not None:
        wanted |= _of_shops(pack.shops)
    if pack.trade is not None:
        wanted |= _of_trade(pack.trade)
    for index, one in enumerate(pack.service.channels if pack.service else ()):
        wanted |= _each(f"service.{one.code}", ("service", "channels", index, "code"), "help")
    return wanted | dict.fromkeys(SHARED, ("name",))


def _of_shops(rules: ShopRules) -> dict[str, Way]:
    """What a merchant reads before the shop opens, and what the forms ask for."""
    wanted: dict[str, Way] = {}
    coded = (("duty", "duties", "text"), ("cost", "costs", "text"), ("shop-refusal", "refusal_reasons", "instead"))
    for prefix, key, more in coded:
        for index, code in enumerate(getattr(rules, key)):
            wanted |= _each(f"{prefix}.{code}", ("shops", key, index), more)
    wanted |= {f"category.{code}": ("shops", "categories", index) for index, code in enumerate(rules.categories)}
    for index, form in enumerate(rules.forms):
        way: Way = ("shops", "forms", index)
        wanted |= _each(f"shop-form.{form.code}", (*way, "code"), "help")
        for key, prefix in (("credentials", "credential"), ("fields", "shop-field"), ("materials", "shop-material")):
            for place, one in enumerate(getattr(form, key)):
                wanted |= _each(f"{prefix}.{one.code}", (*way, key, place, "code"), "help")
        for place, field in enumerate(form.fields):
            for n, choice in enumerate(field.choices):
                wanted[f"shop-choice.{field.code}.{choice}"] = (*way, "fields", place, "choices", n)
    return wanted


def _of_trade(rules: TradeRules) -> dict[str, Way]:
    """What pages say of each kind of order, each status and what is filled in there."""
    wanted: dict[str, Way] = {}
    for index, kind in enumerate(rules.kinds):
        at: Way = ("trade", "kinds", index)
        wanted.setdefault(f"order-kind.{kind.code}", (*at, "code"))
        for place, stage in enumerate(kind.stages):
            here: Way = (*at, "stages", place)
            wanted.setdefault(f"order-status.{stage.status}", (*here, "status"))
            for number, field in enumerate(stage.fields):
                way: Way = (*here, "fields", number)
                wanted |= _each(f"order-field.{field.code}", (*way, "code"), "help")
                choices = {f"order-choice.{field.code}.{one}": (*way, "choices") for one in field.choices}
                wanted |= choices
    return wanted


def _of_violation(violation: Violation, at: Way) -> dict[str, Way]:
    """What the notice of such a penalty says, and what its appeal form asks for."""
    wanted = _each(f"violation.{violation.code}", (*at, "code"), "help")
    for index, measure in enumerate(violation.measures):
        if measure.about:
            wanted[f"payment-way.{measure.about}"] = (*at, "measures", index, "about")
    form = violation.appeal.form if violation.appeal else AppealForm()
    for key in ("fields", "slot_fields"):
        for index, field in enumerate(getattr(form, key)):
            way = (*at, "appeal", "form", key, index)
            wanted |= _each(f"appeal-field.{field.code}", (*way, "code"), "help")
            for place, choice in enumerate(field.choices):
                wanted[f"appeal-choice.{field.code}.{choice}"] = (*way, "choices", place)
    for key in ("materials", "slot_materials"):
        for index, material in enumerate(getattr(form, key)):
            way = (*at, "appeal", "form", key, index, "code")
            wanted |= _each(f"appeal-material.{material.code}", way, "help", "example")
    return wanted


def ways(said: dict[str, Any], above: Way = ()) -> Iterator[tuple[str, Way]]:
    """Each key as pages name it, with where its words stand."""
    for key, value in said.items():
        way = (*above, key)
        if isinstance(value, dict):
            yield from ways(value, way)
        else:
            yield ".".join(map(str, above if key == "name" and above else way)), way


def _each(key: str, way: Way, *more: str) -> dict[str, Way]:
    return {key: way, **{f"{key}.{one}": way for one in more}}


def _lapse(key: str, pack: Pack, shared: dict[str, str]) -> bool:
    kind = key.split(".")[1]
    setting = settings_of(pack).get(kind)
    return bool(shared.get(f"lapse.{kind}.{setting}" if setting else f"lapse.{kind}", "").strip())


def _poor(key: str, words: str, english: str, lang: str) -> Iterable[tuple[str, str]]:
    """What is wrong with one translation, and what would be right."""
    if not words.strip():
        yield "it is blank", f"words that say “{english}”"
    if sorted(re.findall(r"\{.*?\}", words)) != sorted(re.findall(r"\{.*?\}", english)):
        yield (
            "it doesn't name the same figures as the English words",
            ", ".join(re.findall(r"\{.*?\}", english)) or "none",
        )
    if key.startswith("stage.") and len(words) > STAGE_SIGNS_MAX:
        yield f"it has {len(words)} signs and must fit a stage bar", f"{STAGE_SIGNS_MAX} or fewer"
    # One word may be the same in two languages; a sentence is not.
    plain = re.sub(r"\{.*?\}", "", english)
    if lang != "en" and words == english and re.search("[a-z]", plain) and (lang != "es" or " " in plain):
        yield "it is the English text", "a translation"
    if lang.startswith("zh"):
        yield from _poor_chinese(words, lang)


def _poor_chinese(words: str, lang: str) -> Iterable[tuple[str, str]]:
    if match := ASCII_PUNCTUATION.search(words):
        yield f"punctuation of half width beside Han signs: {match[0]}", "，。：；？！（）"
    if "你" in words:
        yield "it says 你 to the reader", "您"
    others = ONLY_TRADITIONAL - ONLY_SIMPLIFIED if lang == "zh-Hans" else ONLY_SIMPLIFIED - ONLY_TRADITIONAL
    if strange := "".join(sign for sign in words if sign in others):
        script = "traditional" if lang == "zh-Hans" else "simplified"
        yield f"{script} signs: {strange}", "the signs of its own readers"


def of_common(root: Path) -> Iterator[Fault]:
    """Every fault of the words that all packs share."""
    yield from translated(root / "common")
    yield from shared_leftover(root)


def of_pack(found: PackFile, root: Path) -> Iterator[Fault]:
    """Every fault of a pack's own words."""
    yield from missing(found, root)
    yield from leftover(found, root)
    yield from translated(found.place)
    yield from filled_in(found)
