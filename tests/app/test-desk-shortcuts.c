/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>
#include <string.h>

#include "desk-application.h"
#include "zhihui-alert-pane.h"
#include "zhihui-desk-pages.h"
#include "zhihui-desk-shortcuts.h"
#include "zhihui-desk-window.h"
#include "zhihui-map-page.h"
#include "zhihui-ranking-table.h"
#include "zhihui-view.h"

#define OVERLAY "/cn/zhihui/Zhihui/gtk/help-overlay.ui"

/* Keys as "mods:keyval", so that each is spelled in one way. */
static char *
spell (guint keyval, GdkModifierType mods)
{
  return g_strdup_printf ("%x:%x", (guint) mods, gdk_keyval_to_lower (keyval));
}

static void
add_accelerator (GHashTable *keys, const char *text)
{
  GdkModifierType mods;
  guint           keyval;

  if (!gtk_accelerator_parse (text, &keyval, &mods))
    g_error ("'%s' is no key", text);
  g_hash_table_insert (keys, spell (keyval, mods), g_strdup (text));
}

/* "1...4 <Ctrl>1...4" */
static void
add_told (GHashTable *keys, const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, " ", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      char *dots = strstr (parts[i], "...");

      if (dots == NULL)
        {
          add_accelerator (keys, parts[i]);
          continue;
        }
      for (char digit = dots[-1]; digit <= dots[3]; digit++)
        {
          g_autofree char *one = g_strndup (parts[i], (gsize) (dots - parts[i]));

          one[strlen (one) - 1] = digit;
          add_accelerator (keys, one);
        }
    }
}

static GHashTable *
new_keys (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

static void
walk_overlay (GtkWidget *widget, GHashTable *keys)
{
  if (GTK_IS_SHORTCUTS_SHORTCUT (widget))
    {
      g_autofree char *text = NULL;

      g_object_get (widget, "accelerator", &text, NULL);
      add_told (keys, text);
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    walk_overlay (child, keys);
}

/* All that the shortcuts window tells. */
static GHashTable *
list_told (void)
{
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource (OVERLAY);
  GtkWidget  *overlay = GTK_WIDGET (gtk_builder_get_object (builder, "help_overlay"));
  GHashTable *keys = new_keys ();

  walk_overlay (overlay, keys);
  gtk_window_destroy (GTK_WINDOW (overlay));
  return keys;
}

static void
add_application (GHashTable *keys)
{
  GtkApplication *application = GTK_APPLICATION (g_application_get_default ());
  g_auto (GStrv) actions = NULL;

  zhihui_desk_shortcuts_install (application);
  actions = gtk_application_list_action_descriptions (application);
  for (guint i = 0; actions[i] != NULL; i++)
    {
      g_auto (GStrv) accels = gtk_application_get_accels_for_action (application, actions[i]);

      for (guint j = 0; accels[j] != NULL; j++)
        add_accelerator (keys, accels[j]);
    }
}

static void
add_trigger (GHashTable *keys, GtkShortcutTrigger *trigger)
{
  if (GTK_IS_KEYVAL_TRIGGER (trigger))
    {
      guint           keyval = gtk_keyval_trigger_get_keyval (GTK_KEYVAL_TRIGGER (trigger));
      GdkModifierType mods = gtk_keyval_trigger_get_modifiers (GTK_KEYVAL_TRIGGER (trigger));

      g_hash_table_insert (keys, spell (keyval, mods), gtk_accelerator_name (keyval, mods));
    }
}

/* The bindings of a class of ours. */
static void
add_bindings (GHashTable *keys, GtkWidget *widget)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      for (guint j = 0; GTK_IS_SHORTCUT_CONTROLLER (controller) &&
                        j < g_list_model_get_n_items (G_LIST_MODEL (controller));
           j++)
        {
          g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), j);

          add_trigger (keys, gtk_shortcut_get_trigger (shortcut));
        }
    }
}

static void
test_told (void)
{
  g_autoptr (GHashTable) told = list_told ();
  g_autoptr (GHashTable) obeyed = new_keys ();
  GHashTableIter iter;
  gpointer       key, name;

  add_application (obeyed);
  g_assert_cmpuint (g_hash_table_size (obeyed), >=, 13);
  g_hash_table_iter_init (&iter, obeyed);
  while (g_hash_table_iter_next (&iter, &key, &name))
    if (!g_hash_table_contains (told, key))
      g_error ("%s does something, and the shortcuts window does not tell it", (char *) name);
}

static gboolean
is_of_gtk (const char *name)
{
  /* GtkApplication binds the shortcuts window itself; a list obeys Return; the month of the reviews
   * follows its keys where they are pressed, as its own test shows. */
  static const char *const names[] = {
    "<Control>question", "<Ctrl>question", "Return", "Left", "Right", "Page_Up", "Page_Down"
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (names[i], name))
      return TRUE;
  return FALSE;
}

static gboolean
is_page_to_come (const char *name)
{
  const char digit = name[strlen (name) - 1];

  return g_str_has_prefix (name, "<Alt>") && g_ascii_isdigit (digit) &&
         zhihui_desk_pages_get ((guint) (digit - '1')) == NULL;
}

static void
test_obeyed (void)
{
  g_autoptr (GHashTable) told = list_told ();
  g_autoptr (GHashTable) obeyed = new_keys ();
  GtkWidget     *window = g_object_new (ZHIHUI_TYPE_DESK_WINDOW, NULL);
  GtkWidget     *widgets[] = { g_object_ref_sink (g_object_new (ZHIHUI_TYPE_MAP_PAGE, NULL)),
                               g_object_ref_sink (g_object_new (ZHIHUI_TYPE_ALERT_PANE, NULL)),
                               g_object_ref_sink (g_object_new (ZHIHUI_TYPE_RANKING_TABLE, NULL)) };
  GHashTableIter iter;
  gpointer       key, name;

  add_application (obeyed);
  add_bindings (obeyed, window);
  for (guint i = 0; i < G_N_ELEMENTS (widgets); i++)
    {
      add_bindings (obeyed, widgets[i]);
      g_object_unref (widgets[i]);
    }
  g_hash_table_iter_init (&iter, told);
  while (g_hash_table_iter_next (&iter, &key, &name))
    if (!g_hash_table_contains (obeyed, key) && !is_of_gtk (name) && !is_page_to_come (name))
      g_error ("the shortcuts window tells %s, and nobody obeys it", (char *) name);
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  g_autoptr (AdwApplication) application = desk_application_start (&argc, &argv, NULL);

  if (application == NULL)
    return 77;

  zhihui_view_init ();
  g_test_add_func ("/desk-shortcuts/every-key-of-the-desk-is-told", test_told);
  g_test_add_func ("/desk-shortcuts/every-key-that-is-told-is-obeyed", test_obeyed);
  return g_test_run ();
}
