"""The unit an operation is about, or why there is none.

Every step of applying gives a value or raises Refused; nothing is guessed. A partial act
is open (``gaps``): an address into it makes the containers that it names, no more. The
same serves a unit whose wording a note has taken away. In a closed container nothing is
made: there the unit does not exist.
"""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from nqs_docs.amendments.operation import Operation, Verb
from nqs_docs.clauses.act import LEAVES, Address, Kind, State, Step, Unit, leaves, text_of
from nqs_docs.clauses.address import spoken
from nqs_docs.clauses.address_locate import Path, locate, unit_at, words_of
from nqs_docs.clauses.address_make import address_of, by_number, from_the_end
from nqs_docs.editions.edition import Status
from nqs_docs.editions.place import by_label, insertion_index
from nqs_docs.editions.tree import along, insert, put
from nqs_docs.findings import Finding, NqsError, warning

_IN_PARTS = frozenset({Kind.SUBPOINT, Kind.TABLE, Kind.INDENT})
WITH_PARTS = frozenset({Kind.POINT, Kind.ARTICLE, Kind.SUBPOINT})
_OPENABLE = frozenset(Kind) - LEAVES


class Applied(Struct, frozen=True):
    """The tree after an operation, the unit it touched, what is to be noted."""

    root: Unit
    findings: tuple[Finding, ...] = ()


class Refused(NqsError):
    """An operation that does not fit: the finding code that says why. Raised on the way, a value from ``apply`` on."""

    @property
    def outcome(self) -> Status:
        """What becomes of the operation."""
        return Status.BASE_NOT_HELD if self.code == "edition.base-not-held" else Status.UNRESOLVED


Result = Applied | Refused


def target(root: Unit, address: Address) -> tuple[Unit, Path]:
    """The one unit an address names, with the way made to it in a partial act; Refused where there is none."""
    paths = locate(root, address)
    there = alive(root, tuple(dict.fromkeys((*paths, *_of_that_number(root, address)))))
    if len(there) > 1:
        candidates = "; ".join(spoken(address_of(root, path)) for path in there)
        raise Refused("edition.ambiguous-unit", unit=spoken(address), candidates=candidates)
    if there and from_the_end(address):  # ``by_number`` could not tell which it is
        raise Refused("edition.base-not-held", unit=spoken(address))
    if there:
        _compare_rows(root, address, there[0])
        return root, there[0]
    around = (locate(root, Address(address.steps[:length])) for length in range(1, len(address.steps)))
    if paths or any(found and not alive(root, found) for found in around):  # it, or what it stood in
        raise Refused("edition.unit-deleted", unit=spoken(address))
    way = open_way(root, address)
    if way is None:
        raise Refused("edition.no-such-unit", unit=spoken(address))
    return way


def _compare_rows(root: Unit, address: Address, path: Path) -> None:
    """A row that was named by its words must have them: "мына: «3. | Келісу | …» деген жол"."""
    said = [words_of(step.title) for step in address.steps if step.kind is Kind.ROW and step.title]
    rows = [unit for unit in along(root, path) if unit.kind is Kind.ROW]
    if said and said != [words_of(" ".join(text_of(leaf.runs) for leaf in leaves(row))) for row in rows]:
        raise Refused("edition.row-differs", unit=spoken(address))


def numbered(root: Unit, operation: Operation) -> Operation:
    """An operation on "соңғы бөлігі", '"…" деген бөлігі' as one on the part it is now; what is inserted is the next."""
    address = operation.address
    if address is None or not from_the_end(address):
        return operation
    told = by_number(root, address)
    *outer, step = told.steps
    counted = from_the_end(Address(address.steps[-1:])) and last(address) is not Kind.ROW
    if operation.verb is not Verb.INSERT or not counted:
        return replace(operation, address=told)
    if told != address:
        behind = Address((*outer, replace(step, label=str(int(step.label) + 1))))
        told = behind if step.kind is last(address) else address  # a deleted part is the last indent too
    return replace(operation, address=told, after=False)


def _of_that_number(root: Unit, address: Address) -> tuple[Path, ...]:
    """Rows that bear the number of "екінші жолы": below a header line it is another row than the second one."""
    numbered = [replace(s, label=s.label.removeprefix("#")) if s.kind is Kind.ROW else s for s in address.steps]
    return locate(root, Address(tuple(numbered))) if tuple(numbered) != address.steps else ()


def last(address: Address) -> Kind:
    """The kind of the innermost unit of an address."""
    return address.steps[-1].kind


def held_target(root: Unit, address: Address) -> Path:
    """A unit whose text is needed: refused as not held where it is not."""
    way, path = target(root, address)
    if way is not root or unit_at(root, path).state is State.NOT_HELD:
        raise Refused("edition.base-not-held", unit=spoken(address))
    return path


def unverified(root: Unit, found: Unit, path: Path, operation: Operation, address: Address) -> tuple[Finding, ...]:
    """A whole unit brought where only its address was known: its place cannot be checked."""
    if found is root and (unit_at(root, path).state is not State.NOT_HELD or unit_at(root, path).cause):
        return ()
    return (note(operation, "edition.place-unverified", address),)


def note(operation: Operation, code: str, address: Address, **params: object) -> Finding:
    """A warning about an operation that was applied."""
    return warning(code, act=operation.target_id, unit=spoken(address), span=operation.span, **params)


def width(beside: Unit, row: Unit, operation: Operation, address: Address) -> tuple[Finding, ...]:
    """What is to be said of a row with more or fewer cells than another: text loses empty cells, or they are merged."""
    cells, wanted = len(row.children), len(beside.children)
    differs = row.kind is Kind.ROW and cells != wanted and beside.state is State.HELD
    return (note(operation, "edition.row-width", address, cells=cells, wanted=wanted),) if differs else ()


# --- the way to what is not held ----------------------------------------------------------


def open_way(root: Unit, address: Address) -> tuple[Unit, Path] | None:
    """``root`` with every unit that ``address`` names, and the way to the last; None in a closed act.

    A unit made here is NOT_HELD if it bears text, open if it holds others.
    """
    path: Path = ()
    for length in range(1, len(address.steps) + 1):
        found = alive(root, locate(root, Address(address.steps[:length])))
        if len(found) > 1:
            return None
        if found:
            path = found[0]
            continue
        made = _make(root, path, address.steps[length - 1])
        if made is None:
            return None
        root, path = made
    return root, path


def is_open(unit: Unit) -> bool:
    """Whether the unit may have children that are not held."""
    return unit.kind in _OPENABLE and (unit.gaps or unit.state is State.NOT_HELD)


def alive(root: Unit, paths: tuple[Path, ...]) -> tuple[Path, ...]:
    """Those of ``paths`` whose unit was not deleted."""
    return tuple(path for path in paths if unit_at(root, path).state is not State.DELETED)


def _make(root: Unit, path: Path, step: Step) -> tuple[Unit, Path] | None:
    container = unit_at(root, path)
    if not is_open(container):
        return None
    if from_the_end(Address((step,))):
        raise Refused("edition.base-not-held", unit=spoken(Address((step,))))
    if container.state is State.NOT_HELD:
        container = replace(container, state=State.HELD, gaps=True)
        root = put(root, path, container)
    if step.kind is Kind.PART:
        return _counted(root, path, Kind.PART, int(step.label or 1))
    if step.kind in _IN_PARTS and container.kind in WITH_PARTS:
        return _in_part(root, path, step)
    if step.kind is Kind.INDENT:
        return _indents(root, path, int(step.label or 1))
    return _child(root, path, step)


def _child(root: Unit, path: Path, step: Step) -> tuple[Unit, Path]:
    """A unit known by its address only; a document keeps the title it was cited by, to be told from others."""
    container = unit_at(root, path)
    index = by_label(container, step.kind, step.label) if step.label else None
    index = insertion_index(container, step.kind) if index is None else index
    state = State.NOT_HELD if step.kind in LEAVES else State.HELD
    titled = (Unit(Kind.HEADING, name=step.title, state=State.NOT_HELD),) if step.title else ()
    unit = Unit(step.kind, step.label, titled, name=step.name, state=state, gaps=step.kind not in LEAVES)
    return insert(root, path, index, unit), (*path, index)


def _counted(root: Unit, path: Path, kind: Kind, number: int) -> tuple[Unit, Path]:
    """Placeholders up to the one counted; those before it are not held."""
    container = unit_at(root, path)
    missing = number - len(container.children)
    made = tuple(Unit(kind, state=State.NOT_HELD) for _ in range(missing))
    return put(root, path, replace(container, children=container.children + made)), (*path, number - 1)


def _in_part(root: Unit, path: Path, step: Step) -> tuple[Unit, Path] | None:
    """A subpoint or an indent of a point of which no part is known: which part it stands in is not known either."""
    container = unit_at(root, path)
    parts = [index for index, part in enumerate(container.children) if part.kind is Kind.PART and is_open(part)]
    if not parts:
        if container.children:
            return None
        root = insert(root, path, 0, Unit(Kind.PART, gaps=True))
        parts = [0]
    return _make(root, (*path, parts[0]), step)


def _indents(root: Unit, path: Path, number: int) -> tuple[Unit, Path] | None:
    container = unit_at(root, path)
    if any(child.kind is not Kind.INDENT for child in container.children):
        return None
    if container.children and len(list(leaves(container))) >= number:
        return None
    return _counted(root, path, Kind.INDENT, number)
