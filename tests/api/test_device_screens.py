"""The page "Devices", where home screens are given what they show (`device_screens`)."""

import hashlib
from base64 import b64encode
from typing import Any

import httpx

from ostiary.port.commands import ScreenCommand, ScreenKind
from ostiary.simulator.access_token import FILE_NAME, read_token
from ostiary.simulator.control import Control
from tests.rig.site import READER, SECOND_READER, SLAVE_IN, Site

PNG, JPEG = b"\x89PNG\r\n\x1a\n" + b"picture", b"\xff\xd8\xff\xe0" + b"picture"
UNKNOWN = 4711


def showing(type_: int, *data: bytes, ids: tuple[int, ...] = (READER,), **members: Any) -> dict[str, Any]:
    """The body of a request."""
    rows = [{"slot": slot, "data": b64encode(each).decode()} for slot, each in enumerate(data)]
    resources = {"total": len(rows), "type": str(type_), "rows": rows, **members}
    devices = {"total": len(ids), "rows": [{"id": str(id)} for id in ids]}
    return {"DeviceCollection": devices, "ResourceDataCollection": resources}


def screen(site: Site, id: int = READER) -> ScreenCommand | None:
    """What a device shows."""
    return site.fleet.device(id).unit(id).screen()


async def set_to(site: Site, background: int, theme: int, id: int = READER) -> None:
    """Set what the home screen of a device is for."""
    display = {"background": str(background), "background_theme": str(theme)}
    await site.put(f"/api/devices/{id}", {"Device": {"display": display}})


async def test_it_shows_what_its_display_is_set_to(site: Site) -> None:
    await site.online()
    for background, theme, body, command in (
        (
            0,
            1,
            showing(1, "Closed today.\nÀ demain".encode()),
            ScreenCommand(ScreenKind.NOTICE, "Closed today.\nÀ demain"),
        ),
        (0, 2, showing(2, PNG), ScreenCommand(ScreenKind.LOGO, pictures=(PNG,))),
        (2, 2, showing(3, PNG, JPEG), ScreenCommand(ScreenKind.SLIDES, pictures=(PNG, JPEG))),
    ):
        before = screen(site)
        answer = await site.admin.post("/api/resources/update", json=body)
        assert (answer.status_code, answer.json()["Response"]["code"]) == (400, "1002")
        assert screen(site) == before
        await set_to(site, background, theme)
        answer = await site.admin.post("/api/resources/update", json=body)
        assert answer.json()["DeviceResponse"] == {"rows": [{"id": str(READER), "code": "0"}], "result": "true"}
        assert screen(site) == command
    lines = (await site.post("/api/audit/search", {"Query": {"limit": 50}}))["AuditCollection"]["rows"]
    assert "cGljdHVyZQ" not in str(lines)


async def test_the_simulator_tells_what_is_shown(site: Site) -> None:
    await site.online()
    await set_to(site, 0, 2)
    await site.post("/api/resources/update", showing(2, PNG))
    token = read_token(site.house.config.data_dir / FILE_NAME)
    transport = httpx.ASGITransport(app=Control(site.fleet, token).app)
    headers = {"Authorization": f"Bearer {token}"}
    async with httpx.AsyncClient(transport=transport, base_url="http://simulator", headers=headers) as control:
        shown = (await control.get(f"/sim/v1/devices/{READER}")).json()["home_screen"]
    picture = {"bytes": len(PNG), "sha256": hashlib.sha256(PNG).hexdigest()}
    assert shown == {"kind": "logo", "notice": "", "pictures": [picture]}


async def test_several_devices_answer_each_for_itself(site: Site) -> None:
    await site.online()
    await set_to(site, 0, 2)
    answer = await site.post("/api/resources/update", showing(2, PNG, ids=(READER, SECOND_READER, SLAVE_IN)))
    assert answer["Response"]["code"] == "1"
    codes = {row["id"]: row["code"] for row in answer["DeviceResponse"]["rows"]}
    assert codes == {str(READER): "0", str(SECOND_READER): "1013", str(SLAVE_IN): "1013"}
    blind = await site.admin.post("/api/resources/update", json=showing(2, PNG, ids=(SECOND_READER,)))
    assert blind.json()["Response"]["code"] == "1013"
    await site.fleet.set_network(READER, False)
    assert await site.house.plant.connections.turned(READER, False, 30)
    away = await site.admin.post("/api/resources/update", json=showing(2, JPEG))
    assert away.json()["Response"]["code"] == "1001"
    assert screen(site) == ScreenCommand(ScreenKind.LOGO, pictures=(PNG,))


REFUSED = (
    (showing(2, PNG, ids=(READER, UNKNOWN)), "301"),
    (showing(2, PNG, ids=()), "800"),
    (showing(0, PNG), "800"),
    (showing(4, PNG), "800"),
    (showing(2, PNG, PNG), "800"),
    (showing(2), "800"),
    (showing(2, PNG, total=2), "800"),
    (showing(3, *[PNG] * 11), "800"),
    (showing(3, rows=[{"slot": 1, "data": b64encode(PNG).decode()}] * 2, total=2), "800"),
    (showing(3, rows=[{"slot": 10, "data": b64encode(PNG).decode()}], total=1), "800"),
    (showing(2, rows=[{"slot": 0, "data": "no base64!"}], total=1), "800"),
    (showing(2, b"GIF89a"), "335875"),
    (showing(2, b""), "335875"),
    (showing(2, PNG + bytes(5 * 1024 * 1024)), "335874"),
    (showing(3, *[PNG + bytes(4 * 1024 * 1024)] * 8), "335874"),
    (showing(1, b""), "800"),
    (showing(1, b"\xff"), "800"),
    (showing(1, b"a\0b"), "800"),
    (showing(1, b"a" * 1025), "800"),
)


async def test_what_no_home_screen_can_show_is_refused(site: Site) -> None:
    for number, (body, code) in enumerate(REFUSED):
        answer = await site.admin.post("/api/resources/update", json=body)
        assert answer.json()["Response"]["code"] == code, number
    assert screen(site) is None
