"""Every sentence that supervision sends to people."""

from __future__ import annotations

from django.conf import settings


def deadline_digest_text(count: int) -> str:
    """The message to a person with `count` new warnings; the page shows which."""
    return f"Một cửa: {count} hồ sơ cần bạn chú ý về thời hạn. Xem: {settings.PUBLIC_URL}/giam-sat/"
