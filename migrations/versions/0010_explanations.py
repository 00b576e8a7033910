"""explanations

Revision ID: 0010
Revises: 0009
Create Date: 2026-11-22 19:16:49.134243

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = '0010'
down_revision = '0009'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('reminder',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('month_on', sa.Date(), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('person_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('unit_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_reminder_person_id_person')),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_reminder_unit_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_reminder')),
    sa.UniqueConstraint('unit_id', 'month_on', 'day', name=op.f('uq_reminder_unit_id_month_on_day'))
    )
    op.create_table('explanation',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('asking_unit_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('month_on', sa.Date(), nullable=True),
    sa.Column('assignment_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('due_on', sa.Date(), nullable=False),
    sa.Column('state', sa.String(length=10), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('unit_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.ForeignKeyConstraint(['asking_unit_id'], ['unit.id'], name=op.f('fk_explanation_asking_unit_id_unit')),
    sa.ForeignKeyConstraint(['unit_id', 'assignment_id'], ['assignment.unit_id', 'assignment.id'], name=op.f('fk_explanation_unit_id_assignment_id_assignment')),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_explanation_unit_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_explanation')),
    sa.UniqueConstraint('unit_id', 'id', name=op.f('uq_explanation_unit_id_id'))
    )
    with op.batch_alter_table('explanation', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_explanation_asking_unit_id_explanation_state'), ['asking_unit_id', 'state'], unique=False)
        batch_op.create_index(batch_op.f('ix_explanation_unit_id_explanation_state'), ['unit_id', 'state'], unique=False)

    op.create_table('explanation_entry',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('explanation_id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.String(length=10), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('person_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=True),
    sa.Column('text', sa.Text(), nullable=True),
    sa.Column('unit_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_explanation_entry_person_id_person')),
    sa.ForeignKeyConstraint(['unit_id', 'explanation_id'], ['explanation.unit_id', 'explanation.id'], name=op.f('fk_explanation_entry_unit_id_explanation_id_explanation')),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_explanation_entry_unit_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_explanation_entry'))
    )
    with op.batch_alter_table('explanation_entry', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_explanation_entry_explanation_id'), ['explanation_id'], unique=False)


def downgrade():
    with op.batch_alter_table('explanation_entry', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_explanation_entry_explanation_id'))

    op.drop_table('explanation_entry')
    with op.batch_alter_table('explanation', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_explanation_unit_id_explanation_state'))
        batch_op.drop_index(batch_op.f('ix_explanation_asking_unit_id_explanation_state'))

    op.drop_table('explanation')
    op.drop_table('reminder')
