"""YAML as people write data in it: texts, lists and mappings, nothing else.

Built from the parser's events, so that every scalar stays the text it is (a ЖСН keeps
its zeros, "no" is no truth value), a key that stands twice is seen, and anchors, by
which a small file can grow without end, are refused.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import yaml

from nqs_docs.forms.values import Twice

_NOTHING = ("", "~", "null", "Null", "NULL")
_DEEPEST = 20


def paired(pairs: Sequence[tuple[str, object]]) -> dict[str, object]:
    """A mapping of keys and values; of a key that stands twice all values are kept, as ``Twice``."""
    result: dict[str, object] = {}
    for written, value in pairs:
        name, given = written.strip(), "" if value is None else value
        if name in result:
            held = result[name]
            result[name] = Twice((*(held if isinstance(held, Twice) else (held,)), given))
        else:
            result[name] = given
    return result


def read_yaml(content: bytes) -> object:
    """What a file holds: texts, lists, mappings; several documents are a list. ValueError where it is none."""
    try:
        events = yaml.parse(content.decode("utf-8-sig"), Loader=yaml.CSafeLoader)
        documents = [_node(event, events, 0) for event in events if isinstance(event, yaml.NodeEvent)]
    except yaml.YAMLError as error:
        raise ValueError(str(error)) from error
    if len(documents) == 1:
        return documents[0]
    return [item for one in documents for item in (one if isinstance(one, list) else [one])]


class _Dumper(yaml.CSafeDumper):
    """Writes every mapping and sequence alike, in full wherever it stands."""

    def ignore_aliases(self, data: object) -> bool:
        return True


_Dumper.add_multi_representer(dict, lambda dumper, value: dumper.represent_dict(value))
_Dumper.add_multi_representer(tuple, lambda dumper, value: dumper.represent_list(value))


def dump_yaml(value: object) -> bytes:
    """A value as YAML: keys in the order given, numbers and words that look like others quoted."""
    return yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=1000).encode()


def _node(event: yaml.Event, events: Iterator[yaml.Event], depth: int) -> object:
    if depth > _DEEPEST:
        raise ValueError(_at(event, "too deep"))
    match event:
        case yaml.ScalarEvent():
            return "" if event.style in (None, "") and event.value in _NOTHING else event.value
        case yaml.SequenceStartEvent():
            return list(_until(yaml.SequenceEndEvent, events, depth))
        case yaml.MappingStartEvent():
            nodes = list(_until(yaml.MappingEndEvent, events, depth))
            pairs = [(key, value) for key, value in zip(nodes[::2], nodes[1::2], strict=True) if isinstance(key, str)]
            if len(pairs) * 2 < len(nodes):
                raise ValueError(_at(event, "a key is no text"))
            return paired(pairs)
    raise ValueError(_at(event, "* refers to another value"))


def _at(event: yaml.Event, what: str) -> str:
    at = event.start_mark
    return f"line {at.line + 1}, column {at.column + 1}: {what}" if at else what


def _until(end: type[yaml.Event], events: Iterator[yaml.Event], depth: int) -> Iterator[object]:
    for event in events:
        if isinstance(event, end):
            return
        yield _node(event, events, depth + 1)
