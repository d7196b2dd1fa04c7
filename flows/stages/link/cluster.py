"""Groups of local records that are one: a union-find that is told what may never meet.

The result depends on the pairs and their scores alone: nodes are numbers in the order of the records' keys, pairs are taken best
first, and of equal scores the pair with the smaller numbers comes first.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import TypeVar

Veto = Callable[[int, int], bool]
T = TypeVar("T", bool, float)


CLEARLY = 3
"""How many times as many records must call one treaty so for a name without a date to mean that one."""


def once(facts: Sequence[Hashable], documents: Sequence[str], compare: Callable[[int, int], T]) -> Callable[[int, int], T]:
    """`compare` for the nodes of these facts: what documents tell in the same way is compared once, however many they are."""
    numbers: dict[Hashable, int] = {}
    told = [numbers.setdefault(fact, len(numbers)) for fact in facts]
    known: dict[tuple[int, int], T] = {}

    def compared(a: int, b: int) -> T:
        if documents[a] == documents[b]:
            return compare(a, b)
        pair = (told[a], told[b])
        if (found := known.get(pair)) is None:
            found = known[pair] = compare(a, b)
        return found

    return compared


class Clusters:
    """Disjoint groups of the nodes 0..n-1; `veto(a, b)` is true for two nodes that must not be in one group."""

    def __init__(self, n: int, veto: Veto) -> None:
        self._root = list(range(n))
        self._members: dict[int, list[int]] = {i: [i] for i in range(n)}
        self._veto = veto

    def find(self, node: int) -> int:
        """The smallest node of the group that `node` is in."""
        while self._root[node] != node:
            self._root[node] = self._root[self._root[node]]
            node = self._root[node]
        return node

    def members(self, node: int) -> list[int]:
        """The nodes of the group that `node` is in, in rising order."""
        return self._members[self.find(node)]

    def compatible(self, a: int, b: int) -> bool:
        """Whether no member of one group is vetoed against a member of the other."""
        return not any(self._veto(x, y) for x in self.members(a) for y in self.members(b))

    def force(self, a: int, b: int) -> None:
        """Make two groups one, whatever the veto says."""
        a, b = sorted((self.find(a), self.find(b)))
        if a != b:
            self._root[b] = a
            self._members[a] = sorted(self._members[a] + self._members.pop(b))

    def join(self, a: int, b: int) -> bool:
        """Make two groups one unless that is vetoed; whether they are one now."""
        if self.find(a) == self.find(b):
            return True
        if not self.compatible(a, b):
            return False
        self.force(a, b)
        return True

    def join_all(self, pairs: Iterable[tuple[float, int, int]]) -> None:
        """Join pairs of (score, node, node), best first."""
        for _, a, b in sorted(pairs, key=lambda p: (-p[0], p[1], p[2])):
            self.join(a, b)

    def attach(self, node: int, pairs: Iterable[tuple[float, int]]) -> bool:
        """Join the group of `node` to the best of several groups, given as (score, a node in it).

        Of equally good ones it is that which `CLEARLY` more of the pairs speak for, else none.
        """
        best: dict[int, list[float]] = {}
        for score, other in pairs:
            root = self.find(other)
            if root != self.find(node) and self.compatible(node, root):
                best.setdefault(root, []).append(score)
        if not best:
            return False
        top = max(max(scores) for scores in best.values())
        ranked = sorted((-scores.count(top), root) for root, scores in best.items() if top in scores)
        if len(ranked) > 1 and ranked[0][0] > CLEARLY * ranked[1][0]:
            return False
        self.force(node, ranked[0][1])
        return True

    def groups(self) -> list[list[int]]:
        """All groups, each in rising order, by their smallest node."""
        return [self._members[r] for r in sorted(self._members)]
