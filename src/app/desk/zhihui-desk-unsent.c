/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-desk-unsent.h"

#include <glib/gi18n-lib.h>

/**
 * ZhihuiDeskUnsent:
 *
 * A toast goes after a while, and who looked away believes that he has told it. Each errand has a
 * row from when it failed until it is sent or dismissed, also while it is on its way again.
 */
struct _ZhihuiDeskUnsent
{
  AdwBin parent_instance;

  ZhihuiDeskErrands *errands; /* owned, NULL before it watches */

  /* template children */
  GtkRevealer *revealer;
  GtkWidget   *all_box; /* of several */
  GtkLabel    *count;
  GtkWidget   *all_again_button;
  GtkBox      *rows;
};

/* Parts are borrowed of the row, which owns @self. */
typedef struct
{
  ZhihuiDeskUnsent *unsent; /* borrowed: outlives it */
  ZhihuiDeskErrand *errand; /* owned */
  GtkLabel         *words;
  GtkWidget        *again_button;
} Row;

#define ROW_KEY "zhihui-row"

G_DEFINE_FINAL_TYPE (ZhihuiDeskUnsent, zhihui_desk_unsent, ADW_TYPE_BIN)

static void
row_free (gpointer data)
{
  Row *row = data;

  g_object_unref (row->errand);
  g_free (row);
}

static Row *
get_row (GtkWidget *widget)
{
  return g_object_get_data (G_OBJECT (widget), ROW_KEY);
}

/* Returns: (transfer full) (element-type ZhihuiDeskErrand): the oldest first */
static GPtrArray *
list_unsent (ZhihuiDeskUnsent *self)
{
  GPtrArray *all = zhihui_desk_errands_get_all (self->errands);
  GPtrArray *unsent = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < all->len; i++)
    if (zhihui_desk_errand_get_error (all->pdata[i]) != NULL)
      g_ptr_array_add (unsent, g_object_ref (all->pdata[i]));
  return unsent;
}

/* ---- one ---- */

static void
row_again_clicked_cb (Row *row)
{
  zhihui_desk_errands_try_again (row->unsent->errands, row->errand);
}

/* The row goes with it. */
static void
row_dismiss_clicked_cb (Row *row)
{
  g_autoptr (ZhihuiDeskErrand) errand = g_object_ref (row->errand);

  zhihui_desk_errands_forget (row->unsent->errands, errand);
}

/* Of several buttons of one label, each says to what it belongs. */
static GtkWidget *
add_button (GtkWidget *box, Row *row, const char *label, GCallback clicked_cb)
{
  GtkWidget       *button = gtk_button_new_with_label (label);
  g_autofree char *name =
    g_strdup_printf (_ ("%s: %s"), label, zhihui_desk_errand_get_what (row->errand));

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_swapped (button, "clicked", clicked_cb, row);
  gtk_box_append (GTK_BOX (box), button);
  return button;
}

static void
add_row (ZhihuiDeskUnsent *self, ZhihuiDeskErrand *errand)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  Row       *row = g_new0 (Row, 1);

  row->unsent = self;
  row->errand = g_object_ref (errand);
  row->words = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (row->words, TRUE);
  gtk_label_set_wrap_mode (row->words, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (row->words, 0);
  gtk_widget_set_hexpand (GTK_WIDGET (row->words), TRUE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (row->words));
  row->again_button = add_button (box, row, _ ("Try Again"), G_CALLBACK (row_again_clicked_cb));
  add_button (box, row, _ ("Dismiss"), G_CALLBACK (row_dismiss_clicked_cb));
  g_object_set_data_full (G_OBJECT (box), ROW_KEY, row, row_free);
  gtk_box_append (self->rows, box);
}

/* One that is on its way keeps its button, or the keyboard would fall off it. */
static void
show_row (Row *row)
{
  g_autofree char *words = zhihui_desk_errand_make_line (row->errand, g_get_monotonic_time ());

  gtk_label_set_text (row->words, words);
  gtk_widget_set_visible (row->again_button,
                          zhihui_desk_errand_get_state (row->errand) != ZHIHUI_ERRAND_FAILED ||
                            zhihui_desk_errand_is_worth_again (row->errand));
}

/* ---- all ---- */

static gboolean
has_row (ZhihuiDeskUnsent *self, ZhihuiDeskErrand *errand)
{
  for (GtkWidget *one = gtk_widget_get_first_child (GTK_WIDGET (self->rows)); one != NULL;
       one = gtk_widget_get_next_sibling (one))
    if (get_row (one)->errand == errand)
      return TRUE;
  return FALSE;
}

/* Returns whether the keyboard was in one of those that went. */
static gboolean
remove_rows (ZhihuiDeskUnsent *self, GPtrArray *unsent)
{
  GtkRoot   *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  gboolean   had_focus = FALSE;
  GtkWidget *next;

  for (GtkWidget *one = gtk_widget_get_first_child (GTK_WIDGET (self->rows)); one != NULL;
       one = next)
    {
      next = gtk_widget_get_next_sibling (one);
      if (g_ptr_array_find (unsent, get_row (one)->errand, NULL))
        continue;
      had_focus |= focus != NULL && gtk_widget_is_ancestor (focus, one);
      gtk_box_remove (self->rows, one);
    }
  return had_focus;
}

static void
show (ZhihuiDeskUnsent *self)
{
  g_autoptr (GPtrArray) unsent = list_unsent (self);
  g_autofree char *count = NULL;
  gboolean         had_focus = remove_rows (self, unsent);
  guint            n_worth = 0;

  for (guint i = 0; i < unsent->len; i++)
    if (!has_row (self, unsent->pdata[i]))
      add_row (self, unsent->pdata[i]);
  for (GtkWidget *one = gtk_widget_get_first_child (GTK_WIDGET (self->rows)); one != NULL;
       one = gtk_widget_get_next_sibling (one))
    {
      show_row (get_row (one));
      n_worth += gtk_widget_get_visible (get_row (one)->again_button);
    }

  count = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u not sent", "%u not sent", unsent->len),
                           unsent->len);
  gtk_label_set_text (self->count, count);
  gtk_widget_set_visible (self->all_box, unsent->len > 1);
  gtk_widget_set_visible (self->all_again_button, n_worth > 0);
  gtk_revealer_set_reveal_child (self->revealer, unsent->len > 0);
  if (had_focus)
    gtk_widget_child_focus (unsent->len > 0 ? GTK_WIDGET (self->rows)
                                            : GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self))),
                            GTK_DIR_TAB_FORWARD);
}

static void
all_again_clicked_cb (ZhihuiDeskUnsent *self)
{
  g_autoptr (GPtrArray) unsent = list_unsent (self);

  for (guint i = 0; i < unsent->len; i++)
    if (zhihui_desk_errand_is_worth_again (unsent->pdata[i]))
      zhihui_desk_errands_try_again (self->errands, unsent->pdata[i]);
}

static void
all_dismiss_clicked_cb (ZhihuiDeskUnsent *self)
{
  g_autoptr (GPtrArray) unsent = list_unsent (self);

  for (guint i = 0; i < unsent->len; i++)
    zhihui_desk_errands_forget (self->errands, unsent->pdata[i]);
}

static void
zhihui_desk_unsent_dispose (GObject *object)
{
  g_clear_object (&ZHIHUI_DESK_UNSENT (object)->errands);
  G_OBJECT_CLASS (zhihui_desk_unsent_parent_class)->dispose (object);
}

static void
zhihui_desk_unsent_class_init (ZhihuiDeskUnsentClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zhihui_desk_unsent_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/cn/zhihui/Zhihui/desk-unsent.ui");
  gtk_widget_class_bind_template_child (widget_class, ZhihuiDeskUnsent, revealer);
  gtk_widget_class_bind_template_child (widget_class, ZhihuiDeskUnsent, all_box);
  gtk_widget_class_bind_template_child (widget_class, ZhihuiDeskUnsent, count);
  gtk_widget_class_bind_template_child (widget_class, ZhihuiDeskUnsent, all_again_button);
  gtk_widget_class_bind_template_child (widget_class, ZhihuiDeskUnsent, rows);
  gtk_widget_class_bind_template_callback (widget_class, all_again_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, all_dismiss_clicked_cb);
}

static void
zhihui_desk_unsent_init (ZhihuiDeskUnsent *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * zhihui_desk_unsent_watch:
 * @errands: (transfer none): of the user; called once
 */
void
zhihui_desk_unsent_watch (ZhihuiDeskUnsent *self, ZhihuiDeskErrands *errands)
{
  g_return_if_fail (ZHIHUI_IS_DESK_UNSENT (self) && self->errands == NULL);

  self->errands = g_object_ref (errands);
  g_signal_connect_object (errands, "changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  show (self);
}
