"""Disputes, other claims, origins and discrepancies of 16 stories, annotated by reading: offsets only."""
