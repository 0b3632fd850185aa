"""Each message reaches everybody it is for, by every way they have, once, and each delivery is recorded."""

from datetime import timedelta
from hashlib import sha256
from typing import Any

import apprise
import msgspec
import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.utils import timezone

from ombud.accounts.models import CaseLink, Person
from ombud.desk.handle import Done
from ombud.ledger.connection import connection, rows
from ombud.notices import case_link
from ombud.notices.deliver import ATTEMPTS_MAX, NotYet, deliver
from ombud.notices.masking import masked
from tests.cast import World, a_complaint, an_order, world

CONTACT = {"phone": "138 0000 1234", "email": "ana.lin@example.com"}


@pytest.fixture
def bazaar() -> World:
    return world()


@pytest.fixture
def outside(bazaar: World, settings: Any) -> World:
    """The platform as it runs for real: mail leaves, an SMS service is configured, and a chat of the staff's."""
    settings.DEMO = False
    settings.EMAIL_HOST = "mail.example.com"
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    mail.outbox = []
    Texts.sent, Texts.takes = [], True
    bazaar.platform.channels = ["texts://key@service/{phone}", "texts://key@staff/room"]
    bazaar.platform.save()
    Person.objects.filter(platform=bazaar.platform, ref="boris").update(email="boris@example.com", language="es")
    Person.objects.filter(platform=bazaar.platform, ref="ana").update(email="Ana.Lin@example.com")
    return bazaar


class Texts(apprise.NotifyBase):
    """A service for short messages that keeps them."""

    app_id = "texts"
    service_name = "Texts"
    secure_protocol = "texts"
    sent: list[tuple[str, str]] = []
    takes = True

    def __init__(self, **named: Any) -> None:
        super().__init__(**named)
        self.path = named.get("fullpath") or ""

    def send(self, body: str, **_more: Any) -> bool:
        """Keep it, unless the service is down."""
        if Texts.takes:
            Texts.sent.append((self.path, body))
        return Texts.takes

    def url(self, *_words: Any, **_named: Any) -> str:
        """What it was configured with."""
        return "texts://"


apprise.plugins.N_MGR.add(Texts, schemas="texts")


def outbox(made: World, notice: str) -> list[tuple[str, int, bytes]]:
    found = rows("SELECT stream, seq, payload FROM outbox WHERE platform = %s ORDER BY id", (made.platform.pk,))
    return [(row[0], row[1], bytes(row[2])) for row in found if msgspec.json.decode(bytes(row[2]))["notice"] == notice]


def send(made: World, notice: str) -> None:
    for job in outbox(made, notice):
        deliver(made.platform.pk, *job)


def deliveries(made: World) -> list[Any]:
    return rows(
        "SELECT channel, address, result, attempts FROM delivery WHERE platform = %s ORDER BY channel, address",
        (made.platform.pk,),
    )


@pytest.mark.requirement("MP-5")
@pytest.mark.requirement("CG-4")
def test_in_the_demo_everybody_s_letters_lie_in_the_loopback_and_are_there_once(bazaar: World) -> None:
    done = a_complaint(bazaar, contact=CONTACT)
    for _ in range(3):
        send(bazaar, "complaint_filed")
        send(bazaar, "complaint_to_answer")
    found = rows(
        "SELECT address, subject FROM loopback WHERE platform = %s ORDER BY address, subject", (bazaar.platform.pk,)
    )
    assert found == [
        ("ana.lin@example.com", f"We have your complaint {done.number}"),
        ("boris", f"A new complaint to answer: {done.number}"),
        ("viewer", f"A new complaint to answer: {done.number}"),
    ]
    assert {row[2:] for row in deliveries(bazaar)} == {("sent", 1)}


@pytest.mark.parametrize(
    ("pack", "follows"),
    [
        ("pinduoduo", "What the consumer asked for counts as agreed."),
        ("wechat", "The platform takes the case."),
    ],
)
def test_the_shop_s_letter_says_what_follows_its_silence_under_its_pack(pack: str, follows: str) -> None:
    made = world(pack)
    a_complaint(made)
    send(made, "complaint_to_answer")
    found = rows("SELECT body FROM loopback WHERE platform = %s AND address = 'boris'", (made.platform.pk,))
    assert [follows in body for (body,) in found] == [True]


def test_what_was_asked_is_not_said_to_count_as_agreed_where_less_is_left_of_the_order() -> None:
    made = world("pinduoduo")
    order = an_order(made)
    first, later = a_complaint(made, order), a_complaint(made, order, reason="damaged")
    assert isinstance(made.do("complaint.answer", first.id, made.boris, stance="agrees", words=""), Done)
    send(made, "complaint_to_answer")
    told = "SELECT body FROM loopback WHERE platform = %s AND address = 'boris' AND subject LIKE %s"
    ((body,),) = rows(told, (made.platform.pk, f"%{later.number}"))
    assert "More is asked than can still be refunded for this order, so the platform takes the case." in body
    assert "counts as agreed" not in body


@pytest.mark.requirement("MP-5")
def test_a_letter_leaves_by_mail_and_sms_in_the_reader_s_language_and_only_the_masked_address_is_kept(
    outside: World,
) -> None:
    done = a_complaint(outside, contact=CONTACT)
    send(outside, "complaint_filed")
    send(outside, "complaint_to_answer")
    assert sorted(one.to[0] for one in mail.outbox) == ["Ana.Lin@example.com", "boris@example.com"]
    link = f"http://localhost:8000/complaints/{done.number}"
    assert Texts.sent == [("/138%200000%201234", f"We have your complaint {done.number}. {link}")]
    assert deliveries(outside) == [
        ("mail", "A**@example.com", "sent", 1),
        ("mail", "b**@example.com", "sent", 1),
        ("texts", "*********1234", "sent", 1),
    ]


def test_a_service_that_is_down_is_tried_again_and_the_others_get_theirs_once(outside: World) -> None:
    a_complaint(outside, contact=CONTACT)
    Texts.takes = False
    with pytest.raises(NotYet):
        send(outside, "complaint_filed")
    assert ("texts", "*********1234", "failed", 1) in deliveries(outside)
    Texts.takes = True
    send(outside, "complaint_filed")
    send(outside, "complaint_filed")
    assert len(mail.outbox) == 1
    assert len(Texts.sent) == 1
    assert ("texts", "*********1234", "sent", 2) in deliveries(outside)


def test_after_the_last_attempt_it_is_recorded_as_failed_and_no_longer_tried(outside: World) -> None:
    a_complaint(outside, contact={"phone": "13800001234"})
    Texts.takes = False
    for _ in range(ATTEMPTS_MAX - 1):
        with pytest.raises(NotYet):
            send(outside, "complaint_filed")
    send(outside, "complaint_filed")
    assert ("texts", "*******1234", "failed", ATTEMPTS_MAX) in deliveries(outside)


def test_while_another_worker_sends_it_nobody_else_does_until_that_one_is_surely_dead(outside: World) -> None:
    a_complaint(outside, contact=CONTACT)
    send(outside, "complaint_filed")
    mine = (outside.platform.pk,)
    connection().execute("UPDATE delivery SET result = 'sending' WHERE platform = %s AND channel = 'mail'", mine)
    with pytest.raises(NotYet):
        send(outside, "complaint_filed")
    assert len(mail.outbox) == 1
    connection().execute("UPDATE delivery SET at = now() - interval '3 minutes' WHERE platform = %s", mine)
    send(outside, "complaint_filed")
    first, second = mail.outbox
    assert isinstance(first, EmailMessage)
    assert first.extra_headers["Message-ID"] == second.extra_headers["Message-ID"]


def test_what_is_for_the_senior_queue_goes_to_seniors_and_to_the_staff_s_own_channel(outside: World) -> None:
    done = outside.do("report.file", "", outside.ana, shop="mugs", about="fraud", words="Fake goods.")
    assert isinstance(done, Done), done
    Person.objects.filter(platform=outside.platform, ref="senior").update(email="sena@example.com")
    from ombud.timers import loop

    loop.settle()
    send(outside, "report_overdue")
    assert "sena@example.com" in {one.to[0] for one in mail.outbox}
    assert [path for path, _ in Texts.sent] == ["/room"]


def test_words_that_law_erased_are_no_longer_written_to(outside: World, owner: Any) -> None:
    done = a_complaint(outside, an_order(outside), contact=CONTACT)
    owner.execute("DELETE FROM kept_words WHERE platform = %s AND stream = %s", (outside.platform.pk, done.id))
    send(outside, "complaint_filed")
    assert Texts.sent == []


@pytest.mark.parametrize(
    ("address", "seen"),
    [
        ("ana.lin@example.com", "a**@example.com"),
        ("13800001234", "*******1234"),
        ("+86 138 0000 1234", "*************1234"),
        ("boris", "boris"),
    ],
)
def test_an_address_is_masked_so_that_only_its_owner_knows_it(address: str, seen: str) -> None:
    assert masked(address) == seen


def a_link(made: World, minutes: int) -> tuple[bytes, str]:
    done = a_complaint(made, contact=CONTACT)
    token = "a-token"
    CaseLink.objects.create(
        platform=made.platform, hash=sha256(f"{made.platform.pk}{token}".encode()).hexdigest(), complaint=done.id,
        person="ana", expires_at=timezone.now() + timedelta(minutes=minutes),
    )  # fmt: skip
    payload = {"complaint": done.id, "number": done.number, "person": "ana", "token": f"{made.platform.pk}{token}"}
    return msgspec.json.encode(payload), done.number


def test_a_link_to_a_case_goes_to_the_contact_of_the_complaint_once(outside: World) -> None:
    payload, number = a_link(outside, 15)
    case_link.send_link(outside.platform.pk, 7, payload)
    case_link.send_link(outside.platform.pk, 7, payload)
    (letter,) = mail.outbox
    assert number in letter.subject
    assert f"/follow/{outside.platform.pk}a-token" in letter.body
    assert len(Texts.sent) == 1


def test_a_link_that_has_run_out_is_not_sent_any_more(outside: World) -> None:
    payload, _ = a_link(outside, -1)
    case_link.send_link(outside.platform.pk, 7, payload)
    assert mail.outbox == []
