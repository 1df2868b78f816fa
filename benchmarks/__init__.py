"""Programs that print tables of accuracy and speed, beside peers in the same run."""
