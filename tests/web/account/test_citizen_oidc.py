"""A citizen signs in at a certified OpenID provider (oidc-provider) that really runs, and comes back."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from motcua.clock.actions import turn_to
from motcua.people.models import Citizen, CitizenIdentity, CitizenSession
from tests.web.account.oidc import provider, walk
from tests.web.conftest import MONDAY

HERE = "http://127.0.0.1:8000/cua-toi/dinh-danh/ve/"


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    with provider(HERE) as address:
        yield address


@pytest.fixture
def person(db, settings, issuer) -> Client:
    turn_to(MONDAY, frozen=True)  # the demo's clock stands in 2020: tokens are judged by the real one
    settings.OIDC_ISSUER, settings.OIDC_NAME = issuer, "VNeID thử"
    settings.OIDC_CLIENT_ID, settings.OIDC_CLIENT_SECRET = "motcua", "bi-mat-thu"
    settings.PUBLIC_URL = "http://127.0.0.1:8000"
    return Client(headers={"accept-language": "vi"})


def start(person: Client, **query: str) -> str:
    answer = person.get("/cua-toi/dinh-danh/", query)
    assert answer.status_code == 302, answer.content.decode()
    return answer.url


def back(person: Client, where: str):
    return person.get(f"{urlsplit(where).path}?{urlsplit(where).query}")


def test_there_and_back(person, issuer):
    assert "Đăng nhập bằng VNeID thử" in person.get("/cua-toi/dang-nhap/").content.decode()
    address = start(person, next="/cua-toi/thiet-bi/")
    asked = parse_qs(urlsplit(address).query)
    assert asked["code_challenge_method"] == ["S256"] and asked["nonce"] and asked["state"]
    answer = back(person, walk(address, login="so-1", stop=HERE))
    assert answer.url == "/cua-toi/thiet-bi/"
    citizen = Citizen.objects.get()
    assert (citizen.full_name, citizen.id_number, citizen.phone) == ("Vàng Thị Mỷ", "002190000018", "0912345678")
    assert str(citizen.birth_date) == "1990-03-31"
    assert CitizenIdentity.objects.get().assurance == CitizenSession.objects.get().assurance == 2
    assert "Vàng Thị Mỷ" in person.get("/cua-toi/").content.decode()


def test_the_same_person_again_is_the_same_citizen(person):
    for _ in range(2):
        assert back(person, walk(start(person), login="so-1", stop=HERE)).url == "/cua-toi/"
    assert Citizen.objects.count() == CitizenIdentity.objects.count() == 1


def told(answer) -> str:
    assert CitizenSession.objects.count() == 0
    return answer.content.decode()


def test_who_says_no_is_told_of_the_other_way(person):
    answer = back(person, walk(start(person), login="so-1", stop=HERE, deny=True))
    assert "Bạn đã thôi đăng nhập bằng VNeID thử" in told(answer)


def test_an_account_without_a_number_is_not_enough(person):
    answer = back(person, walk(start(person), login="so-2", stop=HERE))
    assert answer.status_code == 400
    assert "chưa cho biết họ tên và số định danh" in told(answer)


def test_an_answer_carried_to_another_browser_opens_nothing(person):
    """A person tricked into opening somebody else's answer would hand in as that person."""
    where = walk(start(person), login="so-1", stop=HERE)
    answer = back(Client(headers={"accept-language": "vi"}), where)
    assert answer.status_code == 400
    assert "không khớp" in told(answer)


def test_an_answer_is_used_once(person):
    where = walk(start(person), login="so-1", stop=HERE)
    assert back(person, where).status_code == 302
    assert back(person, where).status_code == 400
    assert CitizenSession.objects.count() == 1


def test_a_code_with_anothers_verifier_is_refused_by_the_provider(person):
    where = walk(start(person), login="so-1", stop=HERE)
    session = person.session
    state = parse_qs(urlsplit(where).query)["state"][0]
    session["oidc"] = {state: {**session["oidc"][state], "verifier": "x" * 43}}
    session.save()
    assert "quá hạn" in told(back(person, where))


def test_another_nonce_is_refused_by_us(person):
    where = walk(start(person), login="so-1", stop=HERE)
    session = person.session
    state = parse_qs(urlsplit(where).query)["state"][0]
    session["oidc"] = {state: {**session["oidc"][state], "nonce": "another"}}
    session.save()
    assert "không khớp" in told(back(person, where))


def test_coming_back_late(person):
    where = walk(start(person), login="so-1", stop=HERE)
    turn_to(MONDAY.replace(hour=9), frozen=True)
    assert "quá hạn" in told(back(person, where))


def test_a_provider_that_is_down(person, settings):
    settings.OIDC_ISSUER = "http://127.0.0.1:9"
    answer = person.get("/cua-toi/dinh-danh/")
    assert answer.status_code == 503
    assert "Chưa kết nối được" in told(answer)


def test_never_on_to_another_site(person):
    answer = back(person, walk(start(person, next="https://evil.example/"), login="so-1", stop=HERE))
    assert answer.url == "/cua-toi/"


def test_without_a_provider_there_is_no_such_page(db, settings):
    settings.OIDC_ISSUER = ""
    visitor = Client(headers={"accept-language": "vi"})
    assert visitor.get("/cua-toi/dinh-danh/").status_code == 404
    assert visitor.get("/cua-toi/dinh-danh/ve/").status_code == 404
    assert "Đăng nhập bằng" not in visitor.get("/cua-toi/dang-nhap/").content.decode()
