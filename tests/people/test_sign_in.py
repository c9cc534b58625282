"""Ten wrong passwords, then a wait."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from django.db import connection

from motcua.clock.queries import VIETNAM
from motcua.people.actions.sign_in_tries import (
    MOST_WRONG_PASSWORDS,
    SIGN_IN_WAIT,
    count_password_try,
    forget_password_tries,
)
from motcua.people.models import SignInAttempts
from motcua.refusals import TooManyTries

NOON = datetime(2020, 3, 31, 12, 0, tzinfo=VIETNAM)
WHO = {"username": "thao", "address": "10.0.0.7"}


def use_up(at: datetime = NOON, **who: str) -> None:
    for _ in range(MOST_WRONG_PASSWORDS):
        count_password_try(**{**WHO, **who}, at=at)


@pytest.mark.django_db
def test_after_ten_tries_a_wait_that_ends():
    use_up()
    with pytest.raises(TooManyTries) as wait:
        count_password_try(**WHO, at=NOON + timedelta(minutes=5))
    assert wait.value.seconds == 600
    count_password_try(**WHO, at=NOON + SIGN_IN_WAIT + timedelta(seconds=1))


@pytest.mark.django_db
def test_the_name_is_one_however_it_is_written():
    use_up()
    with pytest.raises(TooManyTries):
        count_password_try(username=" THAO ", address=WHO["address"], at=NOON)


@pytest.mark.django_db
def test_another_name_and_another_address_do_not_wait():
    use_up()
    count_password_try(username="duc", address=WHO["address"], at=NOON)
    count_password_try(username=WHO["username"], address="10.0.0.8", at=NOON)


@pytest.mark.django_db
def test_the_right_password_begins_the_count_anew():
    use_up()
    forget_password_tries(**WHO)
    use_up()


@pytest.mark.django_db
def test_a_clock_turned_back_leaves_nobody_waiting():
    use_up()
    count_password_try(**WHO, at=NOON - timedelta(days=1))


@pytest.mark.django_db
def test_neither_name_nor_address_is_kept_and_old_counts_go():
    use_up()
    kept = SignInAttempts.objects.get()
    assert "thao" not in kept.who and "10.0.0.7" not in kept.who
    count_password_try(username="duc", address="10.0.0.7", at=NOON + timedelta(days=2))
    assert SignInAttempts.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_tries_at_the_same_time_are_counted_too():
    def one(_number: int) -> bool:
        try:
            count_password_try(**WHO, at=NOON)
        except TooManyTries:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(one, range(30))) == MOST_WRONG_PASSWORDS
