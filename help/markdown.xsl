<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: GPL-3.0-or-later -->
<!-- A page of the guide as Markdown, of the elements that its pages use; another ends the run.
     Parameters: pictures, where they lie from the text; anchors of other pages are their ids. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:m="http://projectmallard.org/1.0/">
  <xsl:output method="text" encoding="UTF-8"/>
  <xsl:param name="pictures"/>
  <xsl:param name="pages"/>

  <xsl:template match="m:page">
    <xsl:text>&lt;a id="</xsl:text><xsl:value-of select="@id"/><xsl:text>"&gt;&lt;/a&gt;&#10;</xsl:text>
    <xsl:value-of select="substring('##', 1, 2 - (@type = 'guide'))"/>
    <xsl:text> </xsl:text>
    <xsl:apply-templates select="m:title" mode="line"/>
    <xsl:text>&#10;</xsl:text>
    <xsl:if test="@type != 'guide'">
      <xsl:text>*</xsl:text><xsl:apply-templates select="m:info/m:desc" mode="line"/><xsl:text>*&#10;&#10;</xsl:text>
    </xsl:if>
    <xsl:apply-templates select="*[not(self::m:info or self::m:title)]"/>
  </xsl:template>

  <!-- Those of the guide are its parts: they say which pages there are, in their order. -->
  <xsl:template match="m:section">
    <xsl:variable name="name" select="concat('index#', @id)"/>
    <xsl:text>### </xsl:text><xsl:apply-templates select="m:title" mode="line"/><xsl:text>&#10;</xsl:text>
    <xsl:apply-templates select="*[not(self::m:title)]"/>
    <xsl:if test="../@type = 'guide'">
      <xsl:for-each select="document($pages)/list/page">
        <xsl:sort select="document(@name)/m:page/m:info/m:title[@type = 'sort']"/>
        <xsl:variable name="page" select="document(@name)/m:page"/>
        <xsl:if test="$page/m:info/m:link[@type = 'guide' and @xref = $name]">
          <xsl:text>- [</xsl:text><xsl:apply-templates select="$page/m:title" mode="line"/><xsl:text>](#</xsl:text>
          <xsl:value-of select="$page/@id"/><xsl:text>): </xsl:text>
          <xsl:apply-templates select="$page/m:info/m:desc" mode="line"/><xsl:text>&#10;</xsl:text>
        </xsl:if>
      </xsl:for-each>
      <xsl:text>&#10;</xsl:text>
    </xsl:if>
  </xsl:template>

  <xsl:template match="m:p"><xsl:apply-templates select="." mode="line"/><xsl:text>&#10;&#10;</xsl:text></xsl:template>
  <xsl:template match="m:note/m:p"><xsl:text>&gt; </xsl:text><xsl:apply-templates select="." mode="line"/><xsl:text>&#10;&#10;</xsl:text></xsl:template>
  <xsl:template match="m:note"><xsl:apply-templates/></xsl:template>
  <xsl:template match="m:screen">
    <xsl:text>```sh&#10;</xsl:text><xsl:value-of select="."/><xsl:text>&#10;```&#10;&#10;</xsl:text>
  </xsl:template>
  <xsl:template match="m:media">
    <xsl:text>![</xsl:text><xsl:apply-templates select="m:p" mode="line"/><xsl:text>](</xsl:text>
    <xsl:value-of select="concat($pictures, '/', @src)"/><xsl:text>)&#10;&#10;</xsl:text>
  </xsl:template>

  <xsl:template match="m:list | m:steps | m:terms"><xsl:apply-templates select="m:item"/><xsl:text>&#10;</xsl:text></xsl:template>
  <xsl:template match="m:list/m:item"><xsl:text>- </xsl:text><xsl:apply-templates select="m:p" mode="line"/><xsl:text>&#10;</xsl:text></xsl:template>
  <xsl:template match="m:steps/m:item">
    <xsl:value-of select="count(preceding-sibling::m:item) + 1"/><xsl:text>. </xsl:text>
    <xsl:apply-templates select="m:p" mode="line"/><xsl:text>&#10;</xsl:text>
  </xsl:template>
  <xsl:template match="m:terms/m:item">
    <xsl:text>- **</xsl:text><xsl:apply-templates select="m:title" mode="line"/><xsl:text>** · </xsl:text>
    <xsl:apply-templates select="m:p" mode="line"/><xsl:text>&#10;</xsl:text>
  </xsl:template>

  <xsl:template match="m:table">
    <xsl:choose>
      <xsl:when test="m:thead"><xsl:apply-templates select="m:thead/m:tr"/></xsl:when>
      <xsl:otherwise>
        <xsl:text>|</xsl:text>
        <xsl:for-each select="m:tbody/m:tr[1]/m:td"><xsl:text> |</xsl:text></xsl:for-each>
        <xsl:text>&#10;</xsl:text>
      </xsl:otherwise>
    </xsl:choose>
    <xsl:text>|</xsl:text>
    <xsl:for-each select="m:tbody/m:tr[1]/m:td"><xsl:text>---|</xsl:text></xsl:for-each>
    <xsl:text>&#10;</xsl:text>
    <xsl:apply-templates select="m:tbody/m:tr"/>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>
  <xsl:template match="m:tr">
    <xsl:text>|</xsl:text>
    <xsl:for-each select="m:td"><xsl:text> </xsl:text><xsl:apply-templates select="m:p" mode="line"/><xsl:text> |</xsl:text></xsl:for-each>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>

  <!-- Within a line -->
  <xsl:template match="m:p | m:title | m:desc" mode="line">
    <xsl:variable name="text"><xsl:apply-templates mode="inline"/></xsl:variable>
    <xsl:value-of select="normalize-space($text)"/>
  </xsl:template>
  <xsl:template match="text()" mode="inline"><xsl:value-of select="."/></xsl:template>
  <xsl:template match="m:code | m:file" mode="inline"><xsl:text>`</xsl:text><xsl:value-of select="."/><xsl:text>`</xsl:text></xsl:template>
  <xsl:template match="m:key" mode="inline"><xsl:text>`</xsl:text><xsl:value-of select="."/><xsl:text>`</xsl:text></xsl:template>
  <xsl:template match="m:keyseq" mode="inline">
    <xsl:for-each select="m:key">
      <xsl:if test="position() &gt; 1"><xsl:text>+</xsl:text></xsl:if>
      <xsl:apply-templates select="." mode="inline"/>
    </xsl:for-each>
  </xsl:template>
  <xsl:template match="m:gui | m:app" mode="inline"><xsl:text>**</xsl:text><xsl:value-of select="."/><xsl:text>**</xsl:text></xsl:template>
  <xsl:template match="m:em" mode="inline"><xsl:text>*</xsl:text><xsl:value-of select="."/><xsl:text>*</xsl:text></xsl:template>
  <xsl:template match="m:link[@xref]" mode="inline">
    <xsl:text>[</xsl:text>
    <xsl:choose>
      <xsl:when test="node()"><xsl:apply-templates mode="inline"/></xsl:when>
      <xsl:otherwise><xsl:apply-templates select="document(concat(@xref, '.page'), .)/m:page/m:title" mode="line"/></xsl:otherwise>
    </xsl:choose>
    <xsl:text>](#</xsl:text><xsl:value-of select="@xref"/><xsl:text>)</xsl:text>
  </xsl:template>

  <xsl:template match="*" priority="-1">
    <xsl:message terminate="yes">markdown.xsl: no Markdown for an element: <xsl:value-of select="name()"/></xsl:message>
  </xsl:template>
  <xsl:template match="*" mode="inline" priority="-1">
    <xsl:message terminate="yes">markdown.xsl: no Markdown for an element within a line: <xsl:value-of select="name()"/></xsl:message>
  </xsl:template>
</xsl:stylesheet>
