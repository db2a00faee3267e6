/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-wall-keeper.h"

#include "clock-ahead.h"
#include "fake-platform.h"
#include "lone-window.h"
#include "program-run.h"
#include "zhihui-language.h"
#include "zhihui-page-wants.h"

#include <sqlite3.h>
#include <string.h>

/* A wall before the platform itself while one day ends there and another begins. */
#define UNTIL "2026-07-29T23:57:00+08:00"
#define MIDNIGHT 1785340800 /* date -d 2026-07-30T00:00:00+08:00 +%s */
#define DAY 86400
#define HOURS "[schedule]\non=06:00-23:59\n"

typedef struct
{
  char             *folder, *database, *url; /* owned */
  GSubprocess      *server;                  /* owned, nullable */
  ZhihuiSource     *source;                  /* owned */
  ZhihuiWallWindow *window;                  /* owned by GTK */
  ZhihuiWallKeeper *keeper;                  /* owned */
  const char       *part;                    /* what is awaited */
} Fixture;

static void
serve (Fixture *self, const char *listen, const char *speed)
{
  g_free (self->url);
  self->server = program_serve_platform (&self->url,
                                         "-d",
                                         self->database,
                                         "--listen",
                                         listen,
                                         "--rate-limit",
                                         "0",
                                         "--speed",
                                         speed,
                                         NULL);
}

/* Where it listened before. */
static void
serve_again (Fixture *self, const char *speed)
{
  const char      *colon = strrchr (self->url, ':');
  g_autofree char *listen = g_strdup_printf ("127.0.0.1:%d", atoi (colon + 1));

  serve (self, listen, speed);
}

static void
set_up (Fixture *self, gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_auto (ProgramRun) made = { 0 };
  g_autofree char *token_file = NULL;
  g_autoptr (GBytes) conf = g_bytes_new_static (HOURS, strlen (HOURS));
  g_autoptr (ZhihuiSettingsText) text = zhihui_settings_text_new (conf, "wall.conf", NULL);
  ZhihuiSchedule *schedule = zhihui_schedule_new ();
  ZhihuiWants     wants;

  self->folder = program_make_folder ();
  self->database = g_build_filename (self->folder, "z.db", NULL);
  token_file = g_build_filename (self->folder, "token", NULL);
  made = program_run_platform ("simulate",
                               "--scenario",
                               "zichuan",
                               "--cases",
                               "12000",
                               "--until",
                               UNTIL,
                               "-d",
                               self->database,
                               NULL);
  g_assert_cmpint (made.status, ==, 0);
  program_write_token (self->database, "wall", token_file);
  serve (self, "127.0.0.1:0", "1");

  self->source = zhihui_source_new_for (self->url, token_file, NULL, &error);
  g_assert_no_error (error);
  zhihui_page_wants_of_shipped ("overview", 1600, 900, &wants);
  wants.period_s = 1;
  zhihui_source_set_wants (self->source, &wants);
  zhihui_source_start (self->source);
  self->window = lone_window_new (self->source);
  zhihui_wall_window_present (self->window, 1600, 900);
  g_assert_true (zhihui_schedule_read (schedule, text, NULL));
  self->keeper = zhihui_wall_keeper_new (
    NULL, self->source, NULL, user_data != NULL ? schedule : zhihui_schedule_new ());
  if (user_data == NULL)
    zhihui_schedule_free (schedule);
  zhihui_wall_keeper_add (self->keeper, self->window);
}

static void
tear_down (Fixture *self, gconstpointer user_data)
{
  ZhihuiWallWindow *window = g_object_ref (self->window);

  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_finalize_object (window);
  g_assert_finalize_object (self->keeper);
  zhihui_source_stop (self->source);
  g_object_unref (self->source);
  program_kill (&self->server);
  program_remove_folder (self->folder);
  g_free (self->folder);
  g_free (self->database);
  g_free (self->url);
}

static const char *
get_spoken (Fixture *self, ZhihuiPanel kind)
{
  ZhihuiPanelView *panel = zhihui_panel_deck_find_panel (
    zhihui_wall_view_get_deck (zhihui_wall_window_get_view (self->window)), kind);
  ZhihuiPicture *picture = panel != NULL ? zhihui_panel_view_get_picture (panel) : NULL;
  const char    *spoken = picture != NULL ? zhihui_picture_get_spoken (picture) : NULL;

  return spoken != NULL ? spoken : "";
}

/* What stands on a panel, one item a line. */
static char *
dup_texts (Fixture *self, ZhihuiPanel kind)
{
  ZhihuiPanelView *panel = zhihui_panel_deck_find_panel (
    zhihui_wall_view_get_deck (zhihui_wall_window_get_view (self->window)), kind);
  ZhihuiPicture *picture = panel != NULL ? zhihui_panel_view_get_picture (panel) : NULL;
  GString       *texts = g_string_new (NULL);

  for (guint i = 0; picture != NULL && i < zhihui_picture_get_n_items (picture); i++)
    g_string_append_printf (texts, "%s\n", zhihui_picture_get_item (picture, i)->text);
  return g_string_free (texts, FALSE);
}

static gboolean
head_tells (gpointer user_data)
{
  Fixture         *self = user_data;
  g_autofree char *texts = dup_texts (self, ZHIHUI_PANEL_HEAD);

  return strstr (texts, self->part) != NULL;
}

static gboolean
figures_tell (gpointer user_data)
{
  Fixture         *self = user_data;
  g_autofree char *texts = dup_texts (self, ZHIHUI_PANEL_KPI);

  return strstr (texts, self->part) != NULL;
}

static void
await_part (Fixture *self, Condition tells, const char *part)
{
  self->part = part;
  await (tells, self, part);
}

static ZhihuiSituation *
get_situation (Fixture *self)
{
  return zhihui_wall_view_get_situation (zhihui_wall_window_get_view (self->window));
}

static gboolean
is_whole (gpointer user_data)
{
  Fixture *self = user_data;

  return zhihui_source_is_settled (self->source) && get_situation (self) != NULL &&
         zhihui_situation_get_summary (get_situation (self)) != NULL;
}

static gint64
count (Fixture *self, const char *sql, gint64 from, gint64 until)
{
  sqlite3      *database;
  sqlite3_stmt *statement;
  gint64        n;

  g_assert_cmpint (
    sqlite3_open_v2 (self->database, &database, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (database, sql, -1, &statement, NULL), ==, SQLITE_OK);
  sqlite3_bind_int64 (statement, 1, from);
  sqlite3_bind_int64 (statement, 2, until);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  n = sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);
  sqlite3_close (database);
  return n;
}

static gboolean
is_counted_of_new_day (gpointer user_data)
{
  Fixture *self = user_data;

  return zhihui_situation_get_summary (get_situation (self))->stamp.as_of >= MIDNIGHT + 3600;
}

#define CASES "SELECT COUNT(*) FROM cases WHERE accepted_at >= ?1 AND accepted_at <= ?2"
#define MEETINGS                                                                                   \
  "SELECT COUNT(*) FROM meeting WHERE starts_at >= ?1 AND starts_at < ?2 AND postponed_at IS NULL"

/* Its figures are then those of the database, and no more come. */
static void
await_new_day (Fixture *self)
{
  g_autofree char *figure = NULL;
  gint64           today, as_of;

  await (is_counted_of_new_day, self, "figures of the new day");
  await_part (self, head_tells, "7月30日 星期四");
  program_kill (&self->server);
  as_of = zhihui_situation_get_summary (get_situation (self))->stamp.as_of;
  today = zhihui_situation_get_summary (get_situation (self))->today;
  g_assert_cmpint (today, ==, count (self, CASES, MIDNIGHT, as_of));
  figure = g_strdup_printf ("今日受理\n%d\n", (int) today);
  await_part (self, figures_tell, figure);
}

static gboolean
meetings_are_counted (gpointer user_data)
{
  Fixture         *self = user_data;
  g_autofree char *words =
    g_strdup_printf ("今日 %d 场", (int) count (self, MEETINGS, MIDNIGHT, MIDNIGHT + DAY));

  return strstr (get_spoken (self, ZHIHUI_PANEL_MEETINGS), words) != NULL && head_tells (self);
}

static void
test_alive (Fixture *self, gconstpointer user_data)
{
  gint64 today;

  await (is_whole, self, "the figures");
  await_part (self, head_tells, "7月29日 星期三");
  today = zhihui_situation_get_summary (get_situation (self))->today;
  g_assert_cmpint (today, ==, count (self, CASES, MIDNIGHT - DAY, MIDNIGHT));
  g_assert_cmpint (today, >, 20);

  /* Hours in seconds. */
  program_kill (&self->server);
  serve_again (self, "3600");
  self->part = "7月30日 星期四";
  await (meetings_are_counted, self, "the meetings of the new day");
  await_new_day (self);
}

static void
test_down (Fixture *self, gconstpointer user_data)
{
  g_autofree char *figure = NULL, *texts = NULL;

  await (is_whole, self, "the figures");
  await_part (self, head_tells, "7月29日 星期三");
  figure =
    g_strdup_printf ("%d\n", (int) zhihui_situation_get_summary (get_situation (self))->today);
  await_part (self, figures_tell, figure);

  program_kill (&self->server);
  clock_ahead_add (4 * G_TIME_SPAN_MINUTE);
  await_part (self, head_tells, "\n7月30日\n");
  await_part (self, figures_tell, "7月30日 尚无数据");
  texts = dup_texts (self, ZHIHUI_PANEL_KPI);
  g_assert_true (g_str_has_prefix (strstr (texts, "今日受理"), "今日受理\n—\n"));
  /* What is not of a day stays, told to be old. */
  g_assert_nonnull (strstr (texts, "%"));
  g_assert_cmpstr (get_spoken (self, ZHIHUI_PANEL_MEETINGS), ==, "今日日程未知");

  serve_again (self, "3600");
  await_new_day (self);
}

static gboolean
is_resting (gpointer user_data)
{
  return zhihui_wall_keeper_is_resting (((Fixture *) user_data)->keeper);
}

static gboolean
is_working (gpointer user_data)
{
  return !is_resting (user_data);
}

/* Hours end by the platform's clock, also while it is away. */
static void
test_hours (Fixture *self, gconstpointer user_data)
{
  await (is_whole, self, "the figures");
  g_assert_false (is_resting (self));
  program_kill (&self->server);
  clock_ahead_add (4 * G_TIME_SPAN_MINUTE);
  await (is_resting, self, "the dark");
  clock_ahead_add (6 * G_TIME_SPAN_HOUR);
  await_part (self, head_tells, "\n7月30日\n");
  await (is_working, self, "the light");
}

int
main (int argc, char **argv)
{
  zhihui_language_bind ();
  if (!gtk_init_check ())
    return 77;

  g_test_init (&argc, &argv, NULL);
#define ADD(path, func, data)                                                                      \
  g_test_add ("/wall-midnight/" path, Fixture, data, set_up, func, tear_down)
  ADD ("the-figures-are-of-the-new-day", test_alive, NULL);
  ADD ("a-platform-that-is-away-leaves-the-new-day-without-figures", test_down, NULL);
  ADD ("the-hours-end-and-begin", test_hours, "hours");

  return g_test_run ();
}
