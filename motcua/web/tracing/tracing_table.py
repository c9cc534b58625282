"""The list of a tracing in words, and as CSV or XLSX for the health department."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any, Final

from django.utils.translation import gettext as _
from openpyxl import Workbook

from motcua.rulebook.vietnamese import VIETNAM

FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def why(reason: Any) -> str:
    """The reason in words: "cùng quầy 2, 12 phút", "cùng phòng 25 phút", or that it lies within the margin."""
    words = {"minutes": reason.minutes, "number": reason.number}
    if reason.kind == "counter":
        if not reason.minutes:
            return _("ở quầy %(number)s trước hoặc ngay sau đó") % words
        return _("cùng quầy %(number)s, %(minutes)s phút") % words
    if not reason.minutes:
        return _("ở phòng này trước hoặc ngay sau đó")
    return _("cùng phòng %(minutes)s phút") % words


def tracing_rows_of(found: Any) -> list[dict[str, Any]]:
    """The people near the person, each with the reasons in words."""
    return [
        {
            "name": meeting.name or _("Không rõ tên"),
            "phone": meeting.phone,
            "who": _("Cán bộ") if meeting.who == "staff" else _("Người đến giao dịch"),
            "staff": meeting.who == "staff",
            "unit": meeting.unit,
            "room": meeting.room,
            "since": meeting.since,
            "until": meeting.until,
            "minutes": meeting.minutes,
            "sure": meeting.sure,
            "why": "; ".join(why(reason) for reason in meeting.reasons),
        }
        for meeting in found.near
    ]


def as_table(rows: Iterable[dict[str, Any]]) -> Iterator[list[Any]]:
    """Headings, then lines; text that a spreadsheet could take for a formula is escaped."""
    yield [
        _("Họ và tên"),
        _("Điện thoại"),
        _("Là ai"),
        _("Đơn vị"),
        _("Phòng"),
        _("Vào lúc"),
        _("Ra lúc"),
        _("Giờ ra chắc chắn"),
        _("Số phút"),
        _("Vì sao"),
    ]
    for row in rows:
        yield [
            plain(row["name"]),
            plain(row["phone"]),
            row["who"],
            plain(row["unit"]),
            plain(row["room"]),
            f"{row['since'].astimezone(VIETNAM):%d/%m/%Y %H:%M}",
            f"{row['until'].astimezone(VIETNAM):%d/%m/%Y %H:%M}",
            _("có") if row["sure"] else _("không, tính đến giờ đóng cửa"),
            row["minutes"],
            row["why"],
        ]


def plain(text: str) -> str:
    """Text that no spreadsheet runs as a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text


def as_csv(table: Iterable[list[Any]]) -> bytes:
    """The table as UTF-8 CSV with a byte order mark, so that Excel shows Vietnamese."""
    out = io.StringIO()
    csv.writer(out).writerows(table)
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(table: Iterable[list[Any]]) -> bytes:
    """The table as a workbook of one sheet."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Truy vết")
    for line in table:
        sheet.append(line)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
