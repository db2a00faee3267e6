/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-alert-list.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "zhihui-alert-row.h"
#include "zhihui-format.h"
#include "zhihui-table-focus.h"

/**
 * ZhihuiAlertList:
 *
 * Alerts in the order of the platform: nobody took note of them, then by level, the newest first.
 * Emits "selected" when another one is, or none; "notes-changed" when others are wanted; "opened"
 * when the user wants to do something about the one that is selected.
 */
struct _ZhihuiAlertList
{
  GtkWidget parent_instance;

  GListStore        *items;     /* owned: of ZhihuiAlertItem */
  GtkCustomFilter   *filter;    /* owned */
  GtkMultiSelection *selection; /* owned */
  GHashTable        *wanted;    /* owned: set of ids that are to be selected */
  GHashTable        *ending;    /* owned: set of ids: when they go, the next is selected */
  guint              place;     /* of the first that was selected last */
  gboolean           is_whole;  /* @items has those that somebody took note of, too */
  gint64             total;     /* how many there are, -1 not told */
  gboolean           is_filling;

  /* template children */
  GtkWidget       *box;
  GtkToggleButton *open_button, *taken_button, *all_button;
  GtkDropDown     *level_choice;
  GtkSearchEntry  *search_entry;
  GtkStack        *stack;
  AdwStatusPage   *empty_page;
  GtkListView     *view;
  GtkLabel        *foot_label;
};

enum
{
  SIGNAL_SELECTED,
  SIGNAL_NOTES_CHANGED,
  SIGNAL_OPENED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ZhihuiAlertList, zhihui_alert_list, GTK_TYPE_WIDGET)

/* Lowest level of each choice. */
static const struct
{
  ZhihuiLevel level;
  const char *label;
} level_choices[] = {
  { ZHIHUI_LEVEL_BLUE, N_ ("All levels") },
  { ZHIHUI_LEVEL_YELLOW, N_ ("Yellow and above") },
  { ZHIHUI_LEVEL_ORANGE, N_ ("Orange and above") },
  { ZHIHUI_LEVEL_RED, N_ ("Red alone") },
};

/**
 * zhihui_alert_list_get_notes:
 *
 * Returns: which alerts the user wants to see
 */
ZhihuiAlertNotes
zhihui_alert_list_get_notes (ZhihuiAlertList *self)
{
  if (gtk_toggle_button_get_active (self->taken_button))
    return ZHIHUI_ALERT_NOTES_TAKEN;
  if (gtk_toggle_button_get_active (self->all_button))
    return ZHIHUI_ALERT_NOTES_ALL;
  return ZHIHUI_ALERT_NOTES_OPEN;
}

static gboolean
has_words (const ZhihuiAlert *alert, const char *words)
{
  g_autofree char *whole = g_strjoin (
    "\n", alert->text, alert->unit, zhihui_alert_item_name_kind (alert->kind), alert->id, NULL);
  g_autofree char *folded = g_utf8_casefold (whole, -1);
  g_autofree char *wanted = g_utf8_casefold (words, -1);

  return strstr (folded, g_strstrip (wanted)) != NULL;
}

static gboolean
passes (gpointer item, gpointer user_data)
{
  ZhihuiAlertList   *self = user_data;
  const ZhihuiAlert *alert = zhihui_alert_item_get_alert (item);
  ZhihuiAlertNotes   notes = zhihui_alert_list_get_notes (self);
  guint              choice = gtk_drop_down_get_selected (self->level_choice);

  if (notes != ZHIHUI_ALERT_NOTES_ALL && alert->acknowledged != (notes == ZHIHUI_ALERT_NOTES_TAKEN))
    return FALSE;
  if (choice < G_N_ELEMENTS (level_choices) && alert->level < level_choices[choice].level)
    return FALSE;
  return has_words (alert, gtk_editable_get_text (GTK_EDITABLE (self->search_entry)));
}

static char *
word_foot (ZhihuiAlertList *self, guint n, guint n_all)
{
  g_autofree char *shown = zhihui_format_count (n);
  g_autofree char *told = zhihui_format_count (n_all);
  g_autofree char *all = zhihui_format_count (self->total);

  /* Translators: how many are seen, how many there are, how many of them are told at once. */
  if (self->total > n_all)
    return g_strdup_printf (_ ("%s of %s alerts: the first %s are told at once"), shown, all, told);
  if (self->total < 0 && n_all >= ZHIHUI_ALERT_LIST_MOST)
    return g_strdup_printf (
      _ ("%s of the first %s alerts: more are not told at once"), shown, told);
  /* Translators: how many of how many. */
  return g_strdup_printf (_ ("%s of %s alerts"), shown, told);
}

static void
show_emptiness (ZhihuiAlertList *self)
{
  guint            n_all = g_list_model_get_n_items (G_LIST_MODEL (self->items));
  guint            n = zhihui_alert_list_get_n_shown (self);
  g_autofree char *foot = NULL;
  ZhihuiAlertNotes notes = zhihui_alert_list_get_notes (self);
  gboolean         is_chosen = n_all > 0 && n == 0;

  gtk_stack_set_visible_child_name (self->stack, n > 0 ? "list" : "empty");
  if (!self->is_whole && notes != ZHIHUI_ALERT_NOTES_OPEN)
    adw_status_page_set_description (
      self->empty_page, _ ("This source tells only the alerts nobody has taken note of."));
  else if (is_chosen)
    adw_status_page_set_description (self->empty_page, _ ("Choose another level, or other words."));
  else
    adw_status_page_set_description (self->empty_page,
                                     _ ("Alerts appear here by themselves as they are raised."));
  adw_status_page_set_title (self->empty_page,
                             is_chosen || notes != ZHIHUI_ALERT_NOTES_OPEN
                               ? _ ("No alert of this kind")
                               : _ ("No open alert"));
  foot = word_foot (self, n, n_all);
  gtk_label_set_text (self->foot_label, foot);
}

/* Borrowed of the store, which has the item as well. */
static const char *
get_id (ZhihuiAlertList *self, guint position)
{
  g_autoptr (ZhihuiAlertItem) item =
    g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  return item != NULL ? zhihui_alert_item_get_alert (item)->id : "";
}

static gboolean
is_ending (ZhihuiAlertList *self)
{
  GHashTableIter iter;
  gpointer       id;

  g_hash_table_iter_init (&iter, self->wanted);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (!g_hash_table_contains (self->ending, id))
      return FALSE;
  return g_hash_table_size (self->wanted) > 0;
}

/* Who took note goes on with the one that comes into its place; who did not loses it from sight. */
static void
restore_selection (ZhihuiAlertList *self)
{
  GtkSelectionModel *model = GTK_SELECTION_MODEL (self->selection);
  guint              n = zhihui_alert_list_get_n_shown (self);
  guint              n_found = 0;

  gtk_selection_model_unselect_all (model);
  for (guint i = 0; g_hash_table_size (self->wanted) > 0 && i < n; i++)
    if (g_hash_table_contains (self->wanted, get_id (self, i)))
      {
        gtk_selection_model_select_item (model, i, FALSE);
        n_found++;
      }
  if (n_found > 0 || n == 0 || !is_ending (self))
    return;
  g_hash_table_remove_all (self->wanted);
  g_hash_table_remove_all (self->ending);
  self->place = MIN (self->place, n - 1);
  g_hash_table_add (self->wanted, g_strdup (get_id (self, self->place)));
  gtk_selection_model_select_item (model, self->place, TRUE);
}

static void
refilter (ZhihuiAlertList *self)
{
  self->is_filling = TRUE;
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  restore_selection (self);
  self->is_filling = FALSE;
  show_emptiness (self);
  g_signal_emit (self, signals[SIGNAL_SELECTED], 0);
}

static void
choice_changed_cb (ZhihuiAlertList *self)
{
  if (self->filter != NULL)
    refilter (self);
}

static void
notes_toggled_cb (ZhihuiAlertList *self, GtkToggleButton *button)
{
  if (self->filter == NULL || !gtk_toggle_button_get_active (button))
    return;
  refilter (self);
  g_signal_emit (self, signals[SIGNAL_NOTES_CHANGED], 0);
}

static void
selection_changed_cb (ZhihuiAlertList *self)
{
  g_autoptr (GtkBitset) chosen = NULL;

  if (self->is_filling)
    return;
  chosen = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  g_hash_table_remove_all (self->wanted);
  for (guint i = 0; i < gtk_bitset_get_size (chosen); i++)
    g_hash_table_add (self->wanted, g_strdup (get_id (self, gtk_bitset_get_nth (chosen, i))));
  if (!gtk_bitset_is_empty (chosen))
    self->place = gtk_bitset_get_minimum (chosen);
  g_signal_emit (self, signals[SIGNAL_SELECTED], 0);
}

/* Enter on a row, also on one that had but the keyboard; of several it is about all of them. */
static void
row_activated_cb (ZhihuiAlertList *self, guint position)
{
  GtkSelectionModel *model = GTK_SELECTION_MODEL (self->selection);

  if (!gtk_selection_model_is_selected (model, position))
    gtk_selection_model_select_item (model, position, TRUE);
  g_signal_emit (self, signals[SIGNAL_OPENED], 0);
}

static void
zhihui_alert_list_dispose (GObject *object)
{
  ZhihuiAlertList *self = ZHIHUI_ALERT_LIST (object);

  if (self->filter != NULL)
    gtk_custom_filter_set_filter_func (self->filter, NULL, NULL, NULL);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->selection);
  g_clear_object (&self->filter);
  g_clear_object (&self->items);
  g_clear_pointer (&self->wanted, g_hash_table_unref);
  g_clear_pointer (&self->ending, g_hash_table_unref);
  G_OBJECT_CLASS (zhihui_alert_list_parent_class)->dispose (object);
}

static guint
add_signal (const char *name)
{
  return g_signal_new (
    name, ZHIHUI_TYPE_ALERT_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
zhihui_alert_list_class_init (ZhihuiAlertListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = zhihui_alert_list_dispose;
  signals[SIGNAL_SELECTED] = add_signal ("selected");
  signals[SIGNAL_NOTES_CHANGED] = add_signal ("notes-changed");
  signals[SIGNAL_OPENED] = add_signal ("opened");
  g_type_ensure (ZHIHUI_TYPE_TABLE_FOCUS);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/cn/zhihui/Zhihui/alert-list.ui");
#define BIND(child) gtk_widget_class_bind_template_child (widget_class, ZhihuiAlertList, child)
  BIND (box);
  BIND (open_button);
  BIND (taken_button);
  BIND (all_button);
  BIND (level_choice);
  BIND (search_entry);
  BIND (stack);
  BIND (empty_page);
  BIND (view);
  BIND (foot_label);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, choice_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, notes_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback_full (
    widget_class, "row_made_cb", G_CALLBACK (zhihui_alert_row_make));
  gtk_widget_class_bind_template_callback_full (
    widget_class, "row_bound_cb", G_CALLBACK (zhihui_alert_row_bind));
  gtk_widget_class_bind_template_callback_full (
    widget_class, "row_unbound_cb", G_CALLBACK (zhihui_alert_row_unbind));
}

static void
zhihui_alert_list_init (ZhihuiAlertList *self)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  GtkFilterListModel *filtered;

  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < G_N_ELEMENTS (level_choices); i++)
    gtk_string_list_append (labels, _ (level_choices[i].label));
  gtk_drop_down_set_model (self->level_choice, G_LIST_MODEL (labels));

  self->items = g_list_store_new (ZHIHUI_TYPE_ALERT_ITEM);
  self->filter = gtk_custom_filter_new (passes, self, NULL);
  filtered = gtk_filter_list_model_new (G_LIST_MODEL (g_object_ref (self->items)),
                                        GTK_FILTER (g_object_ref (self->filter)));
  self->selection = gtk_multi_selection_new (G_LIST_MODEL (filtered));
  self->wanted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->ending = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gtk_list_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (self->selection,
                           "selection-changed",
                           G_CALLBACK (selection_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  show_emptiness (self);
}

static gboolean
is_shown (ZhihuiAlertList *self, ZhihuiAlerts *alerts)
{
  GListModel *model = G_LIST_MODEL (self->items);

  if (g_list_model_get_n_items (model) != alerts->items->len)
    return FALSE;
  for (guint i = 0; i < alerts->items->len; i++)
    {
      g_autoptr (ZhihuiAlertItem) item = g_list_model_get_item (model, i);

      if (!zhihui_alert_item_is_same (item, alerts->items->pdata[i]))
        return FALSE;
    }
  return TRUE;
}

/**
 * zhihui_alert_list_show:
 * @alerts: (transfer none): in their order
 * @now: the platform's time
 *
 * Shows these; the one that is selected stays so if it is among them.
 */
void
zhihui_alert_list_show (ZhihuiAlertList *self, ZhihuiAlerts *alerts, gint64 now)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  gboolean had_focus;

  g_return_if_fail (ZHIHUI_IS_ALERT_LIST (self) && alerts != NULL);

  if (is_shown (self, alerts))
    {
      zhihui_alert_list_set_now (self, now);
      if (self->total != alerts->total)
        {
          self->total = alerts->total;
          show_emptiness (self);
        }
      return;
    }
  self->total = alerts->total;
  for (guint i = 0; i < alerts->items->len; i++)
    {
      ZhihuiAlertItem *item = zhihui_alert_item_new (alerts, i);

      zhihui_alert_item_set_now (item, now);
      g_ptr_array_add (items, item);
    }
  /* A row that goes would give the keyboard to what is beside the list. */
  had_focus = gtk_widget_get_focus_child (GTK_WIDGET (self->view)) != NULL;
  self->is_filling = TRUE;
  g_list_store_splice (self->items,
                       0,
                       g_list_model_get_n_items (G_LIST_MODEL (self->items)),
                       items->pdata,
                       items->len);
  restore_selection (self);
  self->is_filling = FALSE;
  show_emptiness (self);
  if (had_focus)
    zhihui_alert_list_take_focus (self);
  g_signal_emit (self, signals[SIGNAL_SELECTED], 0);
}

/**
 * zhihui_alert_list_set_now:
 * @now: the platform's time: ages go on
 */
void
zhihui_alert_list_set_now (ZhihuiAlertList *self, gint64 now)
{
  GListModel *model = G_LIST_MODEL (self->items);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (ZhihuiAlertItem) item = g_list_model_get_item (model, i);

      zhihui_alert_item_set_now (item, now);
    }
}

/**
 * zhihui_alert_list_set_whole:
 * @is_whole: whether what is shown has the alerts that somebody took note of, too
 */
void
zhihui_alert_list_set_whole (ZhihuiAlertList *self, gboolean is_whole)
{
  self->is_whole = is_whole;
  show_emptiness (self);
}

/**
 * zhihui_alert_list_ref_selected:
 *
 * Returns: (transfer full) (element-type ZhihuiAlertItem): all that are selected, in their order
 */
GPtrArray *
zhihui_alert_list_ref_selected (ZhihuiAlertList *self)
{
  g_autoptr (GtkBitset) chosen =
    gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < gtk_bitset_get_size (chosen); i++)
    g_ptr_array_add (
      items,
      g_list_model_get_item (G_LIST_MODEL (self->selection), gtk_bitset_get_nth (chosen, i)));
  return items;
}

/**
 * zhihui_alert_list_get_selected:
 *
 * Returns: (transfer none) (nullable): the one alert that the user looks at, until the next change
 */
const ZhihuiAlert *
zhihui_alert_list_get_selected (ZhihuiAlertList *self)
{
  g_autoptr (GPtrArray) items = zhihui_alert_list_ref_selected (self);

  /* The store has it as well. */
  return items->len == 1 ? zhihui_alert_item_get_alert (items->pdata[0]) : NULL;
}

/**
 * zhihui_alert_list_end:
 * @id: of an alert that the user has done with
 *
 * When it goes while it is selected, the next is.
 */
void
zhihui_alert_list_end (ZhihuiAlertList *self, const char *id)
{
  g_hash_table_add (self->ending, g_strdup (id));
}

/**
 * zhihui_alert_list_select:
 * @id: of an alert
 *
 * Selects it now, or as soon as it is shown.
 *
 * Returns: whether it is shown now
 */
gboolean
zhihui_alert_list_select (ZhihuiAlertList *self, const char *id)
{
  const ZhihuiAlert *alert;

  g_hash_table_remove_all (self->wanted);
  g_hash_table_add (self->wanted, g_strdup (id));
  self->is_filling = TRUE;
  restore_selection (self);
  self->is_filling = FALSE;
  g_signal_emit (self, signals[SIGNAL_SELECTED], 0);
  alert = zhihui_alert_list_get_selected (self);
  return alert != NULL && g_str_equal (alert->id, id);
}

/**
 * zhihui_alert_list_take_focus:
 *
 * The user goes on with the list: to the one that is selected.
 */
void
zhihui_alert_list_take_focus (ZhihuiAlertList *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

/**
 * zhihui_alert_list_get_rows:
 *
 * Returns: (transfer none): what has the rows, without what chooses among them
 */
GtkWidget *
zhihui_alert_list_get_rows (ZhihuiAlertList *self)
{
  g_return_val_if_fail (ZHIHUI_IS_ALERT_LIST (self), NULL);

  return GTK_WIDGET (self->view);
}

/**
 * zhihui_alert_list_begin_search:
 *
 * The user wants to type what to look for.
 */
void
zhihui_alert_list_begin_search (ZhihuiAlertList *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

/**
 * zhihui_alert_list_get_n_shown:
 *
 * Returns: how many alerts pass what the user has chosen
 */
guint
zhihui_alert_list_get_n_shown (ZhihuiAlertList *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->selection));
}
