"""The API is answered before the middleware of the pages, and lacks nothing that they add for it."""

from tests.api.caller import Api
from tests.cast import world


def test_an_answer_tells_its_length_and_language_and_sets_no_cookie() -> None:
    answer = Api(world()).get("/me", None, Accept_Language="es")
    assert (answer.status, answer.headers["Content-Language"]) == (200, "es")
    assert int(answer.headers["Content-Length"]) > 0
    assert "Set-Cookie" not in answer.headers
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_an_address_that_is_no_call_is_the_site_s_not_found() -> None:
    assert Api(world()).client.get("/api/v9/nothing").status_code == 404
