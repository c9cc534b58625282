"""What does not fit together in a letter: blanks, missing parts, contradictions. Vietnamese sentences for people."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import pairwise

from motcua.rulebook.reading.citations import dated_mentions
from motcua.rulebook.reading.ending import Ending
from motcua.rulebook.reading.normalise import key
from motcua.rulebook.reading.parts import Assignment, Citation, Clause, Header
from motcua.rulebook.reading.sheet import Sheet


def read_warnings(
    sheet: Sheet,
    header: Header,
    ending: Ending,
    clauses: tuple[Clause, ...],
    cites: tuple[Citation, ...],
    assignments: tuple[Assignment, ...],
) -> tuple[str, ...]:
    """All warnings, those of the head first, in the order of the letter."""
    found = [
        *_of_head(header),
        *_of_clauses(clauses),
        *_of_cites(sheet, header, cites),
        *_of_assignees(header, assignments),
        *_of_deadlines(sheet, header, assignments),
        *_of_ending(sheet, header, ending),
    ]
    return tuple(dict.fromkeys(found))


def _of_head(header: Header) -> Iterable[str]:
    if header.issuer.value is None:
        yield "Không thấy tên cơ quan ban hành."
    if header.number.value is None:
        if header.printed_number.span:
            printed = header.printed_number.value or "Số:"
            yield f"Số văn bản để trống (in là “{printed}”): có thể là bản dự thảo hoặc bản chưa ký."
        else:
            yield "Không thấy số và ký hiệu văn bản."
    if header.date.value is None:
        if header.date.span is None:
            yield "Không thấy địa danh và ngày ban hành."
        elif header.year.value is not None:
            yield f"Ngày ban hành để trống một phần, chỉ biết năm {header.year.value}."
        else:
            yield "Ngày ban hành để trống hoặc không có trong lịch."
    if header.subject.value is None:
        yield "Không thấy trích yếu nội dung."
    if header.type.value == "Công văn" and not header.recipients:
        yield "Công văn không ghi nơi nhận ở phần “Kính gửi”."


def _of_clauses(clauses: tuple[Clause, ...]) -> Iterable[str]:
    def gaps(siblings: tuple[Clause, ...], parent: str) -> Iterable[str]:
        numbers = [int(found.group()) for clause in siblings if (found := re.search(r"\d+$", clause.ref))]
        for one, other in pairwise(numbers):
            where = f" của mục {parent}" if parent else ""
            if other > one + 1:
                yield f"Đánh số{where} nhảy từ {one} sang {other}: thiếu {other - one - 1} mục hoặc bản in có lỗi."
            elif other == one:
                yield f"Có hai mục{where} cùng mang số {one}."
        for clause in siblings:
            yield from gaps(clause.children, clause.ref)

    yield from gaps(clauses, "")


def _of_cites(sheet: Sheet, header: Header, cites: tuple[Citation, ...]) -> Iterable[str]:
    for cite in cites:
        if cite.usual_form:
            yield f"Văn bản {cite.number} in khác thường; cách ghi thông thường là {cite.usual_form}."
        if cite.date and header.date.value and cite.date > header.date.value:
            yield f"Văn bản {cite.number} được dẫn ngày {_day(cite.date)}, sau ngày ban hành {_day(header.date.value)}."
    for number, seen in dated_mentions(sheet).items():
        days = {day for day, _ in seen}
        if len(days) > 1:
            yield f"Văn bản {number} được dẫn với nhiều ngày khác nhau: {', '.join(_day(day) for day in sorted(days))}."
        elif len({printed for _, printed in seen}) > 1:
            ways = ", ".join(sorted(printed for _, printed in seen))
            yield f"Ngày của văn bản {number} được ghi theo nhiều cách: {ways}."


def _of_assignees(header: Header, assignments: tuple[Assignment, ...]) -> Iterable[str]:
    """Assignees told by nobody, and recipients told to do nothing."""
    if not assignments:
        return
    named = [(str(who.value), item.ref) for item in _all(assignments) for who in item.assignees if who.value]
    helpers = [str(who.value) for item in _all(assignments) for who in item.with_ if who.value]
    addressed = [str(leaf.value) for leaf in header.recipients]
    copied = [str(leaf.value) for leaf in header.copies_to or ()]
    told: set[str] = set()
    for who, ref in named:
        if who in told:
            continue
        told.add(who)
        if addressed and not _meets(who, addressed):
            if copied and _meets(who, copied):
                yield f"“{who}” được giao việc ở mục {ref} nhưng chỉ có ở Nơi nhận, không có ở Kính gửi."
            else:
                yield f"“{who}” được giao việc ở mục {ref} nhưng không có ở Kính gửi" + (
                    " và Nơi nhận." if copied else "."
                )
    doers = [who for who, _ in named] + helpers
    for leaf in addressed:
        if not _meets(leaf, doers):
            yield f"“{leaf}” có ở Kính gửi nhưng không được giao việc nào."


_STOP = frozenset(
    (
        *("cac", "va", "tinh", "cua", "thuoc", "tren", "dia", "ban", "nhan", "dan", "uy", "ubnd", "lien", "quan", "co"),
        *("giam", "doc", "chu", "tich", "thu", "truong", "chanh"),
    )
)


# "Các sở, ban, ngành" covers any department or office of the same body.
_GROUP = re.compile(r"\b(?:so|ban) (?:ban )?nganh\b|\bcac so\b|\bcac co quan\b")
_MEMBER = re.compile(r"\b(?:so|van phong)\b|\bban nganh\b|\bco quan\b")


def _meets(who: str, others: Iterable[str]) -> bool:
    """Whether a body is named, or covered by a group, among others: "Giám đốc Sở X" by "Các sở, ban, ngành"."""
    mine = _core(who)
    for other in others:
        theirs = _core(other)
        if mine and theirs and (mine <= theirs or theirs <= mine):
            return True
        words, group = key(other), key(who)
        if any(_GROUP.search(a) and _MEMBER.search(b) for a, b in ((words, group), (group, words))):
            return True
        if "huyen" in words.split() and "huyen" in group.split():
            return True
    return False


def _core(words: str) -> frozenset[str]:
    return frozenset(word for word in key(words.replace("UBND", "Ủy ban nhân dân")).split() if word not in _STOP)


def _of_deadlines(sheet: Sheet, header: Header, assignments: tuple[Assignment, ...]) -> Iterable[str]:
    issued = header.date.value
    for item in _all(assignments):
        if not item.due or not issued:
            continue
        try:
            due = date.fromisoformat(item.due[:10])
        except ValueError:
            continue
        words = str(item.due_text.value) if item.due_text else _day(due)
        printed = [
            date(int(y), int(m), int(d))
            for d, m, y in re.findall(r"\b(\d{1,2})/(\d{1,2})/(\d{4})\b", words)
            if int(m) in range(1, 13) and int(d) in range(1, 29)
        ]
        day = printed[0] if printed else due
        if due < issued:
            yield f"Hạn “{words}” ở mục {item.ref} trước ngày ban hành {_day(issued)}."
        elif min(due, day) - issued <= timedelta(days=1):
            yield f"Hạn “{words}” ở mục {item.ref} chỉ cách ngày ban hành {_day(issued)} không quá một ngày."


def _of_ending(sheet: Sheet, header: Header, ending: Ending) -> Iterable[str]:
    missing = []
    if ending.end_mark is None:
        missing.append("dấu kết thúc “./.”")
    if header.signer is None or header.signer.name is None:
        missing.append("người ký")
    if header.copies_to is None:
        missing.append("nơi nhận")
    if missing:
        cut = " Tệp có thể đã bị cắt." if len(missing) > 1 or header.signer is None else ""
        yield f"Không thấy {', '.join(missing)}.{cut}"


def _all(assignments: Iterable[Assignment]) -> Iterable[Assignment]:
    for item in assignments:
        yield item
        yield from _all(item.children)


def _day(day: date) -> str:
    return f"{day.day:02d}/{day.month:02d}/{day.year}"
