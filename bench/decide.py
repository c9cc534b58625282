"""Decisions a second on one core, against the least any answer with a memory must do: one look-up in a dict.

Run: python -m bench.decide
"""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, datetime, timedelta
from time import perf_counter
from typing import Any
from zoneinfo import ZoneInfo

from bench._table import Figure, report
from motcua.rulebook.policy.decide import answer, decide
from motcua.rulebook.policy.index import RuleIndex
from motcua.rulebook.policy.terms import Facts, Force, Rule, Source, Status, When

VN = ZoneInfo("Asia/Ho_Chi_Minh")
RULES, UNITS, PROCEDURES, QUESTIONS, ROUNDS = 2_000, 3_500, 5_000, 20_000, 5
START = datetime(2021, 1, 4, tzinfo=VN)
CHANNELS = ("receive.online", "receive.postal", "receive.counter", "return.postal", "return.counter")


def offices(chance: random.Random) -> list[tuple[str, str, str]]:
    """63 provinces with their centres, districts and communes, until UNITS are found: path, kind, level."""
    found: list[tuple[str, str, str]] = []
    for province in range(63):
        found.append((f"H{province:02}/TT", "provincial_centre", "province"))
        for district in range(11):
            path = f"H{province:02}/{district}"
            found.append((path, "district_unit", "district"))
            found += [(f"{path}/{commune}", "commune_unit", "commune") for commune in range(chance.randint(3, 6))]
    return found[:UNITS]


def rule_set(chance: random.Random) -> list[Rule]:
    """RULES rules as letters of all bodies would give: statuses, days, caps, checks, under mixed conditions."""
    kinds = ("provincial_centre", "district_unit", "commune_unit")
    rules: list[Rule] = []
    for number in range(RULES):
        body = chance.choice(["", f"H{chance.randrange(63):02}", f"H{chance.randrange(63):02}/{chance.randrange(11)}"])
        point, value = chance.choice(
            [
                (chance.choice(CHANNELS), chance.choice(list(Status))),
                ("receive.counter.days", frozenset(chance.sample(range(1, 6), 3))),
                ("room.cap", chance.randint(5, 40)),
                (f"entry.{chance.choice(['mask', 'temperature', 'qr_check_in'])}", frozenset({"visitors", "staff"})),
            ]
        )
        when = When(
            unit_kinds=frozenset({chance.choice(kinds)}) if chance.random() < 0.4 else frozenset(),
            online_levels=frozenset(chance.choice([{3, 4}, {1, 2}])) if chance.random() < 0.4 else frozenset(),
            procedures=frozenset({f"1.{chance.randrange(PROCEDURES):06}"}) if chance.random() < 0.1 else frozenset(),
            uses_neither=chance.choice([None, None, None, True]),
        )
        begins = START + timedelta(days=chance.randrange(365))
        force = chance.choice([Force.BINDING, Force.BINDING, Force.DEFAULT])
        source = Source(f"{number}/UBND", "1")
        rules.append(
            Rule(
                f"r{number}",
                point,
                value,
                when,
                source,
                body,
                date(2021, 1, 1) + timedelta(number % 300),
                begins,
                force=force,
            )
        )
    return rules


def questions(chance: random.Random, places: list[tuple[str, str, str]], moment: datetime) -> list[Facts]:
    """QUESTIONS questions over all units and procedures on one working morning."""
    return [
        Facts(
            unit=unit,
            unit_kind=kind,
            unit_level=level,
            at=moment + timedelta(seconds=chance.randrange(4 * 3600)),
            procedure=f"1.{chance.randrange(PROCEDURES):06}",
            online_level=chance.randint(1, 4),
            uses_neither=chance.random() < 0.2,
        )
        for unit, kind, level in (chance.choice(places) for _ in range(QUESTIONS))
    ]


def per_second(ask: Callable[[Facts], Any], asked: list[Facts]) -> float:
    """The best of ROUNDS passes over `asked`, in questions a second."""
    best = float("inf")
    for _ in range(ROUNDS):
        begun = perf_counter()
        for facts in asked:
            ask(facts)
        best = min(best, perf_counter() - begun)
    return len(asked) / best


def measure() -> dict[str, float]:
    """Decisions a second: floor (key and dict look-up only), one answer, whole decisions, and the first cold pass."""
    chance = random.Random(905)
    index = RuleIndex(rule_set(chance))
    asked = questions(chance, offices(chance), datetime(2021, 11, 2, 8, tzinfo=VN))

    begun = perf_counter()
    for facts in asked:
        answer("receive.counter", facts, index)
    cold = len(asked) / (perf_counter() - begun)

    known: dict[Any, int] = {index.signature(facts): number for number, facts in enumerate(asked)}
    for facts in asked:
        decide(facts, index, points=CHANNELS)
    return {
        "floor": per_second(lambda facts: known[index.signature(facts)], asked),
        "answer": per_second(lambda facts: answer("receive.counter", facts, index), asked),
        "decide": per_second(lambda facts: decide(facts, index, points=CHANNELS), asked),
        "cold": cold,
    }


def main() -> None:
    """Report decisions a second, warm and on the first pass."""
    found = measure()
    floor = found["floor"]
    report(
        Figure("policy: one answer", found["answer"], floor, "/s"),
        Figure("policy: decision of 5 points", found["decide"], floor, "/s"),
        Figure("policy: one answer, first pass", found["cold"], floor, "/s"),
        note=f"{RULES:,} rules, {UNITS:,} units, {PROCEDURES:,} procedures, {QUESTIONS:,} questions, one core; "
        "floor: key and dict look-up",
    )
    if min(found["answer"], found["decide"]) < 50_000:
        print("BELOW the 50,000 decisions a second that are promised")


if __name__ == "__main__":
    main()
