"""Numbers in addresses."""

from __future__ import annotations

from starlette.convertors import Convertor, register_url_convertor


class Number(Convertor[int]):
    """A number in an address, small enough for SQLite; any other leads nowhere."""

    regex = "[0-9]{1,15}"

    def convert(self, value: str) -> int:
        """From the address."""
        return int(value)

    def to_string(self, value: int) -> str:
        """To an address."""
        return str(value)


def register() -> None:
    """Let addresses say ``{name:number}``."""
    register_url_convertor("number", Number())
