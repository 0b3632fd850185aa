"""Makes a first platform and its administrator, both or neither."""

from django.db import transaction

from ombud.accounts.models import Person, Platform
from ombud.site import environment, settings_file
from ombud.site.first.answers import Answers, NotTaken, mail_settings


def make(answers: Answers) -> Platform:
    """The new platform with its administrator, and the mail server kept in the data folder."""
    with transaction.atomic():
        if Platform.objects.filter(slug=answers.slug).exists():
            raise NotTaken(f"There is a platform '{answers.slug}' already; it was left as it is. Give another --slug.")
        platform = Platform.objects.create(
            slug=answers.slug,
            name=answers.name,
            zone=answers.zone,
            languages=list(answers.languages),
            pack=answers.pack,
        )
        person = Person(
            platform=platform,
            ref=answers.admin,
            login=f"{answers.slug}/{answers.admin}",
            kind="admin",
            role="admin",
            name=answers.admin,
            email=answers.admin_email,
            language=answers.languages[0],
        )
        person.set_password(answers.password)
        person.save()
    if answers.mail:
        settings_file.write(environment.data_folder(), mail_settings(answers.mail, answers.mail_from))
    return platform
