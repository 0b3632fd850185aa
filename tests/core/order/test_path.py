"""Where an order stands and when it is late: by the rule of its kind, from the instants that were told."""

from datetime import UTC, datetime

from tests.core.order.world import DAY, HOUR, T0, facts, told


def test_a_paid_order_is_late_as_soon_as_its_kinds_time_from_the_purchase_is_over() -> None:
    stage = told().entered
    assert stage is not None
    assert (stage.kind, stage.status, stage.since, stage.late_at) == ("mall", "paid", T0, T0 + 48 * HOUR)


def test_the_time_counts_from_the_instant_that_the_source_tells_not_from_the_telling() -> None:
    sent = told(facts("shipped", shipped_at=T0 - DAY), at=T0 + DAY)
    assert sent.late_at == T0 + 9 * DAY


def test_without_that_instant_it_counts_from_when_we_heard_of_it() -> None:
    assert told(facts("shipped"), at=T0 + DAY).late_at == T0 + 11 * DAY


def test_a_booking_is_late_after_the_day_that_was_promised() -> None:
    booked = told(facts(kind="booking", promised_at=T0 + 20 * DAY))
    assert booked.entered is not None
    assert (booked.entered.kind, booked.late_at) == ("booking", T0 + 21 * DAY)


def test_a_final_status_one_the_pack_doesnt_know_and_an_unknown_kind_are_never_late() -> None:
    for known in (facts("completed"), facts("teleported"), facts(kind="auction")):
        assert told(known).late_at is None
        assert told(known).deadlines == ()


def test_the_shop_is_told_at_the_next_ten_oclock_after_it_became_late() -> None:
    stage = told().entered
    assert stage is not None
    # Late on Wednesday at 17:00 in Shanghai, so on Thursday at 10:00, which is 02:00 UTC.
    assert stage.remind_at == datetime(2026, 3, 5, 2, tzinfo=UTC)


def test_one_that_was_late_before_we_heard_of_it_is_told_of_at_the_next_ten_oclock_from_then() -> None:
    stage = told(facts(purchased_at=T0 - 400 * DAY)).entered
    assert stage is not None
    assert (stage.late_at, stage.remind_at) == (T0 - 398 * DAY, datetime(2026, 3, 3, 2, tzinfo=UTC))


def test_the_consumer_is_asked_after_the_kinds_time_and_not_about_what_is_long_past() -> None:
    now, old = told(facts("shipped", shipped_at=T0)), told(facts("shipped", shipped_at=T0 - 400 * DAY))
    assert now.entered is not None
    assert old.entered is not None
    assert (now.entered.ask_at, old.entered.ask_at) == (T0 + 5 * DAY, None)


def test_nobody_is_told_or_asked_who_isnt_known() -> None:
    nobody = told(facts("shipped", shop="", consumer="", shipped_at=T0))
    assert nobody.late_at == T0 + 10 * DAY
    assert nobody.deadlines == ()


def test_what_is_missing_is_what_its_way_asks_for_and_nobody_filled_in() -> None:
    assert told().missing == ()
    assert told(facts("shipped")).missing == ("carrier", "waybill")
    assert told(facts("completed")).missing == ("carrier", "waybill")
    assert told(facts("canceled")).missing == (), "what was cancelled was never sent"
