"""Sentences that name a limit take it from what is obeyed."""

from __future__ import annotations

import pytest
from django.template import Context, Template
from django.test import Client

from motcua.web.limits import limit


def test_the_limits_are_those_that_are_obeyed() -> None:
    assert [limit(name) for name in ("file size", "files at once", "letter size", "signed file size")] == [
        "10 MB", "30", "20 MB", "20 MB",
    ]  # fmt: skip
    assert [limit(name) for name in ("code minutes", "late minutes", "contact days", "question days")] == [
        "5", "15", "30", "90",
    ]  # fmt: skip


def test_a_setting_that_changes_changes_its_sentence(settings) -> None:
    settings.FILE_LIMIT_BYTES = 3 * 1024 * 1024
    said = Template('{% load motcua %}{% limit "file size" as size %}tối đa {{ size }}').render(Context())
    assert said == "tối đa 3 MB"


@pytest.mark.django_db
def test_the_page_for_signed_files_says_its_size() -> None:
    assert "đến 20 MB" in Client(headers={"accept-language": "vi"}).get("/xac-minh/").content.decode()
