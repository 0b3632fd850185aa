"""Penalties of the third platform: one at each place where a penalty can stand."""

from ombud.site.demo.cases.xiaoman import ended, newcomers, reviewing, suspended, to_act, trade
from ombud.site.demo.docket import Docket
from ombud.site.demo.tale import Scene


def xiaoman(scene: Scene) -> None:
    """Everything that is going on at the third platform."""
    trade.told(scene)
    trade.complained(scene)
    newcomers.newcomers(scene)
    docket = Docket(scene)
    tales = (*ended.TALES, *to_act.TALES, *suspended.TALES)
    if scene.photo("shen", "waybill-hat"):  # without uploads no appeal can hold what its form asks for
        tales = (*ended.APPEALED, *reviewing.APPEALED, *to_act.APPEALED, *tales)
    for tale in tales:
        tale(docket)
    docket.pass_over_all()
