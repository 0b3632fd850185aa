"""What the demo's platforms announce, and what those who bought say of two shops."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from ombud.core.people import Consumer
from ombud.core.refusal import Refusal
from ombud.desk.handle import Act
from ombud.desk.handle_many import handle_many
from ombud.site.demo.tale import Bought, Scene

DAY = 24.0
Text = tuple[str, str]
"""Title and body."""
LANGUAGES = ("en", "zh-Hans", "zh-Hant", "es")


class Rated(NamedTuple):
    """Somebody bought, so many days ago, and rated: stars, words, and what the shop answered."""

    goods: str
    days: float
    stars: int
    words: str = ""
    answer: str = ""


HOURS: Mapping[str, Text] = {
    "zh-Hans": (
        "客服工作时间说明",
        """平台客服在工作日 9:00 至 12:00、13:00 至 16:00 服务，节假日调休的工作日照常服务。

非工作时间您可以随时在投诉单里留言，我们会在下一个工作日回复。
各渠道现在是否有人，请看服务页面。""",
    ),
    "zh-Hant": (
        "客服服務時間說明",
        """平台客服於工作日 9:00 至 12:00、13:00 至 16:00 服務，補班的工作日照常服務。

其他時間您隨時可以在投訴單裡留言，我們會在下一個工作日回覆。
各管道現在是否有人，請看服務頁面。""",
    ),
    "en": (
        "When you can reach our service",
        """Our service is there on working days, 9:00 to 12:00 and 13:00 to 16:00, also to make up for a holiday.

At other times you can write in your case; we answer on the next working day.
The service page says of each channel whether somebody is there now.""",
    ),
    "es": (
        "Cuándo encuentra a nuestro servicio",
        """Atendemos los días hábiles de 9:00 a 12:00 y de 13:00 a 16:00, también los que compensan un festivo.

El resto del tiempo puede escribir en su caso; respondemos el siguiente día hábil.
La página de servicio dice en cada canal si hay alguien ahora.""",
    ),
}
SAFETY: Text = (
    "谨防冒充客服的来电",
    """近日有人冒充平台客服，以“退款”为名索要验证码。平台工作人员不会向您索要验证码或银行卡密码。

接到此类来电请挂断，并在投诉单里告诉我们。也可以向 12321 举报：https://www.12321.cn""",
)
SAFETY_BEFORE: Text = ("谨防冒充客服的来电", "近日有人冒充平台客服索要验证码，请勿提供。")
MERCHANTS: Text = ("订单状态请及时更新", "从下周起，发货后两天内仍未填写运单号的订单会在“今日”里提醒。")
MISTAKEN: Text = ("系统维护通知", "本周五凌晨系统维护，期间无法提交投诉。")
SPANISH: Text = (
    "El mercado cierra en agosto",
    "Del 10 al 21 de agosto no atendemos el teléfono. Los plazos que corren se cuentan como siempre.",
)
SAID = {
    "tianshan": (
        Rated("blue-jeans", 60, 5, "版型好，尺码准。"),
        Rated("rain-jacket", 52, 4, "防小雨没问题，袖口略紧。", "谢谢反馈，下一批会放宽袖口。"),
        Rated("blue-jeans", 47, 5),
        Rated("pattern-jumper", 41, 2, "洗了一次就起球。", "抱歉，请联系我们换货。"),
        Rated("padded-vest", 33, 4, "很轻，也够暖。"),
        Rated("pattern-jumper", 21, 5, "颜色和图片一样。"),
        Rated("blue-jeans", 12, 3, "发货慢了两天。"),
        Rated("rain-jacket", 6, 5, "客服回复很快。"),
    ),
    "rio": (Rated("wool-hat", 20, 5, "Abriga mucho y llegó en dos días."),),
}


def news(scene: Scene) -> None:
    """Announcements, and ratings."""
    match scene.market.slug:
        case "tianshan":
            _tianshan(scene)
        case "rio":
            _announced(scene, 30, "andres", {"es": SPANISH}, category="holiday", author="Servicio de Mercado del Río")
        case "xiaoman":
            senior = next((one.handle for one in scene.market.people if one.role == "senior"), "")
            if senior:
                _announced(scene, 30, senior, HOURS, category="service", author=f"{scene.market.name}客服中心")
    _rated(scene, SAID.get(scene.market.slug, ()))


def _tianshan(scene: Scene) -> None:
    about: dict[str, Any] = {"author": "天山集市客服中心", "source": "天山集市", "copyright": "© 2026 天山集市"}
    _announced(scene, 3, "zhao", HOURS, category="service", **about)
    safety = _announced(scene, 20, "zhao", {"zh-Hans": SAFETY_BEFORE}, category="safety", **about)
    scene.act(17 * DAY, "zhao", "announcement.revise", safety, **_said({"zh-Hans": SAFETY}, category="safety", **about))
    later = scene.ago(-2 * DAY).isoformat()
    _announced(scene, 0.5, "zhao", {"zh-Hans": MERCHANTS}, audience="merchants", shows_at=later, **about)
    mistaken = _announced(scene, 9, "zhao", {"zh-Hans": MISTAKEN}, **about)
    scene.act(8.8 * DAY, "zhao", "announcement.withdraw", mistaken, words="维护改期，时间另行通知。")


def _announced(scene: Scene, days: float, who: str, texts: Mapping[str, Text], **more: Any) -> str:
    return scene.act(days * DAY, who, "announcement.publish", "", **_said(texts, **more)).id


def _said(texts: Mapping[str, Text], **more: Any) -> dict[str, Any]:
    written = [{"lang": lang, "title": title, "body": body} for lang, (title, body) in texts.items()]
    return {"texts": written, "without": [one for one in LANGUAGES if one not in texts], **more}


def _rated(scene: Scene, said: Sequence[Rated]) -> None:
    """By people of whom no more is known than that they bought."""
    goods = {one.id: one for one in scene.market.goods}
    bought = [Bought(f"guest-{n}", goods[one.goods], one.days) for n, one in enumerate(said)]
    acts = []
    for n, (order, one) in enumerate(zip(scene.orders_of(bought), said, strict=True)):
        fields = {"stars": one.stars, "words": one.words}
        at = scene.ago((one.days - 2) * DAY)
        acts.append(Act(scene.platform, "order.rate", order, Consumer(id=f"guest-{n}"), fields, via="demo", at=at))
    outcomes = handle_many(acts)
    assert not any(isinstance(one, Refusal | Exception) for one in outcomes), outcomes
    owners = {one.shop: one.handle for one in scene.market.people if one.role == "owner"}
    for act, one in zip(acts, said, strict=True):
        if one.answer:
            owner = owners[goods[one.goods].shop]
            scene.act((one.days - 3) * DAY, owner, "order.answer-rating", act.target, words=one.answer)
