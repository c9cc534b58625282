"""Pages are tried on the demo's province, at the hours of the story."""

from __future__ import annotations

import io
import shutil

import pytest
from django.test import Client
from PIL import Image

from tests.conftest import DEMO_BEGINS

BIRTH = "1.001193"  # đăng ký khai sinh, a commune procedure of level 3
UNIT = "001.03.32.H22"  # xã Lũng Cú, huyện Đồng Văn
MONDAY = DEMO_BEGINS


@pytest.fixture
def province(demo_database, db, settings, tmp_path):
    """The demo's offices, people and procedures, on Monday 30 March 2020 at 8:00."""
    shutil.copytree(demo_database, tmp_path, dirs_exist_ok=True)
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def visitor(province) -> Client:
    """A person's browser: Vietnamese, and checked for forged forms as a real one is."""
    return Client(headers={"accept-language": "vi"})


def jpeg(side: int = 400) -> bytes:
    """A small, sound photograph."""
    kept = io.BytesIO()
    Image.new("RGB", (side, side), "#c0ffee").save(kept, "JPEG")
    return kept.getvalue()
