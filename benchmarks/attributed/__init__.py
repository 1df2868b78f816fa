"""Statements annotated by reading: who speaks, what he does by it, and through whom, as offsets without text."""
