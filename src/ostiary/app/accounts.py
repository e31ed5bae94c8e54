"""Acts of the machine's administrator on accounts, without a running server."""

from ostiary.app.compose import GUARDS, REACTIONS
from ostiary.app.config import Config
from ostiary.identity import passwords
from ostiary.identity.operators import PasswordReset, reset_password
from ostiary.kernel import vault
from ostiary.kernel.clock import now
from ostiary.kernel.context import System
from ostiary.kernel.database import Database
from ostiary.kernel.operation import Gate


async def reset(config: Config) -> tuple[str, str]:
    """Give `admin` a generated password that must be changed; answers login id and password."""
    database = Database(config.database)
    gate = Gate(database, vault.load(config.data_dir / "key"), now, GUARDS, REACTIONS)
    password = passwords.generated()
    try:
        reset = PasswordReset(await passwords.hashed(password))
        receipt = await gate.run(System("ostiary admin reset-password"), reset_password, reset)
    finally:
        await database.stop()
    return receipt.result, password
