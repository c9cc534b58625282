"""A code to the phone: short-lived, used once, for the browser that asked; and limits nobody can turn on others."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from django.db import connection

from motcua.clock.queries import VIETNAM
from motcua.journal.models import Event
from motcua.notices.models import Message
from motcua.people.actions.citizen_sign_in import (
    IDENTITY,
    PHONE,
    RESEND_AFTER,
    OtherPerson,
    WrongPhoneCode,
    end_citizen_sessions,
    request_sign_in_code,
    resume_citizen_session,
    sign_in_by_phone,
    sign_in_by_provider,
)
from motcua.people.actions.phone_codes import CODE_LASTS, MOST_TRIES
from motcua.people.actions.sign_in_tries import device_cookie
from motcua.people.models import Citizen, CitizenSession, PhoneCode
from motcua.people.providers.base import IdentityClaims
from motcua.people.queries import find_citizens, open_citizen_sessions, proved_phones_of
from motcua.refusals import TooManyTries

NOON = datetime(2020, 3, 31, 12, 0, tzinfo=VIETNAM)
PHONE_OF_MY = "0912345678"


def send(at: datetime = NOON, address: str = "10.0.0.7", phone: str = PHONE_OF_MY, **more) -> tuple[int, str]:
    """The code's number, and the code as the phone's owner reads it."""
    number = request_sign_in_code(phone=phone, address=address, at=at, **more)
    text = Message.objects.order_by("-id").first().text
    return number, re.search(r"\b\d{6}\b", text)[0]


def use(number: int, code: str, at: datetime = NOON, phone: str = PHONE_OF_MY):
    return sign_in_by_phone(number=number, phone=phone, code=code, device_words="Chrome trên Android", at=at)


@pytest.mark.django_db
def test_the_code_signs_in_once():
    number, code = send()
    begun = use(number, f" {code[:3]} {code[3:]} ")
    assert begun.session.assurance == PHONE
    assert resume_citizen_session(begun.token, at=NOON).pk == begun.session.pk
    with pytest.raises(WrongPhoneCode):
        use(number, code)


@pytest.mark.django_db
def test_neither_code_nor_phone_nor_token_is_kept_readable():
    number, code = send()
    begun = use(number, code)
    row = str(PhoneCode.objects.values().get()) + str(CitizenSession.objects.values().get())
    assert code not in PhoneCode.objects.get().code
    assert PHONE_OF_MY not in row and begun.token not in row
    journal = str(list(Event.objects.values()))
    assert code not in journal and PHONE_OF_MY not in journal
    assert Event.objects.filter(name="citizen.code_sent").exists()
    assert Event.objects.filter(name="citizen.signed_in").exists()


@pytest.mark.django_db
def test_five_minutes_and_no_longer():
    number, code = send()
    with pytest.raises(WrongPhoneCode):
        use(number, code, NOON + CODE_LASTS)
    with pytest.raises(WrongPhoneCode):
        use(number, code, NOON - timedelta(seconds=1))
    use(number, code, NOON + CODE_LASTS - timedelta(seconds=1))


@pytest.mark.django_db
def test_five_tries_and_no_more():
    number, code = send()
    wrong = f"{(int(code) + 1) % 10**6:06d}"
    for _ in range(MOST_TRIES):
        with pytest.raises(WrongPhoneCode):
            use(number, wrong)
    with pytest.raises(WrongPhoneCode):
        use(number, code)


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["", "12345", "1234567", "１２３４５６", "abcdef", "\0", "é" * 6])
def test_odd_codes_are_wrong_and_nothing_breaks(typed):
    number, _code = send()
    with pytest.raises(WrongPhoneCode):
        use(number, typed)


@pytest.mark.django_db
def test_a_code_is_for_its_phone_and_its_own_asking():
    number, code = send()
    other, _theirs = send(phone="0987654321")
    for wrong in ((number, code, "0987654321"), (other, code, PHONE_OF_MY), (10**9, code, PHONE_OF_MY)):
        with pytest.raises(WrongPhoneCode):
            use(wrong[0], wrong[1], phone=wrong[2])
    use(number, code)


@pytest.mark.django_db(transaction=True)
def test_two_uses_at_the_same_time_make_one_sign_in():
    number, code = send()

    def one(_number: int) -> bool:
        try:
            use(number, code)
        except WrongPhoneCode:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(6) as pool:
        assert sum(pool.map(one, range(12))) == 1
    assert CitizenSession.objects.count() == 1
    assert Citizen.objects.count() == 1


@pytest.mark.django_db
def test_a_new_code_waits_a_minute_and_voids_the_one_before_in_this_browser():
    number, code = send()
    with pytest.raises(TooManyTries) as wait:
        send(NOON + timedelta(seconds=20), instead_of=number)
    assert wait.value.seconds == 40
    later = NOON + RESEND_AFTER
    again, fresh = send(later, instead_of=number)
    with pytest.raises(WrongPhoneCode):
        use(number, code, later)
    use(again, fresh, later)


@pytest.mark.django_db
def test_who_asks_elsewhere_for_my_phone_does_not_void_my_code():
    number, code = send()
    send(NOON + timedelta(seconds=5), address="192.0.2.66")
    use(number, code, NOON + timedelta(seconds=10))


def bother(address: str, at: datetime = NOON) -> int:
    """Ask for the phone from one address until refused; how many messages went out."""
    sent = 0
    try:
        while sent < 1000:
            send(at, address=address)
            sent += 1
    except TooManyTries:
        pass
    return sent


@pytest.mark.django_db
def test_one_address_sends_a_phone_few_messages_and_does_not_stop_its_owner():
    assert bother("192.0.2.66") == 5
    send(address="10.0.0.7")


@pytest.mark.django_db
def test_many_addresses_cannot_block_a_phone_for_longer_than_an_hour_nor_its_known_device_at_all():
    total = sum(bother(f"192.0.2.{number}") for number in range(8))
    assert total == 15
    with pytest.raises(TooManyTries) as wait:
        send(address="10.0.0.7")
    assert wait.value.seconds <= 3600
    number, code = send(address="10.0.0.7", device=device_cookie(username=PHONE_OF_MY))
    use(number, code)
    send(NOON + timedelta(hours=1, seconds=1), address="10.0.0.7")


@pytest.mark.django_db
def test_refused_asking_does_not_lengthen_the_wait():
    for number in range(8):
        bother(f"192.0.2.{number}")
    for minute in range(0, 60, 10):
        assert bother("192.0.2.99", NOON + timedelta(minutes=minute)) == 0
    send(NOON + timedelta(hours=1, seconds=1), address="10.0.0.7")


@pytest.mark.django_db
def test_one_address_cannot_send_to_the_whole_province():
    sent = 0
    with pytest.raises(TooManyTries):
        for number in range(100):
            send(phone=f"09{number:08d}", address="192.0.2.66")
            sent += 1
    assert sent == 40


@pytest.mark.django_db
def test_a_known_and_an_unknown_phone_get_the_same():
    number, code = send()
    use(number, code)
    before = Message.objects.count()
    send(NOON + timedelta(minutes=2))
    send(NOON + timedelta(minutes=2), phone="0987654321")
    assert Message.objects.count() == before + 2


@pytest.mark.django_db
def test_the_same_phone_is_the_same_citizen_and_not_whoever_the_counter_wrote_it_down_for():
    at_the_counter = Citizen.objects.create(full_name="Người Trước", phone=PHONE_OF_MY, id_number="002190000018")
    first = use(*send())
    second = use(*send(NOON + timedelta(minutes=2)), at=NOON + timedelta(minutes=2))
    assert first.session.citizen_id == second.session.citizen_id != at_the_counter.pk
    assert proved_phones_of(first.session.citizen) == [PHONE_OF_MY]
    assert find_citizens(PHONE_OF_MY) == [at_the_counter]  # the counter's search shows no nameless person


@pytest.mark.django_db
def test_sign_ins_are_listed_and_end_at_once():
    one = use(*send())
    two = use(*send(NOON + timedelta(minutes=2)), at=NOON + timedelta(minutes=2))
    citizen, later = one.session.citizen, NOON + timedelta(minutes=3)
    assert {row.pk for row in open_citizen_sessions(citizen, at=later)} == {one.session.pk, two.session.pk}
    assert end_citizen_sessions(citizen=citizen, at=later, only=[one.session.pk]) == 1
    assert resume_citizen_session(one.token, at=later) is None
    assert resume_citizen_session(two.token, at=later) is not None
    other = use(*send(phone="0987654321"), phone="0987654321").session.citizen
    assert end_citizen_sessions(citizen=other, at=later, only=[two.session.pk]) == 0
    assert end_citizen_sessions(citizen=citizen, at=later) == 1
    assert Event.objects.filter(name="citizen.sessions_ended").count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize("token", ["", "x", "\0", "é", "a" * 5000])
def test_a_made_up_token_is_nobody(token):
    use(*send())
    assert resume_citizen_session(token, at=NOON) is None


@pytest.mark.django_db
def test_a_sign_in_runs_out_after_ten_hours():
    begun = use(*send())
    assert resume_citizen_session(begun.token, at=NOON + timedelta(hours=9, minutes=59)) is not None
    assert resume_citizen_session(begun.token, at=NOON + timedelta(hours=10, seconds=1)) is None


MY = IdentityClaims("so-1", "Vàng Thị Mỷ", "002190000018", PHONE_OF_MY)


def by_provider(told: IdentityClaims):
    return sign_in_by_provider(provider="https://id.example", claims=told, device_words="", at=NOON).session


@pytest.mark.django_db
def test_the_providers_word_joins_what_the_counter_knows():
    known = Citizen.objects.create(full_name="Vang Thi My", id_number=MY.id_number, phone="0900000000")
    session = by_provider(MY)
    assert session.citizen_id == known.pk
    assert session.assurance == IDENTITY
    known.refresh_from_db()
    assert (known.full_name, known.phone) == (MY.full_name, MY.phone)
    assert by_provider(MY).citizen_id == known.pk


@pytest.mark.django_db
def test_a_subject_never_becomes_another_person():
    by_provider(MY)
    with pytest.raises(OtherPerson):
        by_provider(IdentityClaims("so-1", "Người Khác", "002190000019"))
    assert by_provider(IdentityClaims("so-2", "Người Khác", "002190000019")).citizen.full_name == "Người Khác"
