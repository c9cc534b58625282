"""Whose letter it is: an office of one's own tree, a body of the state above it, or somebody elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from motcua.directives.models import Directive
from motcua.people.models import Office, Staff
from motcua.people.queries import offices_under
from motcua.rulebook.vietnamese import fold

Standing = Directive.Standing

_COMMITTEE: Final = "uy ban nhan dan"
_SHORT: Final = {"ubnd": _COMMITTEE, "tp": "thanh pho", "hdnd": "hoi dong nhan dan"}
_MINISTRIES: Final = (
    "cong an", "cong thuong", "dan toc va ton giao", "giao duc va dao tao", "giao thong van tai",
    "ke hoach va dau tu", "khoa hoc va cong nghe", "lao dong thuong binh va xa hoi", "ngoai giao", "noi vu",
    "nong nghiep va moi truong", "nong nghiep va phat trien nong thon", "quoc phong", "tai chinh",
    "tai nguyen va moi truong", "thong tin va truyen thong", "tu phap", "van hoa the thao va du lich", "xay dung",
    "y te",
)  # fmt: skip
_NATION: Final = re.compile(
    r"(?:.* )?(?:quoc hoi|uy ban thuong vu quoc hoi|chu tich nuoc|(?:van phong |thanh tra |thu tuong )?chinh phu"
    r"|ngan hang nha nuoc viet nam|bao hiem xa hoi viet nam|toa an nhan dan toi cao|vien kiem sat nhan dan toi cao"
    r"|ban chi dao quoc gia .*|uy ban dan toc|bo (?:" + "|".join(_MINISTRIES) + "))"
)
_LOCAL: Final = re.compile(r"\b(?:tinh|huyen|quan|thi xa|phuong|xa|thi tran|dac khu|thanh pho)\b")


def place_issuer(issuer: str, by: Staff) -> tuple[str, Office]:
    """The issuer's standing as the tree of the officer `by` sees it, and the office that keeps the letter.

    OWN with the office of that name, however its body above is written beside it; ABOVE for the bodies of the state;
    ELSEWHERE for every other name, and for one that several offices bear. The last two are kept at the tree's root.
    """
    root_path = by.office.path.split("/", 1)[0]
    offices = {office.path: office for office in offices_under(root_path)}
    wanted = _plain(issuer)
    bearers = [office for office in offices.values() if wanted and wanted in _names(office, offices)]
    if len(bearers) > 1:  # names that differ by accents alone, or communes of one name
        bearers = [office for office in bearers if office.name.casefold() in issuer.casefold()] or bearers
        bearers = [office for office in bearers if office.pk == by.office_id] or bearers
    if len(bearers) == 1:
        return Standing.OWN, bearers[0]
    above = not bearers and _NATION.fullmatch(wanted) and not _LOCAL.search(wanted)
    return (Standing.ABOVE if above else Standing.ELSEWHERE), offices[root_path]


def why_not_enacted(letter: Directive) -> str:
    """One Vietnamese sentence why no rule of this letter may take effect here; "" where nothing stands against it."""
    if letter.standing == Standing.ELSEWHERE:
        if not letter.issuer:
            return "Văn bản không ghi cơ quan ban hành, nên chỉ để biết. Nếu máy đọc sót, hãy sửa phần đầu văn bản."
        return (
            f"“{letter.issuer}” không phải cơ quan của địa phương này hay cơ quan trung ương, nên văn bản chỉ để biết, "
            "không cho hiệu lực ở đây. Nếu tên cơ quan ban hành đọc sai, hãy sửa phần đầu văn bản."
        )
    if not letter.number:
        return (
            "Văn bản chưa có số, mới là dự thảo, nên không cho hiệu lực. Khi văn bản đã ký và có số, hãy tải bản ấy "
            "lên; nếu máy đọc sót số, hãy sửa phần đầu văn bản."
        )
    return ""


def _names(office: Office, offices: Mapping[str, Office]) -> Iterator[str]:
    """Every way to write the office's name: alone, or followed by a body above it ("Sở Y tế, UBND tỉnh Hà Giang")."""
    own = [_plain(name) for name in (office.name, office.short_name) if name]
    yield from own
    path = office.path
    while "/" in path:
        path = path.rsplit("/", 1)[0]
        above = _plain(offices[path].name) if path in offices else ""
        if above:
            yield from (
                f"{name} {written}" for name in own for written in (above, above.removeprefix(f"{_COMMITTEE} "))
            )


def _plain(name: str) -> str:
    """A name without accents, signs and the usual abbreviations."""
    return " ".join(_SHORT.get(word, word) for word in re.findall(r"\w+", fold(name)))
