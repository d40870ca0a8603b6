"""The text of a page's elements in page order, with marks where lines, tables, rows and cells begin.

A stylesheet writes it: the library walks the tree by itself, far quicker than Python does.
"""

from __future__ import annotations

from lxml import etree

# characters that Unicode leaves to programs: the reader takes them out of a page
LINE, ROW, CELL, SPANS, TABLE = "\ufdd0", "\ufdd1", "\ufdd2", "\ufdd3", "\ufdd4"
ITEM = "\ufdd7"
MARKS = "\ufdd0\ufdd1\ufdd2\ufdd3\ufdd4\ufdd5\ufdd6\ufdd7"
# the attribute of a table that is printed by cell, and its values; no page can set it, since the parser
# writes the names of attributes in small letters
BY_CELL, DATA, LABELS = "KG-BY-CELL", "\ufdd5", "\ufdd6"
NUMBER = "KG-NUMBER"  # the attribute of the items of a list that are numbered

_BLOCKS = (
    "address|article|blockquote|body|br|caption|center|dd|details|div|dl|dt|fieldset|figcaption|figure|footer"
    "|form|h1|h2|h3|h4|h5|h6|header|hr|html|legend|li|main|ol|p|pre|section|summary|table|tbody|td|tfoot|th"
    "|thead|tr|ul"
)
_STYLESHEET = f"""
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:template match="/"><text><xsl:apply-templates/></text></xsl:template>
  <xsl:template match="{_BLOCKS}">{LINE}<xsl:apply-templates/>{LINE}</xsl:template>
  <xsl:template match="li[@{NUMBER}]" priority="1">
    <xsl:value-of select="concat('{LINE}', @{NUMBER}, '{ITEM}')"/>
    <xsl:apply-templates/>
    <xsl:text>{LINE}{ITEM}</xsl:text>
  </xsl:template>
  <xsl:template match="table[@{BY_CELL}]" priority="1">
    <xsl:value-of select="concat('{TABLE}', @{BY_CELL})"/>
    <xsl:apply-templates select="caption"/>
    <xsl:for-each select=".//tr">
      <xsl:text>{ROW}</xsl:text>
      <xsl:for-each select="td|th">
        <xsl:text>{CELL}</xsl:text>
        <xsl:if test="@rowspan|@colspan">
          <xsl:value-of select="concat(@rowspan, '{SPANS}', @colspan, '{SPANS}')"/>
        </xsl:if>
        <xsl:apply-templates/>
      </xsl:for-each>
    </xsl:for-each>
    <xsl:text>{TABLE}</xsl:text>
  </xsl:template>
</xsl:stylesheet>
"""
_transform = etree.XSLT(etree.fromstring(_STYLESHEET))


def flow(element: etree._Element) -> str:
    """What `element` prints: text, table, text, table, …, text, with TABLE between them.

    LINE stands where a block begins or ends, behind it the number of an item and ITEM, which alone
    ends the item.

    A table is its value of BY_CELL and its captions, then the rows: ROW and its cells. A cell is CELL and
    its text, before which stand its rowspan and colspan, each ended by SPANS, if it has one of them.
    """
    return _transform(element).getroot().text or ""
