"""The words of people's names, by which people are found."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

from ostiary.kernel import schema
from ostiary.kernel.words import words_of

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

PIECE = 5_000


def upgrade() -> None:
    """Bring the schema to this revision."""
    words = op.create_table(
        "user_name_word",
        sa.Column("word", schema.ordered(64), nullable=False),
        sa.Column("user_key", schema.Key, autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("word", "user_key", name=op.f("pk_user_name_word")),
        sqlite_with_rowid=False,
    )
    people = sa.table("user_account", sa.column("key"), sa.column("name"))
    rows: Sequence[Any] = _after(people, 0)
    while rows:
        op.bulk_insert(words, [{"word": word, "user_key": row.key} for row in rows for word in words_of(row.name)])
        rows = _after(people, rows[-1].key)


def _after(people: sa.TableClause, key: int) -> Sequence[Any]:
    """The next people."""
    following = sa.select(people).where(people.c.key > key).order_by(people.c.key).limit(PIECE)
    return op.get_bind().execute(following).all()
