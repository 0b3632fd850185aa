"""The pages about reports of fake evidence: of a shop that reports, of the consumer accused, of those who examine."""

from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.urls import reverse

from ombud.accounts.models import Draft, Person, Platform
from ombud.desk import clock
from ombud.portals.merchant.fake.new import draft_key
from ombud.site.demo.tale import Scene
from ombud.site.demo.world import XIAOMAN
from tests.portals.demo_world import Demo
from tests.portals.shown import Shown, at

SHEN, YAO, OLIVIA, DANIEL, TANG = (f"xiaoman/{one}" for one in ("shen", "yao", "olivia", "daniel", "tang"))
PLACE = {"kind": "ellipse", "left": 5200, "top": 3100, "width": 1500, "height": 3700}
EDITED = {"claim": "edited", "shapes": [PLACE]}


class Told(NamedTuple):
    """What the tale of these pages left."""

    order: str
    picture: str
    heard: str
    examined: str
    concluded: str


@cache
def told() -> Told:
    """Daniel's hat, complained about with a photo, and three reports of it: one at each place."""
    platform = Platform.objects.get(slug=XIAOMAN.slug)
    scene = Scene(XIAOMAN, platform.pk, clock.now().replace(microsecond=0))
    scene.orders = 300  # beyond the numbers of the tale
    hat = next(one for one in XIAOMAN.goods if one.id == "crochet-hat")
    case = scene.filed(40, "daniel", hat, "not-as-described", "The brim has a hole.", photos=("hat-other",))
    order = f"{XIAOMAN.prefix}{scene.ago(40 + 24 * 6):%y%m}0301"
    photo = scene.photo("daniel", "hat-other", hours=40)["file"]
    own = scene.photo("shen", "crochet-hat", hours=6)
    numbers = []
    for hours in (30, 20, 10):
        claims = [EDITED] if hours != 20 else [
            EDITED, {"claim": "not-ours", "files": [own]},
            {"claim": "from-web", "links": ["https://example.com/hats/0391.jpg"]},
        ]  # fmt: skip
        done = scene.act(hours, "shen", "evidence_report.file", "", order=order, file=photo, claims=claims,
                         complaint=case, words="The weave goes on behind the hole.")  # fmt: skip
        numbers.append(done.number)
        if hours > 10:
            scene.act(
                hours - 2, "daniel", "evidence_report.answer", done.id, stance="denies", words="I took it at home."
            )
        if hours == 30:
            result = {"claim": "edited", "result": "not-shown", "words": "The shadow fits the window."}
            scene.act(hours - 4, "tang", "evidence_report.conclude", done.id, results=[result],
                      relied_on=["own-comparison"], words="Nothing shows an edit.")  # fmt: skip
    drafted(platform, order, photo)
    return Told(order, photo, numbers[2], numbers[1], numbers[0])


def drafted(platform: Platform, order: str, photo: str) -> None:
    """Shen has filled in a report that isn't sent."""
    shen = Person.objects.get(platform=platform, ref="shen")
    fields = {
        "claims": ["", "edited", "from-web"], "shapes": ["", "ellipse,5200,3100,1500,3700"],
        "links": ["https://example.com/hats/0392.jpg"], "words": ["破洞后面的织纹是连着的。"],
    }  # fmt: skip
    about = draft_key(order, photo)
    Draft.objects.update_or_create(
        platform=platform, person=shen, form="report-evidence", about=about, defaults={"fields": fields}
    )


def number(which: str) -> Callable[[Demo], str]:
    """The number of the report at this place."""
    return lambda _world: str(getattr(told(), which))


def about(name: str, who: str, **more: str) -> Shown:
    """A page of the form, about the picture and its order."""

    def path(_world: Demo) -> str:
        query: dict[str, Any] = {"file": told().picture} | ({} if "choose" in more else {"order": told().order}) | more
        return f"{reverse(name.partition(' ')[0])}?{urlencode(query)}"

    return Shown(name, who, path)


FAKES = [
    about("report-evidence", SHEN),
    about("report-evidence of a viewer", YAO),
    about("report-evidence chosen", SHEN, choose="1"),
    about("report-evidence searched in vain", SHEN, choose="1", q="none"),
    about("report-evidence-check", SHEN),
    at("merchant-evidence-reports", SHEN, query=""),
    at("merchant-evidence-reports none", OLIVIA),
    at("merchant-evidence-report heard", SHEN, number("heard")),
    at("merchant-evidence-report examined", YAO, number("examined")),
    at("merchant-evidence-report concluded", SHEN, number("concluded")),
    at("consumer-evidence-report to answer", DANIEL, number("heard")),
    at("consumer-evidence-report answered", DANIEL, number("examined")),
    at("consumer-evidence-report concluded", DANIEL, number("concluded")),
    at("review-evidence-reports", TANG),
    at("review-evidence-reports late", TANG, query="?late=1"),
    at("review-evidence-report heard", TANG, number("heard")),
    at("review-evidence-report examined", TANG, number("examined")),
    at("review-evidence-report concluded", TANG, number("concluded")),
]
