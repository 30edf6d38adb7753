"""The letter of a case as DOCX, in the form that the PDF has.

Headings, list and table are those of the program that opens it, so that a reader moves through the
letter by them; the language is set, and a draft bears its mark behind every page.
"""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any

from assistant.letters import Letter
from assistant.review.parts import Part
from assistant.review.printing import EPOCH, printed_at
from assistant.review.sheet import DRAFT_MARK, LETTERHEAD, TITLE, Sheet, laid_out
from assistant.review.state import Case

if TYPE_CHECKING:
    from docx.document import Document as Word
    from docx.text.paragraph import Paragraph

_FONT = "Times New Roman"
_SIZE = 12
_SPACING = {  # points before and after a paragraph
    "Normal": (0, 10),
    "Heading 1": (12, 8),
    "Heading 2": (10, 10),
    "List Bullet": (0, 4),
}
_GREY = "D9D9D9"
_WIDTHS = (1.5, 1.6, 1.5, 1.6)  # inches; together the width between the margins
_WATERMARK = """
<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
     xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"
     xmlns:w10="urn:schemas-microsoft-com:office:word">
  <w:rPr><w:noProof/></w:rPr>
  <w:pict>
    <v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800"
        path="m@7,l@8,m@5,21600l@6,21600e">
      <v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/>
        <v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/>
        <v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/></v:formulas>
      <v:path textpathok="t" o:connecttype="rect"/>
      <v:textpath on="t" fitshape="t"/>
    </v:shapetype>
    <v:shape id="DraftMark" o:spid="_x0000_s2049" type="#_x0000_t136" alt="DRAFT"
        style="position:absolute;margin-left:0;margin-top:0;width:470pt;height:150pt;rotation:315;
          z-index:-251658752;mso-position-horizontal:center;
          mso-position-horizontal-relative:margin;mso-position-vertical:center;
          mso-position-vertical-relative:margin" o:allowincell="f" fillcolor="#e4e4e4" stroked="f">
      <v:textpath style="font-family:'Times New Roman';font-size:1pt;font-weight:bold"
        string="DRAFT"/>
      <w10:wrap anchorx="margin" anchory="margin"/>
    </v:shape>
  </w:pict>
</w:r>
"""


def docx(letter: Letter, case: Case) -> bytes:
    """The letter as DOCX. `case` says whether it is approved, and when."""
    import docx as word  # noqa: PLC0415 - loaded when a letter is printed
    from docx.oxml import parse_xml  # noqa: PLC0415 - likewise

    sheet = laid_out(letter)
    document = word.Document()
    _set_styles(document)
    for line in LETTERHEAD:
        _right(document.add_paragraph(), line)
    if case.approval is None:
        document.add_paragraph().add_run(DRAFT_MARK).bold = True
        header = document.sections[0].header.paragraphs[0]
        header.text = "DRAFT - not approved"
        header._p.append(parse_xml(_WATERMARK))
    _header_table(document, sheet)
    for group in sheet.body:
        _add(document, group)
    _page_numbers(document.sections[0].footer.paragraphs[0], sheet.footer)
    told = document.core_properties
    told.title, told.author, told.comments, told.language = TITLE, "", "", "en-US"
    told.created = told.modified = printed_at(case).replace(tzinfo=None)
    told.last_modified_by = ""
    made = io.BytesIO()
    document.save(made)
    return _without_times(made.getvalue())


def _set_styles(document: Word) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415 - loaded when printed
    from docx.oxml.ns import qn  # noqa: PLC0415 - likewise
    from docx.shared import Inches, Pt, RGBColor  # noqa: PLC0415 - likewise

    section = document.sections[0]
    section.page_width, section.page_height = Inches(8.5), Inches(11)
    section.left_margin = section.right_margin = Inches(1.15)
    section.top_margin, section.bottom_margin = Inches(0.9), Inches(1)
    spacing = {
        "Normal": (0, 10),
        "Heading 1": (12, 8),
        "Heading 2": (10, 10),
        "List Bullet": (0, 4),
    }
    for name, (before, after) in spacing.items():
        style: Any = document.styles[name]
        style.font.name, style.font.size = _FONT, Pt(_SIZE)
        style.font.color.rgb = RGBColor(0, 0, 0)
        style.font.bold = name == "Heading 1"
        fonts = style.element.rPr.rFonts
        for attribute in list(fonts.attrib):
            if attribute.endswith("Theme"):  # a theme's font would take the place of the one set
                del fonts.attrib[attribute]
        for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
            fonts.set(qn(script), _FONT)
        style.paragraph_format.space_before = Pt(before)
        style.paragraph_format.space_after = Pt(after)
        style.paragraph_format.line_spacing = 1.0
    heading: Any = document.styles["Heading 1"]
    heading.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _right(paragraph: Paragraph, words: str) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415 - loaded when printed
    from docx.shared import Pt  # noqa: PLC0415 - likewise

    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    paragraph.paragraph_format.space_after = Pt(0)
    run = paragraph.add_run(words)
    run.bold, run.font.size = True, Pt(10)


def _header_table(document: Word, sheet: Sheet) -> None:
    """Labels shaded, values beside them; a lone field leaves the rest of its row shaded."""
    from docx.oxml import OxmlElement  # noqa: PLC0415 - loaded when printed
    from docx.oxml.ns import qn  # noqa: PLC0415 - likewise
    from docx.shared import Inches, Pt  # noqa: PLC0415 - likewise

    if not sheet.rows:
        return

    def shade(cell: Any) -> None:
        shading = OxmlElement("w:shd")
        for name, value in (("w:val", "clear"), ("w:color", "auto"), ("w:fill", _GREY)):
            shading.set(qn(name), value)
        cell._tc.get_or_add_tcPr().append(shading)

    table = document.add_table(rows=0, cols=len(_WIDTHS), style="Table Grid")
    table.autofit = False
    for fields in sheet.rows:
        cells = table.add_row().cells
        for cell, width in zip(cells, _WIDTHS, strict=True):
            cell.width = Inches(width)
        for place, field in enumerate(fields):
            label, value = cells[2 * place], cells[2 * place + 1]
            label.paragraphs[0].add_run(field.label).bold = True
            value.paragraphs[0].add_run(field.text)
            shade(label)
        if len(fields) == 1:
            shade(cells[2].merge(cells[3]))
        for cell in cells:
            for paragraph in cell.paragraphs:
                paragraph.paragraph_format.space_after = Pt(1)
                for run in paragraph.runs:
                    run.font.size = Pt(10.5)


def _add(document: Word, group: tuple[Part, ...]) -> None:
    """One group of parts, each in the style of its kind."""
    part = group[0]
    if part.kind == "heading":
        document.add_heading(part.text, level=1)
    elif part.kind == "item":
        item = document.add_heading(level=2)
        item.add_run(part.label).bold = True
        item.add_run(f" {part.text}")
    elif part.kind == "labelled":
        paragraph = document.add_paragraph()
        paragraph.add_run(part.label).bold = True
        paragraph.add_run(f" {part.text}")
    elif part.kind == "entry":
        for entry in group:
            document.add_paragraph(entry.text, style="List Bullet")
    else:
        lines = document.add_paragraph().add_run(group[0].words)
        for line in group[1:]:
            lines.add_break()
            lines.add_text(line.words)


def _page_numbers(paragraph: Paragraph, words: str) -> None:
    """`words` on the left; on the right the page, as the program that opens it counts."""
    from docx.enum.text import WD_TAB_ALIGNMENT  # noqa: PLC0415 - loaded when printed
    from docx.oxml import OxmlElement  # noqa: PLC0415 - likewise
    from docx.oxml.ns import qn  # noqa: PLC0415 - likewise
    from docx.shared import Inches, Pt  # noqa: PLC0415 - likewise

    style: Any = paragraph.style  # its tab stops are those of wider margins
    style.paragraph_format.tab_stops.clear_all()
    paragraph.paragraph_format.tab_stops.add_tab_stop(Inches(sum(_WIDTHS)), WD_TAB_ALIGNMENT.RIGHT)
    paragraph.add_run(f"{words}\tPage ")
    for index, field in enumerate(("PAGE", "NUMPAGES")):
        if index:
            paragraph.add_run(" of ")
        simple: Any = OxmlElement("w:fldSimple")
        simple.set(qn("w:instr"), field)
        paragraph._p.append(simple)
        counted = paragraph.add_run("1")
        simple.append(counted._r)
    for run in paragraph._p.iter(qn("w:r")):
        size = OxmlElement("w:sz")
        size.set(qn("w:val"), str(Pt(9).pt * 2).removesuffix(".0"))
        run.get_or_add_rPr().append(size)


def _without_times(archive: bytes) -> bytes:
    """The same archive with the earliest possible time on each member."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(made, "w") as new:
        for member in sorted(old.namelist()):
            info = zipfile.ZipInfo(member, EPOCH.timetuple()[:6])
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, old.read(member))
    return made.getvalue()
