"""search and lists

Revision ID: 0017
Revises: 0015
Create Date: 2026-11-22 22:25:41.207764

"""
from alembic import op
import sqlalchemy as sa

from models.text import fold


# revision identifiers, used by Alembic.
revision = '0017'
down_revision = '0015'
branch_labels = None
depends_on = None

AT_ONCE = 1000
LISTED = [
    'unit_id', 'held_on', 'id', 'state', 'joined_to_id', 'adds_gifts', 'agency_id', 'kind',
    'hamlet_id', 'logged_by_id', 'from_partner', 'late_for', 'folded', 'sessions', 'children',
    'girls', 'boys', 'special', 'adults', 'gifts', 'gift_value', 'budget', 'mobilised',
]
NOT_COUNTED = sa.text("state <> 'counted'")


def upgrade():
    with op.batch_alter_table('own_task', schema=None) as batch_op:
        batch_op.add_column(sa.Column('folded', sa.Text(), nullable=False, server_default=''))
    own_task = sa.table('own_task', sa.column('id', sa.Uuid()), sa.column('text', sa.String()), sa.column('folded', sa.Text()))
    _fill(op.get_bind(), own_task)
    with op.batch_alter_table('own_task', schema=None) as batch_op:
        batch_op.alter_column('folded', existing_type=sa.Text(), existing_nullable=False, server_default=None)
    with op.batch_alter_table('activity', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_activity_unit_id_activity_held_on_activity_id'))
        batch_op.create_index('ix_activity_listed', LISTED, unique=False)
        batch_op.create_index('ix_activity_not_counted', ['unit_id', 'held_on', 'state', 'logged_by_id'], unique=False, sqlite_where=NOT_COUNTED, postgresql_where=NOT_COUNTED)


def _fill(connection, own_task):
    """Batch after batch by key, so that a country's rows are never in memory at once."""
    filling = own_task.update().where(own_task.c.id == sa.bindparam('key')).values(folded=sa.bindparam('words'))
    rows = sa.select(own_task.c.id, own_task.c.text).order_by(own_task.c.id).limit(AT_ONCE)
    found = connection.execute(rows).all()
    while found:
        connection.execute(filling, [{'key': row.id, 'words': fold(row.text)} for row in found])
        found = connection.execute(rows.where(own_task.c.id > found[-1].id)).all()


def downgrade():
    with op.batch_alter_table('activity', schema=None) as batch_op:
        batch_op.drop_index('ix_activity_not_counted', sqlite_where=NOT_COUNTED, postgresql_where=NOT_COUNTED)
        batch_op.drop_index('ix_activity_listed')
        batch_op.create_index(batch_op.f('ix_activity_unit_id_activity_held_on_activity_id'), ['unit_id', 'held_on', 'id'], unique=False)
    with op.batch_alter_table('own_task', schema=None) as batch_op:
        batch_op.drop_column('folded')
