"""Two editions, side by side: the walk over both trees that makes the rows.

Subtrees that both editions share are not looked into. What an instruction names
belongs to that unit as a whole; the words inside are compared one paragraph with one.
"""

from __future__ import annotations

from typing import NamedTuple

from msgspec.structs import replace

from nqs_docs.clauses.act import Address, Kind, State, Unit, text_of
from nqs_docs.clauses.address_locate import Path, unit_at
from nqs_docs.clauses.address_make import address_of
from nqs_docs.editions.edition import Edition
from nqs_docs.editions.find import find
from nqs_docs.editions.tree import any_held, insert, sole, whole
from nqs_docs.findings import NoSuchUnit, NotHeld, NqsError
from nqs_docs.redlines import redline
from nqs_docs.redlines.align import Aligner
from nqs_docs.redlines.owners import Causes, owns, told
from nqs_docs.redlines.redline import Change, ChangedUnit, Piece, Place, Redline, Row, children, is_row, printed, texts
from nqs_docs.redlines.words import pieces


def compare(old: Edition, new: Edition, old_path: Path | None = (), new_path: Path | None = ()) -> Redline:
    """The redline of two editions, or of one unit in each.

    A path of None says that there is no such unit on that date: the other is shown as
    deleted or inserted whole. So is everything of an act that is repealed.
    """
    work = _Walk(old, new)
    before, after = _place(old, old_path), _place(new, new_path)
    work.pair(before, after, None)
    rows, units = work.finished()
    return Redline(old, new, before.path if before else None, after.path if after else None, rows, units)


def _place(edition: Edition, path: Path | None) -> Place | None:
    """None where there is no unit: a unit of an act that is repealed or suspended as a whole says nothing."""
    if path is None or (path and edition.root.state in (State.DELETED, State.SUSPENDED)):
        return None
    return Place(unit_at(edition.root, path), path, asked=True)


class _Owner:
    """A changed unit while its rows are made."""

    def __init__(self, old: Place | None, new: Place | None, causes: set[str], unknown: bool) -> None:
        self.old, self.new, self.causes = old, new, causes
        self.unknown = unknown  # one side has no text because it is not held
        self.kinds: set[Change] = set()


class _Walk:
    """The walk over two trees; collects rows with their owners."""

    def __init__(self, old: Edition, new: Edition) -> None:
        self.old, self.new = old, new
        self.causes = Causes(old, new)
        self.between = frozenset(self.causes.between)
        self.aligner = Aligner(one_act=old.act == new.act)
        self.rows: list[tuple[Row, _Owner | None]] = []

    # --- pairs ------------------------------------------------------------------------

    def pair(self, old: Place | None, new: Place | None, owner: _Owner | None, sparse: bool = False) -> None:
        """The rows of a unit and its counterpart; one may be missing, ``sparse`` where that proves nothing."""
        if old and new and (old.unit is new.unit or old.unit == new.unit):
            alike = old.closed == new.closed or is_row(old.unit) or old.unit.state is not State.HELD
            (self._same if alike else self._inside)(old, new, owner)
            return
        owner = owner or self._owner(old, new, sparse)
        if owner is None and (old is None or new is None):
            self._around_held(old, new)
        elif old is None or new is None or not _comparable(old.unit, new.unit):
            self._apart(old, new, owner)
        elif is_row(old.unit):
            self._line(old, new, owner)
        else:
            self._inside(old, new, owner)

    def _inside(self, old: Place, new: Place, owner: _Owner | None) -> None:
        before, after = list(children(old)), list(children(new))
        for i, j in self.aligner.pairs([place.unit for place in before], [place.unit for place in after]):
            one, other = None if i is None else before[i], None if j is None else after[j]
            sparse = (one is None and old.sparse) or (other is None and new.sparse)
            self.pair(one, other, owner, sparse)
        if old.last or new.last:
            self._line(old.last, new.last, owner)

    def _around_held(self, old: Place | None, new: Place | None) -> None:
        """What stands around held units of a partial act: known to exist, changed by nobody."""
        place = old or new
        assert place is not None
        if place.unit.state is State.HELD and not is_row(place.unit):
            for child in children(place):
                self.pair(child if old else None, child if new else None, None, sparse=True)
        for side in printed(place):
            if (side.open and side.path == place.path) or side.unit is place.unit:
                self._line(side if old else None, side if new else None, None)

    def _same(self, old: Place, new: Place, owner: _Owner | None) -> None:
        """A shared subtree: the same paragraphs at both places."""
        for before, after in zip(printed(old), printed(new), strict=True):
            self._line(before, after, owner)

    def _apart(self, old: Place | None, new: Place | None, owner: _Owner | None) -> None:
        """Units that cannot be compared word for word: all of the one goes, all of the other comes."""
        before, after = list(printed(old)) if old else [], list(printed(new)) if new else []
        if len(before) == len(after) == 1 and before[0].gap and after[0].gap:
            self._line(before[0], after[0], owner)
            return
        known = owner is None or not owner.unknown
        for side in before:
            self._line(side, None, owner, known and all(other.unit.state is not State.NOT_HELD for other in after))
        for side in after:
            self._line(None, side, owner, known and all(other.unit.state is not State.NOT_HELD for other in before))

    def _line(self, old: Place | None, new: Place | None, owner: _Owner | None, known: bool = True) -> None:
        """A paragraph, table row or gap line of one edition or of both; ``known`` unless the other is not held."""
        kind, side = _fate(old, new), new or old
        assert side is not None
        causes = () if kind is Change.SAME else self._causes_of(old, new, owner)
        cells: tuple[tuple[Piece, ...], ...] = ()
        if kind is Change.CHANGED and not side.gap and old and new:
            both = zip(texts(old.unit), redline.cell_runs(new.unit), strict=True)
            cells = tuple(told(pieces(text, text_of(runs)), runs, causes, self.between) for text, runs in both)
            named = {piece.cause for cell in cells for piece in cell if piece.cause}
            causes = self.causes.in_order(named) if named else causes
        elif not side.gap:
            cause = causes[-1] if causes else ""
            cells = tuple((Piece(kind, text, cause),) if text else () for text in texts(side.unit))
        self._add(Row(kind, old, new, cells, causes=causes, unknown=not (known or side.gap)), owner)

    # --- owners and causes ------------------------------------------------------------------

    def _owner(self, old: Place | None, new: Place | None, sparse: bool) -> _Owner | None:
        """The changed unit that begins here; None where it is one further inside."""
        units = [place.unit for place in (old, new) if place is not None]
        alone = not sparse and (len(units) == 1 or any(unit.state is not State.HELD for unit in units))
        named = new is not None and self.causes.restate(new.unit)
        if not (alone or named or any(owns(unit) and any_held(unit) for unit in units)):
            return None
        causes = self._named(old, new, sparse)
        return _Owner(old, new, causes, sparse and not self.causes.insert(causes, units[0]))

    def _named(self, old: Place | None, new: Place | None, sparse: bool) -> set[str]:
        """The causes of a unit's change; none where the act itself came into force with it."""
        if old is None and new is not None and not sparse and not self.causes.bring(new.unit):
            return set()
        if new is None and self.new.root.state is not State.HELD:
            return {self.new.root.cause} & self.between
        named = self.causes.of(old.unit if old else None, new.unit if new else None)
        return named or self.causes.around(old.path if old else None, new.path if new else None)

    def _causes_of(self, old: Place | None, new: Place | None, owner: _Owner | None) -> tuple[str, ...]:
        """What the row's own text names, else what its unit names."""
        named = self.causes.of(old.unit if old else None, new.unit if new else None)
        return self.causes.in_order(named or (owner.causes if owner else set()))

    # --- the result ---------------------------------------------------------------------------

    def _add(self, row: Row, owner: _Owner | None) -> None:
        if owner is not None:
            owner.kinds.add(Change.CHANGED if row.unknown else row.kind)
        self.rows.append((row, owner))

    def finished(self) -> tuple[tuple[Row, ...], tuple[ChangedUnit, ...]]:
        """Rows and units in printed order; a unit in which nothing happened is none."""
        units: dict[_Owner, ChangedUnit | None] = {}
        rows: list[Row] = []
        for row, owner in self.rows:
            if owner is not None and owner not in units:
                units[owner] = self._unit(owner)
            rows.append(replace(row, unit=units[owner]) if owner is not None else row)
        return tuple(rows), tuple(unit for unit in units.values() if unit is not None)

    def _unit(self, owner: _Owner) -> ChangedUnit | None:
        causes = self.causes.in_order(owner.causes)
        old, new = owner.old, owner.new
        if owner.kinds == {Change.SAME} and not causes:
            return None
        gone = new is None or new.unit.state is State.DELETED
        absent = old is None or old.unit.state is State.DELETED
        kind = Change.DELETED if gone else Change.INSERTED if absent else Change.CHANGED
        if owner.kinds == {Change.SAME} or owner.unknown:
            kind = Change.CHANGED if owner.unknown else Change.SAME
        before = _whole(self.old, old) if old else None
        after = _whole(self.new, new) if new else None
        address = address_of(self.new.root, after) if after is not None else address_of(self.old.root, before or ())
        return ChangedUnit(kind, address, before, after, causes)


def _whole(edition: Edition, place: Place) -> Path:
    """The way to a unit; of an indent, to the largest unit that is nothing else."""
    return whole(edition.root, place.path) if place.unit.kind is Kind.INDENT else place.path


def _comparable(old: Unit, new: Unit) -> bool:
    """Whether both are held, so that one can be laid over the other: two units, or two rows of as many cells."""
    if not (old.state is new.state is State.HELD and is_row(old) == is_row(new)):
        return False
    return not is_row(old) or (len(texts(old)) == len(texts(new)) and redline.has_text(old) and redline.has_text(new))


def _fate(old: Place | None, new: Place | None) -> Change:
    """What became of a line: gap lines of one state and cause are the same, texts of the same words."""
    if old is None or new is None:
        return Change.DELETED if new is None else Change.INSERTED
    if new.gap:
        known = old.unit.state is new.unit.state and old.unit.cause == new.unit.cause
        return Change.SAME if known or (old.open and new.open) else Change.CHANGED
    return Change.SAME if old.unit is new.unit or texts(old.unit) == texts(new.unit) else Change.CHANGED


# --- the unit that is asked for in each edition -----------------------------------------------


class Asked(NamedTuple):
    """The unit asked for in one edition, or why it is not there."""

    edition: Edition
    path: Path | None
    missing: NqsError | None = None


def asked(edition: Edition, wanted: Address) -> Asked:
    """Where the unit stands; a number that was deleted by its tombstone, one that is not held by a gap."""
    try:
        return Asked(edition, find(edition, wanted))
    except NoSuchUnit as missing:
        never = missing.code == "edition.act-not-yet" or (not wanted.steps and edition.root.state is State.HELD)
        return Asked(edition, None if never else sole(edition.root, wanted), missing)
    except NotHeld as missing:
        last, root = wanted.steps[-1], edition.root
        gap = Unit(last.kind, last.label, name=last.name, state=State.NOT_HELD)
        path = (len(root.children),)
        return Asked(replace(edition, root=insert(root, (), path[0], gap)), path, missing)


def between(old: Edition, new: Edition, wanted: Address) -> Redline:
    """A unit in one edition against the same in another; NoSuchUnit where neither has it."""
    before, after = asked(old, wanted), asked(new, wanted)
    if isinstance(before.missing, NoSuchUnit) and isinstance(after.missing, NoSuchUnit):
        raise after.missing
    return compare(before.edition, after.edition, before.path, after.path)
