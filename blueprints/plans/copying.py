"""Plans made of others: issued again, adopted; and the paper of a plan."""
