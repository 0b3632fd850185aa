"""The demo world as the tests of all pages see it, with the few things that its own tale leaves out."""

from datetime import datetime, timedelta
from functools import cache
from typing import Any, NamedTuple

from ombud.accounts import case_links, invitations
from ombud.accounts.models import Draft, Person, Platform
from ombud.core.complaint.state import Complaint
from ombud.core.penalty.standing import status_of
from ombud.core.penalty.state import Penalty
from ombud.core.people import Reviewer
from ombud.desk import clock
from ombud.desk.access import access_complaint, access_penalty
from ombud.desk.handle import Act, Done, handle
from ombud.ledger.connection import rows
from ombud.sandbox import make
from ombud.site.demo import seed
from ombud.site.demo.tale import Scene
from ombud.site.demo.world import TIANSHAN, XIAOMAN, Goods

REVIEWER = Reviewer(id="he")
SANDBOX = "try-out"


class Demo(NamedTuple):
    """The demo's first platform, with a few things more than its own tale tells."""

    platform: int
    order: str
    """Lin's, with nothing filed about it yet but a draft up to the check page."""
    report: str
    """The number of lin's report about a shop."""
    link: str
    """A case link's token that is never used up here."""
    invitation: str
    """The token of somebody invited from outside to one penalty, never used up either."""

    def case(self, who: str, goods: str, reason: str = "") -> Complaint:
        """The complaint of this consumer about these goods."""
        title = next(one.title for one in TIANSHAN.goods if one.id == goods)
        found = rows(
            "SELECT id FROM complaint_row WHERE platform = %s AND consumer = %s AND title = %s AND reason LIKE %s",
            (self.platform, who, title, reason or "%"),
        )
        assert len(found) == 1, (who, goods, found)
        return access_complaint(self.platform, found[0][0], REVIEWER).complaint

    def penalty(self, shop: str, status: str) -> Penalty:
        """The micro-store platform's penalty of this shop at this place, the newest where there are several."""
        platform = Platform.objects.get(slug=XIAOMAN.slug).pk
        found = rows(
            "SELECT id FROM penalty_row WHERE platform = %s AND shop = %s ORDER BY imposed_at DESC, id",
            (platform, shop),
        )
        told = (access_penalty(platform, id, REVIEWER) for (id,) in found)
        return next(one.penalty for one in told if status_of(one.penalty, one.at) == status)

    def shop_of(self, who: str) -> str:
        """The shop that a member of the micro-store platform acts for."""
        actor: Any = Person.objects.get(platform__slug=XIAOMAN.slug, ref=who).actor()
        return str(actor.shop)

    def number(self, who: str, goods: str, reason: str = "") -> str:
        """Its number, as addresses have it."""
        return self.case(who, goods, reason).number


@cache
def demo() -> Demo:
    """Seed the demo world, once, and tell what it leaves out."""
    seed()
    make.create(SANDBOX, "沙盒", "wechat")
    platform = Platform.objects.get(slug="tianshan")
    now = clock.now().replace(microsecond=0)
    scene = Scene(TIANSHAN, platform.pk, now)
    scene.orders = 90  # beyond the numbers of the tale
    goods = {one.id: one for one in TIANSHAN.goods}
    order = scene.order("lin", goods["padded-vest"], 3)
    _draft(scene, order, goods["padded-vest"])
    words = "The photos show another brand than the page."
    seen = {"shop": "beifeng", "about": "false-advertising", "words": words, "page": "", "files": []}
    report = _done(scene, "report.file", "", "lin", **seen)
    why = "Three complaints with the same words in one day."
    until = (now + timedelta(days=6)).isoformat()
    _done(scene, "account.limit", "chen", "he", reason="advertising", words=why, until=until)
    _done(scene, "account.contest", "chen", "chen", words="They were about three different orders.")
    _about_to_hand_in(now)
    made = Demo(platform.pk, order, report.number, "", "")
    _talk(scene, made.case("lin", "striped-dress"), now)
    token = case_links.make(platform.pk, made.case("lin", "striped-dress").id, "lin", now)
    assert token
    return made._replace(link=token, invitation=_invitation(made, now))


def _talk(scene: Scene, case: Complaint, now: datetime) -> None:
    """Lin and the shop wrote to each other about the striped dress, and Lin put it into the case."""
    photo = scene.photo("lin", "striped-dress", hours=1)
    files = [{"file": photo["file"]}] if photo else []
    for who, words, sent in (
        ("lin", "这条裙子洗了一次就掉色。", []),
        ("su", "您好，方便拍一张照片吗？", []),
        ("lin", "请看照片。", files),
        ("su", "收到，我们看一下。", []),
    ):
        _done(scene, "conversation.say", case.order_id, who, words=words, files=sent)
    _done(scene, "complaint.attach-talk", case.id, "lin", words="店铺看过照片。")


def _invitation(world: Demo, now: datetime) -> str:
    """Somebody from outside, asked to decide the appeal that is under review."""
    platform, penalty = Platform.objects.get(slug=XIAOMAN.slug).pk, world.penalty("olive", "in-review").id
    person = invitations.person_for(platform, penalty, "Ines Prado", "ines@example.org", "es")
    by = Reviewer(id="fang", rights=("rule", "approve", "oversee"))
    fields = {"reviewer": person.ref, "words": "We have all decided on it before."}
    assert isinstance(handle(Act(platform, "penalty.invite", penalty, by, fields, via="demo", at=now)), Done)
    token = invitations.make(person, now)
    assert token
    return token


def _about_to_hand_in(now: datetime) -> None:
    """Wei has applied for a shop of the micro-store platform and accepted the duties."""
    platform = Platform.objects.get(slug=XIAOMAN.slug)
    person = Person.objects.create(
        platform=platform, ref="wei", login=f"{XIAOMAN.slug}/wei", kind="member", name="魏蓝", language="zh-hans"
    )
    given = {"name": "蓝染小铺", "category": "crafts", "contact": "13500008888"}
    applied = handle(Act(platform.pk, "shop.apply", "", person.actor(), given, via="demo", at=now))
    assert isinstance(applied, Done), applied
    accepted = {"version": "2026.1"}
    done = handle(Act(platform.pk, "shop.accept-duties", applied.id, person.actor(), accepted, via="demo", at=now))
    assert isinstance(done, Done), done


def _done(scene: Scene, verb: str, target: str, who: str, **fields: Any) -> Done:
    done = handle(Act(scene.platform, verb, target, scene.actors[who], fields, via="demo", at=scene.now))
    assert isinstance(done, Done), done
    return done


def _draft(scene: Scene, order: str, goods: Goods) -> None:
    person = Person.objects.get(platform=scene.platform, ref="lin")
    photo = scene.photo("lin", goods.id)
    fields = {
        "lines": ["1"], "reason": ["quality"], "problem": ["羽绒一直钻出来。"], "remedy": ["refund"],
        "amount": ["299"], "name": ["林晓梅"], "phone": ["13800001234"], "email": [""],
        "file_photo-goods": [photo["file"]] if photo else [],
    }  # fmt: skip
    told = {"platform_id": scene.platform, "person": person, "form": "file", "about": order}
    Draft.objects.update_or_create(**told, defaults={"fields": fields})
