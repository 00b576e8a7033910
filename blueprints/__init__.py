"""The web: one folder for each feature, named with the plural noun of its URL."""
