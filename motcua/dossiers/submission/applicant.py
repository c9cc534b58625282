"""Check the typed data of the applicant and the agent, with a message for each field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from motcua.dossiers.submission.text import one_line
from motcua.people import checks


@dataclass(frozen=True, slots=True)
class Applicant:
    """A checked applicant; blanks are empty strings."""

    full_name: str
    id_number: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    birth_date: date | None = None


def check_applicant(typed: Mapping[str, Any], *, online: bool) -> tuple[Applicant, dict[str, str]]:
    """Check what was typed about the applicant; the second part maps field to message and is empty when all is well.

    Online the identity number and the phone are required, for the acknowledgement too (Decree 45/2020 Art. 11). At the
    counter the officer sees the identity paper and only the name is required.
    """
    errors: dict[str, str] = {}
    name = one_line(typed.get("full_name"), 121)
    if len(name) < 2 or not any(mark.isalpha() for mark in name):
        errors["full_name"] = "Hãy nhập họ và tên đầy đủ như trên giấy tờ."
    elif len(name) > 120:
        errors["full_name"] = "Họ và tên dài quá 120 ký tự."
    found = {
        field: _checked(field, one_line(typed.get(field), 300), online, errors)
        for field in ("id_number", "phone", "email")
    }
    address = one_line(typed.get("address"), 300)
    if online and not address:
        errors["address"] = "Hãy nhập nơi cư trú hoặc địa chỉ liên hệ."
    born = typed.get("birth_date")
    return Applicant(name, address=address, birth_date=born if isinstance(born, date) else None, **found), errors


def check_agent(typed: Mapping[str, Any], applicant: Applicant) -> tuple[dict[str, str], dict[str, str]]:
    """Check the agent who came with an authorisation (Decree 61/2018 Art. 16.1b): the row to keep, messages by field.

    `typed` and the row have name, id_number, address, phone, email, paper. The messages stand under "agent_" and the
    name of the field. The agent's own paper and the paper of authorisation must have been seen.
    """
    person, found = check_applicant({**typed, "full_name": typed.get("name")}, online=False)
    errors = {f"agent_{'name' if field == 'full_name' else field}": message for field, message in found.items()}
    if "full_name" in found:
        errors["agent_name"] = "Hãy ghi họ và tên người được ủy quyền."
    if not person.id_number:
        errors["agent_id_number"] = "Hãy ghi số giấy tờ tùy thân của người được ủy quyền."
    elif person.id_number == applicant.id_number:
        errors["agent_id_number"] = "Số này trùng với người nộp. Nếu chính người nộp đến, hãy chọn “chính chủ”."
    paper = one_line(typed.get("paper"), 200)
    if len(paper) < 4:
        errors["agent_paper"] = "Hãy ghi giấy ủy quyền: số, ngày, nơi chứng thực (hoặc “giấy viết tay ngày …”)."
    row = {
        "name": person.full_name,
        "id_number": person.id_number,
        "address": person.address,
        "phone": person.phone,
        "email": person.email,
        "paper": paper,
    }
    return row, errors


def _checked(field: str, text: str, online: bool, errors: dict[str, str]) -> str:
    if not text:
        if online and field == "id_number":
            errors[field] = checks.id_number("").error
        elif online and field == "phone":
            errors[field] = "Hãy nhập số điện thoại để nhận thông báo về hồ sơ."
        return ""
    check = {"id_number": checks.id_number, "phone": checks.phone, "email": checks.email}[field]
    checked = check(text)
    if checked.error:
        errors[field] = checked.error
    return checked.value
