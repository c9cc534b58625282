"""A stored file that no row names goes after a week; everything that is named, or new, stays."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from motcua.clock.queries import real_now
from motcua.dossiers.actions.unnamed_files import KEPT, remove_unnamed_files
from motcua.dossiers.models import DossierFile
from motcua.journal.queries import history
from tests.dossiers.world import MONDAY, World, at_counter

pytestmark = pytest.mark.django_db


def aged(name: str, days: int) -> Path:
    path = Path(default_storage.path(name))
    old = (real_now() - timedelta(days=days)).timestamp()
    os.utime(path, (old, old))
    return path


def test_what_an_act_that_failed_left_behind_goes_and_nothing_else(world: World) -> None:
    dossier = at_counter(world).dossier
    with pytest.raises(RuntimeError), transaction.atomic():
        row = DossierFile(dossier=dossier, name="a.pdf", content_type="application/pdf", size=4, sha256="0", at=MONDAY)
        row.file.save("a.pdf", ContentFile(b"%PDF"), save=True)
        raise RuntimeError
    left = aged(row.file.name, KEPT.days + 1)
    kept_row = DossierFile(dossier=dossier, name="b.pdf", content_type="application/pdf", size=4, sha256="1", at=MONDAY)
    kept_row.file.save("b.pdf", ContentFile(b"%PDF"), save=True)
    named = aged(kept_row.file.name, 400)
    new = Path(default_storage.path(default_storage.save("dossiers/2020/03/c.pdf", ContentFile(b"%PDF"))))
    key = aged(default_storage.save("signing/0123.p12", ContentFile(b"key")), 400)  # named by a text, not a file field
    assert left.exists()
    assert remove_unnamed_files(at=MONDAY) >= 1
    assert not left.exists()
    assert named.exists() and new.exists() and key.exists()
    assert history("files").last().data["count"] >= 1
    assert remove_unnamed_files(at=MONDAY) == 0
