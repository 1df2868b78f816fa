"""The dossier made by hand, for every test of a face."""

from dossier_by_hand import dossier

__all__ = ["dossier"]
