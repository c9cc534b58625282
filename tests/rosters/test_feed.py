"""The calendar behind a secret address."""

from __future__ import annotations

from datetime import time, timedelta

import icalendar

from motcua.rosters import actions
from motcua.rosters.models import RosterFeed
from motcua.rosters.queries.feed import feed_of
from tests.dossiers.world import MONDAY
from tests.rosters.unit import BEFORE, TODAY, Unit


def test_published_shifts_of_the_owner_alone(unit: Unit) -> None:
    (hers,) = unit.plan(unit.lan, counter=2)
    unit.plan(unit.hoa)
    key = actions.renew_feed(by=unit.lan, at=BEFORE)
    empty = feed_of(key, MONDAY)
    assert empty is not None
    assert "BEGIN:VEVENT" not in empty.text
    unit.publish()
    feed = feed_of(key, MONDAY)
    assert feed is not None
    assert feed.text.count("BEGIN:VEVENT") == 1
    for line in (f"UID:shift-{hers.pk}@motcua", "DTSTART:20200331T000000Z", "SUMMARY:Trực quầy 2", "SEQUENCE:1"):
        assert line in feed.text
    assert feed.mark != empty.mark
    for name in (unit.lan.full_name, unit.hoa.full_name, unit.lan.phone):
        assert name not in feed.text


def test_a_shift_taken_out_is_shown_as_such_for_thirty_days(unit: Unit) -> None:
    (hers,) = unit.plan(unit.lan)
    unit.publish()
    key = actions.renew_feed(by=unit.lan, at=BEFORE)
    before = feed_of(key, MONDAY)
    actions.cancel_shift(shift_id=hers.pk, by=unit.head, at=BEFORE)
    feed = feed_of(key, MONDAY)
    assert feed is not None and before is not None
    assert "STATUS:CANCELLED" in feed.text
    assert "SEQUENCE:2" in feed.text
    assert feed.mark != before.mark
    later = feed_of(key, MONDAY + timedelta(days=31))
    assert later is not None
    assert "VEVENT" not in later.text


def test_every_change_of_a_shift_is_a_higher_sequence_of_the_same_entry(unit: Unit) -> None:
    (hers,) = unit.plan(unit.lan, counter=2)
    unit.publish()
    key = actions.renew_feed(by=unit.lan, at=BEFORE)
    seen = [_entry(key)]
    actions.change_shift(
        shift_id=hers.pk, day=TODAY, start=time(8), end=time(10), place="on_site", duty="counter", counter=3, fields=[],
        by=unit.head, at=BEFORE,
    )  # fmt: skip
    seen.append(_entry(key))
    actions.report_absence(staff=unit.lan, kind="leave", since=TODAY, by=unit.head, at=BEFORE)
    seen.append(_entry(key))
    assert [status for _uid, status, _sequence in seen] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]
    assert [sequence for _uid, _status, sequence in seen] == [1, 2, 3]
    assert {uid for uid, _status, _sequence in seen} == {f"shift-{hers.pk}@motcua"}


def _entry(key: str) -> tuple[str, str, int]:
    feed = feed_of(key, MONDAY)
    assert feed is not None
    (entry,) = icalendar.Calendar.from_ical(feed.text).events
    return str(entry["UID"]), str(entry["STATUS"]), int(entry["SEQUENCE"])


def test_the_key_is_kept_nowhere_and_ends_when_renewed_revoked_or_left(unit: Unit) -> None:
    first = actions.renew_feed(by=unit.lan, at=BEFORE)
    assert first not in str(RosterFeed.objects.values())
    second = actions.renew_feed(by=unit.lan, at=BEFORE)
    assert feed_of(first, MONDAY) is None
    assert feed_of(second, MONDAY) is not None
    unit.lan.is_active = False
    unit.lan.save()
    assert feed_of(second, MONDAY) is None
    unit.lan.is_active = True
    unit.lan.save()
    assert actions.revoke_feed(by=unit.lan)
    assert feed_of(second, MONDAY) is None
    assert not actions.revoke_feed(by=unit.lan)
