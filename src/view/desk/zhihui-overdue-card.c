/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-overdue-card.h"

#include "zhihui-format.h"

#include <glib/gi18n-lib.h>

#define HOUR_S 3600
#define DAY_S 86400

/**
 * ZhihuiOverdueCard:
 *
 * Open cases of a unit that are past their deadline, the longest first, each with by how much.
 */
struct _ZhihuiOverdueCard
{
  GtkWidget parent_instance;

  GtkWidget *box;   /* child */
  GtkWidget *title; /* borrowed, as all that follow */
  GtkWidget *note;
  GtkWidget *list;
  GtkWidget *all; /* button */
  GtkWidget *words;
};

G_DEFINE_FINAL_TYPE (ZhihuiOverdueCard, zhihui_overdue_card, GTK_TYPE_WIDGET)

static void
zhihui_overdue_card_dispose (GObject *object)
{
  g_clear_pointer (&ZHIHUI_OVERDUE_CARD (object)->box, gtk_widget_unparent);

  G_OBJECT_CLASS (zhihui_overdue_card_parent_class)->dispose (object);
}

static void
zhihui_overdue_card_class_init (ZhihuiOverdueCardClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = zhihui_overdue_card_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  g_signal_new ("case-activated",
                ZHIHUI_TYPE_OVERDUE_CARD,
                G_SIGNAL_RUN_LAST,
                0,
                NULL,
                NULL,
                NULL,
                G_TYPE_NONE,
                1,
                G_TYPE_STRING);
  g_signal_new ("all-activated",
                ZHIHUI_TYPE_OVERDUE_CARD,
                G_SIGNAL_RUN_LAST,
                0,
                NULL,
                NULL,
                NULL,
                G_TYPE_NONE,
                0);
}

static void
row_activated_cb (GtkListBox *list, GtkListBoxRow *row, ZhihuiOverdueCard *self)
{
  g_signal_emit_by_name (self, "case-activated", g_object_get_data (G_OBJECT (row), "case"));
}

static void
all_clicked_cb (ZhihuiOverdueCard *self)
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
zhihui_overdue_card_init (ZhihuiOverdueCard *self)
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
  gtk_accessible_update_property (
    GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Open and overdue"), -1);
  g_signal_connect (self->list, "row-activated", G_CALLBACK (row_activated_cb), self);
  self->all = gtk_button_new_with_label (_ ("All of Them"));
  gtk_widget_add_css_class (self->all, "flat");
  g_signal_connect_object (
    self->all, "clicked", G_CALLBACK (all_clicked_cb), self, G_CONNECT_SWAPPED);
  self->words = new_label ("dim-label");
  gtk_label_set_wrap (GTK_LABEL (self->words), TRUE);
  gtk_box_append (GTK_BOX (self->box), head);
  gtk_box_append (GTK_BOX (self->box), self->words);
  gtk_box_append (GTK_BOX (self->box), self->list);
  gtk_box_append (GTK_BOX (self->box), self->all);
  gtk_widget_add_css_class (self->box, "card");
  gtk_widget_add_css_class (self->box, "zh-card");
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  zhihui_overdue_card_say (self, "");
}

GtkWidget *
zhihui_overdue_card_new (void)
{
  return g_object_new (ZHIHUI_TYPE_OVERDUE_CARD, NULL);
}

/* "超 21 小时": days with hours from two days on, minutes below an hour. */
static char *
format_over (gint64 over_s)
{
  g_autofree char *time = NULL;

  if (over_s >= DAY_S)
    time = zhihui_format_countdown (over_s);
  else if (over_s >= HOUR_S)
    time = g_strdup_printf (ngettext ("%u hour", "%u hours", (guint) (over_s / HOUR_S)),
                            (guint) (over_s / HOUR_S));
  else
    time = g_strdup_printf (ngettext ("%u minute", "%u minutes", (guint) (over_s / 60)),
                            (guint) (over_s / 60));
  return g_strdup_printf (C_ ("deadline", "over by %s"), time);
}

static GtkWidget *
build_row (const ZhihuiDeskCase *one, gint64 now)
{
  GtkWidget       *row = gtk_list_box_row_new ();
  GtkWidget       *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget       *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget       *title = new_label ("body");
  GtkWidget       *note = new_label ("zh-nd");
  GtkWidget       *over = new_label ("zh-bad");
  g_autofree char *who = g_strjoin ("  ", one->no, one->complainant, NULL);
  g_autofree char *late = format_over (MAX (now - one->work->due_at, 0));
  g_autofree char *told = g_strjoin (", ", one->title, who, late, NULL);

  gtk_label_set_text (GTK_LABEL (title), one->title);
  gtk_label_set_text (GTK_LABEL (note), who);
  gtk_label_set_text (GTK_LABEL (over), late);
  gtk_label_set_ellipsize (GTK_LABEL (over), PANGO_ELLIPSIZE_NONE);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), title);
  gtk_box_append (GTK_BOX (words), note);
  gtk_box_append (GTK_BOX (line), words);
  gtk_box_append (GTK_BOX (line), over);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), line);
  g_object_set_data_full (G_OBJECT (row), "case", g_strdup (one->id), g_free);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, told, -1);
  return row;
}

static int
compare_due (gconstpointer a, gconstpointer b)
{
  const ZhihuiDeskCase *one = *(const ZhihuiDeskCase *const *) a;
  const ZhihuiDeskCase *other = *(const ZhihuiDeskCase *const *) b;

  return (one->work->due_at > other->work->due_at) - (one->work->due_at < other->work->due_at);
}

static void
clear_list (ZhihuiOverdueCard *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), child);
}

/**
 * zhihui_overdue_card_say:
 * @text: what is said instead of a list
 */
void
zhihui_overdue_card_say (ZhihuiOverdueCard *self, const char *text)
{
  g_return_if_fail (ZHIHUI_IS_OVERDUE_CARD (self));

  clear_list (self);
  gtk_label_set_text (GTK_LABEL (self->title), _ ("Open and overdue"));
  gtk_label_set_text (GTK_LABEL (self->note), "");
  gtk_label_set_text (GTK_LABEL (self->words), text);
  gtk_widget_set_visible (self->words, TRUE);
  gtk_widget_set_visible (self->list, FALSE);
  gtk_widget_set_visible (self->all, FALSE);
}

static void
show_head (ZhihuiOverdueCard *self, guint n, gboolean has_more, gint64 n_all)
{
  g_autofree char *title = g_strdup_printf (
    has_more ? _ ("Open and overdue: %u and more") : _ ("Open and overdue: %u"), n);

  gtk_label_set_text (GTK_LABEL (self->title), title);
  if (n_all >= 0)
    {
      g_autofree char *all = zhihui_format_count (n_all);
      g_autofree char *note = g_strdup_printf (_ ("all units %s"), all);

      gtk_label_set_text (GTK_LABEL (self->note), note);
    }
}

/**
 * zhihui_overdue_card_show:
 * @cases: of the unit, open and overdue
 * @n_all: how many all units have, -1 not known
 * @now: of the platform
 * @most: rows
 */
void
zhihui_overdue_card_show (
  ZhihuiOverdueCard *self, ZhihuiDeskCases *cases, gint64 n_all, gint64 now, guint most)
{
  g_autoptr (GPtrArray) late = g_ptr_array_new ();

  g_return_if_fail (ZHIHUI_IS_OVERDUE_CARD (self) && cases != NULL);

  for (guint i = 0; i < cases->items->len; i++)
    {
      const ZhihuiDeskCase *one = cases->items->pdata[i];

      if (one->work != NULL && one->work->due_at != ZHIHUI_NO_INSTANT && one->work->due_at < now)
        g_ptr_array_add (late, (gpointer) one);
    }
  zhihui_overdue_card_say (self, _ ("None: no open case is past its deadline"));
  show_head (self, late->len, cases->next != NULL, n_all);
  if (late->len == 0)
    return;

  g_ptr_array_sort (late, compare_due);
  for (guint i = 0; i < MIN (late->len, most); i++)
    gtk_list_box_append (GTK_LIST_BOX (self->list), build_row (late->pdata[i], now));
  gtk_widget_set_visible (self->words, FALSE);
  gtk_widget_set_visible (self->list, TRUE);
  gtk_widget_set_visible (self->all, late->len > most || cases->next != NULL);
}
