"""`ostiary audit verify`: looks at the whole audit trail, beside a running server or without one."""

import re
from typing import Final

from ostiary.app import migrate
from ostiary.app.config import Config, ConfigError
from ostiary.audit.verification import Mark, Standing, verify
from ostiary.audit.witness import Witness
from ostiary.kernel import vault
from ostiary.kernel.clock import now
from ostiary.kernel.context import System
from ostiary.kernel.database import Database
from ostiary.kernel.operation import Gate

MARK: Final = re.compile("([0-9]{1,18}):([0-9a-f]{64})")


def mark_of(text: str | None) -> Mark | None:
    """A mark as it was printed. Raises `ConfigError`."""
    if text is None:
        return None
    found = MARK.fullmatch(text)
    if found is None:
        raise ConfigError("--holds takes LINE:DIGEST, as `ostiary audit verify` printed it")
    return Mark(int(found[1]), bytes.fromhex(found[2]))


async def verify_trail(config: Config, noted: Mark | None) -> Standing:
    """Look at the trail; `noted` is a line to be found in it, else the one that the data directory names."""
    key = config.data_dir / "key"
    standing = None if migrate.is_absent(config.database) else await migrate.standing(config.database)
    if not key.exists() or standing is None or standing.current is None:
        raise ConfigError(f"there is no database of Ostiary's at {config.data_dir}: name the data directory")
    if not standing.ready:
        raise ConfigError("the database is of another version: run `ostiary db upgrade` first")
    database = Database(config.database)
    gate = Gate(database, vault.load(key), now, {}, ())
    try:
        return await verify(gate, System("audit verify"), noted or Witness(gate, config.data_dir).noted())
    finally:
        await database.stop()


def told(standing: Standing) -> list[str]:
    """What is found, line by line."""
    lines = [f"{standing.chained} lines hold."]
    if standing.older:
        lines.append(f"{standing.older} lines are older than the chain and prove nothing.")
    if standing.last:
        lines.append(f"The last one: {standing.last.line}:{standing.last.digest.hex()}")
    if standing.broken:
        broken = standing.broken
        said = f"{broken.at:%Y-%m-%d %H:%M:%S} UTC, {broken.person}, {broken.verb}"
        lines.append(f"BROKEN at line {broken.line}: {said}.")
        lines.append("This line, or what was before it, is not as it was written.")
    elif standing.missing:
        lines.append(f"BROKEN: line {standing.missing.line} was there and is not, nor what followed it.")
    else:
        lines.append("The trail is whole.")
    return lines
