"""Change one's own password."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.db import transaction

from motcua.people.checks import Checked
from motcua.people.models import Staff
from motcua.rulebook.vietnamese import fold

SHORTEST: Final = 10
LONGEST: Final = 200


def check_new_password(text: str, staff: Staff) -> Checked[str]:
    """Whether this may be the person's next password: long, not among the well-known ones, not the name."""
    if len(text) < SHORTEST:
        return Checked(text, f"Mật khẩu mới cần ít nhất {SHORTEST} ký tự. Một câu ngắn dễ nhớ là tốt nhất.")
    if len(text) > LONGEST:
        return Checked(text, f"Mật khẩu dài nhất {LONGEST} ký tự.")
    plain = fold(text).replace(" ", "")
    names = [fold(part).replace(" ", "") for part in (staff.username, staff.full_name)]
    if len(set(text)) < 5 or any(name and name in plain and len(plain) - len(name) < 6 for name in names):
        return Checked(text, "Mật khẩu này dễ đoán: đừng dùng tên của mình hay một ký tự lặp lại.")
    try:
        CommonPasswordValidator().validate(text)
    except ValidationError:
        return Checked(text, "Mật khẩu này nằm trong danh sách hay bị đoán. Hãy chọn câu khác.")
    if staff.check_password(text):
        return Checked(text, "Mật khẩu mới phải khác mật khẩu đang dùng.")
    return Checked(text)


@transaction.atomic
def change_password(*, staff: Staff, password: str, at: datetime) -> None:
    """Set the person's password, checked by `new_password`; sign-ins elsewhere no longer hold from this moment."""
    row = Staff.objects.select_for_update().get(pk=staff.pk)
    row.set_password(password)
    row.save(update_fields=["password"])
    staff.password = row.password
