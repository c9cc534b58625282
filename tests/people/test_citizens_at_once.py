"""The same person met at several counters at once is one person."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from motcua.people.actions.citizens import remember_citizen
from motcua.people.models import Citizen

NUMBER = "079000777"


@pytest.mark.django_db(transaction=True)
def test_eight_at_once_with_one_number_make_one_citizen() -> None:
    def remember(number: int) -> int:
        try:
            return remember_citizen(full_name="Lý Thị Mẩy", id_number=NUMBER, phone=f"091200004{number}").pk
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as threads:
        found = set(threads.map(remember, range(8)))
    assert found == {Citizen.objects.get(id_number=NUMBER).pk}
