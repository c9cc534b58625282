"""A job whose worker was killed is taken up again by the next one."""

from __future__ import annotations

import pytest
from asgiref.sync import async_to_sync
from django.db import connection, transaction
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector

from motcua.management.commands.worker import rescue_once, worker_connector

pytestmark = pytest.mark.django_db

DEAD = "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '1 hour') RETURNING id"
ALIVE = "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now()) RETURNING id"
JOB = """
INSERT INTO procrastinate_jobs (queue_name, task_name, status, args, worker_id)
VALUES ('messages', 'send_message', 'doing', '{"message_id": 0}', %s) RETURNING id
"""


def job_of(worker: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(worker)
        cursor.execute(JOB, cursor.fetchone())
        return int(cursor.fetchone()[0])


def state(job: int) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT status FROM procrastinate_jobs WHERE id = %s", [job])
        return str(cursor.fetchone()[0])


def test_only_jobs_of_silent_workers_are_freed() -> None:
    left, busy = job_of(DEAD), job_of(ALIVE)
    assert async_to_sync(rescue_once)(app) == 1
    assert (state(left), state(busy)) == ("todo", "doing")


def test_what_a_job_asks_for_belongs_to_its_transaction() -> None:
    count = "SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'send_message'"
    assert isinstance(app.connector, DjangoConnector)
    with app.replace_connector(worker_connector(app.connector)), connection.cursor() as cursor:
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            app.configure_task("send_message", queue="messages").defer(message_id=0)
            cursor.execute(count)
            assert cursor.fetchone() == (1,)
            raise ZeroDivisionError
        cursor.execute(count)
        assert cursor.fetchone() == (0,)
