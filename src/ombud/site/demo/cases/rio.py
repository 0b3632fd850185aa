"""Cases of the second platform: the same engine under other rules."""

from ombud.site.demo.tale import Scene
from ombud.site.demo.world import RIO

GOODS = {one.id: one for one in RIO.goods}


def rio(scene: Scene) -> None:
    """Everything that is going on at the second platform, and bought things that nobody has complained about yet."""
    scene.filed(4, "mateo", GOODS["blue-shirt"], "not-as-described", "La camisa es verde, no azul.", ("shirt-colour",))
    answered = scene.filed(
        40, "lucia", GOODS["white-jumper"], "quality", "Tras un lavado salieron bolitas.", ("jumper-pilling",)
    )
    scene.do(39.8, "pilar", "admit", answered)
    scene.do(
        20, "carmen", "answer", answered, stance="explains", words="Es algodón sin tratar; conviene lavarlo a mano."
    )
    scene.do(
        19,
        "carmen",
        "offer",
        answered,
        terms={"remedy": "refund", "amount": 1500},
        words="Le ofrezco devolver 15 euros.",
    )
    silent = scene.filed(
        24 * 9, "mateo", GOODS["leather-flats"], "quality", "La suela se despegó el segundo día.", ("flats-worn",)
    )
    scene.do(24 * 9 - 0.2, "pilar", "admit", silent)
    agreed = scene.filed(24 * 12, "lucia", GOODS["wool-hat"], "wrong-goods", "Pedí rosa y llegó negro.", ("hat-other",))
    scene.do(24 * 12 - 0.2, "pilar", "admit", agreed)
    scene.do(24 * 11, "carmen", "answer", agreed, stance="agrees", words="Tiene razón, le devuelvo el dinero.")
    scene.order("lucia", GOODS["blue-shirt"], 3)
    scene.order("mateo", GOODS["wool-hat"], 2)
