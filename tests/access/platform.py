"""One platform with its people, each of whose private data is a canary."""

from hashlib import sha256
from typing import Any, NamedTuple

from ombud.accounts.keys import make_key, revoke
from ombud.accounts.models import Membership, Person
from ombud.core.people import Consumer, Member, Reviewer
from ombud.core.refusal import Refusal
from ombud.desk.handle import Act, Done, handle
from ombud.ledger.connection import connection
from ombud.notices.channels import LOOPBACK
from ombud.vault.contents import contents_of
from ombud.vault.deposit import deposit
from ombud.vault.intake import Intake
from ombud.vault.models import EvidenceFile
from ombud.vault.store import vault_store
from tests.access.tokens import Canaries
from tests.cast import MONDAY, World, world
from tests.vault.made import photo


class Owner(NamedTuple):
    """Somebody more than the cast has."""

    ref: str
    kind: str
    role: str = ""
    active: bool = True


MORE = (
    Owner("service", "member"), Owner("mei", "member"), Owner("exmember", "member"), Owner("admin", "admin", "admin"),
    Owner("exstaff", "reviewer", "senior", active=False), Owner("held", "consumer"),
    Owner("nia", "member"),
)  # fmt: skip
KEYS = ("consumer", "merchant", "reviewer", "system")


class Side:
    """One of the two platforms: `a` or `b`. People, shops and orders are called the same on both."""

    def __init__(self, name: str, canaries: Canaries, pack: str = "weidian") -> None:
        self.name, self.canaries = name, canaries
        self.world: World = world(pack)
        self.platform: int = self.world.platform.pk
        self.world.platform.channels = [LOOPBACK]
        self.world.platform.save()
        self.hidden = "\u202e" if name == "b" else ""
        """What platform b's names carry, besides the words."""
        self.pictures: dict[str, Any] = {}
        self.shown: list[bytes] = []
        self.made: dict[str, str] = {"slug": self.world.platform.slug}
        """Ids and numbers of what was made, by what the routes' table calls it."""
        for one in MORE:
            person = Person(
                platform=self.world.platform, ref=one.ref, login=f"{self.world.platform.slug}/{one.ref}",
                kind=one.kind, role=one.role, is_active=one.active,
            )  # fmt: skip
            person.set_unusable_password()
            person.save()
        Membership.objects.create(
            platform=self.world.platform, person=self.person("service"), shop="mugs", role="service"
        )
        for person in Person.objects.filter(platform=self.world.platform):
            field = f"person.{person.ref}"
            person.name = f"{self.latin(f'{field}.name')} {self.hidden}{canaries.han(f'{field}.name', name)}"
            person.phone = canaries.phone(f"{field}.phone", name)
            person.email = f"{self.latin(f'{field}.mail')}@example.org"
            person.save()
        self.keys = {kind: make_key(self.world.platform, f"{kind}s", [kind])[1] for kind in KEYS}
        row, self.keys["revoked"] = make_key(self.world.platform, "revoked", KEYS)
        revoke(row)
        self.actors: dict[str, Any] = {
            "ana": Consumer(id="ana"), "other": Consumer(id="other"), "held": Consumer(id="held"),
            "boris": Member(id="boris", shop="mugs", rights=("answer", "appeal")),
            "sam": Member(id="sam", shop="tea", rights=("answer", "appeal")), "rita": Reviewer(id="rita"),
            "rolf": Reviewer(id="rolf"), "senior": Reviewer(id="senior", rights=("rule", "approve", "oversee")),
        }  # fmt: skip

    def person(self, ref: str) -> Person:
        """Somebody's row."""
        return Person.objects.get(platform=self.world.platform, ref=ref)

    def latin(self, field: str) -> str:
        """A token of letters alone."""
        return self.canaries.latin(field, self.name)

    def words(self, field: str) -> str:
        """A sentence with tokens in it."""
        return self.canaries.words(field, self.name)

    def do(self, verb: str, target: str, by: Any, at: Any = MONDAY, **fields: Any) -> Done:
        """An act that must go through. `by` is a name of the cast or an actor."""
        actor = self.actors[by] if isinstance(by, str) else by
        done = handle(Act(self.platform, verb, target, actor, fields, at=at))
        assert not isinstance(done, Refusal), (verb, done)
        return done

    def file(self, what: str, by: str) -> str:
        """A picture that somebody deposited, with a canary in its name and one in its EXIF data."""
        data = photo(64, 48, exif=_exif(self.latin(f"{what}.exif")))
        name = f"{self.latin(f'{what}.filename')}{self.hidden}.jpg"
        if self.pictures:  # to examine one takes half a second, and they would all look the same
            about = {
                "sha256": sha256(data).hexdigest(), "size_bytes": len(data), "media_type": "image/jpeg", "width": 64,
                "height": 48, "pages": 1, "pictures": self.pictures, "uploaded_at": MONDAY,
            }  # fmt: skip
            file = EvidenceFile.objects.create(platform=self.platform, filename=name, uploaded_by=by, **about)
            intake = Intake(self.platform, file.id, vault_store())
            for shown in (data, *self.shown):
                intake.put(shown)
            intake.write_down(connection().cursor(), MONDAY)
        else:
            kept = deposit(self.platform, data, name, by, MONDAY)
            assert not isinstance(kept, Refusal), kept
            file, self.pictures = kept.file, kept.file.pictures
            self.shown = [contents_of(file).get(one["sha256"]) for one in self.pictures.values()]
        self.made[what] = str(file.id)
        return self.made[what]


def _exif(token: str) -> bytes:
    """EXIF data in which the camera's owner and a place are told."""
    from PIL import Image

    held = Image.Exif()
    held[0x010E] = token  # ImageDescription
    held[0x013B] = token  # Artist
    return held.tobytes()
