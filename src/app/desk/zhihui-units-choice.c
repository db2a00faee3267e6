/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-units-choice.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "zhihui-control-names.h"
#include "zhihui-row-name.h"
#include "zhihui-unit-row.h"
#include "zhihui-unit-spelling.h"

#define LIST_WIDTH 300 /* px */
#define LIST_HEIGHT 280

/**
 * ZhihuiUnitsChoice:
 *
 * A row of a form: any of the units of the platform, which are searched by name, sound or initials.
 */
struct _ZhihuiUnitsChoice
{
  AdwActionRow parent_instance;

  GtkMenuButton   *button; /* borrowed */
  GtkEditable     *search; /* borrowed */
  GtkCustomFilter *filter; /* owned */
  GListStore      *rows;   /* owned: ZhihuiUnitRow */
  GPtrArray    *bound;  /* owned (element-type GtkListItem), borrowed items: those that are seen */
  GPtrArray    *chosen; /* owned (element-type utf8): ids */
  GCancellable *spelling; /* owned */
  char         *folded;   /* owned: what is searched for, NULL all */
};

G_DEFINE_FINAL_TYPE (ZhihuiUnitsChoice, zhihui_units_choice, ADW_TYPE_ACTION_ROW)

enum
{
  PROP_0,
  PROP_CHOSEN,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

static gboolean
is_chosen (ZhihuiUnitsChoice *self, const char *id, guint *index)
{
  return g_ptr_array_find_with_equal_func (self->chosen, id, g_str_equal, index);
}

/* ---- what is shown ---- */

static void
show_item (ZhihuiUnitsChoice *self, GtkListItem *item)
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

static const char *
find_name (ZhihuiUnitsChoice *self, const char *id)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->rows)); i++)
    {
      g_autoptr (ZhihuiUnitRow) row = g_list_model_get_item (G_LIST_MODEL (self->rows), i);
      const ZhihuiUnit *unit = zhihui_unit_row_get_unit (row);

      if (g_str_equal (unit->id, id))
        return unit->short_name;
    }
  return id;
}

static void
show_chosen (ZhihuiUnitsChoice *self)
{
  gulong           n = self->chosen->len;
  const char      *title = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self));
  g_autofree char *count =
    n > 0 ? g_strdup_printf (ngettext ("%lu unit", "%lu units", n), n) : g_strdup (_ ("Choose…"));
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (names,
                            "%s%s",
                            i > 0 ? C_ ("between names", ", ") : "",
                            find_name (self, self->chosen->pdata[i]));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), names->str);
  gtk_menu_button_set_label (self->button, count);
  zhihui_control_names_tell_menu (self->button, title, count);
  for (guint i = 0; i < self->bound->len; i++)
    show_item (self, self->bound->pdata[i]);
}

/* ---- what is chosen ---- */

static void
row_activated_cb (ZhihuiUnitsChoice *self, guint position, GtkListView *view)
{
  GListModel *shown = G_LIST_MODEL (gtk_list_view_get_model (view));
  g_autoptr (ZhihuiUnitRow) row = g_list_model_get_item (shown, position);
  const ZhihuiUnit *unit = zhihui_unit_row_get_unit (row);
  guint             index;

  if (is_chosen (self, unit->id, &index))
    g_ptr_array_remove_index (self->chosen, index);
  else
    g_ptr_array_add (self->chosen, g_strdup (unit->id));
  show_chosen (self);
}

static void
zhihui_units_choice_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_auto (GStrv) chosen = zhihui_units_choice_dup_chosen (ZHIHUI_UNITS_CHOICE (object));

  if (id == PROP_CHOSEN)
    g_value_take_string (value, g_strjoinv ("\n", chosen));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
zhihui_units_choice_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  ZhihuiUnitsChoice *self = ZHIHUI_UNITS_CHOICE (object);
  g_auto (GStrv) chosen = NULL;

  if (id != PROP_CHOSEN)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      return;
    }
  chosen = g_strsplit (g_value_get_string (value), "\n", -1);
  g_ptr_array_set_size (self->chosen, 0);
  for (guint i = 0; chosen[i] != NULL; i++)
    g_ptr_array_add (self->chosen, g_strdup (chosen[i]));
  show_chosen (self);
}

/* ---- the search ---- */

static gboolean
is_searched (gpointer row, gpointer user_data)
{
  ZhihuiUnitsChoice *self = user_data;

  return self->folded == NULL || zhihui_unit_row_matches (row, self->folded);
}

static void
search_changed_cb (ZhihuiUnitsChoice *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (self->search)));

  g_free (self->folded);
  self->folded = *text != '\0' ? g_utf8_casefold (text, -1) : NULL;
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
}

static void
spelled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  ZhihuiUnitsChoice *self = user_data; /* not touched when cancelled */

  if (zhihui_unit_spelling_finish (result, NULL))
    gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_LESS_STRICT);
}

/* ---- how it is built ---- */

static void
item_made_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *check = gtk_check_button_new ();

  /* The row has the keyboard and the pointer. */
  gtk_widget_set_can_focus (check, FALSE);
  gtk_widget_set_can_target (check, FALSE);
  gtk_list_item_set_child (item, check);
}

static void
item_bound_cb (ZhihuiUnitsChoice *self, GtkListItem *item)
{
  g_ptr_array_add (self->bound, item);
  show_item (self, item);
}

static void
item_unbound_cb (ZhihuiUnitsChoice *self, GtkListItem *item)
{
  g_ptr_array_remove_fast (self->bound, item);
}

static GtkWidget *
build_list (ZhihuiUnitsChoice *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget          *scroller = gtk_scrolled_window_new ();
  GtkFilterListModel *found = gtk_filter_list_model_new (G_LIST_MODEL (g_object_ref (self->rows)),
                                                         GTK_FILTER (g_object_ref (self->filter)));
  GtkWidget          *view =
    gtk_list_view_new (GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (found))), factory);

  g_signal_connect (factory, "setup", G_CALLBACK (item_made_cb), NULL);
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

static GtkWidget *
build_popover (ZhihuiUnitsChoice *self)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *search = gtk_search_entry_new ();

  self->search = GTK_EDITABLE (search);
  g_object_set (search, "placeholder-text", _ ("Name, sound or initials"), NULL);
  gtk_accessible_update_property (
    GTK_ACCESSIBLE (search), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Search the units"), -1);
  g_signal_connect_object (
    search, "changed", G_CALLBACK (search_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
    search, "stop-search", G_CALLBACK (gtk_popover_popdown), popover, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), search);
  gtk_box_append (GTK_BOX (box), build_list (self));
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  return popover;
}

static void
zhihui_units_choice_init (ZhihuiUnitsChoice *self)
{
  GtkWidget *button = gtk_menu_button_new ();

  self->rows = g_list_store_new (ZHIHUI_TYPE_UNIT_ROW);
  self->filter = gtk_custom_filter_new (is_searched, self, NULL);
  self->bound = g_ptr_array_new ();
  self->chosen = g_ptr_array_new_with_free_func (g_free);
  self->spelling = g_cancellable_new ();
  self->button = GTK_MENU_BUTTON (button);
  gtk_menu_button_set_popover (self->button, build_popover (self));
  gtk_menu_button_set_always_show_arrow (self->button, TRUE);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self), 2);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self), button);
}

static void
zhihui_units_choice_dispose (GObject *object)
{
  ZhihuiUnitsChoice *self = ZHIHUI_UNITS_CHOICE (object);

  g_cancellable_cancel (self->spelling);
  if (self->filter != NULL)
    gtk_custom_filter_set_filter_func (self->filter, NULL, NULL, NULL);
  g_clear_object (&self->filter);
  g_clear_object (&self->spelling);
  g_clear_object (&self->rows);

  G_OBJECT_CLASS (zhihui_units_choice_parent_class)->dispose (object);
}

static void
zhihui_units_choice_finalize (GObject *object)
{
  ZhihuiUnitsChoice *self = ZHIHUI_UNITS_CHOICE (object);

  g_ptr_array_unref (self->bound);
  g_ptr_array_unref (self->chosen);
  g_free (self->folded);

  G_OBJECT_CLASS (zhihui_units_choice_parent_class)->finalize (object);
}

static void
zhihui_units_choice_class_init (ZhihuiUnitsChoiceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = zhihui_units_choice_get_property;
  object_class->set_property = zhihui_units_choice_set_property;
  object_class->dispose = zhihui_units_choice_dispose;
  object_class->finalize = zhihui_units_choice_finalize;

  /**
   * ZhihuiUnitsChoice:chosen:
   *
   * Ids of those that are chosen, each a line.
   */
  properties[PROP_CHOSEN] =
    g_param_spec_string ("chosen", NULL, NULL, "", G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

/**
 * zhihui_units_choice_new:
 * @title: of the row
 * @unit: (nullable): id of the one that is chosen at first
 *
 * Returns: (transfer floating): the row, which knows no units yet
 */
GtkWidget *
zhihui_units_choice_new (const char *title, const char *unit)
{
  ZhihuiUnitsChoice *self = g_object_new (ZHIHUI_TYPE_UNITS_CHOICE, "title", title, NULL);

  if (unit != NULL)
    g_ptr_array_add (self->chosen, g_strdup (unit));
  show_chosen (self);
  return GTK_WIDGET (self);
}

/**
 * zhihui_units_choice_set_units:
 * @units: to choose from, in this order; once
 */
void
zhihui_units_choice_set_units (ZhihuiUnitsChoice *self, ZhihuiUnits *units)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_if_fail (ZHIHUI_IS_UNITS_CHOICE (self) && units != NULL);

  for (guint i = 0; i < units->items->len; i++)
    g_ptr_array_add (rows, zhihui_unit_row_new (units->items->pdata[i]));
  g_list_store_splice (self->rows, 0, 0, rows->pdata, rows->len);
  zhihui_unit_spelling_async (rows, self->spelling, spelled_cb, self);
  show_chosen (self);
}

char **
zhihui_units_choice_dup_chosen (ZhihuiUnitsChoice *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  g_return_val_if_fail (ZHIHUI_IS_UNITS_CHOICE (self), NULL);

  for (guint i = 0; i < self->chosen->len; i++)
    g_strv_builder_add (builder, self->chosen->pdata[i]);
  return g_strv_builder_end (builder);
}
