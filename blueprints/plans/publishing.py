"""Publishing and withdrawing a plan."""
