"""``python -m onrecord`` is the command ``onrecord``."""

from onrecord.faces.cli import main

main()
