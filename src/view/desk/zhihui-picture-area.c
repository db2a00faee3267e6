/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-picture-area.h"

#include <math.h>

#include "zhihui-desk-colours.h"
#include "zhihui-text-scale.h"

#include <glib/gi18n-lib.h>

/**
 * ZhihuiPictureArea:
 *
 * A picture of `draw` among widgets: in the colours of the desk, its letters as large as those of
 * the desk, as wide as it is given room. What
 * a blind reader is told are the picture's own words.
 */
struct _ZhihuiPictureArea
{
  GtkWidget parent_instance;

  double            unit;          /* px a layout unit, with letters of the usual size */
  int               width, height; /* px, the least, likewise */
  ZhihuiPictureFunc draw;
  gpointer          user_data; /* borrowed: who has the area */

  ZhihuiTheme   *theme;   /* owned, NULL until it is drawn */
  ZhihuiPicture *picture; /* owned, NULL until it is drawn */
};

G_DEFINE_FINAL_TYPE (ZhihuiPictureArea, zhihui_picture_area, GTK_TYPE_WIDGET)

static void
forget (ZhihuiPictureArea *self)
{
  g_clear_pointer (&self->picture, zhihui_picture_unref);
}

static void
look_changed_cb (ZhihuiPictureArea *self)
{
  forget (self);
  g_clear_pointer (&self->theme, zhihui_theme_free);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
zhihui_picture_area_dispose (GObject *object)
{
  ZhihuiPictureArea *self = ZHIHUI_PICTURE_AREA (object);

  self->draw = NULL;
  forget (self);
  g_clear_pointer (&self->theme, zhihui_theme_free);

  G_OBJECT_CLASS (zhihui_picture_area_parent_class)->dispose (object);
}

static void
make_picture (ZhihuiPictureArea *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));

  if (self->theme == NULL)
    self->theme = zhihui_theme_new (zhihui_desk_colours_get (),
                                    self->unit * zhihui_text_scale_get (GTK_WIDGET (self)));
  if (self->draw != NULL && width > 0)
    self->picture =
      self->draw (self->theme, width, gtk_widget_get_height (GTK_WIDGET (self)), self->user_data);
}

static void
zhihui_picture_area_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  ZhihuiPictureArea *self = ZHIHUI_PICTURE_AREA (widget);
  graphene_rect_t    area = GRAPHENE_RECT_INIT (
    0, 0, (float) gtk_widget_get_width (widget), (float) gtk_widget_get_height (widget));
  cairo_t *cr;

  if (self->picture == NULL)
    make_picture (self);
  if (self->picture == NULL)
    return;

  cr = gtk_snapshot_append_cairo (snapshot, &area);
  zhihui_picture_paint (self->picture, cr);
  cairo_destroy (cr);
}

static void
zhihui_picture_area_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  ZhihuiPictureArea *self = ZHIHUI_PICTURE_AREA (widget);

  if (self->picture == NULL || (int) zhihui_picture_get_width (self->picture) != width)
    zhihui_picture_area_draw_anew (self);
}

static void
zhihui_picture_area_measure (GtkWidget     *widget,
                             GtkOrientation orientation,
                             int            for_size,
                             int           *minimum,
                             int           *natural,
                             int           *minimum_baseline,
                             int           *natural_baseline)
{
  ZhihuiPictureArea *self = ZHIHUI_PICTURE_AREA (widget);

  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL
                          ? self->width
                          : (int) ceil (self->height * zhihui_text_scale_get (widget));
  *minimum_baseline = *natural_baseline = -1;
}

static void
zhihui_picture_area_realize (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (zhihui_picture_area_parent_class)->realize (widget);
  look_changed_cb (ZHIHUI_PICTURE_AREA (widget));
  g_signal_connect_object (gtk_widget_get_settings (widget),
                           "notify::gtk-xft-dpi",
                           G_CALLBACK (look_changed_cb),
                           widget,
                           G_CONNECT_SWAPPED);
}

static void
zhihui_picture_area_class_init (ZhihuiPictureAreaClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zhihui_picture_area_dispose;
  widget_class->realize = zhihui_picture_area_realize;
  widget_class->snapshot = zhihui_picture_area_snapshot;
  widget_class->measure = zhihui_picture_area_measure;
  widget_class->size_allocate = zhihui_picture_area_size_allocate;
}

static void
zhihui_picture_area_init (ZhihuiPictureArea *self)
{
  zhihui_desk_colours_watch (self, G_CALLBACK (look_changed_cb));
}

static void
tell (ZhihuiPictureArea *self)
{
  const char *spoken = self->picture != NULL ? zhihui_picture_get_spoken (self->picture) : NULL;

  gtk_accessible_update_property (
    GTK_ACCESSIBLE (self),
    GTK_ACCESSIBLE_PROPERTY_LABEL,
    spoken != NULL && *spoken != '\0' ? spoken : C_ ("spoken", "nothing is drawn"),
    -1);
}

/**
 * zhihui_picture_area_new:
 * @unit: px a layout unit of the theme, with letters of the usual size
 * @width: px, the least
 * @height: px, with such letters
 * @draw: makes the picture when it is needed
 * @user_data: for @draw; outlives the area
 *
 * Returns: (transfer floating): the area
 */
GtkWidget *
zhihui_picture_area_new (
  double unit, int width, int height, ZhihuiPictureFunc draw, gpointer user_data)
{
  ZhihuiPictureArea *self =
    g_object_new (ZHIHUI_TYPE_PICTURE_AREA, "accessible-role", GTK_ACCESSIBLE_ROLE_IMG, NULL);

  self->unit = unit;
  self->width = width;
  self->height = height;
  self->draw = draw;
  self->user_data = user_data;
  tell (self);
  return GTK_WIDGET (self);
}

/**
 * zhihui_picture_area_draw_anew:
 *
 * What it shows may be another: if it is, says so at once, and draws it when it is seen.
 */
void
zhihui_picture_area_draw_anew (ZhihuiPictureArea *self)
{
  g_autoptr (ZhihuiPicture) old = NULL;

  g_return_if_fail (ZHIHUI_IS_PICTURE_AREA (self));

  old = g_steal_pointer (&self->picture);
  make_picture (self);
  if (old != NULL && self->picture != NULL &&
      (int) zhihui_picture_get_width (old) == (int) zhihui_picture_get_width (self->picture) &&
      zhihui_picture_get_hash (old) == zhihui_picture_get_hash (self->picture))
    return;
  tell (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
