"""An attack on a name makes nobody wait who signed in on this device before."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from motcua.clock.queries import VIETNAM
from motcua.people.actions.sign_in_tries import (
    MOST_WRONG_CODES,
    MOST_WRONG_PASSWORDS,
    SIGN_IN_WAIT,
    count_code_try,
    count_password_try,
    device_cookie,
    known_device,
)
from motcua.refusals import TooManyTries

NOON = datetime(2020, 3, 31, 12, 0, tzinfo=VIETNAM)
HERE = "10.0.0.7"
pytestmark = pytest.mark.django_db


def attack(**more: str) -> None:
    for _ in range(MOST_WRONG_PASSWORDS):
        count_password_try(username="thao", address=HERE, at=NOON, **more)
    with pytest.raises(TooManyTries):
        count_password_try(username="thao", address=HERE, at=NOON, **more)


def test_an_attack_from_the_same_network_leaves_the_known_device_free():
    device = device_cookie(username="thao")
    attack()
    count_password_try(username="thao", address=HERE, at=NOON, device=device)


def test_the_known_device_has_a_limit_too_wherever_it_goes():
    device = device_cookie(username="thao")
    attack(device=device)
    with pytest.raises(TooManyTries):
        count_password_try(username="thao", address="192.0.2.1", at=NOON, device=device)
    count_password_try(username="thao", address=HERE, at=NOON + SIGN_IN_WAIT + timedelta(seconds=1), device=device)


@pytest.mark.parametrize("device", ["", "x", "a:b:c", "\0", "W10:1:abc"])
def test_a_forged_cookie_gives_no_count_of_its_own(device):
    attack()
    with pytest.raises(TooManyTries):
        count_password_try(username="thao", address=HERE, at=NOON, device=device)


def test_a_device_is_known_for_its_own_name_only():
    device = device_cookie(username="duc")
    attack()
    with pytest.raises(TooManyTries):
        count_password_try(username="thao", address=HERE, at=NOON, device=device)
    assert known_device("thao", device) == ""
    assert known_device(" DUC ", device)
    assert "duc" not in device


def test_a_known_device_keeps_its_number():
    first = device_cookie(username="thao")
    again = device_cookie(username="thao", device=first)
    assert known_device("thao", again) == known_device("thao", first)


def test_codes_are_counted_over_all_addresses_but_apart_for_a_known_device():
    for _ in range(MOST_WRONG_CODES):
        count_code_try(username="thao", at=NOON)
    with pytest.raises(TooManyTries):
        count_code_try(username="thao", at=NOON)
    count_code_try(username="thao", at=NOON, device=device_cookie(username="thao"))
