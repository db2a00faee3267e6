/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

#include "database-fixture.h"
#include "zhihui-error.h"

static ZhihuiStore *
open_store (const char *path)
{
  g_autoptr (GError) error = NULL;
  ZhihuiStore *store = zhihui_store_open (path, TRUE, &error);

  g_assert_no_error (error);
  return store;
}

static void
run (ZhihuiStore *store, const char *sql)
{
  g_autoptr (GError) error = NULL;

  zhihui_database_run (zhihui_store_get_database (store), sql, &error);
  g_assert_no_error (error);
}

static void
assert_refused (const char *path, ZhihuiError code, const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiStore) store = zhihui_store_open (path, FALSE, &error);

  g_assert_null (store);
  g_assert_error (error, ZHIHUI_ERROR, (int) code);
  g_assert_nonnull (strstr (error->message, words));
  g_assert_nonnull (strstr (error->message, path));
}

static void
settings_are_kept (DatabaseFixture *fixture, gconstpointer data)
{
  g_autofree char *path = database_fixture_path (fixture, "a.db");
  g_autofree char *before = NULL, *value = NULL, *other = NULL;
  ZhihuiStore     *store = open_store (path);

  before = zhihui_store_get_setting (store, "title");
  g_assert_null (before);
  g_assert_true (zhihui_store_set_setting (store, "title", "旧", NULL));
  g_assert_true (zhihui_store_set_setting (store, "title", "般阳民生", NULL));
  zhihui_store_free (store);

  store = zhihui_store_open (path, FALSE, NULL);
  value = zhihui_store_get_setting (store, "title");
  other = zhihui_store_get_setting (store, "name");
  g_assert_cmpstr (value, ==, "般阳民生");
  g_assert_null (other);
  zhihui_store_free (store);
}

static void
missing_file_is_not_made (DatabaseFixture *fixture, gconstpointer data)
{
  g_autofree char *path = database_fixture_path (fixture, "none.db");

  assert_refused (path, ZHIHUI_ERROR_NOT_FOUND, "simulate -d");
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
text_file_is_refused_and_kept (DatabaseFixture *fixture, gconstpointer data)
{
  g_autofree char *path = database_fixture_path (fixture, "letter.txt");
  g_autofree char *text = NULL;
  const char      *letter = "Dear mayor, the street lamp in front of my house has been dark since "
                            "spring; could somebody come and look, please? Yours, a citizen.";

  g_assert_true (g_file_set_contents (path, letter, -1, NULL));
  assert_refused (path, ZHIHUI_ERROR_MALFORMED, "simulate -d");
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, letter);
}

static void
foreign_database_is_refused (DatabaseFixture *fixture, gconstpointer data)
{
  g_autofree char *path = database_fixture_path (fixture, "notes.db");
  sqlite3         *db;

  sqlite3_open (path, &db);
  sqlite3_exec (db, "CREATE TABLE note (text)", NULL, NULL, NULL);
  sqlite3_close (db);
  assert_refused (path, ZHIHUI_ERROR_MALFORMED, "simulate -d");
}

static void
other_versions_are_refused (DatabaseFixture *fixture, gconstpointer data)
{
  g_autofree char *path = database_fixture_path (fixture, "future.db");
  ZhihuiStore     *store = open_store (path);

  run (store, "INSERT INTO schema_step (number, taken_at) VALUES (999, 0)");
  zhihui_store_free (store);
  assert_refused (path, ZHIHUI_ERROR_INVALID, "999");
}

static void
locked_database_says_so (DatabaseFixture *fixture, gconstpointer data)
{
  g_autofree char *path = database_fixture_path (fixture, "a.db");
  g_autoptr (ZhihuiStore) store = open_store (path);
  g_autoptr (ZhihuiStore) other = open_store (path);
  g_autoptr (GError) error = NULL;

  run (store, "PRAGMA busy_timeout = 1");
  g_assert_true (zhihui_store_begin (other, NULL));
  g_assert_false (zhihui_store_begin (store, &error));
  g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_OFFLINE);
  zhihui_store_rollback (other);
  g_clear_error (&error);
  g_assert_true (zhihui_store_begin (store, &error));
  zhihui_store_rollback (store);
}

static void
data_version_grows_with_others_changes_only (DatabaseFixture *fixture, gconstpointer data)
{
  g_autofree char *path = database_fixture_path (fixture, "a.db");
  g_autoptr (ZhihuiStore) store = open_store (path);
  g_autoptr (ZhihuiStore) other = open_store (path);
  guint before = zhihui_store_get_data_version (store);

  g_assert_true (zhihui_store_set_setting (store, "a", "1", NULL));
  g_assert_cmpuint (zhihui_store_get_data_version (store), ==, before);
  g_assert_true (zhihui_store_set_setting (other, "a", "2", NULL));
  g_assert_cmpuint (zhihui_store_get_data_version (store), !=, before);
}

static void
rolled_back_changes_are_gone (DatabaseFixture *fixture, gconstpointer data)
{
  g_autoptr (ZhihuiStore) store = open_store (":memory:");
  g_autofree char *value = NULL;

  g_assert_true (zhihui_store_set_setting (store, "a", "1", NULL));
  g_assert_true (zhihui_store_begin (store, NULL));
  g_assert_true (zhihui_store_set_setting (store, "a", "2", NULL));
  zhihui_store_rollback (store);
  value = zhihui_store_get_setting (store, "a");
  g_assert_cmpstr (value, ==, "1");
}

static void
tokens_open_until_they_expire_or_are_revoked (DatabaseFixture *fixture, gconstpointer data)
{
  g_autoptr (ZhihuiStore) store = open_store (":memory:");
  g_autofree char *wall = NULL, *brief = NULL;
  g_autoptr (ZhihuiGrant) grant = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (zhihui_store_set_setting (store, "region", "370302", NULL));
  wall = zhihui_store_make_token (store, "wall", ZHIHUI_NO_INSTANT, &error);
  g_assert_no_error (error);
  brief = zhihui_store_make_token (store, "desk", 1000, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (strlen (wall), >=, 40);
  g_assert_cmpstr (wall, !=, brief);

  grant = zhihui_store_check_token (store, wall, 5000);
  g_assert_nonnull (grant);
  g_assert_cmpstr (grant->scope, ==, "wall");
  g_assert_cmpstr (grant->region, ==, "370302");
  g_assert_cmpint (grant->expires_at, ==, ZHIHUI_NO_INSTANT);
  g_clear_pointer (&grant, zhihui_grant_free);

  grant = zhihui_store_check_token (store, brief, 999);
  g_assert_nonnull (grant);
  g_clear_pointer (&grant, zhihui_grant_free);
  g_assert_null (zhihui_store_check_token (store, brief, 1000));
  g_assert_null (zhihui_store_check_token (store, "", 0));
  g_assert_null (zhihui_store_check_token (store, "' OR 1 = 1 --", 0));

  g_assert_true (zhihui_store_revoke_token (store, wall, &error));
  g_assert_null (zhihui_store_check_token (store, wall, 5000));
  g_assert_false (zhihui_store_revoke_token (store, wall, &error));
  g_assert_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_NOT_FOUND);
}

static gboolean
contains (const char *bytes, gsize length, const char *word)
{
  gsize n = strlen (word);

  for (gsize i = 0; i + n <= length; i++)
    if (memcmp (bytes + i, word, n) == 0)
      return TRUE;
  return FALSE;
}

static void
token_itself_is_not_in_the_file (DatabaseFixture *fixture, gconstpointer data)
{
  g_autofree char *path = database_fixture_path (fixture, "a.db");
  ZhihuiStore     *store = open_store (path);
  g_autofree char *token =
    zhihui_store_make_token (store, "a-scope-to-find", ZHIHUI_NO_INSTANT, NULL);
  g_autofree char *content = NULL;
  gsize            length;

  zhihui_store_free (store);
  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  g_assert_true (contains (content, length, "a-scope-to-find"));
  g_assert_false (contains (content, length, token));
}

/* One meeting planned 1000–4600, really 1060–4000; unit 2 joins at 1200, unit 3 never. */
static ZhihuiStore *
make_meeting (void)
{
  ZhihuiStore *store = open_store (":memory:");

  run (store,
       "INSERT INTO peer VALUES ('town', '镇街道', 1);"
       "INSERT INTO unit (id, code, name, short_name, peer) VALUES"
       " (1, 'u1', '信访局', '信访局', 'town'), (2, 'u2', '昆仑镇', '昆仑镇', 'town'),"
       " (3, 'u3', '洪山镇', '洪山镇', 'town');"
       "INSERT INTO meeting (id, code, kind, title, host_unit, starts_at, ends_at, started_at,"
       " ended_at, join_url, expected) VALUES (1, 'm-1', 'review', '昆仑镇征地款兑付', 1, 1000,"
       " 4600, 1060, 4000, 'https://meeting.example.cn/r/1', 3);"
       "INSERT INTO meeting_unit VALUES (1, 1, 900), (1, 2, 1200), (1, 3, NULL);"
       "INSERT INTO decision (meeting_id, text, made_at) VALUES (1, '明确办理时限', 3900)");
  return store;
}

static void
meeting_is_judged_by_the_readers_clock (DatabaseFixture *fixture, gconstpointer data)
{
  g_autoptr (ZhihuiStore) store = make_meeting ();
  const struct
  {
    gint64             now;
    ZhihuiMeetingState state;
    int                present;
    guint              n_decisions;
  } cases[] = {
    { 1059, ZHIHUI_MEETING_SCHEDULED, -1, 0 }, { 1060, ZHIHUI_MEETING_OPEN, 1, 0 },
    { 1200, ZHIHUI_MEETING_OPEN, 2, 0 },       { 3999, ZHIHUI_MEETING_OPEN, 2, 1 },
    { 4000, ZHIHUI_MEETING_ENDED, -1, 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ZhihuiMeetings) meetings =
        zhihui_store_read_meetings (store, 0, 1001, cases[i].now, FALSE, NULL);
      const ZhihuiMeeting *meeting;

      g_assert_cmpuint (meetings->items->len, ==, 1);
      meeting = meetings->items->pdata[0];
      g_assert_cmpint (meeting->state, ==, cases[i].state);
      g_assert_cmpint (meeting->participants_now, ==, cases[i].present);
      g_assert_cmpint (meeting->participants_expected, ==, 3);
      g_assert_cmpuint (meeting->units->len, ==, 3);
      g_assert_cmpuint (meeting->decisions->len, ==, cases[i].n_decisions);
      g_assert_cmpstr (meeting->host, ==, "信访局");
    }
}

static void
address_to_join_is_for_the_desk_only (DatabaseFixture *fixture, gconstpointer data)
{
  g_autoptr (ZhihuiStore) store = make_meeting ();
  g_autoptr (ZhihuiMeetings) wall = zhihui_store_read_meetings (store, 0, 2000, 0, FALSE, NULL);
  g_autoptr (ZhihuiMeetings) desk = zhihui_store_read_meetings (store, 0, 2000, 0, TRUE, NULL);
  g_autoptr (ZhihuiMeetings) none = zhihui_store_read_meetings (store, 0, 1000, 0, TRUE, NULL);

  g_assert_null (((ZhihuiMeeting *) wall->items->pdata[0])->join_url);
  g_assert_cmpstr (
    ((ZhihuiMeeting *) desk->items->pdata[0])->join_url, ==, "https://meeting.example.cn/r/1");
  g_assert_cmpuint (none->items->len, ==, 0);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/store/" name,                                                                      \
              DatabaseFixture,                                                                     \
              NULL,                                                                                \
              database_fixture_set_up,                                                             \
              function,                                                                            \
              database_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("settings-are-kept", settings_are_kept);
  ADD ("missing-file-is-not-made", missing_file_is_not_made);
  ADD ("text-file-is-refused-and-kept", text_file_is_refused_and_kept);
  ADD ("foreign-database-is-refused", foreign_database_is_refused);
  ADD ("other-versions-are-refused", other_versions_are_refused);
  ADD ("locked-database-says-so", locked_database_says_so);
  ADD ("data-version-grows-with-others-changes-only", data_version_grows_with_others_changes_only);
  ADD ("rolled-back-changes-are-gone", rolled_back_changes_are_gone);
  ADD ("tokens-open-until-they-expire-or-are-revoked",
       tokens_open_until_they_expire_or_are_revoked);
  ADD ("token-itself-is-not-in-the-file", token_itself_is_not_in_the_file);
  ADD ("meeting-is-judged-by-the-readers-clock", meeting_is_judged_by_the_readers_clock);
  ADD ("address-to-join-is-for-the-desk-only", address_to_join_is_for_the_desk_only);
  return g_test_run ();
}
