/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_SETTINGS_ENABLE_BACKEND
#include <gio/gsettingsbackend.h>

#include "desk-application.h"
#include "zhihui-case-table.h"
#include "zhihui-ranking-table.h"
#include "zhihui-settings-store.h"
#include "zhihui-sort-menu.h"

/* How rows stand, chosen without a mouse, and remembered; of every table of the desk. */
typedef struct
{
  GSettingsBackend   *backend;  /* owned */
  GSettings          *store;    /* owned */
  GtkWindow          *window;   /* owned by GTK */
  ZhihuiSortable     *table;    /* borrowed of @window */
  GSimpleActionGroup *actions;  /* owned */
  ZhihuiSortMenu     *menu;     /* owned */
  ZhihuiDeskSettings *settings; /* owned */
} Fixture;

static void
open_table (Fixture *self, GType type)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *button = gtk_menu_button_new ();

  self->window = GTK_WINDOW (gtk_window_new ());
  self->table = g_object_new (type, NULL);
  self->actions = g_simple_action_group_new ();
  gtk_box_append (GTK_BOX (box), button);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->table));
  gtk_window_set_child (self->window, box);
  self->menu =
    zhihui_sort_menu_new (GTK_MENU_BUTTON (button), G_ACTION_MAP (self->actions), self->table);
  self->settings = zhihui_desk_settings_new (self->store);
  zhihui_sort_menu_remember (self->menu, self->settings, "page");
}

static void
close_table (Fixture *self)
{
  g_clear_object (&self->menu);
  gtk_window_destroy (self->window);
  g_clear_object (&self->actions);
  g_clear_object (&self->settings);
}

static void
set_up (Fixture *self, gconstpointer type)
{
  self->backend = g_memory_settings_backend_new ();
  self->store = zhihui_settings_store_open (ZHIHUI_SETTINGS_WINDOW_ID, self->backend);
  open_table (self, GPOINTER_TO_SIZE (type));
}

static void
tear_down (Fixture *self, gconstpointer type)
{
  close_table (self);
  g_object_unref (self->store);
  g_object_unref (self->backend);
}

static void
check_order (Fixture *self, const char *key, gboolean descending)
{
  GActionGroup    *group = G_ACTION_GROUP (self->actions);
  g_autofree char *order = zhihui_sortable_dup_order (self->table);
  g_autofree char *wanted = g_strconcat (key, descending ? " desc" : NULL, NULL);
  g_autoptr (GVariant) by = g_action_group_get_action_state (group, "sort");
  g_autoptr (GVariant) turned = g_action_group_get_action_state (group, "sort-descending");

  g_assert_cmpstr (order, ==, wanted);
  g_assert_cmpstr (g_variant_get_string (by, NULL), ==, key);
  g_assert_cmpint (g_variant_get_boolean (turned), ==, descending);
}

static void
sort (Fixture *self, const char *key)
{
  g_action_group_activate_action (
    G_ACTION_GROUP (self->actions), "sort", g_variant_new_string (key));
}

static void
test_keys (Fixture *self, gconstpointer type)
{
  guint n = zhihui_sortable_get_n_keys (self->table);

  g_assert_cmpuint (n, >, 1);
  for (guint i = 0; i < n; i++)
    {
      const char *key = zhihui_sortable_get_key (self->table, i);

      sort (self, key);
      check_order (self, key, FALSE);
      sort (self, key);
      check_order (self, key, TRUE);
      g_action_group_activate_action (G_ACTION_GROUP (self->actions), "sort-descending", NULL);
      check_order (self, key, FALSE);
    }
}

/* Where rows came in an order of their own they go back to it. */
static void
test_none (Fixture *self, gconstpointer type)
{
  gboolean         can = zhihui_sortable_get_plain_title (self->table) != NULL;
  g_autofree char *order = NULL;

  sort (self, zhihui_sortable_get_key (self->table, 0));
  sort (self, "");
  order = zhihui_sortable_dup_order (self->table);
  g_assert_cmpstr (order, ==, can ? NULL : zhihui_sortable_get_key (self->table, 0));
  g_assert_cmpint (can, ==, GPOINTER_TO_SIZE (type) == ZHIHUI_TYPE_CASE_TABLE);
}

static void
test_memory (Fixture *self, gconstpointer type)
{
  const char *key = zhihui_sortable_get_key (self->table, 1);

  sort (self, key);
  sort (self, key);
  close_table (self);
  open_table (self, GPOINTER_TO_SIZE (type));
  check_order (self, key, TRUE);
}

/* What is none of its keys, or of another version, changes nothing. */
static void
test_wrong (Fixture *self, gconstpointer type)
{
  const char *key = zhihui_sortable_get_key (self->table, 0);

  sort (self, key);
  g_assert_false (zhihui_sortable_set_order (self->table, "colour"));
  g_assert_false (zhihui_sortable_set_order (self->table, " desc"));
  check_order (self, key, FALSE);
}

static void
add_tests (const char *name, GType type)
{
  static const struct
  {
    const char *name;
    void (*run) (Fixture *self, gconstpointer type);
  } tests[] = { { "by-every-key-and-turned-round", test_keys },
                { "by-none-where-that-is-an-order", test_none },
                { "it-is-remembered", test_memory },
                { "what-is-no-order-changes-nothing", test_wrong } };

  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strdup_printf ("/sort-menu/%s/%s", name, tests[i].name);

      g_test_add (path, Fixture, GSIZE_TO_POINTER (type), set_up, tests[i].run, tear_down);
    }
}

int
main (int argc, char **argv)
{
  g_autoptr (AdwApplication) application = desk_application_start (&argc, &argv, NULL);

  if (application == NULL)
    return 77;
  add_tests ("cases", ZHIHUI_TYPE_CASE_TABLE);
  add_tests ("rankings", ZHIHUI_TYPE_RANKING_TABLE);
  return g_test_run ();
}
