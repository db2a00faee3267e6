/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-card-layout.h"

#define GAP 12 /* px between two cards */

/**
 * ZhihuiCardLayout:
 *
 * Puts cards into columns of one width, as many as have room, card by card along the rows; so
 * that all rows are as full as they can be: of twelve cards never eight and four. A screen that is
 * twice as wide shows twice as many.
 */
struct _ZhihuiCardLayout
{
  GtkLayoutManager parent_instance;

  ZhihuiCardRule rule;
};

G_DEFINE_FINAL_TYPE (ZhihuiCardLayout, zhihui_card_layout, GTK_TYPE_LAYOUT_MANAGER)

/**
 * zhihui_card_rule_choose:
 * @width: px that all of them have
 *
 * Returns: how many columns
 */
guint
zhihui_card_rule_choose (const ZhihuiCardRule *rule, guint n_cards, int width)
{
  guint n = (guint) MAX ((width + GAP) / (rule->usual_width + GAP), 1), n_rows;

  n = MIN (MAX (n, rule->least_columns), MAX (n_cards, 1));
  n_rows = (n_cards + n - 1) / n;
  n = n_rows > 0 ? (n_cards + n_rows - 1) / n_rows : n;
  return n > rule->step ? n - n % rule->step : n;
}

static GtkWidget *
skip_hidden (GtkWidget *child)
{
  while (child != NULL && !gtk_widget_should_layout (child))
    child = gtk_widget_get_next_sibling (child);
  return child;
}

static GPtrArray *
list_cards (GtkWidget *widget)
{
  GPtrArray *cards = g_ptr_array_new ();

  for (GtkWidget *child = skip_hidden (gtk_widget_get_first_child (widget)); child != NULL;
       child = skip_hidden (gtk_widget_get_next_sibling (child)))
    g_ptr_array_add (cards, child);
  return cards;
}

static int
find_left (int width, guint n_columns, guint column)
{
  return (int) ((gint64) column * (width + GAP) / n_columns);
}

static int
find_width (int width, guint n_columns, guint column)
{
  return find_left (width, n_columns, column + 1) - GAP - find_left (width, n_columns, column);
}

/* The heights of all cards, px, and of all together. */
static int *
measure_heights (ZhihuiCardLayout *self, GPtrArray *cards, guint n_columns, int width, int *whole)
{
  int            *heights = g_new0 (int, cards->len + 1);
  g_autofree int *ends = g_new0 (int, n_columns);

  for (guint i = 0; i < cards->len; i++)
    gtk_widget_measure (cards->pdata[i],
                        GTK_ORIENTATION_VERTICAL,
                        MAX (find_width (width, n_columns, i % n_columns), 0),
                        &heights[i],
                        NULL,
                        NULL,
                        NULL);
  for (guint first = 0; first < cards->len && !self->rule.is_loose; first += n_columns)
    {
      guint end = MIN (first + n_columns, cards->len);

      for (guint i = first; i < end; i++)
        heights[first] = MAX (heights[first], heights[i]);
      for (guint i = first; i < end; i++)
        heights[i] = heights[first];
    }

  *whole = 0;
  for (guint i = 0; i < cards->len; i++)
    {
      guint column = i % n_columns;

      ends[column] += heights[i] + (i >= n_columns ? GAP : 0);
      *whole = MAX (*whole, ends[column]);
    }
  return heights;
}

/* Each column is as wide as the widest needs. */
static void
measure_across (ZhihuiCardLayout *self, GPtrArray *cards, int *least, int *usual)
{
  guint n = MIN (MAX (self->rule.least_columns, 1), MAX (cards->len, 1));
  int   widest = 0;

  for (guint i = 0; i < cards->len; i++)
    {
      int width;

      gtk_widget_measure (
        cards->pdata[i], GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
      widest = MAX (widest, width);
    }
  *least = (int) n * (widest + GAP) - GAP;
  *usual = MAX (*least, (int) n * (self->rule.usual_width + GAP) - GAP);
}

static void
zhihui_card_layout_measure (GtkLayoutManager *manager,
                            GtkWidget        *widget,
                            GtkOrientation    orientation,
                            int               for_size,
                            int              *least,
                            int              *usual,
                            int              *least_baseline,
                            int              *usual_baseline)
{
  ZhihuiCardLayout *self = ZHIHUI_CARD_LAYOUT (manager);
  g_autoptr (GPtrArray) cards = list_cards (widget);
  int width;

  *least_baseline = *usual_baseline = -1;
  measure_across (self, cards, least, usual);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    return;

  width = for_size >= 0 ? for_size : *usual;
  g_free (measure_heights (
    self, cards, zhihui_card_rule_choose (&self->rule, cards->len, width), width, least));
  *usual = *least;
}

static void
zhihui_card_layout_allocate (
  GtkLayoutManager *manager, GtkWidget *widget, int width, int height, int baseline)
{
  ZhihuiCardLayout *self = ZHIHUI_CARD_LAYOUT (manager);
  g_autoptr (GPtrArray) cards = list_cards (widget);
  gboolean        is_rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  guint           n = zhihui_card_rule_choose (&self->rule, cards->len, width);
  int             whole;
  g_autofree int *heights = measure_heights (self, cards, n, width, &whole);
  g_autofree int *tops = g_new0 (int, n);

  for (guint i = 0; i < cards->len; i++)
    {
      guint         column = i % n;
      int           own = find_width (width, n, column), left = find_left (width, n, column);
      gboolean      is_last = i + n >= cards->len;
      GtkAllocation place = { is_rtl ? width - left - own : left,
                              tops[column],
                              own,
                              is_last ? MAX (whole - tops[column], heights[i]) : heights[i] };

      gtk_widget_size_allocate (cards->pdata[i], &place, -1);
      tops[column] += heights[i] + GAP;
    }
}

static GtkSizeRequestMode
zhihui_card_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
zhihui_card_layout_class_init (ZhihuiCardLayoutClass *klass)
{
  GtkLayoutManagerClass *manager_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  manager_class->get_request_mode = zhihui_card_layout_get_request_mode;
  manager_class->measure = zhihui_card_layout_measure;
  manager_class->allocate = zhihui_card_layout_allocate;
}

static void
zhihui_card_layout_init (ZhihuiCardLayout *self)
{
}

/**
 * zhihui_card_layout_new:
 *
 * Returns: (transfer full): for one widget
 */
GtkLayoutManager *
zhihui_card_layout_new (const ZhihuiCardRule *rule)
{
  ZhihuiCardLayout *self = g_object_new (ZHIHUI_TYPE_CARD_LAYOUT, NULL);

  self->rule = *rule;
  return GTK_LAYOUT_MANAGER (self);
}
