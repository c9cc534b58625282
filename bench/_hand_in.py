"""A hand-in to bench with: a popular procedure of the demo at a unit that receives it, every question answered."""

from __future__ import annotations

import io
import os
from datetime import date
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from motcua.catalog.forms import FormPage
from motcua.catalog.forms import form_pages as pages
from motcua.catalog.models import Procedure
from motcua.catalog.queries.forms import latest_form
from motcua.catalog.queries.procedures import offices_receiving
from motcua.catalog.standard_forms import standard_form
from motcua.clock.queries import now
from motcua.dossiers import actions
from motcua.people.models import Office

CODE = "1.001193"  # birth registration
PHOTO_BYTES = 200 * 1024


def place() -> tuple[Procedure, Office]:
    """The procedure and a unit that receives it."""
    procedure = Procedure.objects.select_related("field").get(code=CODE)
    office = offices_receiving(procedure).first()
    assert office is not None
    return procedure, office


def form_pages(procedure: Procedure) -> list[FormPage]:
    """The pages of the form the person is asked."""
    form = latest_form(procedure)
    return pages(form.schema if form else standard_form())


def answers(page: FormPage, number: int) -> dict[str, Any]:
    """Something acceptable in every field of a page; `number` makes each person another one."""
    usual = {
        "id_number": f"0021900{number % 100_000:05d}",
        "phone": f"09{number % 100_000_000:08d}",
        "email": "mot.cua@example.com",
        "date": date(2020, 3, 20).strftime("%d/%m/%Y"),
        "number": "1",
        "decimal": "1",
        "money": "1000",
        "checkbox": "on",
    }
    return {
        field.name: field.choices[0][0] if field.choices else usual.get(field.widget, "Vàng Thị Mỷ")
        for field in page.fields
        if field.widget != "tax_code"
    }


def photo() -> bytes:
    """A photo of some 200 KB, as a phone makes it smaller before it sends it; no two alike."""
    side = 300
    while True:
        out = io.BytesIO()
        Image.frombytes("RGB", (side, side), os.urandom(3 * side * side)).save(out, "JPEG", quality=85)
        if out.tell() >= PHOTO_BYTES:
            return out.getvalue()
        side += 20


def one_dossier() -> tuple[str, str]:
    """Hand one in without HTTP; returns code and secret."""
    procedure, office = place()
    at = now()
    draft = actions.start_draft(procedure=procedure, office=office, at=at)
    for number, page in enumerate(form_pages(procedure), start=1):
        actions.save_draft_page(draft=draft, page=str(number), answers=answers(page, 1), at=at)
    actions.save_draft_page(draft=draft, page="return", answers={"channel": "counter"}, at=at)
    for paper in procedure.papers.filter(required=True):
        file = SimpleUploadedFile("giay.jpg", photo(), content_type="image/jpeg")
        actions.add_draft_file(draft=draft, paper_position=paper.position, file=file, at=at)
    dossier, secret = actions.submit_online(draft=draft, at=at)
    return dossier.code, secret
