"""Import offices and staff from a table. A second run changes nothing; rows not in the table stay as they are."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from django.db import transaction

from motcua.exchange.actions.runs import BadRow, RowOutcome, RunCount, import_file
from motcua.exchange.models import ImportRun
from motcua.exchange.tables import heading_key, read_table
from motcua.people.models import Office, OfficeKind, OfficeLevel, Role, Staff, StaffRole
from motcua.rulebook.numbering import is_unit_code
from motcua.rulebook.vietnamese import sort_key

OFFICE_COLUMNS: Final = {
    "ma": "code", "ma co quan": "code", "code": "code", "ma cha": "parent", "ma cap tren": "parent",
    "parent": "parent", "loai": "kind", "kind": "kind", "cap": "level", "level": "level", "ten": "name",
    "ten co quan": "name", "name": "name", "ten ngan": "short_name", "dia chi": "address", "dien thoai": "phone",
}  # fmt: skip
STAFF_COLUMNS: Final = {
    "ten dang nhap": "username", "username": "username", "ho ten": "full_name", "ho va ten": "full_name",
    "name": "full_name", "chuc danh": "title", "chuc vu": "title", "ma co quan": "office", "co quan": "office",
    "office": "office", "vai tro": "roles", "roles": "roles", "dien thoai": "phone", "phone": "phone",
    "dang lam": "active", "active": "active",
}  # fmt: skip
_NO: Final = frozenset({"0", "khong", "no", "false", "nghi", "thoi viec"})


def import_offices(content: bytes, *, name: str, by: Staff | None, at: datetime) -> ImportRun:
    """Offices by code; a parent may come later in the file. Raises TableError when the file cannot be read."""
    return import_file("offices", content, name=name, by=by, at=at, event="staff.imported", read=_read_offices)


def import_staff(content: bytes, *, name: str, by: Staff | None, at: datetime) -> ImportRun:
    """Staff by username, with their roles at their office.

    New people get no password: the administrator gives one (`motcua changepassword`).
    A role is its code or its Vietnamese name; several are divided by commas or semicolons. Raises TableError.
    """
    return import_file("staff", content, name=name, by=by, at=at, event="staff.imported", read=_read_staff)


def _read_offices(content: bytes, count: RunCount, at: datetime) -> None:
    waiting = list(read_table(content, OFFICE_COLUMNS))
    count.rows = len(waiting)
    known = {office.code: office for office in Office.objects.all()}
    while waiting:
        ready = [line for line in waiting if not line[1].get("parent") or line[1]["parent"] in known]
        if not ready:
            count.bad += [(line, f"Không có cơ quan cấp trên {row['parent']}.") for line, row in waiting]
            return
        for line, row in ready:
            try:
                with transaction.atomic():
                    office, outcome = _office(row, known)
                known[office.code] = office
                count.add(outcome)
            except BadRow as wrong:
                count.bad.append((line, str(wrong)))
        done = {line for line, _ in ready}
        waiting = [line for line in waiting if line[0] not in done]


def _office(row: dict[str, str], known: dict[str, Office]) -> tuple[Office, RowOutcome]:
    code, name = row.get("code", ""), row.get("name", "")
    if not is_unit_code(code):
        raise BadRow(f"Mã cơ quan không đúng dạng: “{code[:40]}”.")
    if not 2 <= len(name) <= 200:
        raise BadRow("Tên cơ quan trống hoặc dài quá 200 ký tự.")
    parent = known.get(row.get("parent", ""))
    found = known.get(code)
    wanted: dict[str, Any] = {"name": name}
    for column, most in (("short_name", 100), ("address", 300), ("phone", 40)):
        if column in row:
            wanted[column] = row[column][:most]
    if row.get("kind") or found is None:
        wanted["kind"] = _choice(row.get("kind", ""), OfficeKind.choices, "Loại cơ quan")
    if row.get("level") or found is None:
        wanted["level"] = _choice(row.get("level", ""), OfficeLevel.choices, "Cấp")
    if found is None:
        path = f"{parent.path}/{code}" if parent else code
        made = Office(code=code, path=path, parent=parent, sort_key=sort_key(name)[:300], **wanted)
        made.save()
        return made, RowOutcome.MADE
    if parent is not None and found.parent_id != parent.pk:
        raise BadRow("Cơ quan này đang thuộc cấp trên khác; chuyển cơ quan không làm bằng tệp nhập.")
    return found, _change(found, wanted | {"sort_key": sort_key(name)[:300]})


def _read_staff(content: bytes, count: RunCount, at: datetime) -> None:
    offices = {office.code: office for office in Office.objects.all()}
    seen: set[str] = set()
    for line, row in read_table(content, STAFF_COLUMNS):
        count.rows += 1
        try:
            with transaction.atomic():
                count.add(_person(row, offices, seen))
        except BadRow as wrong:
            count.bad.append((line, str(wrong)))


def _person(row: dict[str, str], offices: dict[str, Office], seen: set[str]) -> RowOutcome:
    username, full_name = row.get("username", "").lower(), row.get("full_name", "")
    if not (3 <= len(username) <= 80 and username.isascii() and all(c.isalnum() or c in "._-@" for c in username)):
        raise BadRow(f"Tên đăng nhập không đúng dạng: “{username[:40]}”.")
    if username in seen:
        raise BadRow(f"Tên đăng nhập {username} có hai lần trong tệp.")
    seen.add(username)
    if not 2 <= len(full_name) <= 120:
        raise BadRow("Họ tên trống hoặc dài quá 120 ký tự.")
    office = offices.get(row.get("office", ""))
    if office is None:
        raise BadRow(f"Không có cơ quan mã “{row.get('office', '')[:40]}”.")
    roles = [
        _choice(word, Role.choices, "Vai trò") for word in row.get("roles", "").replace(";", ",").split(",") if word
    ]
    wanted: dict[str, Any] = {"full_name": full_name, "office": office}
    if "title" in row:
        wanted["title"] = row["title"][:120]
    if "phone" in row:
        wanted["phone"] = row["phone"][:20]
    if row.get("active"):
        wanted["is_active"] = heading_key(row["active"]) not in _NO
    staff = Staff.objects.filter(username=username).first()
    if staff is None:
        staff = Staff(username=username, **wanted)
        staff.set_unusable_password()
        staff.save()
        outcome = RowOutcome.MADE
    else:
        outcome = _change(staff, wanted)
    if "roles" in row and _set_roles(staff, office, set(roles)) and outcome is RowOutcome.UNCHANGED:
        outcome = RowOutcome.CHANGED
    return outcome


def _set_roles(staff: Staff, office: Office, roles: set[str]) -> bool:
    """Give the person exactly these roles at this office; those at other offices stay. Whether anything changed."""
    held = set(staff.roles.filter(office=office).values_list("role", flat=True))
    staff.roles.filter(office=office, role__in=held - roles).delete()
    StaffRole.objects.bulk_create(StaffRole(staff=staff, office=office, role=role) for role in sorted(roles - held))
    return held != roles


def _change(row: Office | Staff, wanted: dict[str, Any]) -> RowOutcome:
    changed = [name for name, value in wanted.items() if getattr(row, name) != value]
    if not changed:
        return RowOutcome.UNCHANGED
    for name in changed:
        setattr(row, name, wanted[name])
    row.save(update_fields=changed)
    return RowOutcome.CHANGED


def _choice(typed: str, choices: Any, what: str) -> str:
    wanted = heading_key(typed.replace("_", " "))
    for value, label in choices:
        if wanted in {heading_key(str(value).replace("_", " ")), heading_key(str(label))}:
            return str(value)
    raise BadRow(f"{what} không biết: “{typed.strip()[:60]}”.")
