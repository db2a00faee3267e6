/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-desk-sidebar.h"

#include "zhihui-desk-pages.h"
#include "zhihui-format.h"
#include "zhihui-table-focus.h"

#include <glib/gi18n-lib.h>

/**
 * ZhihuiDeskSidebar:
 *
 * The pages of the desk, one a row, with what waits there. Emits "chosen" (id of the page) when the
 * user activates a row.
 */
struct _ZhihuiDeskSidebar
{
  AdwBin parent_instance;

  GtkListBox    *list; /* the child */
  GtkListBoxRow *seen; /* borrowed of @list, NULL before there is a page */
};

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ZhihuiDeskSidebar, zhihui_desk_sidebar, ADW_TYPE_BIN)

static const ZhihuiDeskPageKind *
get_kind (GtkListBoxRow *row)
{
  return zhihui_desk_pages_get ((guint) gtk_list_box_row_get_index (row));
}

/* The keyboard goes through the rows; what is selected is the page that is seen. */
static void
row_selected_cb (ZhihuiDeskSidebar *self, GtkListBoxRow *row)
{
  if (row != NULL && self->seen != NULL && row != self->seen) /* NULL: the rows go */
    gtk_list_box_select_row (self->list, self->seen);
}

static void
row_activated_cb (ZhihuiDeskSidebar *self, GtkListBoxRow *row)
{
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, get_kind (row)->id);
}

static void
add_section (GtkListBoxRow *row, GtkListBoxRow *before, gpointer user_data)
{
  const char *section = get_kind (row)->section;
  GtkWidget  *label;

  if (section == NULL || gtk_list_box_row_get_header (row) != NULL)
    return;
  label = gtk_label_new (_ (section));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (label, "zh-section");
  gtk_list_box_row_set_header (row, label);
}

/* One that has the keyboard is read by its own name, not by the words in it. */
static void
tell (GtkListBoxRow *row, const char *title, const char *count)
{
  g_autofree char *words = g_strjoin (C_ ("between parts of a phrase", ", "), title, count, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

static GtkWidget *
make_row (const ZhihuiDeskPageKind *kind)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new (_ (kind->title));
  GtkWidget *count = gtk_label_new (NULL);
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (count, "numeric");
  gtk_widget_add_css_class (count, "zh-waiting");
  if (kind->is_pressing)
    gtk_widget_add_css_class (count, "zh-pressing");
  gtk_widget_set_valign (count, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (count, FALSE);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (kind->icon));
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), count);
  gtk_widget_set_name (row, kind->id);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  tell (GTK_LIST_BOX_ROW (row), _ (kind->title), NULL);
  return row;
}

/* The page that is seen: Enter leads nowhere else. */
static gboolean
grab_focus (GtkWidget *widget)
{
  ZhihuiDeskSidebar *self = ZHIHUI_DESK_SIDEBAR (widget);

  return self->seen != NULL && gtk_widget_get_mapped (widget) &&
         gtk_widget_grab_focus (GTK_WIDGET (self->seen));
}

static void
zhihui_desk_sidebar_class_init (ZhihuiDeskSidebarClass *klass)
{
  GTK_WIDGET_CLASS (klass)->grab_focus = grab_focus;
  zhihui_table_focus_install (GTK_WIDGET_CLASS (klass));
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen",
                                         ZHIHUI_TYPE_DESK_SIDEBAR,
                                         G_SIGNAL_RUN_LAST,
                                         0,
                                         NULL,
                                         NULL,
                                         NULL,
                                         G_TYPE_NONE,
                                         1,
                                         G_TYPE_STRING);
}

static void
zhihui_desk_sidebar_init (ZhihuiDeskSidebar *self)
{
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_BROWSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "navigation-sidebar");
  gtk_accessible_update_property (
    GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Pages"), -1);
  for (guint i = 0; zhihui_desk_pages_get (i) != NULL; i++)
    gtk_list_box_append (self->list, make_row (zhihui_desk_pages_get (i)));
  gtk_list_box_set_header_func (self->list, add_section, NULL, NULL);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (row_activated_cb), self);
  g_signal_connect_swapped (self->list, "row-selected", G_CALLBACK (row_selected_cb), self);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->list));
}

/**
 * zhihui_desk_sidebar_select:
 * @page: its id
 */
void
zhihui_desk_sidebar_select (ZhihuiDeskSidebar *self, const char *page)
{
  for (int i = 0; gtk_list_box_get_row_at_index (self->list, i) != NULL; i++)
    {
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, i);

      if (!g_str_equal (get_kind (row)->id, page))
        continue;
      self->seen = row;
      gtk_list_box_select_row (self->list, row);
    }
}

/**
 * zhihui_desk_sidebar_show:
 * @situation: what waits at the pages is counted in it
 */
void
zhihui_desk_sidebar_show (ZhihuiDeskSidebar *self, ZhihuiSituation *situation)
{
  for (int i = 0; gtk_list_box_get_row_at_index (self->list, i) != NULL; i++)
    {
      GtkListBoxRow            *row = gtk_list_box_get_row_at_index (self->list, i);
      const ZhihuiDeskPageKind *kind = get_kind (row);
      GtkWidget       *count = gtk_widget_get_last_child (gtk_list_box_row_get_child (row));
      guint            n = kind->count != NULL ? kind->count (situation) : 0;
      g_autofree char *known = zhihui_format_count (n);
      g_autofree char *text = g_strconcat (
        known, kind->has_more != NULL && kind->has_more (situation) ? "+" : NULL, NULL);
      g_autofree char *words = kind->describe != NULL ? kind->describe (situation) : NULL;

      gtk_label_set_text (GTK_LABEL (count), n > 0 ? text : "");
      gtk_widget_set_visible (count, n > 0);
      gtk_widget_set_tooltip_text (GTK_WIDGET (row), words);
      tell (row, _ (kind->title), words != NULL ? words : n > 0 ? text : NULL);
    }
}
