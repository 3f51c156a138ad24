"""What a running server knows, and what one request may ask of it."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from msgspec import Struct

from nqs_docs.store.corpus import Corpus, open_corpus
from nqs_docs.store.write import append


class Site(Struct, frozen=True):
    """The corpus that is served, the clocks, and the folder for what is no part of the corpus."""

    folder: Path  # of the corpus
    kept: Path  # drafts and the audit log
    secret: bytes  # of this process; signs what a page gives out
    port: int
    today: Callable[[], date]
    now: Callable[[], datetime]

    def corpus(self) -> Corpus:
        """The corpus as its files are now: another program may have added an act since the last request."""
        return open_corpus(self.folder)

    def signed(self, *parts: str) -> str:
        """A token that only this process can make of ``parts``."""
        return hmac.new(self.secret, json.dumps(parts).encode(), hashlib.sha256).hexdigest()

    def audit(self, who: str, what: str, **details: str) -> None:
        """One line of the log of who did what: JSON, appended and never rewritten."""
        line = {"at": self.now().isoformat(timespec="seconds"), "who": who, "what": what, **details}
        append(self.kept / "audit.jsonl", f"{json.dumps(line, ensure_ascii=False)}\n".encode())
