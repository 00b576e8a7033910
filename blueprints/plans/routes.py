"""The list of plans and the page of one."""
