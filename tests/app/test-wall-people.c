/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-history-source.h"
#include "zhihui-history-writer.h"
#include "zhihui-language.h"
#include "zhihui-page-wants.h"
#include "zhihui-settling.h"
#include "zhihui-situation.h"
#include "zhihui-wall-verbs.h"
#include "zhihui-wall-window.h"

#include "clock-ahead.h"
#include "fake-platform.h"
#include "lone-window.h"
#include "person-generator.h"
#include "program-run.h"
#include "screen-reader.h"
#include "served-scenario.h"

#include <sqlite3.h>
#include <string.h>

/* Every text of every page of the wall, as a screen reader is told it, against everybody of whom
 * the platform's database knows. */

typedef struct
{
  ServedScenario    served;
  Needles          *people;
  char             *someone; /* owned: a name among them */
  ZhihuiSource     *source;  /* owned, nullable */
  ZhihuiWallWindow *window;  /* owned by GTK, nullable */
} Fixture;

/* ---- who must not be found ---- */

/* Calls @take with the first column of each row. */
static void
each_text (Fixture *self, const char *sql, void (*take) (Fixture *self, const char *text))
{
  sqlite3      *database;
  sqlite3_stmt *row;

  g_assert_cmpint (
    sqlite3_open_v2 (self->served.database, &database, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (database, sql, -1, &row, NULL), ==, SQLITE_OK);
  while (sqlite3_step (row) == SQLITE_ROW)
    if (sqlite3_column_text (row, 0) != NULL)
      take (self, (const char *) sqlite3_column_text (row, 0));
  sqlite3_finalize (row);
  sqlite3_close (database);
}

static void
seek (Fixture *self, const char *text)
{
  if (strlen (text) >= 6) /* two characters of a name */
    needles_add (self->people, text);
}

static void
seek_name (Fixture *self, const char *name)
{
  seek (self, name);
  if (self->someone == NULL && g_utf8_strlen (name, -1) == 3)
    self->someone = g_strdup (name);
}

static void
forgive (Fixture *self, const char *text)
{
  needles_forgive (self->people, text, strlen (text));
}

/* The whole name, number or address as the generator wrote it; of an address also the end after
 * the town, for the town is on the wall. The generator makes no identity numbers: these are looked
 * for by their form. What is called like somebody in the list of public words (a unit, a place, a
 * topic) is that, and is forgiven. */
static void
list_people (Fixture *self)
{
  static const char *const numbers[] = {
    "SELECT DISTINCT phone FROM cases UNION SELECT phone FROM pending_case",
    "SELECT DISTINCT address FROM cases UNION SELECT address FROM pending_case",
    "SELECT DISTINCT substr (address, length (name) + 1) FROM cases JOIN region"
    " ON region.id = region_id WHERE substr (address, 1, length (name)) = name",
    "SELECT DISTINCT join_url FROM meeting",
  };
  static const char *const names[] = {
    "SELECT DISTINCT complainant FROM cases UNION SELECT complainant FROM pending_case",
    "SELECT DISTINCT by_whom FROM event",
    "SELECT DISTINCT by FROM alert_ack",
  };
  static const char *const public[] = {
    "SELECT name FROM region",     "SELECT name FROM unit",     "SELECT short_name FROM unit",
    "SELECT label FROM case_type", "SELECT name FROM topic",    "SELECT label FROM channel",
    "SELECT label FROM peer",      "SELECT word FROM hot_word",
  };

  self->people = needles_new ();
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    each_text (self, names[i], seek_name);
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    each_text (self, numbers[i], seek);
  g_test_message ("%u names, numbers, addresses, links", needles_count (self->people));
  for (guint i = 0; i < G_N_ELEMENTS (public); i++)
    each_text (self, public[i], forgive);
  g_test_message ("%u of them are not public words", needles_count (self->people));
  g_assert_cmpuint (needles_count (self->people), >, 5000);
}

/* ---- the wall ---- */

static gboolean
is_drawn (gpointer user_data)
{
  Fixture         *self = user_data;
  ZhihuiWallView  *view = zhihui_wall_window_get_view (self->window);
  ZhihuiPanelDeck *deck = zhihui_wall_view_get_deck (view);
  guint            n_drawn = 0;

  for (guint i = 0; i < zhihui_panel_deck_get_n_panels (deck); i++)
    {
      GtkWidget *panel = GTK_WIDGET (zhihui_panel_deck_get_panel (deck, i));

      if (panel == NULL || !gtk_widget_get_visible (panel) || !gtk_widget_get_child_visible (panel))
        continue;
      if (zhihui_panel_view_get_picture (ZHIHUI_PANEL_VIEW (panel)) == NULL)
        return FALSE;
      n_drawn++;
    }
  return n_drawn > 2 && zhihui_wall_view_get_situation (view) != NULL;
}

static void
open_wall_of (Fixture *self, ZhihuiSource *source)
{
  self->source = source;
  self->window = lone_window_new (self->source);
  zhihui_wall_window_present (self->window, 1920, 1080);
}

static void
open_wall (Fixture *self, const char *scope)
{
  open_wall_of (self, served_scenario_read (&self->served, scope));
}

static void
close_wall (Fixture *self)
{
  if (self->window == NULL)
    return;
  gtk_window_destroy (GTK_WINDOW (self->window));
  self->window = NULL;
  zhihui_source_stop (self->source);
  g_clear_object (&self->source);
}

static void
answered_cb (GObject *verbs, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static gboolean
get_size (gpointer painter, const char *screen, int *width, int *height)
{
  *width = 1920;
  *height = 1080;
  return TRUE;
}

static const char *
get_title (gpointer window, const char *page)
{
  return zhihui_wall_shelf_get_title (
    zhihui_wall_view_get_shelf (zhihui_wall_window_get_view (window)), page);
}

/* What is told to whoever asks over the bus. */
static void
add_status (Fixture *self, GString *texts)
{
  const ZhihuiWallPainter painter = { .get_size = get_size,
                                      .get_title = get_title,
                                      .painter = self->window };
  g_autoptr (ZhihuiWallVerbs) verbs =
    zhihui_wall_verbs_new (zhihui_wall_window_get_director (self->window), &painter);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GVariant) status = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  zhihui_wall_verbs_call_async (verbs, "Status", g_variant_new ("()"), answered_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  status = zhihui_wall_verbs_call_finish (verbs, result, &error);
  g_assert_no_error (error);
  text = g_variant_print (status, FALSE);
  g_string_append_printf (texts, "%s\n", text);
}

static char *
read_page (Fixture *self, const char *page)
{
  ZhihuiDirector *director = zhihui_wall_window_get_director (self->window);
  GString        *texts = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  zhihui_director_pin (director, zhihui_director_get_screen (director, 0), page, &error);
  g_assert_no_error (error);
  await (is_drawn, self, page);
  g_assert_cmpstr (
    zhihui_wall_view_get_page (zhihui_wall_window_get_view (self->window)), ==, page);
  screen_reader_read (GTK_WIDGET (self->window), texts);
  add_status (self, texts);
  return g_string_free (texts, FALSE);
}

static const char *
find_person (Fixture *self, const char *texts)
{
  return needles_find (self->people, texts, strlen (texts));
}

/* Mobile and identity numbers of anybody; the time of a meeting is no such number. */
static gboolean
has_number (const char *texts)
{
  return g_regex_match_simple (
    "(?<![0-9])(1[3-9][0-9]{9}|[1-9][0-9]{16}[0-9Xx])(?![0-9])", texts, 0, 0);
}

/* ---- the tests ---- */

static void
set_up (Fixture *self, gconstpointer user_data)
{
  served_scenario_start (&self->served, user_data, "3000");
  list_people (self);
}

static void
tear_down (Fixture *self, gconstpointer user_data)
{
  close_wall (self);
  needles_free (self->people);
  g_free (self->someone);
  served_scenario_stop (&self->served);
}

/* @what: the wall shows, in words. */
static void
check_pages (Fixture *self, const char *what)
{
  ZhihuiWallShelf *shelf = zhihui_wall_view_get_shelf (zhihui_wall_window_get_view (self->window));
  guint            n_pages = zhihui_wall_shelf_get_n_pages (shelf);

  g_assert_cmpuint (n_pages, >=, 12);
  for (guint i = 0; i < n_pages; i++)
    {
      const char      *page = zhihui_wall_file_get_name (zhihui_wall_shelf_get_page (shelf, i));
      g_autofree char *texts = read_page (self, page);
      const char      *found = find_person (self, texts);

      g_test_message ("%s %s: %zu bytes", what, page, strlen (texts));
      if (found != NULL || has_number (texts))
        g_error (
          "%s, %s: %s in\n%s", what, page, found != NULL ? found : "a number of somebody", texts);
      g_assert_cmpuint (strlen (texts), >, 300);
      g_assert_nonnull (strstr (texts, page)); /* the status */
    }
}

static void
nobody_is_on_any_page (Fixture *self, gconstpointer user_data)
{
  open_wall (self, "wall");
  check_pages (self, "wall");
  close_wall (self);
  open_wall (self, "wall:room");
  check_pages (self, "wall:room");
}

/* ---- what is not live ---- */

static ZhihuiState
get_state (Fixture *self)
{
  ZhihuiSituation *situation = zhihui_source_get_situation (self->source);

  return zhihui_situation_judge_source (situation, g_get_monotonic_time (), NULL).state;
}

static gboolean
is_stale (gpointer user_data)
{
  return get_state (user_data) == ZHIHUI_STATE_STALE;
}

static gboolean
is_offline (gpointer user_data)
{
  return get_state (user_data) == ZHIHUI_STATE_OFFLINE;
}

/* A source that keeps what it read, of all that the shipped pages show. */
static ZhihuiSource *
open_keeping (Fixture *self)
{
  g_autofree char *token = g_build_filename (self->served.folder, "keeping", NULL);
  g_autofree char *kept = g_build_filename (self->served.folder, "kept", NULL);
  g_autoptr (GError) error = NULL;
  ZhihuiSource *source;
  ZhihuiWants   wants;

  if (!g_file_test (token, G_FILE_TEST_EXISTS))
    program_write_token (self->served.database, "wall:room", token);
  source = zhihui_source_new_for (self->served.url, token, kept, &error);
  g_assert_no_error (error);
  zhihui_page_wants_of_shipped (NULL, 0, 0, &wants);
  zhihui_source_set_wants (source, &wants);
  zhihui_source_start (source);
  g_assert_true (zhihui_settling_wait (source, 30000));
  return source;
}

/* As the wall keeps it, to be shown again. */
static char *
keep_history (Fixture *self)
{
  ZhihuiSituation *situation = zhihui_source_get_situation (self->source);
  gint64           now_us = g_get_monotonic_time ();
  gint64           at = zhihui_situation_get_platform_now (situation, now_us);
  char            *path = g_build_filename (self->served.folder, "wall.db", NULL);
  g_autoptr (ZhihuiHistoryWriter) writer = NULL;
  g_autoptr (GError) error = NULL;
  ZhihuiHistoryOutcome outcome;

  writer = zhihui_history_writer_new (
    path, ZHIHUI_KEEP_FOR_WALL, NULL, ZHIHUI_HISTORY_WRITE_HASTILY, &error);
  g_assert_no_error (error);
  g_assert_true (
    zhihui_history_writer_append (writer, situation, at, now_us, at, &outcome, &error));
  g_assert_no_error (error);
  return path;
}

/* Three monitors beside each other, of which the window is the one in the middle. */
static void
check_span (Fixture *self)
{
  const GdkRectangle middle = { 1944, 0, 5808, 1080 };
  ZhihuiSeams        seams = { 0 };

  zhihui_seam_list_add (&seams.upright, 1920, 1944);
  zhihui_seam_list_add (&seams.upright, 3864, 3888);
  zhihui_wall_frame_set_part (zhihui_wall_window_get_frame (self->window), &middle, &seams);
  check_pages (self, "span");
  zhihui_wall_frame_set_part (zhihui_wall_window_get_frame (self->window), NULL, NULL);
}

static void
check_replay (Fixture *self, const char *path)
{
  g_autoptr (GError) error = NULL;
  ZhihuiHistorySource *source = zhihui_history_source_new (path, NULL, 1, &error);
  ZhihuiWants          wants;

  g_assert_no_error (error);
  zhihui_page_wants_of_shipped (NULL, 0, 0, &wants);
  zhihui_source_set_wants (ZHIHUI_SOURCE (source), &wants);
  zhihui_source_start (ZHIHUI_SOURCE (source));
  g_assert_true (zhihui_settling_wait (ZHIHUI_SOURCE (source), 30000));
  open_wall_of (self, ZHIHUI_SOURCE (source));
  check_pages (self, "replay");
  g_assert_true (zhihui_situation_is_past (zhihui_source_get_situation (self->source)));
  close_wall (self);
}

/* Over several monitors, when the platform is lost, shown again, and of a wall that starts while
 * nobody answers. */
static void
nobody_is_in_any_state (Fixture *self, gconstpointer user_data)
{
  g_autofree char *history = NULL;

  open_wall_of (self, open_keeping (self));
  check_span (self);
  history = keep_history (self);

  program_kill (&self->served.server);
  clock_ahead_add (10 * G_TIME_SPAN_MINUTE);
  await (is_stale, self, "the source is lost");
  check_pages (self, "stale");
  close_wall (self);

  check_replay (self, history);

  open_wall_of (self, open_keeping (self));
  await (is_offline, self, "a wall of what was kept");
  g_assert_nonnull (zhihui_situation_get_summary (zhihui_source_get_situation (self->source)));
  check_pages (self, "cold start");
}

/* The same search, of a meeting that is called after somebody. */
static void
somebody_would_be_found (Fixture *self, gconstpointer user_data)
{
  ZhihuiMeetings *meetings;

  open_wall (self, "wall");
  meetings = zhihui_situation_get_meetings (zhihui_source_get_situation (self->source));
  g_assert_cmpuint (meetings->items->len, >, 0);
  for (guint i = 0; i < meetings->items->len; i++)
    {
      ZhihuiMeeting *meeting = meetings->items->pdata[i];

      g_free (meeting->title);
      meeting->title = g_strdup_printf ("%s的来访", self->someone);
    }
  {
    g_autofree char *texts = read_page (self, "review");
    const char      *found = find_person (self, texts);

    /* Another one may be called as this one begins. */
    g_assert_nonnull (found);
    g_assert_true (g_str_has_prefix (self->someone, found));
  }
}

int
main (int argc, char **argv)
{
  static const char *const scenarios[] = { "zichuan", "jiangsu",  "gaotang",
                                           "naxi",    "pengshan", "wuqi" };

  zhihui_language_bind ();
  if (!gtk_init_check ())
    return 77;

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (scenarios); i++)
    {
      g_autofree char *path =
        g_strdup_printf ("/wall-people/nobody-is-on-any-page/%s", scenarios[i]);

      g_test_add (path, Fixture, scenarios[i], set_up, nobody_is_on_any_page, tear_down);
    }
  g_test_add ("/wall-people/nobody-is-in-any-state",
              Fixture,
              scenarios[0],
              set_up,
              nobody_is_in_any_state,
              tear_down);
  g_test_add ("/wall-people/somebody-would-be-found",
              Fixture,
              scenarios[0],
              set_up,
              somebody_would_be_found,
              tear_down);
  return g_test_run ();
}
