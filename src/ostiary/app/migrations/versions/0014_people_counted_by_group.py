"""How many people are in each user group, so that a list need not count them."""

import sqlalchemy as sa
from alembic import op

from ostiary.kernel import schema

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this revision."""
    op.create_table(
        "user_group_people",
        sa.Column("group_id", schema.Key, autoincrement=False, nullable=False),
        sa.Column("people", schema.Key, nullable=False),
        sa.PrimaryKeyConstraint("group_id", name=op.f("pk_user_group_people")),
    )
    op.execute(
        "INSERT INTO user_group_people (group_id, people) SELECT group_id, count(*) FROM user_account GROUP BY group_id"
    )
