from tests.portals.reviewer.desks import complaint, now, reviewer, ruled


def test_a_ruling_against_the_shop_is_carried_into_a_penalty_once() -> None:
    case = ruled()
    client = reviewer(case.world)
    with now():
        assert client.post(case.url("/do/penalty"), {"violation": "Not A Code"}).status_code == 422
        assert client.post(case.url("/do/penalty"), {"violation": "not-as-described"}).status_code == 302
        assert client.post(case.url("/do/penalty"), {"violation": "not-as-described"}).status_code == 422
    assert complaint(case).penalty == "not-as-described"


def test_the_ruling_in_force_stands_in_the_history() -> None:
    case = ruled()
    with now():
        page = reviewer(case.world).get(case.url("?tab=history"))
    assert page.context["in_force"]["outcome"] == "Refund, ¥168.00"
    assert "The ruling in force" in page.content.decode()


def test_who_decides_a_review_is_not_told_that_it_can_be_reviewed_again() -> None:
    case = ruled()
    case.do("ask-review", case.world.ana, words="Look again.")
    with now():
        page = reviewer(case.world, "rolf").get(case.url()).content.decode()
    assert "A ruling is reviewed once" in page
    assert "Either side may ask for a review" not in page
