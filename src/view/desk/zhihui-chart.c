/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-chart.h"

#include "zhihui-desk-colours.h"
#include "zhihui-text-scale.h"

#include <glib/gi18n-lib.h>

#define LEAST_WIDTH 200
#define USUAL_WIDTH 320
#define WIDTH_A_HEIGHT 4 /* of a wide one that grows */
#define MOST_GROWTH 3

/**
 * ZhihuiChart:
 *
 * A chart of the room charts of draw on the desk: light or dark as the desk is, with letters as
 * large as the user has them, and its figures as the label that a screen reader tells.
 */
struct _ZhihuiChart
{
  GtkWidget parent_instance;

  ZhihuiChartFunc draw; /* NULL: nothing is shown */
  gpointer        data; /* owned with @destroy */
  GDestroyNotify  destroy;
  int             height; /* px at the usual size of letters */
  gboolean        grows;

  ZhihuiTheme   *theme;   /* owned, nullable */
  ZhihuiPicture *picture; /* owned, nullable: of the present size and theme */
};

G_DEFINE_FINAL_TYPE (ZhihuiChart, zhihui_chart, GTK_TYPE_WIDGET)

static void
forget (ZhihuiChart *self)
{
  g_clear_pointer (&self->picture, zhihui_picture_unref);
  g_clear_pointer (&self->theme, zhihui_theme_free);
}

static ZhihuiPicture *
make_picture (ZhihuiChart *self, double width, double height)
{
  if (self->theme == NULL)
    self->theme =
      zhihui_theme_new (zhihui_desk_colours_get (), zhihui_text_scale_get (GTK_WIDGET (self)));
  return zhihui_picture_new (self->theme, width, height);
}

static void
zhihui_chart_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  ZhihuiChart    *self = ZHIHUI_CHART (widget);
  int             width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  graphene_rect_t area = GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height);
  cairo_t        *cr;

  if (self->draw == NULL || width <= 0 || height <= 0)
    return;
  if (self->picture == NULL)
    {
      self->picture = make_picture (self, width, height);
      self->draw (self->data, self->picture);
    }
  cr = gtk_snapshot_append_cairo (snapshot, &area);
  zhihui_picture_paint (self->picture, cr);
  cairo_destroy (cr);
}

static void
zhihui_chart_measure (GtkWidget     *widget,
                      GtkOrientation orientation,
                      int            for_size,
                      int           *minimum,
                      int           *natural,
                      int           *minimum_baseline,
                      int           *natural_baseline)
{
  ZhihuiChart *self = ZHIHUI_CHART (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = LEAST_WIDTH;
      *natural = USUAL_WIDTH;
    }
  else
    {
      int height = (int) (self->height * zhihui_text_scale_get (GTK_WIDGET (self)));

      *minimum =
        self->grows ? CLAMP (for_size / WIDTH_A_HEIGHT, height, MOST_GROWTH * height) : height;
      *natural = *minimum;
    }
  *minimum_baseline = *natural_baseline = -1;
}

static GtkSizeRequestMode
zhihui_chart_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
zhihui_chart_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  g_clear_pointer (&ZHIHUI_CHART (widget)->picture, zhihui_picture_unref);
}

static void
look_changed_cb (ZhihuiChart *self)
{
  forget (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
zhihui_chart_realize (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (zhihui_chart_parent_class)->realize (widget);
  forget (ZHIHUI_CHART (widget));
  g_signal_connect_object (gtk_widget_get_settings (widget),
                           "notify::gtk-xft-dpi",
                           G_CALLBACK (look_changed_cb),
                           widget,
                           G_CONNECT_SWAPPED);
}

static void
zhihui_chart_dispose (GObject *object)
{
  zhihui_chart_set (ZHIHUI_CHART (object), NULL, NULL, NULL, 0);
  forget (ZHIHUI_CHART (object));

  G_OBJECT_CLASS (zhihui_chart_parent_class)->dispose (object);
}

static void
zhihui_chart_class_init (ZhihuiChartClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zhihui_chart_dispose;
  widget_class->snapshot = zhihui_chart_snapshot;
  widget_class->measure = zhihui_chart_measure;
  widget_class->get_request_mode = zhihui_chart_get_request_mode;
  widget_class->size_allocate = zhihui_chart_size_allocate;
  widget_class->realize = zhihui_chart_realize;
}

/* The figures as sentences: what the picture tells, whatever its size. */
static void
tell (ZhihuiChart *self)
{
  g_autoptr (ZhihuiPicture) picture = NULL;
  const char *spoken = NULL;

  if (self->draw != NULL)
    {
      picture = make_picture (self, USUAL_WIDTH, MAX (self->height, 1));
      self->draw (self->data, picture);
      spoken = zhihui_picture_get_spoken (picture);
    }
  gtk_accessible_update_property (
    GTK_ACCESSIBLE (self),
    GTK_ACCESSIBLE_PROPERTY_LABEL,
    spoken != NULL && *spoken != '\0' ? spoken : C_ ("spoken", "nothing is drawn"),
    -1);
}

static void
zhihui_chart_init (ZhihuiChart *self)
{
  tell (self);
  zhihui_desk_colours_watch (self, G_CALLBACK (look_changed_cb));
}

GtkWidget *
zhihui_chart_new (void)
{
  return g_object_new (ZHIHUI_TYPE_CHART, "accessible-role", GTK_ACCESSIBLE_ROLE_IMG, NULL);
}

/**
 * zhihui_chart_set:
 * @draw: (nullable): draws what is shown from now on; %NULL nothing
 * @data: (transfer full): for @draw
 * @destroy: (nullable): frees @data
 * @height: that it needs, px at the usual size of letters
 */
void
zhihui_chart_set (
  ZhihuiChart *self, ZhihuiChartFunc draw, gpointer data, GDestroyNotify destroy, int height)
{
  g_return_if_fail (ZHIHUI_IS_CHART (self));

  if (self->destroy != NULL && self->data != NULL)
    self->destroy (self->data);
  self->draw = draw;
  self->data = data;
  self->destroy = destroy;
  g_clear_pointer (&self->picture, zhihui_picture_unref);
  if (gtk_widget_in_destruction (GTK_WIDGET (self)))
    return;
  tell (self);
  if (self->height != height)
    gtk_widget_queue_resize (GTK_WIDGET (self));
  self->height = height;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * zhihui_chart_set_grows:
 * @grows: whether it is the higher the wider it is, so that a course stays one
 */
void
zhihui_chart_set_grows (ZhihuiChart *self, gboolean grows)
{
  g_return_if_fail (ZHIHUI_IS_CHART (self));

  if (self->grows == grows)
    return;
  self->grows = grows;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
