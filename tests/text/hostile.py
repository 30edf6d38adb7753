"""PDF files that are far more than their size: what each would do is told by its name."""

from __future__ import annotations

import zlib

_PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]%s>>"
_ONE = b"<</Type/Pages/Count 1/Kids[3 0 R]>>"


def pdf_of(*objects: bytes) -> bytes:
    """A PDF of these objects after its catalog, the second of which is the tree of its pages."""
    out, places = b"%PDF-1.7\n", []
    for number, one in enumerate((b"<</Type/Catalog/Pages 2 0 R>>", *objects), 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(places) + 1, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1) + table + end


def _stream(data: bytes, fields: bytes = b"") -> bytes:
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (fields, len(data), data)


def drawn_for_hours(depth: int = 40) -> bytes:
    """Each form draws the next one twice: two to the power of `depth` in a few kilobytes."""
    twice = b"/A Do /A Do"
    forms = [
        _stream(
            twice if level < depth - 1 else b"0 0 m 9 9 l S",
            b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</A %d 0 R>>>>"
            % (level + 6),
        )
        for level in range(depth)
    ]
    resources = b"/Contents 4 0 R/Resources<</XObject<</A 5 0 R>>>>"
    return pdf_of(_ONE, _PAGE % resources, _stream(twice), *forms)


def one_page_many_times(times: int) -> bytes:
    """A page that stands in the tree `times` times."""
    return pdf_of(b"<</Type/Pages/Count %d/Kids[%s]>>" % (times, b"3 0 R " * times), _PAGE % b"")


def deep_tree(depth: int) -> bytes:
    """Nodes of pages within nodes of pages."""
    nodes = [b"<</Type/Pages/Count 1/Kids[%d 0 R]>>" % (level + 3) for level in range(depth)]
    return pdf_of(*nodes, _PAGE % b"")


def wide_page() -> bytes:
    """A page of kilometres."""
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 2000000 2000000]/UserUnit 100>>"
    return pdf_of(_ONE, page)


def wide_image(side: int = 12_000) -> bytes:
    """A picture of `side` squared points, all of them black."""
    fields = b"/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceGray" % (side, side)
    fields += b"/BitsPerComponent 8/Filter/FlateDecode"
    resources = b"/Contents 4 0 R/Resources<</XObject<</I 5 0 R>>>>"
    pixels = zlib.compress(bytes(side * side), 1)
    return pdf_of(
        _ONE, _PAGE % resources, _stream(b"612 0 0 792 0 0 cm /I Do"), _stream(pixels, fields)
    )
