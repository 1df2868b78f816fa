"""The stages of the work: each a noun with one verb, pure, and unknown to the others."""
