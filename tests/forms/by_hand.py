"""Blanks written by hand: what the forms of the corpus have in them, small."""

from __future__ import annotations

from datetime import date

from nqs_docs.clauses.act import Address
from nqs_docs.forms.model import Blank, Field, FieldType, Item, Piece, Slot
from nqs_docs.publish.document import BlockKind

P, H, C = BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.CORNER


def line(*pieces: Piece, kind: BlockKind = P) -> Item:
    """A paragraph; one that is all in brackets is a caption."""
    text = pieces[0] if len(pieces) == 1 and isinstance(pieces[0], str) else ""
    return Item((pieces,), kind, caption=text.startswith("(") and text.endswith(")"))


def blank(*body: Item, fields: tuple[Field, ...]) -> Blank:
    """A blank of an act that does not exist."""
    return Blank(
        form="1-1",
        act="V2600000001",
        address=Address(()),
        eid="main/app_1",
        title="Өтініш",
        on=date(2026, 7, 12),
        since=date(2026, 7, 12),
        until=None,
        estimated=False,
        doubts=(),
        causes=(),
        body=body,
        fields=fields,
    )


T = FieldType
REQUEST = blank(
    line("Ақталған адамға куәлік беру қағидаларына\n1-қосымша", kind=C),
    line(Slot("орган", room=31)),
    line("(уәкілетті органның атауы)"),
    line("Ақталған адамның куәлігін беру туралы өтініш", kind=H),
    line("Тегі, аты, әкесінің аты (бар болса) ", Slot("аты", room=5)),
    line(Slot("аты", room=5), "."),
    line("Жеке сәйкестендіру нөмірі ", Slot("жсн", room=5), ", туған күні ", Slot("туған", "year", 6), ' ж. "',
         Slot("туған", "day", 3), '" ', Slot("туған", "month", 14)),
    line("Құжаттар:"),
    line(Slot("құжаттар", room=63)),
    line(Slot("құжаттар", room=63)),
    line(Slot("құжаттар", room=63)),
    line("1) ", Slot("тізім", "1", 30), ";"),
    line("2) ", Slot("тізім", "2", 30), "."),
    line("Алу тәсілі: ", Slot("тәсіл", "қолма-қол", 1), " қолма-қол ", Slot("тәсіл", "пошта", 1), " пошта"),
    line(Slot("жәрдемақы", "зейнетақы"), ", ", Slot("жәрдемақы", "жәрдемақы"), " аламын"),
    line("20", Slot("күні", "year", 3), 'жылғы "', Slot("күні", "day", 2), '" ', Slot("күні", "month", 15), " ",
         Slot("қолы", room=20)),
    line("(өтініш берушінің қолы)"),
    fields=(
        Field("орган", "уәкілетті органның атауы", T.TEXT, True, 31),
        Field("аты", "Тегі, аты, әкесінің аты", T.TEXT, True),
        Field("жсн", "Жеке сәйкестендіру нөмірі", T.IIN, True),
        Field("туған", "туған күні", T.DATE, True),
        Field("құжаттар", "Құжаттар", T.TEXT, True),
        Field("тізім", "тізім", T.LIST, False, at_most=2),
        Field("тәсіл", "Алу тәсілі", T.CHOICE, False, options=("қолма-қол", "пошта")),
        Field("жәрдемақы", "жәрдемақы", T.CHOICE, False, options=("зейнетақы", "жәрдемақы")),
        Field("күні", "күні", T.DATE, True),
        Field("қолы", "өтініш берушінің қолы", T.SIGNATURE, False),
    ),
)  # fmt: skip

_COLUMNS = (
    Field("нөмір", "Реті бойынша нөмір", T.QUANTITY, False, computed="number"),
    Field("атауы", "Қызметтердің атауы", T.TEXT, True),
    Field("саны", "саны", T.QUANTITY, True),
    Field("бағасы", "бірлік бағасы", T.MONEY, True),
    Field("құны", "құны", T.MONEY, False, computed="product саны бағасы"),
)
ACT = blank(
    line("Акт № ", Slot("нөмірі", room=10), kind=H),
    Item((("Реті бойынша нөмір",), ("Қызметтердің атауы",), ("Көрсетілді",)), spans=(1, 1, 3), head=True),
    Item(((), (), ("саны",), ("бірлік бағасы",), ("құны",)), head=True),
    Item((("1",), ("2",), ("3",), ("4",), ("5",)), head=True),
    Item(
        ((Slot("нөмір"), "."), (Slot("атауы"),), (Slot("саны"),), (Slot("бағасы"),), (Slot("құны"),)),
        repeats="қызметтер",
    ),
    Item((("Барлығы",), (Slot("жиыны_саны"),), ("х",), (Slot("жиыны"),)), spans=(2, 1, 1, 1)),
    line("Тапсырды ", Slot("тапсырды", room=20)),
    fields=(
        Field("нөмірі", "Құжат нөмірі", T.TEXT, True),
        Field("қызметтер", "Қызметтер", T.ROWS, True, columns=_COLUMNS),
        Field("жиыны_саны", "Барлығы, саны", T.QUANTITY, False, computed="total қызметтер.саны"),
        Field("жиыны", "Барлығы, құны", T.MONEY, False, computed="total қызметтер.құны"),
        Field("тапсырды", "қолы", T.SIGNATURE, False),
    ),
)
