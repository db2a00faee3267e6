/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-sort-menu.h"

#include <glib/gi18n-lib.h>

#define KEY "order" /* under which it is remembered */

/**
 * ZhihuiSortMenu:
 *
 * How the rows of a table stand, for who has no mouse to press their titles; and it is remembered.
 * Its actions are "page.sort" and "page.sort-descending".
 */
struct _ZhihuiSortMenu
{
  GObject parent_instance;

  ZhihuiSortable     *table;      /* borrowed: part of the page, as this is */
  GSimpleAction      *by;         /* owned: its state is a key, "" none */
  GSimpleAction      *descending; /* owned */
  ZhihuiDeskSettings *settings;   /* borrowed, NULL before it is to be remembered */
  char               *page;       /* owned, likewise */
};

G_DEFINE_FINAL_TYPE (ZhihuiSortMenu, zhihui_sort_menu, G_TYPE_OBJECT)

static void
order_changed_cb (ZhihuiSortMenu *self)
{
  g_autofree char *order = zhihui_sortable_dup_order (self->table);
  g_auto (GStrv) words = g_strsplit (order != NULL ? order : "", " ", 2);

  g_simple_action_set_state (self->by, g_variant_new_string (words[0] != NULL ? words[0] : ""));
  g_simple_action_set_state (self->descending,
                             g_variant_new_boolean (words[0] != NULL && words[1] != NULL));
  g_simple_action_set_enabled (self->descending, order != NULL);
  if (self->settings != NULL)
    zhihui_desk_settings_set (
      self->settings, self->page, KEY, g_variant_new_string (order != NULL ? order : ""));
}

/* The key that rows stand by already turns them round, as a press of its title does. */
static void
sort_cb (ZhihuiSortMenu *self, GVariant *key)
{
  g_autofree char *order = NULL, *turned = NULL, *now = zhihui_sortable_dup_order (self->table);

  order = g_strdup (g_variant_get_string (key, NULL));
  turned = g_strconcat (order, " desc", NULL);
  zhihui_sortable_set_order (self->table, g_strcmp0 (now, order) == 0 ? turned : order);
}

static void
turn_cb (ZhihuiSortMenu *self)
{
  g_autoptr (GVariant) state = g_action_get_state (G_ACTION (self->by));

  if (*g_variant_get_string (state, NULL) != '\0')
    {
      g_autofree char *order = zhihui_sortable_dup_order (self->table);
      gboolean         descending = g_str_has_suffix (order, " desc");
      g_autofree char *turned =
        g_strconcat (g_variant_get_string (state, NULL), descending ? NULL : " desc", NULL);

      zhihui_sortable_set_order (self->table, turned);
    }
}

static GMenuModel *
make_menu (ZhihuiSortable *table)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) keys = g_menu_new ();
  g_autoptr (GMenu) ways = g_menu_new ();

  if (zhihui_sortable_get_plain_title (table) != NULL)
    g_menu_append (keys, zhihui_sortable_get_plain_title (table), "page.sort::");
  for (guint i = 0; i < zhihui_sortable_get_n_keys (table); i++)
    {
      g_autofree char *action =
        g_strdup_printf ("page.sort::%s", zhihui_sortable_get_key (table, i));

      g_menu_append (keys, zhihui_sortable_get_title (table, i), action);
    }
  g_menu_append (ways, C_ ("order of rows", "Descending"), "page.sort-descending");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (keys));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (ways));
  return G_MENU_MODEL (menu);
}

static void
zhihui_sort_menu_finalize (GObject *object)
{
  ZhihuiSortMenu *self = ZHIHUI_SORT_MENU (object);

  g_clear_object (&self->by);
  g_clear_object (&self->descending);
  g_free (self->page);
  G_OBJECT_CLASS (zhihui_sort_menu_parent_class)->finalize (object);
}

static void
zhihui_sort_menu_class_init (ZhihuiSortMenuClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = zhihui_sort_menu_finalize;
}

static void
zhihui_sort_menu_init (ZhihuiSortMenu *self)
{
  self->by =
    g_simple_action_new_stateful ("sort", G_VARIANT_TYPE_STRING, g_variant_new_string (""));
  self->descending =
    g_simple_action_new_stateful ("sort-descending", NULL, g_variant_new_boolean (FALSE));
  g_signal_connect_object (self->by, "activate", G_CALLBACK (sort_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
    self->descending, "activate", G_CALLBACK (turn_cb), self, G_CONNECT_SWAPPED);
}

/**
 * zhihui_sort_menu_new:
 * @button: gets the menu
 * @actions: of the page, "page.…"
 * @table: outlives this
 *
 * Returns: (transfer full): what to drop with the page
 */
ZhihuiSortMenu *
zhihui_sort_menu_new (GtkMenuButton *button, GActionMap *actions, ZhihuiSortable *table)
{
  ZhihuiSortMenu *self = g_object_new (ZHIHUI_TYPE_SORT_MENU, NULL);
  g_autoptr (GMenuModel) menu = make_menu (table);

  self->table = table;
  g_action_map_add_action (actions, G_ACTION (self->by));
  g_action_map_add_action (actions, G_ACTION (self->descending));
  gtk_menu_button_set_menu_model (button, menu);
  g_signal_connect_object (
    table, "order-changed", G_CALLBACK (order_changed_cb), self, G_CONNECT_SWAPPED);
  order_changed_cb (self);
  return self;
}

/**
 * zhihui_sort_menu_remember:
 * @settings: of the window, which outlives this
 * @page: under whose name it is kept
 *
 * The rows stand as they stood when they were seen last, and how they stand is kept from now on.
 */
void
zhihui_sort_menu_remember (ZhihuiSortMenu *self, ZhihuiDeskSettings *settings, const char *page)
{
  const char *order;

  if (zhihui_desk_settings_lookup (settings, page, KEY, "&s", &order))
    zhihui_sortable_set_order (self->table, order);
  self->settings = settings;
  self->page = g_strdup (page);
}
