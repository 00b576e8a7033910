"""calendar links

Revision ID: 0016
Revises: 0015
Create Date: 2026-11-22 22:40:12.101215

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = '0016'
down_revision = '0015'
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')


def upgrade():
    op.create_table('calendar_link',
    sa.Column('id', KEY, nullable=False),
    sa.Column('code', sa.String(length=22), nullable=False),
    sa.Column('person_id', KEY, nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_calendar_link_person_id_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_calendar_link')),
    sa.UniqueConstraint('code', name=op.f('uq_calendar_link_code')),
    sa.UniqueConstraint('person_id', name=op.f('uq_calendar_link_person_id'))
    )
    with op.batch_alter_table('calendar_link', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_calendar_link_person_id'), ['person_id'], unique=False)


def downgrade():
    op.drop_table('calendar_link')
