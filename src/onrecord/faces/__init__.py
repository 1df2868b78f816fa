"""How people and programs meet onrecord."""
