"""The job that synchronises devices: all at the same time, each written down as it is done."""

import asyncio
from typing import Any

from ostiary.jobs.progress import Progress
from ostiary.port.commands import Fault
from ostiary.provisioning.operations import Syncing
from ostiary.provisioning.provisioner import Provisioner

DEVICE_SECONDS = 3600.0
"""How long a device may take."""
LOOK_SECONDS = 1.0


async def sync_devices(progress: Progress, syncing: Syncing, *, provisioner: Provisioner) -> dict[str, Any]:
    """Compare and mend these masters; answers `{"codes": {device: code}}`, 1001 where one is away: it is compared when
    it is back.
    """
    codes: dict[str, int] = dict((progress.checkpoint or {}).get("codes", {}))
    progress.tell(done=len(codes), total=len(syncing.ids))
    tasks = {
        asyncio.create_task(_sync(provisioner, id, wipe=syncing.wipe)): id for id in syncing.ids if str(id) not in codes
    }
    waiting = set(tasks)
    try:
        while waiting:
            await progress.permit()
            left = provisioner.pending([tasks[task] for task in waiting])
            records = f"; {left} records are to be written" if left else ""
            progress.tell(f"{len(codes)} of {len(syncing.ids)} devices are done{records}.", done=len(codes))
            done, waiting = await asyncio.wait(waiting, timeout=LOOK_SECONDS, return_when=asyncio.FIRST_COMPLETED)
            if done:
                codes |= {str(tasks[task]): int(task.result()) for task in done}
                await progress.save({"codes": codes})
    finally:
        for task in waiting:
            task.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)
    held = sum(code == Fault.OK for code in codes.values())
    progress.tell(f"{held} of {len(codes)} devices hold what they should.", done=len(codes))
    return {"codes": codes}


async def _sync(provisioner: Provisioner, device_id: int, *, wipe: bool) -> int:
    """Synchronise one, after whatever is under way at it already."""
    while True:
        rows, under_way = await provisioner.sync([device_id], DEVICE_SECONDS, wipe=wipe)
        if not under_way:
            return rows[0][1]
        await asyncio.sleep(LOOK_SECONDS)
