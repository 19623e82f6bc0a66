"""What the pages of any template are made of: paragraphs, fields, and the set-up of the page."""

WIDTH = 9298
"""Twips between the margins."""


def page_set_up() -> str:
    stories = "".join(
        f'<w:{story}Reference w:type="{kind}" r:id="{identity}"/>'
        for story, kind, identity in (
            ("header", "default", "rId5"),
            ("header", "first", "rId6"),
            ("footer", "default", "rId7"),
            ("footer", "first", "rId8"),
        )
    )
    return (
        f'<w:sectPr>{stories}<w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="1474" w:right="1304" w:bottom="1304" w:left="1304" w:header="567" w:footer="567" w:gutter="0"/><w:titlePg/></w:sectPr>'
    )


def paragraph(style: str, text: str, settings: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{settings}</w:pPr>{run(text) if text else ""}</w:p>'


def run(text: str) -> str:
    return "<w:r><w:tab/></w:r>" if text == "\t" else f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def field(code: str, shown: int) -> str:
    begin, middle, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    return f'{begin}<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>{middle}{run(str(shown))}{end}'
