"""campaigns

Revision ID: 0018
Revises: 0017
Create Date: 2026-11-23 01:21:34.766235

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = '0018'
down_revision = '0017'
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')
INSTANT = sa.DateTime(timezone=True)
WHOLE_UNIT = sa.text('hamlet_id IS NULL')


def upgrade():
    op.create_table('campaign',
    sa.Column('id', KEY, nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('slug', sa.String(length=80), nullable=False),
    sa.Column('theme', sa.String(length=300), nullable=True),
    sa.Column('guidance', sa.Text(), nullable=True),
    sa.Column('starts_on', sa.Date(), nullable=False),
    sa.Column('ends_on', sa.Date(), nullable=False),
    sa.Column('feast_on', sa.Date(), nullable=True),
    sa.Column('report_due_on', sa.Date(), nullable=False),
    sa.Column('units_below', sa.String(length=10), nullable=False),
    sa.Column('includes_own', sa.Boolean(), nullable=False),
    sa.Column('counts_gifts', sa.Boolean(), nullable=False),
    sa.Column('bands', sa.JSON(), nullable=False),
    sa.Column('asks', sa.JSON(), nullable=False),
    sa.Column('plan_id', KEY, nullable=True),
    sa.Column('reissue_of_id', KEY, nullable=True),
    sa.Column('author_id', KEY, nullable=True),
    sa.Column('closed_at', INSTANT, nullable=True),
    sa.Column('closing_note', sa.Text(), nullable=True),
    sa.Column('withdrawn_at', INSTANT, nullable=True),
    sa.Column('withdrawal_reason', sa.String(length=500), nullable=True),
    sa.Column('discarded_at', INSTANT, nullable=True),
    sa.Column('published_at', INSTANT, nullable=True),
    sa.Column('unit_id', KEY, nullable=False),
    sa.Column('created_at', INSTANT, nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint('ends_on >= starts_on', name=op.f('ck_campaign_begins_first')),
    sa.CheckConstraint('report_due_on >= starts_on', name=op.f('ck_campaign_reported_later')),
    sa.ForeignKeyConstraint(['author_id'], ['person.id'], name=op.f('fk_campaign_author_id_person')),
    sa.ForeignKeyConstraint(['reissue_of_id'], ['campaign.id'], name=op.f('fk_campaign_reissue_of_id_campaign')),
    sa.ForeignKeyConstraint(['unit_id', 'plan_id'], ['plan.unit_id', 'plan.id'], name=op.f('fk_campaign_unit_id_plan_id_plan')),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_campaign_unit_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_campaign')),
    sa.UniqueConstraint('unit_id', 'id', name=op.f('uq_campaign_unit_id_id')),
    sa.UniqueConstraint('unit_id', 'slug', name=op.f('uq_campaign_unit_id_slug'))
    )
    with op.batch_alter_table('campaign', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_campaign_plan_id'), ['plan_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_campaign_reissue_of_id'), ['reissue_of_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_campaign_unit_id_campaign_starts_on'), ['unit_id', 'starts_on'], unique=False)

    op.create_table('activity_campaign',
    sa.Column('id', KEY, nullable=False),
    sa.Column('activity_id', sa.Uuid(), nullable=False),
    sa.Column('campaign_id', KEY, nullable=False),
    sa.Column('reasons', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('added_by_id', KEY, nullable=True),
    sa.Column('is_out', sa.Boolean(), nullable=False),
    sa.Column('created_at', INSTANT, nullable=False),
    sa.Column('unit_id', KEY, nullable=False),
    sa.ForeignKeyConstraint(['added_by_id'], ['person.id'], name=op.f('fk_activity_campaign_added_by_id_person')),
    sa.ForeignKeyConstraint(['campaign_id'], ['campaign.id'], name=op.f('fk_activity_campaign_campaign_id_campaign')),
    sa.ForeignKeyConstraint(['unit_id', 'activity_id'], ['activity.unit_id', 'activity.id'], name=op.f('fk_activity_campaign_unit_id_activity_id_activity')),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_activity_campaign_unit_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_activity_campaign')),
    sa.UniqueConstraint('activity_id', 'campaign_id', name=op.f('uq_activity_campaign_activity_id_campaign_id'))
    )
    with op.batch_alter_table('activity_campaign', schema=None) as batch_op:
        batch_op.create_index('ix_activity_campaign_in', ['campaign_id', 'unit_id', 'is_out', 'activity_id'], unique=False)

    op.create_table('campaign_addressee',
    sa.Column('issued_id', KEY, nullable=False),
    sa.Column('unit_id', KEY, nullable=False),
    sa.ForeignKeyConstraint(['issued_id'], ['campaign.id'], name=op.f('fk_campaign_addressee_issued_id_campaign')),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_campaign_addressee_unit_id_unit')),
    sa.PrimaryKeyConstraint('issued_id', 'unit_id', name=op.f('pk_campaign_addressee'))
    )
    with op.batch_alter_table('campaign_addressee', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_campaign_addressee_unit_id'), ['unit_id'], unique=False)

    op.create_table('campaign_page',
    sa.Column('id', KEY, nullable=False),
    sa.Column('campaign_id', KEY, nullable=False),
    sa.Column('slug', sa.String(length=80), nullable=False),
    sa.Column('content', sa.JSON(), nullable=False),
    sa.Column('published_by_id', KEY, nullable=False),
    sa.Column('withdrawal_reason', sa.String(length=300), nullable=True),
    sa.Column('created_at', INSTANT, nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('published_at', INSTANT, nullable=True),
    sa.Column('withdrawn_at', INSTANT, nullable=True),
    sa.Column('unit_id', KEY, nullable=False),
    sa.ForeignKeyConstraint(['campaign_id'], ['campaign.id'], name=op.f('fk_campaign_page_campaign_id_campaign')),
    sa.ForeignKeyConstraint(['published_by_id'], ['person.id'], name=op.f('fk_campaign_page_published_by_id_person')),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_campaign_page_unit_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_campaign_page')),
    sa.UniqueConstraint('unit_id', 'campaign_id', name=op.f('uq_campaign_page_unit_id_campaign_id')),
    sa.UniqueConstraint('unit_id', 'slug', name=op.f('uq_campaign_page_unit_id_slug'))
    )
    with op.batch_alter_table('campaign_page', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_campaign_page_campaign_id'), ['campaign_id'], unique=False)

    op.create_table('campaign_target',
    sa.Column('id', KEY, nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('text', sa.String(length=300), nullable=False),
    sa.Column('measure', sa.String(length=10), nullable=True),
    sa.Column('wanted', KEY, nullable=True),
    sa.Column('campaign_id', KEY, nullable=False),
    sa.Column('unit_id', KEY, nullable=False),
    sa.CheckConstraint('(measure IS NULL) = (wanted IS NULL)', name=op.f('ck_campaign_target_number_of_something')),
    sa.ForeignKeyConstraint(['unit_id', 'campaign_id'], ['campaign.unit_id', 'campaign.id'], name=op.f('fk_campaign_target_unit_id_campaign_id_campaign')),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_campaign_target_unit_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_campaign_target'))
    )
    with op.batch_alter_table('campaign_target', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_campaign_target_campaign_id'), ['campaign_id'], unique=False)

    op.create_table('participation',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('campaign_id', KEY, nullable=False),
    sa.Column('state', sa.String(length=9), nullable=False),
    sa.Column('planned_at', INSTANT, nullable=True),
    sa.Column('what', sa.Text(), nullable=True),
    sa.Column('planned_on', sa.Date(), nullable=True),
    sa.Column('hamlet_id', KEY, nullable=True),
    sa.Column('place', sa.String(length=200), nullable=True),
    sa.Column('lead_agency_id', KEY, nullable=True),
    sa.Column('lead_name', sa.String(length=120), nullable=True),
    sa.Column('planned_budget', KEY, nullable=True),
    sa.Column('planned_mobilised', KEY, nullable=True),
    sa.Column('difficulties', sa.Text(), nullable=True),
    sa.Column('proposals', sa.Text(), nullable=True),
    sa.Column('gift_note', sa.Text(), nullable=True),
    sa.Column('figures', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('submitted_at', INSTANT, nullable=True),
    sa.Column('submitted_by_id', KEY, nullable=True),
    sa.Column('decided_at', INSTANT, nullable=True),
    sa.Column('decided_by_id', KEY, nullable=True),
    sa.Column('decision_note', sa.Text(), nullable=True),
    sa.Column('created_at', INSTANT, nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('unit_id', KEY, nullable=False),
    sa.ForeignKeyConstraint(['campaign_id'], ['campaign.id'], name=op.f('fk_participation_campaign_id_campaign')),
    sa.ForeignKeyConstraint(['decided_by_id'], ['person.id'], name=op.f('fk_participation_decided_by_id_person')),
    sa.ForeignKeyConstraint(['submitted_by_id'], ['person.id'], name=op.f('fk_participation_submitted_by_id_person')),
    sa.ForeignKeyConstraint(['unit_id', 'hamlet_id'], ['hamlet.unit_id', 'hamlet.id'], name=op.f('fk_participation_unit_id_hamlet_id_hamlet')),
    sa.ForeignKeyConstraint(['unit_id', 'lead_agency_id'], ['agency.unit_id', 'agency.id'], name=op.f('fk_participation_unit_id_lead_agency_id_agency')),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_participation_unit_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_participation')),
    sa.UniqueConstraint('campaign_id', 'unit_id', name=op.f('uq_participation_campaign_id_unit_id')),
    sa.UniqueConstraint('unit_id', 'id', name=op.f('uq_participation_unit_id_id'))
    )
    op.create_table('campaign_task',
    sa.Column('id', KEY, nullable=False),
    sa.Column('task_id', KEY, nullable=False),
    sa.Column('campaign_id', KEY, nullable=False),
    sa.Column('unit_id', KEY, nullable=False),
    sa.ForeignKeyConstraint(['unit_id', 'campaign_id'], ['campaign.unit_id', 'campaign.id'], name=op.f('fk_campaign_task_unit_id_campaign_id_campaign')),
    sa.ForeignKeyConstraint(['unit_id', 'task_id'], ['task.unit_id', 'task.id'], name=op.f('fk_campaign_task_unit_id_task_id_task')),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_campaign_task_unit_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_campaign_task')),
    sa.UniqueConstraint('campaign_id', 'task_id', name=op.f('uq_campaign_task_campaign_id_task_id'))
    )
    with op.batch_alter_table('campaign_task', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_campaign_task_campaign_id'), ['campaign_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_campaign_task_task_id'), ['task_id'], unique=False)

    op.create_table('gift_need',
    sa.Column('id', KEY, nullable=False),
    sa.Column('participation_id', sa.Uuid(), nullable=False),
    sa.Column('hamlet_id', KEY, nullable=True),
    sa.Column('band', sa.Integer(), nullable=False),
    sa.Column('children', KEY, nullable=True),
    sa.Column('gifts', KEY, nullable=True),
    sa.Column('taken_over_at', INSTANT, nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('unit_id', KEY, nullable=False),
    sa.CheckConstraint('children >= 0 AND gifts >= 0', name=op.f('ck_gift_need_not_below_zero')),
    sa.ForeignKeyConstraint(['unit_id', 'hamlet_id'], ['hamlet.unit_id', 'hamlet.id'], name=op.f('fk_gift_need_unit_id_hamlet_id_hamlet')),
    sa.ForeignKeyConstraint(['unit_id', 'participation_id'], ['participation.unit_id', 'participation.id'], name=op.f('fk_gift_need_unit_id_participation_id_participation')),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_gift_need_unit_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_gift_need')),
    sa.UniqueConstraint('participation_id', 'hamlet_id', 'band', name=op.f('uq_gift_need_participation_id_hamlet_id_band'))
    )
    with op.batch_alter_table('gift_need', schema=None) as batch_op:
        batch_op.create_index('uq_gift_need_whole_unit', ['participation_id', 'band'], unique=True, sqlite_where=WHOLE_UNIT, postgresql_where=WHOLE_UNIT)

    op.create_table('gift_pledge',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('campaign_id', KEY, nullable=False),
    sa.Column('participation_id', sa.Uuid(), nullable=False),
    sa.Column('agency_id', KEY, nullable=True),
    sa.Column('donor', sa.String(length=200), nullable=True),
    sa.Column('names_donor', sa.Boolean(), nullable=False),
    sa.Column('source', sa.String(length=9), nullable=False),
    sa.Column('gifts', KEY, nullable=False),
    sa.Column('gift_value', KEY, nullable=True),
    sa.Column('pledged_on', sa.Date(), nullable=False),
    sa.Column('for_unit_id', KEY, nullable=True),
    sa.Column('note', sa.Text(), nullable=True),
    sa.Column('pledged_by_id', KEY, nullable=False),
    sa.Column('from_partner', sa.Boolean(), nullable=False),
    sa.Column('withdrawn_at', INSTANT, nullable=True),
    sa.Column('withdrawal_reason', sa.String(length=300), nullable=True),
    sa.Column('created_at', INSTANT, nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('unit_id', KEY, nullable=False),
    sa.CheckConstraint('(agency_id IS NULL) <> (donor IS NULL)', name=op.f('ck_gift_pledge_one_giver')),
    sa.CheckConstraint('gifts > 0', name=op.f('ck_gift_pledge_some_gifts')),
    sa.ForeignKeyConstraint(['campaign_id'], ['campaign.id'], name=op.f('fk_gift_pledge_campaign_id_campaign')),
    sa.ForeignKeyConstraint(['for_unit_id'], ['unit.id'], name=op.f('fk_gift_pledge_for_unit_id_unit')),
    sa.ForeignKeyConstraint(['pledged_by_id'], ['person.id'], name=op.f('fk_gift_pledge_pledged_by_id_person')),
    sa.ForeignKeyConstraint(['unit_id', 'agency_id'], ['agency.unit_id', 'agency.id'], name=op.f('fk_gift_pledge_unit_id_agency_id_agency')),
    sa.ForeignKeyConstraint(['unit_id', 'participation_id'], ['participation.unit_id', 'participation.id'], name=op.f('fk_gift_pledge_unit_id_participation_id_participation')),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_gift_pledge_unit_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_gift_pledge')),
    sa.UniqueConstraint('unit_id', 'id', name=op.f('uq_gift_pledge_unit_id_id'))
    )
    with op.batch_alter_table('gift_pledge', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_gift_pledge_campaign_id_gift_pledge_unit_id'), ['campaign_id', 'unit_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_gift_pledge_for_unit_id_gift_pledge_campaign_id'), ['for_unit_id', 'campaign_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_gift_pledge_participation_id'), ['participation_id'], unique=False)

    op.create_table('participation_step',
    sa.Column('id', KEY, nullable=False),
    sa.Column('participation_id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.String(length=10), nullable=False),
    sa.Column('at', INSTANT, nullable=False),
    sa.Column('person_id', KEY, nullable=False),
    sa.Column('on_behalf_of_id', KEY, nullable=True),
    sa.Column('word', sa.Text(), nullable=True),
    sa.Column('unit_id', KEY, nullable=False),
    sa.ForeignKeyConstraint(['on_behalf_of_id'], ['person.id'], name=op.f('fk_participation_step_on_behalf_of_id_person')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_participation_step_person_id_person')),
    sa.ForeignKeyConstraint(['unit_id', 'participation_id'], ['participation.unit_id', 'participation.id'], name=op.f('fk_participation_step_unit_id_participation_id_participation')),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_participation_step_unit_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_participation_step'))
    )
    with op.batch_alter_table('participation_step', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_participation_step_participation_id'), ['participation_id'], unique=False)

    op.create_table('gift_receipt',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('participation_id', sa.Uuid(), nullable=False),
    sa.Column('pledge_id', sa.Uuid(), nullable=False),
    sa.Column('gifts', KEY, nullable=False),
    sa.Column('gift_value', KEY, nullable=True),
    sa.Column('received_on', sa.Date(), nullable=False),
    sa.Column('received_by_id', KEY, nullable=False),
    sa.Column('withdrawn_at', INSTANT, nullable=True),
    sa.Column('withdrawal_reason', sa.String(length=300), nullable=True),
    sa.Column('created_at', INSTANT, nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('unit_id', KEY, nullable=False),
    sa.CheckConstraint('gifts > 0', name=op.f('ck_gift_receipt_some_gifts')),
    sa.ForeignKeyConstraint(['pledge_id'], ['gift_pledge.id'], name=op.f('fk_gift_receipt_pledge_id_gift_pledge')),
    sa.ForeignKeyConstraint(['received_by_id'], ['person.id'], name=op.f('fk_gift_receipt_received_by_id_person')),
    sa.ForeignKeyConstraint(['unit_id', 'participation_id'], ['participation.unit_id', 'participation.id'], name=op.f('fk_gift_receipt_unit_id_participation_id_participation')),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_gift_receipt_unit_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_gift_receipt'))
    )
    with op.batch_alter_table('gift_receipt', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_gift_receipt_participation_id'), ['participation_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_gift_receipt_pledge_id'), ['pledge_id'], unique=False)


def downgrade():
    op.drop_table('gift_receipt')
    op.drop_table('participation_step')
    op.drop_table('gift_pledge')
    op.drop_table('gift_need')
    op.drop_table('campaign_task')
    op.drop_table('participation')
    op.drop_table('campaign_target')
    op.drop_table('campaign_page')
    op.drop_table('campaign_addressee')
    op.drop_table('activity_campaign')
    op.drop_table('campaign')
