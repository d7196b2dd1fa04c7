"""Groups of local records that are one: a union-find that is told what may never meet.

The result depends on the pairs and their scores alone: nodes are numbers in the order of the records' keys, pairs are taken best
first, and of equal scores the pair with the smaller numbers comes first.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from itertools import combinations
from typing import TypeVar

Veto = Callable[[int, int], bool]
T = TypeVar("T", bool, float)

_MAX_BLOCK = 400
"""Records that share something up to which all of them are compared with each other."""
CLEARLY = 3
"""How many times as many records must call one treaty so for a name without a date to mean that one."""


def numbered(facts: Sequence[Hashable]) -> list[int]:
    """A number for each of the facts, the same for equal ones."""
    numbers: dict[Hashable, int] = {}
    return [numbers.setdefault(fact, len(numbers)) for fact in facts]


def once(facts: Sequence[Hashable], documents: Sequence[str], compare: Callable[[int, int], T]) -> Callable[[int, int], T]:
    """`compare` for the nodes of these facts: what documents tell in the same way is compared once, however many they are."""
    told = numbered(facts)
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
    """Disjoint groups of the nodes 0..n-1; `veto(a, b)` is true for two nodes that must not be in one group.

    `facts` and `documents`, if given, say of which nodes the veto is the same: those of equal facts, against any of another document.
    """

    def __init__(self, n: int, veto: Veto, facts: Sequence[Hashable] = (), documents: Sequence[str] = ()) -> None:
        self._root = list(range(n))
        self._members: dict[int, list[int]] = {i: [i] for i in range(n)}
        self._veto = veto
        self._facts = numbered(facts) if facts else list(range(n))
        self._documents = documents or list(map(str, range(n)))
        self._kinds: dict[int, dict[int, list[int]]] = {}
        """Of a group of several nodes by facts: one node, and one of another document if there is any."""
        self._places: dict[int, dict[str, list[int]]] = {}
        """The nodes of a group of several by document."""

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
        a, b = self.find(a), self.find(b)
        own, other = self._by_document(a), self._by_document(b)
        if any(self._veto(x, y) for document in own.keys() & other.keys() for x in own[document] for y in other[document]):
            return False
        telling = [y for nodes in self._by_facts(b).values() for y in nodes]
        return not any(self._veto(x, y) for nodes in self._by_facts(a).values() for x in nodes for y in telling)

    def _by_facts(self, root: int) -> dict[int, list[int]]:
        return self._kinds.get(root) or {self._facts[root]: [root]}

    def _by_document(self, root: int) -> dict[str, list[int]]:
        return self._places.get(root) or {self._documents[root]: [root]}

    def force(self, a: int, b: int) -> None:
        """Make two groups one, whatever the veto says."""
        a, b = sorted((self.find(a), self.find(b)))
        if a != b:
            self._root[b] = a
            large, small = (a, b) if len(self._members[a]) >= len(self._members[b]) else (b, a)
            kinds, places = self._by_facts(large), self._by_document(large)
            for fact, nodes in self._by_facts(small).items():
                found = kinds.setdefault(fact, nodes[:1])
                if len(found) == 1:
                    found += [n for n in nodes if self._documents[n] != self._documents[found[0]]][:1]
            for document, nodes in self._by_document(small).items():
                places.setdefault(document, []).extend(nodes)
            self._kinds.pop(b, None)
            self._places.pop(b, None)
            self._kinds[a], self._places[a] = kinds, places
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


def paired(blocks: Iterable[Sequence[int]]) -> list[tuple[int, int]]:
    """The pairs of those that stand in one block, in order and once each.

    A block of more than `_MAX_BLOCK` records ("salt" in volumes on little else) pairs each record with its next neighbours only.
    """
    found: set[tuple[int, int]] = set()
    for members in blocks:
        if len(members) <= _MAX_BLOCK:
            found.update(combinations(members, 2))
        else:
            found.update((a, b) for i, a in enumerate(members) for b in members[i + 1 : i + 1 + _MAX_BLOCK // 8])
    return sorted(found)
