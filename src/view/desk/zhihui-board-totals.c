/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-board-totals.h"

#include "zhihui-format.h"

#include <glib/gi18n-lib.h>

#define SIDE 16       /* px before the names, as the first column has */
#define CELL_INSET 6  /* px that the theme puts beside what a cell shows */
#define LAST_INSET 18 /* px that the last column has */
#define ROW_PADDING 3 /* px */

enum
{
  GROUP,
  WHOLE,
  N_ROWS
};

struct _ZhihuiBoardTotals
{
  GtkWidget parent_instance;

  ZhihuiBoardLook *look;                            /* owned */
  GtkWidget       *titles[ZHIHUI_N_SLOTS];          /* borrowed: what stands over each figure */
  char            *names[N_ROWS];                   /* owned, NULL before they are told */
  char            *figures[N_ROWS][ZHIHUI_N_SLOTS]; /* owned, nullable */
  char            *details[N_ROWS][ZHIHUI_N_SLOTS]; /* owned, nullable: k/n */
};

G_DEFINE_FINAL_TYPE (ZhihuiBoardTotals, zhihui_board_totals, GTK_TYPE_WIDGET)

/* From @x on, or up to it. */
static void
draw_text (ZhihuiBoardTotals *self,
           GtkSnapshot       *snapshot,
           const char        *text,
           PangoAttrList     *attributes,
           ZhihuiRgba         colour,
           int                x,
           int                middle,
           gboolean           to_left)
{
  g_autoptr (PangoLayout) line = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  int width, height;

  pango_layout_set_attributes (line, attributes);
  pango_layout_get_pixel_size (line, &width, &height);
  zhihui_board_look_draw (snapshot, line, to_left ? x - width : x, middle - height / 2, colour);
}

static int
get_row_height (ZhihuiBoardTotals *self)
{
  return self->look->row_height + 2 * ROW_PADDING;
}

/* Where the figures of @slot end to the right; FALSE: their column is not seen. */
static gboolean
find_right_end (ZhihuiBoardTotals *self, guint slot, int *right)
{
  graphene_rect_t bounds;

  if (self->titles[slot] == NULL || !gtk_widget_get_mapped (self->titles[slot]) ||
      !gtk_widget_compute_bounds (self->titles[slot], GTK_WIDGET (self), &bounds))
    return FALSE;
  *right = (int) (bounds.origin.x + bounds.size.width) -
           (gtk_widget_get_next_sibling (self->titles[slot]) == NULL ? LAST_INSET : CELL_INSET);
  return TRUE;
}

static void
draw_row (ZhihuiBoardTotals *self, GtkSnapshot *snapshot, guint row)
{
  const ZhihuiPalette *palette = self->look->palette;
  int height = get_row_height (self), top = (int) row * height, middle = top + height / 2, right;

  draw_text (
    self, snapshot, self->names[row], self->look->bold, palette->text1, SIDE, middle, FALSE);
  for (guint slot = 0; slot < ZHIHUI_N_SLOTS; slot++)
    {
      gboolean has_detail = self->details[row][slot] != NULL;

      if (self->figures[row][slot] == NULL || !find_right_end (self, slot, &right))
        continue;
      draw_text (self,
                 snapshot,
                 self->figures[row][slot],
                 self->look->bold,
                 palette->text1,
                 right,
                 has_detail ? middle - height / 5 : middle,
                 TRUE);
      if (has_detail)
        draw_text (self,
                   snapshot,
                   self->details[row][slot],
                   self->look->small,
                   palette->text3,
                   right,
                   middle + height / 4,
                   TRUE);
    }
}

static void
zhihui_board_totals_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  ZhihuiBoardTotals *self = ZHIHUI_BOARD_TOTALS (widget);

  gtk_snapshot_push_clip (
    snapshot,
    &GRAPHENE_RECT_INIT (
      0, 0, (float) gtk_widget_get_width (widget), (float) gtk_widget_get_height (widget)));
  for (guint row = 0; row < N_ROWS; row++)
    if (self->names[row] != NULL)
      draw_row (self, snapshot, row);
  gtk_snapshot_pop (snapshot);
}

static void
zhihui_board_totals_measure (GtkWidget     *widget,
                             GtkOrientation orientation,
                             int            for_size,
                             int           *minimum,
                             int           *natural,
                             int           *minimum_baseline,
                             int           *natural_baseline)
{
  ZhihuiBoardTotals *self = ZHIHUI_BOARD_TOTALS (widget);

  *minimum = *natural =
    orientation == GTK_ORIENTATION_VERTICAL ? N_ROWS * get_row_height (self) : 0;
  *minimum_baseline = *natural_baseline = -1;
}

static void
clear (ZhihuiBoardTotals *self)
{
  for (guint row = 0; row < N_ROWS; row++)
    {
      g_clear_pointer (&self->names[row], g_free);
      for (guint slot = 0; slot < ZHIHUI_N_SLOTS; slot++)
        {
          g_clear_pointer (&self->figures[row][slot], g_free);
          g_clear_pointer (&self->details[row][slot], g_free);
        }
    }
}

static void
zhihui_board_totals_finalize (GObject *object)
{
  ZhihuiBoardTotals *self = ZHIHUI_BOARD_TOTALS (object);

  clear (self);
  zhihui_board_look_unref (self->look);

  G_OBJECT_CLASS (zhihui_board_totals_parent_class)->finalize (object);
}

static void
zhihui_board_totals_class_init (ZhihuiBoardTotalsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = zhihui_board_totals_finalize;
  widget_class->snapshot = zhihui_board_totals_snapshot;
  widget_class->measure = zhihui_board_totals_measure;
  gtk_widget_class_set_css_name (widget_class, "board-totals");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LABEL);
}

static void
zhihui_board_totals_init (ZhihuiBoardTotals *self)
{
}

/**
 * zhihui_board_totals_new:
 * @look: of the cells over it; a reference is taken
 *
 * Returns: (transfer floating): two rows that show nothing yet
 */
GtkWidget *
zhihui_board_totals_new (ZhihuiBoardLook *look)
{
  ZhihuiBoardTotals *self = g_object_new (ZHIHUI_TYPE_BOARD_TOTALS, NULL);

  self->look = zhihui_board_look_ref (look);
  return GTK_WIDGET (self);
}

/**
 * zhihui_board_totals_set_title:
 * @title: (nullable): the title of the column under whose right end the figures of @slot stand,
 *   for as long as it is there; %NULL: they are not shown
 */
void
zhihui_board_totals_set_title (ZhihuiBoardTotals *self, guint slot, GtkWidget *title)
{
  g_return_if_fail (ZHIHUI_IS_BOARD_TOTALS (self) && slot < ZHIHUI_N_SLOTS);

  self->titles[slot] = title;
}

/**
 * zhihui_board_totals_get_title:
 *
 * Returns: (transfer none) (nullable): under what the figures of @slot stand
 */
GtkWidget *
zhihui_board_totals_get_title (ZhihuiBoardTotals *self, guint slot)
{
  g_return_val_if_fail (ZHIHUI_IS_BOARD_TOTALS (self) && slot < ZHIHUI_N_SLOTS, NULL);

  return self->titles[slot];
}

static void
tell (ZhihuiBoardTotals *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint row = 0; row < N_ROWS; row++)
    {
      g_string_append_printf (text, "%s%s:", row > 0 ? "; " : "", self->names[row]);
      for (guint slot = 0; slot < ZHIHUI_N_SLOTS; slot++)
        if (self->figures[row][slot] != NULL)
          g_string_append_printf (
            text,
            " %s %s %s",
            _ (zhihui_metric_get_traits (zhihui_slot_get_metric (slot))->title),
            self->figures[row][slot],
            self->details[row][slot] != NULL ? self->details[row][slot] : "");
    }
  gtk_accessible_update_property (
    GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text->str, -1);
}

/**
 * zhihui_board_totals_show:
 * @group: what the group is called
 * @whole: what all units are called
 * @rankings: (array fixed-size=5): of each slot, nullable ones
 */
void
zhihui_board_totals_show (ZhihuiBoardTotals    *self,
                          const char           *group,
                          const char           *whole,
                          ZhihuiRanking *const *rankings)
{
  g_return_if_fail (ZHIHUI_IS_BOARD_TOTALS (self));

  clear (self);
  self->names[GROUP] = g_strdup (group);
  self->names[WHOLE] = g_strdup (whole);
  for (guint slot = 0; slot < ZHIHUI_N_SLOTS; slot++)
    for (guint row = 0; row < N_ROWS && rankings[slot] != NULL; row++)
      {
        const ZhihuiTally *sum =
          row == GROUP ? &rankings[slot]->total : &rankings[slot]->region_total;

        if (zhihui_metric_get_traits (rankings[slot]->metric)->is_count)
          {
            self->figures[row][slot] = zhihui_format_count (sum->n);
            continue;
          }
        self->figures[row][slot] = slot == ZHIHUI_SLOT_RATED ? zhihui_format_share (sum->k, sum->n)
                                                             : zhihui_format_rate (sum->k, sum->n);
        self->details[row][slot] = zhihui_format_fraction (sum->k, sum->n);
      }
  tell (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * zhihui_board_totals_get_name:
 * @is_whole: of all units, else of the group
 *
 * Returns: (transfer none) (nullable): under what the sums stand
 */
const char *
zhihui_board_totals_get_name (ZhihuiBoardTotals *self, gboolean is_whole)
{
  g_return_val_if_fail (ZHIHUI_IS_BOARD_TOTALS (self), NULL);

  return self->names[is_whole ? WHOLE : GROUP];
}

/**
 * zhihui_board_totals_write:
 * @is_whole: of all units, else of the group
 *
 * Returns: (transfer full) (nullable): the figure that is shown
 */
char *
zhihui_board_totals_write (ZhihuiBoardTotals *self, gboolean is_whole, guint slot)
{
  g_return_val_if_fail (ZHIHUI_IS_BOARD_TOTALS (self) && slot < ZHIHUI_N_SLOTS, NULL);

  return g_strdup (self->figures[is_whole ? WHOLE : GROUP][slot]);
}
