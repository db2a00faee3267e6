/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-region-crumbs.h"

#include <glib/gi18n-lib.h>

/**
 * ZhihuiRegionCrumbs:
 *
 * The way to the chosen region: each step above it is a button that leads back there.
 */
struct _ZhihuiRegionCrumbs
{
  GtkWidget parent_instance;

  GtkWidget       *box;       /* owned as child */
  ZhihuiSelection *selection; /* owned, nullable */
  char            *whole;     /* owned, nullable: name of the whole */
};

G_DEFINE_FINAL_TYPE (ZhihuiRegionCrumbs, zhihui_region_crumbs, GTK_TYPE_WIDGET)

static void
clicked_cb (GtkButton *button, ZhihuiRegionCrumbs *self)
{
  guint             depth = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "depth"));
  ZhihuiRegionPath *path = zhihui_selection_get_path (self->selection);

  zhihui_selection_set_path (self->selection, zhihui_region_path_get_ancestor (path, depth));
}

static void
add_step (ZhihuiRegionCrumbs *self, const char *name, guint depth, gboolean is_last)
{
  GtkWidget *step = is_last ? gtk_label_new (name) : gtk_button_new_with_label (name);

  if (depth > 0)
    {
      GtkWidget *sign = gtk_label_new ("›");

      gtk_widget_add_css_class (sign, "dim-label");
      gtk_box_append (GTK_BOX (self->box), sign);
    }
  if (is_last)
    {
      gtk_widget_add_css_class (step, "heading");
      gtk_widget_set_margin_start (step, 8);
      gtk_widget_set_margin_end (step, 8);
      gtk_label_set_ellipsize (GTK_LABEL (step), PANGO_ELLIPSIZE_END);
    }
  else
    {
      g_autofree char *hint = g_strdup_printf (_ ("Back to %s"), name);

      gtk_button_set_has_frame (GTK_BUTTON (step), FALSE);
      gtk_widget_set_tooltip_text (step, hint);
      g_object_set_data (G_OBJECT (step), "depth", GUINT_TO_POINTER (depth));
      g_signal_connect (step, "clicked", G_CALLBACK (clicked_cb), self);
    }
  gtk_box_append (GTK_BOX (self->box), step);
}

static void
rebuild (ZhihuiRegionCrumbs *self)
{
  ZhihuiRegionPath *path =
    self->selection != NULL ? zhihui_selection_get_path (self->selection) : NULL;
  guint      depth = zhihui_region_path_get_depth (path);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->box)) != NULL)
    gtk_box_remove (GTK_BOX (self->box), child);
  if (self->whole == NULL)
    return;

  add_step (self, self->whole, 0, depth == 0);
  for (guint i = 1; i <= depth; i++)
    add_step (
      self, zhihui_region_path_get_name (zhihui_region_path_get_ancestor (path, i)), i, i == depth);
}

static void
zhihui_region_crumbs_dispose (GObject *object)
{
  ZhihuiRegionCrumbs *self = ZHIHUI_REGION_CRUMBS (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->selection);
  g_clear_pointer (&self->whole, g_free);

  G_OBJECT_CLASS (zhihui_region_crumbs_parent_class)->dispose (object);
}

static void
zhihui_region_crumbs_class_init (ZhihuiRegionCrumbsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zhihui_region_crumbs_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_NAVIGATION);
}

static void
zhihui_region_crumbs_init (ZhihuiRegionCrumbs *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_accessible_update_property (
    GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Way to the region"), -1);
}

/**
 * zhihui_region_crumbs_new:
 *
 * Returns: (transfer floating): an empty way
 */
GtkWidget *
zhihui_region_crumbs_new (void)
{
  return g_object_new (ZHIHUI_TYPE_REGION_CRUMBS, NULL);
}

/**
 * zhihui_region_crumbs_set_selection:
 * @selection: (transfer none): what it shows and changes; set once
 */
void
zhihui_region_crumbs_set_selection (ZhihuiRegionCrumbs *self, ZhihuiSelection *selection)
{
  g_return_if_fail (ZHIHUI_IS_REGION_CRUMBS (self) && self->selection == NULL);

  self->selection = g_object_ref (selection);
  g_signal_connect_object (
    selection, "notify::path", G_CALLBACK (rebuild), self, G_CONNECT_SWAPPED);
  rebuild (self);
}

/**
 * zhihui_region_crumbs_set_whole:
 * @name: (nullable): of all that the source is of; %NULL: not known yet
 */
void
zhihui_region_crumbs_set_whole (ZhihuiRegionCrumbs *self, const char *name)
{
  g_return_if_fail (ZHIHUI_IS_REGION_CRUMBS (self));

  if (g_strcmp0 (self->whole, name) == 0)
    return;

  g_free (self->whole);
  self->whole = g_strdup (name);
  rebuild (self);
}
