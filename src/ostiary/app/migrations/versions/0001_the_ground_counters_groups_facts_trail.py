"""The ground: counters, groups, facts, trail."""

import sqlalchemy as sa
from alembic import op

from ostiary.kernel import schema

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this revision."""
    _counter()
    _custom_field()
    _fact()
    _reader()
    _reader_fault()
    _setting()
    _trail()
    _tree_group()


def _counter() -> None:
    op.create_table(
        "counter",
        sa.Column("name", schema.ordered(64), nullable=False),
        sa.Column("value", schema.Key, nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_counter")),
    )


def _custom_field() -> None:
    op.create_table(
        "custom_field",
        sa.Column("id", schema.Key, autoincrement=True, nullable=False),
        sa.Column("name", schema.ordered(48), nullable=False),
        sa.Column("type", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("options", schema.Json, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_custom_field")),
        sa.UniqueConstraint("name", name=op.f("uq_custom_field_name")),
        sa.UniqueConstraint("position", name=op.f("uq_custom_field_position")),
        sqlite_autoincrement=True,
    )


def _fact() -> None:
    op.create_table(
        "fact",
        sa.Column("seq", schema.Key, autoincrement=True, nullable=False),
        sa.Column("kind", schema.ordered(64), nullable=False),
        sa.Column("at", schema.Moment(), nullable=False),
        sa.Column("body", schema.Json, nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_fact")),
        sqlite_autoincrement=True,
    )


def _reader() -> None:
    op.create_table(
        "reader",
        sa.Column("name", schema.ordered(64), nullable=False),
        sa.Column("seq", schema.Key, nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_reader")),
    )


def _reader_fault() -> None:
    op.create_table(
        "reader_fault",
        sa.Column("id", schema.Key, autoincrement=True, nullable=False),
        sa.Column("reader", schema.ordered(64), nullable=False),
        sa.Column("seq", schema.Key, nullable=False),
        sa.Column("at", schema.Moment(), nullable=False),
        sa.Column("error", schema.ordered(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reader_fault")),
        sqlite_autoincrement=True,
    )


def _setting() -> None:
    op.create_table(
        "setting",
        sa.Column("name", schema.ordered(64), nullable=False),
        sa.Column("document", schema.Json, nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_setting")),
    )


def _trail() -> None:
    op.create_table(
        "trail",
        sa.Column("id", schema.Key, autoincrement=True, nullable=False),
        sa.Column("at", schema.Moment(), nullable=False),
        sa.Column("user_id", schema.ordered(32), nullable=False),
        sa.Column("user_name", schema.ordered(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("address", schema.ordered(64), nullable=False),
        sa.Column("verb", schema.ordered(64), nullable=False),
        sa.Column("method", sa.Integer(), nullable=False),
        sa.Column("menu", schema.ordered(32), nullable=False),
        sa.Column("target", schema.ordered(), nullable=False),
        sa.Column("outcome", schema.ordered(64), nullable=False),
        sa.Column("change", schema.Json, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trail")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_trail_at_id"), "trail", ["at", "id"], unique=False)
    op.create_index(op.f("ix_trail_user_id_at"), "trail", ["user_id", "at"], unique=False)


def _tree_group() -> None:
    op.create_table(
        "tree_group",
        sa.Column("kind", schema.ordered(32), nullable=False),
        sa.Column("id", schema.Key, nullable=False),
        sa.Column("parent_id", schema.Key, nullable=False),
        sa.Column("name", schema.ordered(48), nullable=False),
        sa.Column("path", schema.ordered(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "id", name=op.f("pk_tree_group")),
        sa.UniqueConstraint("kind", "parent_id", "name", name=op.f("uq_tree_group_kind_parent_id_name")),
    )
    op.create_index(op.f("ix_tree_group_path"), "tree_group", ["path"], unique=False)
