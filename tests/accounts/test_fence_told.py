"""What a connection was told within a transaction doesn't stay behind it for the next request."""

from django.db import connection, transaction

from ombud.ledger import fence
from tests.cast import world


def told() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('ombud.platform', true)")
        return str(cursor.fetchone()[0])


def test_a_platform_named_within_a_transaction_is_forgotten_with_the_next_request() -> None:
    one = world().platform.pk
    before = fence.named()
    try:
        with connection.execute_wrapper(fence.tell_django):
            fence.within(None)
            assert told() == ""
            with transaction.atomic():
                fence.within(one)
                assert told() == str(one)
            fence.within(None)  # as at the next request's beginning
            assert told() == ""
            fence.within(one)
            assert told() == str(one)
    finally:
        fence.within(int(before) if before else None)
