"""The lists of the template, as Word's own numbering: headings with the paragraphs under them, bullets, numbers, appendices."""

HEADINGS, BULLETS, NUMBERS, APPENDICES = range(1, 5)


def numbering() -> str:
    lists = [
        _list(
            HEADINGS,
            [("decimal", "%1.", "Heading1"), ("decimal", "%1.%2", "Heading2"), ("decimal", "%1.%2.%3", "Heading3"), ("decimal", "%1.%2.%3.%4", "")],
            [709, 709, 851, 1021],
            hanging=[709, 709, 851, 1021],
        ),
        _list(BULLETS, [("bullet", "•", "ListBullet"), ("bullet", "–", "ListBullet2"), ("bullet", "•", "ListBullet3")], [397, 794, 1191]),
        _list(
            NUMBERS,
            [("decimal", "%1.", "ListNumber"), ("lowerLetter", "%2)", "ListNumber2"), ("lowerRoman", "%3)", "ListNumber3")],
            [454, 908, 1362],
            [454] * 3,
        ),
        _list(
            APPENDICES,
            [
                ("decimal", "Appendix %1", "AppendixHeading"),
                ("decimal", "A%1.%2", "AppendixHeading2"),
                ("decimal", "A%1.%2.%3", "AppendixHeading3"),
                ("decimal", "A%1.%2.%3.%4", ""),
            ],
            [2041, 851, 1021, 1191],
            [2041, 851, 1021, 1191],
        ),
    ]
    return "".join(lists) + "".join(f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>' for number in range(1, len(lists) + 1))


def _list(identity: int, levels: list[tuple[str, str, str]], left: list[int], hanging: list[int] | None = None) -> str:
    made = []
    for number, (form, text, style) in enumerate(levels):
        back = (hanging or [397] * 3)[number]
        bound = f'<w:pStyle w:val="{style}"/>' if style else ""
        made.append(
            f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{bound}<w:lvlText w:val="{text}"/>'
            f'<w:lvlJc w:val="left"/><w:pPr><w:tabs><w:tab w:val="num" w:pos="{left[number]}"/></w:tabs>'
            f'<w:ind w:left="{left[number]}" w:hanging="{back}"/></w:pPr>'
            '<w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial" w:hint="default"/></w:rPr></w:lvl>'
        )
    kind = '<w:multiLevelType w:val="multilevel"/>'
    return f'<w:abstractNum w:abstractNumId="{identity}"><w:nsid w:val="0B0A4D0{identity}"/>{kind}{"".join(made)}</w:abstractNum>'
