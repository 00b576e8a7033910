"""What was done for children: logged once, counted wherever it belongs."""

from flask import Blueprint

blueprint = Blueprint("activities", __name__, url_prefix="/<unit:unit>/activities")
