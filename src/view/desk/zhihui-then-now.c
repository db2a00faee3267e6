/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-then-now.h"

#include "zhihui-format.h"

#include <glib/gi18n-lib.h>

/**
 * ZhihuiThenNow:
 *
 * The headline figures of a past moment beside those of now.
 */
struct _ZhihuiThenNow
{
  AdwBin parent_instance;

  GtkGrid *grid; /* the child */
};

G_DEFINE_FINAL_TYPE (ZhihuiThenNow, zhihui_then_now, ADW_TYPE_BIN)

/* A row: a count, or a rate of the month. */
typedef struct
{
  const char *name; /* to be translated, context "key figure" */
  gsize       offset;
  gboolean    is_count;
} Row;

#define COUNT(name, member)                                                                        \
  {                                                                                                \
    name, G_STRUCT_OFFSET (ZhihuiSummary, member), TRUE                                            \
  }
#define RATE(name, member)                                                                         \
  {                                                                                                \
    name, G_STRUCT_OFFSET (ZhihuiSummary, member), FALSE                                           \
  }
static const Row rows[] = {
  COUNT (NC_ ("key figure", "Accepted today"), today),
  COUNT (NC_ ("key figure", "Accepted this month"), month_count),
  COUNT (NC_ ("key figure", "In hand"), open),
  COUNT (NC_ ("key figure", "Overdue now"), overdue_open),
  RATE (NC_ ("key figure", "Answered on time"), on_time),
  RATE (NC_ ("key figure", "Returned"), returned),
  RATE (NC_ ("key figure", "Satisfied"), satisfied),
};

/* -1: not told. */
static gint64
get_count (const ZhihuiSummary *summary, const Row *row)
{
  return summary != NULL ? G_STRUCT_MEMBER (gint64, summary, row->offset) : -1;
}

/* Of nothing where it is not told. */
static ZhihuiTally
get_tally (const ZhihuiSummary *summary, const Row *row)
{
  static const ZhihuiTally nothing;

  return summary != NULL ? G_STRUCT_MEMBER (ZhihuiTally, summary, row->offset) : nothing;
}

static char *
format_figure (const ZhihuiSummary *summary, const Row *row)
{
  ZhihuiTally      tally;
  g_autofree char *rate = NULL, *fraction = NULL;

  if (row->is_count)
    return get_count (summary, row) < 0 ? g_strdup ("—")
                                        : zhihui_format_count (get_count (summary, row));
  tally = get_tally (summary, row);
  if (tally.n <= 0)
    return g_strdup ("—");
  rate = zhihui_format_rate (tally.k, tally.n);
  fraction = zhihui_format_fraction (tally.k, tally.n);
  return g_strdup_printf ("%s  (%s)", rate, fraction);
}

static char *
format_count_difference (gint64 then, gint64 now)
{
  g_autofree char *count = zhihui_format_count (ABS (now - then));

  if (then < 0 || now < 0)
    return g_strdup ("");
  return now == then ? g_strdup ("–") : g_strdup_printf ("%s%s", now > then ? "+" : "−", count);
}

/* In percentage points. */
static char *
format_rate_difference (ZhihuiTally then, ZhihuiTally now)
{
  g_autofree char *points = NULL;

  if (then.n <= 0 || now.n <= 0)
    return g_strdup ("");
  points =
    zhihui_format_points ((double) now.k / (double) now.n - (double) then.k / (double) then.n);
  if (g_str_equal (points, "0.00"))
    return g_strdup ("–");
  return g_strdup_printf (_ ("%s points"), points);
}

static GtkWidget *
attach (ZhihuiThenNow *self, const char *text, int column, int row)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), column == 0 ? 0 : 1);
  gtk_widget_set_hexpand (label, column == 0);
  gtk_widget_add_css_class (label, "numeric");
  gtk_grid_attach (self->grid, label, column, row, 1, 1);
  return label;
}

static void
zhihui_then_now_class_init (ZhihuiThenNowClass *klass)
{
}

static void
zhihui_then_now_init (ZhihuiThenNow *self)
{
  self->grid = GTK_GRID (gtk_grid_new ());
  gtk_grid_set_row_spacing (self->grid, 8);
  gtk_grid_set_column_spacing (self->grid, 24);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->grid));
}

static char *
format_head (ZhihuiSituation *situation, const char *otherwise)
{
  if (situation == NULL || zhihui_situation_get_as_of (situation) == ZHIHUI_NO_INSTANT)
    return g_strdup (otherwise);
  return zhihui_format_date_time (zhihui_situation_get_zone (situation),
                                  zhihui_situation_get_as_of (situation));
}

/**
 * zhihui_then_now_show:
 * @then: (nullable): NULL: nothing is kept of it
 * @now: what is known now
 */
void
zhihui_then_now_show (ZhihuiThenNow *self, ZhihuiSituation *then, ZhihuiSituation *now)
{
  ZhihuiSummary   *before = then != NULL ? zhihui_situation_get_summary (then) : NULL;
  ZhihuiSummary   *after = zhihui_situation_get_summary (now);
  g_autofree char *then_head = format_head (then, _ ("Nothing kept"));
  g_autofree char *now_head = format_head (now, "");

  g_return_if_fail (ZHIHUI_IS_THEN_NOW (self));

  while (gtk_widget_get_first_child (GTK_WIDGET (self->grid)) != NULL)
    gtk_grid_remove (self->grid, gtk_widget_get_first_child (GTK_WIDGET (self->grid)));
  gtk_widget_add_css_class (attach (self, then_head, 1, 0), "heading");
  gtk_widget_add_css_class (attach (self, now_head, 2, 0), "heading");
  gtk_widget_add_css_class (attach (self, _ ("Difference"), 3, 0), "heading");
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const Row       *row = &rows[i];
      int              at = (int) i + 1;
      g_autofree char *was = format_figure (before, row);
      g_autofree char *is = format_figure (after, row);
      g_autofree char *difference =
        row->is_count ? format_count_difference (get_count (before, row), get_count (after, row))
                      : format_rate_difference (get_tally (before, row), get_tally (after, row));

      attach (self, g_dpgettext2 (NULL, "key figure", row->name), 0, at);
      gtk_widget_add_css_class (attach (self, was, 1, at), "dim-label");
      attach (self, is, 2, at);
      attach (self, difference, 3, at);
    }
}
