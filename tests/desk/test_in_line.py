"""Many who write to one fund at once: everybody's act is carried out, once, and nobody is sent away."""

from concurrent.futures import ThreadPoolExecutor

from ombud.core.people import System
from ombud.desk.handle import Act, Done, handle
from ombud.desk.handle_many import handle_many
from ombud.ledger.connection import forget, rows
from tests.cast import World, world

TELLER = System(id="payments")
WRITERS, EACH = 8, 12


def settling(made: World, reference: str) -> Act:
    fields = {"reference": reference, "amount": 100}
    return Act(made.platform.pk, "fund.settle", "mugs:CNY", TELLER, fields, key=reference)


def test_whoever_clashes_waits_in_line_so_that_no_writer_of_a_crowded_fund_is_sent_away() -> None:
    made = world()

    def write(writer: int) -> list[object]:
        acts = [settling(made, f"{writer}-{n}") for n in range(EACH)]
        try:
            return handle_many(acts) if writer % 4 == 0 else [handle(one) for one in acts]
        finally:
            forget()

    with ThreadPoolExecutor(WRITERS) as pool:
        done = [one for its in pool.map(write, range(WRITERS)) for one in its]
    assert [one for one in done if not isinstance(one, Done)] == []
    (available,) = rows("SELECT available FROM fund_row WHERE platform = %s AND id = 'mugs:CNY'", (made.platform.pk,))
    assert available == (WRITERS * EACH * 100,)
