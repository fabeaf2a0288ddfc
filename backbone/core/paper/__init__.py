"""How does something become a PDF that everybody can read? Typst sets it as tagged PDF/UA-1, or refuses.

No text is ever put into Typst source: a template reads one JSON value, and what people typed stays text.
"""

from backbone.core.paper.documents import Document, Heading, Lines, Pairs, Signed, Table, Text, typeset_document
from backbone.core.paper.setting import typeset

__all__ = ["Document", "Heading", "Lines", "Pairs", "Signed", "Table", "Text", "typeset", "typeset_document"]
