/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-parts-private.h"

#include "zhihui-format.h"
#include "zhihui-report-private.h"

#include <glib/gi18n-lib.h>

/* The block of facts under the title: of which days, peers and rules the boards are. */

#define META_LABEL_WIDTH 52.0
#define META_SECOND_COLUMN (262.0 / 442.0) /* of the width of the text */
#define MOST_FACTS 6                       /* a column */

static const ZhihuiFont meta_font = { .face = ZHIHUI_FACE_SANS, .size = 8.6, .weight = 400 };
static const ZhihuiFont meta_bold_font = { .face = ZHIHUI_FACE_SANS, .size = 8.6, .weight = 700 };

typedef struct
{
  const char *label; /* translated, static */
  char       *value; /* owned */
  gboolean    is_strong;
} Fact;

/* Two columns of them. */
typedef struct
{
  Fact  facts[2][MOST_FACTS];
  guint n[2];
} Facts;

static void
clear_facts (Facts *self)
{
  for (guint column = 0; column < 2; column++)
    for (guint i = 0; i < self->n[column]; i++)
      g_free (self->facts[column][i].value);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Facts, clear_facts)

/* @value: (transfer full) (nullable): not known: it is not said */
static void
add_fact (Facts *self, guint column, const char *label, char *value)
{
  if (value != NULL)
    self->facts[column][self->n[column]++] = (Fact){ label, value, FALSE };
}

/* One of two columns of facts. */
void
zhihui_part_paint_fact (
  ZhihuiSheet *sheet, guint column, double y, const char *label, const char *value, gboolean strong)
{
  const ZhihuiPalette *palette = zhihui_theme_get_palette (sheet->theme);
  double               second = META_SECOND_COLUMN * zhihui_sheet_get_text_width (sheet);
  double               x = sheet->left + column * second;
  double               room = x + second > sheet->width - sheet->right
                                ? sheet->width - sheet->right - x - META_LABEL_WIDTH
                                : second - META_LABEL_WIDTH - 6;

  zhihui_sheet_fit (
    sheet, label, &meta_font, palette->text3, x, y + 9.7, ZHIHUI_ALIGN_LEFT, META_LABEL_WIDTH - 4);
  zhihui_sheet_fit (sheet,
                    value,
                    strong ? &meta_bold_font : &meta_font,
                    palette->text1,
                    x + META_LABEL_WIDTH,
                    y + 9.7,
                    ZHIHUI_ALIGN_LEFT,
                    room);
}

/* @y: of the first of @n_rows rows of facts */
void
zhihui_part_paint_fact_rules (ZhihuiSheet *sheet, double y, guint n_rows)
{
  const ZhihuiPalette *palette = zhihui_theme_get_palette (sheet->theme);

  for (guint row = 0; row <= n_rows; row++)
    zhihui_sheet_rule (sheet,
                       sheet->left,
                       y + row * ZHIHUI_FACT_ROW,
                       zhihui_sheet_get_text_width (sheet),
                       0.5,
                       row == 0 || row == n_rows ? palette->line : palette->row_rule);
}

static char *
format_period_of (const ZhihuiReportRequest *request, ZhihuiBoard board)
{
  ZhihuiRanking *ranking = zhihui_report_find_ranking (request, board);

  if (ranking == NULL)
    return g_strdup ("—");
  return zhihui_report_format_span (request, &ranking->window, ranking->as_of);
}

/* (nullable) (transfer full): the window that changes and moves of the board are against: as the
 * platform finds it, of a period that it has by its name and of days alike. */
static char *
format_before_of (const ZhihuiReportRequest *request, ZhihuiBoard board)
{
  ZhihuiRanking *ranking = zhihui_report_find_ranking (request, board);
  ZhihuiZone    *zone = zhihui_situation_get_zone (request->situation);
  g_autoptr (ZhihuiPeriod) period = NULL;

  if (ranking == NULL || !zhihui_ranking_knows_before (ranking))
    return NULL;
  if (ranking->period != NULL && *ranking->period != '\0')
    period = zhihui_period_parse (ranking->period, ranking->as_of, zone, NULL);
  if (period == NULL)
    period = zhihui_period_new_between (ranking->window.from, ranking->window.to);
  if (period->window.from != ranking->window.from || period->window.to != ranking->window.to)
    return NULL;
  return zhihui_report_format_span (request, &period->previous, period->previous.to);
}

/* (nullable): a board that is by another time than usual */
static const ZhihuiRanking *
find_unusual (const ZhihuiReportRequest *request)
{
  for (ZhihuiBoard board = 0; board < ZHIHUI_N_BOARDS; board++)
    {
      const ZhihuiRanking *ranking = zhihui_report_find_ranking (request, board);

      if (ranking != NULL && ranking->basis != zhihui_metric_get_traits (ranking->metric)->basis)
        return ranking;
    }
  return NULL;
}

/* By which of its times work belongs to the days: as the boards themselves say, since not every
 * board has the time that was asked for. */
char *
zhihui_part_describe_basis (const ZhihuiReportRequest *request)
{
  GString *text;
  guint    named = 0; /* bits 1 << ZhihuiBasis */

  if (find_unusual (request) == NULL)
    return g_strdup (_ ("dispatch, deadline, rating: see definitions"));
  text = g_string_new (NULL);
  for (ZhihuiBoard board = 0; board < ZHIHUI_N_BOARDS; board++)
    {
      const ZhihuiRanking *ranking = zhihui_report_find_ranking (request, board);

      if (ranking == NULL || (named & (1u << ranking->basis)) != 0)
        continue;
      named |= 1u << ranking->basis;
      g_string_append_printf (text,
                              "%s%s",
                              text->len > 0 ? C_ ("list", ", ") : "",
                              zhihui_basis_get_words (ranking->basis));
    }
  return g_string_free (text, FALSE);
}

/* (nullable) (transfer full): "镇街道、部门" */
static char *
list_peers (const ZhihuiReportRequest *request)
{
  g_autoptr (GPtrArray) peers = zhihui_report_list_peers (request);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < peers->len; i++)
    g_string_append_printf (
      text, "%s%s", i > 0 ? C_ ("list", ", ") : "", ((ZhihuiPeer *) peers->pdata[i])->label);
  return g_string_free (text, text->len == 0);
}

/* (nullable) (transfer full): from how many cases on a unit is ranked, board after board */
static char *
list_min_n (const ZhihuiReportRequest *request)
{
  GString *text = g_string_new (NULL);

  for (ZhihuiBoard board = 0; board < ZHIHUI_N_BOARDS; board++)
    {
      const ZhihuiRanking *ranking = zhihui_report_find_ranking (request, board);

      if (ranking != NULL && ranking->min_n > 0)
        g_string_append_printf (text,
                                "%s%s %u",
                                text->len > 0 ? C_ ("list", ", ") : "",
                                _ (zhihui_metric_get_traits (ranking->metric)->title),
                                ranking->min_n);
    }
  return g_string_free (text, text->len == 0);
}

static void
find_facts (const ZhihuiReportRequest *request, Facts *self)
{
  ZhihuiMeta    *meta = zhihui_situation_get_meta (request->situation);
  ZhihuiZone    *zone = zhihui_situation_get_zone (request->situation);
  ZhihuiRanking *first = zhihui_report_find_first_ranking (request);
  gboolean       fresh;

  add_fact (self, 0, _ ("Volume, rating"), format_period_of (request, ZHIHUI_BOARD_VOLUME));
  add_fact (self, 0, _ ("Against"), format_before_of (request, ZHIHUI_BOARD_VOLUME));
  add_fact (self, 0, _ ("Overdue, return"), format_period_of (request, ZHIHUI_BOARD_OVERDUE));
  add_fact (self, 0, _ ("Against"), format_before_of (request, ZHIHUI_BOARD_OVERDUE));
  add_fact (self, 0, _ ("Smallest n"), list_min_n (request));

  add_fact (self,
            1,
            _ ("Data as of"),
            zhihui_format_date_time (zone, first != NULL ? first->as_of : meta->stamp.as_of));
  add_fact (self, 1, _ ("Dates"), zhihui_part_describe_basis (request));
  add_fact (self, 1, C_ ("peers", "Group"), list_peers (request));
  add_fact (self,
            1,
            _ ("Rules"),
            g_strdup_printf (_ ("%s, data revision %s"),
                             meta->rule_version,
                             first != NULL ? first->revision : "—"));
  add_fact (self, 1, _ ("Source"), zhihui_part_describe_source (request, &fresh));
  self->facts[1][self->n[1] - 1].is_strong = !fresh;
}

/**
 * zhihui_part_measure_facts:
 *
 * Returns: the height of zhihui_part_paint_facts(), points
 */
double
zhihui_part_measure_facts (const ZhihuiReportRequest *request)
{
  g_auto (Facts) facts = { 0 };

  find_facts (request, &facts);
  return MAX (facts.n[0], facts.n[1]) * ZHIHUI_FACT_ROW;
}

/**
 * zhihui_part_paint_facts:
 * @y: points from the top of the sheet
 *
 * Paints of which days, peers and rules the boards are, from how many cases on units are ranked,
 * and what the changes are against.
 */
void
zhihui_part_paint_facts (const ZhihuiReportRequest *request, ZhihuiSheet *sheet, double y)
{
  g_auto (Facts) facts = { 0 };

  find_facts (request, &facts);
  zhihui_part_paint_fact_rules (sheet, y, MAX (facts.n[0], facts.n[1]));
  for (guint column = 0; column < 2; column++)
    for (guint i = 0; i < facts.n[column]; i++)
      {
        const Fact *fact = &facts.facts[column][i];

        zhihui_part_paint_fact (
          sheet, column, y + i * ZHIHUI_FACT_ROW, fact->label, fact->value, fact->is_strong);
      }
}
