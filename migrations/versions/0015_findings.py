"""findings of inspections

Revision ID: 0015
Revises: 0014
Create Date: 2026-11-22 22:58:31.240115

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = '0015'
down_revision = '0014'
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')
INSTANT = sa.DateTime(timezone=True)
ONE_MENDER = ' + '.join(f'CASE WHEN {name} IS NULL THEN 0 ELSE 1 END' for name in ('agency_id', 'unit_below_id', 'mender'))


def upgrade():
    op.create_table('finding',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('activity_id', sa.Uuid(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('mender', sa.String(length=200), nullable=True),
    sa.Column('due_on', sa.Date(), nullable=False),
    sa.Column('state', sa.String(length=9), nullable=False),
    sa.Column('recorded_by_id', KEY, nullable=False),
    sa.Column('agency_id', KEY, nullable=True),
    sa.Column('unit_below_id', KEY, nullable=True),
    sa.Column('unit_id', KEY, nullable=False),
    sa.Column('created_at', INSTANT, nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint(f'{ONE_MENDER} = 1', name=op.f('ck_finding_one_mender')),
    sa.ForeignKeyConstraint(['recorded_by_id'], ['person.id'], name=op.f('fk_finding_recorded_by_id_person')),
    sa.ForeignKeyConstraint(['unit_below_id'], ['unit.id'], name=op.f('fk_finding_unit_below_id_unit')),
    sa.ForeignKeyConstraint(['unit_id', 'activity_id'], ['activity.unit_id', 'activity.id'], name=op.f('fk_finding_unit_id_activity_id_activity')),
    sa.ForeignKeyConstraint(['unit_id', 'agency_id'], ['agency.unit_id', 'agency.id'], name=op.f('fk_finding_unit_id_agency_id_agency')),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_finding_unit_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_finding')),
    sa.UniqueConstraint('unit_id', 'id', name=op.f('uq_finding_unit_id_id'))
    )
    with op.batch_alter_table('finding', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_finding_unit_id_finding_state_finding_due_on'), ['unit_id', 'state', 'due_on'], unique=False)
        batch_op.create_index(batch_op.f('ix_finding_unit_below_id_finding_state'), ['unit_below_id', 'state'], unique=False)
        batch_op.create_index(batch_op.f('ix_finding_activity_id'), ['activity_id'], unique=False)

    op.create_table('finding_step',
    sa.Column('id', KEY, nullable=False),
    sa.Column('finding_id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.String(length=10), nullable=False),
    sa.Column('at', INSTANT, nullable=False),
    sa.Column('person_id', KEY, nullable=False),
    sa.Column('word', sa.Text(), nullable=True),
    sa.Column('due_on', sa.Date(), nullable=True),
    sa.Column('agency_id', KEY, nullable=True),
    sa.Column('unit_below_id', KEY, nullable=True),
    sa.Column('unit_id', KEY, nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_finding_step_person_id_person')),
    sa.ForeignKeyConstraint(['unit_below_id'], ['unit.id'], name=op.f('fk_finding_step_unit_below_id_unit')),
    sa.ForeignKeyConstraint(['unit_id', 'agency_id'], ['agency.unit_id', 'agency.id'], name=op.f('fk_finding_step_unit_id_agency_id_agency')),
    sa.ForeignKeyConstraint(['unit_id', 'finding_id'], ['finding.unit_id', 'finding.id'], name=op.f('fk_finding_step_unit_id_finding_id_finding')),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_finding_step_unit_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_finding_step'))
    )
    with op.batch_alter_table('finding_step', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_finding_step_finding_id'), ['finding_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_finding_step_unit_below_id'), ['unit_below_id'], unique=False)


def downgrade():
    op.drop_table('finding_step')
    op.drop_table('finding')
