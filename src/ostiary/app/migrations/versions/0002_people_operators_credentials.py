"""People, operators, credentials."""

import sqlalchemy as sa
from alembic import op

from ostiary.kernel import schema

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema to this revision."""
    _access_group()
    _login_failure()
    _operator_level()
    _user_account()
    _access_group_user()
    _access_group_user_group()
    _card()
    _face()
    _finger()
    _session()
    _user_custom_value()


def _access_group() -> None:
    op.create_table(
        "access_group",
        sa.Column("id", schema.Key, autoincrement=True, nullable=False),
        sa.Column("name", schema.ordered(48), nullable=False),
        sa.Column("description", schema.ordered(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_access_group")),
        sa.UniqueConstraint("name", name=op.f("uq_access_group_name")),
        sqlite_autoincrement=True,
    )


def _login_failure() -> None:
    op.create_table(
        "login_failure",
        sa.Column("id", schema.Key, autoincrement=True, nullable=False),
        sa.Column("login_fold", schema.ordered(), nullable=False),
        sa.Column("address", schema.ordered(64), nullable=False),
        sa.Column("at", schema.Moment(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_login_failure")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_login_failure_login_fold_at"), "login_failure", ["login_fold", "at"], unique=False)


def _operator_level() -> None:
    op.create_table(
        "operator_level",
        sa.Column("id", schema.Key, autoincrement=False, nullable=False),
        sa.Column("name", schema.ordered(48), nullable=False),
        sa.Column("description", schema.ordered(), nullable=False),
        sa.Column("rights", schema.Json, nullable=False),
        sa.Column("filters", schema.Json, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_operator_level")),
        sa.UniqueConstraint("name", name=op.f("uq_operator_level_name")),
    )


def _user_account() -> None:
    op.create_table(
        "user_account",
        sa.Column("key", schema.Key, autoincrement=True, nullable=False),
        sa.Column("user_id", schema.ordered(32), nullable=False),
        sa.Column("user_number", schema.Key, nullable=True),
        sa.Column("name", schema.ordered(48), nullable=False),
        sa.Column("name_fold", schema.ordered(), nullable=False),
        sa.Column("group_id", schema.Key, nullable=False),
        sa.Column("start", schema.Moment(), nullable=False),
        sa.Column("expiry", schema.Moment(), nullable=False),
        sa.Column("disabled", sa.Boolean(), nullable=False),
        sa.Column("security_level", sa.Integer(), nullable=False),
        sa.Column("email", schema.ordered(), nullable=True),
        sa.Column("email_fold", schema.ordered(), nullable=True),
        sa.Column("phone", schema.ordered(64), nullable=True),
        sa.Column("department", schema.ordered(64), nullable=True),
        sa.Column("title", schema.ordered(64), nullable=True),
        sa.Column("birthday", schema.Moment(), nullable=True),
        sa.Column("gender", schema.ordered(8), nullable=True),
        sa.Column("pin", sa.LargeBinary(), nullable=True),
        sa.Column("photo", sa.LargeBinary(), nullable=True),
        sa.Column("private_modes", schema.Json, nullable=False),
        sa.Column("exclude_directory", sa.Boolean(), nullable=False),
        sa.Column("level_id", schema.Key, nullable=True),
        sa.Column("login_id", schema.ordered(48), nullable=True),
        sa.Column("login_fold", schema.ordered(), nullable=True),
        sa.Column("password", schema.ordered(), nullable=True),
        sa.Column("must_change_password", sa.Boolean(), nullable=False),
        sa.Column("address_only", schema.ordered(64), nullable=True),
        sa.Column("last_modified", schema.Key, nullable=False),
        sa.Column("updated_count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_user_account")),
        sa.UniqueConstraint("email_fold", name=op.f("uq_user_account_email_fold")),
        sa.UniqueConstraint("login_fold", name=op.f("uq_user_account_login_fold")),
        sa.UniqueConstraint("user_id", name=op.f("uq_user_account_user_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_user_account_group_id"), "user_account", ["group_id"], unique=False)
    op.create_index(op.f("ix_user_account_last_modified"), "user_account", ["last_modified"], unique=False)
    op.create_index(op.f("ix_user_account_name_fold"), "user_account", ["name_fold"], unique=False)
    op.create_index(
        op.f("ix_user_account_user_number_user_id"), "user_account", ["user_number", "user_id"], unique=False
    )


def _access_group_user() -> None:
    op.create_table(
        "access_group_user",
        sa.Column("group_id", schema.Key, nullable=False),
        sa.Column("user_key", schema.Key, nullable=False),
        sa.ForeignKeyConstraint(
            ["group_id"], ["access_group.id"], name=op.f("fk_access_group_user_group_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["user_key"], ["user_account.key"], name=op.f("fk_access_group_user_user_key"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("group_id", "user_key", name=op.f("pk_access_group_user")),
    )
    op.create_index(op.f("ix_access_group_user_user_key"), "access_group_user", ["user_key"], unique=False)


def _access_group_user_group() -> None:
    op.create_table(
        "access_group_user_group",
        sa.Column("group_id", schema.Key, nullable=False),
        sa.Column("user_group_id", schema.Key, nullable=False),
        sa.ForeignKeyConstraint(
            ["group_id"], ["access_group.id"], name=op.f("fk_access_group_user_group_group_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("group_id", "user_group_id", name=op.f("pk_access_group_user_group")),
    )
    op.create_index(
        op.f("ix_access_group_user_group_user_group_id"), "access_group_user_group", ["user_group_id"], unique=False
    )


def _card() -> None:
    op.create_table(
        "card",
        sa.Column("id", schema.Key, autoincrement=True, nullable=False),
        sa.Column("type_id", sa.Integer(), nullable=False),
        sa.Column("number", schema.ordered(64), nullable=False),
        sa.Column("display", schema.ordered(128), nullable=False),
        sa.Column("wiegand_format_id", sa.Integer(), nullable=True),
        sa.Column("user_key", schema.Key, nullable=True),
        sa.Column("blacklisted", sa.Boolean(), nullable=False),
        sa.Column("issue_count", sa.Integer(), nullable=False),
        sa.Column("attributes", schema.Json, nullable=False),
        sa.ForeignKeyConstraint(["user_key"], ["user_account.key"], name=op.f("fk_card_user_key"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_card")),
        sa.UniqueConstraint("number", name=op.f("uq_card_number")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_card_type_id"), "card", ["type_id"], unique=False)
    op.create_index(op.f("ix_card_user_key"), "card", ["user_key"], unique=False)


def _face() -> None:
    op.create_table(
        "face",
        sa.Column("id", schema.Key, autoincrement=True, nullable=False),
        sa.Column("user_key", schema.Key, nullable=False),
        sa.Column("visual", sa.Boolean(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("document", sa.LargeBinary(), nullable=False),
        sa.Column("mark", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["user_key"], ["user_account.key"], name=op.f("fk_face_user_key"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_face")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_face_user_key"), "face", ["user_key"], unique=False)


def _finger() -> None:
    op.create_table(
        "finger",
        sa.Column("id", schema.Key, autoincrement=True, nullable=False),
        sa.Column("user_key", schema.Key, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("duress", sa.Boolean(), nullable=False),
        sa.Column("template0", sa.LargeBinary(), nullable=False),
        sa.Column("template1", sa.LargeBinary(), nullable=False),
        sa.Column("mark", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_key"], ["user_account.key"], name=op.f("fk_finger_user_key"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_finger")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_finger_mark"), "finger", ["mark"], unique=False)
    op.create_index(op.f("ix_finger_user_key"), "finger", ["user_key"], unique=False)


def _session() -> None:
    op.create_table(
        "session",
        sa.Column("key", schema.Key, autoincrement=True, nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("user_key", schema.Key, nullable=False),
        sa.Column("address", schema.ordered(64), nullable=False),
        sa.Column("started", schema.Moment(), nullable=False),
        sa.Column("last_used", schema.Moment(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_key"], ["user_account.key"], name=op.f("fk_session_user_key"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_session")),
        sa.UniqueConstraint("digest", name=op.f("uq_session_digest")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_session_user_key"), "session", ["user_key"], unique=False)


def _user_custom_value() -> None:
    op.create_table(
        "user_custom_value",
        sa.Column("user_key", schema.Key, nullable=False),
        sa.Column("field_id", schema.Key, nullable=False),
        sa.Column("value", schema.ordered(), nullable=False),
        sa.Column("document", sa.LargeBinary(), nullable=True),
        sa.Column("media_type", schema.ordered(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_key"], ["user_account.key"], name=op.f("fk_user_custom_value_user_key"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_key", "field_id", name=op.f("pk_user_custom_value")),
    )
