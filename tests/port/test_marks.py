"""Marks tell the same records apart from others, whatever the order, and a tree leads to where they differ."""

import random
from collections import Counter
from hashlib import blake2b

from hypothesis import given
from hypothesis import strategies as st

from ostiary.port.marks import DEPTH, DIGITS, EMPTY, Mark, Tree, place

Records = dict[str, bytes]


def digested(values: dict[str, int]) -> Records:
    """Records with these values: a digest covers the key."""
    return {key: blake2b(repr((key, value)).encode(), digest_size=16).digest() for key, value in values.items()}


records = st.dictionaries(st.text(max_size=12), st.integers(0, 2), max_size=40).map(digested)


def many(count: int) -> Records:
    """People with ids that count up."""
    dice = random.Random(count)  # noqa: S311 -- a test that can be repeated
    return {str(number): dice.randbytes(16) for number in range(count)}


class TestMark:
    @given(records, st.randoms(use_true_random=False))
    def test_it_is_of_the_records_and_not_of_their_order(self, held: Records, dice: random.Random) -> None:
        order = list(held)
        dice.shuffle(order)
        mark = EMPTY
        for key in order:
            mark = mark.plus(held[key])
        assert mark == Tree(held).root
        for key in held:
            mark = mark.minus(held[key])
        assert mark == EMPTY

    def test_a_record_held_twice_shows(self) -> None:
        digest = bytes(range(16))
        assert EMPTY.plus(digest).plus(digest) != EMPTY.plus(digest)
        assert EMPTY.plus(bytes(16)) != EMPTY


class TestTree:
    @given(records)
    def test_every_branch_adds_up(self, held: Records) -> None:
        tree = Tree(held)
        branches = {"": tree.root} if held else {}
        for _ in range(DEPTH):
            below = tree.below(branches)
            for branch, mark in branches.items():
                parts = [below[branch + digit] for digit in DIGITS if branch + digit in below]
                assert sum(part.count for part in parts) == mark.count
                assert sum(part.total for part in parts) % 2**128 == mark.total
            branches = below
        assert tree.digests(branches) == held
        assert all(mark != EMPTY for mark in branches.values())

    @given(records, records)
    def test_branches_are_equal_exactly_where_records_are(self, one: Records, other: Records) -> None:
        ours, theirs = Tree(one), Tree(other)
        assert (ours.root == theirs.root) == (one == other)
        for digit in DIGITS:
            same = ours.digests([digit]) == theirs.digests([digit])
            assert (ours.below([""]).get(digit) == theirs.below([""]).get(digit)) == same

    def test_what_lies_in_a_branch_begins_with_it(self) -> None:
        tree = Tree(many(3000))
        for branch in ("", "a", "07", "3e9"):
            assert all(place(key).startswith(branch) for key in tree.digests([branch]))
        assert tree.digests(["f", "f0"]).keys() == tree.digests(["f"]).keys()

    def test_ids_that_count_up_are_spread_evenly(self) -> None:
        sizes = Counter(place(key) for key in many(100_000))
        assert len(sizes) == 16**DEPTH
        assert max(sizes.values()) < 50

    def test_of_nothing(self) -> None:
        assert (Tree({}).root, Tree({}).below([""]), Tree({}).digests([""])) == (Mark(), {}, {})
