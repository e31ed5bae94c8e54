"""A comparison finds every difference and asks few questions."""

import random
from collections.abc import Mapping, Sequence

from hypothesis import given
from hypothesis import strategies as st

from ostiary.port.content import Family
from ostiary.port.marks import Mark, Tree
from ostiary.provisioning import comparison
from ostiary.provisioning.comparison import Differences, differences
from tests.port.test_marks import Records, digested

some = st.dictionaries(st.integers(0, 400).map(str), st.integers(0, 2), max_size=120).map(digested)


class Device:
    """Answers a comparison's questions; counts them and how much it said."""

    def __init__(self, held: Records) -> None:
        self.tree = Tree(held)
        self.questions = 0
        self.said = 0

    async def branches(self, device_id: int, family: Family, above: Sequence[str]) -> Mapping[str, Mark]:
        """The marks below these branches."""
        answer = self.tree.below(above)
        self._count(answer)
        return answer

    async def digests(self, device_id: int, family: Family, branches: Sequence[str]) -> Mapping[str, bytes]:
        """What lies in these branches."""
        answer = self.tree.digests(branches)
        self._count(answer)
        return answer

    async def compared(self, wanted: Records) -> Differences:
        """A comparison with what it should hold."""
        return await differences(self, 1, Family.USERS, self.tree.root, Tree(wanted))

    def _count(self, answer: Mapping[str, object]) -> None:
        self.questions += 1
        self.said += len(answer)


def crowd(count: int = 100_000) -> Records:
    """So many people."""
    dice = random.Random(1)  # noqa: S311 -- a test that can be repeated
    return {str(number): dice.randbytes(16) for number in range(count)}


class TestWhatIsFound:
    @given(some, some)
    async def test_all_that_differs_and_nothing_else(self, held: Records, wanted: Records) -> None:
        found = await Device(held).compared(wanted)
        keys = held.keys() | wanted
        assert found.really == {key: held.get(key) for key in keys if held.get(key) != wanted.get(key)}
        assert found.missing == sorted(wanted.keys() - held)
        assert found.unwanted == sorted(held.keys() - wanted)
        assert set(found.different) == {key for key in held.keys() & wanted if held[key] != wanted[key]}
        assert found.held() == held


class TestWhatItCosts:
    """Among 100,000 people."""

    async def test_nothing_differs(self) -> None:
        held = crowd()
        device = Device(held)
        assert len(await device.compared(held)) == 0
        assert device.questions == 0

    async def test_one_person_differs(self) -> None:
        held = crowd()
        device = Device({**held, "77777": bytes(16)})
        assert (await device.compared(held)).different == ["77777"]
        assert device.questions <= 4
        assert device.said < 150

    async def test_a_hundred_differ_in_every_way(self) -> None:
        held = crowd()
        gone = {str(number) for number in range(0, 70_000, 1000)}
        device = Device({**{key: digest for key, digest in held.items() if key not in gone}, "x": bytes(16)})
        found = await device.compared(held)
        assert (set(found.missing), found.unwanted) == (gone, ["x"])
        assert device.questions <= 4
        assert device.said < 70 * 100

    async def test_a_device_that_was_wiped_is_asked_nothing(self) -> None:
        device = Device({})
        assert len(await device.compared(crowd())) == 100_000
        assert device.questions == 0

    async def test_a_device_full_of_strangers_names_them_in_portions(self) -> None:
        device = Device(crowd())
        assert len((await device.compared({})).unwanted) == 100_000
        assert device.questions <= 4 + 100_000 // comparison.MOST_DIGESTS + 1
