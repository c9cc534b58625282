"""People at the desk, and what they do in tests of its pages."""

from __future__ import annotations

import re
from typing import Any
from uuid import uuid4

from django.test import Client

from motcua.catalog.models import Procedure
from motcua.directives import actions as directives
from motcua.directives.models import Directive, RuleSet
from motcua.dossiers.models import Dossier
from motcua.people.models import Office, Staff
from tests import reception
from tests.web.conftest import MONDAY

BIRTH = "1.001193"
WARD_UNIT = "001.02.31.H22"
CENTRE = "000.00.22.H22"


def staff(username: str) -> Staff:
    return Staff.objects.get(username=username)


def desk(username: str) -> Client:
    """A signed-in person's browser, in Vietnamese."""
    client = Client(headers={"accept-language": "vi"})
    client.force_login(staff(username), backend="django.contrib.auth.backends.ModelBackend")
    return client


_BLOCK = "button|caption|dd|div|dt|h[1-6]|label|legend|li|ol|option|p|section|summary|t[dhr]|table|tbody|thead|ul"


def text(answer: Any) -> str:
    """A page's source with white space as a browser sees it: runs are one space, none at the edges of blocks."""
    parts = re.split(r"(<textarea.*?</textarea>)", str(answer.content.decode()), flags=re.S)
    return "".join(part if part.startswith("<textarea") else _collapsed(part) for part in parts)


def _collapsed(page: str) -> str:
    page = re.sub(r"\s*\n\s*", " ", page)
    page = re.sub(rf"(<(?:{_BLOCK})\b[^>]*>)\s+", r"\1", page)
    return re.sub(rf"\s+(</(?:{_BLOCK})>)", r"\1", page)


def birth_dossier(*, by: str = "thao.tiepnhan", unit: str = WARD_UNIT, at: Any = MONDAY, **changes: Any) -> Dossier:
    """A birth registration received at the ward's counter."""
    procedure = Procedure.objects.get(code=BIRTH)
    given: dict[str, Any] = {
        "office": Office.objects.get(code=unit),
        "procedure": procedure,
        "applicant": {"full_name": "Vàng Thị Mỷ", "phone": "0912345678", "address": "Tổ 5, phường Nguyễn Trãi"},
        "papers": [{"position": paper.position, "given": True} for paper in procedure.papers.all()],
        "return_channel": "counter",
        "by": staff(by),
        "at": at,
        "submission_key": uuid4(),
    }
    return reception.receive_at_counter(**(given | changes)).dossier


LETTER = """ỦY BAN NHÂN DÂN\nTỈNH HÀ GIANG\n\nSố: 77/UBND-PVHCC\n
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n
Hà Giang, ngày 30 tháng 3 năm 2020\n
V/v tiếp nhận hồ sơ trong thời gian phòng, chống dịch\n
Kính gửi: Các sở, ban, ngành; UBND các huyện, thành phố.\n
1. Giao các sở, ban, ngành; UBND các huyện, thành phố: Kể từ ngày 31/3/2020, khuyến khích người dân nộp hồ sơ \
trực tuyến; không quá 20 người trong một phòng tại một thời điểm.\n
2. Giao Văn phòng UBND tỉnh đôn đốc, tổng hợp, báo cáo Chủ tịch UBND tỉnh trước 16 giờ 00 thứ Sáu hằng tuần.\n
TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nTrần Văn Thử\n"""


def letter(content: str = LETTER, name: str = "77.txt") -> Directive:
    """A letter uploaded by the policy officer, with its draft of rules."""
    return directives.upload_letter(data=content.encode(), file_name=name, by=staff("hanh.chinhsach"), at=MONDAY)


def draft(of: Directive) -> RuleSet:
    return RuleSet.objects.get(directive=of)
