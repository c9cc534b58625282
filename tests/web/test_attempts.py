"""A refused act is said at its field, over the form, on the next page or by the page itself."""

from __future__ import annotations

import pytest
from django import forms
from django.contrib.messages import get_messages
from django.contrib.messages.storage.fallback import FallbackStorage
from django.http import HttpRequest

from motcua.refusals import AlreadyDone, InvalidInput, NotAllowed, Refusal, RulesRefused, TooManyTries
from motcua.web.attempts import attempt

WRONG = InvalidInput({"number": "sai số"})
LATE = AlreadyDone("muộn rồi")


class Asked(forms.Form):
    """One field."""

    number = forms.CharField()


def _form() -> Asked:
    form = Asked({"number": "1"})
    assert form.is_valid()
    return form


def _request() -> HttpRequest:
    request = HttpRequest()
    request.session = {}  # type: ignore[assignment]
    request._messages = FallbackStorage(request)  # type: ignore[attr-defined]
    return request


def _notes(request: HttpRequest) -> list[tuple[str, str]]:
    return [(note.extra_tags, str(note)) for note in get_messages(request)]


def test_an_act_that_is_done_leaves_no_refusal() -> None:
    request = _request()
    with attempt(request, done="xong") as tried:
        assert _notes(request) == []
    assert tried.refusal is None
    assert (tried.refused, tried.errors, tried.reasons, tried.seconds) == ("", {}, [], 0)
    assert _notes(request) == [("good", "xong")]


@pytest.mark.parametrize(
    ("refusal", "expected"),
    [(WRONG, {"number": ["sai số"]}), (LATE, {"__all__": ["muộn rồi"]}), (NotAllowed("không"), {"__all__": ["không"]})],
)
def test_a_form_shows_what_refuses(refusal: Refusal, expected: dict[str, list[str]]) -> None:
    form = _form()
    with attempt(form=form) as tried:
        raise refusal
    assert form.errors == expected
    assert tried.refusal is refusal
    assert tried.refused == ""


def test_the_next_page_says_what_refuses_and_not_that_it_is_done() -> None:
    request = _request()
    with attempt(request, done="xong"):
        raise LATE
    assert _notes(request) == [("soon", "muộn rồi")]


def test_wrong_input_stands_at_the_form_and_the_rest_on_the_next_page() -> None:
    request, form = _request(), _form()
    with attempt(request, form=form):
        raise WRONG
    with attempt(request, form=form):
        raise LATE
    assert form.errors == {"number": ["sai số"]}
    assert _notes(request) == [("soon", "muộn rồi")]


def test_what_the_page_keeps_is_said_nowhere_else() -> None:
    request, form = _request(), _form()
    with attempt(form=form, shown_by_page=True) as beside_a_form:
        raise LATE
    with attempt(request, shown_by_page=True) as beside_a_note:
        raise WRONG
    with attempt() as alone:
        raise WRONG
    assert beside_a_form.refused == "muộn rồi"
    assert beside_a_note.errors == alone.errors == {"number": "sai số"}
    assert alone.refused == "sai số"
    assert form.errors == {}
    assert _notes(request) == []


def test_the_page_has_its_own_words_at_one_field() -> None:
    form = _form()
    with attempt(form=form, at="number", words="Hãy nghỉ %(minutes)s phút.") as tried:
        raise TooManyTries(61)
    assert form.errors == {"number": ["Hãy nghỉ 2 phút."]}
    assert (tried.seconds, tried.minutes) == (61, 2)


def test_each_rule_in_the_way_is_a_reason() -> None:
    with attempt() as rules:
        raise RulesRefused(["một", "hai"])
    with attempt() as late:
        raise LATE
    assert rules.reasons == ["một", "hai"]
    assert late.reasons == ["muộn rồi"]


def test_what_is_no_refusal_goes_on_up() -> None:
    with pytest.raises(ValueError, match="hỏng"), attempt():
        raise ValueError("hỏng")
