/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <sqlite3.h>
#include <string.h>

#include "program-run.h"
#include "served-scenario.h"
#include "zhihui-case-detail.h"
#include "zhihui-case-reader.h"
#include "zhihui-error.h"

/* The desk's reading of cases against the platform itself, and what the database holds. */

#define PATIENCE_US (20 * G_USEC_PER_SEC)

typedef struct
{
  ServedScenario    scenario;
  ZhihuiSource     *source; /* owned */
  ZhihuiCaseReader *reader; /* owned */
  ZhihuiCaseDetail *detail; /* owned */
  sqlite3          *sql;    /* owned */
} Fixture;

static void
set_up (Fixture *self, gconstpointer scope)
{
  served_scenario_start (&self->scenario, "zichuan", "4000");
  self->source = served_scenario_read (&self->scenario, scope);
  self->reader = zhihui_case_reader_new (self->source);
  self->detail = zhihui_case_detail_new (self->source);
  g_assert_cmpint (
    sqlite3_open_v2 (self->scenario.database, &self->sql, SQLITE_OPEN_READONLY, NULL),
    ==,
    SQLITE_OK);
}

static void
tear_down (Fixture *self, gconstpointer scope)
{
  sqlite3_close (self->sql);
  g_clear_object (&self->reader);
  g_clear_object (&self->detail);
  zhihui_source_stop (self->source);
  g_clear_object (&self->source);
  served_scenario_stop (&self->scenario);
}

/* The one value that a query tells, as text; ?1 is @word. */
static char *
query (Fixture *self, const char *text, const char *word)
{
  sqlite3_stmt *statement = NULL;
  char         *value;

  g_assert_cmpint (sqlite3_prepare_v2 (self->sql, text, -1, &statement, NULL), ==, SQLITE_OK);
  sqlite3_bind_text (statement, 1, word, -1, SQLITE_STATIC);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  value = g_strdup ((const char *) sqlite3_column_text (statement, 0));
  sqlite3_finalize (statement);
  return value;
}

static void
wait_for_list (Fixture *self)
{
  gint64 until_us = g_get_monotonic_time () + PATIENCE_US;

  while (zhihui_case_reader_is_reading (self->reader) && g_get_monotonic_time () < until_us)
    g_main_context_iteration (NULL, TRUE);
  g_assert_no_error (zhihui_case_reader_get_error (self->reader));
  g_assert_true (zhihui_case_reader_was_answered (self->reader));
}

static GPtrArray *
read_list (Fixture *self, ZhihuiCaseFilterField field, const char *text)
{
  g_autoptr (ZhihuiCaseFilter) filter = zhihui_case_filter_new ();

  zhihui_case_filter_set (filter, field, text);
  zhihui_case_reader_set_filter (self->reader, filter);
  wait_for_list (self);
  return zhihui_case_reader_get_items (self->reader);
}

/* ---- every filter ---- */

static gboolean
is_of_unit (const ZhihuiDeskCase *one, gint64 now)
{
  return g_str_equal (one->work->unit.id, "u003");
}

static gboolean
is_in_hand (const ZhihuiDeskCase *one, gint64 now)
{
  return g_str_equal (one->state, "handling");
}

static gboolean
is_complaint (const ZhihuiDeskCase *one, gint64 now)
{
  return g_str_equal (one->type, "complaint");
}

static gboolean
is_by_app (const ZhihuiDeskCase *one, gint64 now)
{
  return g_str_equal (one->channel, "app");
}

static gboolean
is_overdue (const ZhihuiDeskCase *one, gint64 now)
{
  return one->work->replied_at == ZHIHUI_NO_INSTANT && one->work->due_at < now;
}

static gboolean
is_due_soon (const ZhihuiDeskCase *one, gint64 now)
{
  return one->work->replied_at == ZHIHUI_NO_INSTANT && one->work->due_at >= now &&
         one->work->due_at <= now + 86400;
}

static gboolean
is_sent_back (const ZhihuiDeskCase *one, gint64 now)
{
  return one->work->is_redo;
}

static gboolean
is_of_town (const ZhihuiDeskCase *one, gint64 now)
{
  return g_str_has_prefix (one->region, "370302104");
}

static gboolean
is_about_noise (const ZhihuiDeskCase *one, gint64 now)
{
  return strstr (one->title, "噪") != NULL;
}

static void
every_filter_reaches_the_platform (Fixture *self, gconstpointer scope)
{
  static const struct
  {
    ZhihuiCaseFilterField field;
    const char           *text;
    gboolean (*holds) (const ZhihuiDeskCase *one, gint64 now);
    gboolean may_be_none;
  } rows[] = {
    { ZHIHUI_CASE_FILTER_UNIT, "u003", is_of_unit, FALSE },
    { ZHIHUI_CASE_FILTER_STATE, "handling", is_in_hand, FALSE },
    { ZHIHUI_CASE_FILTER_TYPE, "complaint", is_complaint, FALSE },
    { ZHIHUI_CASE_FILTER_CHANNEL, "app", is_by_app, FALSE },
    { ZHIHUI_CASE_FILTER_DUE, "over", is_overdue, TRUE },
    { ZHIHUI_CASE_FILTER_DUE, "soon", is_due_soon, FALSE },
    { ZHIHUI_CASE_FILTER_LIST, "sent_back", is_sent_back, TRUE },
    { ZHIHUI_CASE_FILTER_REGION, "370302104", is_of_town, FALSE },
    { ZHIHUI_CASE_FILTER_Q, "噪", is_about_noise, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      GPtrArray *items = read_list (self, rows[i].field, rows[i].text);
      gint64     now = zhihui_case_reader_get_as_of (self->reader);

      g_test_message ("%s: %u cases", rows[i].text, items->len);
      g_assert_true (items->len > 0 || rows[i].may_be_none);
      for (guint j = 0; j < items->len; j++)
        if (!rows[i].holds (items->pdata[j], now))
          g_error ("%s is not one of %s", ((ZhihuiDeskCase *) items->pdata[j])->no, rows[i].text);
    }
}

static void
a_list_that_is_read_to_its_end_has_every_case_once (Fixture *self, gconstpointer scope)
{
  g_autofree char *n = query (self,
                              "SELECT COUNT(*) FROM cases c JOIN channel h ON h.id = c.channel_id"
                              " WHERE h.code = ?1 AND c.state = 7",
                              "wechat");
  g_autoptr (ZhihuiCaseFilter) filter = zhihui_case_filter_new ();
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *items;
  gint64     before = G_MAXINT64;

  /* What is in the archive does not change while we read. */
  zhihui_case_filter_set (filter, ZHIHUI_CASE_FILTER_CHANNEL, "wechat");
  zhihui_case_filter_set (filter, ZHIHUI_CASE_FILTER_STATE, "archived");
  zhihui_case_reader_set_filter (self->reader, filter);
  zhihui_case_reader_set_whole (self->reader, TRUE);
  wait_for_list (self);
  items = zhihui_case_reader_get_items (self->reader);
  g_assert_false (zhihui_case_reader_has_more (self->reader));
  g_assert_cmpuint (items->len, >, 100);
  g_assert_cmpuint (items->len, ==, (guint) g_ascii_strtoull (n, NULL, 10));
  for (guint i = 0; i < items->len; i++)
    {
      const ZhihuiDeskCase *one = items->pdata[i];

      g_assert_true (g_hash_table_add (ids, one->id));
      g_assert_cmpint (one->submitted_at, <=, before);
      before = one->submitted_at;
    }
}

static void
a_desk_reads_masked_forms_alone (Fixture *self, gconstpointer scope)
{
  GPtrArray *items = read_list (self, ZHIHUI_CASE_FILTER_STATE, "closed");

  g_assert_cmpuint (items->len, >, 10);
  for (guint i = 0; i < items->len; i++)
    {
      const ZhihuiDeskCase *one = items->pdata[i];
      g_autofree char *name = query (self, "SELECT complainant FROM cases WHERE no = ?1", one->no);
      g_autofree char *phone = query (self, "SELECT phone FROM cases WHERE no = ?1", one->no);

      g_assert_true (one->is_masked);
      if (name != NULL && *name != '\0')
        g_assert_cmpstr (one->complainant, !=, name);
      if (phone != NULL && *phone != '\0')
        g_assert_cmpstr (one->phone, !=, phone);
    }
}

/* ---- one case ---- */

static gboolean
has_whole (Fixture *self)
{
  return zhihui_case_detail_get_whole (self->detail) != NULL ||
         zhihui_case_detail_get_whole_error (self->detail) != NULL;
}

static gboolean
has_case (Fixture *self)
{
  return zhihui_case_detail_get_case (self->detail) != NULL ||
         zhihui_case_detail_get_error (self->detail) != NULL;
}

static void
wait_until (Fixture *self, gboolean (*holds) (Fixture *self))
{
  gint64 until_us = g_get_monotonic_time () + PATIENCE_US;

  while (!holds (self) && g_get_monotonic_time () < until_us)
    g_main_context_iteration (NULL, FALSE);
  g_assert_true (holds (self));
}

static ZhihuiDeskCase *
open_first_closed (Fixture *self)
{
  GPtrArray *items = read_list (self, ZHIHUI_CASE_FILTER_STATE, "closed");

  g_assert_cmpuint (items->len, >, 0);
  zhihui_case_detail_set_id (self->detail, ((ZhihuiDeskCase *) items->pdata[0])->id);
  wait_until (self, has_case);
  g_assert_no_error (zhihui_case_detail_get_error (self->detail));
  return zhihui_case_detail_get_case (self->detail);
}

static void
a_case_comes_with_all_that_happened (Fixture *self, gconstpointer scope)
{
  ZhihuiDeskCase  *one = open_first_closed (self);
  g_autofree char *n =
    query (self,
           "SELECT COUNT(*) FROM event WHERE case_id = (SELECT id FROM cases WHERE no = ?1)",
           one->no);

  g_assert_nonnull (one->events);
  g_assert_cmpuint (one->events->len, ==, (guint) g_ascii_strtoull (n, NULL, 10));
  g_assert_cmpstr (((ZhihuiCaseEvent *) one->events->pdata[0])->type, ==, "case.submitted");
  for (guint i = 1; i < one->events->len; i++)
    g_assert_cmpint (((ZhihuiCaseEvent *) one->events->pdata[i - 1])->at,
                     <=,
                     ((ZhihuiCaseEvent *) one->events->pdata[i])->at);
}

static void
a_look_with_the_right_tells_the_name_and_is_logged (Fixture *self, gconstpointer scope)
{
  ZhihuiDeskCase  *one = open_first_closed (self);
  g_autofree char *name = query (self, "SELECT complainant FROM cases WHERE no = ?1", one->no);
  g_autofree char *reason = NULL;

  zhihui_case_detail_unmask (self->detail, "核实 & 回访");
  wait_until (self, has_whole);
  g_assert_no_error (zhihui_case_detail_get_whole_error (self->detail));
  g_assert_cmpstr (zhihui_case_detail_get_whole (self->detail)->complainant, ==, name);
  g_assert_cmpstr (zhihui_case_detail_get_case (self->detail)->complainant, !=, name);
  reason = query (
    self, "SELECT reason FROM audit WHERE action = 'case.unmasked' AND subject = ?1", one->id);
  g_assert_cmpstr (reason, ==, "核实 & 回访");
}

static void
a_look_without_the_right_is_refused (Fixture *self, gconstpointer scope)
{
  g_autofree char *n = NULL;

  open_first_closed (self);
  zhihui_case_detail_unmask (self->detail, "核实情况");
  wait_until (self, has_whole);
  g_assert_null (zhihui_case_detail_get_whole (self->detail));
  g_assert_error (
    zhihui_case_detail_get_whole_error (self->detail), ZHIHUI_ERROR, (int) ZHIHUI_ERROR_REFUSED);
  n = query (self, "SELECT COUNT(*) FROM audit WHERE action = ?1", "case.unmasked");
  g_assert_cmpstr (n, ==, "0");
}

static void
a_wall_token_reads_no_case (Fixture *self, gconstpointer scope)
{
  g_autoptr (ZhihuiCaseFilter) filter = zhihui_case_filter_new ();
  gint64 until_us = g_get_monotonic_time () + PATIENCE_US;

  zhihui_case_reader_set_filter (self->reader, filter);
  while (zhihui_case_reader_is_reading (self->reader) && g_get_monotonic_time () < until_us)
    g_main_context_iteration (NULL, TRUE);
  g_assert_error (
    zhihui_case_reader_get_error (self->reader), ZHIHUI_ERROR, (int) ZHIHUI_ERROR_REFUSED);
  g_assert_cmpuint (zhihui_case_reader_get_items (self->reader)->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, scope, func)                                                                     \
  g_test_add ("/served-cases/" name, Fixture, scope, set_up, func, tear_down)
  ADD ("every-filter-reaches-the-platform", "desk", every_filter_reaches_the_platform);
  ADD ("a-list-that-is-read-to-its-end-has-every-case-once",
       "desk",
       a_list_that_is_read_to_its_end_has_every_case_once);
  ADD ("a-desk-reads-masked-forms-alone", "desk", a_desk_reads_masked_forms_alone);
  ADD ("a-case-comes-with-all-that-happened", "desk", a_case_comes_with_all_that_happened);
  ADD ("a-look-with-the-right-tells-the-name-and-is-logged",
       "desk case:full",
       a_look_with_the_right_tells_the_name_and_is_logged);
  ADD ("a-look-without-the-right-is-refused", "desk", a_look_without_the_right_is_refused);
  ADD ("a-wall-token-reads-no-case", "wall", a_wall_token_reads_no_case);
#undef ADD
  return g_test_run ();
}
