"""The clause tree while it is being read: nodes that still take children.

Frozen into units at the end; until then a node knows its parent, so that a note
can be placed by the units that begin or end where it stands.
"""

from __future__ import annotations

from collections.abc import Iterator

from nqs_docs.clauses.act import Kind, Run, State, Unit
from nqs_docs.clauses.address_locate import Path


class Node:
    """A unit under construction."""

    __slots__ = ("at", "children", "kind", "label", "name", "paragraph", "parent", "runs", "state")

    def __init__(self, kind: Kind, label: str = "", *, runs: tuple[Run, ...] = (), paragraph: int = -1) -> None:
        self.kind = kind
        self.label = label
        self.name = ""
        self.children: list[Node] = []
        self.runs = runs
        self.paragraph = paragraph  # leaves: number of the paragraph it was read from
        self.parent: Node | None = None
        self.at = 0  # its index among the children of its parent
        self.state = State.HELD

    def add(self, child: Node) -> Node:
        """Takes ``child`` as its last child and gives it back."""
        child.parent, child.at = self, len(self.children)
        self.children.append(child)
        return child

    def unit(self) -> Unit:
        """The unit it has become, with everything below it."""
        children = tuple([child.unit() for child in self.children])
        return Unit(self.kind, self.label, children, self.runs, self.name, self.state)

    def path(self) -> Path:
        """Child indexes from the root."""
        steps: list[int] = []
        node = self
        while node.parent is not None:
            steps.append(node.at)
            node = node.parent
        return tuple(reversed(steps))

    def leaves(self) -> Iterator[Node]:
        """The leaves below (or at) it, in printed order."""
        if not self.children:
            yield self
        for child in self.children:
            yield from child.leaves()

    def ancestors(self) -> Iterator[Node]:
        """The node itself and everything it stands in, innermost first."""
        node: Node | None = self
        while node is not None:
            yield node
            node = node.parent


def bounded_by(leaf: Node, first: bool) -> list[Node]:
    """The leaf and every unit that it is the first (else the last) leaf of, innermost first."""
    result = [leaf]
    while result[-1].parent is not None and result[-1].parent.children[0 if first else -1] is result[-1]:
        result.append(result[-1].parent)
    return result
