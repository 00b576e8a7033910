"""activities

Revision ID: 0013
Revises: 0012
Create Date: 2026-11-22 22:24:50.656915

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = '0013'
down_revision = '0012'
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')
ONE_OWNER = '(line_id IS NULL) <> (activity_id IS NULL)'
ONE_LINE = 'CASE WHEN line_id IS NULL THEN 0 ELSE 1 END = 1'


def upgrade():
    op.create_table('activity',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('agency_id', KEY, nullable=True),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('title', sa.String(length=200), nullable=False),
    sa.Column('state', sa.String(length=9), nullable=False),
    sa.Column('held_on', sa.Date(), nullable=False),
    sa.Column('hamlet_id', KEY, nullable=True),
    sa.Column('place', sa.String(length=200), nullable=True),
    sa.Column('sessions', KEY, nullable=True),
    sa.Column('children', KEY, nullable=True),
    sa.Column('girls', KEY, nullable=True),
    sa.Column('boys', KEY, nullable=True),
    sa.Column('special', KEY, nullable=True),
    sa.Column('adults', KEY, nullable=True),
    sa.Column('gifts', KEY, nullable=True),
    sa.Column('gift_value', KEY, nullable=True),
    sa.Column('budget', KEY, nullable=True),
    sa.Column('mobilised', KEY, nullable=True),
    sa.Column('note', sa.Text(), nullable=True),
    sa.Column('folded', sa.String(length=400), nullable=False),
    sa.Column('from_partner', sa.Boolean(), nullable=False),
    sa.Column('logged_by_id', KEY, nullable=False),
    sa.Column('decided_by_id', KEY, nullable=True),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('decision_note', sa.Text(), nullable=True),
    sa.Column('as_logged', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('joined_to_id', sa.Uuid(), nullable=True),
    sa.Column('adds_gifts', sa.Boolean(), nullable=False),
    sa.Column('late_for', sa.Date(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('unit_id', KEY, nullable=False),
    sa.CheckConstraint('joined_to_id IS NULL OR joined_to_id <> id', name=op.f('ck_activity_joined_to_another')),
    sa.ForeignKeyConstraint(['decided_by_id'], ['person.id'], name=op.f('fk_activity_decided_by_id_person')),
    sa.ForeignKeyConstraint(['logged_by_id'], ['person.id'], name=op.f('fk_activity_logged_by_id_person')),
    sa.ForeignKeyConstraint(['unit_id', 'agency_id'], ['agency.unit_id', 'agency.id'], name=op.f('fk_activity_unit_id_agency_id_agency')),
    sa.ForeignKeyConstraint(['unit_id', 'hamlet_id'], ['hamlet.unit_id', 'hamlet.id'], name=op.f('fk_activity_unit_id_hamlet_id_hamlet')),
    sa.ForeignKeyConstraint(['unit_id', 'joined_to_id'], ['activity.unit_id', 'activity.id'], name=op.f('fk_activity_unit_id_joined_to_id_activity')),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_activity_unit_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_activity')),
    sa.UniqueConstraint('unit_id', 'id', name=op.f('uq_activity_unit_id_id'))
    )
    with op.batch_alter_table('activity', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_activity_joined_to_id'), ['joined_to_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_activity_unit_id_activity_held_on_activity_id'), ['unit_id', 'held_on', 'id'], unique=False)

    op.create_table('activity_organiser',
    sa.Column('id', KEY, nullable=False),
    sa.Column('activity_id', sa.Uuid(), nullable=False),
    sa.Column('agency_id', KEY, nullable=False),
    sa.Column('unit_id', KEY, nullable=False),
    sa.ForeignKeyConstraint(['unit_id', 'activity_id'], ['activity.unit_id', 'activity.id'], name=op.f('fk_activity_organiser_unit_id_activity_id_activity')),
    sa.ForeignKeyConstraint(['unit_id', 'agency_id'], ['agency.unit_id', 'agency.id'], name=op.f('fk_activity_organiser_unit_id_agency_id_agency')),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_activity_organiser_unit_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_activity_organiser')),
    sa.UniqueConstraint('activity_id', 'agency_id', name=op.f('uq_activity_organiser_activity_id_agency_id'))
    )
    with op.batch_alter_table('activity_organiser', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_activity_organiser_agency_id'), ['agency_id'], unique=False)

    op.create_table('activity_line',
    sa.Column('id', KEY, nullable=False),
    sa.Column('activity_id', sa.Uuid(), nullable=False),
    sa.Column('assignment_id', KEY, nullable=False),
    sa.Column('period_on', sa.Date(), nullable=False),
    sa.Column('reasons', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('confirmed_by_id', KEY, nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('unit_id', KEY, nullable=False),
    sa.ForeignKeyConstraint(['confirmed_by_id'], ['person.id'], name=op.f('fk_activity_line_confirmed_by_id_person')),
    sa.ForeignKeyConstraint(['unit_id', 'activity_id'], ['activity.unit_id', 'activity.id'], name=op.f('fk_activity_line_unit_id_activity_id_activity')),
    sa.ForeignKeyConstraint(['unit_id', 'assignment_id'], ['assignment.unit_id', 'assignment.id'], name=op.f('fk_activity_line_unit_id_assignment_id_assignment')),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_activity_line_unit_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_activity_line')),
    sa.UniqueConstraint('activity_id', 'assignment_id', 'period_on', name=op.f('uq_activity_line_activity_id_assignment_id_period_on'))
    )
    with op.batch_alter_table('activity_line', schema=None) as batch_op:
        batch_op.create_index('ix_activity_line_of_line', ['unit_id', 'assignment_id', 'period_on'], unique=False)

    with op.batch_alter_table('evidence', schema=None) as batch_op:
        batch_op.add_column(sa.Column('activity_id', sa.Uuid(), nullable=True))
        batch_op.add_column(sa.Column('agency_id', KEY, nullable=True))
        batch_op.create_index('uq_evidence_of_activity', ['activity_id', 'digest'], unique=True, sqlite_where=sa.text('withdrawn_at IS NULL'), postgresql_where=sa.text('withdrawn_at IS NULL'))
        batch_op.create_foreign_key(batch_op.f('fk_evidence_unit_id_activity_id_activity'), 'activity', ['unit_id', 'activity_id'], ['unit_id', 'id'])
        batch_op.create_foreign_key(batch_op.f('fk_evidence_unit_id_agency_id_agency'), 'agency', ['unit_id', 'agency_id'], ['unit_id', 'id'])
        batch_op.drop_constraint(batch_op.f('ck_evidence_one_owner'), type_='check')
        batch_op.create_check_constraint(batch_op.f('ck_evidence_one_owner'), ONE_OWNER)


def downgrade():
    op.execute('DELETE FROM evidence WHERE line_id IS NULL')
    with op.batch_alter_table('evidence', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('ck_evidence_one_owner'), type_='check')
        batch_op.drop_constraint(batch_op.f('fk_evidence_unit_id_agency_id_agency'), type_='foreignkey')
        batch_op.drop_constraint(batch_op.f('fk_evidence_unit_id_activity_id_activity'), type_='foreignkey')
        batch_op.drop_index('uq_evidence_of_activity', sqlite_where=sa.text('withdrawn_at IS NULL'), postgresql_where=sa.text('withdrawn_at IS NULL'))
        batch_op.drop_column('agency_id')
        batch_op.drop_column('activity_id')
        batch_op.create_check_constraint(batch_op.f('ck_evidence_one_owner'), ONE_LINE)
    op.drop_table('activity_line')
    op.drop_table('activity_organiser')
    op.drop_table('activity')
