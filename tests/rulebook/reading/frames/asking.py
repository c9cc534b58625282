"""Invented letters and what they must answer: a body of text, who issues it, and lines of questions with answers.

A line reads "unit moment [procedure …] point=answer": "commune 2025-09-12T09 receive.counter=shut". Procedures are
given as `L4`, `urgent`, `F:ho-tich`; persons as `neither`, `G:elderly`; levels of an epidemic as `E3`;
`holiday`, `ch:online`. Answers: a value, `open`, `shut`, `none`, `true`, weekdays as `12345`,
hours as `07:30-11:30+13:00-17:00`.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Final

from motcua.rulebook.policy.data import LOCAL, rule_from_data
from motcua.rulebook.policy.decide import decide
from motcua.rulebook.policy.index import RuleIndex
from motcua.rulebook.policy.terms import Facts, Source
from motcua.rulebook.reading import Reading, read

UNITS: Final = {
    "centre": ("centre", "provincial_centre", "province"),
    "department": ("department", "department", "province"),
    "district": ("d1/unit", "district_unit", "district"),
    "commune": ("d1/c1/unit", "commune_unit", "commune"),
    "ward": ("c9/unit", "commune_unit", "commune"),
    "point": ("d1/c1/point", "support_point", "commune"),
    "post": ("post", "post_office", "province"),
}
ISSUERS: Final = {
    "province": ("ỦY BAN NHÂN DÂN\nTỈNH LÂM BÌNH", "UBND-KSTT", "Lâm Bình", 2025, "P"),
    "province21": ("ỦY BAN NHÂN DÂN\nTỈNH LÂM BÌNH", "UBND-KSTT", "Lâm Bình", 2021, "P"),
    "district": ("ỦY BAN NHÂN DÂN\nHUYỆN TÂN SƠN", "UBND-VP", "Tân Sơn", 2021, "P/d1"),
    "commune": ("ỦY BAN NHÂN DÂN\nPHƯỜNG AN LẠC", "UBND", "An Lạc", 2025, "P/c9"),
    "centre": (
        "VĂN PHÒNG UBND TỈNH LÂM BÌNH\nTRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG",
        "TB-TTPVHCC",
        "Lâm Bình",
        2025,
        "P/centre",
    ),
}
LETTER: Final = """{head}

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: 15/{code}
V/v {subject}

{place}, ngày {day.day:02} tháng {day.month:02} năm {day.year}

Kính gửi: {to}

{lead}

{body}

Nơi nhận:
- Như trên;
- Lưu: VT.

CHỦ TỊCH

Nguyễn Văn Mẫu
"""


def letter(
    body: str,
    issuer: str = "province",
    *,
    subject: str = "hoạt động của Bộ phận Một cửa",
    lead: str = "",
    day: date | None = None,
) -> Reading:
    """A letter with this body, of 10 September if no day is given."""
    head, code, place, year, _ = ISSUERS[issuer]
    to = "Các cơ quan, đơn vị"
    lead = lead or "Để phục vụ người dân được thuận lợi, các cơ quan, đơn vị được yêu cầu thực hiện như sau:"
    day = day or date(year, 9, 10)
    text = LETTER.format(head=head, code=code, place=place, day=day, subject=subject, to=to, lead=lead, body=body)
    return read(text, "invented")


def index_of(reading: Reading, issuer: str, day: date | None = None) -> tuple[RuleIndex, dict[str, Any]]:
    """The letter's rules, as its issuer would enact them, and the proposal of each."""
    year, body = ISSUERS[issuer][3], ISSUERS[issuer][4]
    rules, found = [], {}
    for at, rule in enumerate(reading.proposed_rules):
        issued = day or date(year, 9, 10)
        rules.append(rule_from_data(rule.data, id=f"r{at}", body=body, issued_on=issued, source=Source("15", rule.ref)))
        found[f"r{at}"] = rule
    return RuleIndex(rules), found


def facts_of(words: list[str]) -> Facts:
    """The facts of a question."""
    where, kind, level = UNITS[words[0]]
    at = datetime.fromisoformat(words[1] + (":00" if len(words[1]) == 13 else "T09:00" if len(words[1]) == 10 else ""))
    more: dict[str, Any] = {"online_level": 3}
    groups: set[str] = set()
    for word in words[2:]:
        if word.startswith("L"):
            more["online_level"] = int(word[1:])
        elif word == "urgent":
            more["urgent"] = True
        elif word == "holiday":
            more["holiday"] = True
        elif word == "neither":
            more["uses_neither"] = True
        elif word.startswith("F:"):
            more["field"] = word[2:]
        elif word.startswith("G:"):
            groups.add(word[2:])
        elif word.startswith("E"):
            more["epidemic_level"] = int(word[1:])
        elif word.startswith("ch:"):
            more["channel"] = word[3:]
    return Facts(
        f"P/{where}", at.replace(tzinfo=LOCAL), unit_kind=kind, unit_level=level, groups=frozenset(groups), **more
    )


def plain(value: Any) -> str:
    """An answer as the lines write it."""
    if value is None or value is False or value == frozenset() or value == "":
        return "none"
    if value is True:
        return "true"
    if isinstance(value, frozenset) and all(isinstance(one, int) for one in value):
        return "".join(map(str, sorted(value)))
    if isinstance(value, frozenset):
        return "+".join(sorted(value))
    if isinstance(value, tuple):
        return "+".join(f"{a:%H:%M}-{b:%H:%M}" for a, b in value)
    if isinstance(value, dict):
        return "true"
    return str(getattr(value, "value", value))


def right(wanted: str, got: str) -> bool:
    """Whether an answer is the one meant."""
    if "|" in wanted:
        return any(right(one, got) for one in wanted.split("|"))
    if wanted == "open":
        return got in ("none", "encouraged", "allowed", "discouraged", "only")
    if wanted == "shut":
        return got in ("closed", "fallback")
    return wanted == got


def misses(body: str, lines: str, issuer: str = "province", **parts: str) -> list[str]:
    """The questions that are not answered as meant; a rule that only asks ("unsure") is told by its mark "?"."""
    reading = letter(body, issuer, **parts)
    index, found = index_of(reading, issuer)
    wrong: list[str] = []
    for line in filter(None, (splitline.strip() for splitline in lines.splitlines())):
        *words, question = line.split()
        point, _, wanted = question.partition("=")
        answer = decide(facts_of(words), index, points=[point]).answers[point]
        got = plain(answer.value)
        if not right(wanted, got):
            behind = [found[one.rule].confidence for one in answer.because if one.rule in found]
            wrong.append(f"{line} → {got} {behind}")
    return wrong
