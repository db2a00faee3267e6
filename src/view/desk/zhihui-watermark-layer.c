/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-watermark-layer.h"

#include "zhihui-desk-colours.h"
#include "zhihui-watermark.h"

#define OPACITY 0.09 /* seen on a photograph of the screen, not read against one's will */
#define SIZE 1.3     /* of 10 units: 13 px */

/**
 * ZhihuiWatermarkLayer:
 *
 * Lies over everything else of a window and lets the pointer through. Its pixels are made when
 * the text, the size or the colours change; a frame only lays them over.
 */
struct _ZhihuiWatermarkLayer
{
  GtkWidget parent_instance;

  char           *text;    /* owned, "" none */
  GdkTexture     *texture; /* owned, nullable: has to be made */
  int             width, height, scale;
  ZhihuiThemeKind kind;
  guint           n_drawn;
};

G_DEFINE_FINAL_TYPE (ZhihuiWatermarkLayer, zhihui_watermark_layer, GTK_TYPE_WIDGET)

static void
paint (ZhihuiWatermarkLayer *self, cairo_t *cr)
{
  g_autoptr (ZhihuiTheme) theme = zhihui_theme_new (self->kind, 1.0);
  ZhihuiRgba colour = zhihui_theme_get_palette (theme)->text1;

  colour.alpha = OPACITY;
  cairo_scale (cr, self->scale * SIZE, self->scale * SIZE);
  zhihui_watermark_draw (cr, theme, self->text, self->width / SIZE, self->height / SIZE, colour);
}

static void
make_texture (ZhihuiWatermarkLayer *self)
{
  int              width = self->width * self->scale, height = self->height * self->scale;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  cairo_t         *cr = cairo_create (surface);
  g_autoptr (GBytes) bytes = NULL;
  gsize stride;

  paint (self, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  stride = (gsize) cairo_image_surface_get_stride (surface);
  bytes = g_bytes_new_with_free_func (cairo_image_surface_get_data (surface),
                                      stride * (gsize) height,
                                      (GDestroyNotify) cairo_surface_destroy,
                                      surface);
  self->texture = gdk_memory_texture_new (width, height, GDK_MEMORY_DEFAULT, bytes, stride);
  self->n_drawn++;
}

static void
zhihui_watermark_layer_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  ZhihuiWatermarkLayer *self = ZHIHUI_WATERMARK_LAYER (widget);
  int                   width = gtk_widget_get_width (widget);
  int                   height = gtk_widget_get_height (widget);
  int                   scale = gtk_widget_get_scale_factor (widget);

  if (*self->text == '\0' || width <= 0 || height <= 0)
    return;
  if (width != self->width || height != self->height || scale != self->scale ||
      zhihui_desk_colours_get () != self->kind)
    g_clear_object (&self->texture);
  self->width = width;
  self->height = height;
  self->scale = scale;
  self->kind = zhihui_desk_colours_get ();
  if (self->texture == NULL)
    make_texture (self);
  gtk_snapshot_append_texture (
    snapshot, self->texture, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
}

static void
zhihui_watermark_layer_finalize (GObject *object)
{
  ZhihuiWatermarkLayer *self = ZHIHUI_WATERMARK_LAYER (object);

  g_clear_object (&self->texture);
  g_free (self->text);

  G_OBJECT_CLASS (zhihui_watermark_layer_parent_class)->finalize (object);
}

static void
zhihui_watermark_layer_class_init (ZhihuiWatermarkLayerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = zhihui_watermark_layer_finalize;
  widget_class->snapshot = zhihui_watermark_layer_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
zhihui_watermark_layer_init (ZhihuiWatermarkLayer *self)
{
  self->text = g_strdup ("");
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
  gtk_widget_set_can_focus (GTK_WIDGET (self), FALSE);
  zhihui_desk_colours_watch (self, G_CALLBACK (gtk_widget_queue_draw));
}

/**
 * zhihui_watermark_layer_set_text:
 * @text: who, where, when; "" shows nothing
 */
void
zhihui_watermark_layer_set_text (ZhihuiWatermarkLayer *self, const char *text)
{
  g_return_if_fail (ZHIHUI_IS_WATERMARK_LAYER (self) && text != NULL);

  if (g_str_equal (self->text, text))
    return;
  g_free (self->text);
  self->text = g_strdup (text);
  g_clear_object (&self->texture);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * zhihui_watermark_layer_get_text:
 *
 * Returns: (transfer none): what it says; "" nothing
 */
const char *
zhihui_watermark_layer_get_text (ZhihuiWatermarkLayer *self)
{
  g_return_val_if_fail (ZHIHUI_IS_WATERMARK_LAYER (self), "");

  return self->text;
}

/**
 * zhihui_watermark_layer_get_n_drawn:
 *
 * Returns: how often its pixels were made
 */
guint
zhihui_watermark_layer_get_n_drawn (ZhihuiWatermarkLayer *self)
{
  g_return_val_if_fail (ZHIHUI_IS_WATERMARK_LAYER (self), 0);

  return self->n_drawn;
}
