"""The live server, for granian or any ASGI server: one process, beside the one that serves the pages."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.settings")
django.setup()

from django.conf import settings  # noqa: E402

from motcua.web.live.application import LiveApplication  # noqa: E402

application = LiveApplication(
    database_url=settings.DATABASE_URL,
    public_url=settings.PUBLIC_URL,
    proxies=settings.TRUSTED_PROXIES,
    most=settings.LIVE_STREAMS,
    most_per_address=settings.LIVE_STREAMS_PER_ADDRESS,
)
