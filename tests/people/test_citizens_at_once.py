from concurrent.futures import ThreadPoolExecutor

from django.db import connection

from motcua.people.actions import remember_citizen
from motcua.people.models import Citizen

NUMBER = "079000777"


def test_eight_at_once_with_one_number_make_one_citizen(django_db_setup, django_db_blocker):
    """Real commits from several connections, so the rows are cleared by hand."""

    def remember(number: int) -> int:
        try:
            return remember_citizen(full_name="Lý Thị Mẩy", id_number=NUMBER, phone=f"091200004{number}").pk
        finally:
            connection.close()

    with django_db_blocker.unblock():
        try:
            with ThreadPoolExecutor(8) as threads:
                found = set(threads.map(remember, range(8)))
            assert found == {Citizen.objects.get(id_number=NUMBER).pk}
        finally:
            Citizen.objects.filter(id_number=NUMBER).delete()
