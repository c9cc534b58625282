"""Which port the pages get."""

from __future__ import annotations

import socket

from motcua.management import ports


def test_a_port_in_use_is_passed_over() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        number = int(taken.getsockname()[1])
        assert not ports.is_free("127.0.0.1", number)
        found = ports.first_free("127.0.0.1", number)
        assert found is not None and found > number
        assert ports.is_free("127.0.0.1", found)
