"""How many streams: places are counted while they are held, and given back."""

from __future__ import annotations

import contextlib

import pytest

from motcua.web.live.limits import StreamLimits, TooManyStreams


def test_one_address_does_not_take_every_place() -> None:
    limits = StreamLimits(total=10, per_address=2)
    with contextlib.ExitStack() as held:
        held.enter_context(limits.one("10.0.0.1"))
        held.enter_context(limits.one("10.0.0.1"))
        with pytest.raises(TooManyStreams) as refused, limits.one("10.0.0.1"):
            pass
        assert refused.value.status == 429
        held.enter_context(limits.one("10.0.0.2"))
    with limits.one("10.0.0.1"):  # given back
        pass


def test_the_server_has_a_limit_of_its_own() -> None:
    limits = StreamLimits(total=2, per_address=2)
    with limits.one("a"), limits.one("b"), pytest.raises(TooManyStreams) as refused, limits.one("c"):
        pass
    assert refused.value.status == 503


def test_a_stream_that_fails_gives_its_place_back() -> None:
    limits = StreamLimits(total=1, per_address=1)
    with pytest.raises(ConnectionError), limits.one("a"):
        raise ConnectionError
    with limits.one("a"):
        pass
