/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "alert-world.h"
#include "zhihui-language.h"
#include "zhihui-push.h"

/* Two assignments of the first unit: due on the evening of the first day and of the next. */
static AlertWorld *
new_late_world (void)
{
  AlertWorld *world = alert_world_new ();

  alert_world_add_case (world, WORLD_START, 1, "13900000001", "", "停水");
  alert_world_add_case (world, WORLD_START, 1, "13900000002", "", "停水");
  alert_world_run (world,
                   "INSERT INTO assignment (id, case_id, seq, unit_id, dispatched_at, due_at,"
                   " signed_at, contacted_at) VALUES"
                   " (1, 1, 1, 1, 1593561600, 1593619199, 1593561700, 1593561700),"
                   " (2, 2, 1, 1, 1593561600, 1593705599, 1593561700, 1593561700)");
  alert_world_load (world);
  return world;
}

static ZhihuiAssignment *
get_assignment (AlertWorld *world, guint index)
{
  world->ledger->revision++;
  world->ledger->first_changed = 0;
  return &g_array_index (world->ledger->assignments, ZhihuiAssignment, index);
}

#define DUE_1 G_GINT64_CONSTANT (1593619199)
#define DUE_2 G_GINT64_CONSTANT (1593705599)

static void
test_one_row_a_key_over_many_ticks (void)
{
  AlertWorld           *world = new_late_world ();
  const ZhihuiAlertRow *row;

  for (gint64 now = WORLD_START; now < DUE_2 + 5 * WORLD_DAY; now += 600)
    alert_world_tick (world, now);

  row = alert_world_find (world, "overdue");
  g_assert_cmpint (row->raised_at, ==, DUE_1 + 1);
  g_assert_cmpint (row->count, ==, 2);
  g_assert_cmpint (row->level, ==, ZHIHUI_LEVEL_RED);
  g_assert_cmpint (row->episode, ==, 1);
  g_assert_cmpuint (alert_world_count (world, "overdue"), ==, 1);
  g_assert_cmpint (
    alert_world_ask (world, "SELECT COUNT(*) FROM alert WHERE kind = 'overdue'"), ==, 1);
  /* raised yellow, then orange, then red; the second case only counted */
  g_assert_cmpint (
    alert_world_ask (world, "SELECT COUNT(*) FROM alert_change WHERE key = 'overdue-u001'"), ==, 3);
  g_assert_cmpint (
    alert_world_ask (world, "SELECT SUM (level) FROM alert_change WHERE key = 'overdue-u001'"),
    ==,
    1 + 2 + 3);
  alert_world_free (world);
}

static void
test_resolved_by_itself_and_raised_as_next_episode (void)
{
  AlertWorld           *world = new_late_world ();
  const ZhihuiAlertRow *row;

  alert_world_tick (world, DUE_1 + 60);
  g_assert_cmpuint (alert_world_count (world, "overdue"), ==, 1);

  get_assignment (world, 0)->replied_at = DUE_1 + 100;
  alert_world_tick (world, DUE_1 + 120);
  g_assert_cmpuint (alert_world_count (world, "overdue"), ==, 0);
  g_assert_cmpint (alert_world_ask (world,
                                    "SELECT resolved_at FROM alert WHERE key = 'overdue-u001'"
                                    " AND state = 0"),
                   ==,
                   DUE_1 + 120);

  alert_world_tick (world, DUE_2 + 60);
  row = alert_world_find (world, "overdue");
  g_assert_nonnull (row);
  g_assert_cmpint (row->episode, ==, 2);
  g_assert_cmpint (row->raised_at, ==, DUE_2 + 1);
  g_assert_cmpint (row->first_at, ==, DUE_1 + 1);
  g_assert_cmpint (row->level, ==, ZHIHUI_LEVEL_YELLOW);
  g_assert_null (row->acknowledged_by);
  g_assert_cmpint (
    alert_world_ask (world, "SELECT COUNT(*) FROM alert WHERE kind = 'overdue'"), ==, 1);
  alert_world_free (world);
}

static void
test_start_anew_keeps_alerts_and_notes (void)
{
  AlertWorld      *world = new_late_world ();
  ZhihuiAlertRow  *row;
  g_autofree char *etag = NULL;
  g_autofree char *etag_after = NULL;
  gint64           n_changes;

  alert_world_tick (world, DUE_1 + 60);
  row = zhihui_alert_board_find (zhihui_alert_watch_get_board (world->watch), "overdue-u001");
  g_assert_true (zhihui_alert_watch_acknowledge (world->watch, row, "值班长", "已催办", NULL));
  etag = zhihui_alert_row_dup_etag (row);
  n_changes = alert_world_ask (world, "SELECT COUNT(*) FROM alert_change");

  alert_world_load (world);
  alert_world_tick (world, DUE_1 + 120);
  row = zhihui_alert_board_find (zhihui_alert_watch_get_board (world->watch), "overdue-u001");
  g_assert_nonnull (row);
  etag_after = zhihui_alert_row_dup_etag (row);
  g_assert_cmpstr (etag_after, ==, etag);
  g_assert_cmpstr (row->acknowledged_by, ==, "值班长");
  g_assert_cmpstr (row->note, ==, "已催办");
  g_assert_cmpint (row->raised_at, ==, DUE_1 + 1);
  g_assert_cmpint (alert_world_ask (world, "SELECT COUNT(*) FROM alert_change"), ==, n_changes);

  /* A higher level waits for a person again. */
  alert_world_tick (world, DUE_1 + 5 * WORLD_DAY);
  g_assert_cmpint (row->level, >, ZHIHUI_LEVEL_YELLOW);
  g_assert_null (row->acknowledged_by);
  alert_world_free (world);
}

static void
test_sensitive_word_is_told_to_desks_by_class (void)
{
  const ZhihuiAlertFilter all = { .level = -1, .limit = 10 };
  AlertWorld             *world = alert_world_new ();
  const ZhihuiAlertRow   *row;
  g_autoptr (ZhihuiAlerts) wall = NULL;
  g_autoptr (ZhihuiAlerts) desk = NULL;
  const ZhihuiAlert *alert;

  alert_world_add_case (world, WORLD_START, 1, "13900000001", "", "再不管我就跳 樓了");
  alert_world_add_case (world, WORLD_START, 3, "13900000002", "", "停水");
  alert_world_load (world);
  alert_world_tick (world, WORLD_START + 1);

  row = alert_world_find (world, "sensitive");
  g_assert_nonnull (row);
  g_assert_cmpstr (row->key, ==, "sensitive-c-1");
  g_assert_cmpint (row->level, ==, ZHIHUI_LEVEL_RED);
  g_assert_cmpuint (alert_world_count (world, "sensitive"), ==, 1);
  g_assert_cmpint (
    g_array_index (world->ledger->cases, ZhihuiCaseRow, 0).marks & ZHIHUI_MARK_SENSITIVE, !=, 0);
  g_assert_cmpint (
    alert_world_ask (world,
                     "SELECT COUNT(*) FROM event e JOIN event_kind k ON k.id = e.kind WHERE"
                     " k.type = 'case.sensitive_hit' AND e.case_id = 1 AND e.note IS NULL"),
    ==,
    1);

  wall = zhihui_alert_watch_make_alerts (world->watch, FALSE, &all);
  desk = zhihui_alert_watch_make_alerts (world->watch, TRUE, &all);
  g_assert_cmpuint (wall->items->len, ==, 0);
  g_assert_cmpuint (desk->items->len, ==, 1);
  alert = desk->items->pdata[0];
  g_assert_cmpstr (alert->text, ==, "一件诉求含有自伤类敏感词");
  g_assert_cmpstr (alert->case_id, ==, "c-1");

  g_array_index (world->ledger->cases, ZhihuiCaseRow, 0).state = ZHIHUI_CASE_CLOSED;
  alert_world_tick (world, WORLD_START + 61);
  g_assert_cmpuint (alert_world_count (world, "sensitive"), ==, 0);
  alert_world_free (world);
}

/* Of news of each level: how many are told, by rules; the head of a unit not without a unit. */
static void
test_pushes_follow_their_rules (void)
{
  static const struct
  {
    const char *rules, *kind;
    ZhihuiLevel level;
    gboolean    has_unit;
    guint       n;
  } cases[] = {
    { "alert:orange=leader,unit_head", "alert", ZHIHUI_LEVEL_YELLOW, TRUE, 0 },
    { "alert:orange=leader,unit_head", "alert", ZHIHUI_LEVEL_ORANGE, TRUE, 2 },
    { "alert:orange=leader,unit_head", "alert", ZHIHUI_LEVEL_RED, FALSE, 1 },
    { "alert:orange=leader", "instruct", ZHIHUI_LEVEL_RED, TRUE, 0 },
    { " hot_word = leader ; alert=unit_head", "hot_word", ZHIHUI_LEVEL_BLUE, FALSE, 1 },
    { "", "alert", ZHIHUI_LEVEL_RED, TRUE, 0 },
  };
  static const char *const bad[] = { "alert", "alert=", "alert:pink=leader", "=leader", "a=B" };
  AlertWorld              *world = alert_world_new ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ZhihuiPushRules) rules = zhihui_push_rules_parse (cases[i].rules, NULL);
      ZhihuiNews news = { cases[i].kind,
                          "overdue-u001",
                          "2 件超期",
                          cases[i].level,
                          cases[i].has_unit ? 0 : ZHIHUI_NO_INDEX,
                          WORLD_START };
      guint      n = 0;

      g_assert_nonnull (rules);
      g_assert_true (zhihui_push_rules_tell (rules, world->store, &news, &n, NULL));
      g_assert_cmpuint (n, ==, cases[i].n);
    }
  g_assert_cmpint (alert_world_ask (world, "SELECT COUNT(*) FROM push"), ==, 4);
  g_assert_cmpint (alert_world_ask (world, "SELECT COUNT(*) FROM push WHERE unit_id = 1"), ==, 1);
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (zhihui_push_rules_parse (bad[i], &error));
      g_assert_nonnull (strstr (error->message, bad[i]));
    }
  alert_world_free (world);
}

/* Raised to red: leader and head of the unit, once; not while it stays red. */
static void
test_rise_of_an_alert_is_pushed_once (void)
{
  AlertWorld *world = new_late_world ();

  for (gint64 now = WORLD_START; now < DUE_2 + 8 * WORLD_DAY; now += 600)
    alert_world_tick (world, now);
  g_assert_cmpint (
    alert_world_ask (world,
                     "SELECT COUNT(*) FROM push WHERE subject = 'overdue-u001' AND level = 3"),
    ==,
    2);
  g_assert_cmpint (
    alert_world_ask (world, "SELECT COUNT(*) FROM push WHERE subject = 'overdue-u001'"), ==, 4);
  alert_world_free (world);
}

static void
test_source_without_news_is_stale (void)
{
  AlertWorld *world = alert_world_new ();

  alert_world_run (world,
                   "INSERT INTO source_system (id, code, name, period_s, last_sync_at) VALUES"
                   " (1, 'grid', '网格平台', 600, 1593561600)");
  alert_world_load (world);
  alert_world_tick (world, WORLD_START + 1200);
  g_assert_cmpuint (alert_world_count (world, "stale"), ==, 0);
  alert_world_tick (world, WORLD_START + 1261);
  g_assert_cmpuint (alert_world_count (world, "stale"), ==, 1);
  g_assert_cmpint (alert_world_find (world, "stale")->raised_at, ==, WORLD_START + 1201);
  alert_world_run (world, "UPDATE source_system SET last_sync_at = 1593562900");
  alert_world_tick (world, WORLD_START + 1400);
  g_assert_cmpuint (alert_world_count (world, "stale"), ==, 0);
  alert_world_free (world);
}

static void
test_decisions_are_owed_by_units (void)
{
  AlertWorld *world = alert_world_new ();

  alert_world_run (
    world,
    "INSERT INTO meeting (id, code, kind, title, host_unit, starts_at, ends_at)"
    " VALUES (1, 'm-1', 'review', '研判会', 1, 1593561600, 1593565200);"
    "INSERT INTO decision (id, meeting_id, text, unit_id, due_at, made_at) VALUES"
    " (1, 1, 'a', 2, 1593619199, 1593565000), (2, 1, 'b', 2, 1593705599, 1593565000)");
  alert_world_load (world);
  alert_world_tick (world, DUE_1);
  g_assert_null (
    zhihui_alert_board_find (zhihui_alert_watch_get_board (world->watch), "meeting-decision-u002"));
  alert_world_tick (world, DUE_2 + 60);
  g_assert_cmpint (
    zhihui_alert_board_find (zhihui_alert_watch_get_board (world->watch), "meeting-decision-u002")
      ->count,
    ==,
    2);
  alert_world_free (world);
}

/* ---- two watches over one database ---- */

static void
put (ZhihuiAlertBoard *board, const char *key, ZhihuiLevel level, gint64 count)
{
  ZhihuiFinding finding = { .kind = "overdue",
                            .key = key,
                            .subject = "",
                            .level = level,
                            .count = count,
                            .unit = ZHIHUI_NO_INDEX,
                            .since = WORLD_START,
                            .changed_at = ZHIHUI_NO_INSTANT };

  zhihui_alert_board_put (board, &finding);
}

static void
write_board (AlertWorld *world, ZhihuiAlertBoard *board)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (zhihui_store_begin (world->store, NULL));
  zhihui_alert_board_follow (board, &error);
  g_assert_no_error (error);
  zhihui_alert_board_write (board, &error);
  g_assert_no_error (error);
  g_assert_true (zhihui_store_commit (world->store, NULL));
  zhihui_alert_board_note_written (board);
}

static gint64
get_count (ZhihuiAlertBoard *board, const char *key)
{
  const ZhihuiAlertRow *row = zhihui_alert_board_find (board, key);

  return row != NULL ? row->count : -1;
}

/* Both find something before either has written: the second says only what the first did not. */
static void
test_what_both_find_is_raised_once (void)
{
  AlertWorld *world = alert_world_new ();
  g_autoptr (ZhihuiAlertBoard) one = zhihui_alert_board_new (world->store, NULL);
  g_autoptr (ZhihuiAlertBoard) other = zhihui_alert_board_new (world->store, NULL);

  zhihui_alert_board_begin (one, WORLD_START);
  zhihui_alert_board_begin (other, WORLD_START);
  put (one, "a", ZHIHUI_LEVEL_YELLOW, 1);
  put (one, "b", ZHIHUI_LEVEL_YELLOW, 1);
  put (other, "a", ZHIHUI_LEVEL_YELLOW, 1);
  put (other, "b", ZHIHUI_LEVEL_RED, 3);
  put (other, "c", ZHIHUI_LEVEL_YELLOW, 1);
  write_board (world, one);
  write_board (world, other);
  g_assert_cmpint (
    alert_world_ask (world, "SELECT COUNT(*) FROM alert_change WHERE what = 'raised'"), ==, 3);
  g_assert_cmpint (alert_world_ask (world, "SELECT COUNT(*) FROM alert_change"), ==, 4);
  g_assert_cmpint (
    alert_world_ask (world, "SELECT MAX (version) FROM alert WHERE key = 'overdue-a'"), ==, 1);
  g_assert_cmpint (
    alert_world_ask (world, "SELECT count FROM alert WHERE key = 'overdue-b'"), ==, 3);

  /* what one resolves, the other finds resolved */
  zhihui_alert_board_begin (other, WORLD_START + 60);
  put (other, "b", ZHIHUI_LEVEL_RED, 3);
  put (other, "c", ZHIHUI_LEVEL_YELLOW, 1);
  zhihui_alert_board_settle (other, "overdue");
  write_board (world, other);
  g_assert_true (zhihui_alert_board_follow (one, NULL));
  g_assert_cmpint (get_count (one, "overdue-a"), ==, -1);
  g_assert_cmpint (get_count (one, "overdue-b"), ==, 3);
  g_assert_cmpint (get_count (one, "overdue-c"), ==, 1);
  alert_world_free (world);
}

int
main (int argc, char **argv)
{
  zhihui_language_bind ();
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add_func ("/alert-board/" name, function)
  ADD ("one-row-a-key-over-many-ticks", test_one_row_a_key_over_many_ticks);
  ADD ("resolved-by-itself-and-raised-as-next-episode",
       test_resolved_by_itself_and_raised_as_next_episode);
  ADD ("start-anew-keeps-alerts-and-notes", test_start_anew_keeps_alerts_and_notes);
  ADD ("sensitive-word-is-told-to-desks-by-class", test_sensitive_word_is_told_to_desks_by_class);
  ADD ("pushes-follow-their-rules", test_pushes_follow_their_rules);
  ADD ("rise-of-an-alert-is-pushed-once", test_rise_of_an_alert_is_pushed_once);
  ADD ("decisions-are-owed-by-units", test_decisions_are_owed_by_units);
  ADD ("source-without-news-is-stale", test_source_without_news_is_stale);
#undef ADD
  g_test_add_func ("/alert-board/what-both-find-is-raised-once",
                   test_what_both_find_is_raised_once);
  return g_test_run ();
}
