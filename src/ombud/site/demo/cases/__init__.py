"""The demo's cases, by platform."""

from collections.abc import Callable, Mapping

from ombud.site.demo.cases.chunfeng import chunfeng
from ombud.site.demo.cases.linli import linli
from ombud.site.demo.cases.rio import rio
from ombud.site.demo.cases.tianshan import tianshan
from ombud.site.demo.cases.xiaoman import xiaoman
from ombud.site.demo.tale import Scene

TALES: Mapping[str, Callable[[Scene], None]] = {
    "tianshan": tianshan, "rio": rio, "xiaoman": xiaoman, "chunfeng": chunfeng, "linli": linli,
}  # fmt: skip
