"""return reasons

Revision ID: 0012
Revises: 0011
Create Date: 2026-11-22 19:30:12.402113

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = '0012'
down_revision = '0011'
branch_labels = None
depends_on = None

# What each code said to officers until now, and what is missing where it was given.
WORDS = {
    'no_evidence': ('Thiếu ảnh, tệp minh chứng', 'evidence'),
    'numbers_missing': ('Thiếu số liệu', 'numbers'),
    'note_missing': ('Chưa ghi kết quả', 'note'),
    'not_done': ('Làm chưa đúng yêu cầu', 'nothing'),
    'other': ('Khác', 'nothing'),
}
KEY = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')


def upgrade():
    op.create_table('return_reason',
    sa.Column('id', KEY, nullable=False),
    sa.Column('looks_for', sa.String(length=12), nullable=False),
    sa.Column('needs_word', sa.Boolean(), nullable=False),
    sa.Column('position', KEY, nullable=False),
    sa.Column('ended_on', sa.Date(), nullable=True),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('folded', sa.String(length=240), nullable=False),
    sa.Column('sort_key', sa.String(length=800).with_variant(sa.String(length=800, collation='C'), 'postgresql'), nullable=False),
    sa.Column('unit_id', KEY, nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_return_reason_unit_id_unit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_return_reason')),
    sa.UniqueConstraint('unit_id', 'name', name=op.f('uq_return_reason_unit_id_name'))
    )
    with op.batch_alter_table('returned_line', schema=None) as batch_op:
        batch_op.add_column(sa.Column('reason_id', KEY, nullable=True))
        batch_op.add_column(sa.Column('looks_for', sa.String(length=12), nullable=True))
        batch_op.alter_column('reason', existing_type=sa.String(length=40), type_=sa.String(length=200), existing_nullable=False)
        batch_op.create_foreign_key(batch_op.f('fk_returned_line_reason_id_return_reason'), 'return_reason', ['reason_id'], ['id'])
    returned = _returned()
    for code, (words, looks_for) in WORDS.items():
        op.execute(returned.update().where(returned.c.reason == code).values(reason=words, looks_for=looks_for))
    op.execute(returned.update().where(returned.c.looks_for.is_(None)).values(looks_for='nothing'))
    with op.batch_alter_table('returned_line', schema=None) as batch_op:
        batch_op.alter_column('looks_for', existing_type=sa.String(length=12), nullable=False)


def downgrade():
    returned = _returned()
    for code, (words, looks_for) in WORDS.items():
        alike = returned.c.reason == words
        if looks_for != 'nothing':
            alike |= returned.c.looks_for == looks_for
        op.execute(returned.update().where(alike).values(reason=code))
    op.execute(returned.update().where(returned.c.reason.not_in(list(WORDS))).values(reason='other'))
    with op.batch_alter_table('returned_line', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_returned_line_reason_id_return_reason'), type_='foreignkey')
        batch_op.alter_column('reason', existing_type=sa.String(length=200), type_=sa.String(length=40), existing_nullable=False)
        batch_op.drop_column('looks_for')
        batch_op.drop_column('reason_id')
    op.drop_table('return_reason')


def _returned():
    return sa.table('returned_line', sa.column('reason', sa.String()), sa.column('looks_for', sa.String()))
