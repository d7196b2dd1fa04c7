from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from flows.stages.link.cluster import Clusters

PAIRS = st.lists(st.tuples(st.sampled_from([1.0, 2.0, 3.0]), st.integers(0, 9), st.integers(0, 9)), max_size=30)
APART = st.sets(st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda p: p[0] != p[1]), max_size=6)


def clusters(apart: set[tuple[int, int]]) -> Clusters:
    return Clusters(10, lambda a, b: (a, b) in apart or (b, a) in apart)


@given(PAIRS, APART, st.randoms())
def test_groups_do_not_depend_on_the_order_of_pairs(
    pairs: list[tuple[float, int, int]], apart: set[tuple[int, int]], random: object
) -> None:
    first, second = clusters(apart), clusters(apart)
    shuffled = list(pairs)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    first.join_all(pairs)
    second.join_all(shuffled)
    assert first.groups() == second.groups()


@given(PAIRS, APART)
def test_vetoed_nodes_never_meet(pairs: list[tuple[float, int, int]], apart: set[tuple[int, int]]) -> None:
    groups = clusters(apart)
    groups.join_all(pairs)
    assert sorted(i for g in groups.groups() for i in g) == list(range(10))
    assert all(groups.find(a) != groups.find(b) for a, b in apart)


def test_the_better_pair_is_joined_first() -> None:
    groups = clusters({(0, 2)})
    groups.join_all([(1.0, 0, 1), (2.0, 1, 2)])
    assert groups.members(1) == [1, 2]


def test_force_overrules_a_veto() -> None:
    groups = clusters({(0, 2)})
    groups.force(2, 0)
    assert groups.members(2) == [0, 2]


def test_attach_takes_the_only_best_group_or_none() -> None:
    groups = clusters({(3, 4)})
    assert not groups.attach(0, [(1.0, 1), (1.0, 2)])
    assert groups.attach(0, [(1.0, 1), (2.0, 2)])
    assert groups.members(0) == [0, 2]
    assert not groups.attach(3, [(1.0, 4)])


@given(
    st.lists(st.integers(0, 3), min_size=10, max_size=10),
    st.lists(st.sampled_from("abcde"), min_size=10, max_size=10),
    st.sets(st.tuples(st.integers(0, 3), st.integers(0, 3)), max_size=4),
    APART,
    PAIRS,
)
def test_groups_with_facts_and_documents_are_those_of_the_veto_alone(
    facts: list[int], documents: list[str], unlike: set[tuple[int, int]], apart: set[tuple[int, int]], pairs: list[tuple[float, int, int]]
) -> None:
    def veto(a: int, b: int) -> bool:
        if documents[a] == documents[b]:
            return (a, b) in apart or (b, a) in apart
        return (facts[a], facts[b]) in unlike or (facts[b], facts[a]) in unlike

    plain, told = Clusters(10, veto), Clusters(10, veto, facts, documents)
    plain.join_all(pairs)
    told.join_all(pairs)
    assert told.groups() == plain.groups()
