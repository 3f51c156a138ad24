"""The state of a corpus as a key: what was made of one state is good until a file changes."""

from __future__ import annotations

from nqs_docs.store.corpus import Corpus


class State:
    """A corpus by the stamps of its files, for a cache in memory."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        self._key = (str(corpus.folder.resolve()), *((act, one.stamp) for act, one in corpus.index().items()))

    @property
    def mark(self) -> str:
        """The same for the same state, another for any other."""
        return repr(self._key)

    def __hash__(self) -> int:
        return hash(self._key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, State) and self._key == other._key
