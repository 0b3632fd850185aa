"""The search for canaries is scored: each leak planted here is found, so that finding none means something."""

from collections.abc import Callable
from typing import Any

import pytest

from ombud.accounts.models import Draft
from tests.access.crawl import World, asked
from tests.access.test_canaries import at, leaks, told

Plant = Callable[[pytest.MonkeyPatch, World], list[tuple[str, str]]]


def a_check_removed(patch: pytest.MonkeyPatch, world: World) -> list[tuple[str, str]]:
    """Any shop's people reach any case."""
    from ombud.desk import access

    real = access.party_of
    patch.setattr(access, "party_of", lambda by, case: "merchant" if by.id == "sam" else real(by, case))
    number = world.a.made["case"]
    return [("sam", f"/merchant/complaints/{number}"), ("sam", f"/api/v1/complaints/{number}")]


def a_staff_note_in_the_timeline(patch: pytest.MonkeyPatch, world: World) -> list[tuple[str, str]]:
    """A party's page is made of what the platform may read."""
    from ombud.portals.common.case import reach

    real = reach.timeline
    patch.setattr(reach, "timeline", lambda platform, complaint, _party: real(platform, complaint, "platform"))
    return [("ana", f"/complaints/{world.a.made['case']}"), ("boris", f"/merchant/complaints/{world.a.made['case']}")]


def a_field_added_to_json(patch: pytest.MonkeyPatch, world: World) -> list[tuple[str, str]]:
    """A file's name is told to whoever sees the picture."""
    from ombud.api.v1 import files

    real = files._picture
    patch.setattr(files, "_picture", lambda file, name, by: real(file, name, by) | {"called": file.filename})
    return [("boris", f"/api/v1/files/{world.a.made['case.photo']}?complaint={world.a.made['case']}")]


def a_row_of_the_other_platform(patch: pytest.MonkeyPatch, world: World) -> list[tuple[str, str]]:
    """A search that forgets the platform."""
    from ombud.portals.reviewer.audit import page

    real = page.looked_at.looks
    patch.setattr(page.looked_at, "looks", lambda _platform, *rest, **more: real(world.b.platform, *rest, **more))
    patch.setattr(page, "_names", lambda _request, refs: {one: world.b.person("rita").name for one in refs})
    return [("senior", "/review/audit")]


def somebody_elses_draft(patch: pytest.MonkeyPatch, world: World) -> list[tuple[str, str]]:
    """Drafts are found by what they are about alone."""
    from ombud.portals.common import drafts

    def any_draft(request: Any, _form: str, _about: str) -> Any:
        return Draft.objects.filter(platform_id=request.platform.id, person__ref="boris")

    patch.setattr(drafts, "_rows", any_draft)
    return [("other", f"/complaints/{world.a.made['others-case']}/talk")]


def a_header_that_tells(patch: pytest.MonkeyPatch, world: World) -> list[tuple[str, str]]:
    """An ETag made of the words instead of their hash."""
    from ombud.api.v1 import case

    real = case.read_case

    def tagged(request: Any, caller: Any, id: str) -> Any:
        answer = real(request, caller, id)
        notes = (one.text for one in world.canaries.known.values() if one.field == "case.staff-note")
        answer["ETag"] = next(one for one in notes if one.isascii())
        return answer

    patch.setattr(case, "read_case", tagged)
    _rerouted(patch, case.read_case)
    return [("ana", f"/api/v1/complaints/{world.a.made['case']}")]


def what_is_held_at_the_door(patch: pytest.MonkeyPatch, world: World) -> list[tuple[str, str]]:
    """The shop sees a complaint before it was admitted."""
    from ombud.desk import access

    real = access.party_of
    patch.setattr(access, "party_of", lambda by, case: "merchant" if by.id == "boris" else real(by, case))
    return [("boris", f"/api/v1/complaints/{world.a.made['at-the-door']}")]


PLANTS: tuple[Plant, ...] = (
    a_check_removed, a_staff_note_in_the_timeline, a_field_added_to_json, a_row_of_the_other_platform,
    somebody_elses_draft, a_header_that_tells, what_is_held_at_the_door,
)  # fmt: skip


def _rerouted(patch: pytest.MonkeyPatch, handler: Any) -> None:
    """Have the API's view of one case answer by this handler."""
    from ombud.api.v1 import endpoint, urls

    pattern = next(one for one in urls.urlpatterns if str(one.pattern) == "complaints/<str:id>")
    patch.setattr(pattern, "callback", endpoint.endpoint(get=handler))


@pytest.mark.parametrize("plant", PLANTS, ids=lambda plant: plant.__name__)
def test_a_planted_leak_is_found(plant: Plant, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    where = [at(role, path) for role, path in plant(monkeypatch, world)]
    assert leaks(told(asked(world, where)))
    monkeypatch.undo()
    assert leaks(told(asked(world, where))) == [], "without it there is none"


def test_tokens_are_found_however_they_are_wrapped(world: World) -> None:
    import io
    import json
    import zipfile
    from urllib.parse import quote

    from tests.vault.made import photo

    one = next(canary for canary in world.canaries.known.values() if not canary.text.isascii())
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("a.txt", f"… {one.text} …")
    entities = "".join(f"&#{ord(sign)};" for sign in one.text)
    for data in (json.dumps(one.text).encode(), quote(one.text).encode(), entities.encode(), held.getvalue()):
        assert world.canaries.found(data) == {one}
    latin = next(canary for canary in world.canaries.known.values() if canary.text.startswith("qz"))
    from tests.access.platform import _exif

    assert world.canaries.found(photo(exif=_exif(latin.text))) == {latin}
