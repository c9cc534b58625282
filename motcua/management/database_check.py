"""Check, before the first change, that the tables of a database may be changed by this version."""

from __future__ import annotations

from typing import Final

from django.apps import apps
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

_SHOWN: Final = 3
# Rooms of versions before the first base to upgrade from; their rows tell such a database.
FORMER_LABELS: Final = frozenset({"counters"})
_INSTEAD: Final = (
    "Chưa có gì bị thay đổi. Hãy dùng cơ sở dữ liệu khác (DATABASE_URL) hoặc thư mục dữ liệu khác (MOTCUA_VAR), "
    "hoặc tự sao lưu rồi bỏ dữ liệu cũ."
)


def unknown_steps(done: set[tuple[str, str]], loader: MigrationLoader) -> list[str]:
    """The applied migrations among `done`, as (app, name), of which this version has no file: "door.0007_x", …

    They were written by another version of motcua, older or newer. `loader` has read this version's files.
    """
    files = loader.disk_migrations
    known = files.keys() | {step for file in files.values() for step in file.replaces}
    ours = {config.label for config in apps.get_app_configs() if config.name.startswith("motcua.")} | FORMER_LABELS
    return sorted(f"{app}.{name}" for app, name in done - known if app in ours)


def why_not_usable(connection: BaseDatabaseWrapper) -> str:
    """A sentence that says why these tables may not be changed, and what to do; "" where they may.

    Either another version has written them, older or newer, or a table stands in the way that nobody's history
    explains.
    """
    done = set(MigrationRecorder(connection).applied_migrations())
    name = connection.settings_dict["NAME"]
    if strange := unknown_steps(done, MigrationLoader(None)):
        return (
            f"Cơ sở dữ liệu “{name}” do một bản motcua khác tạo (có {_some(strange)}), bản này không dùng tiếp được. "
            f"{_INSTEAD}"
        )
    begun = {app for app, _name in done}
    blocked = sorted(
        table
        for config in apps.get_app_configs()
        if config.label not in begun
        for table in (model._meta.db_table for model in config.get_models(include_auto_created=True))
        if table in _tables(connection)
    )
    if blocked:
        return f"Cơ sở dữ liệu “{name}” có sẵn bảng trùng tên: {_some(blocked)}. {_INSTEAD}"
    return ""


def other_tables(connection: BaseDatabaseWrapper) -> str:
    """A sentence that names tables which are nobody's here and stay as they are; "" for none."""
    ours = {model._meta.db_table for model in apps.get_models(include_auto_created=True)} | {"django_migrations"}
    rest = sorted(table for table in _tables(connection) - ours if not table.startswith("procrastinate_"))
    return f"Cơ sở dữ liệu còn bảng không thuộc phần mềm này, được để nguyên: {_some(rest)}." if rest else ""


def _tables(connection: BaseDatabaseWrapper) -> set[str]:
    with connection.cursor() as cursor:
        return set(connection.introspection.table_names(cursor))


def _some(names: list[str]) -> str:
    more = f" và {len(names) - _SHOWN} tên khác" if len(names) > _SHOWN else ""
    return ", ".join(names[:_SHOWN]) + more
