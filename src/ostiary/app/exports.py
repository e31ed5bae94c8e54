"""`ostiary export`: events or the audit trail of a running server as a CSV file, written there by a job."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape

from ostiary.app.config import ConfigError, load
from ostiary.app.jobs import DataDir, watched
from ostiary.app.remote import Login, Server, Url, signed_in

app = typer.Typer(no_args_is_help=True, help="Events or the audit trail of a running server as a CSV file.")
console = Console()

FORMATS = ["%Y-%m-%d", "%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"]

Target = Annotated[Path, typer.Argument(help="The file to write; there must be none.")]
Since = Annotated[
    datetime | None, typer.Option(formats=FORMATS, help="Not before this moment, by the machine's clock.")
]
Until = Annotated[datetime | None, typer.Option(formats=FORMATS, help="Not after this moment, by the machine's clock.")]
Column = Annotated[list[str] | None, typer.Option(help="A column that stands in the file; may be repeated.")]
Offset = Annotated[int, typer.Option(help="So many minutes east of UTC moments are printed.")]
Newest = Annotated[bool, typer.Option("--newest", help="The newest first, not the oldest.")]


@app.command()
def events(
    target: Target,
    since: Since = None,
    until: Until = None,
    code: Annotated[list[int] | None, typer.Option(help="Of this type; may be repeated.")] = None,
    device: Annotated[list[int] | None, typer.Option(help="At this reader; may be repeated.")] = None,
    door: Annotated[list[int] | None, typer.Option(help="At this door; may be repeated.")] = None,
    person: Annotated[list[str] | None, typer.Option(help="Of this person; may be repeated.")] = None,
    column: Column = None,
    utc_offset: Offset = 0,
    newest: Newest = False,
    url: Url = None,
    login: Login = "admin",
    data_dir: DataDir = None,
) -> None:
    """Export events."""
    named = {"codes": code, "devices": device, "doors": door, "people": person, "columns": column}
    body = _body(since, until, utc_offset, newest=newest) | {name: values for name, values in named.items() if values}
    with signed_in(load({"data_dir": data_dir}), url, login) as server:
        _export(server, "events", body, target)


@app.command()
def audit(
    target: Target,
    since: Since = None,
    until: Until = None,
    subject: Annotated[list[str] | None, typer.Option(help="About this, such as user; may be repeated.")] = None,
    address: Annotated[list[str] | None, typer.Option(help="From this address; may be repeated.")] = None,
    column: Column = None,
    utc_offset: Offset = 0,
    newest: Newest = False,
    url: Url = None,
    login: Login = "admin",
    data_dir: DataDir = None,
) -> None:
    """Export the audit trail."""
    named = {"subjects": subject, "addresses": address, "columns": column}
    body = _body(since, until, utc_offset, newest=newest) | {name: values for name, values in named.items() if values}
    with signed_in(load({"data_dir": data_dir}), url, login) as server:
        _export(server, "audit", body, target)


def _body(since: datetime | None, until: datetime | None, utc_offset: int, *, newest: bool) -> dict[str, Any]:
    limits = {"since": since, "until": until}
    moments = {name: at.astimezone(UTC).isoformat() for name, at in limits.items() if at is not None}
    return {**moments, "utc_offset_minutes": utc_offset, "order": "newest" if newest else "oldest"}


def _export(server: Server, what: str, body: dict[str, Any], target: Path) -> None:
    """Have the job done, and fetch its file. It is cancelled where somebody interrupts the command."""
    if target.exists():
        raise ConfigError(f"{target} is there already")
    id = server.call("POST", f"/native/exports/{what}", json=body)["id"]
    try:
        job = watched(server, id)
    except KeyboardInterrupt:
        server.call("POST", f"/native/jobs/{id}/cancel")
        raise
    if job["state"] != "done":
        raise ConfigError(f"it was {job['state']}: {job['error'] or 'nothing was written'}")
    server.fetch(f"/download/{job['result']['file']}", target)
    console.print(f"{job['result']['rows']} rows are in {escape(str(target))}.")
