"""activity kinds

Revision ID: 0014
Revises: 0013
Create Date: 2026-11-22 22:31:08.640217

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = '0014'
down_revision = '0013'
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')


def upgrade():
    op.create_table('activity_kind',
    sa.Column('id', KEY, nullable=False),
    sa.Column('code', sa.String(length=20), nullable=False),
    sa.Column('icon', sa.String(length=40), nullable=False),
    sa.Column('asks', sa.JSON(), nullable=False),
    sa.Column('position', KEY, nullable=False),
    sa.Column('ended_on', sa.Date(), nullable=True),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('folded', sa.String(length=240), nullable=False),
    sa.Column('sort_key', sa.String(length=800).with_variant(sa.String(length=800, collation='C'), 'postgresql'), nullable=False),
    sa.Column('unit_id', KEY, nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_activity_kind_unit_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_activity_kind')),
    sa.UniqueConstraint('unit_id', 'code', name=op.f('uq_activity_kind_unit_id_code'))
    )


def downgrade():
    op.drop_table('activity_kind')
