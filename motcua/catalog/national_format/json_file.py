"""Read full records of the national portal as JSON: papers, and limits and fees for each channel."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from motcua.catalog.national_format.csv_file import LONGEST_CELL, LONGEST_NAME, MOST_ROWS
from motcua.catalog.national_format.entries import FeeEntry, LimitEntry, PaperEntry, ProcedureEntry
from motcua.catalog.national_format.report import CatalogFileError, ImportProblem
from motcua.catalog.national_format.values import (
    CHANNEL_WORDS,
    CHANNELS,
    is_code,
    level_of,
    read_fee,
    read_limit,
    stated,
    without_markup,
)
from motcua.rulebook.vietnamese import fold, say_number

MOST_PAPERS: Final = 200
_RESULT_END: Final = re.compile(r"\s*Mã:\s*KQ\.")


def read_json(text: str) -> tuple[list[ProcedureEntry], list[ImportProblem], int]:
    """Entries, problems and the number of items, from a list or an object with "items"."""
    try:
        loaded = json.loads(text)
    except (ValueError, RecursionError) as wrong:
        line = f" ở dòng {wrong.lineno}" if isinstance(wrong, json.JSONDecodeError) else ""
        raise CatalogFileError(f"Tệp JSON hỏng{line}.") from wrong
    items = loaded.get("items") if isinstance(loaded, dict) else loaded
    if not isinstance(items, list):
        raise CatalogFileError("Tệp JSON phải là một danh sách thủ tục, hoặc có khóa “items” chứa danh sách đó.")
    if len(items) > MOST_ROWS:
        raise CatalogFileError(f"Tệp có hơn {say_number(MOST_ROWS)} mục.")
    entries: list[ProcedureEntry] = []
    problems: list[ImportProblem] = []
    for number, item in enumerate(items, start=1):
        reader = _Item(number, item if isinstance(item, dict) else {})
        entry = reader.read()
        problems += reader.problems
        if entry:
            entries.append(entry)
    return entries, problems, len(items)


class _Item:
    """One record on its way to an Entry, with the problems met."""

    def __init__(self, number: int, item: Mapping[str, Any]) -> None:
        self.number = number
        self.item = item
        self.code = without_markup(self._text("ma_thu_tuc"))[:40]
        self.problems: list[ImportProblem] = []

    def read(self) -> ProcedureEntry | None:
        """The entry, or None when the record cannot be used."""
        name, field = without_markup(self._text("ten_thu_tuc")), stated(self._text("linh_vuc"))
        if not is_code(self.code):
            self._refuse("ma_thu_tuc", "Mã thủ tục không đúng dạng, ví dụ đúng: 1.001193.")
            return None
        if not name or len(name) > LONGEST_CELL:
            self._refuse("ten_thu_tuc", "Thiếu tên thủ tục, hoặc tên quá dài.")
            return None
        if not field:
            self._refuse("linh_vuc", "Thiếu lĩnh vực.")
            return None
        if len(name) > LONGEST_NAME:
            self._note("ten_thu_tuc", f"Tên dài {say_number(len(name))} ký tự, chỉ giữ {say_number(LONGEST_NAME)}.")
        level = level_of(self._text("cap_thuc_hien"))
        if not level:
            self._note("cap_thuc_hien", "Không rõ cấp; xếp vào cấp bộ, không tiếp nhận.")
        ways = list(self._ways())
        limits, fees = self._limits_and_fees(ways)
        return ProcedureEntry(
            row=self.number,
            code=self.code,
            name=name[:LONGEST_NAME],
            field=field[:200],
            level=level or "ministry",
            agency=stated(self._text("co_quan_thuc_hien"))[:500],
            for_whom=stated(self._text("doi_tuong_thuc_hien"))[:500],
            decision=stated(self._text("so_quyet_dinh"))[:80],
            result=stated(_RESULT_END.split(without_markup(self._text("ket_qua_xu_ly")))[0])[:500],
            online=any(channel == "online" for channel, _ in ways) if ways else None,
            postal=any(channel == "postal" for channel, _ in ways) if ways else None,
            limits=limits,
            fees=fees,
            papers=self._papers(),
        )

    def _text(self, key: str) -> str:
        value = self.item.get(key)
        return value if isinstance(value, str) else ""

    def _note(self, column: str, text: str) -> None:
        self.problems.append(ImportProblem(self.number, self.code, column, text))

    def _refuse(self, column: str, text: str) -> None:
        self.problems.append(ImportProblem(self.number, self.code, column, text, skipped=True))

    def _ways(self) -> Iterator[tuple[str, Mapping[str, Any]]]:
        listed = self.item.get("cach_thuc")
        for way in listed if isinstance(listed, list) else []:
            channel = CHANNELS.get(fold(str(way.get("hinh_thuc", "")))) if isinstance(way, dict) else None
            if channel is None:
                self._note("cach_thuc", "Có cách nộp không nhận ra.")
            else:
                yield channel, way

    def _limits_and_fees(
        self, ways: list[tuple[str, Mapping[str, Any]]]
    ) -> tuple[tuple[LimitEntry, ...], tuple[FeeEntry, ...]]:
        """The first limit and the first fee that can be read for each channel."""
        limits: dict[str, LimitEntry] = {}
        fees: dict[str, FeeEntry] = {}
        for channel, way in ways:
            limit, why_no_limit = read_limit(str(way.get("thoi_gian") or ""), channel)
            fee, why_no_fee = read_fee(str(way.get("phi_va_mo_ta") or ""), channel)
            if limit:
                limits.setdefault(channel, limit)
            if fee:
                fees.setdefault(channel, fee)
            for column, reason in (("thoi_gian", why_no_limit), ("phi_va_mo_ta", why_no_fee)):
                if reason:
                    self._note(f"{column} ({CHANNEL_WORDS[channel]})", reason)
        return tuple(limits.values()), tuple(fees.values())

    def _papers(self) -> tuple[PaperEntry, ...] | None:
        listed = self.item.get("ho_so")
        if not isinstance(listed, list):
            return None
        if not listed:
            self._note("ho_so", "Không có thành phần hồ sơ.")
            return None
        papers: list[PaperEntry] = []
        for paper in listed[:MOST_PAPERS]:
            name = without_markup(str(paper.get("ten") or "")) if isinstance(paper, dict) else ""
            if not name:
                self._note("ho_so", "Có giấy tờ không ghi tên.")
                continue
            if len(name) > LONGEST_NAME:
                self._note("ho_so", f"Tên giấy tờ dài {say_number(len(name))} ký tự, chỉ giữ phần đầu.")
            papers.append(PaperEntry(name[:LONGEST_NAME], _count(paper.get("ban_chinh")), _count(paper.get("ban_sao"))))
        if len(listed) > MOST_PAPERS:
            self._note("ho_so", f"Hơn {MOST_PAPERS} giấy tờ, chỉ giữ {MOST_PAPERS}.")
        return tuple(papers)


def _count(value: Any) -> int:
    return value if isinstance(value, int) and 0 <= value <= 100 else 0
