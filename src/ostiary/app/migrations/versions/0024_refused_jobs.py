"""Jobs that were refused: whoever asked for them may not do them any more."""

from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this revision."""
    with op.batch_alter_table("job", table_kwargs={"sqlite_autoincrement": True}) as job:
        job.drop_constraint(op.f("ck_job_state"), type_="check")
        job.create_check_constraint(op.f("ck_job_state"), "state BETWEEN 0 AND 5")
