"""The review of a draft: tasks, headings, header."""
