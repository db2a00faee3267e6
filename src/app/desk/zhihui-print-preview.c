/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-print-preview.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <math.h>

#define MARGIN 18 /* px around a page */
#define FIRST_WIDTH 760
#define FIRST_HEIGHT 900
#define PX_A_POINT 2.0 /* of a picture of a page: finer than a screen shows it */

/**
 * ZhihuiPrintPreview:
 *
 * The pages of a paper as they will be printed, one at a time. Each is painted beside the main
 * loop when it is looked at.
 */
struct _ZhihuiPrintPreview
{
  GtkWindow parent_instance;

  ZhihuiPaperPainter       *painter; /* owned */
  GtkPrintOperationPreview *preview; /* owned, nullable: the operation that waits for its end */
  guint                     n_pages, page;
  double                    width, height; /* points */
  cairo_surface_t          *picture;       /* owned, nullable: of @page, or the one before it */
  cairo_surface_t          *next;          /* owned, nullable: is being painted */
  GCancellable             *cancellable;   /* owned, NULL: no page is on its way */

  GtkWidget *area, *label, *back, *forth; /* borrowed of the window */
};

G_DEFINE_FINAL_TYPE (ZhihuiPrintPreview, zhihui_print_preview, GTK_TYPE_WINDOW)

static void
give_up (ZhihuiPrintPreview *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->next, cairo_surface_destroy);
}

static void
zhihui_print_preview_dispose (GObject *object)
{
  ZhihuiPrintPreview *self = ZHIHUI_PRINT_PREVIEW (object);

  give_up (self);
  if (self->preview != NULL)
    gtk_print_operation_preview_end_preview (self->preview);
  g_clear_object (&self->preview);
  g_clear_pointer (&self->painter, zhihui_paper_painter_unref);
  g_clear_pointer (&self->picture, cairo_surface_destroy);
  G_OBJECT_CLASS (zhihui_print_preview_parent_class)->dispose (object);
}

static void
zhihui_print_preview_class_init (ZhihuiPrintPreviewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = zhihui_print_preview_dispose;
  gtk_widget_class_add_binding_action (
    GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
draw_cb (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer user_data)
{
  ZhihuiPrintPreview *self = user_data;
  double scale = MIN ((width - 2 * MARGIN) / self->width, (height - 2 * MARGIN) / self->height);

  if (scale <= 0)
    return;
  cairo_translate (cr, (width - self->width * scale) / 2, (height - self->height * scale) / 2);
  cairo_scale (cr, scale, scale);
  cairo_rectangle (cr, 0, 0, self->width, self->height);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_fill (cr);
  if (self->picture == NULL)
    return;
  cairo_scale (cr, 1 / PX_A_POINT, 1 / PX_A_POINT);
  cairo_set_source_surface (cr, self->picture, 0, 0);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_GOOD);
  cairo_paint (cr);
}

static void
painted_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  ZhihuiPrintPreview *self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean is_painted = zhihui_paper_painter_paint_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->picture, cairo_surface_destroy);
  if (is_painted)
    self->picture = g_steal_pointer (&self->next);
  g_clear_pointer (&self->next, cairo_surface_destroy);
  gtk_widget_queue_draw (self->area);
}

static void
paint_page (ZhihuiPrintPreview *self)
{
  cairo_t *cr;

  give_up (self);
  self->cancellable = g_cancellable_new ();
  self->next = cairo_image_surface_create (CAIRO_FORMAT_ARGB32,
                                           (int) ceil (self->width * PX_A_POINT),
                                           (int) ceil (self->height * PX_A_POINT));
  cr = cairo_create (self->next);
  cairo_scale (cr, PX_A_POINT, PX_A_POINT);
  zhihui_paper_painter_paint_async (
    self->painter, self->page, cr, self->cancellable, painted_cb, self);
  cairo_destroy (cr);
}

static void
show_page (ZhihuiPrintPreview *self)
{
  g_autofree char *text = g_strdup_printf (_ ("Page %1$u of %2$u"), self->page + 1, self->n_pages);

  gtk_label_set_text (GTK_LABEL (self->label), text);
  gtk_accessible_update_property (
    GTK_ACCESSIBLE (self->area), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_widget_set_sensitive (self->back, self->page > 0);
  gtk_widget_set_sensitive (self->forth, self->page + 1 < self->n_pages);
  paint_page (self);
}

static void
turn_to (ZhihuiPrintPreview *self, guint page)
{
  if (page >= self->n_pages || page == self->page)
    return;
  self->page = page;
  show_page (self);
}

static void
back_cb (ZhihuiPrintPreview *self)
{
  if (self->page > 0)
    turn_to (self, self->page - 1);
}

static void
forth_cb (ZhihuiPrintPreview *self)
{
  turn_to (self, self->page + 1);
}

static gboolean
key_cb (GtkEventControllerKey *controller,
        guint                  key,
        guint                  code,
        GdkModifierType        state,
        ZhihuiPrintPreview    *self)
{
  switch (key)
    {
    case GDK_KEY_Page_Up:
    case GDK_KEY_Left:
      back_cb (self);
      return TRUE;
    case GDK_KEY_Page_Down:
    case GDK_KEY_Right:
      forth_cb (self);
      return TRUE;
    case GDK_KEY_Home:
      turn_to (self, 0);
      return TRUE;
    case GDK_KEY_End:
      turn_to (self, self->n_pages - 1);
      return TRUE;
    default:
      return FALSE;
    }
}

static GtkWidget *
make_button (const char *icon, const char *name, GCallback clicked, ZhihuiPrintPreview *self)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_swapped (button, "clicked", clicked, self);
  return button;
}

static void
zhihui_print_preview_init (ZhihuiPrintPreview *self)
{
  GtkWidget          *bar = adw_header_bar_new ();
  GtkWidget          *turning = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->back = make_button ("go-previous-symbolic", _ ("Page before"), G_CALLBACK (back_cb), self);
  self->forth = make_button ("go-next-symbolic", _ ("Next page"), G_CALLBACK (forth_cb), self);
  self->label = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->label, "numeric");
  gtk_box_append (GTK_BOX (turning), self->back);
  gtk_box_append (GTK_BOX (turning), self->label);
  gtk_box_append (GTK_BOX (turning), self->forth);
  adw_header_bar_pack_start (ADW_HEADER_BAR (bar), turning);
  gtk_window_set_titlebar (GTK_WINDOW (self), bar);

  self->area =
    g_object_new (GTK_TYPE_DRAWING_AREA, "accessible-role", GTK_ACCESSIBLE_ROLE_IMG, NULL);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (self->area), draw_cb, self, NULL);
  gtk_widget_set_hexpand (self->area, TRUE);
  gtk_widget_set_vexpand (self->area, TRUE);
  gtk_window_set_child (GTK_WINDOW (self), self->area);
  gtk_window_set_title (GTK_WINDOW (self), _ ("Print preview"));
  gtk_window_set_default_size (GTK_WINDOW (self), FIRST_WIDTH, FIRST_HEIGHT);

  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

/**
 * zhihui_print_preview_open:
 * @print: whose pages
 * @preview: (nullable) (transfer none): ends when the window is closed
 * @parent: (nullable): over which it stands
 *
 * Returns: (transfer none): the window, which GTK owns
 */
GtkWindow *
zhihui_print_preview_open (const ZhihuiDeskPrint    *print,
                           GtkPrintOperationPreview *preview,
                           GtkWindow                *parent)
{
  ZhihuiPrintPreview *self =
    g_object_new (ZHIHUI_TYPE_PRINT_PREVIEW, "transient-for", parent, NULL);

  self->painter = zhihui_paper_painter_ref (print->painter);
  self->preview = preview != NULL ? g_object_ref (preview) : NULL;
  self->n_pages = print->n_pages;
  self->width = print->width;
  self->height = print->height;
  show_page (self);
  gtk_window_present (GTK_WINDOW (self));
  return GTK_WINDOW (self);
}
