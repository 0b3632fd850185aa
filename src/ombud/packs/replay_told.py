"""What a replay finds: where a case would have parted from its record, in a sentence for readers of any language."""

from datetime import datetime

from ombud.core.struct import Value

Fact = str | int | datetime | tuple[str, ...]


def gettext_noop(sentence: str) -> str:
    """Marks a sentence for the catalogues; it is translated where it is shown."""
    return sentence


class Told(Value, frozen=True):
    """An English sentence, the key of its translations, with what its {names} stand for."""

    sentence: str
    facts: dict[str, Fact] = {}

    def given(self, **facts: Fact) -> "Told":
        """The same sentence about these."""
        return Told(sentence=self.sentence, facts=facts)

    def __str__(self) -> str:
        said = self.sentence
        for name, fact in self.facts.items():
            said = said.replace("{" + name + "}", _english(fact))
        return said


class Difference(Value, frozen=True):
    """Where the course of a case would have parted from what is recorded."""

    id: str
    number: str
    at: datetime
    """When what is recorded happened."""
    event: str
    """What happened then."""
    told: Told
    """What would have been instead."""
    dates_only: bool = False
    """Whether its course would have been the same, and only a time limit another."""

    @property
    def instead(self) -> str:
        """The same in English, for whoever writes the pack."""
        return str(self.told)


NO_REASON = Told(sentence=gettext_noop("refused: there is no reason {code}"))
NO_REMEDY = Told(sentence=gettext_noop("refused: {code} can't be asked for"))
NO_TURNING_AWAY = Told(sentence=gettext_noop("refused: there is no reason {code} to turn it away"))
NO_RULING_REASON = Told(sentence=gettext_noop("refused: there is no reason {code} for a ruling"))
NO_RULE = Told(sentence=gettext_noop("refused: there is no rule {code}"))
SECOND_SIGNATURE = Told(sentence=gettext_noop("a second signature: one reviewer could not have ruled alone"))
HELD = Told(sentence=gettext_noop("held: a reviewer would have looked at it first"))
TOO_LATE = Told(sentence=gettext_noop("too late: the time for “{kind}” would have ended at {at}"))
NOT_YET = Told(sentence=gettext_noop("not yet: there would have been time for “{kind}” until {at}"))
NEVER = Told(sentence=gettext_noop("not yet: there would have been time for “{kind}”"))
FOLLOWS = Told(sentence=gettext_noop("{events} would have followed"))
NOTHING = Told(sentence=gettext_noop("nothing would have followed"))
OTHER_DATE = Told(sentence=gettext_noop("another date: “{kind}” would be due at {at}, not at {was}"))
NO_PENALTIES = Told(sentence=gettext_noop("refused: these rules know no penalties"))
NO_VIOLATION = Told(sentence=gettext_noop("refused: there is no violation {code}"))
NO_MEASURE = Told(sentence=gettext_noop("refused: {code} is no measure for this violation"))
SECOND_PERSON = Told(sentence=gettext_noop("proposed: a second person would have had to agree"))
ONE_PERSON = Told(sentence=gettext_noop("imposed at once: no second person would have been asked"))
NOT_APPEALABLE = Told(sentence=gettext_noop("refused: it could not have been appealed"))
TOO_EARLY = Told(sentence=gettext_noop("too early: it could have been appealed from {at} on"))
NO_ATTEMPT = Told(sentence=gettext_noop("refused: no attempt would have been left"))
DRAWN = Told(sentence=gettext_noop("another draw: {n} orders would have been drawn, not {was}"))
APPEALABLE = Told(sentence=gettext_noop("it could be appealed until {at}"))


def _english(fact: Fact) -> str:
    if isinstance(fact, datetime):
        return f"{fact:%Y-%m-%d %H:%M} UTC"
    return " and ".join(fact) if isinstance(fact, tuple) else str(fact)
