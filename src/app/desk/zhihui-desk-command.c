/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-command.h"

#include "zhihui-desk-office.h"
#include "zhihui-desk-shortcuts.h"
#include "zhihui-desk-window.h"
#include "zhihui-settings-store.h"

#include "config.h"

#include <glib/gi18n-lib.h>

/* zhihui without a command: the desk. */
typedef struct
{
  ZhihuiSourceOptions options;
  ZhihuiPast          past;
  ZhihuiBasemapOption basemap;
  ZhihuiMapOption     map;
  ZhihuiPreferences  *preferences; /* owned, nullable before they are read */
  ZhihuiDeskOffice   *office;      /* owned, nullable before it is active */
  GError             *error;       /* owned: why no window came */
} DeskJob;

#define POLICY_FILE SYSCONFDIR "/zhihui/desk.conf"

static void
about_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  DeskJob         *job = user_data;
  g_autofree char *diagnostics =
    job->office != NULL ? zhihui_desk_office_dup_diagnostics (job->office) : g_strdup ("");

  adw_show_about_window (
    gtk_application_get_active_window (GTK_APPLICATION (g_application_get_default ())),
    "application-name",
    _ ("Zhihui"),
    "application-icon",
    APP_ID,
    "version",
    VERSION,
    "developer-name",
    _ ("The Zhihui engineers"),
    "license-type",
    GTK_LICENSE_GPL_3_0,
    "comments",
    _ ("Command-centre dashboard for civic services"),
    "debug-info",
    diagnostics,
    "debug-info-filename",
    "zhihui.txt",
    NULL);
}

static void
quit_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autoptr (GList) windows = g_list_copy (gtk_application_get_windows (user_data));

  /* Each may still have something to send. */
  for (GList *i = windows; i != NULL; i = i->next)
    gtk_window_close (i->data);
}

/* (nullable): the desk that was used last, and shows what is now; the window of the preferences, or
 * one of the past, may lie over it. */
static GtkWindow *
find_desk (GtkApplication *application)
{
  for (GList *i = gtk_application_get_windows (application); i != NULL; i = i->next)
    if (ZHIHUI_IS_DESK_WINDOW (i->data) && !zhihui_situation_is_past (zhihui_desk_get_situation (
                                             zhihui_desk_window_get_desk (i->data))))
      return i->data;
  return NULL;
}

/* A notification was clicked. */
static void
show_alert_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWindow   *window = find_desk (user_data);
  GVariantDict target;

  if (window == NULL)
    return;
  g_variant_dict_init (&target, NULL);
  g_variant_dict_insert_value (&target, "alert", parameter);
  gtk_window_present (window);
  zhihui_desk_go (zhihui_desk_window_get_desk (ZHIHUI_DESK_WINDOW (window)),
                  "alerts",
                  g_variant_dict_end (&target));
}

static void
preferences_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  DeskJob *job = user_data;

  if (job->office != NULL)
    zhihui_desk_office_show_preferences (job->office);
}

static void
new_window_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  DeskJob *job = user_data;
  g_autoptr (GError) error = NULL;

  if (job->office != NULL && zhihui_desk_office_open_window (job->office, &error) == NULL)
    g_printerr ("zhihui: %s\n", error->message);
}

static void
lock_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  DeskJob *job = user_data;

  if (job->office != NULL)
    zhihui_desk_office_lock (job->office);
}

static void
startup_cb (GApplication *application, gpointer user_data)
{
  static const GActionEntry of_desk[] = {
    { .name = "about", .activate = about_cb },
    { .name = "preferences", .activate = preferences_cb },
    { .name = "new-window", .activate = new_window_cb },
    { .name = "lock", .activate = lock_cb },
  };
  static const GActionEntry entries[] = {
    { .name = "quit", .activate = quit_cb },
    { .name = "show-alert", .activate = show_alert_cb, .parameter_type = "s" },
  };
  g_action_map_add_action_entries (
    G_ACTION_MAP (application), entries, G_N_ELEMENTS (entries), application);
  g_action_map_add_action_entries (
    G_ACTION_MAP (application), of_desk, G_N_ELEMENTS (of_desk), user_data);
  zhihui_desk_shortcuts_install (GTK_APPLICATION (application));
}

/* Who starts the desk from a menu reads no standard error. */
static void
complain (GtkApplication *application, const char *fault)
{
  GtkWidget       *window = adw_application_window_new (application);
  GtkWidget       *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget       *status = adw_status_page_new ();
  g_autofree char *escaped = g_markup_escape_text (fault, -1);

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (status), "changes-prevent-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (status),
                             _ ("The Administrator's Settings Cannot Be Read"));
  adw_status_page_set_description (ADW_STATUS_PAGE (status), escaped);
  gtk_widget_set_vexpand (status, TRUE);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), status);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), box);
  gtk_window_set_title (GTK_WINDOW (window), _ ("Zhihui"));
  gtk_window_set_default_size (GTK_WINDOW (window), 640, 480);
  gtk_window_present (GTK_WINDOW (window));
}

static void
activate_cb (GApplication *application, gpointer user_data)
{
  DeskJob        *job = user_data;
  ZhihuiDeskTerms terms = { &job->options, &job->past, &job->basemap, &job->map };
  g_autoptr (GSettings) window_store = NULL;

  if (job->preferences == NULL)
    {
      complain (GTK_APPLICATION (application), job->error->message);
      return;
    }
  if (job->office != NULL)
    {
      gtk_window_present (gtk_application_get_active_window (GTK_APPLICATION (application)));
      return;
    }
  window_store = zhihui_settings_store_open (ZHIHUI_SETTINGS_WINDOW_ID, NULL);
  job->office =
    zhihui_desk_office_new (ADW_APPLICATION (application), &terms, job->preferences, window_store);
  zhihui_desk_office_open (job->office, &job->error);
}

/* The desk speaks as its user does: --lang, $ZHIHUI_LANG, what was chosen, else the session's. */
static void
speak (DeskJob *job)
{
  g_autofree char *chosen =
    zhihui_preferences_dup_string (job->preferences, ZHIHUI_PREFERENCE_LANGUAGE);
  const char *told = g_getenv ("ZHIHUI_LANG");

  if (job->options.language == NULL && (told == NULL || *told == '\0') && *chosen != '\0')
    job->options.language = g_steal_pointer (&chosen);
  if (job->options.language != NULL || (told != NULL && *told != '\0'))
    zhihui_source_options_speak (&job->options);
}

static gboolean
judge (DeskJob *job)
{
  g_autoptr (GSettings) store = zhihui_settings_store_open (ZHIHUI_SETTINGS_ID, NULL);

  if (!zhihui_past_judge (&job->past, &job->error) ||
      !zhihui_basemap_option_judge (&job->basemap, &job->error))
    return FALSE;

  job->preferences = zhihui_preferences_new (store, POLICY_FILE, &job->error);
  return TRUE; /* what is wrong with a policy is said in a window */
}

/* GNOME tells who owns the application's name which notification was clicked: several desks cannot
 * own it. By the older way, which it knows as well, whoever sent the notification is told; a
 * sandbox has but its portal. */
static void
choose_notifications (void)
{
  if (!g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS))
    g_setenv ("GNOTIFICATION_BACKEND", "freedesktop", FALSE);
}

static int
run (DeskJob *job)
{
  g_autoptr (AdwApplication) application = NULL;
  int status;

  choose_notifications ();
  if (job->preferences != NULL)
    speak (job);
  zhihui_map_option_load (&job->map);
  application = adw_application_new (APP_ID, G_APPLICATION_NON_UNIQUE);
  g_signal_connect (application, "startup", G_CALLBACK (startup_cb), job);
  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), job);
  status = g_application_run (G_APPLICATION (application), 0, NULL);
  if (job->office != NULL)
    zhihui_desk_office_close (job->office);
  g_clear_object (&job->office);

  return job->error != NULL ? ZHIHUI_EXIT_FAILED : status;
}

/**
 * zhihui_desk_main:
 *
 * `zhihui`: the supervisor's desk.
 *
 * Returns: exit status
 */
int
zhihui_desk_main (int argc, char **argv)
{
  DeskJob            job = { .past = ZHIHUI_PAST_INIT };
  const GOptionEntry entries[] = { ZHIHUI_PAST_DAYS_OPTION (&job.past),
                                   ZHIHUI_BASEMAP_OPTION (&job.basemap),
                                   ZHIHUI_MAP_OPTION (&job.map),
                                   G_OPTION_ENTRY_NULL };
  int                status;

  if (!zhihui_source_options_parse (
        &job.options,
        _ ("Opens the desk: rankings, portraits of units, case reviews."),
        entries,
        &argc,
        &argv))
    status = ZHIHUI_EXIT_USAGE;
  else
    status = judge (&job) ? run (&job) : ZHIHUI_EXIT_FAILED;
  if (job.error != NULL)
    g_printerr ("zhihui: %s\n", job.error->message);
  g_clear_error (&job.error);
  g_clear_object (&job.preferences);
  zhihui_basemap_option_clear (&job.basemap);
  zhihui_map_option_clear (&job.map);
  zhihui_source_options_clear (&job.options);
  return status;
}
