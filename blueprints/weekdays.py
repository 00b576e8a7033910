"""The days of the week, in our own catalogues: Babel's own data would take 3 MiB of a worker."""

from __future__ import annotations

from blueprints.language import label as _l

WEEKDAYS = (
    (_l("Mon"), _l("Monday")),
    (_l("Tue"), _l("Tuesday")),
    (_l("Wed"), _l("Wednesday")),
    (_l("Thu"), _l("Thursday")),
    (_l("Fri"), _l("Friday")),
    (_l("Sat"), _l("Saturday")),
    (_l("Sun"), _l("Sunday")),
)
"""Short and whole, Monday first."""
