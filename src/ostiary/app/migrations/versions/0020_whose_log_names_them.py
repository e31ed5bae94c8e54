"""Names of devices and doors say in whose log these stand."""

import sqlalchemy as sa
from alembic import op

from ostiary.kernel import schema

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this revision."""
    op.add_column("event_name", sa.Column("source_id", schema.Key, nullable=True))
    name = sa.table("event_name", sa.column("kind"), sa.column("key"), sa.column("source_id"))
    device = sa.table("device", sa.column("id"), sa.column("parent_id"))
    door = sa.table("door", sa.column("id"), sa.column("master_id"))
    id = sa.cast(name.c.key, schema.Key)
    master = sa.select(sa.func.coalesce(device.c.parent_id, device.c.id)).where(device.c.id == id).scalar_subquery()
    op.execute(name.update().where(name.c.kind == "device").values(source_id=sa.func.coalesce(master, id)))
    holder = sa.select(door.c.master_id).where(door.c.id == id).scalar_subquery()
    op.execute(name.update().where(name.c.kind == "door").values(source_id=holder))
