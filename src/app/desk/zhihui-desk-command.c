/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-command.h"

#include "zhihui-desk-application.h"
#include "zhihui-desk-guide.h"
#include "zhihui-desk-office.h"
#include "zhihui-desk-shortcuts.h"
#include "zhihui-desk-theme.h"
#include "zhihui-desk-window.h"
#include "zhihui-renderer.h"
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
  char               *theme;       /* owned, nullable: what $GTK_THEME asked for */
  GApplicationFlags   flags;       /* whether it is the desk of the session, or one more */
  gboolean            is_service;  /* the session bus has started it */
  ZhihuiPreferences  *preferences; /* owned, nullable before they are read */
  ZhihuiDeskOffice   *office;      /* owned, nullable before it is active */
  GError             *error;       /* owned: why no window came */
} DeskJob;

#define SERVICE_OPTION "gapplication-service"
#define SERVICE_IDLE_MS 60000
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

  /* Each may still have something to send. One that the bus has started waits for no more. */
  g_application_set_inactivity_timeout (user_data, 0);
  for (GList *i = windows; i != NULL; i = i->next)
    gtk_window_close (i->data);
  if (gtk_application_get_windows (user_data) == NULL)
    g_application_quit (user_data);
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

/* (nullable): the desk of the session, where need be opened for it; %NULL when its user has to
 * choose a source first. */
static GtkWindow *
ensure_desk (GtkApplication *application)
{
  if (find_desk (application) == NULL)
    g_application_activate (G_APPLICATION (application));
  return find_desk (application);
}

static void
show_unit (DeskJob *job, const char *id, guint32 timestamp)
{
  GtkWindow   *window = ensure_desk (GTK_APPLICATION (g_application_get_default ()));
  GVariantDict target;

  if (window == NULL)
    return;
  gtk_window_present_with_time (window, timestamp);
  if (*id == '\0')
    return;
  g_variant_dict_init (&target, NULL);
  g_variant_dict_insert (&target, "unit", "s", id);
  zhihui_desk_go (zhihui_desk_window_get_desk (ZHIHUI_DESK_WINDOW (window)),
                  "portrait",
                  g_variant_dict_end (&target));
}

/* For who starts the desk with a unit in mind: a shortcut, another program. */
static void
show_unit_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  show_unit (user_data, g_variant_get_string (parameter, NULL), GDK_CURRENT_TIME);
}

static void
new_window_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  DeskJob        *job = user_data;
  GtkApplication *application = GTK_APPLICATION (g_application_get_default ());
  g_autoptr (GError) error = NULL;

  if (find_desk (application) == NULL)
    ensure_desk (application);
  else if (zhihui_desk_office_open_window (job->office, &error) == NULL)
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
    { .name = "show-unit", .activate = show_unit_cb, .parameter_type = "s" },
  };
  static const GActionEntry entries[] = {
    { .name = "quit", .activate = quit_cb },
    { .name = "show-alert", .activate = show_alert_cb, .parameter_type = "s" },
  };
  g_action_map_add_action_entries (
    G_ACTION_MAP (application), entries, G_N_ELEMENTS (entries), application);
  g_action_map_add_action_entries (
    G_ACTION_MAP (application), of_desk, G_N_ELEMENTS (of_desk), user_data);
  zhihui_desk_guide_install (GTK_APPLICATION (application));
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
ensure_office (DeskJob *job)
{
  ZhihuiDeskTerms terms = { &job->options, &job->past, &job->basemap, &job->map };
  g_autoptr (GSettings) window_store = NULL;

  if (job->office != NULL)
    return;
  window_store = zhihui_settings_store_open (ZHIHUI_SETTINGS_WINDOW_ID, NULL);
  job->office = zhihui_desk_office_new (
    ADW_APPLICATION (g_application_get_default ()), &terms, job->preferences, window_store);
}

static void
activate_cb (GApplication *application, gpointer user_data)
{
  DeskJob   *job = user_data;
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (application));

  if (window != NULL)
    gtk_window_present (window);
  else if (job->preferences == NULL)
    complain (GTK_APPLICATION (application), job->error->message);
  else
    {
      ensure_office (job);
      zhihui_desk_office_open (job->office, &job->error);
    }
}

/* What the desktop's search looks into. */
static ZhihuiSource *
open_beside (gpointer user_data)
{
  DeskJob *job = user_data;

  if (job->preferences == NULL)
    return NULL;
  ensure_office (job);
  return zhihui_desk_office_open_beside (job->office);
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
  zhihui_source_options_speak_if_told (&job->options);
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

/* What GTK and GIO read of the environment. The preferences bring threads with them: it is changed
 * before there are any. */
static void
settle_environment (DeskJob *job)
{
  choose_notifications ();
  zhihui_renderer_choose (ZHIHUI_RENDERER_DEVICES);
  job->theme = zhihui_desk_theme_take ();
}

/* In the language of the desk. */
static void
tell_theme (DeskJob *job)
{
  g_autofree char *words = job->theme != NULL ? zhihui_desk_theme_describe (job->theme) : NULL;

  if (words != NULL)
    g_printerr ("zhihui: %s\n", words);
}

/* The search of another source, or of nobody's, finds nothing of the one before. */
static ZhihuiUnitFinder *
make_finder (DeskJob *job)
{
  ZhihuiUnitFinder *finder = zhihui_unit_finder_new (open_beside, job);

  if (job->preferences != NULL)
    g_signal_connect_object (job->preferences,
                             "changed::" ZHIHUI_PREFERENCE_SOURCE,
                             G_CALLBACK (zhihui_unit_finder_forget),
                             finder,
                             G_CONNECT_SWAPPED);
  return finder;
}

static GApplication *
make_application (DeskJob *job, ZhihuiUnitFinder *finder)
{
  g_autoptr (ZhihuiSearchProvider) provider = zhihui_search_provider_new (finder);
  GApplication *application = G_APPLICATION (zhihui_desk_application_new (job->flags, provider));

  if (job->is_service)
    g_application_set_inactivity_timeout (application, SERVICE_IDLE_MS);
  g_signal_connect (application, "startup", G_CALLBACK (startup_cb), job);
  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), job);
  g_signal_connect_swapped (provider, "chosen", G_CALLBACK (show_unit), job);
  return application;
}

static int
run (DeskJob *job)
{
  g_autoptr (ZhihuiUnitFinder) finder = make_finder (job);
  g_autoptr (GApplication) application = NULL;
  int status;

  if (job->preferences != NULL)
    speak (job);
  tell_theme (job);
  zhihui_map_option_load (&job->map);
  application = make_application (job, finder);
  status = g_application_run (application, 0, NULL);
  zhihui_unit_finder_forget (finder);
  if (job->office != NULL)
    zhihui_desk_office_close (job->office);
  g_clear_object (&job->office);

  return job->error != NULL ? ZHIHUI_EXIT_FAILED : status;
}

/* The session has one desk, which a second start brings to the front. What the command line or the
 * environment says holds for one desk alone, and is not told to another. */
static GApplicationFlags
choose_flags (DeskJob *job, gboolean has_options)
{
  const char *source = g_getenv ("ZHIHUI_SOURCE"), *token = g_getenv ("ZHIHUI_TOKEN");

  if (job->is_service)
    return G_APPLICATION_IS_SERVICE;
  return has_options || source != NULL || token != NULL ? G_APPLICATION_NON_UNIQUE
                                                        : G_APPLICATION_DEFAULT_FLAGS;
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
  DeskJob            job = { .past = ZHIHUI_PAST_INIT, .options.for_desk = TRUE };
  const GOptionEntry entries[] = {
    ZHIHUI_PAST_DAYS_OPTION (&job.past),
    ZHIHUI_BASEMAP_OPTION (&job.basemap),
    ZHIHUI_MAP_OPTION (&job.map),
    { SERVICE_OPTION, 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_NONE, &job.is_service, NULL, NULL },
    G_OPTION_ENTRY_NULL
  };
  gboolean has_options = argc > 1;
  int      status;

  settle_environment (&job);
  if (!zhihui_source_options_parse (
        &job.options,
        _ ("Opens the desk: rankings, portraits of units, case reviews."),
        entries,
        &argc,
        &argv))
    status = ZHIHUI_EXIT_USAGE;
  else
    {
      job.flags = choose_flags (&job, has_options);
      status = judge (&job) ? run (&job) : ZHIHUI_EXIT_FAILED;
    }
  if (job.error != NULL)
    g_printerr ("zhihui: %s\n", job.error->message);
  g_clear_error (&job.error);
  g_free (job.theme);
  g_clear_object (&job.preferences);
  zhihui_basemap_option_clear (&job.basemap);
  zhihui_map_option_clear (&job.map);
  zhihui_source_options_clear (&job.options);
  return status;
}
