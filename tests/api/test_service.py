"""The platform's service by API, as its pages have it."""

import pytest

from tests.api.caller import Api
from tests.cast import world


@pytest.mark.requirement("OS-7")
def test_each_channel_says_whether_somebody_is_there() -> None:
    api = Api(made := world())

    body = api.get("/service", made.ana, Accept_Language="es").body

    assert (body["at"], body["zone"]) == ("2026-03-09T02:00:00Z", "Asia/Shanghai")
    phone = next(one for one in body["channels"] if one["code"] == "phone-advice")
    assert phone["name"] == "Teléfono de consultas"
    assert (phone["there"], phone["until"], phone["back_at"]) == (True, "2026-03-09T04:00:00Z", None)
