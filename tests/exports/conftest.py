"""The dossier made by hand, for every test of a format."""

from dossier_by_hand import dossier

__all__ = ["dossier"]
