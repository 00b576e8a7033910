"""months

Revision ID: 0006
Revises: 0005
Create Date: 2026-11-22 16:10:16.391658

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('checklist',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('month_on', sa.Date(), nullable=False),
    sa.Column('state', sa.String(length=12), nullable=False),
    sa.Column('was', sa.String(length=12), nullable=False),
    sa.Column('submitted_first_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('submitted_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('submitted_by_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('in_hand_of_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('in_hand_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('unit_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.ForeignKeyConstraint(['in_hand_of_id'], ['person.id'], name=op.f('fk_checklist_in_hand_of_id_person')),
    sa.ForeignKeyConstraint(['submitted_by_id'], ['person.id'], name=op.f('fk_checklist_submitted_by_id_person')),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_checklist_unit_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_checklist')),
    sa.UniqueConstraint('unit_id', 'id', name=op.f('uq_checklist_unit_id_id')),
    sa.UniqueConstraint('unit_id', 'month_on', name=op.f('uq_checklist_unit_id_month_on'))
    )
    op.create_table('own_task',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('text', sa.String(length=1000), nullable=False),
    sa.Column('cadence', sa.String(length=12), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=True),
    sa.Column('unit_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_own_task_unit_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_own_task')),
    sa.UniqueConstraint('unit_id', 'id', name=op.f('uq_own_task_unit_id_id'))
    )
    op.create_table('checklist_event',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('checklist_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('kind', sa.String(length=16), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('person_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('word', sa.Text(), nullable=True),
    sa.Column('lines', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('unit_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_checklist_event_person_id_person')),
    sa.ForeignKeyConstraint(['unit_id', 'checklist_id'], ['checklist.unit_id', 'checklist.id'], name=op.f('fk_checklist_event_unit_id_checklist_id_checklist')),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_checklist_event_unit_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_checklist_event')),
    sa.UniqueConstraint('unit_id', 'id', name=op.f('uq_checklist_event_unit_id_id'))
    )
    with op.batch_alter_table('checklist_event', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_checklist_event_checklist_id'), ['checklist_id'], unique=False)

    op.create_table('checklist_writer',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('checklist_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('person_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('unit_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_checklist_writer_person_id_person')),
    sa.ForeignKeyConstraint(['unit_id', 'checklist_id'], ['checklist.unit_id', 'checklist.id'], name=op.f('fk_checklist_writer_unit_id_checklist_id_checklist')),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_checklist_writer_unit_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_checklist_writer')),
    sa.UniqueConstraint('checklist_id', 'person_id', name=op.f('uq_checklist_writer_checklist_id_person_id'))
    )
    op.create_table('extension',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('month_on', sa.Date(), nullable=False),
    sa.Column('assignment_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('period_on', sa.Date(), nullable=True),
    sa.Column('old_on', sa.Date(), nullable=False),
    sa.Column('new_on', sa.Date(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('state', sa.String(length=10), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('asked_by_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('decided_by_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('word', sa.Text(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('unit_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.ForeignKeyConstraint(['asked_by_id'], ['person.id'], name=op.f('fk_extension_asked_by_id_person')),
    sa.ForeignKeyConstraint(['decided_by_id'], ['person.id'], name=op.f('fk_extension_decided_by_id_person')),
    sa.ForeignKeyConstraint(['unit_id', 'assignment_id'], ['assignment.unit_id', 'assignment.id'], name=op.f('fk_extension_unit_id_assignment_id_assignment')),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_extension_unit_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_extension'))
    )
    with op.batch_alter_table('extension', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_extension_unit_id_extension_month_on'), ['unit_id', 'month_on'], unique=False)
        batch_op.create_index(batch_op.f('ix_extension_unit_id_extension_state'), ['unit_id', 'state'], unique=False)

    op.create_table('returned_line',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('event_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('assignment_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('reason', sa.String(length=40), nullable=False),
    sa.Column('word', sa.Text(), nullable=True),
    sa.Column('unit_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.ForeignKeyConstraint(['unit_id', 'assignment_id'], ['assignment.unit_id', 'assignment.id'], name=op.f('fk_returned_line_unit_id_assignment_id_assignment')),
    sa.ForeignKeyConstraint(['unit_id', 'event_id'], ['checklist_event.unit_id', 'checklist_event.id'], name=op.f('fk_returned_line_unit_id_event_id_checklist_event')),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_returned_line_unit_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_returned_line')),
    sa.UniqueConstraint('event_id', 'assignment_id', name=op.f('uq_returned_line_event_id_assignment_id'))
    )
    with op.batch_alter_table('assignment', schema=None) as batch_op:
        batch_op.add_column(sa.Column('own_task_id', sa.Uuid(), nullable=True))
        batch_op.alter_column('plan_id',
               existing_type=sa.INTEGER(),
               nullable=True)
        batch_op.alter_column('task_id',
               existing_type=sa.INTEGER(),
               nullable=True)
        batch_op.create_unique_constraint(batch_op.f('uq_assignment_own_task_id'), ['own_task_id'])
        batch_op.create_check_constraint(batch_op.f('ck_assignment_one_task'), '(task_id IS NULL) <> (own_task_id IS NULL)')
        batch_op.create_foreign_key(batch_op.f('fk_assignment_unit_id_own_task_id_own_task'), 'own_task', ['unit_id', 'own_task_id'], ['unit_id', 'id'])

    with op.batch_alter_table('line', schema=None) as batch_op:
        batch_op.add_column(sa.Column('begun_in', sa.Date(), nullable=True))
        batch_op.add_column(sa.Column('done_in', sa.Date(), nullable=True))
        batch_op.add_column(sa.Column('reason', sa.Text(), nullable=True))
        batch_op.add_column(sa.Column('difficulty', sa.Text(), nullable=True))
        batch_op.add_column(sa.Column('note', sa.Text(), nullable=True))
        batch_op.add_column(sa.Column('times', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True))
        batch_op.add_column(sa.Column('children', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True))
        batch_op.add_column(sa.Column('adults', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True))
        batch_op.add_column(sa.Column('amount', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True))
        batch_op.add_column(sa.Column('written_by_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True))
        batch_op.add_column(sa.Column('written_at', sa.DateTime(timezone=True), nullable=True))
        batch_op.create_unique_constraint(batch_op.f('uq_line_unit_id_id'), ['unit_id', 'id'])
        batch_op.create_foreign_key(batch_op.f('fk_line_written_by_id_person'), 'person', ['written_by_id'], ['id'])

    is_sqlite = op.get_bind().dialect.name == 'sqlite'
    month = "date(done_on, 'start of month')" if is_sqlite else "date_trunc('month', done_on)::date"
    op.execute(f'UPDATE line SET done_in = {month}, begun_in = {month} WHERE done_on IS NOT NULL')



def downgrade():
    with op.batch_alter_table('line', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_line_written_by_id_person'), type_='foreignkey')
        batch_op.drop_constraint(batch_op.f('uq_line_unit_id_id'), type_='unique')
        batch_op.drop_column('written_at')
        batch_op.drop_column('written_by_id')
        batch_op.drop_column('amount')
        batch_op.drop_column('adults')
        batch_op.drop_column('children')
        batch_op.drop_column('times')
        batch_op.drop_column('note')
        batch_op.drop_column('difficulty')
        batch_op.drop_column('reason')
        batch_op.drop_column('done_in')
        batch_op.drop_column('begun_in')

    with op.batch_alter_table('assignment', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_assignment_unit_id_own_task_id_own_task'), type_='foreignkey')
        batch_op.drop_constraint(batch_op.f('ck_assignment_one_task'), type_='check')
        batch_op.drop_constraint(batch_op.f('uq_assignment_own_task_id'), type_='unique')
        batch_op.alter_column('task_id',
               existing_type=sa.INTEGER(),
               nullable=False)
        batch_op.alter_column('plan_id',
               existing_type=sa.INTEGER(),
               nullable=False)
        batch_op.drop_column('own_task_id')

    op.drop_table('returned_line')
    with op.batch_alter_table('extension', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_extension_unit_id_extension_state'))
        batch_op.drop_index(batch_op.f('ix_extension_unit_id_extension_month_on'))

    op.drop_table('extension')
    op.drop_table('checklist_writer')
    with op.batch_alter_table('checklist_event', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_checklist_event_checklist_id'))

    op.drop_table('checklist_event')
    op.drop_table('own_task')
    op.drop_table('checklist')
