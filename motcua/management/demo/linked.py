"""The linked set of the demo: birth first, then residence and health insurance at once, at two more offices."""

from __future__ import annotations

from typing import Final

from motcua.catalog.actions.linked_sets import set_links
from motcua.catalog.models import Field, Procedure, TimeLimit
from motcua.catalog.national_format.values import field_code
from motcua.catalog.queries.linked_sets import is_linked
from motcua.catalog.search import search_text
from motcua.management.demo.cast import NGUYEN_TRAI_POLICE, SOCIAL_INSURANCE

WHOLE: Final = "2.000986"
BIRTH: Final = "1.001193"
# Code, name, field, office, working days. The card's number is the list's "Cấp thẻ bảo hiểm y tế"; the Social
# Insurance's own number was not at hand.
CHILDREN: Final = (
    ("1.004222", "Đăng ký thường trú", "Đăng ký, quản lý cư trú", NGUYEN_TRAI_POLICE, 7),
    ("2.000639", "Cấp thẻ bảo hiểm y tế cho trẻ em dưới 6 tuổi", "Bảo hiểm xã hội", SOCIAL_INSURANCE, 5),
)


def load_linked() -> int:
    """Add the children that are missing and tie the set; returns how many were added."""
    whole = Procedure.objects.filter(code=WHOLE).first()
    if whole is None or is_linked(whole):
        return 0
    for code, name, field, office, days in CHILDREN:
        child, made = Procedure.objects.get_or_create(
            code=code,
            defaults={
                "name": name,
                "field": Field.objects.get_or_create(code=field_code(field), defaults={"name": field})[0],
                "level": "ministry",  # not handed in by itself here: it comes with the set
                "agency": office,
                "online_level": 2,
                "search_text": search_text([name], field),
                "route": ["appraise"],
            },
        )
        if made:
            TimeLimit.objects.create(procedure=child, value=days, unit="working_days")
    set_links(whole, [(BIRTH, 1, "resolving"), *((code, 2, office) for code, _, _, office, _ in CHILDREN)])
    return len(CHILDREN)
