/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-parts-private.h"

#include "zhihui-format.h"
#include "zhihui-paper-words.h"
#include "zhihui-report-private.h"

#include <glib/gi18n-lib.h>

#define LETTERHEAD 136.0 /* with the line under the title */
#define AFTER 12.0
#define MOST_FACTS 10

static const ZhihuiFont line_font = { .face = ZHIHUI_FACE_SERIF, .size = 12, .weight = 400 };

typedef struct
{
  const char *label; /* translated, static */
  char       *value; /* owned */
} Fact;

/* The head of a paper that is not the bulletin: what it is of, two facts a row. */
typedef struct
{
  const ZhihuiReportRequest *request; /* borrowed */
  char                      *line;    /* owned: under the title */
  gboolean                   is_span; /* its parts are no boards */
  Fact                       facts[MOST_FACTS];
  guint                      n;
} Head;

static void
free_head (gpointer data)
{
  Head *self = data;

  for (guint i = 0; i < self->n; i++)
    g_free (self->facts[i].value);
  g_free (self->line);
  g_free (self);
}

static void
add_fact (Head *self, const char *label, char *value)
{
  g_return_if_fail (self->n < MOST_FACTS);

  self->facts[self->n++] = (Fact){ label, value };
}

static void
paint_head (const ZhihuiBlock *block, ZhihuiSheet *sheet, double y)
{
  const Head          *self = block->data;
  const ZhihuiPalette *palette = zhihui_theme_get_palette (sheet->theme);

  y += zhihui_part_paint_letterhead (self->request, sheet, y);
  zhihui_sheet_text (sheet,
                     self->line,
                     &line_font,
                     palette->text1,
                     sheet->width / 2,
                     y + 122,
                     ZHIHUI_ALIGN_CENTRE,
                     zhihui_sheet_get_text_width (sheet));
  zhihui_part_paint_fact_rules (sheet, y + LETTERHEAD, (self->n + 1) / 2);
  for (guint i = 0; i < self->n; i++)
    zhihui_part_paint_fact (sheet,
                            i % 2,
                            y + LETTERHEAD + i / 2 * ZHIHUI_FACT_ROW,
                            self->facts[i].label,
                            self->facts[i].value,
                            FALSE);
}

static void
add_unit (Head *self)
{
  const ZhihuiUnit *unit = zhihui_report_find_unit (self->request);
  ZhihuiMeta       *meta = zhihui_situation_get_meta (self->request->situation);
  const ZhihuiPeer *peer = unit != NULL ? zhihui_peer_find (meta->peers, unit->peer) : NULL;

  if (unit == NULL)
    return;
  add_fact (self, _ ("Unit"), g_strdup (unit->name));
  add_fact (self, C_ ("peers", "Group"), g_strdup (peer != NULL ? peer->label : "—"));
}

/* (transfer full): of which days a board is */
static char *
format_days_of (const Head *self, const ZhihuiRanking *ranking)
{
  return zhihui_report_format_span (self->request, &ranking->window, ranking->as_of);
}

/* Where the boards are of days of their own, those of neither are those of the paper: it is of a
 * moment, and tells both. */
static void
add_days (Head *self)
{
  const ZhihuiReportRequest *request = self->request;
  const ZhihuiRanking       *volume = zhihui_report_find_ranking (request, ZHIHUI_BOARD_VOLUME);
  const ZhihuiRanking       *overdue = zhihui_report_find_ranking (request, ZHIHUI_BOARD_OVERDUE);
  g_autofree char           *at = NULL;

  if (self->is_span || request->unit == NULL || volume == NULL || overdue == NULL ||
      (volume->window.from == overdue->window.from && volume->window.to == overdue->window.to))
    return;
  add_fact (self, _ ("Volume, rating"), format_days_of (self, volume));
  add_fact (self, _ ("Overdue, return"), format_days_of (self, overdue));
  at = zhihui_format_date_time (zhihui_situation_get_zone (request->situation), volume->as_of);
  g_free (self->line);
  self->line = g_strdup_printf (_ ("as of %s"), at);
}

/* Boards that a page of the desk has read are none of a paper that has none. */
static ZhihuiRanking *
find_ranking (const Head *self)
{
  return self->is_span ? NULL : zhihui_report_find_first_ranking (self->request);
}

/* Of a list its own: the figures beside which it was read may be older. */
static gint64
find_moment (const Head *self)
{
  gint64         listed = zhihui_report_part_find_moment (self->request);
  ZhihuiRanking *first = find_ranking (self);

  if (listed != ZHIHUI_NO_INSTANT)
    return listed;
  return first != NULL ? first->as_of
                       : zhihui_situation_get_meta (self->request->situation)->stamp.as_of;
}

static void
add_times (Head *self)
{
  ZhihuiMeta    *meta = zhihui_situation_get_meta (self->request->situation);
  ZhihuiZone    *zone = zhihui_situation_get_zone (self->request->situation);
  ZhihuiRanking *first = find_ranking (self);
  char          *now, *before;
  gboolean       fresh;

  if (zhihui_part_comparison_make_days (self->request, &now, &before))
    {
      add_fact (self, C_ ("period", "Now"), now);
      add_fact (self, C_ ("period", "Before"), before);
    }
  add_fact (self, _ ("Data as of"), zhihui_format_date_time (zone, find_moment (self)));
  add_fact (self, _ ("Source"), zhihui_part_describe_source (self->request, &fresh));
  add_fact (self,
            _ ("Rules"),
            g_strdup_printf (_ ("%s, data revision %s"),
                             meta->rule_version,
                             first != NULL ? first->revision : meta->revision));
  if (!self->is_span)
    add_fact (self, _ ("Dates"), zhihui_part_describe_basis (self->request));
  if (!self->is_span && zhihui_report_is_shrunk (self->request))
    add_fact (self, _ ("Order"), g_strdup (_ ("rates by the shrunk value")));
}

/* The letterhead, the title, and of whom and when the figures are. */
void
zhihui_part_add_head (const ZhihuiReportRequest *request,
                      const ZhihuiTemplatePart  *part,
                      ZhihuiPaper               *paper)
{
  Head  *self = g_new0 (Head, 1);
  double height;

  self->request = request;
  self->is_span = zhihui_report_part_make_span (request, &self->line);
  if (self->line == NULL && !self->is_span)
    self->line = zhihui_report_part_make_board_span (request);
  if (self->line == NULL)
    self->line = g_strdup ("—");
  add_unit (self);
  add_days (self);
  add_times (self);
  height = LETTERHEAD + zhihui_part_measure_letterhead (request, zhihui_paper_get_sheet (paper)) +
           (self->n + 1) / 2 * ZHIHUI_FACT_ROW + AFTER;
  zhihui_paper_add (paper, height, paint_head, self, free_head)->keep_with_next = TRUE;
}
