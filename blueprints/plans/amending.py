"""Amendments: correcting a published plan."""
