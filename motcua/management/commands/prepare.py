"""`motcua prepare`: tables up to date, what every house needs, and in an empty demo its people. Run by `motcua up`."""

from __future__ import annotations

import os
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

from motcua.catalog.actions.internal_forms import load_internal_forms
from motcua.clock.queries import now
from motcua.door.health.actions.playbooks import load_playbooks
from motcua.management.children import MARK
from motcua.management.console import complain, say
from motcua.management.database_check import other_tables, why_not_usable
from motcua.management.demo.stories import why_another_story
from motcua.management.environment import unknown_settings


class Command(BaseCommand):
    help = "Cập nhật các bảng; thêm tờ khai, kịch bản ở cửa; nạp dữ liệu mẫu nếu dùng thử và chưa có gì."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        if MARK not in os.environ and (unknown := unknown_settings(os.environ)):  # `up` has said so already
            complain(unknown)
        if refusal := why_not_usable(connection):
            raise CommandError(refusal)
        if rest := other_tables(connection):
            say(rest)
        executor = MigrationExecutor(connection)
        if pending := len(executor.migration_plan(executor.loader.graph.leaf_nodes())):
            say(f"Đang cập nhật các bảng dữ liệu ({pending} bước)…")
            call_command("migrate", verbosity=0, interactive=False)
        if refusal := why_another_story():
            raise CommandError(refusal)
        if settings.DEMO and "demo" in get_commands() and not get_user_model().objects.exists():
            say("Đang nạp dữ liệu mẫu…")
            with transaction.atomic():  # killed half-way, it starts over the next time
                call_command("demo")
        # The door asks for a declaration and works through a playbook in every house; what is there stays as it is.
        if added := load_internal_forms(now()) + load_playbooks():
            say(f"Tờ khai y tế, kịch bản ở cửa: thêm {added}")
