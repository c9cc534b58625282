"""Codes from an app, recovery codes, who must have a second step, and who may take it away."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pyotp
import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from motcua.clock.queries import VIETNAM
from motcua.journal.models import Event
from motcua.people.actions.second_factors import (
    WrongCode,
    add_app,
    matching_step,
    new_app_secret,
    new_recovery_codes,
    remove_factor,
    reset_factors,
    use_app_code,
    use_recovery_code,
)
from motcua.people.encryption import Unreadable, decrypt, encrypt
from motcua.people.models import RecoveryCode, SecondFactor
from motcua.people.permissions import must_have_second_factor
from motcua.people.queries import factors_of
from motcua.refusals import NotAllowed
from tests.people.tree import office, staff

NOON = datetime(2020, 3, 31, 12, 0, tzinfo=VIETNAM)
REAL = datetime(2026, 11, 22, 9, 0, 10, tzinfo=UTC)
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def code_at(moment: datetime) -> str:
    return pyotp.TOTP(SECRET).at(moment)


@pytest.fixture
def thao(db):
    return staff("thao", office("H22"), "approver")


@pytest.fixture
def with_app(thao):
    add_app(staff=thao, secret=SECRET, code=code_at(REAL), at=NOON, real=REAL)
    return thao


def test_a_code_of_rfc_6238():
    """The reference vector: SHA-1, T = 59 s, 94287082; six digits of it."""
    seed = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
    assert matching_step(seed, "287082", datetime.fromtimestamp(59, UTC)) == 1


@given(seconds=st.integers(min_value=-120, max_value=120))
def test_a_clock_may_be_one_step_off_and_no_more(seconds):
    step = (int(REAL.timestamp()) + seconds) // 30
    found = matching_step(SECRET, pyotp.TOTP(SECRET).generate_otp(step), REAL)
    assert (found == step) == (abs(step - int(REAL.timestamp()) // 30) <= 1)


@pytest.mark.parametrize("typed", ["", "00000", "abcdef", "１２３４５６", "0000000", "\0", "é" * 6])
def test_odd_codes_are_wrong_and_nothing_breaks(typed):
    assert matching_step(SECRET, typed, REAL) is None


def test_spaces_as_the_app_shows_them_do_not_matter():
    code = code_at(REAL)
    assert matching_step(SECRET, f"{code[:3]} {code[3:]}", REAL) is not None


def test_a_code_is_used_once_and_never_an_older_one(with_app):
    later = REAL + timedelta(seconds=60)
    with pytest.raises(WrongCode):  # the one that set the app up
        use_app_code(staff=with_app, code=code_at(REAL), at=NOON, real=REAL)
    use_app_code(staff=with_app, code=code_at(later), at=NOON, real=later)
    for again in (later, later - timedelta(seconds=30)):
        with pytest.raises(WrongCode):
            use_app_code(staff=with_app, code=code_at(again), at=NOON, real=later)


@pytest.mark.django_db(transaction=True)
def test_one_code_at_the_same_time_opens_one_door():
    person = staff("thao", office("H22"))
    add_app(staff=person, secret=SECRET, code=code_at(REAL), at=NOON, real=REAL)
    later = REAL + timedelta(seconds=60)

    def one(_number: int) -> bool:
        try:
            use_app_code(staff=person, code=code_at(later), at=NOON, real=later)
        except WrongCode:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(6) as pool:
        assert sum(pool.map(one, range(12))) == 1


def test_nobody_elses_code_fits(with_app):
    other = staff("duc", with_app.office)
    later = REAL + timedelta(seconds=60)
    with pytest.raises(WrongCode):
        use_app_code(staff=other, code=code_at(later), at=NOON, real=later)


def test_the_seed_lies_sealed(with_app, settings):
    kept = SecondFactor.objects.get(staff=with_app)
    assert SECRET not in kept.secret
    assert decrypt(kept.secret) == SECRET
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another key"
    assert decrypt(kept.secret) == SECRET
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(Unreadable):
        decrypt(kept.secret)


@given(st.text())
def test_what_is_sealed_comes_back(text):
    text = text.encode("utf-8", "ignore").decode()
    assert decrypt(encrypt(text)) == text


def test_the_first_factor_brings_ten_recovery_codes_and_the_next_none(thao):
    codes = add_app(staff=thao, secret=SECRET, code=code_at(REAL), at=NOON, real=REAL)
    assert len(set(codes)) == 10
    assert not RecoveryCode.objects.filter(code__in=codes).exists()  # digests alone are kept
    fresh = new_app_secret()
    assert add_app(staff=thao, secret=fresh, code=pyotp.TOTP(fresh).at(REAL), at=NOON, real=REAL) == []
    assert len(factors_of(thao)) == 1


def test_a_recovery_code_works_once_however_it_is_written(thao):
    first, second, *_ = add_app(staff=thao, secret=SECRET, code=code_at(REAL), at=NOON, real=REAL)
    use_recovery_code(staff=thao, code=first.upper().replace("-", " "), at=NOON)
    with pytest.raises(WrongCode):
        use_recovery_code(staff=thao, code=first, at=NOON)
    with pytest.raises(WrongCode):
        use_recovery_code(staff=staff("duc", thao.office), code=second, at=NOON)
    new_recovery_codes(staff=thao, at=NOON)
    with pytest.raises(WrongCode):
        use_recovery_code(staff=thao, code=second, at=NOON)


def test_a_wrong_first_code_adds_nothing(thao):
    with pytest.raises(WrongCode):
        add_app(staff=thao, secret=SECRET, code="000000", at=NOON, real=REAL)
    assert factors_of(thao) == []


def test_who_must_have_one_cannot_drop_the_last(with_app, settings):
    settings.SECOND_FACTOR_ROLES = frozenset({"approver"})
    (app,) = factors_of(with_app)
    assert must_have_second_factor(with_app, NOON.date())
    with pytest.raises(NotAllowed):
        remove_factor(staff=with_app, factor_id=app.pk, at=NOON)
    settings.SECOND_FACTOR_ROLES = frozenset({"leader"})
    assert not must_have_second_factor(with_app, NOON.date())
    remove_factor(staff=with_app, factor_id=app.pk, at=NOON)
    assert factors_of(with_app) == []
    assert not RecoveryCode.objects.filter(staff=with_app).exists()


def test_nobody_removes_anothers(with_app):
    (app,) = factors_of(with_app)
    remove_factor(staff=staff("duc", with_app.office), factor_id=app.pk, at=NOON)
    assert factors_of(with_app) == [app]


def test_only_the_keeper_of_the_office_takes_a_lost_one_away(with_app):
    below = office("A", parent=with_app.office)
    for other in (with_app, staff("below", below, "ict_admin"), staff("head", with_app.office, "unit_head")):
        with pytest.raises(NotAllowed):
            reset_factors(staff=with_app, by=other, at=NOON)
    keeper = staff("keeper", with_app.office, "ict_admin")
    reset_factors(staff=with_app, by=keeper, at=NOON)
    assert factors_of(with_app) == []
    told = Event.objects.filter(name="staff.second_factor_changed").last()
    assert told.actor == f"staff:{keeper.pk}"
    assert told.data == {"what": "reset", "kind": ""}


def test_the_journal_keeps_no_code_and_no_seed(with_app):
    said = str(list(Event.objects.values()))
    assert SECRET not in said and code_at(REAL) not in said
