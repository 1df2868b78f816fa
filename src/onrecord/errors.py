"""What can go wrong, and whose fault it is.

OnrecordError
├── InputError        the user's input: names it, the place in it, and what to do
│   ├── PageError     one file or record that cannot be read; the rest goes on
│   └── NotFound      a story, speaker or report that the store does not hold
├── StoreError        the database: locked, read-only, newer, or no database at all
└── SetupError        the installation: a model or resource that should be there is not

Anything else that escapes is our bug.
"""

from __future__ import annotations


class OnrecordError(Exception):
    """Root of all errors that onrecord raises on purpose.

    ``where`` names the input and the place in it, ``what`` says what is wrong with it and
    ``remedy`` what to do; str() gives all three on one line.
    """

    def __init__(self, where: str, what: str, remedy: str = "") -> None:
        self.where, self.what, self.remedy = where, what, remedy
        super().__init__(f"{where}: {what}" + (f" ({remedy})" if remedy else ""))

    def __reduce__(self) -> tuple[type[OnrecordError], tuple[str, str, str]]:
        return type(self), (self.where, self.what, self.remedy)


class InputError(OnrecordError):
    """Something the user gave cannot be used."""


class PageError(InputError):
    """One file or record cannot be read as a report."""


class NotFound(InputError):
    """The store holds nothing by that name."""


class StoreError(OnrecordError):
    """The database cannot be used as it is."""


class SetupError(OnrecordError):
    """The installation lacks something."""
