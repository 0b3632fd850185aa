from tests.portals.reviewer.desks import complaint, now, reviewer, ruled


def test_a_ruling_against_the_shop_leads_to_the_catalogue_and_is_carried_into_a_penalty_once() -> None:
    case = ruled()
    client = reviewer(case.world)
    with now():
        way = client.get(case.url("/do/penalty"), follow=True)
        assert way.redirect_chain == [(f"/review/penalties/new?complaint={case.number}", 302)]
        assert way.context["rows"], "the violations of the pack's catalogue"
        case.do("carry", case.world.rita, violation="not-as-described")
        assert client.get(case.url("/do/penalty"), follow=True).status_code == 422
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
