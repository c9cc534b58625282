"""Linked sets in the catalogue: who may be in one, in which order."""

from __future__ import annotations

import pytest

from motcua.catalog.actions.linked_sets import set_links
from motcua.catalog.models import Field, Procedure
from motcua.catalog.queries.linked_sets import is_linked, links_of
from motcua.refusals import InvalidInput

pytestmark = pytest.mark.django_db


def _procedures(count: int) -> list[Procedure]:
    field = Field.objects.create(code="HT", name="Hộ tịch")
    return [
        Procedure.objects.create(code=f"1.00000{place}", name=f"Thủ tục {place}", field=field, level="commune")
        for place in range(count)
    ]


def test_a_set_keeps_its_order_and_says_that_it_is_one() -> None:
    whole, first, second, third = _procedures(4)
    set_links(whole, [(third.code, 2, "resolving"), (first.code, 1, "receiving"), (second.code, 2, "resolving")])
    assert [(link.ordinal, link.position, link.procedure.code) for link in links_of(whole)] == [
        (1, 1, first.code),
        (2, 2, third.code),
        (3, 2, second.code),
    ]
    assert is_linked(Procedure.objects.get(pk=whole.pk))
    assert not is_linked(first)


@pytest.mark.parametrize(
    ("links", "word"),
    [
        ([("1.000000", 1, "resolving")], "không thể nằm"),
        ([("9.999999", 1, "resolving")], "Không có thủ tục"),
        ([("1.000001", 0, "resolving")], "Thứ tự"),
        ([("1.000001", 1, "resolving"), ("1.000001", 2, "resolving")], "một lần"),
    ],
)
def test_sets_that_cannot_be(links: list[tuple[str, int, str]], word: str) -> None:
    whole, *_ = _procedures(2)
    with pytest.raises(InvalidInput, match=word):
        set_links(whole, links)
    assert links_of(whole) == []


def test_a_set_holds_no_set() -> None:
    whole, inner, leaf = _procedures(3)
    set_links(inner, [(leaf.code, 1, "resolving")])
    with pytest.raises(InvalidInput, match="không thể nằm"):
        set_links(whole, [(inner.code, 1, "resolving")])
    with pytest.raises(InvalidInput, match="không thể nằm"):
        set_links(leaf, [(whole.code, 1, "resolving")])
