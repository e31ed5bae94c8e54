"""`GET /download/<name>`: the files that exports have written, for the session that asked for them."""

from typing import Annotated

from fastapi import Path, Response
from fastapi.responses import FileResponse

from ostiary.api.biostar.wire.route import page
from ostiary.api.desk import AtDesk
from ostiary.api.sessions import Caller, needs
from ostiary.transfer.downloads import find_download

router = page("Downloads")

CSV = "text/csv"


@router.get(
    "/download/{name}",
    dependencies=needs(find_download),
    response_class=FileResponse,
    responses={200: {"content": {CSV: {"schema": {"type": "string"}}}}},
)
async def download(desk: AtDesk, caller: Caller, name: Annotated[str, Path(max_length=128)]) -> Response:
    """Fetch a file that this session has exported."""
    path = desk.downloads.path(await desk.gate.ask(caller, find_download, name))
    return FileResponse(path, media_type=f"{CSV}; charset=utf-8", filename=name)
