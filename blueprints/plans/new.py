"""New plans: from a file, pasted text, a pasted table, or typed from nothing."""
