"""What the home screens of devices show: sent at an operator's word to those that are connected, kept by them alone."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from ostiary.devices.captures import Carrier
from ostiary.devices.model import NoPicture, PictureTooLarge
from ostiary.devices.operations import rows_of
from ostiary.kernel.context import Module
from ostiary.kernel.errors import Invalid
from ostiary.kernel.operation import Work, operation
from ostiary.kernel.trail import Method
from ostiary.port.commands import DeviceError, Fault, ScreenCommand, ScreenKind

MOST_PICTURES = 10
LARGEST_PICTURE, LARGEST_SHOW = 5 * 1024 * 1024, 30 * 1024 * 1024
"""Bytes of one picture, and of all slides together."""
LONGEST_NOTICE = 1024
SIGNATURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
"""How PNG and JPEG begin."""
AT_ONCE = 8
"""Devices that are sent pictures at one time."""


@dataclass(frozen=True, slots=True)
class Slide:
    """A picture, or the text of a notice in UTF-8, and its turn."""

    slot: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Showing:
    """What these devices shall show."""

    ids: tuple[int, ...]
    kind: ScreenKind
    slides: tuple[Slide, ...]


@operation(
    module=Module.DEVICE,
    right="write",
    verb="DEVICE_SCREEN",
    method=Method.ACTION,
    objects=lambda showing: {"device": showing.ids},
)
async def request_showing(work: Work, showing: Showing) -> ScreenCommand:
    """Ask for other home screens: permission and a line of the trail for each device; answers what to send them.

    Raises `Invalid`, and `PictureTooLarge` and `NoPicture` where a picture is not taken.
    """
    if not showing.ids:
        raise Invalid("no device is named", "DeviceCollection")
    command = _command(showing)
    for row in await rows_of(work.session, showing.ids):
        shown = {"home_screen": showing.kind.name.lower(), "pictures": len(command.pictures)}
        work.note(f"{row.name}({row.id})", after=shown)
    return command


def _command(showing: Showing) -> ScreenCommand:
    slides = sorted(showing.slides, key=lambda slide: slide.slot)
    most = MOST_PICTURES if showing.kind is ScreenKind.SLIDES else 1
    if not 0 < len(slides) <= most:
        raise Invalid(f"1 to {most} of this type", "ResourceDataCollection.rows")
    if len({slide.slot for slide in slides}) < len(slides) or not 0 <= slides[0].slot <= slides[-1].slot < most:
        raise Invalid(f"each its own, 0 to {most - 1}", "slot")
    if showing.kind is ScreenKind.NOTICE:
        return ScreenCommand(showing.kind, notice=_notice(slides[0].data))
    return ScreenCommand(showing.kind, pictures=_pictures([slide.data for slide in slides]))


def _notice(data: bytes) -> str:
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        raise Invalid("the text of a notice is UTF-8", "data") from error
    if not 0 < len(text) <= LONGEST_NOTICE:
        raise Invalid(f"1 to {LONGEST_NOTICE} characters", "data")
    if not all(line.isprintable() for line in text.split("\n")):
        raise Invalid("has characters that cannot be shown", "data")
    return text


def _pictures(found: Sequence[bytes]) -> tuple[bytes, ...]:
    for data in found:
        if len(data) > LARGEST_PICTURE:
            raise PictureTooLarge("data")
        if not data.startswith(SIGNATURES):
            raise NoPicture("data")
    if sum(map(len, found)) > LARGEST_SHOW:
        raise PictureTooLarge(f"{LARGEST_SHOW} bytes together")
    return tuple(found)


async def show(
    carrier: Carrier, device_ids: Sequence[int], command: ScreenCommand, seconds: float
) -> list[tuple[int, int]]:
    """Send it to these devices; answers how each took it."""
    room = asyncio.Semaphore(AT_ONCE)

    async def send(device_id: int) -> tuple[int, int]:
        try:
            async with asyncio.timeout(seconds), room:
                return device_id, (await carrier.run(device_id, command)).fault
        except DeviceError as error:
            return device_id, error.fault
        except TimeoutError:
            return device_id, Fault.TIMED_OUT

    return list(await asyncio.gather(*(send(device_id) for device_id in device_ids)))
