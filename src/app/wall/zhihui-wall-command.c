/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-command.h"

#include "config.h"
#include "zhihui-basemap-option.h"
#include "zhihui-drill.h"
#include "zhihui-error.h"
#include "zhihui-map-option.h"
#include "zhihui-page-option.h"
#include "zhihui-pages.h"
#include "zhihui-past.h"
#include "zhihui-renderer.h"
#include "zhihui-replay-keys.h"
#include "zhihui-source-options.h"
#include "zhihui-token-guard.h"
#include "zhihui-wall-bus.h"
#include "zhihui-wall-conf.h"
#include "zhihui-wall-keeper.h"
#include "zhihui-wall-remote.h"
#include "zhihui-wall-show.h"
#include "zhihui-yesterday-source.h"

#include <glib-unix.h>
#include <glib/gi18n-lib.h>

#define MAX_SIDE 16384
#define CALLING                                                                                    \
  (1u << ZHIHUI_DATASET_SUMMARY | 1u << ZHIHUI_DATASET_MEETINGS | 1u << ZHIHUI_DATASET_ALERTS)
#define SUMMARY                                                                                    \
  N_ ("Shows the big screen. Keys: Left and Right page, Home overview, Space hold, P pin, C "      \
      "curtain, Esc or q end.")
#define WALL "zhihui-wall" /* of its window */

typedef struct
{
  ZhihuiSourceOptions  source;
  ZhihuiPast           past;
  ZhihuiBasemapOption  basemap;
  ZhihuiMapOption      map;
  ZhihuiPageOption     page;
  ZhihuiRemoteSettings remote_settings;
  char                *size;
  char                *asked;   /* owned, nullable: names of the pages that are read */
  char                *tour_by; /* owned, nullable: as it was said */
  int                  poll_s, quit_after_s;
  gboolean             fullscreen, no_animation, tour, allow_desk_token;
  int                  width, height; /* 0 fills the screen */

  ZhihuiSource          *figures;         /* owned */
  ZhihuiSource          *shown;           /* owned: the same, with yesterday */
  ZhihuiSelection       *selection;       /* owned: the region that is shown */
  ZhihuiDrill           *drill;           /* owned: asks for it */
  ZhihuiHistoryRecorder *recorder;        /* owned, nullable: of the past nothing is kept again */
  ZhihuiScreenRules     *rules;           /* owned */
  ZhihuiWallShow        *show;            /* owned while it runs */
  ZhihuiWallBus         *bus;             /* owned while it runs */
  ZhihuiWallRemote      *remote;          /* owned while it runs, NULL nobody is listened to */
  GtkApplication        *application;     /* borrowed while it runs */
  gboolean               is_token_judged; /* and told */
  ZhihuiAlarmRules       alarm;
  ZhihuiSchedule        *schedule; /* owned, NULL when the keeper has it */
  ZhihuiWallKeeper      *keeper;   /* owned, NULL before there is a window */
  int                    status;
} Wall;

static void
wall_clear (Wall *self)
{
  zhihui_source_options_clear (&self->source);
  zhihui_past_clear (&self->past);
  zhihui_basemap_option_clear (&self->basemap);
  zhihui_map_option_clear (&self->map);
  zhihui_page_option_clear (&self->page);
  zhihui_remote_settings_clear (&self->remote_settings);
  g_free (self->size);
  g_free (self->asked);
  g_free (self->tour_by);
  zhihui_screen_rules_free (self->rules);
  if (self->recorder != NULL)
    zhihui_history_recorder_stop (self->recorder);
  g_clear_object (&self->recorder);
  g_clear_pointer (&self->schedule, zhihui_schedule_free);
  g_clear_object (&self->drill);
  g_clear_object (&self->selection);
  g_clear_object (&self->shown);
  if (self->figures != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->figures, self);
      zhihui_source_stop (self->figures);
    }
  g_clear_object (&self->figures);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Wall, wall_clear)

/* Two of them. */
#define TOUR_OPTIONS(wall)                                                                         \
  ZHIHUI_OPTION ("tour", 0, NONE, &(wall)->tour, N_ ("Goes round the three worst regions"), NULL), \
    ZHIHUI_OPTION ("tour-by",                                                                      \
                   0,                                                                              \
                   STRING,                                                                         \
                   &(wall)->tour_by,                                                               \
                   N_ ("The worst by what: overdue (default), return or satisfaction"),            \
                   N_ ("METRIC"))

static gboolean
parse_options (Wall *self, int *argc, char ***argv)
{
  const GOptionEntry entries[] = {
    ZHIHUI_PAGE_OPTIONS (&self->page, N_ ("Page that stays (default: all take turns)")),
    ZHIHUI_OPTION ("poll",
                   0,
                   INT,
                   &self->poll_s,
                   N_ ("Reads every resource each so many seconds"),
                   N_ ("SECONDS")),
    ZHIHUI_OPTION ("size",
                   0,
                   STRING,
                   &self->size,
                   N_ ("A window of that size instead of the whole screen"),
                   N_ ("WIDTHxHEIGHT")),
    ZHIHUI_OPTION (
      "fullscreen", 0, NONE, &self->fullscreen, N_ ("Fills the screen (default)"), NULL),
    TOUR_OPTIONS (self),
    ZHIHUI_OPTION ("allow-desk-token",
                   0,
                   NONE,
                   &self->allow_desk_token,
                   N_ ("Runs though the token may see more than a wall"),
                   NULL),
    ZHIHUI_OPTION (
      "no-animation", 0, NONE, &self->no_animation, N_ ("Nothing glides or fades"), NULL),
    ZHIHUI_REMOTE_OPTIONS (&self->remote_settings),
    ZHIHUI_BASEMAP_OPTION (&self->basemap),
    ZHIHUI_MAP_METRIC_OPTION (&self->map),
    ZHIHUI_MAP_OPTION (&self->map),
    ZHIHUI_PAST_AT_OPTION (&self->past),
    ZHIHUI_PAST_DAYS_OPTION (&self->past),
    ZHIHUI_PAST_REPLAY_OPTIONS (&self->past),
    ZHIHUI_OPTION ("quit-after",
                   0,
                   INT,
                   &self->quit_after_s,
                   N_ ("Ends by itself after so many seconds"),
                   N_ ("SECONDS")),
    G_OPTION_ENTRY_NULL,
  };

  return zhihui_source_options_parse (&self->source, _ (SUMMARY), entries, argc, argv);
}

static gboolean
judge_options (Wall *self, GError **error)
{
  ZhihuiBoard board;

  if (self->poll_s < 0 || self->quit_after_s < 0)
    {
      g_set_error_literal (
        error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID, _ ("seconds cannot be negative"));
      return FALSE;
    }

  return zhihui_page_option_open (&self->page, "zhihui wall", error) &&
         zhihui_past_judge (&self->past, error) &&
         zhihui_basemap_option_judge (&self->basemap, error) &&
         zhihui_map_option_judge_metric (&self->map, error) &&
         (self->tour_by == NULL || zhihui_map_tour_parse (self->tour_by, &board, error)) &&
         (self->size == NULL || self->fullscreen ||
          zhihui_pages_parse_size (self->size, MAX_SIDE, &self->width, &self->height, error));
}

/* The command line goes before the file. */
static void
choose_tour (Wall *self)
{
  ZhihuiBoard board = self->map.settings->tour;

  if (self->tour_by != NULL)
    zhihui_map_tour_parse (self->tour_by, &board, NULL);
  zhihui_selection_set_board (self->selection, board);
}

/* (element-type utf8), NULL-terminated: where a page stays, what is seen now and that page; NULL:
 * all take turns. */
static GPtrArray *
list_pages (Wall *self)
{
  ZhihuiDirector *director = self->show != NULL ? zhihui_wall_show_get_director (self->show) : NULL;
  GPtrArray      *pages;

  if (self->page.page == NULL)
    return NULL;
  pages = g_ptr_array_new ();
  g_ptr_array_add (pages, self->page.page);
  for (guint i = 0; director != NULL && i < zhihui_director_get_n_screens (director); i++)
    {
      const char *screen = zhihui_director_get_screen (director, i);

      g_ptr_array_add (pages, (gpointer) zhihui_director_get_page (director, screen));
    }
  g_ptr_array_add (pages, NULL);
  return pages;
}

/* Who is to be called to what does not depend on the page. */
static void
ask_for_pages (Wall *self)
{
  g_autoptr (GPtrArray) pages = list_pages (self);
  ZhihuiWants wants;

  zhihui_page_option_get_wants (&self->page,
                                pages != NULL ? (const char *const *) pages->pdata : NULL,
                                self->width,
                                self->height,
                                &wants);
  wants.datasets |= CALLING;
  zhihui_map_option_add_layers (self->map.settings, &wants);
  wants.period_s = (guint) self->poll_s;
  zhihui_drill_set_wants (self->drill, &wants);
}

/* A wall whose page stays reads another one when it is turned to. */
static void
director_changed_cb (Wall *self)
{
  g_autoptr (GPtrArray) pages = list_pages (self);
  g_autofree char *names = pages != NULL ? g_strjoinv (" ", (char **) pages->pdata) : NULL;

  if (g_strcmp0 (names, self->asked) == 0)
    return;
  g_free (self->asked);
  self->asked = g_steal_pointer (&names);
  ask_for_pages (self);
}

static gboolean
quit_asked_cb (gpointer user_data)
{
  g_application_quit (G_APPLICATION (((Wall *) user_data)->application));
  return G_SOURCE_CONTINUE;
}

/* As soon as the platform says what the token may do, before any of its figures are on a screen. */
static void
situation_changed_cb (Wall *self)
{
  g_autoptr (GError) error = NULL;

  if (self->is_token_judged ||
      zhihui_token_guard_judge (zhihui_source_get_situation (self->figures), &error))
    return;

  self->is_token_judged = TRUE;
  g_printerr ("zhihui wall: %s\n", error->message);
  if (self->allow_desk_token)
    return;
  self->status = ZHIHUI_EXIT_FAILED;
  if (self->application != NULL)
    quit_asked_cb (self);
}

/* What the operator settled of this wall. */
static gboolean
read_conf (Wall *self, GError **error)
{
  g_autofree char *path = zhihui_wall_conf_dup_path ();
  g_autoptr (ZhihuiSettingsText) conf = zhihui_wall_conf_load (path, error);

  if (conf == NULL)
    return FALSE;

  self->rules = zhihui_screen_rules_new (conf, self->page.shelf, error);
  self->schedule = zhihui_schedule_new ();
  zhihui_alarm_rules_init (&self->alarm);
  return self->rules != NULL && zhihui_alarm_rules_read (&self->alarm, conf, error) &&
         zhihui_schedule_read (self->schedule, conf, error) &&
         zhihui_settings_text_check_read (conf, error);
}

static gboolean
open_figures (Wall *self, GError **error)
{
  if (zhihui_past_is_asked (&self->past))
    self->figures = zhihui_past_open (&self->past, &self->source, ZHIHUI_KEEP_FOR_WALL, error);
  else
    self->figures = zhihui_source_options_open (&self->source, TRUE, error);
  if (self->figures == NULL)
    return FALSE;

  self->recorder = zhihui_past_keep (&self->past, self->figures, ZHIHUI_KEEP_FOR_WALL);
  self->shown = self->recorder != NULL ? zhihui_yesterday_source_new (self->figures, self->recorder)
                                       : g_object_ref (self->figures);

  self->selection = zhihui_selection_new ();
  choose_tour (self);
  self->drill = zhihui_drill_new (self->figures, self->selection);
  ask_for_pages (self);
  g_signal_connect_swapped (
    self->figures, "situation-changed", G_CALLBACK (situation_changed_cb), self);
  zhihui_source_start (self->figures);
  return TRUE;
}

/* Without a session bus nobody can ask for the accessible texts, and looking for it costs time. */
static void
choose_accessibility (void)
{
  g_autofree char *socket = g_build_filename (g_get_user_runtime_dir (), "bus", NULL);

  if (g_getenv ("DBUS_SESSION_BUS_ADDRESS") == NULL && !g_file_test (socket, G_FILE_TEST_EXISTS))
    g_setenv ("GTK_A11Y", "none", FALSE);
}

static void
style_window (GdkDisplay *display)
{
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();

  gtk_css_provider_load_from_data (
    provider, "window.wall { background: #0E1215; } window.resting { background: #000; }", -1);
  gtk_style_context_add_provider_for_display (
    display, GTK_STYLE_PROVIDER (provider), GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

static void
set_map_settings (ZhihuiWallWindow *window, gpointer user_data)
{
  zhihui_wall_view_set_map_settings (zhihui_wall_window_get_view (window), user_data);
}

static void
map_settings_changed (ZhihuiMapSettings *settings, const char *fault, GObject *owner)
{
  Wall *self = g_object_get_data (owner, WALL);

  zhihui_wall_show_visit (self->show, set_map_settings, settings);
  choose_tour (self);
  ask_for_pages (self);
}

/* Of the past nothing is heard. */
static void
keep (Wall *self)
{
  ZhihuiHerald *herald =
    zhihui_past_is_asked (&self->past) ? NULL : zhihui_herald_new_for_wall (&self->alarm);

  self->keeper = zhihui_wall_keeper_new (
    self->application, self->shown, herald, g_steal_pointer (&self->schedule));
}

static void
prepare_window (ZhihuiWallWindow *window, gpointer user_data)
{
  Wall           *self = user_data;
  ZhihuiWallView *view = zhihui_wall_window_get_view (window);

  zhihui_wall_view_set_animated (view, !self->no_animation);
  zhihui_wall_frame_set_unit (zhihui_wall_window_get_frame (window), self->page.unit);
  zhihui_wall_view_set_map_settings (view, self->map.settings);
  if (self->basemap.settings != NULL)
    zhihui_basemap_option_show (&self->basemap, zhihui_wall_view_move_map (view));
  if (self->tour)
    zhihui_wall_window_set_selection (window, self->selection);
  if (ZHIHUI_IS_HISTORY_SOURCE (self->figures))
    zhihui_replay_keys_attach (GTK_WIDGET (window), ZHIHUI_HISTORY_SOURCE (self->figures));
  zhihui_wall_keeper_add (self->keeper, window);
}

/* Nothing of it is there any more when the application has ended. */
static void
shut_down_cb (GtkApplication *application, Wall *self)
{
  g_signal_handlers_disconnect_by_data (self->page.shelf, self);
  g_clear_pointer (&self->remote, zhihui_wall_remote_free);
  g_clear_pointer (&self->bus, zhihui_wall_bus_free);
  g_clear_pointer (&self->show, zhihui_wall_show_free);
  g_clear_object (&self->keeper);
}

static void
listen (Wall *self)
{
  g_autoptr (GError) error = NULL;

  self->bus = zhihui_wall_bus_new (zhihui_wall_show_get_verbs (self->show));
  if (self->remote_settings.listen == NULL)
    return;

  self->remote = zhihui_wall_remote_new (
    zhihui_wall_show_get_verbs (self->show), &self->remote_settings, &error);
  if (self->remote != NULL)
    {
      g_printerr (_ ("zhihui wall: can be steered on port %u"),
                  zhihui_wall_remote_get_port (self->remote));
      g_printerr ("\n");
      return;
    }

  g_printerr ("zhihui wall: %s\n", error->message);
  self->status = ZHIHUI_EXIT_FAILED;
  quit_asked_cb (self);
}

static void
activated_cb (GtkApplication *application, Wall *self)
{
  g_autoptr (GError) error = NULL;
  GObject *director;

  if (self->status != ZHIHUI_EXIT_OK)
    return; /* without a window it ends */

  style_window (gdk_display_get_default ());
  self->show = zhihui_wall_show_new (
    application, self->shown, self->rules, self->page.shelf, prepare_window, self);
  if (self->page.page != NULL && !zhihui_wall_show_stay (self->show, self->page.page, &error))
    {
      g_printerr ("zhihui wall: %s\n", error->message);
      self->status = ZHIHUI_EXIT_FAILED;
      return;
    }

  g_application_hold (G_APPLICATION (application));
  director = G_OBJECT (zhihui_wall_show_get_director (self->show));
  g_object_set_data (director, WALL, self);
  g_signal_connect_swapped (director, "changed", G_CALLBACK (director_changed_cb), self);
  zhihui_map_option_watch (&self->map, map_settings_changed, director);
  keep (self);
  zhihui_page_option_watch (&self->page);
  g_signal_connect_swapped (self->page.shelf, "changed", G_CALLBACK (ask_for_pages), self);
  if (self->tour)
    zhihui_wall_show_start_tour (self->show, self->selection);
  zhihui_wall_show_start (self->show, self->width, self->height);
  listen (self);
}

static int
run_wall (Wall *self)
{
  g_autoptr (GtkApplication) application =
    gtk_application_new (APP_ID ".Wall", G_APPLICATION_NON_UNIQUE);
  guint timeout_id = 0;
  guint term_id, int_id;

  self->application = application;
  g_signal_connect (application, "activate", G_CALLBACK (activated_cb), self);
  g_signal_connect (application, "shutdown", G_CALLBACK (shut_down_cb), self);
  term_id = g_unix_signal_add (SIGTERM, quit_asked_cb, self);
  int_id = g_unix_signal_add (SIGINT, quit_asked_cb, self);
  if (self->quit_after_s > 0)
    timeout_id = g_timeout_add_seconds ((guint) self->quit_after_s, quit_asked_cb, self);

  g_application_run (G_APPLICATION (application), 0, NULL);

  self->application = NULL;
  g_source_remove (term_id);
  g_source_remove (int_id);
  if (timeout_id != 0)
    g_source_remove (timeout_id);
  return self->status;
}

/**
 * zhihui_wall_main:
 *
 * `zhihui wall`: the big screen. Reading starts before the toolkit does, so that figures and window
 * come up together.
 *
 * Returns: the exit status
 */
int
zhihui_wall_main (int argc, char **argv)
{
  g_auto (Wall) self = { .past = ZHIHUI_PAST_INIT };
  g_autoptr (GError) error = NULL;

  if (!parse_options (&self, &argc, &argv))
    return ZHIHUI_EXIT_USAGE;

  zhihui_renderer_choose (ZHIHUI_RENDERER_DEVICES);
  choose_accessibility ();
  zhihui_source_options_speak (&self.source);
  zhihui_map_option_load (&self.map);
  if (!judge_options (&self, &error) || !read_conf (&self, &error) || !open_figures (&self, &error))
    {
      g_printerr ("zhihui wall: %s\n", error->message);
      return ZHIHUI_EXIT_FAILED;
    }
  if (!gtk_init_check ())
    {
      g_printerr ("zhihui wall: %s\n",
                  _ ("no display can be opened; 'zhihui shot' paints the page into a file"));
      return ZHIHUI_EXIT_FAILED;
    }

  return run_wall (&self);
}
