/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-meeting-cell.h"

#include <glib/gi18n-lib.h>

#include "zhihui-card.h"
#include "zhihui-css-class.h"

#define WHEN_CHARS 6

/**
 * ZhihuiMeetingCell:
 *
 * A meeting in the list: the name of its group where one begins, when it is, what it is called, who
 * takes part and how it stands.
 */
struct _ZhihuiMeetingCell
{
  GtkWidget parent_instance;

  ZhihuiMeetingItem *item; /* owned, nullable */
  gulong             changed_id;

  GtkWidget *header;                                /* child */
  GtkWidget *body;                                  /* child */
  GtkWidget *when, *title, *standing, *who, *cases; /* borrowed */
};

G_DEFINE_FINAL_TYPE (ZhihuiMeetingCell, zhihui_meeting_cell, GTK_TYPE_WIDGET)

static void
zhihui_meeting_cell_dispose (GObject *object)
{
  ZhihuiMeetingCell *self = ZHIHUI_MEETING_CELL (object);

  zhihui_meeting_cell_set_item (self, NULL);
  g_clear_pointer (&self->header, gtk_widget_unparent);
  g_clear_pointer (&self->body, gtk_widget_unparent);

  G_OBJECT_CLASS (zhihui_meeting_cell_parent_class)->dispose (object);
}

static void
zhihui_meeting_cell_class_init (ZhihuiMeetingCellClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = zhihui_meeting_cell_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
}

static void
zhihui_meeting_cell_init (ZhihuiMeetingCell *self)
{
  GtkWidget *grid = gtk_grid_new ();
  GtkWidget *second = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  gtk_orientable_set_orientation (
    GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))), GTK_ORIENTATION_VERTICAL);
  self->header = zhihui_card_label_new ("zh-group");
  gtk_widget_set_parent (self->header, GTK_WIDGET (self));

  self->when = zhihui_card_label_new ("heading");
  gtk_widget_add_css_class (self->when, "numeric");
  gtk_label_set_width_chars (GTK_LABEL (self->when), WHEN_CHARS);
  self->title = zhihui_card_label_new ("heading");
  gtk_widget_set_hexpand (self->title, TRUE);
  self->standing = zhihui_card_label_new ("caption");
  gtk_widget_add_css_class (self->standing, "numeric");
  gtk_label_set_ellipsize (GTK_LABEL (self->when), PANGO_ELLIPSIZE_NONE);
  gtk_label_set_ellipsize (GTK_LABEL (self->standing), PANGO_ELLIPSIZE_NONE);
  gtk_widget_set_valign (self->standing, GTK_ALIGN_CENTER);
  self->who = zhihui_card_label_new ("zh-note");
  self->cases = zhihui_card_label_new ("zh-note");
  gtk_label_set_ellipsize (GTK_LABEL (self->cases), PANGO_ELLIPSIZE_NONE);
  gtk_box_append (GTK_BOX (second), self->who);
  gtk_box_append (GTK_BOX (second), self->cases);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 10);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 2);
  gtk_grid_attach (GTK_GRID (grid), self->when, 0, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), self->title, 1, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), self->standing, 2, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), second, 1, 1, 2, 1);
  self->body = grid;
  gtk_widget_add_css_class (grid, "zh-meeting");
  gtk_widget_set_parent (grid, GTK_WIDGET (self));
}

GtkWidget *
zhihui_meeting_cell_new (void)
{
  return g_object_new (
    ZHIHUI_TYPE_MEETING_CELL, "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP, NULL);
}

/* The row of the list is what has the focus: it says what the cell shows. */
static void
tell (ZhihuiMeetingCell *self, const ZhihuiMeetingText *text)
{
  GtkWidget       *row = gtk_widget_get_parent (GTK_WIDGET (self));
  g_autofree char *who = g_strdup_printf ("%s %s", text->who, text->cases);
  g_autofree char *words =
    g_strdup_printf (C_ ("spoken: time, title, state, units", "%1$s %2$s, %3$s, %4$s"),
                     text->when,
                     text->title,
                     text->standing,
                     who);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  if (row != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

static void
show (ZhihuiMeetingCell *self)
{
  const ZhihuiMeetingText *text = zhihui_meeting_item_get_text (self->item);

  if (text->title == NULL)
    return;
  gtk_widget_set_visible (self->header, text->header != NULL);
  gtk_label_set_text (GTK_LABEL (self->header), text->header != NULL ? text->header : "");
  gtk_label_set_text (GTK_LABEL (self->when), text->when);
  gtk_label_set_text (GTK_LABEL (self->title), text->title);
  gtk_label_set_text (GTK_LABEL (self->standing), text->standing);
  gtk_label_set_text (GTK_LABEL (self->who), text->who);
  gtk_label_set_text (GTK_LABEL (self->cases), text->cases);
  gtk_widget_set_visible (self->cases, *text->cases != '\0');
  zhihui_css_class_set (self->body, "zh-over", text->is_over);
  zhihui_css_class_set (self->standing, "zh-bad", text->is_late);
  zhihui_css_class_set (self->standing, "zh-now", text->is_now);
  tell (self, text);
}

/**
 * zhihui_meeting_cell_set_item:
 * @item: (nullable): what is shown from now on
 */
void
zhihui_meeting_cell_set_item (ZhihuiMeetingCell *self, ZhihuiMeetingItem *item)
{
  g_return_if_fail (ZHIHUI_IS_MEETING_CELL (self));

  if (self->item != NULL)
    g_clear_signal_handler (&self->changed_id, self->item);
  g_set_object (&self->item, item);
  if (item == NULL)
    return;
  self->changed_id = g_signal_connect_swapped (item, "changed", G_CALLBACK (show), self);
  show (self);
}
