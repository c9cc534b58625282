"""One province in which a letter may take effect: its centre, a district, a commune, and who sends and signs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from motcua.directives import actions
from motcua.directives.actions.headers import CORRECTABLE
from motcua.directives.models import Directive, RuleSet
from motcua.people.models import Office, OfficeKind, OfficeLevel, Role, Staff, StaffRole

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
REAL_LETTERS = Path(__file__).parents[2] / ".." / "shared" / "directives"


def at(year: int, month: int, day: int, hour: int = 8, minute: int = 0) -> datetime:
    """A moment in Vietnam."""
    return datetime(year, month, day, hour, minute, tzinfo=VIETNAM)


@dataclass
class House:
    """A province with one unit of each kind."""

    province: Office
    centre: Office
    district: Office
    district_unit: Office
    commune_unit: Office
    officer: Staff
    leader: Staff
    district_leader: Staff
    centre_head: Staff
    district_head: Staff

    def take_in(self, text: str, moment: datetime, name: str = "van-ban.txt") -> tuple[Directive, RuleSet]:
        """Upload a letter; the directive and its draft."""
        letter = actions.upload_letter(data=text.encode(), file_name=name, by=self.officer, at=moment)
        return letter, RuleSet.objects.get(directive=letter)

    def correct(self, letter: Directive, moment: datetime, **header: Any) -> Directive:
        """The header corrected by the officer: the given fields, the others as they are."""
        kept = {name: getattr(letter, name) for name in CORRECTABLE}
        return actions.correct_header(directive_id=letter.pk, by=self.officer, at=moment, **{**kept, **header})

    def enact(self, rules: RuleSet, moment: datetime) -> RuleSet:
        """Sent by the officer, signed by the leader."""
        actions.propose_rules(rule_set_id=rules.pk, by=self.officer, at=moment)
        return actions.approve_rules(rule_set_id=rules.pk, by=self.leader, at=moment)

    def revoke(self, rules: RuleSet, moment: datetime, note: str = "Hết dịch") -> RuleSet:
        """Their end proposed by the officer, approved by the leader."""
        actions.propose_revocation(rule_set_id=rules.pk, by=self.officer, at=moment, note=note)
        return actions.approve_revocation(rule_set_id=rules.pk, by=self.leader, at=moment)

    def add(self, rules: RuleSet, moment: datetime, *, ref: str = "1", **data: Any) -> None:
        """One rule by hand."""
        actions.add_rule(rule_set_id=rules.pk, ref=ref, data={"when": {}, **data}, by=self.officer, at=moment)


def build(name: str = "Ủy ban nhân dân tỉnh Hà Giang", code: str = "H22") -> House:
    """Write the rows of a province called `name`."""
    province = _office(None, code, name, OfficeKind.COMMITTEE, OfficeLevel.PROVINCE)
    centre = _office(province, f"000.22.{code}", "Trung tâm Phục vụ hành chính công", OfficeKind.PROVINCIAL_CENTRE,
                     OfficeLevel.PROVINCE)  # fmt: skip
    district = _office(province, f"000.31.{code}", "Ủy ban nhân dân huyện Thử", OfficeKind.COMMITTEE,
                       OfficeLevel.DISTRICT)  # fmt: skip
    district_unit = _office(district, f"001.31.{code}", "Bộ phận Một cửa huyện Thử", OfficeKind.DISTRICT_UNIT,
                            OfficeLevel.DISTRICT)  # fmt: skip
    commune_unit = _office(district, f"002.31.{code}", "Bộ phận Một cửa xã Thử", OfficeKind.COMMUNE_UNIT,
                           OfficeLevel.COMMUNE)  # fmt: skip
    return House(
        province=province,
        centre=centre,
        district=district,
        district_unit=district_unit,
        commune_unit=commune_unit,
        officer=_person("officer", Role.POLICY_OFFICER, province),
        leader=_person("leader", Role.LEADER, province),
        district_leader=_person("district_leader", Role.LEADER, district),
        centre_head=_person("centre_head", Role.UNIT_HEAD, centre),
        district_head=_person("district_head", Role.UNIT_HEAD, district_unit),
    )


def real_letter(file: str) -> str:
    """The text of one of the five letters; the test is left out where they are not there."""
    path = REAL_LETTERS / file
    if not path.is_file():
        pytest.skip("the real letters are not beside the repository")
    return path.read_text(encoding="utf-8")


def _office(parent: Office | None, code: str, name: str, kind: str, level: str) -> Office:
    path = f"{parent.path}/{code}" if parent else code
    return Office.objects.create(path=path, code=code, name=name, kind=kind, level=level, parent=parent)


def _person(username: str, role: str, office: Office) -> Staff:
    staff = Staff.objects.create(username=username, full_name=f"Cán bộ {username}", office=office)
    StaffRole.objects.create(staff=staff, role=role, office=office)
    return staff


PLAIN = """ỦY BAN NHÂN DÂN\nTỈNH HÀ GIANG\n\nSố: {number}/UBND-PVHCC\n
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n
Hà Giang, ngày 30 tháng 3 năm 2020\n
V/v tiếp nhận hồ sơ trong thời gian phòng, chống dịch\n
Kính gửi: Các sở, ban, ngành; UBND các huyện, thành phố.\n
1. Giao các sở, ban, ngành; UBND các huyện, thành phố: không quá 20 người trong một phòng tại một thời điểm.\n
TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nTrần Văn Thử\n"""
