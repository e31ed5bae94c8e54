"""A person whom a device refuses as he should be now: what it holds of him from before must not go beyond that."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from ostiary.port.content import Family, UserContent
from ostiary.port.driver import Driver

T = TypeVar("T")


async def withdraw(driver: Driver, device_id: int, refused: Sequence[UserContent]) -> None:
    """Take from these people what they should not have any more, and leave them what they had and still should. Who is
    refused so as well is taken off the device. Raises `DeviceError`.
    """
    records = await driver.read(device_id, Family.USERS, [user.user_id for user in refused])
    held = {record.user_id: record for record in records if isinstance(record, UserContent)}
    beyond = {user.user_id: user for user in refused if user.user_id in held and exceeds(held[user.user_id], user)}
    lesser = [less for key, user in beyond.items() if (less := reduced(held[key], user)) != user]
    unwilling = await driver.write(device_id, Family.USERS, lesser) if lesser else ()
    left = {less.user_id for less in lesser} - {one.key for one in unwilling}
    going = [key for key in beyond if key not in left]
    if going:
        await driver.delete(device_id, Family.USERS, going)


def exceeds(held: UserContent, wanted: UserContent) -> bool:
    """Whether a device lets somebody do what he should not, or in another way than he should."""
    return (
        not (_within(held.cards, wanted.cards) and _within(held.fingers, wanted.fingers))
        or not (_within(held.faces, wanted.faces) and _within(held.groups, wanted.groups))
        or held.start < wanted.start
        or held.expiry > wanted.expiry
        or (wanted.disabled and not held.disabled)
        or held.pin_hash not in {b"", wanted.pin_hash}
        or held.security_level != wanted.security_level
        or held.private_modes != wanted.private_modes
    )


def reduced(held: UserContent, wanted: UserContent) -> UserContent:
    """The person as he should be, without what the device has not held so far."""
    return replace(
        wanted,
        cards=_both(held.cards, wanted.cards),
        fingers=_both(held.fingers, wanted.fingers),
        faces=_both(held.faces, wanted.faces),
        groups=_both(held.groups, wanted.groups),
    )


def _within(some: Sequence[T], others: Sequence[T]) -> bool:
    return all(one in others for one in some)


def _both(held: Sequence[T], wanted: Sequence[T]) -> tuple[T, ...]:
    return tuple(one for one in wanted if one in held)
