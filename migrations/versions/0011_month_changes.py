"""month changes

Revision ID: 0011
Revises: 0010
Create Date: 2026-11-22 19:24:10.480031

"""
from alembic import op
import sqlalchemy as sa


# revision identifiers, used by Alembic.
revision = '0011'
down_revision = '0010'
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table('checklist', schema=None) as batch_op:
        batch_op.add_column(sa.Column('changes_since', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True))

    with op.batch_alter_table('evidence', schema=None) as batch_op:
        batch_op.add_column(sa.Column('late_for', sa.Date(), nullable=True))

    with op.batch_alter_table('line', schema=None) as batch_op:
        batch_op.add_column(sa.Column('months_begun', sa.JSON(none_as_null=True), nullable=True))


def downgrade():
    with op.batch_alter_table('line', schema=None) as batch_op:
        batch_op.drop_column('months_begun')

    with op.batch_alter_table('evidence', schema=None) as batch_op:
        batch_op.drop_column('late_for')

    with op.batch_alter_table('checklist', schema=None) as batch_op:
        batch_op.drop_column('changes_since')
