"""What Alembic runs: the revisions on the connection it is handed; new ones are written in the words of
`kernel.schema`.
"""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import JSON, BigInteger, String

from ostiary.app.schema import METADATA
from ostiary.kernel.schema import Moment


def _render(kind: str, item: Any, generating: AutogenContext) -> str | Literal[False]:
    if kind != "type":
        return False
    match item:
        case Moment():
            return "schema.Moment()"
        case BigInteger():
            return "schema.Key"
        case JSON():
            return "schema.Json"
        case String(length=length):
            return f"schema.ordered({length or ''})"
        case _:
            return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    compare_type=True,
    render_item=_render,
    include_object=context.config.attributes.get("include_object"),
)
with context.begin_transaction():
    context.run_migrations()
