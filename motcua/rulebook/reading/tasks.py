"""Orders put under the assignments they belong to; an order of none becomes an assignment of whoever is named."""

from __future__ import annotations

from dataclasses import replace

from motcua.rulebook.reading.actors import list_at
from motcua.rulebook.reading.frames import Proposed
from motcua.rulebook.reading.frames.orders import Order
from motcua.rulebook.reading.parts import Assignment, Header, Leaf, Span, Unread
from motcua.rulebook.reading.phrases import flat, tidy_snippet


def with_orders(
    text: str, header: Header, assignments: tuple[Assignment, ...], found: Proposed
) -> tuple[tuple[Assignment, ...], tuple[Unread, ...]]:
    """The assignments with their orders, and what stays unread: an order that nobody is told is unread too."""
    left = list(found.orders)
    kept = tuple(_filled(assignment, left) for assignment in assignments)
    ruled = [rule.span for rule in found.rules]
    folded = flat(text)
    loose: list[Assignment] = []
    unread = list(found.unread)
    told: list[tuple[int, int]] = []
    for order in left:
        if any(low <= order.span[0] and order.span[1] <= high for low, high in told):
            continue
        actors = list_at(text, folded, order.span[0], order.span[1])
        names = tuple(actors.names) if actors else _addressed(header)
        if names:
            told.append(order.span)
            leaf = Leaf(order.action, order.span)
            task = tidy_snippet(text[order.span[0] : order.span[1]])
            loose.append(Assignment(order.ref, names, task, order.span, orders=(leaf,)))
        elif not any(low < order.span[1] and order.span[0] < high for low, high in ruled):
            unread.append(Unread(order.ref, order.span))
    unread = [
        sentence
        for sentence in unread
        if not any(low <= sentence.span[0] and sentence.span[1] <= high for low, high in told)
    ]
    return (*kept, *loose), tuple(_outermost(unread))


def _addressed(header: Header) -> tuple[Leaf, ...]:
    """Whom an order tells that names nobody: the letter's addressees, or else the issuer's own house."""
    if header.recipients:
        return header.recipients
    return (header.issuer,) if header.issuer.value else ()


def _filled(item: Assignment, left: list[Order]) -> Assignment:
    children = tuple(_filled(child, left) for child in item.children)
    end = max([item.span[1], *(child.span[1] for child in item.children)])
    own = [order for order in left if _mostly((item.span[0] - 4, end + 4), order.span)]
    for order in own:
        left.remove(order)
    return replace(item, children=children, orders=tuple(Leaf(order.action, order.span) for order in own))


def _mostly(outer: Span, inner: Span) -> bool:
    """Whether half of `inner` and more lies in `outer`."""
    return 2 * (min(outer[1], inner[1]) - max(outer[0], inner[0])) >= inner[1] - inner[0]


def _outermost(unread: list[Unread]) -> list[Unread]:
    """Each stretch once: a part of a sentence that is listed is not listed again."""
    out: list[Unread] = []
    for one in sorted(unread, key=lambda item: (item.span[0], -item.span[1])):
        if not out or one.span[0] >= out[-1].span[1]:
            out.append(one)
    return out
