"""Names and titles told apart where their letters are alike."""

from __future__ import annotations

import pytest

from motcua.rulebook.reading.signing import is_name, is_signing


@pytest.mark.parametrize("name", ["Trương Hòa Mẫu", "TRƯƠNG HÒA MẪU", "Đại tá Trương Văn Mẫu"])
def test_a_family_name_is_no_title(name: str) -> None:
    assert is_name(name)
    assert not is_signing(name)


@pytest.mark.parametrize("title", ["TRƯỞNG PHÒNG", "Trưởng phòng", "TRƯỞNG BAN", "CHÁNH VĂN PHÒNG"])
def test_a_title_is_no_name(title: str) -> None:
    assert is_signing(title)
    assert not is_name(title)
