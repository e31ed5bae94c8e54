"""The control API of the simulated fleet: present credentials, open doors, pull plugs. On the loopback address only,
by token.

Every answer is JSON; errors are `{"error": ".."}` with 400 (body), 401 (token), 404 (device or door), 409 (no power,
no reader, no sensor). `present` answers `ignored` with event code 0 where the reader did nothing or waits for a
further factor: the reason says for which. `enrol` takes what `present` does, with the id and perhaps a name: it enters
or changes a person at the device's own menu, and `discharge` takes him out.
"""

import hashlib
import hmac
import json
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from ostiary.policy.authmode import Factor
from ostiary.port.capabilities import taken
from ostiary.port.commands import ScreenCommand
from ostiary.simulator.device import Device
from ostiary.simulator.doors import Door
from ostiary.simulator.errors import NoSuchDeviceError, NoSuchDoorError, SimulatorError
from ostiary.simulator.fleet import Fleet
from ostiary.simulator.presentation import HEALTHY, FaceSign, FingerSign, Presentation
from ostiary.simulator.presentation import Answer as Answered
from ostiary.simulator.settings import shown
from ostiary.simulator.templates import QUALITY
from ostiary.simulator.unit import Unit

PORT = 8470
MAX_BODY = 64 * 1024
MAX_CARD_DIGITS = 32
MOST_SECONDS, MOST_PPM = 3_000_000_000.0, 100_000.0
"""How far a clock can be shifted at once, and how much too fast or too slowly it can run."""
PRESENTED = {"card", "id", "pin", "finger", "face", "temperature", "mask"}
HOTTEST = 10_000
"""Hundredths of a degree that a presentation may have."""
Handler = Callable[[Request], Awaitable[Response]]


class BadBodyError(Exception):
    """The body is not what this address takes."""


class Answer(JSONResponse):
    """A JSON document and the end of its line, for terminals."""

    def render(self, content: Any) -> bytes:
        """The bytes."""
        return super().render(content) + b"\n"


class Control:
    """The control API of one fleet, as an ASGI application in `app`."""

    def __init__(self, fleet: Fleet, token: str) -> None:
        self._fleet = fleet
        self._token = token.encode()
        self.app = Starlette(
            routes=[
                self._route("/sim/v1/devices", self._devices, "GET"),
                self._route("/sim/v1/devices/{id}", self._device, "GET"),
                self._route("/sim/v1/state", self._state, "GET"),
                self._route("/sim/v1/devices/{id}/present", self._present),
                self._route("/sim/v1/devices/{id}/enrol", self._enrol),
                self._route("/sim/v1/devices/{id}/discharge", self._discharge),
                self._route("/sim/v1/devices/{id}/power", self._power),
                self._route("/sim/v1/devices/{id}/network", self._network),
                self._route("/sim/v1/devices/{id}/tamper", self._tamper),
                self._route("/sim/v1/devices/{id}/clock", self._clock),
                self._route("/sim/v1/doors/{id}/sensor", self._sensor),
                self._route("/sim/v1/doors/{id}/rex", self._rex),
            ],
            exception_handlers={404: _no_page, 405: _no_page},
        )

    def _route(self, path: str, handler: Handler, method: str = "POST") -> Route:
        async def guarded(request: Request) -> Response:
            given = request.headers.get("authorization", "").encode()
            if not hmac.compare_digest(given, b"Bearer " + self._token):
                return _error(401, "The token of the data directory's simulator.token is needed.")
            try:
                return await handler(request)
            except BadBodyError as error:
                return _error(400, str(error))
            except (NoSuchDeviceError, NoSuchDoorError) as error:
                return _error(404, str(error))
            except SimulatorError as error:
                return _error(409, str(error))

        return Route(path, guarded, methods=[method])

    async def _devices(self, _: Request) -> Response:
        return Answer({"devices": [_device(device, unit) for device, unit in self._fleet.units()]})

    async def _device(self, request: Request) -> Response:
        device = self._fleet.device(_id(request))
        unit = device.unit(_id(request))
        held = device.holdings.settings(unit.id)
        settings = None if held is None else shown(held)
        return Answer({**_device(device, unit), "settings": settings, "home_screen": _screen(unit.screen())})

    async def _state(self, _: Request) -> Response:
        return Answer({"devices": [_state_of(device) for device in self._fleet.devices()]})

    async def _present(self, request: Request) -> Response:
        presentation = _presentation(await _body(request))
        return Answer(_answer(await self._fleet.present(_id(request), presentation)))

    async def _enrol(self, request: Request) -> Response:
        body = await _body(request)
        name = _text(body, "name")
        given = {key: value for key, value in body.items() if key != "name"}
        refused = await self._fleet.enrol(_id(request), name, _presentation(given))
        return Answer({"enrolled": not refused, "reason": refused[0].detail if refused else ""})

    async def _discharge(self, request: Request) -> Response:
        user_id = _text(await _body(request), "id")
        if user_id is None:
            raise BadBodyError('"id" says who.')
        await self._fleet.discharge(_id(request), user_id)
        return Answer({"discharged": True})

    async def _power(self, request: Request) -> Response:
        on = _flag(await _body(request), "on")
        await self._fleet.set_power(_id(request), on)
        return Answer({"on": on})

    async def _network(self, request: Request) -> Response:
        on = _flag(await _body(request), "on")
        await self._fleet.set_network(_id(request), on)
        return Answer({"on": on})

    async def _tamper(self, request: Request) -> Response:
        on = _flag(await _body(request), "on")
        await self._fleet.set_tamper(_id(request), on)
        return Answer({"on": on})

    async def _clock(self, request: Request) -> Response:
        body, device_id = await _body(request), _id(request)
        shift, ppm = _number(body, "shift", MOST_SECONDS), _number(body, "ppm", MOST_PPM)
        if shift is None and ppm is None:
            raise BadBodyError('Give "shift", "ppm" or both.')
        if shift is not None:
            self._fleet.shift_clock(device_id, timedelta(seconds=shift))
        if ppm is not None:
            self._fleet.drift_clock(device_id, ppm)
        return Answer({"ahead": self._fleet.device(device_id).quartz.drift.total_seconds()})

    async def _sensor(self, request: Request) -> Response:
        is_open = _flag(await _body(request), "open")
        await self._fleet.swing(_id(request), is_open)
        return Answer({"open": is_open})

    async def _rex(self, request: Request) -> Response:
        return Answer({"pressed": await self._fleet.press_exit_button(_id(request))})


def _error(status: int, text: str) -> Answer:
    headers = {"WWW-Authenticate": "Bearer"} if status == 401 else None
    return Answer({"error": text}, status, headers)


async def _no_page(_: Request, error: Exception) -> Response:
    status = getattr(error, "status_code", 404)
    return _error(status, "There is no such address." if status == 404 else "There is no such method here.")


def _id(request: Request) -> int:
    text = str(request.path_params["id"])
    if not (text.isascii() and text.isdigit() and len(text) <= 19):
        raise NoSuchDeviceError(f"no device or door {text}")
    return int(text)


async def _body(request: Request) -> dict[str, Any]:
    chunks = bytearray()
    async for chunk in request.stream():
        chunks += chunk
        if len(chunks) > MAX_BODY:
            raise BadBodyError("The body is too long.")
    try:
        body = json.loads(bytes(chunks))
    except ValueError:
        raise BadBodyError("The body is not JSON.") from None
    if not isinstance(body, dict):
        raise BadBodyError("The body is not an object.")
    return body


def _flag(body: dict[str, Any], name: str) -> bool:
    value = body.get(name)
    if not isinstance(value, bool):
        raise BadBodyError(f'"{name}" must be true or false.')
    return value


def _number(body: dict[str, Any], name: str, most: float) -> float | None:
    value = body.get(name)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not -most <= value <= most:
        raise BadBodyError(f'"{name}" must be a number, {most} or less either way.')
    return float(value)


def _presentation(body: dict[str, Any]) -> Presentation:
    if not body or not set(body) <= PRESENTED:
        raise BadBodyError('Present one or several of "card", "id", "pin", "finger", "face", "temperature", "mask".')
    finger, face, degrees = body.get("finger"), body.get("face"), _number(body, "temperature", HOTTEST)
    return Presentation(
        id=_text(body, "id"),
        card=_card(_text(body, "card")),
        finger=None if finger is None else _finger(finger),
        face=None if face is None else FaceSign(_user(face, "face")),
        pin=_text(body, "pin"),
        temperature=HEALTHY if degrees is None else round(degrees),
        mask=_flag(body, "mask") if "mask" in body else False,
    )


def _text(body: dict[str, Any], name: str) -> str | None:
    value = body.get(name)
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if value is None:
        return None
    if not (isinstance(value, str) and 0 < len(value) <= 64 and value.isprintable()):
        raise BadBodyError(f'"{name}" must be printable text of 1 to 64 characters.')
    return value


def _card(number: str | None) -> str | None:
    if number is None:
        return None
    if not (number.isascii() and number.isdigit() and len(number) <= MAX_CARD_DIGITS):
        raise BadBodyError(f'"card" must be a decimal number of at most {MAX_CARD_DIGITS} digits.')
    return number.lstrip("0") or "0"


def _finger(value: object) -> FingerSign:
    user = _user(value, "finger")
    fields = value if isinstance(value, dict) else {}
    index, quality = fields.get("index", 0), fields.get("quality", QUALITY)
    if type(index) is not int or not 0 <= index <= 9:
        raise BadBodyError('"finger" needs "index", 0 to 9.')
    if type(quality) is not int or not 0 <= quality <= 100:
        raise BadBodyError('"quality" of "finger" is 0 to 100.')
    return FingerSign(user, index, quality)


def _user(value: object, name: str) -> str:
    user = _text(value, "user") if isinstance(value, dict) else None
    if user is None:
        raise BadBodyError(f'"{name}" needs "user".')
    return user


def _device(device: Device, unit: Unit) -> dict[str, object]:
    own = unit is device.own
    return {
        "id": unit.id,
        "name": unit.plan.name,
        "model": unit.plan.model,
        "online": device.online if own else device.online and unit.alive,
        "power": unit.powered,
        "network": unit.wired,
        "tamper": unit.tampered,
        "parent_id": unit.plan.parent_id,
        "doors": device.doors.ids() if own else device.doors.ids_at(unit.id),
        "readers": [each.id for each in (device.units.values() if own else [unit]) if each.reader is not None],
        "takes": [factor.name.lower() for factor in Factor if factor in taken(unit.profile.capabilities)],
        "scans": None if unit.reader is None or unit.reader.scans is None else unit.reader.scans.value,
        "last": None if unit.last is None else {**_answer(unit.last.answer), "at": unit.last.at.isoformat()},
    }


def _answer(answer: Answered) -> dict[str, object]:
    return {
        "verdict": answer.response.value,
        "event_code": answer.event_code,
        "reason": answer.reason,
        "user_id": answer.user_id,
    }


def _screen(given: ScreenCommand | None) -> dict[str, object] | None:
    if given is None:
        return None
    pictures = [{"bytes": len(each), "sha256": hashlib.sha256(each).hexdigest()} for each in given.pictures]
    return {"kind": given.kind.name.lower(), "notice": given.notice, "pictures": pictures}


def _door(device: Device, door: Door) -> dict[str, object]:
    """A door as its device knows it, and where its leaf really is."""
    report = door.report(device.id)
    return {
        "id": door.id,
        "unlocked": report.unlocked,
        "open": report.open,
        "locked_by": int(report.locked_by),
        "unlocked_by": int(report.unlocked_by),
        "alarms": int(report.alarms),
        "leaf_open": door.leaf_open,
        "sensor": door.content.rules.has_sensor,
        "exit_button": door.content.exit_button is not None,
    }


def _state_of(device: Device) -> dict[str, object]:
    return {
        "id": device.id,
        "power": device.power.value,
        "network": device.own.wired,
        "epoch": device.journal.epoch,
        "newest": device.journal.durable,
        "clock": device.now().isoformat(),
        "scanning": [unit.id for unit in device.units.values() if unit.reader and unit.reader.scanning.is_set()],
        "doors": [_door(device, door) for id in device.doors.ids() if (door := device.doors.get(id))],
        "outputs": [{"device": device_id, "relay": index} for device_id, index in device.doors.driven()],
    }
