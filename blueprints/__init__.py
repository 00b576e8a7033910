"""What the browser meets: one feature, one folder."""
