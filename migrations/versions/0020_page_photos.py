"""page photos

Revision ID: 0020
Revises: 0019
Create Date: 2026-11-23 01:32:00.000000

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = '0020'
down_revision = '0019'
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')
INSTANT = sa.DateTime(timezone=True)


def upgrade():
    op.create_table('campaign_page_photo',
    sa.Column('id', KEY, nullable=False),
    sa.Column('page_id', KEY, nullable=False),
    sa.Column('evidence_id', sa.Uuid(), nullable=False),
    sa.Column('consent', sa.String(length=300), nullable=True),
    sa.Column('taken_off_at', INSTANT, nullable=True),
    sa.Column('chosen_by_id', KEY, nullable=False),
    sa.Column('created_at', INSTANT, nullable=False),
    sa.Column('unit_id', KEY, nullable=False),
    sa.ForeignKeyConstraint(['chosen_by_id'], ['person.id'], name=op.f('fk_campaign_page_photo_chosen_by_id_person')),
    sa.ForeignKeyConstraint(['evidence_id'], ['evidence.id'], name=op.f('fk_campaign_page_photo_evidence_id_evidence')),
    sa.ForeignKeyConstraint(['page_id'], ['campaign_page.id'], name=op.f('fk_campaign_page_photo_page_id_campaign_page')),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_campaign_page_photo_unit_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_campaign_page_photo')),
    sa.UniqueConstraint('page_id', 'evidence_id', name=op.f('uq_campaign_page_photo_page_id_evidence_id'))
    )
    with op.batch_alter_table('campaign_page_photo', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_campaign_page_photo_evidence_id'), ['evidence_id'], unique=False)


def downgrade():
    op.drop_table('campaign_page_photo')
