"""Which act a user means: a registry id, or a number where that is unambiguous."""

from __future__ import annotations

import re
from collections.abc import Mapping

from nqs_docs.findings import NotHeld, UsageError
from nqs_docs.language.folding import fold_case
from nqs_docs.store.index import Entry, Known, acts_known

#: Letter, year of adoption, territory, six digits (or five and a letter).
REGISTRY_ID = re.compile(r"[A-Z]\d{2}[0-9A-Z]{2}(\d{6}|\d{5}[_A-Z])")
_UNSAFE = re.compile(r"[^\w.-]")
_SIGN = re.compile(r"^(№|n[o°º]?\.?)\s*")


def safe(name: str) -> str:
    """A name as that of a folder."""
    return _UNSAFE.sub("_", name)


def resolve(entries: Mapping[str, Entry], name: str) -> str:
    """The registry id of the act that ``name`` means, held or known from another act.

    UsageError where it means none or several; NotHeld for one that is only cited,
    without a registry id, so that nothing at all is held of it.
    """
    known = acts_known(entries)
    wanted = name.strip()
    if any(one.id in (wanted, wanted.upper()) for one in known if one.id):
        return wanted if wanted in entries else wanted.upper()
    if REGISTRY_ID.fullmatch(wanted.upper()):
        raise UsageError("store.unknown-act", name=wanted)
    number = _SIGN.sub("", fold_case(wanted))
    found = [one for one in known if fold_case(one.number) == number and number]
    with_id = sorted({one.id for one in found if one.id})
    if len(with_id) == 1 and not _others(found, with_id[0]):
        return with_id[0]
    if not found:
        raise UsageError("store.unknown-act", name=wanted)
    if not with_id and len(found) == 1:
        raise NotHeld("store.only-cited", act=_named(found[0]), by=", ".join(known[found[0]]))
    days = {one.date for one in found if one.id}  # an act that is held may be cited without its registration
    candidates = {_named(one) for one in found if one.id or one.date not in days}
    raise UsageError("store.ambiguous-act", name=wanted, candidates="; ".join(sorted(candidates)))


def _others(found: list[Known], act_id: str) -> bool:
    """Whether some act of that number is not the one with the id: of another day, and without an id."""
    days = {one.date for one in found if one.id == act_id}
    return any(not one.id and one.date not in days for one in found)


def _named(known: Known) -> str:
    return " ".join(filter(None, [known.id, f"№ {known.number}", known.date.isoformat() if known.date else ""]))
