"""Images of events, and the temperatures that were measured with them."""

import sqlalchemy as sa
from alembic import op

from ostiary.kernel import schema

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this revision."""
    op.add_column("event", sa.Column("image", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("event", sa.Column("temperature", sa.Integer()))
    for name, columns, which in (
        ("ix_event_image", ["source_id", "id"], sa.text("image = 1")),
        ("ix_event_temperature", ["at", "id"], sa.text("temperature IS NOT NULL")),
    ):
        op.create_index(name, "event", columns, unique=False, sqlite_where=which, postgresql_where=which)
    op.create_table(
        "event_image",
        sa.Column("event_id", schema.Key, autoincrement=False, nullable=False),
        sa.Column("document", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_event_image_event_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_event_image")),
    )
