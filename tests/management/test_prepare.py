"""A house without the demo has what its door needs, once; what the province edited stays."""

from __future__ import annotations

import pytest
from django.core.management import call_command

from motcua.catalog.queries.forms import HEALTH_DECLARATION, internal_form_in_use
from motcua.door.models import DoorIncident, Playbook
from motcua.people.models import Staff

pytestmark = pytest.mark.django_db


def test_a_real_house_has_the_declaration_and_the_playbooks(settings: pytest.FixtureRequest) -> None:
    settings.DEMO = False  # type: ignore[attr-defined]
    call_command("prepare")
    form = internal_form_in_use(HEALTH_DECLARATION)
    assert form is not None
    assert set(Playbook.objects.values_list("code", flat=True)) == set(DoorIncident.Kind.values)
    assert not Staff.objects.exists(), "nobody of the demo"

    Playbook.objects.filter(code="other").update(name="Của tỉnh")
    call_command("prepare")
    assert internal_form_in_use(HEALTH_DECLARATION) == form
    assert Playbook.objects.get(code="other").name == "Của tỉnh"
