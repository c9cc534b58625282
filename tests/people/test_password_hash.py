"""Passwords are kept as Argon2id; one kept by an earlier hasher still opens, and is kept anew."""

from __future__ import annotations

from django.contrib.auth.hashers import PBKDF2PasswordHasher, check_password, identify_hasher, make_password

from motcua.people.password_hash import PasswordHash

HASHERS = [f"{PasswordHash.__module__}.{PasswordHash.__name__}", "django.contrib.auth.hashers.PBKDF2PasswordHasher"]


def test_a_password_is_kept_as_argon2id_and_found_again(settings) -> None:
    settings.PASSWORD_HASHERS = HASHERS
    kept = make_password("mật khẩu dài")
    assert kept.startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")
    assert check_password("mật khẩu dài", kept)
    assert not check_password("mật khẩu khác", kept)


def test_an_earlier_hash_opens_and_is_made_anew(settings) -> None:
    settings.PASSWORD_HASHERS = HASHERS
    made_anew: list[str] = []
    earlier = PBKDF2PasswordHasher().encode("mật khẩu dài", "muoi", iterations=10)
    assert check_password("mật khẩu dài", earlier, setter=made_anew.append)
    assert made_anew == ["mật khẩu dài"]
    assert isinstance(identify_hasher(make_password(made_anew[0])), PasswordHash)


def test_the_product_uses_it() -> None:
    from motcua import settings as product

    assert product.PASSWORD_HASHERS == HASHERS
