"""What the context lines above an instruction have said: which act, document, unit.

A document holds until the next document or the next item of the order; a point
only for instructions whose address begins with something smaller: after
"2-тармақта:" "8) тармақша" is in point 2, and "4-тармақтың үшінші бөлігі" leaves
it for good. After a context line that was not understood nothing is known.
"""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from nqs_docs.amendments.where import SCOPES, Steps, Where, continued
from nqs_docs.clauses.act import Citation, Kind, Step
from nqs_docs.language.kazakh import form

ORDER: Steps = (Step(Kind.ORDER),)
_TABLE = form(Kind.TABLE)


class Scope(Struct, frozen=True):
    """The context of an instruction."""

    target: Citation | None = None
    named: bool = False  # an act was cited, well or badly
    paths: tuple[Steps, ...] = (ORDER,)
    said: bool = False  # a context line named a document, "бұйрықта:" or a unit
    known: bool = True  # False: below a context line that was not understood
    documents: tuple[Step, ...] = ()  # of the target, as cited
    label: str = ""  # number of the instruction that set the document ("4) … қағидаларында:")

    def entering(self, where: Where, label: str = "") -> Scope:
        """The scope below a context line."""
        scope = self
        if where.citation is not None:
            scope = Scope(where.citation if where.citation.number else None, True)
        paths = scope.resolve(where.units) if where.units else (ORDER,)
        cited = [path[0] for path in paths if path[0].kind is Kind.DOCUMENT and path[0].title]
        sets_document = not where.units or where.units[0][0].kind in SCOPES
        numbered = sets_document or (label and where.units[0][0].kind is Kind.APPENDIX)
        return replace(
            scope, paths=paths, said=bool(where.units) or scope.said, known=scope.known or sets_document,
            documents=tuple(dict.fromkeys((*scope.documents, *cited))), label=label if numbered else scope.label,
        )  # fmt: skip

    def lost(self) -> Scope:
        """The scope below a context line that was not understood."""
        return replace(self, known=False)

    def after(self, units: tuple[Steps, ...]) -> Scope:
        """The scope after an instruction: a point that its address left is left for good."""
        if not units or units[0][0].kind in SCOPES:
            return self
        kept = tuple(dict.fromkeys(continued(path, units[0][:1])[:-1] for path in self.paths))
        return replace(self, paths=kept or (ORDER,))

    def resolve(self, units: tuple[Steps, ...]) -> tuple[Steps, ...]:
        """Full addresses of units: scoped ones as they are, others inside the context."""
        result: list[Steps] = []
        for steps in units:
            if self._is_table(steps[0]):
                steps = (Step(Kind.TABLE, steps[0].label), *steps[1:])
            scoped = steps[0].kind in SCOPES
            result += [self._titled(steps)] if scoped else [continued(outer, steps) for outer in self.paths]
        return tuple(dict.fromkeys(result))

    def _is_table(self, step: Step) -> bool:
        """ "кестенің" below "2-қосымшада:": the table there, unless a document was cited by that name."""
        inside = any(path[-1].kind is not Kind.ORDER for path in self.paths)
        return inside and step.name == _TABLE and not step.title and all(one.name != _TABLE for one in self.documents)

    def _titled(self, steps: Steps) -> Steps:
        """ "көрсетілген Қағидалардың": the document that was cited with its full name before."""
        first = steps[0]
        if first.kind is not Kind.DOCUMENT or first.title or first.label:
            return steps
        same = [step for step in self.documents if step.name == first.name]
        return (same[-1], *steps[1:]) if same else steps
