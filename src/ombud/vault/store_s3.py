"""Evidence bytes in an S3-compatible store, for where several machines need them: the same promises as a folder's."""

import base64
import hashlib
import io
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import cache
from pathlib import Path
from typing import Any, BinaryIO, cast

from ombud.core.struct import Value
from ombud.vault.stored import DIGEST, Away, Missing, checked, undamaged

PIECE = 1 << 20
CONNECT_SECONDS, READ_SECONDS, TRIES = 5, 60, 4
ABSENT = {"404", "NoSuchKey", "NotFound"}
THERE = "PreconditionFailed"


class Bucket(Value, frozen=True):
    """Where it lies and how it is reached. Without keys botocore looks where a cloud keeps them for its machines."""

    name: str
    endpoint: str = ""
    region: str = "us-east-1"
    access_key: str = ""
    secret_key: str = ""
    prefix: str = ""
    lock_days: int = 0
    """How long the store itself refuses to remove or replace what was put (object lock, in governance mode, since
    erasure under law must stay possible for whoever has the right to pass over it); 0 is not at all."""


class S3Store:
    """A store in one bucket. An object appears whole or not at all, and only under the digest of its bytes: the server
    compares them with it too."""

    def __init__(self, bucket: Bucket) -> None:
        self._bucket = bucket
        self._client = client(bucket)

    def put(self, data: bytes | Path) -> str:
        """The digest of `data`, which the store has acknowledged. Putting it again changes nothing and heals."""
        content = data.read_bytes() if isinstance(data, Path) else data
        digest = hashlib.sha256(content).hexdigest()
        try:
            self._put(digest, content, IfNoneMatch="*")
        except _Refused as error:
            if error.code != THERE:
                raise
            if not self.verify(digest):  # also after an answer that was lost: our own first try is there then
                self._put(digest, content)
        return digest

    def get(self, digest: str) -> bytes:
        """The bytes, checked against their name; Missing or Damaged otherwise."""
        with self.open(digest) as file:
            return undamaged(file.read(), digest)

    def open(self, digest: str) -> BinaryIO:
        """The bytes as a file that is fetched while it is read, unchecked."""
        return cast("BinaryIO", io.BufferedReader(_Streamed(self, digest, self.size(digest)), PIECE))

    def has(self, digest: str) -> bool:
        try:
            self.size(digest)
        except Missing:
            return False
        return True

    def size(self, digest: str) -> int:
        """In bytes; Missing where there are none."""
        return int(self._about(digest, self._client.head_object)["ContentLength"])

    def verify(self, digest: str) -> bool:
        """Whether the bytes are here and still are what their name says: all of them are fetched for it."""
        found = hashlib.sha256()
        try:
            body = self.body(digest, 0)
            while piece := body.read(PIECE):
                found.update(piece)
        except Missing:
            return False
        return found.hexdigest() == digest

    def digests(self) -> Iterator[str]:
        """All that is kept, in order."""
        for name, _put_at, _now in self._listed():
            yield name

    def old(self, age: timedelta) -> Iterator[str]:
        """Those that were put longer ago than that, by the store's own clock, and that no lock of the store holds."""
        least = max(age, timedelta(days=self._bucket.lock_days)) if self._bucket.lock_days else age
        for name, put_at, now in self._listed():
            if now - put_at > least:
                yield name

    def drop_unfinished(self, age: timedelta) -> int:  # noqa: ARG002 - the bucket decides
        """There is none: an object appears whole or not at all."""
        return 0

    def remove(self, digest: str) -> None:
        """Take the bytes away in every version, for erasure under law or where nothing names them; what isn't there is
        gone already."""
        key = self.key(digest)
        given: dict[str, Any] = {"BypassGovernanceRetention": True} if self._bucket.lock_days else {}
        found = self._call(self._client.list_object_versions, Prefix=key)
        versions = [one["VersionId"] for part in ("Versions", "DeleteMarkers") for one in found.get(part, ())
                    if one["Key"] == key]  # fmt: skip
        for version in versions or ["null"]:
            self._call(self._client.delete_object, Key=key, VersionId=version, **given)

    def key(self, digest: str) -> str:
        """The object's name: as deep as in a folder, so that a copy of either looks the same."""
        return f"{self._bucket.prefix}{checked(digest)[:2]}/{digest}"

    def body(self, digest: str, start: int) -> Any:
        """The answer's body from that byte on."""
        if start:
            return self._about(digest, self._client.get_object, Range=f"bytes={start}-")["Body"]
        return self._about(digest, self._client.get_object)["Body"]

    def reach(self) -> None:
        """Raise Away unless the bucket is there and lets us in."""
        self._call(self._client.head_bucket)

    def locks(self) -> bool:
        """Whether the bucket offers object lock."""
        try:
            found = self._call(self._client.get_object_lock_configuration)
        except _Refused:
            return False
        return bool(found.get("ObjectLockConfiguration", {}).get("ObjectLockEnabled") == "Enabled")

    def _listed(self) -> Iterator[tuple[str, datetime, datetime]]:
        """All that is kept with when it was put, and when the store said so."""
        pages = self._client.get_paginator("list_objects_v2")
        try:
            for page in pages.paginate(Bucket=self._bucket.name, Prefix=self._bucket.prefix):
                now = parsedate_to_datetime(page["ResponseMetadata"]["HTTPHeaders"]["date"])
                for one in page.get("Contents", ()):
                    name = one["Key"].rpartition("/")[2]
                    if DIGEST.fullmatch(name) and one["Key"] == self.key(name):
                        yield name, one["LastModified"], now
        except _errors() as error:
            raise _told(error) from error

    def _put(self, digest: str, content: bytes, **conditions: str) -> None:
        given: dict[str, Any] = dict(conditions)
        if self._bucket.lock_days:
            until = datetime.now(UTC) + timedelta(days=self._bucket.lock_days)
            given.update(ObjectLockMode="GOVERNANCE", ObjectLockRetainUntilDate=until)
        sum_ = base64.b64encode(bytes.fromhex(digest)).decode()
        self._call(self._client.put_object, Key=self.key(digest), Body=content, ChecksumSHA256=sum_, **given)

    def _about(self, digest: str, what: Any, **given: Any) -> dict[str, Any]:
        try:
            return self._call(what, Key=self.key(digest), **given)
        except _Refused as error:
            if error.code in ABSENT:
                raise Missing(digest) from None
            raise

    def _call(self, what: Any, **given: Any) -> dict[str, Any]:
        try:
            answer: dict[str, Any] = what(Bucket=self._bucket.name, **given)
        except _errors() as error:
            raise _told(error) from error
        return answer


class _Refused(Away):
    """The store answered, and said no."""

    def __init__(self, code: str, words: str) -> None:
        super().__init__(words)
        self.code = code


class _Streamed(io.RawIOBase):
    """One object as a file: fetched from where it is read on, anew after a seek."""

    def __init__(self, store: S3Store, digest: str, size: int) -> None:
        self._store, self._digest, self._size = store, digest, size
        self._at = 0
        self._body: Any = None

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        at = offset + {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        if at != self._at:
            self._at, self._body = max(0, at), None
        return self._at

    def readinto(self, into: Any) -> int:
        if self._at >= self._size:
            return 0
        if self._body is None:
            self._body = self._store.body(self._digest, self._at)
        try:
            piece = self._body.read(len(into))
        except _errors() as error:
            raise _told(error) from error
        into[: len(piece)] = piece
        self._at += len(piece)
        return len(piece)


@cache
def client(bucket: Bucket) -> Any:
    """botocore's client, which threads may share; made when it is first needed, for it takes a fifth of a second."""
    from botocore.config import Config
    from botocore.session import Session

    keys = {"aws_access_key_id": bucket.access_key, "aws_secret_access_key": bucket.secret_key}
    return Session().create_client(
        "s3",
        endpoint_url=bucket.endpoint or None,
        region_name=bucket.region,
        **(keys if bucket.access_key else {}),
        config=Config(
            connect_timeout=CONNECT_SECONDS,
            read_timeout=READ_SECONDS,
            retries={"mode": "standard", "total_max_attempts": TRIES},
            # Our own digest is sent and compared; other checksums would only change how the bytes travel.
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
            s3={"addressing_style": "path" if bucket.endpoint else "auto", "payload_signing_enabled": True},
        ),
    )


def _errors() -> tuple[type[Exception], ...]:
    from botocore.exceptions import BotoCoreError, ClientError

    return (ClientError, BotoCoreError)


def _told(error: Exception) -> Away:
    """What the others know: the store said no, or it is away. Never with an address in it, which may hold a key."""
    answer = getattr(error, "response", None)
    if answer is None:
        return Away(type(error).__name__)
    code = str(answer["Error"]["Code"])
    return _Refused(code, f"{code} ({answer['ResponseMetadata'].get('HTTPStatusCode')})")
