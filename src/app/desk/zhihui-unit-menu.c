/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-unit-menu.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "zhihui-entry-row.h"
#include "zhihui-row-name.h"
#include "zhihui-unit-row.h"
#include "zhihui-unit-spelling.h"

#define LIST_WIDTH 300 /* px */
#define LIST_HEIGHT 280

/**
 * ZhihuiUnitMenu:
 *
 * A popover with the units of the platform, which are searched by name, sound or initials; one or
 * several of them are chosen.
 */
struct _ZhihuiUnitMenu
{
  GtkPopover parent_instance;

  gboolean         is_single; /* who is chosen takes the place of the one before */
  GtkEditable     *search;    /* borrowed */
  GtkCustomFilter *filter;    /* owned */
  GListStore      *rows;      /* owned: ZhihuiUnitRow */
  GPtrArray    *bound;  /* owned (element-type GtkListItem), borrowed items: those that are seen */
  GPtrArray    *chosen; /* owned (element-type utf8): ids */
  GCancellable *spelling; /* owned */
  char         *folded;   /* owned: what is searched for, NULL all */
};

G_DEFINE_FINAL_TYPE (ZhihuiUnitMenu, zhihui_unit_menu, GTK_TYPE_POPOVER)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static gboolean
is_chosen (ZhihuiUnitMenu *self, const char *id, guint *index)
{
  return g_ptr_array_find_with_equal_func (self->chosen, id, g_str_equal, index);
}

/* These and no others, in this order. */
static gboolean
are_chosen (ZhihuiUnitMenu *self, const char *const *ids)
{
  guint n = 0;

  for (; ids != NULL && ids[n] != NULL; n++)
    if (n >= self->chosen->len || !g_str_equal (ids[n], self->chosen->pdata[n]))
      return FALSE;
  return n == self->chosen->len;
}

/* ---- what is shown ---- */

static void
show_item (ZhihuiUnitMenu *self, GtkListItem *item)
{
  GtkWidget        *check = gtk_list_item_get_child (item);
  const ZhihuiUnit *unit = zhihui_unit_row_get_unit (gtk_list_item_get_item (item));
  gboolean          is_in = is_chosen (self, unit->id, NULL);
  g_autofree char  *words = NULL;

  /* Translators: name of a unit that is one of those chosen. */
  if (is_in)
    words = g_strdup_printf (_ ("%s, chosen"), unit->name);
  gtk_check_button_set_label (GTK_CHECK_BUTTON (check), unit->name);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), is_in);
  zhihui_row_name (check, is_in ? words : unit->name);
}

static void
tell_change (ZhihuiUnitMenu *self)
{
  for (guint i = 0; i < self->bound->len; i++)
    show_item (self, self->bound->pdata[i]);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* ---- what is chosen ---- */

static void
choose (ZhihuiUnitMenu *self, ZhihuiUnitRow *row)
{
  const ZhihuiUnit *unit = zhihui_unit_row_get_unit (row);
  guint             index;

  if (self->is_single)
    {
      gtk_popover_popdown (GTK_POPOVER (self));
      zhihui_unit_menu_choose (self, (const char *[]){ unit->id, NULL });
      return;
    }
  if (is_chosen (self, unit->id, &index))
    g_ptr_array_remove_index (self->chosen, index);
  else
    g_ptr_array_add (self->chosen, g_strdup (unit->id));
  tell_change (self);
}

static void
row_activated_cb (ZhihuiUnitMenu *self, guint position, GtkListView *view)
{
  GListModel *shown = G_LIST_MODEL (gtk_list_view_get_model (view));
  g_autoptr (ZhihuiUnitRow) row = g_list_model_get_item (shown, position);

  choose (self, row);
}

/* Enter in the search takes the first of those that were found: who looks for one wants it in. What
 * is typed next is looked for instead. */
static void
search_entered_cb (ZhihuiUnitMenu *self)
{
  for (guint i = 0;
       self->folded != NULL && i < g_list_model_get_n_items (G_LIST_MODEL (self->rows));
       i++)
    {
      g_autoptr (ZhihuiUnitRow) row = g_list_model_get_item (G_LIST_MODEL (self->rows), i);

      if (!zhihui_unit_row_matches (row, self->folded))
        continue;
      if (self->is_single || !is_chosen (self, zhihui_unit_row_get_unit (row)->id, NULL))
        choose (self, row);
      gtk_editable_select_region (self->search, 0, -1);
      return;
    }
}

/* ---- the search ---- */

static gboolean
is_searched (gpointer row, gpointer user_data)
{
  ZhihuiUnitMenu *self = user_data;

  return self->folded == NULL || zhihui_unit_row_matches (row, self->folded);
}

static void
search_changed_cb (ZhihuiUnitMenu *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (self->search)));

  g_free (self->folded);
  self->folded = *text != '\0' ? g_utf8_casefold (text, -1) : NULL;
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
}

/* GTK 4.18 does not go by Tab into a list whose rows have changed; by Down it does. */
static gboolean
search_key_cb (ZhihuiUnitMenu *self, guint key, guint code, GdkModifierType held)
{
  return key == GDK_KEY_Tab && (held & GDK_SHIFT_MASK) == 0 &&
         gtk_widget_child_focus (gtk_popover_get_child (GTK_POPOVER (self)), GTK_DIR_DOWN);
}

/* Who opens it anew looks for somebody else. */
static void
closed_cb (ZhihuiUnitMenu *self)
{
  zhihui_entry_row_begin_anew (self->search, "");
}

static void
spelled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  ZhihuiUnitMenu *self = user_data; /* not touched when cancelled */

  if (zhihui_unit_spelling_finish (result, NULL))
    gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_LESS_STRICT);
}

/* ---- how it is built ---- */

/* A mark of a group is round: one is chosen, not any number. It lives with its own group, since who
 * is chosen is shown, not kept, by it. */
static void
make_round (GtkWidget *check)
{
  GtkWidget *group = g_object_ref_sink (gtk_check_button_new ());

  gtk_check_button_set_group (GTK_CHECK_BUTTON (check), GTK_CHECK_BUTTON (group));
  g_object_set_data_full (G_OBJECT (check), "zhihui-group", group, g_object_unref);
}

static void
item_made_cb (ZhihuiUnitMenu *self, GtkListItem *item)
{
  GtkWidget *check = gtk_check_button_new ();

  if (self->is_single)
    make_round (check);

  /* The row has the keyboard and the pointer. */
  gtk_widget_set_can_focus (check, FALSE);
  gtk_widget_set_can_target (check, FALSE);
  gtk_list_item_set_child (item, check);
}

static void
item_bound_cb (ZhihuiUnitMenu *self, GtkListItem *item)
{
  g_ptr_array_add (self->bound, item);
  show_item (self, item);
}

static void
item_unbound_cb (ZhihuiUnitMenu *self, GtkListItem *item)
{
  g_ptr_array_remove_fast (self->bound, item);
}

static GtkWidget *
build_list (ZhihuiUnitMenu *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget          *scroller = gtk_scrolled_window_new ();
  GtkFilterListModel *found = gtk_filter_list_model_new (G_LIST_MODEL (g_object_ref (self->rows)),
                                                         GTK_FILTER (g_object_ref (self->filter)));
  GtkWidget          *view =
    gtk_list_view_new (GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (found))), factory);

  g_signal_connect_object (factory, "setup", G_CALLBACK (item_made_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (item_bound_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
    factory, "unbind", G_CALLBACK (item_unbound_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
    view, "activate", G_CALLBACK (row_activated_cb), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_single_click_activate (GTK_LIST_VIEW (view), TRUE);
  gtk_accessible_update_property (
    GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Units"), -1);
  gtk_scrolled_window_set_policy (
    GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), view);
  gtk_widget_set_size_request (scroller, LIST_WIDTH, LIST_HEIGHT);
  return scroller;
}

static void
add_keys (ZhihuiUnitMenu *self, GtkWidget *search)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (search_key_cb), self);
  gtk_widget_add_controller (search, keys);
}

static void
zhihui_unit_menu_init (ZhihuiUnitMenu *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *search = gtk_search_entry_new ();

  self->rows = g_list_store_new (ZHIHUI_TYPE_UNIT_ROW);
  self->filter = gtk_custom_filter_new (is_searched, self, NULL);
  self->bound = g_ptr_array_new ();
  self->chosen = g_ptr_array_new_with_free_func (g_free);
  self->spelling = g_cancellable_new ();
  self->search = GTK_EDITABLE (search);
  g_object_set (search, "placeholder-text", _ ("Name, sound or initials"), NULL);
  gtk_accessible_update_property (
    GTK_ACCESSIBLE (search), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Search the units"), -1);
  g_signal_connect_object (
    search, "changed", G_CALLBACK (search_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
    search, "activate", G_CALLBACK (search_entered_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
    search, "stop-search", G_CALLBACK (gtk_popover_popdown), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "closed", G_CALLBACK (closed_cb), NULL);
  add_keys (self, search);
  gtk_box_append (GTK_BOX (box), search);
  gtk_box_append (GTK_BOX (box), build_list (self));
  gtk_popover_set_child (GTK_POPOVER (self), box);
}

static void
zhihui_unit_menu_dispose (GObject *object)
{
  ZhihuiUnitMenu *self = ZHIHUI_UNIT_MENU (object);

  g_cancellable_cancel (self->spelling);
  if (self->filter != NULL)
    gtk_custom_filter_set_filter_func (self->filter, NULL, NULL, NULL);
  g_clear_object (&self->filter);
  g_clear_object (&self->spelling);
  g_clear_object (&self->rows);

  G_OBJECT_CLASS (zhihui_unit_menu_parent_class)->dispose (object);
}

static void
zhihui_unit_menu_finalize (GObject *object)
{
  ZhihuiUnitMenu *self = ZHIHUI_UNIT_MENU (object);

  g_ptr_array_unref (self->bound);
  g_ptr_array_unref (self->chosen);
  g_free (self->folded);

  G_OBJECT_CLASS (zhihui_unit_menu_parent_class)->finalize (object);
}

static void
zhihui_unit_menu_class_init (ZhihuiUnitMenuClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = zhihui_unit_menu_dispose;
  G_OBJECT_CLASS (klass)->finalize = zhihui_unit_menu_finalize;

  /**
   * ZhihuiUnitMenu::changed:
   *
   * Others are chosen.
   */
  signals[CHANGED] = g_signal_new (
    "changed", ZHIHUI_TYPE_UNIT_MENU, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

/**
 * zhihui_unit_menu_new:
 * @is_single: one is chosen, not several
 *
 * Returns: (transfer floating): a popover that knows no units yet
 */
GtkWidget *
zhihui_unit_menu_new (gboolean is_single)
{
  ZhihuiUnitMenu *self = g_object_new (ZHIHUI_TYPE_UNIT_MENU, NULL);

  self->is_single = is_single;
  return GTK_WIDGET (self);
}

/**
 * zhihui_unit_menu_set_units:
 * @units: to choose from, in this order; once
 */
void
zhihui_unit_menu_set_units (ZhihuiUnitMenu *self, ZhihuiUnits *units)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_if_fail (ZHIHUI_IS_UNIT_MENU (self) && units != NULL);

  for (guint i = 0; i < units->items->len; i++)
    g_ptr_array_add (rows, zhihui_unit_row_new (units->items->pdata[i]));
  g_list_store_splice (self->rows, 0, 0, rows->pdata, rows->len);
  zhihui_unit_spelling_async (rows, self->spelling, spelled_cb, self);
}

/**
 * zhihui_unit_menu_find:
 * @id: of a unit
 *
 * Returns: (transfer none) (nullable): the unit; %NULL: the platform has none of it, or has not
 * told
 */
const ZhihuiUnit *
zhihui_unit_menu_find (ZhihuiUnitMenu *self, const char *id)
{
  g_return_val_if_fail (ZHIHUI_IS_UNIT_MENU (self), NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->rows)); i++)
    {
      g_autoptr (ZhihuiUnitRow) row = g_list_model_get_item (G_LIST_MODEL (self->rows), i);
      const ZhihuiUnit *unit = zhihui_unit_row_get_unit (row);

      if (g_str_equal (unit->id, id))
        return unit;
    }
  return NULL;
}

/**
 * zhihui_unit_menu_choose:
 * @ids: (nullable) (array zero-terminated=1): of those that are chosen, which it need not know yet
 */
void
zhihui_unit_menu_choose (ZhihuiUnitMenu *self, const char *const *ids)
{
  g_return_if_fail (ZHIHUI_IS_UNIT_MENU (self));

  if (are_chosen (self, ids))
    return;

  g_ptr_array_set_size (self->chosen, 0);
  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    g_ptr_array_add (self->chosen, g_strdup (ids[i]));
  tell_change (self);
}

/**
 * zhihui_unit_menu_get_chosen:
 *
 * Returns: (transfer none) (element-type utf8): ids
 */
GPtrArray *
zhihui_unit_menu_get_chosen (ZhihuiUnitMenu *self)
{
  g_return_val_if_fail (ZHIHUI_IS_UNIT_MENU (self), NULL);

  return self->chosen;
}

/**
 * zhihui_unit_menu_hang:
 * @row: takes @self, under a button at its end; its subtitle has two lines for names
 *
 * Returns: (transfer none): the button
 */
GtkMenuButton *
zhihui_unit_menu_hang (ZhihuiUnitMenu *self, AdwActionRow *row)
{
  GtkWidget *button;

  g_return_val_if_fail (ZHIHUI_IS_UNIT_MENU (self) && ADW_IS_ACTION_ROW (row), NULL);

  button = gtk_menu_button_new ();
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), GTK_WIDGET (self));
  gtk_menu_button_set_always_show_arrow (GTK_MENU_BUTTON (button), TRUE);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_action_row_set_subtitle_lines (row, 2);
  adw_action_row_add_suffix (row, button);
  adw_action_row_set_activatable_widget (row, button);
  return GTK_MENU_BUTTON (button);
}
