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
  GtkWidget   *all_dismiss_button;
  GtkBox      *rows;
};

/* Parts are borrowed of the row, which owns @self. */
typedef struct
{
  ZhihuiDeskUnsent *unsent; /* borrowed: outlives it */
  ZhihuiDeskErrand *errand; /* owned */
  GtkWidget        *box;    /* the row */
  GtkLabel         *words;
  GtkWidget        *again_button;
  GtkWidget        *dismiss_button;
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
  GtkWidget *box =
    g_object_new (GTK_TYPE_BOX, "spacing", 12, "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP, NULL);
  Row *row = g_new0 (Row, 1);

  row->unsent = self;
  row->box = box;
  row->errand = g_object_ref (errand);
  row->words = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (row->words, TRUE);
  gtk_label_set_wrap_mode (row->words, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (row->words, 0);
  gtk_widget_set_hexpand (GTK_WIDGET (row->words), TRUE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (row->words));
  row->again_button = add_button (box, row, _ ("Try Again"), G_CALLBACK (row_again_clicked_cb));
  row->dismiss_button = add_button (box, row, _ ("Dismiss"), G_CALLBACK (row_dismiss_clicked_cb));
  g_object_set_data_full (G_OBJECT (box), ROW_KEY, row, row_free);
  gtk_box_append (self->rows, box);
}

static GtkWidget *
get_focus (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  return root != NULL ? gtk_root_get_focus (root) : NULL;
}

/* The keyboard waits in @box while what it was at can do nothing, and is given back after that. */
static void
rest (GtkWidget *box,
      GtkWidget *again_button,
      GtkWidget *dismiss_button,
      gboolean   can_again,
      gboolean   can_dismiss)
{
  GtkWidget *focus = get_focus (box);
  gboolean   falls_off =
    (focus == again_button && !can_again) || (focus == dismiss_button && !can_dismiss);

  if (focus != NULL && falls_off)
    {
      gtk_widget_set_focusable (box, TRUE);
      gtk_widget_grab_focus (box);
    }
  gtk_widget_set_sensitive (again_button, can_again);
  gtk_widget_set_sensitive (dismiss_button, can_dismiss);
  if (!can_again && !can_dismiss)
    return;
  if (get_focus (box) == box)
    gtk_widget_grab_focus (can_again ? again_button : dismiss_button);
  gtk_widget_set_focusable (box, FALSE);
}

/* One that is on its way keeps its buttons, which can do nothing meanwhile. */
static void
show_row (Row *row)
{
  g_autofree char *words = zhihui_desk_errand_make_line (row->errand, g_get_monotonic_time ());
  gboolean         has_failed = zhihui_desk_errand_get_state (row->errand) == ZHIHUI_ERRAND_FAILED;
  gboolean         can_again = zhihui_desk_errand_is_worth_again (row->errand);

  gtk_label_set_text (row->words, words);
  gtk_accessible_update_property (
    GTK_ACCESSIBLE (row->box), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  rest (row->box, row->again_button, row->dismiss_button, can_again, has_failed);
  gtk_widget_set_visible (row->again_button, !has_failed || can_again);
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

static gboolean
has_focus (GtkWidget *box, GtkWidget *focus)
{
  return focus != NULL && (focus == box || gtk_widget_is_ancestor (focus, box));
}

/* What had the keyboard goes: it stays among the rows as long as one of them can do
 * something. */
static void
take_focus (ZhihuiDeskUnsent *self)
{
  if (!gtk_revealer_get_reveal_child (self->revealer) ||
      !gtk_widget_child_focus (GTK_WIDGET (self->rows), GTK_DIR_TAB_FORWARD))
    gtk_widget_child_focus (GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self))),
                            GTK_DIR_TAB_FORWARD);
}

/* Returns whether the keyboard was in one of those that went. */
static gboolean
remove_rows (ZhihuiDeskUnsent *self, GPtrArray *unsent)
{
  GtkWidget *focus = get_focus (GTK_WIDGET (self));
  gboolean   had_focus = FALSE;
  GtkWidget *next;

  for (GtkWidget *one = gtk_widget_get_first_child (GTK_WIDGET (self->rows)); one != NULL;
       one = next)
    {
      next = gtk_widget_get_next_sibling (one);
      if (g_ptr_array_find (unsent, get_row (one)->errand, NULL))
        continue;
      had_focus |= has_focus (one, focus);
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
  guint            n_shown = 0, n_worth = 0, n_failed = 0;

  for (guint i = 0; i < unsent->len; i++)
    if (!has_row (self, unsent->pdata[i]))
      add_row (self, unsent->pdata[i]);
  for (GtkWidget *one = gtk_widget_get_first_child (GTK_WIDGET (self->rows)); one != NULL;
       one = gtk_widget_get_next_sibling (one))
    {
      show_row (get_row (one));
      n_shown += gtk_widget_get_visible (get_row (one)->again_button);
      n_worth += gtk_widget_get_sensitive (get_row (one)->again_button);
      n_failed += gtk_widget_get_sensitive (get_row (one)->dismiss_button);
    }

  count = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u not sent", "%u not sent", unsent->len),
                           unsent->len);
  gtk_label_set_text (self->count, count);
  rest (self->all_box, self->all_again_button, self->all_dismiss_button, n_worth > 0, n_failed > 0);
  had_focus |= unsent->len <= 1 && has_focus (self->all_box, get_focus (self->all_box));
  gtk_widget_set_visible (self->all_box, unsent->len > 1);
  gtk_widget_set_visible (self->all_again_button, n_shown > 0);
  gtk_revealer_set_reveal_child (self->revealer, unsent->len > 0);
  if (had_focus)
    take_focus (self);
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
  gtk_widget_class_bind_template_child (widget_class, ZhihuiDeskUnsent, all_dismiss_button);
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
