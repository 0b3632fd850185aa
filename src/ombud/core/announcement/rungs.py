"""The rungs that publishing and revising share: who announces, and what an announcement must have."""

from datetime import datetime

from ombud.core.announcement.events import Audience, Category, KeptText, Said
from ombud.core.command import Command
from ombud.core.files import File
from ombud.core.people import Actor, System
from ombud.core.policy.policy import Policy
from ombud.core.refusal import Refusal
from ombud.core.staff import not_reviewer
from ombud.core.struct import Value
from ombud.core.words import EMPTY, Words

TITLE_MAX = 120
BODY_MAX = 20_000
"""Some ten pages: what is longer belongs into a document of its own."""
LINE_MAX = 300
"""Author, source, copyright and key words are a line each."""


class Text(Value, frozen=True):
    """What it says in one language: plain text, an empty line between paragraphs."""

    lang: str
    title: Words
    body: Words
    tags: Words = EMPTY
    """Key words, divided by commas."""
    pictures: Words = EMPTY
    """What its pictures show, a line for each."""

    @property
    def kept(self) -> KeptText:
        """As the event holds it."""
        return KeptText(
            lang=self.lang, title=self.title.kept, body=self.body.kept, tags=self.tags.kept, pictures=self.pictures.kept
        )


class Announces(Command, frozen=True):
    """What publishing and revising both take."""

    announcement: str
    texts: tuple[Text, ...]
    """The first is the original, which governs."""
    category: Category = "news"
    audience: Audience = "everybody"
    author: Words = EMPTY
    source: Words = EMPTY
    copyright: Words = EMPTY
    files: tuple[File, ...] = ()
    """Its pictures."""
    without: tuple[str, ...] = ()
    """Languages of the platform that are left out on purpose."""
    shows_at: datetime | None = None
    """From when on; at once where it is empty."""

    @property
    def said(self) -> Said:
        """As the event holds it."""
        return Said(
            category=self.category, audience=self.audience, texts=tuple(one.kept for one in self.texts),
            files=self.files, author=self.author.kept, source=self.source.kept, copyright=self.copyright.kept,
        )  # fmt: skip


NO_TEXT = Refusal(code="no-text", because="Write it in one language at least.", field="texts")
LANGUAGE_UNKNOWN = Refusal(
    code="language-unknown", because="This platform isn’t read in “{language}”.", way_out="It is read in {languages}.",
    field="texts",
)  # fmt: skip
LANGUAGE_TWICE = Refusal(
    code="language-twice", because="There are two texts in “{language}”.", way_out="Keep one.", field="texts"
)
NO_TITLE = Refusal(code="no-title", because="The text in “{language}” has no title.", field="texts")
NO_BODY = Refusal(code="no-words", because="The text in “{language}” says nothing yet.", field="texts")
TITLE_TOO_LONG = Refusal(
    code="title-too-long",
    because="A title takes at most {title_max} characters; in “{language}” there are {words}.",
    field="texts",
)
TOO_LONG = Refusal(
    code="too-many-words",
    because="This takes at most {words_max} characters; in “{language}” there are {words}.",
    field="texts",
)
LINE_TOO_LONG = Refusal(code="line-too-long", because="This takes at most {words_max} characters; there are {words}.")
LANGUAGES_MISSING = Refusal(
    code="languages-missing",
    because="It isn’t written in {missing}: readers of that would see the original, marked as such.",
    way_out="Write it there too, or say that it is left out on purpose.",
    field="without",
)
TOO_MANY_FILES = Refusal(
    code="too-many-files", because="An announcement takes at most {files_max} pictures.", field="files"
)
ONLY_PICTURES = Refusal(
    code="pictures-only", because="Only pictures stand in an announcement.", way_out="Take the others out.",
    field="files",
)  # fmt: skip
PAST = Refusal(
    code="instant-past", because="That instant has passed.", way_out="Leave it empty to announce it at once.",
    field="shows_at",
)  # fmt: skip


def not_announcer(by: Actor) -> Refusal | None:
    """Why this actor can't announce anything: it takes a reviewer who oversees, or the platform's own software."""
    return None if isinstance(by, System) else not_reviewer(by, "oversee")


def unfit(command: Announces, policy: Policy) -> Refusal | None:
    """What is wrong with what would be announced."""
    languages = policy.pack.languages
    return (
        _wrong_languages(command, languages)
        or next((wrong for one in command.texts if (wrong := _wrong_text(one))), None)
        or _wrong_lines(command)
        or _missing(command, languages)
        or _wrong_files(command.files, policy.pack.limits.files_max)
    )


def _wrong_languages(command: Announces, languages: tuple[str, ...]) -> Refusal | None:
    if not command.texts:
        return NO_TEXT
    given = [one.lang for one in command.texts]
    for lang in given:
        if lang not in languages:
            return LANGUAGE_UNKNOWN.given(language=lang, languages=", ".join(languages))
        if given.count(lang) > 1:
            return LANGUAGE_TWICE.given(language=lang)
    return None


def _wrong_text(text: Text) -> Refusal | None:
    if text.title.blank:
        return NO_TITLE.given(language=text.lang)
    if text.body.blank:
        return NO_BODY.given(language=text.lang)
    if len(text.title.text) > TITLE_MAX:
        return TITLE_TOO_LONG.given(title_max=TITLE_MAX, words=len(text.title.text), language=text.lang)
    longest = max(len(text.body.text), len(text.pictures.text))
    return TOO_LONG.given(words_max=BODY_MAX, words=longest, language=text.lang) if longest > BODY_MAX else None


def _wrong_lines(command: Announces) -> Refusal | None:
    lines = {"author": command.author, "source": command.source, "copyright": command.copyright}
    for field, line in [*lines.items(), *(("texts", one.tags) for one in command.texts)]:
        if len(line.text) > LINE_MAX:
            return LINE_TOO_LONG.given(words_max=LINE_MAX, words=len(line.text)).at_field(field)
    return None


def _missing(command: Announces, languages: tuple[str, ...]) -> Refusal | None:
    missing = missing_languages(languages, [one.lang for one in command.texts])
    unsaid = [one for one in missing if one not in command.without]
    return LANGUAGES_MISSING.given(missing=", ".join(unsaid)) if unsaid else None


def missing_languages(languages: tuple[str, ...], written: list[str]) -> tuple[str, ...]:
    """The platform's languages in which nothing is written yet."""
    return tuple(one for one in languages if one not in written)


def _wrong_files(files: tuple[File, ...], most: int) -> Refusal | None:
    if len(files) > most:
        return TOO_MANY_FILES.given(files_max=most)
    return ONLY_PICTURES if any(not one.media_type.startswith("image/") for one in files) else None
