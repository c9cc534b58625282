from hypothesis import given
from hypothesis import strategies as st

from motcua.people.paths import ancestors, is_under

codes = st.lists(st.text("AB01.", min_size=1, max_size=4), min_size=1, max_size=5)


def test_ancestors_come_from_the_root_down_and_end_with_the_office_itself():
    assert ancestors("H22/000.00.31.H22/000.01.31.H22") == [
        "H22",
        "H22/000.00.31.H22",
        "H22/000.00.31.H22/000.01.31.H22",
    ]
    assert ancestors("") == []


def test_a_code_that_begins_alike_is_not_below():
    assert not is_under("H220", "H22")
    assert is_under("H22/1", "H22")
    assert is_under("H22", "")


@given(codes)
def test_an_office_lies_under_each_of_its_ancestors_and_no_other_prefix(parts):
    path = "/".join(parts)
    assert len(ancestors(path)) == len(parts)
    assert all(is_under(path, above) for above in ancestors(path))
    assert not is_under(path, path + "/X")
