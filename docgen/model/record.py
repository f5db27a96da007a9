"""What all records have in common: places, blank keys, unknown keys."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from pydantic import BaseModel, ConfigDict, ModelWrapValidatorHandler, PrivateAttr, model_validator

from docgen.errors import Place
from docgen.model.tree import Mapping

_NOWHERE = Place("")  # given by a factory: pydantic copies a default deeply for each record


class Record(BaseModel):
    """A group of keys in a YAML file, with the place of each value. Unknown keys are mistakes."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)
    # What a message calls the record, before its code or title.
    called: ClassVar[str] = ""
    _place: Place = PrivateAttr(default_factory=lambda: _NOWHERE)
    _places: dict[str, Place] = PrivateAttr(default_factory=dict)

    @model_validator(mode="wrap")
    @classmethod
    def _remember_places(cls, data: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        if not isinstance(data, Mapping):
            return handler(data)
        data.record = cls
        # `so:` with nothing behind it is what a clerk leaves for later, not an empty text; so is an empty list.
        fields = cls.model_fields
        said = {
            key: value for key, value in data.items() if len(value) or key not in fields or fields[key].is_required()
        }
        record = handler(said)
        record._place = data.place
        record._places = {key: value.place for key, value in data.items()}
        return record

    def place(self, key: str) -> Place:
        """Where the value of this key stands; for a value left out, where the record begins."""
        return self._places.get(key, self._place)
