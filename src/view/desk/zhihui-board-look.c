/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-board-look.h"

#include <math.h>

#include "zhihui-desk-colours.h"

#define SMALL_SCALE 0.82 /* of the text: fractions and changes */
#define ROW_PADDING 2    /* px over and under the lines of a row */

static PangoAttrList *
make_attributes (PangoWeight weight, double scale)
{
  PangoAttrList *list = pango_attr_list_new ();

  pango_attr_list_insert (list, pango_attr_font_features_new ("tnum"));
  pango_attr_list_insert (list, pango_attr_weight_new (weight));
  if (scale < 1)
    pango_attr_list_insert (list, pango_attr_scale_new (scale));
  return list;
}

/**
 * zhihui_board_look_new:
 * @widget: in whose font cells are written
 *
 * Returns: (transfer full): a look of the overdue rate
 */
ZhihuiBoardLook *
zhihui_board_look_new (GtkWidget *widget)
{
  ZhihuiBoardLook *self = g_rc_box_new0 (ZhihuiBoardLook);

  self->board = ZHIHUI_BOARD_OVERDUE;
  self->plain = make_attributes (PANGO_WEIGHT_NORMAL, 1);
  self->bold = make_attributes (PANGO_WEIGHT_BOLD, 1);
  self->small = make_attributes (PANGO_WEIGHT_NORMAL, SMALL_SCALE);
  self->small_bold = make_attributes (PANGO_WEIGHT_BOLD, SMALL_SCALE);
  zhihui_board_look_measure (self, widget);
  return self;
}

ZhihuiBoardLook *
zhihui_board_look_ref (ZhihuiBoardLook *self)
{
  return g_rc_box_acquire (self);
}

static void
clear_look (gpointer data)
{
  ZhihuiBoardLook *self = data;

  pango_attr_list_unref (self->plain);
  pango_attr_list_unref (self->bold);
  pango_attr_list_unref (self->small);
  pango_attr_list_unref (self->small_bold);
  if (self->mark.ranking != NULL)
    zhihui_ranking_unref ((ZhihuiRanking *) self->mark.ranking);
}

void
zhihui_board_look_unref (ZhihuiBoardLook *self)
{
  g_rc_box_release_full (self, clear_look);
}

/**
 * zhihui_board_look_measure:
 * @widget: in whose font cells are written
 *
 * Asks anew how high a line is and which colours there are.
 */
void
zhihui_board_look_measure (ZhihuiBoardLook *self, GtkWidget *widget)
{
  g_autoptr (PangoLayout) line = gtk_widget_create_pango_layout (widget, "汉字 0123456789");
  g_autoptr (PangoLayout) digits = gtk_widget_create_pango_layout (widget, "0000000000");
  int width, height, small_height;

  pango_layout_set_attributes (line, self->small);
  pango_layout_get_pixel_size (line, NULL, &small_height);
  pango_layout_set_attributes (line, self->plain);
  pango_layout_get_pixel_size (line, NULL, &height);
  pango_layout_set_attributes (digits, self->plain);
  pango_layout_get_pixel_size (digits, &width, NULL);
  self->row_height = height + ZHIHUI_BOARD_LINE_GAP + small_height + 2 * ROW_PADDING;
  self->digit_width = (width + 9) / 10;
  self->palette = zhihui_palette_get (zhihui_desk_colours_get ());
}

/**
 * zhihui_board_look_draw:
 * @x: px: where @line begins
 * @y: px: its top
 *
 * Writes one line of a cell, on whole pixels.
 */
void
zhihui_board_look_draw (
  GtkSnapshot *snapshot, PangoLayout *line, double x, double y, ZhihuiRgba colour)
{
  const GdkRGBA rgba = {
    (float) colour.red, (float) colour.green, (float) colour.blue, (float) colour.alpha
  };

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) round (x), (float) round (y)));
  gtk_snapshot_append_layout (snapshot, line, &rgba);
  gtk_snapshot_restore (snapshot);
}
