"""What a YAML file says before it has types: text, lists and mappings that remember their places."""

from __future__ import annotations

from docgen.errors import Place


class Text(str):
    """A scalar, as the text that stands in the file, in NFC."""

    place: Place

    def __new__(cls, value: str, place: Place) -> Text:
        text = super().__new__(cls, value)
        text.place = place
        return text


class Items(list["Tree"]):
    """A YAML sequence."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place


class Mapping(dict[str, "Tree"]):
    """A YAML mapping; `keys_at` holds the place of each key.

    `record` is set by the model that reads the mapping, so that a message can name the keys it knows.
    """

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place
        self.keys_at: dict[str, Place] = {}
        self.record: type | None = None


Tree = Text | Items | Mapping
