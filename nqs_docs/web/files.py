"""Files that come from a browser, and files that go to it."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from urllib.parse import quote

from msgspec import Struct
from starlette.datastructures import FormData, UploadFile
from starlette.responses import Response

_UNSAFE = re.compile(r"[^\w. ()№«»-]+")
_LONGEST = 100  # letters of a name that are kept, the last ones


class Upload(Struct, frozen=True):
    """A file as it was sent; its name is data, and no path."""

    name: str
    data: bytes


def uploads(fields: FormData, field: str) -> tuple[Upload, ...]:
    """The files of a field, those that were chosen."""
    sent = [one for one in fields.getlist(field) if isinstance(one, UploadFile) and one.filename]
    return tuple(Upload(named(one.filename or ""), one.file.read()) for one in sent)


def named(given: str) -> str:
    """A name without folders, with no letter that means something to a file system, never empty."""
    last = PurePosixPath(given.replace("\\", "/")).name
    return _UNSAFE.sub("_", last)[-_LONGEST:].strip(". ") or "_"


def attachment(name: str, data: bytes) -> Response:
    """A file to be saved, never shown."""
    headers = {"content-disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}"}
    return Response(data, headers=headers, media_type="application/octet-stream")
