/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-parts-private.h"

#include "zhihui-format.h"
#include "zhihui-report-private.h"

/* Of what stands in one line, points. */
#define BESIDE 4.0
/* The name of who issues it stands in one line, made smaller for it, down to this part of its size;
 * a longer one is wrapped. */
#define LEAST_SIZE 0.6
#define MOST_NAME_LINES 2
#define MOST_TITLE_LINES 6
#define MOST_TOGETHER 12 /* characters that are not divided */
#define LINE 1.4         /* of the size of a font: from one line to the next */
#define NARROWER 0.05    /* of a size: how exactly lines are made equal */

static const ZhihuiFont issuer_font = {
  .face = ZHIHUI_FACE_SERIF, .size = 27, .weight = 700, .tracking = 2.6
};
static const ZhihuiFont marking_font = { .face = ZHIHUI_FACE_SERIF, .size = 10.5, .weight = 400 };
static const ZhihuiFont title_font = { .face = ZHIHUI_FACE_SERIF, .size = 21, .weight = 700 };

/* As large as the name stands in one line, or as small as it may be. */
static ZhihuiFont
fit_issuer (const ZhihuiSheet *sheet, const char *name)
{
  ZhihuiFont font = issuer_font;
  double     width = zhihui_sheet_get_text_width (sheet);
  double     wide = zhihui_theme_measure (sheet->theme, name, &font);
  double     scale = wide > width ? MAX (LEAST_SIZE, width / wide) : 1;

  font.size *= scale;
  font.tracking *= scale;
  return font;
}

static gboolean
is_numeral (gunichar c)
{
  return g_unichar_isdigit (c) ||
         (c != 0 && g_utf8_strchr ("〇零一二三四五六七八九十百", -1, c) != NULL);
}

/* Where what begins at @at ends that is not to be divided: a number with the sign behind it, as a
 * year, and what stands in brackets. */
static const char *
find_end_of_unit (const char *at)
{
  const char *end = at;

  if (g_utf8_get_char (at) == 0xff08)
    {
      const char *closing = strstr (at, "）");

      return closing != NULL ? g_utf8_next_char (closing) : at;
    }
  while (is_numeral (g_utf8_get_char (end)))
    end = g_utf8_next_char (end);
  return end > at && *end != '\0' ? g_utf8_next_char (end) : end;
}

static void
keep_units (PangoLayout *layout)
{
  const char    *text = pango_layout_get_text (layout);
  PangoAttrList *attributes = pango_attr_list_copy (pango_layout_get_attributes (layout));

  for (const char *at = text; *at != '\0';)
    {
      const char *end = find_end_of_unit (at);

      if (end > at && g_utf8_pointer_to_offset (at, end) <= MOST_TOGETHER)
        {
          PangoAttribute *together = pango_attr_allow_breaks_new (FALSE);

          together->start_index = (guint) (at - text);
          together->end_index = (guint) (end - text);
          pango_attr_list_insert (attributes, together);
        }
      at = end > at ? end : g_utf8_next_char (at);
    }
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
}

/* The lines of a heading are about as long as each other, the last one of two the shorter (GB/T
 * 9704: a trapezium): as narrow as they are no more lines than at full width. */
static PangoLayout *
wrap_evenly (const ZhihuiSheet *sheet, const char *text, const ZhihuiFont *font, guint most)
{
  double       most_width = zhihui_sheet_get_text_width (sheet);
  PangoLayout *layout = zhihui_sheet_wrap (sheet, text, font, most_width, most);
  int          n_lines = pango_layout_get_line_count (layout);
  double       width = most_width;
  double       least = most_width / 2;

  if (n_lines < 2)
    return layout;
  keep_units (layout);
  n_lines = pango_layout_get_line_count (layout);
  while (width - least > NARROWER * font->size)
    {
      double middle = (least + width) / 2;

      pango_layout_set_width (layout, (int) (middle * PANGO_SCALE));
      if (pango_layout_get_line_count (layout) > n_lines)
        least = middle;
      else
        width = middle;
    }
  if (n_lines == 2)
    width = MIN (most_width, width + font->size);
  pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  return layout;
}

static PangoLayout *
wrap_title (const ZhihuiReportRequest *request, const ZhihuiSheet *sheet)
{
  return wrap_evenly (sheet, zhihui_report_get_title (request), &title_font, MOST_TITLE_LINES);
}

static PangoLayout *
wrap_issuer (const ZhihuiReportRequest *request, const ZhihuiSheet *sheet, ZhihuiFont *font)
{
  const char *name = zhihui_report_get_issuer (request);

  *font = fit_issuer (sheet, name);
  /* What was made to fit is not wrapped for a rounding. */
  if (zhihui_theme_measure (sheet->theme, name, font) <= zhihui_sheet_get_text_width (sheet) + 1)
    return g_object_ref (zhihui_theme_get_layout (sheet->theme, name, font, 0));
  return wrap_evenly (sheet, name, font, MOST_NAME_LINES);
}

static double
measure_more_lines (PangoLayout *layout, const ZhihuiFont *font)
{
  return (pango_layout_get_line_count (layout) - 1) * font->size * LINE;
}

/**
 * zhihui_part_measure_letterhead:
 *
 * Returns: points that the letterhead is higher than one whose name and title have one line each
 */
double
zhihui_part_measure_letterhead (const ZhihuiReportRequest *request, const ZhihuiSheet *sheet)
{
  ZhihuiFont font;
  g_autoptr (PangoLayout) name = wrap_issuer (request, sheet, &font);
  g_autoptr (PangoLayout) title = wrap_title (request, sheet);

  return measure_more_lines (name, &font) + measure_more_lines (title, &title_font);
}

/* Marking, number and day, above the rule. */
static void
write_marks (const ZhihuiReportRequest *request, ZhihuiSheet *sheet, double baseline)
{
  ZhihuiRgba       ink = zhihui_theme_get_palette (sheet->theme)->text1;
  ZhihuiZone      *zone = zhihui_situation_get_zone (request->situation);
  double           width = zhihui_sheet_get_text_width (sheet);
  double           share = width / (request->number != NULL ? 3 : 2) - BESIDE;
  gint64           listed = zhihui_report_part_find_moment (request);
  g_autofree char *made = zhihui_format_date_time (
    zone, listed != ZHIHUI_NO_INSTANT ? listed : zhihui_situation_get_as_of (request->situation));
  const struct
  {
    const char *text;
    double      x;
    ZhihuiAlign align;
  } marks[] = { { zhihui_report_get_marking (request), 0, ZHIHUI_ALIGN_LEFT },
                { request->number, width / 2, ZHIHUI_ALIGN_CENTRE },
                { made, width, ZHIHUI_ALIGN_RIGHT } };

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (marks[i].text != NULL)
      zhihui_sheet_text (sheet,
                         marks[i].text,
                         &marking_font,
                         ink,
                         sheet->left + marks[i].x,
                         baseline,
                         marks[i].align,
                         share);
}

/**
 * zhihui_part_paint_letterhead:
 * @y: points from the top of the sheet
 *
 * Paints the issuer's name in red, what marks the paper and when the figures are of, a red rule,
 * and the title.
 *
 * Returns: as zhihui_part_measure_letterhead(): by how much all that follows stands lower
 */
double
zhihui_part_paint_letterhead (const ZhihuiReportRequest *request, ZhihuiSheet *sheet, double y)
{
  const ZhihuiPalette *palette = zhihui_theme_get_palette (sheet->theme);
  ZhihuiFont           font;
  g_autoptr (PangoLayout) name = wrap_issuer (request, sheet, &font);
  g_autoptr (PangoLayout) title = wrap_title (request, sheet);
  double more = measure_more_lines (name, &font);
  double middle = sheet->width / 2;

  zhihui_sheet_lines (
    sheet, name, palette->issuer, middle, y + 29, font.size * LINE, ZHIHUI_ALIGN_CENTRE);
  write_marks (request, sheet, y + more + 56);
  zhihui_sheet_rule (sheet,
                     sheet->left,
                     y + more + 63,
                     zhihui_sheet_get_text_width (sheet),
                     ZHIHUI_MM (0.7),
                     palette->issuer);
  zhihui_sheet_lines (sheet,
                      title,
                      palette->text1,
                      middle,
                      y + more + 103,
                      title_font.size * LINE,
                      ZHIHUI_ALIGN_CENTRE);
  return more + measure_more_lines (title, &title_font);
}
