"""The words of policy for people: points, statuses, conditions, in Vietnamese and English."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, Final

from motcua.rulebook.policy.points import spec_of
from motcua.rulebook.policy.terms import Status

Words = dict[str, tuple[str, str]]  # key → (Vietnamese, English)
OTHER: Final = ("nội dung khác", "something else")
_KEY: Final = re.compile(r"[a-z0-9]+(_[a-z0-9]+)+")
_REPORT_OF_LETTER: Final = re.compile(r"report\.letter_\d+(_\d+)?")

CHANNELS: Final[Words] = {
    "receive.online": ("Nộp hồ sơ trực tuyến", "Handing in online"),
    "receive.postal": ("Nộp hồ sơ qua bưu chính công ích", "Handing in by post"),
    "receive.counter": ("Nộp hồ sơ trực tiếp tại quầy", "Handing in at the counter"),
    "receive.support_point": ("Nộp hồ sơ tại điểm hỗ trợ", "Handing in at a support point"),
    "return.online": ("Nhận kết quả trực tuyến", "Getting the result online"),
    "return.postal": ("Nhận kết quả qua bưu chính công ích", "Getting the result by post"),
    "return.counter": ("Nhận kết quả trực tiếp tại quầy", "Getting the result at the counter"),
}
POINTS: Final[Words] = CHANNELS | {
    "room.cap": ("Số người tối đa trong một phòng tại một thời điểm", "People in one room at one time"),
    "unit.cap": ("Số người tối đa trong cả Bộ phận Một cửa tại một thời điểm", "People in the whole unit at one time"),
    "cap.counts_officers": ("Tính cả cán bộ vào giới hạn số người", "Officers count towards the limit"),
    "plan.required": ("Phải có kế hoạch hoạt động được duyệt", "An approved operation plan is required"),
    "guard.keep_receiving": ("Không được ngừng tiếp nhận, trả kết quả", "Reception must not be stopped"),
    "sla.online_acceptance": ("Thời gian trả lời hồ sơ trực tuyến", "Time to answer an online dossier"),
    "pay.online": ("Thanh toán trực tuyến", "Paying online"),
    "process.on_the_spot": ("Giải quyết tại chỗ", "Resolving on the spot"),
    "plan.before_opening": ("Chỉ mở cửa sau khi kế hoạch được duyệt", "Opens only after the plan is approved"),
    "visit.appointment": ("Đặt lịch hẹn trước khi đến", "Booking before a visit"),
    "admit.per_turn": ("Số người được mời vào mỗi lượt", "People let in at each turn"),
    "tickets.per_person_day": ("Số lượt lấy số của một người trong một ngày", "Tickets a person may take in a day"),
    "receive.anywhere": ("Nộp hồ sơ ở bất kỳ nơi nào, không theo nơi cư trú", "Handing in at any office"),
    "receive.assisted": ("Nộp trực tuyến tại quầy có người giúp", "Handing in online with help at the counter"),
    "fee.waived": ("Miễn phí, lệ phí", "Fee waived"),
    "deadline.extended": ("Kéo dài thời hạn giải quyết", "Time limit extended"),
    "unit.closed": ("Đóng cửa toàn bộ nơi làm việc", "The whole unit is closed"),
    "unit.moved": ("Chuyển sang nơi làm việc khác", "The unit works at another place"),
    "return.home": ("Trả kết quả tại nhà", "Result brought home"),
    "staff.share": ("Tỷ lệ cán bộ làm việc tại chỗ", "Share of staff at work"),
}
FAMILIES: Final[Words] = {
    "entry": ("Yêu cầu khi vào", "Required on entering"),
    "equipment": ("Trang bị", "Equipment"),
    "duty": ("Phân công trực", "On duty"),
    "support": ("Hỗ trợ", "Support"),
    "report": ("Báo cáo", "Report"),
    "target": ("Chỉ tiêu", "Target"),
    "advice": ("Lời khuyên", "Advice"),
    "announce": ("Thông báo qua", "Announce by"),
}
ITEMS: Final[Words] = {
    "mask": ("đeo khẩu trang", "mask"),
    "hand_sanitising": ("rửa tay sát khuẩn", "hand sanitising"),
    "temperature": ("đo thân nhiệt", "temperature"),
    "health_declaration": ("khai báo y tế", "health declaration"),
    "qr_check_in": ("quét mã QR", "QR check-in"),
    "distance": ("giữ khoảng cách", "distance"),
    "vaccination": ("giấy chứng nhận tiêm chủng", "proof of vaccination"),
    "cap_at_one_time": ("giữ đúng số người cùng lúc", "cap at one time"),
    "thermometer": ("nhiệt kế đo trán", "forehead thermometer"),
    "seat": ("ghế ngồi chờ", "seat for waiting"),
    "hand_sanitiser": ("dung dịch sát khuẩn tay", "hand sanitiser"),
    "distance_marks": ("vạch giữ khoảng cách", "distance marks"),
    "droplet_shield": ("tấm kính chống giọt bắn", "droplet shield"),
    "shield": ("tấm kính chống giọt bắn", "droplet shield"),
    "waiting_area": ("khu vực ngồi chờ", "waiting area"),
    "sanitiser": ("dung dịch sát khuẩn tay", "hand sanitiser"),
    "backup_power": ("nguồn điện dự phòng", "backup power"),
    "marshal": ("người hướng dẫn, kiểm soát số người", "marshal"),
    "online_service": ("cán bộ trực dịch vụ công trực tuyến", "officer for online services"),
    "online_duty": ("cán bộ trực dịch vụ công trực tuyến", "officer for online services"),
    "contact": ("đầu mối hỗ trợ", "support contact"),
    "contacts": ("đầu mối hỗ trợ", "support contacts"),
    "phone": ("số điện thoại để người dân gọi", "a telephone number to call"),
    "points": ("điểm hỗ trợ dịch vụ công trực tuyến", "support points"),
    "support_points": ("điểm hỗ trợ dịch vụ công trực tuyến", "support points"),
    "support_contact": ("đầu mối hỗ trợ người dân", "support contact"),
    "on_call": ("cán bộ thường trực", "staff on call"),
    "online_officer": ("cán bộ trực dịch vụ công trực tuyến", "officer for online services"),
    "five_k": ("thực hiện 5K", "the five K measures"),
    "press": ("báo, đài", "the press"),
    "price_policy": ("chính sách giá cước bưu chính", "postage policy"),
    "point": ("điểm hỗ trợ dịch vụ công trực tuyến", "support points"),
    "mobile_team": ("tổ lưu động tiếp nhận hồ sơ, trả kết quả", "mobile team"),
    "home_service": ("tiếp nhận hồ sơ, trả kết quả tại nơi ở", "service at home"),
    "suggest_online_while_waiting": ("gợi ý làm trực tuyến trong lúc chờ", "suggest doing it online while waiting"),
    "daily": ("hằng ngày", "daily"),
    "weekly": ("hằng tuần", "weekly"),
    "monthly": ("hằng tháng", "monthly"),
    "quarterly": ("hằng quý", "quarterly"),
    "half_yearly": ("sáu tháng một lần", "every half year"),
    "yearly": ("hằng năm", "yearly"),
    "urgent_resolved": ("hồ sơ cấp bách được giải quyết", "urgent dossiers resolved"),
    "online_share": ("tỷ lệ hồ sơ nộp trực tuyến", "share of dossiers handed in online"),
    "on_time": ("tỷ lệ hồ sơ giải quyết đúng hạn", "share of dossiers resolved on time"),
    "sms": ("tin nhắn SMS", "SMS"),
    "zalo": ("Zalo", "Zalo"),
    "radio": ("đài phát thanh", "radio"),
    "newspaper": ("báo", "newspaper"),
    "portal": ("cổng thông tin điện tử", "portal"),
    "general": ("chung cho người đến", "for everybody who comes"),
    "wait": ("trong lúc chờ", "while waiting"),
}
STATUSES: Final[dict[Status, tuple[str, str]]] = {
    Status.ENCOURAGED: ("khuyến khích", "encouraged"),
    Status.ALLOWED: ("được dùng", "allowed"),
    Status.DISCOURAGED: ("hạn chế, chỉ khi thật cần", "discouraged"),
    Status.FALLBACK: (
        "chỉ dành cho người không dùng được trực tuyến và bưu chính",
        "only for those who use neither online nor post",
    ),
    Status.CLOSED: ("đóng", "closed"),
    Status.ONLY: ("chỉ nhận cách này", "the only way"),
}
UNIT_KINDS: Final[Words] = {
    "provincial_centre": ("Trung tâm Phục vụ hành chính công tỉnh", "the provincial centre"),
    "district_unit": ("Bộ phận Một cửa cấp huyện", "district units"),
    "commune_unit": ("Bộ phận Một cửa cấp xã", "commune units"),
    "department": ("sở, ban, ngành", "departments"),
    "support_point": ("điểm hỗ trợ", "support points"),
    "post_office": ("điểm bưu điện", "post offices"),
}
COMMUNE_CENTRES_SINCE: Final = date(2025, 7, 1)
"""From this day communes have centres of their own in place of reception units (Decree 118/2025 Art. 7)."""
_COMMUNE_CENTRES: Final = ("Trung tâm Phục vụ hành chính công cấp xã", "commune centres")
UNIT_LEVELS: Final[Words] = {
    "province": ("cấp tỉnh", "province level"),
    "district": ("cấp huyện", "district level"),
    "commune": ("cấp xã", "commune level"),
}
GROUPS: Final[Words] = {
    "elderly": ("người cao tuổi", "the elderly"),
    "disabled": ("người khuyết tật", "persons with disabilities"),
    "merit": ("người có công", "persons of merit"),
    "pregnant": ("phụ nữ mang thai", "pregnant women"),
    "minority": ("người dân tộc thiểu số", "ethnic minorities"),
    "poor": ("hộ nghèo, hộ cận nghèo", "poor households"),
}
APPOINTMENTS: Final[Words] = {
    "required": ("bắt buộc", "required"),
    "encouraged": ("khuyến khích", "encouraged"),
}
WAYS: Final[Words] = {
    "online": ("trực tuyến", "online"),
    "postal": ("qua bưu chính công ích", "by post"),
    "counter": ("trực tiếp tại quầy", "at the counter"),
}
PERSONS: Final[Words] = {"visitors": ("người đến", "visitors"), "staff": ("cán bộ", "staff")}
_WEEKDAYS_VI: Final = ("", "thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_WEEKDAYS_EN: Final = ("", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


PERIODS: Final[Words] = {
    "day": ("hằng ngày", "day"),
    "week": ("hằng tuần", "week"),
    "month": ("hằng tháng", "month"),
    "quarter": ("hằng quý", "quarter"),
    "half_year": ("sáu tháng một lần", "half year"),
    "year": ("hằng năm", "year"),
}


# Words that stand as values inside a report series, a support or a process.
SAID: Final[Words] = PERIODS | {
    "promptly": ("kịp thời", "promptly"),
    "as prescribed": ("theo quy định", "as prescribed"),
    "every unit": ("mọi đơn vị", "every unit"),
    "Zalo group": ("nhóm Zalo", "Zalo group"),
    "written": ("bằng văn bản", "in writing"),
    "e-mail": ("thư điện tử", "e-mail"),
    "system": ("phần mềm, hệ thống thông tin", "information system"),
    "one-stop unit": ("Bộ phận Một cửa", "one-stop unit"),
    "portal": ("cổng thông tin điện tử", "portal"),
    "online": ("trực tuyến", "online"),
    "postal": ("qua bưu chính công ích", "by post"),
    "counter": ("trực tiếp tại quầy", "at the counter"),
    "support_point": ("tại điểm hỗ trợ", "at a support point"),
    "commune": ("cấp xã", "commune"),
    "district": ("cấp huyện", "district"),
    "province": ("cấp tỉnh", "province"),
}
DETAILS: Final[Words] = {
    "from": ("nơi gửi", "from"),
    "to": ("nơi nhận", "to"),
    "every": ("kỳ", "every"),
    "due": ("hạn", "due"),
    "due_rule": ("hạn", "due"),
    "medium": ("hình thức", "medium"),
    "about": ("nội dung", "about"),
    "published_at": ("công khai tại", "published at"),
    "prefer": ("ưu tiên", "prefer"),
    "at": ("tại", "at"),
    "for": ("cho", "for"),
    "steps": ("số bước", "steps"),
    "starts": ("bắt đầu", "starts"),
    "event": ("khi", "when"),
    "phone": ("số điện thoại", "telephone"),
    "number": ("số lượng", "number"),
    "name": ("người phụ trách", "person in charge"),
}
OTHER_DETAIL: Final = ("chi tiết khác", "another detail")
FIELDS: Final[Words] = {
    "ho-tich": ("hộ tịch", "civil status"),
    "chung-thuc": ("chứng thực", "certification"),
    "dat-dai": ("đất đai", "land"),
    "sat-hach-cap-giay-phep-lai-xe": ("sát hạch, cấp giấy phép lái xe", "driving licences"),
    "duong-bo": ("đường bộ", "roads"),
}


def vietnamese_due(due: str) -> str:
    """ "Friday 16:00" as "16:00 thứ Sáu", "day 15" as "ngày 15", "2021-03-31T16:00" as "16:00 31/3/2021"."""
    day, _, rest = due.partition(" ")
    if day in _WEEKDAYS_EN[1:]:
        return f"{rest} {_WEEKDAYS_VI[_WEEKDAYS_EN.index(day)]}".strip()
    if day == "day" and rest:
        return f"ngày {rest}"
    try:
        moment = datetime.fromisoformat(due)
    except ValueError:
        return said(due)
    printed = f"{moment.day}/{moment.month}/{moment.year}"
    return f"{moment:%H:%M} {printed}" if len(due) > len("2021-03-31") else printed


def due_of_rule(rule: Mapping[str, Any], lang: str = "vi") -> str:
    """The next day of a series as the reading computes it: {"weekday": 5, "time": "16:00"} as "16:00 thứ Sáu"."""
    words = [str(rule["time"])] if rule.get("time") else []
    if rule.get("weekday"):
        words.append((_WEEKDAYS_EN if lang == "en" else _WEEKDAYS_VI)[int(rule["weekday"])])
    if rule.get("month_day"):
        words.append(f"{'day' if lang == 'en' else 'ngày'} {rule['month_day']}")
    return " ".join(words)


def unit_kind_label(kind: str, lang: str = "vi", *, on: date | None = None) -> str:
    """A kind of unit as the law of the day `on` calls it; without a day, as the law of 2018 did."""
    if kind == "commune_unit" and on is not None and on >= COMMUNE_CENTRES_SINCE:
        return _COMMUNE_CENTRES[lang == "en"]
    return pick(UNIT_KINDS, kind, lang, ("đơn vị khác", "other units"))


def pick(words: Words, key: str, lang: str = "vi", other: tuple[str, str] = OTHER) -> str:
    """The word for `key` in "vi" or "en"; the words of `other` where none is known, never the key."""
    return words.get(key, other)[lang == "en"]


def said(text: str, lang: str = "vi") -> str:
    """A word inside a value: as the list SAID has it, else the letter's own words; a key without words is OTHER."""
    return pick(SAID, text, lang) if text in SAID or _KEY.fullmatch(text) else text


def status_label(status: Status, lang: str = "vi") -> str:
    """The words for a status."""
    return STATUSES[Status(status)][lang == "en"]


def point_label(point: str, lang: str = "vi") -> str:
    """The words for a point: "Nộp hồ sơ trực tiếp tại quầy", "Yêu cầu khi vào: đeo khẩu trang"."""
    if point in POINTS:
        return pick(POINTS, point, lang)
    spec = spec_of(point)
    if spec.channel:
        base = pick(CHANNELS, f"{spec.direction}.{spec.channel}", lang)
        detail = {"days": ("ngày", "days"), "hours": ("giờ", "hours")}[point.rpartition(".")[2]][lang == "en"]
        return f"{base}, {detail}"
    family, _, item = point.partition(".")
    if _REPORT_OF_LETTER.fullmatch(point):
        return pick(FAMILIES, family, lang)
    return f"{pick(FAMILIES, family, lang)}: {pick(ITEMS, item, lang)}"


def days_label(days: Iterable[int], lang: str = "vi") -> str:
    """ "thứ Ba, thứ Sáu"; runs of three and more as "thứ Hai đến thứ Sáu"."""
    names = _WEEKDAYS_EN if lang == "en" else _WEEKDAYS_VI
    ordered = sorted(days)
    if not ordered:
        return "no day" if lang == "en" else "không ngày nào"
    if len(ordered) == 7:
        return "every day" if lang == "en" else "tất cả các ngày"
    if len(ordered) >= 3 and ordered[-1] - ordered[0] == len(ordered) - 1:
        return f"{names[ordered[0]]} {'to' if lang == 'en' else 'đến'} {names[ordered[-1]]}"
    return ", ".join(names[day] for day in ordered)
