"""The verbs of the simulator's control API on the command line: `ostiary sim present 542190001 --card 10002`."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import httpx
import typer
from rich.console import Console
from rich.table import Table

from ostiary.app import addresses
from ostiary.app.config import ConfigError, load
from ostiary.protocols import firmware
from ostiary.simulator.access_token import FILE_NAME, read_token

app = typer.Typer(
    no_args_is_help=True, help="Present credentials to simulated readers, open their doors, pull their plugs."
)
console = Console()

DataDir = Annotated[Path | None, typer.Option(help="The server's data directory (./data).")]
SimulatorPort = Annotated[
    int | None, typer.Option(help="Port of the control API; else that of the simulator on the data directory.")
]
Device = Annotated[int, typer.Argument(help="Id of the device.")]
Door = Annotated[int, typer.Argument(help="Id of the door.")]
State = Annotated[str, typer.Argument(help="on or off")]

SWITCHED = {"on": True, "off": False}
MOVED = {"open": True, "closed": False, "close": False}


def way_in(data_dir: Path | None, simulator_port: int | None) -> dict[str, Any]:
    """What a client of the control API is made with: its address and the token of the data directory."""
    config = load({"data_dir": data_dir, "simulator_port": simulator_port})
    token = read_token(config.data_dir / FILE_NAME)
    if not token:
        raise ConfigError(f"there is no simulator at {config.data_dir}: no {FILE_NAME}")
    running = addresses.known(config.data_dir / addresses.SIMULATOR) if simulator_port is None else None
    return {
        "base_url": running or f"http://127.0.0.1:{config.simulator_port}",
        "headers": {"Authorization": f"Bearer {token}"},
        "timeout": 60,
        "trust_env": False,
    }


def call(
    data_dir: Path | None, simulator_port: int | None, method: str, path: str, body: dict[str, Any] | None = None
) -> Any:
    """One call; what fails ends in one line."""
    try:
        with httpx.Client(**way_in(data_dir, simulator_port)) as control:
            answer = control.request(method, path, json=body)
    except httpx.HTTPError as error:
        raise ConfigError(f"the simulator does not answer: {error}") from None
    document = answer.json()
    if answer.status_code != 200:
        raise ConfigError(document.get("error", f"status {answer.status_code}"))
    return document


def _state(word: str, states: Mapping[str, bool]) -> bool:
    if word not in states:
        raise ConfigError(f"{word}: one of {', '.join(states)}")
    return states[word]


@app.command()
def devices(data_dir: DataDir = None, simulator_port: SimulatorPort = None) -> None:
    """List the simulated devices."""
    table = Table()
    for heading in ("id", "name", "model", "online", "master", "doors"):
        table.add_column(heading)
    for row in call(data_dir, simulator_port, "GET", "/sim/v1/devices")["devices"]:
        doors = ", ".join(str(door) for door in row["doors"])
        table.add_row(
            str(row["id"]),
            row["name"],
            row["model"],
            "yes" if row["online"] else "no",
            str(row["parent_id"] or ""),
            doors,
        )
    console.print(table)


@app.command()
def present(
    device: Device,
    card: Annotated[str | None, typer.Option(help="Card number, decimal.")] = None,
    id: Annotated[str | None, typer.Option(help="User id, typed.")] = None,
    pin: Annotated[str | None, typer.Option(help="PIN, typed.")] = None,
    finger: Annotated[str | None, typer.Option(help="user:index of the finger.")] = None,
    face: Annotated[str | None, typer.Option(help="User whose face it is.")] = None,
    temperature: Annotated[int | None, typer.Option(help="Of the skin, in hundredths of a degree Celsius.")] = None,
    mask: Annotated[bool, typer.Option(help="Whether a mask is worn.")] = False,
    data_dir: DataDir = None,
    simulator_port: SimulatorPort = None,
) -> None:
    """Present one or several credentials to a reader, as one person does."""
    body = _presented({"card": card, "id": id, "pin": pin}, finger, face)
    if temperature is not None:
        body["temperature"] = temperature
    if mask:
        body["mask"] = True
    console.print_json(json.dumps(call(data_dir, simulator_port, "POST", f"/sim/v1/devices/{device}/present", body)))


@app.command()
def enrol(
    device: Device,
    id: Annotated[str, typer.Option(help="User id.")],
    name: Annotated[str | None, typer.Option(help="His name.")] = None,
    card: Annotated[str | None, typer.Option(help="Card number, decimal.")] = None,
    pin: Annotated[str | None, typer.Option(help="PIN.")] = None,
    finger: Annotated[str | None, typer.Option(help="user:index of the finger.")] = None,
    face: Annotated[str | None, typer.Option(help="User whose face it is.")] = None,
    data_dir: DataDir = None,
    simulator_port: SimulatorPort = None,
) -> None:
    """Enter or change a person at a device's own menu."""
    body = _presented({"id": id, "name": name, "card": card, "pin": pin}, finger, face)
    console.print_json(json.dumps(call(data_dir, simulator_port, "POST", f"/sim/v1/devices/{device}/enrol", body)))


def _presented(texts: dict[str, str | None], finger: str | None, face: str | None) -> dict[str, Any]:
    body: dict[str, Any] = {name: value for name, value in texts.items() if value}
    if finger:
        user, _, index = finger.partition(":")
        body["finger"] = {"user": user, "index": int(index or 0)}
    if face:
        body["face"] = {"user": face}
    return body


@app.command()
def sensor(
    door: Door,
    state: Annotated[str, typer.Argument(help="open or closed")],
    data_dir: DataDir = None,
    simulator_port: SimulatorPort = None,
) -> None:
    """Move a door's leaf."""
    body = {"open": _state(state, MOVED)}
    console.print_json(json.dumps(call(data_dir, simulator_port, "POST", f"/sim/v1/doors/{door}/sensor", body)))


@app.command()
def rex(door: Door, data_dir: DataDir = None, simulator_port: SimulatorPort = None) -> None:
    """Press a door's exit button."""
    console.print_json(json.dumps(call(data_dir, simulator_port, "POST", f"/sim/v1/doors/{door}/rex", {})))


def _switch(what: str, device: int, state: str, data_dir: Path | None, simulator_port: int | None) -> None:
    body = {"on": _state(state, SWITCHED)}
    answer = call(data_dir, simulator_port, "POST", f"/sim/v1/devices/{device}/{what}", body)
    console.print_json(json.dumps(answer))


@app.command()
def power(device: Device, state: State, data_dir: DataDir = None, simulator_port: SimulatorPort = None) -> None:
    """Switch a device's power."""
    _switch("power", device, state, data_dir, simulator_port)


@app.command()
def network(device: Device, state: State, data_dir: DataDir = None, simulator_port: SimulatorPort = None) -> None:
    """Plug a device's network cable in or out."""
    _switch("network", device, state, data_dir, simulator_port)


@app.command()
def tamper(device: Device, state: State, data_dir: DataDir = None, simulator_port: SimulatorPort = None) -> None:
    """Open or close a device's tamper switch (off = opened)."""
    _switch("tamper", device, state, data_dir, simulator_port)


@app.command()
def clock(
    device: Device,
    shift: Annotated[float | None, typer.Option(help="Seconds it jumps ahead; back where below 0.")] = None,
    ppm: Annotated[float | None, typer.Option(help="How much too fast it runs, in parts per million.")] = None,
    data_dir: DataDir = None,
    simulator_port: SimulatorPort = None,
) -> None:
    """Have a device's own clock go wrong, at once or slowly."""
    body = {name: value for name, value in {"shift": shift, "ppm": ppm}.items() if value is not None}
    console.print_json(json.dumps(call(data_dir, simulator_port, "POST", f"/sim/v1/devices/{device}/clock", body)))


@app.command(name="firmware")
def make_firmware(
    type_id: Annotated[int, typer.Argument(help="Type id of the devices it is for.")],
    version: Annotated[str, typer.Argument(help="What they show as their version afterwards.")],
    data_dir: DataDir = None,
) -> None:
    """Make a firmware file for simulated devices, in the folder `firmware` of the data directory."""
    folder = load({"data_dir": data_dir}).data_dir / "firmware"
    try:
        data = firmware.pack(type_id, version, f"firmware {version} of type {type_id}".encode() * 1000)
    except firmware.FirmwareError as error:
        raise ConfigError(str(error)) from None
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"type{type_id}_{version}.bin"
    path.write_bytes(data)
    console.print(str(path))
