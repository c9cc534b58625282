"""The letters the tests read: our own demo letters, the shared ones where they are there, and small ones made here."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from motcua.rulebook.reading import Reading, read
from motcua.rulebook.reading.assignments import flatten
from motcua.rulebook.reading.parts import Assignment, Leaf, ProposedReport, ProposedRule

REPOSITORY = Path(__file__).resolve().parents[3]
DEMO = REPOSITORY / "motcua" / "demo_letters"
SHARED = REPOSITORY.parent / "shared" / "directives"
DEMO_NAMES = sorted(path.stem for path in DEMO.glob("*.txt"))
FIVE = ("000", "001", "002", "003", "004")

TEMPLATE = """ỦY BAN NHÂN DÂN
TỈNH SƠN LA

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: 15/UBND-KSTT
V/v {subject}

Sơn La, ngày 10 tháng 3 năm 2020

Kính gửi:
- Các sở, ban, ngành;
- UBND các huyện, thành phố.

{preamble}

{body}

Nơi nhận:
- Như trên;
- Lưu: VT, KSTT.

CHỦ TỊCH

Nguyễn Văn Mẫu
"""


@cache
def demo(name: str) -> tuple[Reading, dict[str, Any]]:
    """One of our own letters with what must be found in it."""
    return _with_expected(DEMO / f"{name}.txt")


@cache
def shared(prefix: str) -> tuple[Reading, dict[str, Any]]:
    """One of the five shared letters; skips where the folder is not beside the repository."""
    found = sorted(SHARED.glob(f"{prefix}_*.txt"))
    if not found:
        pytest.skip("the folder shared/directives is not beside the repository")
    return _with_expected(found[0])


def _with_expected(path: Path) -> tuple[Reading, dict[str, Any]]:
    expected = yaml.safe_load(path.with_suffix("").with_suffix(".expected.yaml").read_text(encoding="utf-8"))
    return read(path.read_bytes(), path.name), expected


def made(body: str, *, subject: str = "hoạt động của Bộ phận Một cửa", preamble: str = "") -> Reading:
    """A letter of 10 March 2020 with this body."""
    lead = preamble or "Chủ tịch UBND tỉnh có ý kiến như sau:"
    return read(TEMPLATE.format(subject=subject, preamble=lead, body=body), "made")


def same(text: Any) -> str:
    """A name as the expected files compare it: NFC, white space folded, case folded."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", str(text))).strip().casefold()


def names(leaves: tuple[Leaf, ...]) -> list[str]:
    return [same(leaf.value) for leaf in leaves]


def every(reading: Reading) -> Iterator[Assignment]:
    return flatten(reading.assignments)


def rules(reading: Reading, point: str, ref: str | None = None) -> list[ProposedRule]:
    return [rule for rule in reading.proposed_rules if rule.data["point"] == point and ref in (None, rule.ref)]


def points(reading: Reading) -> set[str]:
    return {rule.data["point"] for rule in reading.proposed_rules}


def reports(reading: Reading, ref: str) -> list[ProposedReport]:
    return [report for report in reading.proposed_reports if report.ref == ref]
