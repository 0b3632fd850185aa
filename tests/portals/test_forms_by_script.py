"""What script adds to forms: files sent one by one, a draft while one types, and no form sent into nothing."""

from typing import Any

from tests.portals.test_styleguide import changed


def test_each_chosen_file_is_sent_by_itself_and_can_be_sent_again(desktop: Any, site_url: str) -> None:
    answers = [
        {"status": 201, "json": {"id": "new-1", "name": "a.jpg"}},
        {"status": 422, "json": {"error": "Too large: 20 MB is the most."}},
        {"status": 201, "json": {"id": "new-2", "name": "b.jpg"}},
    ]
    tokens: list[str] = []

    def take(route: Any) -> None:
        tokens.append(route.request.headers["x-csrftoken"])
        route.fulfill(**answers.pop(0))

    desktop.route("**/take-a-file", take)
    changed(desktop, f"{site_url}/styleguide/form", ('data-upload=""', 'data-upload="/take-a-file"'))
    photos = desktop.locator("input[type=file]")
    photos.set_input_files({"name": "a.jpg", "mimeType": "image/jpeg", "buffer": b"first"})
    desktop.locator("input[name=file][value=new-1]").wait_for(state="attached")
    photos.set_input_files({"name": "b.jpg", "mimeType": "image/jpeg", "buffer": b"second"})
    failed = desktop.locator(".file.is-failed", has_text="b.jpg")
    assert "Too large: 20 MB is the most." in failed.inner_text()
    held = desktop.get_by_text("A file here was not taken.")
    assert held.is_hidden()
    desktop.locator("form.form button.p").click()
    assert held.is_visible()
    assert desktop.url == f"{site_url}/styleguide/form"
    failed.get_by_role("button", name="Try again").click()
    desktop.locator("input[name=file][value=new-2]").wait_for(state="attached")
    assert held.is_hidden()
    assert len(tokens) == 3
    assert all(tokens)
    assert photos.get_attribute("name") is None


def test_what_is_wrong_with_the_file_itself_is_not_to_be_tried_again(desktop: Any, site_url: str) -> None:
    problem = {"error": "This is no picture.", "again": False}
    desktop.route("**/take-a-file", lambda route: route.fulfill(status=422, json=problem))
    changed(desktop, f"{site_url}/styleguide/form", ('data-upload=""', 'data-upload="/take-a-file"'))
    desktop.locator("input[type=file]").set_input_files({"name": "a.txt", "mimeType": "text/plain", "buffer": b"words"})
    failed = desktop.locator(".file.is-failed", has_text="This is no picture.")
    failed.wait_for()
    assert failed.get_by_role("button", name="Try again").is_hidden()
    desktop.locator("form.form button.p").click()
    assert failed.get_by_role("button", name="Remove").evaluate("one => one === document.activeElement")


def test_more_files_than_fit_are_left_out_and_it_is_said_for_all_to_see(desktop: Any, site_url: str) -> None:
    desktop.route("**/take-a-file", lambda route: route.fulfill(status=201, json={"id": "new", "name": "a.jpg"}))
    changed(desktop, f"{site_url}/styleguide/form", ('data-upload=""', 'data-upload="/take-a-file"'),
            ('data-max=""', 'data-max="4"'))  # fmt: skip
    rows, told = desktop.locator("[data-files] > li"), desktop.get_by_text("That is more files than fit here")
    there = rows.count()
    assert there < 4
    assert told.is_hidden()
    files = [{"name": f"{n}.jpg", "mimeType": "image/jpeg", "buffer": b"x"} for n in range(5)]
    desktop.locator("input[type=file]").set_input_files(files)
    told.wait_for()
    assert rows.count() == 4


def test_a_draft_is_kept_while_one_types_and_its_files_stay_out(desktop: Any, site_url: str) -> None:
    desktop.route("**/keep-a-draft", lambda route: route.fulfill(status=204))
    changed(
        desktop,
        f"{site_url}/styleguide/form",
        ('<form class="form sec"', '<form data-draft="/keep-a-draft" class="form sec"'),
    )
    with desktop.expect_request("**/keep-a-draft") as kept:
        desktop.locator("#id_story").fill("The cup was cracked.")
    sent = kept.value.post_data
    assert "The cup was cracked." in sent
    assert "csrfmiddlewaretoken" in sent
    assert "filename=" not in sent
    desktop.locator("[data-draft-status]", has_text="Draft saved").wait_for()


def drafted(desktop: Any, site_url: str, answers: Any) -> list[str]:
    """A form with a draft, typed into, whose draft and page answer as told; what is sent from it."""
    sent: list[str] = []
    desktop.route("**/take-it", lambda route: (sent.append(route.request.post_data), route.fulfill(body="Taken.")))
    changed(
        desktop,
        f"{site_url}/styleguide/form",
        ('<form class="form sec"', '<form data-draft="/keep-a-draft" action="/take-it" class="form sec"'),
    )
    for path in ("**/keep-a-draft", "**/styleguide/form"):
        desktop.route(path, answers)
    desktop.locator("#id_story").fill("The cup was cracked.")
    desktop.locator("[data-draft-status]", has_text="Not saved yet").wait_for()
    desktop.get_by_role("button", name="Continue").click()
    return sent


def test_a_form_sent_without_a_connection_stays_with_what_was_typed(desktop: Any, site_url: str) -> None:
    back: list[bool] = []
    sent = drafted(desktop, site_url, lambda route: route.fulfill(status=204) if back else route.abort())
    desktop.locator("[data-draft-status]", has_text="No connection: nothing was sent.").wait_for()
    assert desktop.locator("#id_story").input_value() == "The cup was cracked."
    assert sent == []
    back.append(True)
    desktop.get_by_role("button", name="Continue").click()
    desktop.get_by_text("Taken.").wait_for()
    assert len(sent) == 1
    assert "The cup was cracked." in sent[0]


def test_what_blocks_drafts_alone_keeps_nobody_from_sending(desktop: Any, site_url: str) -> None:
    sent = drafted(
        desktop, site_url, lambda route: route.abort() if "draft" in route.request.url else route.continue_()
    )
    desktop.get_by_text("Taken.").wait_for()
    assert len(sent) == 1
