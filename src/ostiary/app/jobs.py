"""`ostiary jobs`: what long work is under way at a server, watched with a progress bar, cancelled."""

import time
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table

from ostiary.app.config import load
from ostiary.app.remote import Login, Server, Url, signed_in

app = typer.Typer(no_args_is_help=True, help="Long work at a running server: look at it, watch it, cancel it.")
console = Console()

DataDir = Annotated[Path | None, typer.Option(help="The server's data directory (./data).")]
Id = Annotated[int, typer.Argument(help="Id of the job.")]

WATCH_SECONDS = 0.5
OPEN = ("waiting", "running")


@app.command(name="list")
def show(
    ended: Annotated[bool, typer.Option("--all", help="Also those that have ended.")] = False,
    url: Url = None,
    login: Login = "admin",
    data_dir: DataDir = None,
) -> None:
    """List jobs, the newest first."""
    table = Table()
    for heading in ("id", "job", "state", "asked by", "asked at", "done", "step"):
        table.add_column(heading)
    with signed_in(load({"data_dir": data_dir}), url, login) as server:
        jobs = server.call("GET", "/native/jobs", params={} if ended else {"state": list(OPEN)})["items"]
    for job in jobs:
        done = str(job["done"]) if job["total"] is None else f"{job['done']} of {job['total']}"
        who = job["asked_by"]["name"] if job["asked_by"] else "the server"
        texts = (job["title"], job["state"], who, job["asked_at"][:19], done, job["error"] or job["step"] or "")
        table.add_row(str(job["id"]), *map(escape, texts))
    console.print(table)


@app.command()
def watch(id: Id, url: Url = None, login: Login = "admin", data_dir: DataDir = None) -> None:
    """Watch a job until it ends; status 1 unless it is done then."""
    with signed_in(load({"data_dir": data_dir}), url, login) as server:
        job = watched(server, id)
    console.print(f"{escape(job['title'])}: {job['state']}. {escape(job['error'] or job['step'] or '')}")
    if job["state"] != "done":
        raise typer.Exit(1)


@app.command()
def cancel(id: Id, url: Url = None, login: Login = "admin", data_dir: DataDir = None) -> None:
    """End a job before its time; what it has done stays done."""
    with signed_in(load({"data_dir": data_dir}), url, login) as server:
        job = server.call("POST", f"/native/jobs/{id}/cancel")
    console.print(f"{escape(job['title'])}: {'ending' if job['cancelling'] else job['state']}.")


def watched(server: Server, id: int) -> dict[str, Any]:
    """A job when it has ended; a progress bar on the terminal until then."""
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        bar: TaskID = progress.add_task("")
        while True:
            job: dict[str, Any] = server.call("GET", f"/native/jobs/{id}")
            said = escape(job["step"] or job["title"])
            progress.update(bar, description=said, completed=job["done"], total=job["total"])
            if job["state"] not in OPEN:
                return job
            time.sleep(WATCH_SECONDS)
