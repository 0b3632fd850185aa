"""The pack's words for kinds, statuses and fields of orders."""

from typing import Any

from django.utils.translation import get_language

from ombud.core.policy.violation import FormField
from ombud.packs.load import texts
from ombud.portals.common.display import order_status


class OrderWords:
    """The words of one pack, in the language that is active."""

    def __init__(self, pack: str) -> None:
        self._texts, self._lang = texts(pack), get_language() or "en"

    def say(self, key: str, otherwise: str = "") -> str:
        """The words of a key; what is given where there are none."""
        return self._texts.say(key, self._lang) if self._texts.has(key, self._lang) else otherwise

    def status(self, code: str) -> str:
        """A status; as its source told it where nobody has words for it."""
        return self.say(f"order-status.{code}") or order_status(code) or "–"

    def kind(self, code: str) -> str:
        """A kind of order."""
        return self.say(f"order-kind.{code}", code)

    def field(self, code: str) -> str:
        """What is filled in under this code."""
        return self.say(f"order-field.{code}", code)

    def span(self, span: Any) -> str:
        """A length of time: 48 hours."""
        return self._texts.span(span, self._lang)

    def input(self, field: FormField, name: str, value: str = "", error: str = "") -> dict[str, Any]:
        """A field as parts/field.html wants it."""
        kinds = {"words": "textarea", "date": "date", "choice": "select"}
        choices = [(one, self.say(f"order-choice.{field.code}.{one}", one)) for one in field.choices]
        return {
            "name": name,
            "label": self.field(field.code),
            "help": self.say(f"order-field.{field.code}.help"),
            "kind": kinds.get(field.type, "text"),
            "options": [{"value": code, "label": label} for code, label in choices],
            "value": value,
            "error": error,
            "optional": not field.required,
            "maxlength": field.words_max if field.type in ("words", "line") else "",
        }
