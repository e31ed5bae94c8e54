"""Commands to devices: which are named, and how they are answered: done, in part, or failed with a device's code."""

from collections.abc import Mapping

from fastapi import Response

from ostiary.api.biostar.wire.envelope import PARTLY, Answer, DeviceOutcomes, Listing, reply
from ostiary.api.biostar.wire.message import Message, Ref
from ostiary.devices.model import DeviceFailed
from ostiary.port.commands import Fault


class DevicesBody(Message):
    """`{"DeviceCollection": {"rows": [{"id": "541531007"}]}}`."""

    DeviceCollection: Listing[Ref]

    @property
    def ids(self) -> tuple[int, ...]:
        """The devices, each once."""
        return tuple(dict.fromkeys(ref.id for ref in self.DeviceCollection.rows))


class Commanded(Answer):
    """What became of a command, device by device."""

    DeviceResponse: DeviceOutcomes


def commanded(codes: Mapping[int, int]) -> Response:
    """Answer a command by the code of each device: "1" where some failed; raises `DeviceFailed` where all did."""
    failed = [code for code in codes.values() if code]
    if failed and len(failed) == len(codes):
        raise DeviceFailed(Fault(failed[0]))
    answer = Commanded(DeviceResponse=DeviceOutcomes.of(codes.items()))
    return reply(answer.model_copy(update={"Response": PARTLY}) if failed else answer)
