"""Where a page shows what an action found wrong."""

from __future__ import annotations

from django import forms

from motcua.web.form_errors import put_errors


class Shown(forms.Form):
    """A field to type in and one that nobody sees."""

    number = forms.CharField()
    place = forms.CharField(widget=forms.HiddenInput())


def test_each_message_stands_at_its_field_or_is_said_of_the_whole() -> None:
    form = Shown({"number": "1", "place": "2"})
    assert form.is_valid()
    put_errors(
        form, {"counter_number": "sai số", "place": "sai chỗ", "unheard": "sai khác"}, {"counter_number": "number"}
    )
    assert form.errors == {"number": ["sai số"], "__all__": ["sai chỗ", "sai khác"]}
