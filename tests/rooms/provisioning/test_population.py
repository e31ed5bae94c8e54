"""The people as devices hold them: who tells a device to write somebody again, and what it is given meanwhile."""

import asyncio

import pytest

from ostiary.people.operations import delete_people
from ostiary.provisioning.fit import Fit
from ostiary.provisioning.population import Population
from tests.rooms.provisioning.site import Site, a_person

CARDS = Fit(cards=True)


@pytest.fixture
async def population(site: Site) -> Population:
    """Two people, before anything happens to them."""
    await site.enrol(a_person("7"), a_person("8"))
    population = Population(site.plant.ground.database, site.plant.ground.vault)
    await population.load()
    return population


class TestRefresh:
    """Facts say who changed; devices hear of those who are not as they were."""

    async def test_who_is_as_he_was_is_spared(self, population: Population) -> None:
        assert await population.refresh(["7", "8"]) == set()

    async def test_whom_one_device_was_given_ahead_of_the_fact_is_told_to_all(
        self, site: Site, population: Population
    ) -> None:
        population._records.clear()  # as where there are more people than are kept
        await site.change(a_person("7", name="Seven"))
        given = await population.records(["7", "8"], CARDS)
        assert [given[user_id].name for user_id in "78"] == ["Seven", "User 8"]
        assert await population.refresh(["7", "8"]) == {"7"}

    async def test_also_where_he_is_as_before_when_the_fact_is_taken_in(
        self, site: Site, population: Population
    ) -> None:
        population._records.clear()
        await site.change(a_person("7", name="Seven"))
        await population.records(["7"], CARDS)
        await site.change(a_person("7"))
        assert await population.refresh(["7"]) == {"7"}
        assert await population.refresh(["7"]) == set()

    async def test_who_was_deleted_ahead_of_the_fact_too(self, site: Site, population: Population) -> None:
        population._records.clear()
        await site.act(delete_people, ["7"])
        assert await population.records(["7"], CARDS) == {}
        assert await population.refresh(["7"]) == {"7"}
        assert population.ids() == {"8"}


class TestLoad:
    """Everybody is read anew after a failure, while devices are written to."""

    async def test_nobody_is_missing_meanwhile(self, site: Site, population: Population) -> None:
        loading = asyncio.create_task(population.load())
        while not loading.done():
            await asyncio.sleep(0)
            assert (await population.records(["7", "8"], CARDS)).keys() == {"7", "8"}
        assert (await population.tree(CARDS)).records.keys() == {"7", "8"}

    async def test_who_is_gone_is_gone_then(self, site: Site, population: Population) -> None:
        await site.act(delete_people, ["7"])
        population.outdate(["7"])
        await population.load()
        assert population.ids() == {"8"}
        assert (await population.tree(CARDS)).records.keys() == {"8"}
