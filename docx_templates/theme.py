"""The theme of the template: Arial, and the NHS colours that Word then offers in its palette."""

_COLOURS = {
    "dk1": "212B32",
    "lt1": "FFFFFF",
    "dk2": "003087",
    "lt2": "E8EDEE",
    "accent1": "005EB8",
    "accent2": "41B6E6",
    "accent3": "006747",
    "accent4": "FFB81C",
    "accent5": "DA291C",
    "accent6": "768692",
    "hlink": "005EB8",
    "folHlink": "330072",
}


def theme() -> str:
    colours = "".join(f'<a:{slot}><a:srgbClr val="{colour}"/></a:{slot}>' for slot, colour in _COLOURS.items())
    face = '<a:latin typeface="Arial"/><a:ea typeface=""/><a:cs typeface="Arial"/>'
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="9525">{fill}</a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'<a:themeElements><a:clrScheme name="Board paper">{colours}</a:clrScheme>'
        f'<a:fontScheme name="Arial"><a:majorFont>{face}</a:majorFont><a:minorFont>{face}</a:minorFont></a:fontScheme>'
        f'<a:fmtScheme name="Plain"><a:fillStyleLst>{fill * 3}</a:fillStyleLst><a:lnStyleLst>{line * 3}</a:lnStyleLst>'
        f"<a:effectStyleLst>{effect * 3}</a:effectStyleLst><a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements>"
    )
