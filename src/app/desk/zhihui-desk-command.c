/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-command.h"

#include "zhihui-basemap-option.h"
#include "zhihui-desk-window.h"
#include "zhihui-map-option.h"
#include "zhihui-past.h"
#include "zhihui-source-options.h"

#include "config.h"

#include <glib/gi18n-lib.h>

/* zhihui without a command: the desk. */
typedef struct
{
  ZhihuiSourceOptions    options;
  ZhihuiPast             past;
  ZhihuiBasemapOption    basemap;
  ZhihuiMapOption        map;
  ZhihuiHistoryRecorder *recorder; /* owned, nullable */
  GError                *error;    /* owned: why no window came */
} DeskJob;

static void
about_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkApplication *application = user_data;

  adw_show_about_window (gtk_application_get_active_window (application),
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

static void
startup_cb (GApplication *application, gpointer user_data)
{
  static const GActionEntry entries[] = {
    { .name = "about", .activate = about_cb },
    { .name = "quit", .activate = quit_cb },
  };
  static const struct
  {
    const char *action;
    const char *keys[2];
  } accels[] = {
    { "win.export-pdf", { "<Ctrl>e", NULL } }, { "win.search", { "<Ctrl>f", NULL } },
    { "page.toggle-pane", { "F9", NULL } },    { "win.toggle-fullscreen", { "F11", NULL } },
    { "page.board(0)", { "<Ctrl>1", NULL } },  { "page.board(1)", { "<Ctrl>2", NULL } },
    { "page.board(2)", { "<Ctrl>3", NULL } },  { "page.board(3)", { "<Ctrl>4", NULL } },
    { "window.close", { "<Ctrl>w", NULL } },   { "app.quit", { "<Ctrl>q", NULL } },
  };

  g_action_map_add_action_entries (
    G_ACTION_MAP (application), entries, G_N_ELEMENTS (entries), application);
  for (guint i = 0; i < G_N_ELEMENTS (accels); i++)
    gtk_application_set_accels_for_action (
      GTK_APPLICATION (application), accels[i].action, (const char *const *) accels[i].keys);
}

static void
map_settings_changed (ZhihuiMapSettings *settings, const char *fault, GObject *owner)
{
  zhihui_desk_set_map_settings (zhihui_desk_window_get_desk (ZHIHUI_DESK_WINDOW (owner)), settings);
  if (fault != NULL)
    zhihui_desk_window_tell (ZHIHUI_DESK_WINDOW (owner), fault);
}

static void
activate_cb (GApplication *application, gpointer user_data)
{
  DeskJob *job = user_data;
  g_autoptr (ZhihuiSource) source = NULL;
  GtkWidget *window;

  if (gtk_application_get_active_window (GTK_APPLICATION (application)) != NULL)
    {
      gtk_window_present (gtk_application_get_active_window (GTK_APPLICATION (application)));
      return;
    }
  job->options.trust.calendar.for_desk = TRUE;
  source = zhihui_source_options_open (&job->options, TRUE, &job->error);
  if (source == NULL)
    return;

  job->recorder = zhihui_past_keep (&job->past, source, ZHIHUI_KEEP_FOR_DESK);
  window = zhihui_desk_window_new (ADW_APPLICATION (application), source);
  g_signal_connect_swapped (zhihui_desk_window_get_desk (ZHIHUI_DESK_WINDOW (window)),
                            "map-opened",
                            G_CALLBACK (zhihui_basemap_option_show),
                            &job->basemap);
  zhihui_map_option_watch (&job->map, map_settings_changed, G_OBJECT (window));
  map_settings_changed (job->map.settings, job->map.fault, G_OBJECT (window));
  if (job->recorder != NULL)
    g_signal_connect_object (
      job->recorder, "notice", G_CALLBACK (zhihui_desk_window_tell), window, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (window));
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
  g_autoptr (AdwApplication) application = NULL;
  int status;

  if (!zhihui_source_options_parse (
        &job.options,
        _ ("Opens the desk: rankings, portraits of units, case reviews."),
        entries,
        &argc,
        &argv))
    status = ZHIHUI_EXIT_USAGE;
  else if (!zhihui_past_judge (&job.past, &job.error) ||
           !zhihui_basemap_option_judge (&job.basemap, &job.error))
    status = ZHIHUI_EXIT_FAILED;
  else
    {
      zhihui_source_options_speak (&job.options);
      zhihui_map_option_load (&job.map);
      application = adw_application_new (APP_ID, G_APPLICATION_NON_UNIQUE);
      g_signal_connect (application, "startup", G_CALLBACK (startup_cb), &job);
      g_signal_connect (application, "activate", G_CALLBACK (activate_cb), &job);
      status = g_application_run (G_APPLICATION (application), 0, NULL);
      if (job.error != NULL)
        status = ZHIHUI_EXIT_FAILED;
      if (job.recorder != NULL)
        zhihui_history_recorder_stop (job.recorder);
      g_clear_object (&job.recorder);
    }
  if (job.error != NULL)
    g_printerr ("zhihui: %s\n", job.error->message);
  g_clear_error (&job.error);
  zhihui_basemap_option_clear (&job.basemap);
  zhihui_map_option_clear (&job.map);
  zhihui_source_options_clear (&job.options);
  return status;
}
