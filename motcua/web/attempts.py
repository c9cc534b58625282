"""Runs an action from a page and turns a refusal into a message on the page."""

from __future__ import annotations

from collections.abc import Mapping
from types import TracebackType
from typing import Self

from django import forms
from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from motcua.refusals import InvalidInput, NotAllowed, Refusal, RulesRefused, TooManyTries
from motcua.web.desk.clauses import say_recorded_clauses
from motcua.web.form_errors import put_errors


class attempt:
    """Run an action in `with attempt(…) as tried:`; a refusal ends the block and is kept in `tried`.

    - `attempt(form=form)`: wrong input stands at the form's fields (`names` are the form's own names of fields that the
      action calls otherwise), any other refusal over the form, or at the field `at`, in the page's own `words`
      (after too many tries they may say `%(minutes)s` or `%(seconds)s` to wait, and `%(times)s` that were free);
    - `attempt(request)`: the refusal is a note on the next page, and so is `done` where nothing refused;
    - `attempt(request, form=form)`: wrong input stands at the fields, any other refusal is a note on the next page;
    - `attempt()`: the page shows it by itself, from `tried.refused` or `tried.errors`.

    With `shown_by_page` the page shows by itself what else would be said elsewhere: beside a form any other refusal
    than wrong input, without a form the wrong input. `tried.refusal` is what was raised, None when the act was done.
    """

    def __init__(
        self,
        request: HttpRequest | None = None,
        *,
        form: forms.Form | None = None,
        names: Mapping[str, str] | None = None,
        at: str | None = None,
        words: str = "",
        done: str = "",
        shown_by_page: bool = False,
    ) -> None:
        self._request, self._form, self._names = request, form, names
        self._at, self._words, self._done, self._shown_by_page = at, words, done, shown_by_page
        self.refusal: Refusal | None = None
        self.refused = ""
        self.errors: dict[str, str] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, raised: BaseException | None, at: TracebackType | None
    ) -> bool:
        """Hold back refusals only; any other exception goes on."""
        if raised is None and self._done and self._request is not None:
            messages.success(self._request, self._done, extra_tags="good")
        if not isinstance(raised, Refusal):
            return False
        self.refusal = raised
        if not self._said(raised):
            self.refused = _with_clauses(raised)
            self.errors = dict(raised.errors) if isinstance(raised, InvalidInput) else {}
        return True

    @property
    def seconds(self) -> int:
        """Seconds to wait after too many tries; 0 otherwise."""
        return max(1, self.refusal.seconds) if isinstance(self.refusal, TooManyTries) else 0

    @property
    def minutes(self) -> int:
        """Minutes to wait, rounded up."""
        return -(-self.seconds // 60)

    @property
    def times(self) -> int:
        """How many tries were free before the refusal for too many; 0 otherwise."""
        return self.refusal.most if isinstance(self.refusal, TooManyTries) else 0

    @property
    def reasons(self) -> list[str]:
        """The refusal's sentences, one for each obstacle; empty when the act was done."""
        if isinstance(self.refusal, RulesRefused):
            return list(self.refusal.reasons)
        return [str(self.refusal)] if self.refusal is not None else []

    def _said(self, raised: Refusal) -> bool:
        typed_wrong = isinstance(raised, InvalidInput)
        if self._form is not None and isinstance(raised, InvalidInput):
            put_errors(self._form, raised.errors, self._names)
        elif self._shown_by_page and (self._form is not None or typed_wrong):
            return False
        elif self._request is not None:
            messages.warning(self._request, self._sentence(raised), extra_tags="soon")
        elif self._form is not None:
            self._form.add_error(self._at, self._sentence(raised))
        else:
            return False
        return True

    def _sentence(self, raised: Refusal) -> str:
        """The page's own words for the refusal where it has some, with the time to wait where they name it."""
        if self._words and self.seconds:
            return self._words % {"minutes": self.minutes, "seconds": self.seconds, "times": self.times}
        return self._words or _with_clauses(raised)


def _with_clauses(raised: Refusal) -> str:
    """The refusal's sentence and, where policy refuses, the clauses behind it."""
    clauses = say_recorded_clauses(raised.because) if isinstance(raised, NotAllowed) else ""
    return f"{raised} {_('Theo %(clauses)s.') % {'clauses': clauses}}" if clauses else str(raised)
