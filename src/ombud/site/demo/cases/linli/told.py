"""Tells what is said about an order, kept for it and complained about, and reports that a picture is fake."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from ombud.desk.handle_many import let_time_pass
from ombud.desk.load import load
from ombud.ledger.connection import connection, rows
from ombud.site.demo.tale import Scene
from ombud.site.demo.world import LINLI

GOODS = {one.id: one for one in LINLI.goods}
PHONES = {one.handle: (one.name, one.phone) for one in LINLI.people}
REFUND_NUMBER = "50300806962026112400001234567"
THINGS = ("complaint", "evidence_report")
Place = tuple[int, int, int, int]
"""Left, top, width and height in ten-thousandths of the picture."""


class Story:
    """One platform's evidence, told as hours before the scene's instant."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene

    def picture(self, who: str, name: str, hours: float, kind: str = "photo-goods") -> dict[str, str]:
        """A picture that somebody has; the same bytes of the same person are one file however often they come."""
        return self.scene.photo(who, name, kind, hours)

    def said(self, order: str, *messages: tuple[float, str, str, str]) -> None:
        """Messages about an order: how many hours ago, who, words, and the name of a picture or nothing."""
        for hours, who, words, name in messages:
            files = [self.picture(who, name, hours)] if name else []
            self.scene.act(hours, who, "conversation.say", order, words=words, files=files)

    def read(self, hours: float, who: str, order: str) -> None:
        """Somebody reads what the other side said."""
        self.scene.act(hours, who, "conversation.mark-read", order)

    def kept(
        self, hours: float, who: str, order: str, names: Sequence[str], shown: str = "own", words: str = ""
    ) -> None:
        """Pictures put by for an order, before any dispute."""
        side = "consumer" if who in PHONES and not self._member(who) else "merchant"
        files = [self.picture(who, name, hours) for name in names]
        given = {"files": files, "shown": shown, "words": words}
        self.scene.act(hours, who, "order_vault.keep", f"{order}:{side}", **given)

    def complained(
        self, hours: float, who: str, order: str, goods: str, reason: str, problem: str, names: Sequence[str] = ()
    ) -> str:
        """A complaint that asks for the money without sending the goods back; returns its id."""
        name, phone = PHONES[who]
        files = [self.picture(who, one, hours) for one in names]
        done = self.scene.do(
            hours, who, "file", "", order=order, reason=reason, lines=[{"line": "1"}],
            asked={"remedy": "refund", "amount": GOODS[goods].price}, problem=problem,
            contact={"name": name, "phone": phone}, files=files,
        )  # fmt: skip
        return done.id

    def do(self, hours: float, who: str, verb: str, case: str, **fields: Any) -> None:
        """One act in a complaint, after whatever was due before it."""
        self.pass_over("complaint", case, self.scene.ago(hours))
        self.scene.do(hours, who, verb, case, **fields)

    def paid(self, hours: float, seller: str, consumer: str, case: str) -> None:
        """The shop proves the refund, and the consumer says that it came."""
        words = "Refunded the way it was paid." if seller == "victor" else "已原路退回。"
        self.do(hours, seller, "prove", case, proof="refund-number", reference=REFUND_NUMBER, words=words)
        self.do(hours - 3, consumer, "confirm", case)

    def reported(
        self, hours: float, who: str, order: str, picture: Mapping[str, str], words: str, *claims: dict[str, Any]
    ) -> str:
        """A report that a picture is fake; returns its id."""
        given = {"order": order, "file": picture["file"], "claims": list(claims), "words": words}
        return self.scene.act(hours, who, "evidence_report.file", "", **given).id

    def on_report(self, hours: float, who: str, verb: str, report: str, **fields: Any) -> None:
        """One act about a report, after whatever was due before it."""
        self.pass_over("evidence_report", report, self.scene.ago(hours))
        self.scene.act(hours, who, f"evidence_report.{verb}", report, **fields)

    def concluded(
        self, hours: float, who: str, report: str, words: str, results: Mapping[str, tuple[str, str]], **more: Any
    ) -> None:
        """A conclusion: of each claim what was found, and why; the pictures were compared."""
        said = [{"claim": claim, "result": result, "words": why} for claim, (result, why) in results.items()]
        given = {"results": said, "relied_on": ["own-comparison"], "words": words, **more}
        self.on_report(hours, who, "conclude", report, **given)

    def pass_over(self, thing: str, id: str, until: datetime) -> None:
        """Let everything follow that was due by then, each at its own instant."""
        while True:
            loaded, _before = load(connection(), self.scene.platform, thing, id)
            if loaded.due_at is None or loaded.due_at > until:
                return
            if not let_time_pass([(self.scene.platform, id)], loaded.due_at):
                return

    def pass_over_all(self) -> None:
        """The same for every complaint and report until now."""
        for thing in THINGS:
            for (id,) in rows(f"SELECT id FROM {thing}_row WHERE platform = %s", (self.scene.platform,)):  # noqa: S608 - ours
                self.pass_over(thing, id, self.scene.now)

    def _member(self, who: str) -> bool:
        return any(one.handle == who and one.kind == "member" for one in LINLI.people)


def from_web(*links: str, files: Sequence[dict[str, str]] = ()) -> dict[str, Any]:
    """The claim that a picture stands elsewhere, with where."""
    return {"claim": "from-web", "links": list(links), "files": list(files)}


def edited(*places: Place) -> dict[str, Any]:
    """The claim that a picture was edited, with the places."""
    names = ("left", "top", "width", "height")
    shapes = [{"kind": "ellipse", **dict(zip(names, one, strict=True))} for one in places]
    return {"claim": "edited", "shapes": shapes}


def not_ours(*files: dict[str, str]) -> dict[str, Any]:
    """The claim that the goods on it aren't the shop's, with a photo of its own."""
    return {"claim": "not-ours", "files": list(files)}
