/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-list-card.h"

#include "zhihui-card.h"
#include "zhihui-table-focus.h"

#include <glib/gi18n-lib.h>

/**
 * ZhihuiListCard:
 *
 * A short list with its title: what a unit owes, what was decided, what leaders remarked. Made anew
 * whenever it changes; long lists have a page of their own, to which its button leads.
 */
struct _ZhihuiListCard
{
  GtkWidget parent_instance;

  GtkWidget *box;   /* child */
  GtkWidget *title; /* borrowed, as all that follow */
  GtkWidget *note;
  GtkWidget *list;
  GtkWidget *all;
  GtkWidget *words; /* instead of rows */
};

G_DEFINE_FINAL_TYPE (ZhihuiListCard, zhihui_list_card, GTK_TYPE_WIDGET)

static void
zhihui_list_card_dispose (GObject *object)
{
  g_clear_pointer (&ZHIHUI_LIST_CARD (object)->box, gtk_widget_unparent);

  G_OBJECT_CLASS (zhihui_list_card_parent_class)->dispose (object);
}

static void
zhihui_list_card_class_init (ZhihuiListCardClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = zhihui_list_card_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  zhihui_table_focus_install (GTK_WIDGET_CLASS (klass));
  g_signal_new ("row-activated",
                ZHIHUI_TYPE_LIST_CARD,
                G_SIGNAL_RUN_LAST,
                0,
                NULL,
                NULL,
                NULL,
                G_TYPE_NONE,
                1,
                G_TYPE_STRING);
  g_signal_new (
    "all-activated", ZHIHUI_TYPE_LIST_CARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
row_activated_cb (GtkListBox *list, GtkListBoxRow *row, ZhihuiListCard *self)
{
  const char *key = g_object_get_data (G_OBJECT (row), "key");

  if (key != NULL)
    g_signal_emit_by_name (self, "row-activated", key);
}

static void
all_clicked_cb (ZhihuiListCard *self)
{
  g_signal_emit_by_name (self, "all-activated");
}

static GtkWidget *
new_label (const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
zhihui_list_card_init (ZhihuiListCard *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  self->title = new_label ("heading");
  gtk_widget_set_hexpand (self->title, TRUE);
  self->note = new_label ("zh-nd");
  gtk_box_append (GTK_BOX (head), self->title);
  gtk_box_append (GTK_BOX (head), self->note);
  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "zh-flat-list");
  g_signal_connect (self->list, "row-activated", G_CALLBACK (row_activated_cb), self);
  self->all = gtk_button_new_with_label (_ ("All of Them"));
  gtk_widget_add_css_class (self->all, "flat");
  g_signal_connect_object (
    self->all, "clicked", G_CALLBACK (all_clicked_cb), self, G_CONNECT_SWAPPED);
  self->words = new_label ("dim-label");
  gtk_label_set_wrap (GTK_LABEL (self->words), TRUE);
  gtk_label_set_ellipsize (GTK_LABEL (self->words), PANGO_ELLIPSIZE_NONE);
  gtk_box_append (GTK_BOX (self->box), head);
  gtk_box_append (GTK_BOX (self->box), self->words);
  gtk_box_append (GTK_BOX (self->box), self->list);
  gtk_box_append (GTK_BOX (self->box), self->all);
  gtk_widget_add_css_class (self->box, "card");
  gtk_widget_add_css_class (self->box, "zh-card");
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
zhihui_list_card_new (void)
{
  return g_object_new (ZHIHUI_TYPE_LIST_CARD, NULL);
}

/**
 * zhihui_list_card_begin:
 * @note: (nullable): beside the title
 *
 * From here on the rows are added anew, until zhihui_list_card_end ().
 */
void
zhihui_list_card_begin (ZhihuiListCard *self, const char *title, const char *note)
{
  g_return_if_fail (ZHIHUI_IS_LIST_CARD (self));

  zhihui_card_remove_rows (self->list);
  gtk_label_set_text (GTK_LABEL (self->title), title);
  gtk_label_set_text (GTK_LABEL (self->note), note != NULL ? note : "");
  gtk_accessible_update_property (
    GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
}

static GtkWidget *
build_words (const ZhihuiListRow *row)
{
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *title = new_label ("body");

  gtk_label_set_text (GTK_LABEL (title), row->title);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), title);
  if (row->note != NULL && *row->note != '\0')
    {
      GtkWidget *note = new_label ("zh-nd");

      gtk_label_set_text (GTK_LABEL (note), row->note);
      gtk_box_append (GTK_BOX (words), note);
    }
  return words;
}

void
zhihui_list_card_add (ZhihuiListCard *self, const ZhihuiListRow *row)
{
  GtkWidget       *item = gtk_list_box_row_new ();
  GtkWidget       *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  g_autofree char *told = g_strjoin (", ",
                                     row->title,
                                     row->side != NULL ? row->side : row->note,
                                     row->side != NULL ? row->note : NULL,
                                     NULL);

  g_return_if_fail (ZHIHUI_IS_LIST_CARD (self) && row != NULL);

  gtk_box_append (GTK_BOX (line), build_words (row));
  if (row->side != NULL)
    {
      GtkWidget *side = new_label (row->is_bad ? "zh-bad" : "zh-nd");

      gtk_label_set_text (GTK_LABEL (side), row->side);
      gtk_label_set_ellipsize (GTK_LABEL (side), PANGO_ELLIPSIZE_NONE);
      gtk_box_append (GTK_BOX (line), side);
    }
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (item), line);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (item), row->key != NULL);
  g_object_set_data_full (G_OBJECT (item), "key", g_strdup (row->key), g_free);
  gtk_accessible_update_property (GTK_ACCESSIBLE (item), GTK_ACCESSIBLE_PROPERTY_LABEL, told, -1);
  gtk_list_box_append (GTK_LIST_BOX (self->list), item);
}

/**
 * zhihui_list_card_end:
 * @has_more: there are more than were added: a button leads to them
 * @nothing: what is said when none was added
 */
void
zhihui_list_card_end (ZhihuiListCard *self, gboolean has_more, const char *nothing)
{
  gboolean has_rows;

  g_return_if_fail (ZHIHUI_IS_LIST_CARD (self));

  has_rows = gtk_widget_get_first_child (self->list) != NULL;
  gtk_label_set_text (GTK_LABEL (self->words), nothing);
  gtk_widget_set_visible (self->words, !has_rows);
  gtk_widget_set_visible (self->list, has_rows);
  gtk_widget_set_visible (self->all, has_more);
}
