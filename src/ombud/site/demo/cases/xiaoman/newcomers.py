"""Who is on the way to a shop: one whose papers wait for the platform; one who comes with nothing is left to it."""

from ombud.accounts.models import Person
from ombud.packs.load import load_pack
from ombud.site.demo.tale import Scene

APPLIED_HOURS, SUBMITTED_HOURS = 26, 20


def newcomers(scene: Scene) -> None:
    """Ruan applies, accepts the duties and hands in a licence that nobody has looked at yet."""
    rules = load_pack(scene.market.pack).pack.shops
    assert rules is not None, "shops open on this platform"
    given = {"name": "知夏花艺", "category": "flowers-gifts", "contact": "13500007777", "city": "苏州"}
    shop = scene.act(APPLIED_HOURS, "ruan", "shop.apply", "", **given).id
    scene.actors["ruan"] = Person.objects.get(platform=scene.platform, ref="ruan").actor()
    scene.act(APPLIED_HOURS - 1, "ruan", "shop.accept-duties", shop, version=rules.duties_version)
    licence = scene.photo("ruan", "licence", "licence", SUBMITTED_HOURS + 1)
    form = rules.form("company")
    if licence and form is not None:
        scene.act(
            SUBMITTED_HOURS,
            "ruan",
            "shop.qualify",
            shop,
            form=form.code,
            numbers=[{"code": one.code, "number": one.example} for one in form.credentials],
            entries=[
                {"code": "legal-name", "words": "苏州知夏花艺有限公司"},
                {"code": "representative", "words": "阮知夏"},
            ],
            files=[licence],
        )
