"""campaign kinds

Revision ID: 0019
Revises: 0018
Create Date: 2026-11-23 01:30:12.481530

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = '0019'
down_revision = '0018'
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')


def upgrade():
    op.create_table('campaign_kind',
    sa.Column('id', KEY, nullable=False),
    sa.Column('code', sa.String(length=20), nullable=False),
    sa.Column('days', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('activity_kinds', sa.JSON(), nullable=False),
    sa.Column('words', sa.JSON(), nullable=False),
    sa.Column('asks', sa.JSON(), nullable=False),
    sa.Column('counts_gifts', sa.Boolean(), nullable=False),
    sa.Column('position', KEY, nullable=False),
    sa.Column('ended_on', sa.Date(), nullable=True),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('folded', sa.String(length=240), nullable=False),
    sa.Column('sort_key', sa.String(length=800).with_variant(sa.String(length=800, collation='C'), 'postgresql'), nullable=False),
    sa.Column('unit_id', KEY, nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_campaign_kind_unit_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_campaign_kind')),
    sa.UniqueConstraint('unit_id', 'code', name=op.f('uq_campaign_kind_unit_id_code'))
    )


def downgrade():
    op.drop_table('campaign_kind')
