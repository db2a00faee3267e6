/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-desk-finder.h"

#include <glib/gi18n-lib.h>

#include "zhihui-card.h"
#include "zhihui-desk-seeker.h"

/**
 * ZhihuiDeskFinder:
 *
 * What Ctrl+F opens where a page has no search of its own: finds units, cases, words and meetings,
 * and goes there.
 */
struct _ZhihuiDeskFinder
{
  AdwWindow parent_instance;

  ZhihuiDeskSeeker *seeker; /* owned */
  GPtrArray        *hits;   /* (element-type ZhihuiDeskHit), owned: the rows of @list */

  /* template children */
  GtkSearchEntry *entry;
  GtkStack       *stack;
  GtkListBox     *list;
};

G_DEFINE_FINAL_TYPE (ZhihuiDeskFinder, zhihui_desk_finder, ADW_TYPE_WINDOW)

/* What is found is text of others: never markup. */
static GtkWidget *
make_row (const ZhihuiDeskHit *hit)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), hit->title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), hit->note);
  adw_action_row_set_icon_name (ADW_ACTION_ROW (row), hit->icon);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  return row;
}

static void
find (ZhihuiDeskFinder *self)
{
  g_clear_pointer (&self->hits, g_ptr_array_unref);
  self->hits = zhihui_desk_seeker_find (
    self->seeker, gtk_editable_get_text (GTK_EDITABLE (self->entry)), NULL);
  zhihui_card_remove_rows (GTK_WIDGET (self->list));
  for (guint i = 0; i < self->hits->len; i++)
    gtk_list_box_append (self->list, make_row (self->hits->pdata[i]));
  gtk_stack_set_visible_child_name (self->stack, self->hits->len > 0 ? "hits" : "empty");
}

static void
show_hit (ZhihuiDeskFinder *self, guint place)
{
  if (place >= self->hits->len)
    return;
  zhihui_desk_seeker_show (self->seeker, self->hits->pdata[place]);
  gtk_window_close (GTK_WINDOW (self));
}

static void
row_activated_cb (ZhihuiDeskFinder *self, GtkListBoxRow *row)
{
  show_hit (self, (guint) gtk_list_box_row_get_index (row));
}

/* Enter in the search: the first of what is found. */
static void
entered_cb (ZhihuiDeskFinder *self)
{
  find (self);
  show_hit (self, 0);
}

static void
zhihui_desk_finder_dispose (GObject *object)
{
  ZhihuiDeskFinder *self = ZHIHUI_DESK_FINDER (object);

  g_clear_object (&self->seeker);
  g_clear_pointer (&self->hits, g_ptr_array_unref);

  G_OBJECT_CLASS (zhihui_desk_finder_parent_class)->dispose (object);
}

static void
zhihui_desk_finder_class_init (ZhihuiDeskFinderClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zhihui_desk_finder_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/cn/zhihui/Zhihui/desk-finder.ui");
  gtk_widget_class_bind_template_child (widget_class, ZhihuiDeskFinder, entry);
  gtk_widget_class_bind_template_child (widget_class, ZhihuiDeskFinder, stack);
  gtk_widget_class_bind_template_child (widget_class, ZhihuiDeskFinder, list);
  gtk_widget_class_bind_template_callback (widget_class, find);
  gtk_widget_class_bind_template_callback (widget_class, entered_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, gtk_window_close);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
zhihui_desk_finder_init (ZhihuiDeskFinder *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->hits = g_ptr_array_new ();
}

/**
 * zhihui_desk_finder_new:
 * @desk: what is searched; lives longer
 * @parent: its window
 *
 * Returns: (transfer none): a dialog of @parent, not presented yet
 */
GtkWidget *
zhihui_desk_finder_new (ZhihuiDesk *desk, GtkWindow *parent)
{
  ZhihuiDeskFinder *self = g_object_new (ZHIHUI_TYPE_DESK_FINDER, "transient-for", parent, NULL);

  self->seeker = zhihui_desk_seeker_new (desk);
  g_signal_connect_object (self->seeker, "changed", G_CALLBACK (find), self, G_CONNECT_SWAPPED);
  find (self);
  return GTK_WIDGET (self);
}
