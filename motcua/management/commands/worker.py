"""`motcua worker`: does the jobs of motcua/jobs.py as they fall due."""

from __future__ import annotations

import asyncio
import logging
import os
from typing import Any

from django.core.management.base import BaseCommand
from procrastinate import App
from procrastinate.connector import BaseAsyncConnector
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector

import motcua.jobs  # noqa: F401  the jobs make themselves known when imported

GRACE = 8.0  # seconds a running job may still take once asked to stop
RESCUE_EVERY = 15.0  # seconds
HEARTBEAT = 5.0  # seconds
SILENT_FOR = 30.0  # seconds without a heartbeat after which a worker is dead and its jobs are free

log = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Làm việc nền: gửi tin, niêm phong nhật ký, nhắc hạn."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        asyncio.run(_work())


def worker_connector(connector: DjangoConnector) -> BaseAsyncConnector:
    """The worker's own connections to the queue; but what a job asks for is written in that job's transaction.

    On a connection of its own it would be there before the job commits, and be done before there is anything to do.
    """
    own = connector.get_worker_connector()
    own.get_sync_connector = connector.get_sync_connector  # type: ignore[method-assign]
    return own


async def _work() -> None:
    connector = app.connector
    if not isinstance(connector, DjangoConnector):
        raise TypeError(f"The job queue is not on Django's database but on {connector!r}.")
    with app.replace_connector(worker_connector(connector)) as connected:
        async with connected.open_async():
            rescue = asyncio.create_task(_rescue(connected))
            try:
                await connected.run_worker_async(
                    name=f"motcua-{os.getpid()}",
                    concurrency=int(os.environ.get("MOTCUA_WORKER_JOBS") or 4),
                    shutdown_graceful_timeout=GRACE,
                    update_heartbeat_interval=HEARTBEAT,
                    stalled_worker_timeout=SILENT_FOR,
                    delete_jobs="successful",
                )
            finally:
                rescue.cancel()


async def rescue_once(connected: App) -> int:
    """Free the jobs that a killed worker left half-done (each is written to be done twice); returns how many."""
    stalled = list(await connected.job_manager.get_stalled_jobs(seconds_since_heartbeat=SILENT_FOR))
    for job in stalled:
        log.warning("job %s (%s) taken over from a dead worker", job.id, job.task_name)
        await connected.job_manager.retry_job(job)
    return len(stalled)


async def _rescue(connected: App) -> None:
    while True:
        try:
            await rescue_once(connected)
        except Exception:  # the database may be away for a moment
            log.exception("cannot look for stalled jobs")
        await asyncio.sleep(RESCUE_EVERY)
