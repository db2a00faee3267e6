/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-two-columns.h"

#include "zhihui-text-scale.h"

#define GAP 14 /* px */

/**
 * ZhihuiTwoColumns:
 *
 * A wide column and a narrow one beside it; where there is no room for both, one below the other.
 */
struct _ZhihuiTwoColumns
{
  GtkWidget parent_instance;

  GtkWidget *main, *side;            /* children */
  int        side_width, least_main; /* px at the usual size of letters */
};

G_DEFINE_FINAL_TYPE (ZhihuiTwoColumns, zhihui_two_columns, GTK_TYPE_WIDGET)

static int
scale (ZhihuiTwoColumns *self, int width)
{
  return (int) (width * zhihui_text_scale_get (GTK_WIDGET (self)));
}

static gboolean
is_wide (ZhihuiTwoColumns *self, int width)
{
  return width >= scale (self, self->least_main) + GAP + scale (self, self->side_width);
}

static int
measure_height (GtkWidget *child, int width)
{
  int least;

  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, &least, NULL, NULL, NULL);
  return least;
}

static void
zhihui_two_columns_measure (GtkWidget     *widget,
                            GtkOrientation orientation,
                            int            for_size,
                            int           *minimum,
                            int           *natural,
                            int           *minimum_baseline,
                            int           *natural_baseline)
{
  ZhihuiTwoColumns *self = ZHIHUI_TWO_COLUMNS (widget);
  int               main_least, main_natural, side_least, side_natural;
  int               side_width = scale (self, self->side_width);

  *minimum_baseline = *natural_baseline = -1;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      gtk_widget_measure (self->main, orientation, -1, &main_least, &main_natural, NULL, NULL);
      gtk_widget_measure (self->side, orientation, -1, &side_least, &side_natural, NULL, NULL);
      *minimum = MAX (main_least, side_least);
      *natural = MAX (main_natural, scale (self, self->least_main)) + GAP + side_width;
      return;
    }
  if (for_size >= 0 && is_wide (self, for_size))
    *minimum = MAX (measure_height (self->main, for_size - GAP - side_width),
                    measure_height (self->side, side_width));
  else
    *minimum = measure_height (self->main, for_size) + GAP + measure_height (self->side, for_size);
  *natural = *minimum;
}

static void
place (GtkWidget *child, int x, int y, int width, int height)
{
  const GtkAllocation area = { x, y, width, height };

  gtk_widget_size_allocate (child, &area, -1);
}

static void
zhihui_two_columns_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  ZhihuiTwoColumns *self = ZHIHUI_TWO_COLUMNS (widget);
  gboolean          rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int               side_width = scale (self, self->side_width);
  int               rest = width - GAP - side_width;
  int               top = 0;

  if (is_wide (self, width))
    {
      place (self->main, rtl ? side_width + GAP : 0, 0, rest, height);
      place (self->side, rtl ? 0 : rest + GAP, 0, side_width, height);
      return;
    }
  top = measure_height (self->main, width);
  place (self->main, 0, 0, width, top);
  place (
    self->side, 0, top + GAP, width, MAX (height - top - GAP, measure_height (self->side, width)));
}

static GtkSizeRequestMode
zhihui_two_columns_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
zhihui_two_columns_dispose (GObject *object)
{
  ZhihuiTwoColumns *self = ZHIHUI_TWO_COLUMNS (object);

  g_clear_pointer (&self->main, gtk_widget_unparent);
  g_clear_pointer (&self->side, gtk_widget_unparent);

  G_OBJECT_CLASS (zhihui_two_columns_parent_class)->dispose (object);
}

static void
zhihui_two_columns_class_init (ZhihuiTwoColumnsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zhihui_two_columns_dispose;
  widget_class->measure = zhihui_two_columns_measure;
  widget_class->size_allocate = zhihui_two_columns_size_allocate;
  widget_class->get_request_mode = zhihui_two_columns_get_request_mode;
}

static void
zhihui_two_columns_init (ZhihuiTwoColumns *self)
{
}

/**
 * zhihui_two_columns_new:
 * @main: (transfer floating): takes what width there is
 * @side: (transfer floating): beside or below it
 * @side_width: px at the usual size of letters, when it is beside
 * @least_main: px that @main needs to have @side beside it
 *
 * Returns: (transfer floating): the columns
 */
GtkWidget *
zhihui_two_columns_new (GtkWidget *main, GtkWidget *side, int side_width, int least_main)
{
  ZhihuiTwoColumns *self = g_object_new (ZHIHUI_TYPE_TWO_COLUMNS, NULL);

  self->main = main;
  self->side = side;
  self->side_width = side_width;
  self->least_main = least_main;
  gtk_widget_set_parent (main, GTK_WIDGET (self));
  gtk_widget_set_parent (side, GTK_WIDGET (self));
  return GTK_WIDGET (self);
}
