"""The people as devices hold them: everybody's digest in memory, records read when written, once for all devices.

A person whom a fact names is outdated until he is read again. A reading that was under way meanwhile does not count.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Collection, Iterable
from itertools import count

from ostiary.kernel.database import Database
from ostiary.kernel.vault import Vault
from ostiary.people.queries import user_contents
from ostiary.port.content import UserContent, digest
from ostiary.port.marks import Tree
from ostiary.provisioning import fit
from ostiary.provisioning.audience import EVERYBODY, Audience
from ostiary.provisioning.fit import Fit

PIECE = 500
REMEMBERED = 5_000
"""Records kept for the next device that wants them."""
MOST_TREES = 8
"""Trees kept for the next device of the same kind and with the same people."""
PLAIN = Fit(cards=True)


class Population:
    """Everybody, as of the facts that were taken in."""

    def __init__(self, database: Database, vault: Vault) -> None:
        self._database = database
        self._vault = vault
        self._digests: dict[str, bytes] = {}
        self._kinds: dict[str, Fit] = {}
        """People with more than cards."""
        self._fitted: dict[Fit, dict[str, bytes]] = {}
        """Digests of people as devices hold them that cannot hold all of them."""
        self._records: OrderedDict[str, UserContent] = OrderedDict()
        self._outdated: dict[str, int] = {}
        self._ahead: set[str] = set()
        """People of whom a device may have been given another record than is known here: a fact on them is coming."""
        self._marks = count(1)
        self._reading = asyncio.Lock()
        """One device at a time reads many; the others find what it read."""
        self._version = 0
        """Counts changes of digests."""
        self._trees: dict[tuple[Fit, Audience], tuple[int, Tree]] = {}
        """What devices with such kinds of credentials and such people should hold, and of which version it is."""
        self._groups: dict[str, tuple[int, ...]] = {}
        """The access groups that devices know of each person."""
        self._tuples: dict[tuple[int, ...], tuple[int, ...]] = {}
        self._growing = asyncio.Lock()

    async def load(self) -> None:
        """Read everybody. Whom is known from before stays until he is read: a device may be written to meanwhile."""
        gone, last = set(self._digests), ""
        while True:
            async with self._database.read() as connection:
                users = await user_contents(connection, self._vault, after_key=last, limit=PIECE)
            if not users:
                break
            last = users[-1].user_id
            for user in users:
                self._outdated.pop(user.user_id, None)
                self._enter(user)
                gone.discard(user.user_id)
        for user_id in gone:
            self._outdated.pop(user_id, None)
            self._drop(user_id)
        self._ahead.clear()

    def outdate(self, user_ids: Iterable[str]) -> None:
        """These people are no longer what was read."""
        for user_id in user_ids:
            self._outdated[user_id] = next(self._marks)
            self._records.pop(user_id, None)

    async def refresh(self, user_ids: Collection[str]) -> set[str]:
        """Read these people again at once; answers those of whom devices should hold something else than before."""
        before = {user_id: self._digests.get(user_id) for user_id in user_ids}
        self.outdate(user_ids)
        for piece in _pieces(user_ids):
            await self._read(piece)
        changed = {user_id for user_id in user_ids if self._digests.get(user_id) != before[user_id]}
        changed |= self._ahead.intersection(user_ids)
        self._ahead.difference_update(user_ids)
        return changed

    async def records(self, user_ids: Collection[str], kinds: Fit) -> dict[str, UserContent]:
        """These people as a device that can hold such kinds should hold them; those that are gone are left out."""
        async with self._reading:
            missing = [user_id for user_id in user_ids if self._is_missing(user_id)]
            found = await self._read(missing) if missing else {}
            for user_id in user_ids:
                if user_id in self._records:
                    found[user_id] = self._records[user_id]
                    self._records.move_to_end(user_id)
            self._ahead.update(user_id for user_id in missing if user_id not in self._records)
        return {user_id: fit.fitted(found[user_id], kinds) for user_id in user_ids if user_id in found}

    async def tree(self, kinds: Fit, audience: Audience = EVERYBODY) -> Tree:
        """The people of a device that can hold such kinds, as it should have them. It is made beside the loop: it takes
        long.
        """
        async with self._growing:
            version, tree = self._trees.get((kinds, audience), (0, Tree({})))
            if version == self._version and not self._outdated:
                return tree
            digests = await self._everybody(kinds)
            version = self._version
            fresh = [(key, grown) for key, grown in self._trees.items() if grown[0] == version]
            self._trees = dict(fresh[1 - MOST_TREES :])
            if audience != EVERYBODY:
                wanted = {groups: audience.wants("", groups) for groups in self._tuples}
                groups = self._groups
                digests = {
                    key: digest
                    for key, digest in digests.items()
                    if wanted.get(groups.get(key, ()), False) or key in audience.always
                }
            tree = await asyncio.to_thread(Tree, digests)
            self._trees[kinds, audience] = version, tree
        return tree

    def members(self, groups: Collection[int]) -> set[str]:
        """Everybody who was in one of these access groups when he was last read."""
        wanted = {held for held in self._tuples if not set(groups).isdisjoint(held)}
        return {user_id for user_id, held in self._groups.items() if held in wanted}

    def ids(self) -> set[str]:
        """Everybody who was there when he was last read."""
        return set(self._digests)

    async def _everybody(self, kinds: Fit) -> dict[str, bytes]:
        for piece in _pieces(self._outdated):
            async with self._reading:
                await self._read([user_id for user_id in piece if user_id in self._outdated])
        reduced = self._fitted.setdefault(kinds, {})
        wanted = {user_id for user_id, own in self._kinds.items() if not kinds.covers(own)}
        if not kinds.covers(PLAIN):
            wanted |= self._digests.keys()
        for piece in _pieces(wanted - reduced.keys()):
            for user in (await self.records(piece, kinds)).values():
                if user.user_id not in self._outdated:
                    reduced[user.user_id] = digest(user)
        return {**self._digests, **{user_id: reduced[user_id] for user_id in wanted if user_id in reduced}}

    def _is_missing(self, user_id: str) -> bool:
        known = user_id in self._outdated or user_id in self._digests
        return known and user_id not in self._records

    async def _read(self, user_ids: Collection[str]) -> dict[str, UserContent]:
        """Read people, and remember those who were not outdated meanwhile."""
        marks = {user_id: self._outdated.get(user_id) for user_id in user_ids}
        async with self._database.read() as connection:
            users = await user_contents(connection, self._vault, sorted(user_ids))
        found = {user.user_id: user for user in users}
        for user_id, mark in marks.items():
            if self._outdated.get(user_id) != mark:
                continue
            if mark is None:
                self._remember(user_id, found.get(user_id))
                continue
            del self._outdated[user_id]
            if user_id in found:
                self._enter(found[user_id])
            else:
                self._drop(user_id)
        return found

    def _enter(self, user: UserContent) -> None:
        self._version += 1
        self._digests[user.user_id] = digest(user)
        self._groups[user.user_id] = self._tuples.setdefault(user.groups, user.groups)
        own = fit.of_user(user)
        if PLAIN.covers(own):
            self._kinds.pop(user.user_id, None)
        else:
            self._kinds[user.user_id] = own
        for reduced in self._fitted.values():
            reduced.pop(user.user_id, None)
        self._keep(user)

    def _remember(self, user_id: str, user: UserContent | None) -> None:
        """A record that had been forgotten was read again: kept if it is as it was, else the fact that is coming will
        tell every device.
        """
        if user is not None and digest(user) == self._digests.get(user_id):
            self._keep(user)

    def _keep(self, user: UserContent) -> None:
        self._records[user.user_id] = user
        if len(self._records) > REMEMBERED:
            self._records.popitem(last=False)

    def _drop(self, user_id: str) -> None:
        self._version += 1
        self._kinds.pop(user_id, None)
        self._groups.pop(user_id, None)
        self._records.pop(user_id, None)
        for digests in (self._digests, *self._fitted.values()):
            digests.pop(user_id, None)


def _pieces(user_ids: Iterable[str]) -> Iterable[list[str]]:
    ordered = sorted(user_ids)
    return (ordered[start : start + PIECE] for start in range(0, len(ordered), PIECE))
