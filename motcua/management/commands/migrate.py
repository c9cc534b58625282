"""`motcua migrate`: Django's command, refused before the first change where this version may not change the tables."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandError
from django.core.management.commands.migrate import Command as DjangoMigrate
from django.db import connections

from motcua.management.database_check import why_not_usable


class Command(DjangoMigrate):
    def handle(self, *args: Any, **options: Any) -> None:
        if refusal := why_not_usable(connections[options["database"]]):
            raise CommandError(refusal)
        super().handle(*args, **options)
