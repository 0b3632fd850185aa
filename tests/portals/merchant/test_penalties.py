"""The shop's penalties: the list, the notice, and the appeal, without a browser."""

from tests.portals.clients import signed_in
from tests.portals.merchant.console import a_photo, needs_uploads, read, sent
from tests.portals.merchant.penalised import (
    CHAT,
    CLOSED_TO_APPEAL,
    WHOLE,
    a_slot,
    begun,
    impose,
    page_text,
    path,
    penalised,
    state,
)


def test_the_list_shows_each_penalty_with_its_window_and_the_next_step() -> None:
    made = penalised()
    first, second, third = impose(made), impose(made, CHAT), impose(made, CLOSED_TO_APPEAL)
    body = read(signed_in(made, "boris"), "/merchant/penalties")
    for one in (first, second, third):
        assert f'href="{path(one)}"' in body
    assert f'href="{path(first, "/begin")}"' in body
    assert f'href="{path(third, "/begin")}"' not in body
    words = page_text(body)
    assert "Not open to appeal" in words
    assert "Closes" in words
    table = body[body.index("<tbody>") :]
    assert table.index(path(second)) < table.index(path(first)) < table.index(path(third))


@needs_uploads
def test_an_appeal_is_begun_filled_in_part_by_part_looked_over_and_sent() -> None:
    made = penalised()
    done = impose(made)
    client = begun(made, done)
    sent(client, path(done, "/appeal/0"), WHOLE, to=path(done, "/appeal/1"))
    for n in (1, 2, 3):
        files = {f"p{n}-waybill": a_photo(f"w{n}.jpg"), f"p{n}-chat": a_photo(f"c{n}.jpg", "blue"),
                 f"p{n}-payment-record": a_photo(f"r{n}.jpg", "green")}  # fmt: skip
        following = path(done, f"/appeal/{n + 1}") if n < 3 else path(done, "/appeal/check")
        sent(client, path(done, f"/appeal/{n}"), a_slot(n, files), to=following)
    body = read(client, path(done, "/appeal/check"))
    assert "only if all 3 are upheld" in body
    sent(client, path(done, "/appeal/check"), {}, to=path(done))
    now = state(made, done)
    assert now.appeal == "review"
    assert now.submission is not None
    assert len(now.submission.files) == 9
    assert "The platform decides on your appeal" in read(client, path(done))
