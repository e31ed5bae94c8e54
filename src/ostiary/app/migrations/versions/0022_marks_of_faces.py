"""Each template of a face has a mark by which it is found again. Faces stored before get theirs when next saved."""

import sqlalchemy as sa
from alembic import op

from ostiary.kernel import schema

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this revision."""
    op.create_table(
        "face_mark",
        sa.Column("user_key", schema.Key, nullable=False),
        sa.Column("visual", sa.Boolean(), nullable=False),
        sa.Column("mark", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_key"], ["user_account.key"], name=op.f("fk_face_mark_user_key"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_key", "visual", "mark", name=op.f("pk_face_mark")),
    )
    op.create_index(op.f("ix_face_mark_mark"), "face_mark", ["mark"])
    op.drop_column("face", "mark")
