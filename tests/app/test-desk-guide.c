/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>

#include "desk-application.h"
#include "loop-run.h"
#include "zhihui-desk-guide.h"
#include "zhihui-desk-pages.h"
#include "zhihui-desk-shortcuts.h"

/* A home in which a program of the test shows help: it writes down what it is asked for. A part of
 * the test that is a process of its own has no such program. */
static char *home;

static char *
name_file (const char *name)
{
  return g_build_filename (home, name, NULL);
}

static void
write_file (const char *name, int mode, const char *text)
{
  g_autofree char *path = name_file (name);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_NONE, mode, &error);
  g_assert_no_error (error);
}

static void
write_home (gboolean has_reader)
{
  g_autofree char *program = NULL, *entry = NULL;

  home = g_dir_make_tmp ("zhihui-guide-XXXXXX", NULL);
  g_assert_nonnull (home);
  write_file ("help/C/zhihui/index.page", 0600, "<page/>");
  g_setenv ("XDG_DATA_HOME", home, TRUE);
  g_setenv ("XDG_DATA_DIRS", home, TRUE);
  g_setenv ("XDG_CONFIG_HOME", home, TRUE);
  if (!has_reader)
    return;

  program = name_file ("reader");
  entry = g_strdup_printf ("[Desktop Entry]\nType=Application\nName=Reader\nExec=%s %%u\n"
                           "MimeType=x-scheme-handler/help;\n",
                           program);
  write_file (
    "reader", 0700, "#!/bin/sh\nprintf %s \"$1\" >\"$0.new\" && mv \"$0.new\" \"$0.asked\"\n");
  write_file ("applications/reader.desktop", 0600, entry);
  write_file (
    "mimeapps.list", 0600, "[Default Applications]\nx-scheme-handler/help=reader.desktop\n");
}

static gboolean
is_asked (gpointer user_data)
{
  return g_file_test (user_data, G_FILE_TEST_EXISTS);
}

/* What the reader was asked for. The monitor only wakes the loop. */
static char *
await_asked (void)
{
  g_autofree char *path = name_file ("reader.asked");
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileMonitor) monitor =
    g_file_monitor_file (file, G_FILE_MONITOR_WATCH_MOVES, NULL, &error);
  char *text = NULL;

  g_assert_no_error (error);
  loop_run_until (is_asked, path);
  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_unlink (path), ==, 0);
  return text;
}

static AdwMessageDialog *
find_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (ADW_IS_MESSAGE_DIALOG (window))
        return ADW_MESSAGE_DIALOG (window);
    }
  return NULL;
}

static gboolean
is_said (gpointer user_data)
{
  return find_dialog () != NULL;
}

/* That it was said why, and where the text is: a file that is there. */
static void
check_said (const char *reason)
{
  AdwMessageDialog *dialog;
  const char       *path;

  loop_run_until (is_said, NULL);
  dialog = find_dialog ();
  if (strstr (adw_message_dialog_get_body (dialog), reason) == NULL)
    g_error ("'%s' does not say '%s'", adw_message_dialog_get_body (dialog), reason);
  path = gtk_label_get_text (GTK_LABEL (adw_message_dialog_get_extra_child (dialog)));
  g_assert_true (g_str_has_suffix (path, "docs/guide/guide.zh_CN.md"));
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
test_key (void)
{
  GtkApplication *application = GTK_APPLICATION (g_application_get_default ());
  g_auto (GStrv) actions = NULL;
  g_autofree char *asked = NULL;

  zhihui_desk_guide_install (application);
  zhihui_desk_shortcuts_install (application);
  actions = gtk_application_get_actions_for_accel (application, "F1");
  g_assert_cmpuint (g_strv_length (actions), ==, 1);
  g_assert_cmpstr (actions[0], ==, "app.help");
  g_action_group_activate_action (G_ACTION_GROUP (application), "help", NULL);
  asked = await_asked ();
  g_assert_cmpstr (asked, ==, "help:zhihui/desk-start");
}

static void
test_pages (void)
{
  static const char *const expected[][2] = {
    { "rankings", "desk-rankings" }, { "portrait", "desk-units" }, { "map", "desk-units" },
    { "cases", "desk-cases" },       { "review", "desk-cases" },   { "alerts", "desk-cases" },
    { "trends", "desk-units" },      { "past", "desk-reports" },   { "wall", "wall-steer" },
  };
  g_autofree char *asked = NULL;

  g_assert_null (zhihui_desk_pages_get (G_N_ELEMENTS (expected)));
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      const ZhihuiDeskPageKind *kind = zhihui_desk_pages_find (expected[i][0]);
      GtkWidget                *page = g_object_ref_sink (g_object_new (kind->get_type (), NULL));

      g_assert_cmpstr (zhihui_desk_guide_name_page (ZHIHUI_DESK_PAGE (page)), ==, expected[i][1]);
      g_object_unref (page);
    }
  zhihui_desk_guide_show (NULL, "desk-units");
  asked = await_asked ();
  g_assert_cmpstr (asked, ==, "help:zhihui/desk-units");
}

/* A reader would open and say that it knows no such guide. */
static void
test_not_installed (void)
{
  g_autofree char *path = name_file ("help/C/zhihui/index.page");
  g_autofree char *asked = name_file ("reader.asked");
  GtkWidget       *window = gtk_window_new ();

  gtk_window_present (GTK_WINDOW (window));
  g_assert_cmpint (g_unlink (path), ==, 0);
  zhihui_desk_guide_show (GTK_WINDOW (window), "desk-start");
  check_said ("指南页面没有安装");
  g_assert_false (g_file_test (asked, G_FILE_TEST_EXISTS));
  write_file ("help/C/zhihui/index.page", 0600, "<page/>");
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_no_reader (void)
{
  zhihui_desk_guide_show (NULL, "desk-start");
  check_said ("没有能显示帮助的程序");
}

static void
test_without_reader (void)
{
  g_test_trap_subprocess ("/desk-guide/no-reader/subprocess", 0, 0);
  g_test_trap_assert_passed ();
}

int
main (int argc, char **argv)
{
  g_autoptr (AdwApplication) application = NULL;
  const char *remove[] = { "rm", "-r", NULL, NULL };
  int         status;

  write_home (!g_strv_contains ((const char *const *) argv, "--GTestSubprocess"));
  application = desk_application_start (&argc, &argv, NULL);
  if (application == NULL)
    return 77;

  g_test_add_func ("/desk-guide/f1-opens-the-guide", test_key);
  g_test_add_func ("/desk-guide/each-page-has-its-own", test_pages);
  g_test_add_func ("/desk-guide/a-guide-that-is-not-installed-is-said", test_not_installed);
  g_test_add_func ("/desk-guide/without-a-reader-it-is-said-where-the-text-is",
                   test_without_reader);
  g_test_add_func ("/desk-guide/no-reader/subprocess", test_no_reader);
  status = g_test_run ();

  remove[2] = home;
  g_spawn_sync (
    NULL, (char **) remove, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL);
  g_free (home);
  return status;
}
