"""The ``meta`` of an Akoma Ntoso file: names, events, modifications, references, notes.

Events are in order of time: signing, entry into force, every order that changed the
text. Each event but the first begins a temporal group; units and modifications name
the group they belong to. An estimated date refers to ``#inForceEstimated``.
"""

from __future__ import annotations

from datetime import date

from lxml import etree
from msgspec import Struct

from nqs_docs.amendments.commencement import main_clause
from nqs_docs.amendments.operation import Operation, Verb
from nqs_docs.clauses.act import Address, Citation, CommencementRule, Kind, NoteKind, child, text
from nqs_docs.clauses.address import eid
from nqs_docs.clauses.citation import requisites
from nqs_docs.editions.edition import Cause, Interval
from nqs_docs.editions.tree import nearest
from nqs_docs.language.agencies import agency
from nqs_docs.publish.akn_model import KINDS, LANGUAGE, Ids, Mod, add, first, mod_id, work_name
from nqs_docs.publish.document import Block, Document
from nqs_docs.publish.names import act_name

SOURCE = "#nqs-docs"
_TYPES = {
    Verb.REPLACE: "substitution", Verb.INSERT: "insertion", Verb.DELETE: "repeal", Verb.SUBSTITUTE: "substitution",
    Verb.INSERT_WORDS: "insertion", Verb.DELETE_WORDS: "repeal", Verb.APPEND_WORDS: "insertion", Verb.REPEAL: "repeal",
    NoteKind.INSERTED: "insertion", NoteKind.DELETED: "repeal", NoteKind.REPEALED: "repeal",
}  # fmt: skip
#: Whether a day is an estimate: concept and its words.
_CONCEPTS = {False: ("inForce", "қолданыста"), True: ("inForceEstimated", "қолданыста, күні болжамды")}
_SIGNED, _IN_FORCE, _AMENDED = range(3)  # order of events of one day


class Event(Struct, frozen=True, order=True):
    """Something that happened to the act on a day."""

    on: date
    rank: int
    act: str = ""  # work that did it; "" for the act itself
    type: str = ""
    estimated: bool = False

    @property
    def concept(self) -> str:
        """What begins with it."""
        return f"#{_CONCEPTS[self.estimated][0]}" if self.rank else ""


class Meta:
    """Everything that ``meta`` says of one edition."""

    def __init__(self, document: Document, ids: Ids, operations: tuple[Operation, ...]) -> None:
        self.edition, self.causes = document.edition, document.causes
        self.operations = operations
        self.ids = ids
        self.work = work_name(self.edition.citation) or f"/akn/kz/act/order/{self.edition.act}"
        self.expression = f"{self.work}/{LANGUAGE}@{self.edition.on.isoformat()}"
        self.own = dict(self._own_dates())
        self.events = self._events()
        self.references: dict[tuple[str, str], tuple[str, str]] = {}  # (kind, href) -> (eId, words)

    # --- what happened when -----------------------------------------------------------

    def _events(self) -> list[Event]:
        signed, since = self.edition.citation.date, self.edition.in_force
        found = {Event(signed, _SIGNED, type="generation")} if signed else set()
        parts = {Interval(day, day) for day in self.own.values() if since is None or day != since.earliest}
        for begun in parts | ({since} if since else set()):
            found.add(Event(begun.earliest, _IN_FORCE, estimated=begun.estimated(self.edition.on)))
        return sorted(found | {self._event(cause) for cause in self.causes})

    def _event(self, cause: Cause) -> Event:
        operation = cause.operation
        ended = operation is not None and operation.verb is Verb.REPEAL and operation.address == Address(())
        since, by = cause.in_force, work_name(cause.by)
        return Event(since.earliest, _AMENDED, by, "repeal" if ended else "amendment", since.estimated(self.edition.on))

    def _own_dates(self) -> list[tuple[int, date]]:
        """When each of the act's own instructions takes effect, by position; without those that cannot be told."""
        main, since = main_clause(self.edition.root) if self.operations else None, self.edition.in_force
        days = [
            (op.position, rule.date if rule.rule is CommencementRule.DATE else since.earliest if since else None)
            for op in self.operations
            if (rule := op.commencement) and (rule.rule is CommencementRule.DATE or rule == main)
        ]
        return [(position, day) for position, day in days if day]

    def _period(self, event: Event) -> str:
        return f"period_{self.events.index(event) + 1}"

    def periods(self) -> dict[str, str]:
        """The temporal group of each cause."""
        return {cause.key: self._period(self._event(cause)) for cause in self.causes}

    def base(self, on: date | None = None) -> str:
        """The temporal group of the text as adopted, or of what of it begins on a day; "" where it is not known."""
        found = (event for event in self.events if event.rank == _IN_FORCE and on in (None, event.on))
        return next(map(self._period, found), "")

    # --- writing ----------------------------------------------------------------------

    def write(self, parent: etree._Element, mods: tuple[Mod, ...], notes: list[Block], cited: list[Citation]) -> None:
        """All of it, as the first child of the act."""
        meta = first(parent, "meta")
        self.identification(meta)
        self._lifecycle(meta)
        analysis = add(meta, "analysis", source=SOURCE)
        self._active(add(analysis, "activeModifications"), mods)
        self._passive(add(analysis, "passiveModifications"))
        self._temporal(add(meta, "temporalData", source=SOURCE))
        for citation in cited:
            self._reference("activeRef", work_name(citation), act_name(citation))
        self._references(meta)
        box = add(meta, "notes", source=SOURCE)
        for number, block in enumerate(notes, 1):
            note = add(box, "note", eId=f"note_{number}")
            for line in block.text.split("\n"):
                add(note, "p", line)
        for part in (*analysis, *meta):
            if not len(part):
                part.getparent().remove(part)

    def identification(self, meta: etree._Element, component: str = "main") -> None:
        """FRBR names and dates of the act, or of a document inside it."""
        box, act, edition = add(meta, "identification", source=SOURCE), self.edition, [("edition", self.edition.on)]
        work = _level(add(box, "FRBRWork"), self.work, component, self._dates() or edition, "#author")
        if act.act and component == "main":
            work.insert(2, add(work, "FRBRalias", name="registry", value=act.act))
        add(work, "FRBRcountry", value="kz")
        add(work, "FRBRsubtype", value=KINDS.get(act.citation.kind, "order"))
        if act.citation.number:
            add(work, "FRBRnumber", value=act.citation.number)
        expression = _level(add(box, "FRBRExpression"), self.expression, component, edition)
        add(expression, "FRBRauthoritative", value="false")
        add(expression, "FRBRlanguage", language=LANGUAGE)
        file = _level(add(box, "FRBRManifestation"), f"{self.expression}.akn", component, edition)
        add(file, "FRBRformat", value="application/akn+xml")

    def _dates(self) -> list[tuple[str, date]]:
        order = child(self.edition.root, Kind.ORDER)
        head = child(order, Kind.REQUISITES) if order else None
        printed = requisites(text(head)) if head else None
        found = {
            "signed": self.edition.citation.date,
            "registered": printed.registered if printed else None,
            "inForce": self.edition.in_force.earliest if self.edition.in_force else None,
        }
        return [(name, on) for name, on in found.items() if on]

    def _lifecycle(self, meta: etree._Element) -> None:
        named = {work_name(cause.by): act_name(cause.by) for cause in self.causes}
        self._reference("original", self.work, act_name(self.edition.citation, self.edition.act))
        box = add(meta, "lifecycle", source=SOURCE)
        for number, event in enumerate(self.events, 1):
            source = self._reference("passiveRef", event.act, named[event.act]) if event.act else "#original"
            told = {"date": event.on.isoformat(), "source": source, "type": event.type, "refersTo": event.concept}
            add(box, "eventRef", eId=f"event_{number}", **told)

    def _temporal(self, box: etree._Element) -> None:
        for number, event in enumerate(self.events, 1):
            if event.rank:
                group = add(box, "temporalGroup", eId=self._period(event))
                add(group, "timeInterval", start=f"#event_{number}", refersTo=event.concept)

    # --- modifications ----------------------------------------------------------------

    def _active(self, box: etree._Element, mods: tuple[Mod, ...]) -> None:
        found = {position: mod for mod in mods for position in mod.positions}
        for op in self.operations:
            if op.position not in found or not op.target:
                continue
            act, mod = work_name(op.target), found[op.position]
            self._reference("activeRef", act, act_name(op.target, op.target_id))
            unit = f"#{eid(op.address)}" if op.address and op.address.steps else ""
            name, source = f"active_{op.position}", f"#{mod_id(op.position)}"
            day = self.own.get(op.position)
            made = self._modification(box, name, op.verb, source, f"{act}{unit}", self.base(day) if day else "")
            for tag, places in (("old", mod.old), ("new", mod.new)):
                if op.position in places and op.verb is not Verb.SUSPEND:
                    add(made, tag, href=f"#{places[op.position]}")

    def _passive(self, box: etree._Element) -> None:
        # The arrival of a delayed indent ("…#9@2") is a part of its change.
        written = [cause for cause in self.causes if "@" not in cause.key and work_name(cause.by)]
        for number, cause in enumerate(written, 1):
            source, period = work_name(cause.by), self._period(self._event(cause))
            operation, event = cause.operation, cause.event  # where none is held a printed note tells
            source += f"#{mod_id(operation.position)}" if operation else ""
            what = operation.verb if operation else event.kind if event else None
            target = self._target(operation.address if operation else event.address if event else None)
            self._modification(box, f"passive_{number}", what, source, target, period)

    def _modification(
        self, box: etree._Element, name: str, what: Verb | NoteKind | None, source: str, target: str, period: str
    ) -> etree._Element:
        if what is Verb.SUSPEND:
            made = add(box, "efficacyMod", eId=name, type="inapplication")
        else:
            made = add(box, "textualMod", eId=name, type=_TYPES.get(what or Verb.REPLACE, "substitution"))
        add(made, "source", href=source)
        add(made, "destination", href=target)
        if period:
            add(made, "force", period=f"#{period}")
        return made

    def _target(self, address: Address | None) -> str:
        """A link to the unit of an address, or to the nearest one above it; to the edition for the act itself."""
        around = nearest(self.edition.root, address or Address(()))
        places = (places[0] for _, places in around if places[0] in self.ids)
        return next((f"#{self.ids[place]}" for place in places), self.expression)

    # --- references -------------------------------------------------------------------

    def _reference(self, kind: str, href: str, words: str) -> str:
        """A link to another act, written once."""
        if not href or (kind != "original" and href == self.work):
            return "#original"
        number = sum(known == kind for known, _ in self.references) + 1
        name = kind if kind == "original" else f"{kind}_{number}"
        return "#" + self.references.setdefault((kind, href), (name, words))[0]

    def _references(self, meta: etree._Element) -> None:
        box = add(meta, "references", source=SOURCE)
        for tag in ("original", "passiveRef", "activeRef"):
            for (kind, href), (name, words) in self.references.items():
                if kind == tag:
                    add(box, tag, eId=name, href=href, showAs=words)
        body = self.edition.citation.body
        place = f"/akn/ontology/organization/kz/{agency(body)}".rstrip("/")
        add(box, "TLCOrganization", eId="author", href=place, showAs=body or "Қазақстан Республикасы")
        add(box, "TLCProcess", eId="nqs-docs", href="/akn/ontology/process/kz/nqs-docs", showAs="nqs-docs")
        for known in sorted({event.estimated for event in self.events if event.rank}):
            name, words = _CONCEPTS[known]
            add(box, "TLCConcept", eId=name, href=f"/akn/ontology/concept/kz/{name}", showAs=words)


def _level(
    level: etree._Element, uri: str, part: str, dates: list[tuple[str, date]], author: str = SOURCE
) -> etree._Element:
    """What every level of FRBR says of itself."""
    bare = uri.removesuffix(".akn")
    add(level, "FRBRthis", value=f"{bare}/!{part}{uri[len(bare) :]}")
    add(level, "FRBRuri", value=uri)
    for name, on in dates:
        add(level, "FRBRdate", date=on.isoformat(), name=name)
    add(level, "FRBRauthor", href=author)
    return level
