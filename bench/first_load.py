"""What a phone loads before it shows a consumer's case for the first time, asked of a real browser."""

import gzip
import os
import shutil
from typing import Any
from urllib.parse import urlsplit

from bench import rig
from bench.figure import Figure, Goal
from bench.hand import Hand

LOOKED_AT = {"width": 390, "height": 844}
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]


def figures(*, quick: bool = False) -> list[Figure]:  # noqa: ARG001 - one page has no shorter form
    """Kilobytes over the wire with an empty cache, and how many foreign origins were asked."""
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not chromium:
        return []
    with rig.database() as variables, Hand("bench.world:World", variables) as world, rig.site(variables) as port:
        platform = world.ask("platform", slug="load")
        world.ask("orders", platform=platform, first=0, count=1)
        world.ask("steps", platform=platform, lives=[0], steps=["file", "answer"])
        number = world.ask("number", platform=platform, life=0)
        cookie = world.ask("session", platform=platform, ref="buyer-00000000")
        seen = _loaded(chromium, f"http://localhost:{port}/complaints/{number}", cookie)
    how = (
        f"a consumer's case page in Chromium, empty cache, {len(seen.sizes)} requests: "
        + ", ".join(f"{kind} {size / 1000:.1f}" for kind, size in sorted(seen.by_kind().items()))
        + " kB; what the server leaves to the proxy to compress is counted as gzip makes it"
    )
    return [
        Figure("first-load", sum(seen.sizes.values()) / 1000, "kB", goal=Goal("value", "<=", 80), how=how),
        Figure("foreign-origins", len(seen.foreign), "origins", goal=Goal("value", "<=", 0), how="asked by that page"),
    ]


class Seen:
    """What came over the wire, by request."""

    def __init__(self, url: str) -> None:
        self.host = urlsplit(url).netloc
        self.kinds: dict[str, str] = {}
        self.sizes: dict[str, float] = {}
        self.foreign: set[str] = set()

    def response(self, told: dict[str, Any]) -> None:
        """The head of an answer: what it is, and from where."""
        self.kinds[told["requestId"]] = told["type"].lower()
        address = urlsplit(told["response"]["url"])
        if address.scheme.startswith("http") and address.netloc != self.host:
            self.foreign.add(address.netloc)

    def finished(self, told: dict[str, Any]) -> None:
        """Its end: how many bytes it was, head included."""
        self.sizes[told["requestId"]] = told["encodedDataLength"]

    def by_kind(self) -> dict[str, float]:
        """Bytes by kind."""
        found: dict[str, float] = {}
        for id, size in self.sizes.items():
            kind = self.kinds.get(id, "other")
            found[kind] = found.get(kind, 0) + size
        return found


def _loaded(chromium: str, url: str, cookie: str) -> Seen:
    from playwright.sync_api import sync_playwright

    name, _, value = cookie.partition("=")
    seen = Seen(url)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        context = browser.new_context(viewport=LOOKED_AT, device_scale_factor=2, is_mobile=True, locale="en-GB")  # type: ignore[arg-type]
        context.add_cookies([{"name": name, "value": value, "url": url}])
        page = context.new_page()
        wire = context.new_cdp_session(page)
        wire.send("Network.enable")
        wire.on("Network.responseReceived", seen.response)
        wire.on("Network.loadingFinished", seen.finished)
        answer = page.goto(url, wait_until="networkidle")
        assert answer is not None
        assert answer.status == 200, answer.status
        if "content-encoding" not in answer.headers:
            body = answer.body()
            document = next(id for id, kind in seen.kinds.items() if kind == "document")
            seen.sizes[document] -= len(body) - len(gzip.compress(body, 6))
        browser.close()
    return seen
