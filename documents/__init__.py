"""Official papers in and out; no Flask, no database."""
