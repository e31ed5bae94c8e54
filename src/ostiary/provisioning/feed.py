"""Follows the facts for all devices at once: reads anew what they touch and tells who needs which records."""

from collections import deque
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from ostiary.access.facts import AccessLevelChanged, GroupLevelsChanged
from ostiary.credentials.facts import BlacklistChanged
from ostiary.devices.facts import DeviceChanged
from ostiary.doors.facts import DoorChanged
from ostiary.identity.facts import AccessGroupChanged, MembershipChanged, PersonChanged
from ostiary.kernel import outbox
from ostiary.kernel.bell import Bell
from ostiary.kernel.database import Database
from ostiary.kernel.outbox import Fact, Stored
from ostiary.kernel.vault import Vault
from ostiary.people.queries import departed
from ostiary.port.content import Family
from ostiary.provisioning.audience import Audience, audience_of
from ostiary.provisioning.population import Population
from ostiary.provisioning.rulebook import RULES, Rulebook, Share
from ostiary.schedules.facts import HolidayGroupChanged, ScheduleChanged
from ostiary.settings import queries as settings
from ostiary.settings.facts import OutputSignalChanged, UserSyncChanged
from ostiary.settings.server import UserSync

BATCH = 4000
REMEMBERED = 1000
"""Parts of acts that can still be asked for."""
FEW = 20
"""An act on no more people than this goes before those on many."""
READ_AT_ONCE = 200
"""So many people of small acts are read before the devices hear of them, to spare those whose people are the same."""

TOUCHED: dict[type[Fact], tuple[Family, ...]] = {
    AccessGroupChanged: (Family.GROUPS,),
    GroupLevelsChanged: (Family.GROUPS,),
    AccessLevelChanged: (Family.LEVELS, Family.GROUPS),
    ScheduleChanged: (Family.SCHEDULES,),
    HolidayGroupChanged: (Family.HOLIDAYS, Family.SCHEDULES),
    DoorChanged: (Family.DOORS, Family.LEVELS),
    DeviceChanged: (Family.SETTINGS,),
    BlacklistChanged: (Family.BLACKLIST,),
    OutputSignalChanged: (Family.DOORS,),
}
"""Facts on rules that devices hold -> the families that are read anew."""

Marks = dict[Family, set[str]]
"""Keys of records by family."""


@dataclass(slots=True)
class Act:
    """What the facts of one act, the last of them `last`, changed of the content of which device; people for all."""

    last: int
    at: datetime
    users: set[str] = field(default_factory=set)
    rules: dict[int, Marks] = field(default_factory=dict)
    """People among them are those who now may pass at this device, or no longer."""

    @property
    def is_small(self) -> bool:
        """Whether few people are concerned."""
        return len(self.users) <= FEW

    @property
    def touches(self) -> bool:
        """Whether any device needs to hear of it."""
        return bool(self.users or self.rules)

    def of(self, device_id: int) -> Marks:
        """The records that this device needs."""
        marks = dict(self.rules.get(device_id, {}))
        if self.users:
            marks[Family.USERS] = marks.get(Family.USERS, set()) | self.users
        return marks


class Hearer(Protocol):
    """Who works on what devices should hold. Never waits."""

    def begin(self) -> None:
        """Everything has been read anew: compare all that every device holds."""
        ...

    def hear(self, acts: Sequence[Act], seen: int) -> None:
        """These acts are what is new up to the fact `seen`."""
        ...


class Feed:
    """What devices should hold, kept level with the facts. `seen` is the last fact taken in."""

    def __init__(self, database: Database, vault: Vault, hearer: Hearer) -> None:
        self.book = Rulebook(vault)
        self.population = Population(database, vault)
        self.shares: dict[int, Share] = {}
        self.sync = UserSync.EVERYBODY
        self.audiences: dict[int, Audience] = {}
        self.seen = 0
        self.ready = False
        self.progress = Bell()
        """Rung when facts were taken in, and by whoever works on what they say."""
        self._database = database
        self._hearer = hearer
        self._acts: deque[Act] = deque(maxlen=REMEMBERED)

    async def follow(self) -> None:
        """Read everything once, then follow the facts for ever. After a failure everything is read again."""
        try:
            await self._begin()
            while True:
                heard = self._database.bell.rings
                async with self._database.read() as connection:
                    newest = await outbox.newest(connection)
                    facts = await outbox.following(connection, self.seen, limit=BATCH)
                if facts:
                    await self._take(facts, newest)
                else:
                    await self._database.bell.wait(heard)
        finally:
            self.ready = False

    async def _begin(self) -> None:
        async with self._database.read() as connection:
            seen = await outbox.newest(connection)
            self.sync = (await settings.server(connection)).user_sync
            await self.book.read(connection, RULES)
        await self.population.load()
        self._acts.clear()
        self._follow_masters(anew=True)
        self._audiences_anew()
        self.ready = True
        self._hearer.begin()
        self._tell((), seen)

    def acts(self, seq: int) -> list[Act]:
        """What the act with this last fact changed, in one or several parts; none where no device has to know."""
        parts: list[Act] = []
        for act in reversed(self._acts):
            if act.last == seq or (parts and act.at == parts[-1].at):
                parts.append(act)
            elif act.last < seq:
                break
        return parts

    async def departed(self, user_ids: Collection[str]) -> set[str]:
        """Those of these people whom the server has had and has no longer."""
        if not user_ids:
            return set()
        async with self._database.read() as connection:
            return await departed(connection, user_ids)

    async def _take(self, facts: Sequence[Stored], newest: int) -> None:
        """Take in a batch: read the rules it touches and the people of small acts, then tell what each act changed.

        People of large acts are read when they are written: what comes after must not wait for them.
        """
        families = {family for stored in facts for family in _families(stored.fact)}
        changed = await self._read_rules(families) if families else {}
        if any(isinstance(stored.fact, UserSyncChanged) for stored in facts):
            await self._read_sync()
        acts = [_act(stored, changed) for stored in _told_apart(facts)]
        await self._take_people(acts)
        for act in acts:
            if act.touches or (self._acts and self._acts[-1].at == act.at):
                self._acts.append(act)
        self._tell(acts, max(newest, facts[-1].seq) if len(facts) < BATCH else facts[-1].seq)

    async def _take_people(self, acts: Sequence[Act]) -> None:
        few = {user_id for act in acts if act.is_small for user_id in act.users}
        many = {user_id for act in acts if not act.is_small for user_id in act.users}
        if len(few) > READ_AT_ONCE:
            few, many = set(), few | many
        self.population.outdate(many)
        same = few - await self.population.refresh(few) - many
        for act in acts:
            act.users -= same

    async def _read_rules(self, families: Collection[Family]) -> dict[int, Marks]:
        async with self._database.read() as connection:
            changed = await self.book.read(connection, families)
        marks = {device_id: share.update(self.book, changed) for device_id, share in self.shares.items()}
        if Family.SETTINGS in families:
            marks |= self._follow_masters()
        for device_id, users in self._audiences_anew().items():
            marks.setdefault(device_id, {})[Family.USERS] = users
        return {device_id: touched for device_id, touched in marks.items() if touched}

    def _follow_masters(self, *, anew: bool = False) -> dict[int, Marks]:
        """Have a share for every master; answers what those need that are new."""
        for device_id in self.shares.keys() - self.book.masters:
            del self.shares[device_id]
        wanted = self.book.masters if anew else self.book.masters - self.shares.keys()
        return {id: self.shares.setdefault(id, Share(id)).fill(self.book) for id in wanted}

    def _audiences_anew(self) -> dict[int, set[str]]:
        """Work out who goes to which device; answers of whom that is not as it was."""
        before = self.audiences
        self.audiences = {id: audience_of(share, self.sync) for id, share in self.shares.items()}
        moved: dict[int, set[str]] = {}
        for device_id, audience in self.audiences.items():
            known = before.get(device_id, audience)
            if known.groups is None or audience.groups is None:
                moved[device_id] = set() if known.groups is audience.groups else self.population.ids()
            else:
                groups, always = known.groups ^ audience.groups, known.always ^ audience.always
                moved[device_id] = self.population.members(groups) | always if groups or always else set()
        return {device_id: users for device_id, users in moved.items() if users}

    async def _read_sync(self) -> None:
        """Other people than before go to devices: everything is compared."""
        async with self._database.read() as connection:
            self.sync = (await settings.server(connection)).user_sync
        self._audiences_anew()
        self._hearer.begin()

    def _tell(self, acts: Sequence[Act], seen: int) -> None:
        self.seen = seen
        self._hearer.hear(acts, seen)
        self.progress.ring()


def _users(fact: Fact) -> Collection[str]:
    match fact:
        case PersonChanged(user_id=user_id):
            return (user_id,)
        case MembershipChanged(user_ids=user_ids):
            return user_ids
        case _:
            return ()


def _families(fact: Fact) -> tuple[Family, ...]:
    return TOUCHED.get(type(fact), ())


def _told_apart(facts: Sequence[Stored]) -> list[list[Stored]]:
    """The facts of each act: they were stored together, with the act's moment."""
    acts: list[list[Stored]] = []
    for stored in facts:
        if not acts or acts[-1][-1].at != stored.at:
            acts.append([])
        acts[-1].append(stored)
    return acts


def _act(facts: Sequence[Stored], rules: Mapping[int, Marks]) -> Act:
    """What these facts changed, of all rules that have changed, and the people they name."""
    families = {family for stored in facts for family in _families(stored.fact)}
    own: dict[int, Marks] = {}
    for device_id, marks in rules.items() if families else ():
        concerned = {family: keys for family, keys in marks.items() if _concerns(families, family)}
        if concerned:
            own[device_id] = concerned
    users = {user_id for stored in facts for user_id in _users(stored.fact)}
    return Act(facts[-1].seq, facts[-1].at, users, own)


def _concerns(families: Collection[Family], changed: Family) -> bool:
    """Whether facts on these families can have changed that one: levels follow doors, groups levels, people groups."""
    follows = {
        Family.LEVELS: (Family.DOORS,),
        Family.GROUPS: (Family.LEVELS, Family.DOORS),
        Family.USERS: (Family.SETTINGS, Family.GROUPS, Family.LEVELS, Family.DOORS),
    }
    return changed in families or any(above in families for above in follows.get(changed, ()))
