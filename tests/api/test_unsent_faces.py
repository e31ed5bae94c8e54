"""Somebody whose face has no template that a device reads: not sent there, and the log says so."""

import base64
from typing import Any

from ostiary.devices.operations import NewDevice, register_devices
from ostiary.kernel.context import System
from ostiary.port.content import Family
from ostiary.simulator.models import model
from ostiary.simulator.plan import DevicePlan
from tests.rig.site import READER, Site

STATION = DevicePlan(100020, "Face station", "FaceStation F2")


def a_face(*kinds: int) -> dict[str, Any]:
    """A visual face with a template of each of these kinds."""
    return {
        "templates": [
            {"credential_bin_type": str(kind), "template_ex": base64.b64encode(f"face {kind}".encode()).decode()}
            for kind in kinds
        ]
    }


async def test_event_4091(site: Site) -> None:
    await site.fleet.add(STATION)
    new = NewDevice(STATION.id, STATION.name, model(STATION.model).type_id)
    await site.house.gate.run(System("test"), register_devices, (new,))
    await site.online()
    period = {"start_datetime": "2001-01-01T00:00:00.00Z", "expiry_datetime": "2030-12-31T23:59:00.00Z"}
    person = {"user_id": "7", "name": "Ada", "user_group_id": {"id": "1"}, **period}
    await site.post("/api/users", {"User": {**person, "credentials": {"visualFaces": [a_face(9)]}}})
    provisioner = site.house.plant.provisioner
    for _ in range(3):
        await provisioner.settled()
        provisioner.prove()
    await provisioner.save()
    condition = {"column": "event_type_id.code", "operator": 0, "values": ["4091"]}
    found = await site.post("/api/events/search", {"Query": {"limit": 9, "conditions": [condition]}})
    (event,) = found["EventCollection"]["rows"]
    assert (event["device_id"]["id"], event["user_id"]["user_id"]) == (str(STATION.id), "7")
    assert event["parameter"] == "It can read none of the templates of his face. (FaceStation F2 reads 5)"
    held = {id: site.fleet.device(id).holdings.digests(Family.USERS).keys() for id in (READER, STATION.id)}
    assert "7" in held[READER]
    assert "7" not in held[STATION.id]

    await site.put("/api/users/7", {"User": {"credentials": {"visualFaces": [a_face(5, 9)]}}})
    await provisioner.settled()
    assert "7" in site.fleet.device(STATION.id).holdings.digests(Family.USERS)
