/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "api-fixture.h"
#include "zhihui-wire-topic-units.h"
#include "zhihui-wire.h"

/* Topics by unit against SQL, which shares no code with the platform, and against the board of the
 * same period. */

/* Ten topics, some of them of no case; some cases have none. */
static void
fill (ZhihuiStore *store)
{
  api_fill_with_many (store);
  api_run (store,
           "INSERT INTO topic (id, code, name) SELECT 2 + v, 't' || v, '主题' || v FROM"
           " (SELECT 1 AS v UNION SELECT 2 UNION SELECT 3 UNION SELECT 4 UNION SELECT 5"
           " UNION SELECT 6 UNION SELECT 7 UNION SELECT 8) AS more;"
           "UPDATE cases SET topic_id = 2 + id % 7 WHERE id % 7 > 0 AND id % 3 = 0;"
           "UPDATE cases SET topic_id = NULL WHERE id % 11 = 0;"
           "UPDATE unit SET region = CASE id WHEN 1 THEN '370302104' WHEN 2 THEN '370302105'"
           " ELSE '370302' END");
}

static ZhihuiTopicUnits *
get (Api *api, const char *token, const char *query)
{
  g_autofree char *path = g_strdup_printf ("/topics/units?%s", query);
  g_autoptr (Reply) reply = api_get (api, token, path);
  g_autoptr (GError) error = NULL;
  ZhihuiTopicUnits *answer;

  g_assert_cmpuint (reply->status, ==, 200);
  answer = zhihui_wire_decode_topic_units (reply->body, &error);
  g_assert_no_error (error);
  return answer;
}

/* M1 of the contract: dispatched in the window, main, not taken back. */
static gint64
ask_cell (Api *api, const char *unit, const char *topic, const ZhihuiWindow *window)
{
  g_autofree char *sql = g_strdup_printf (
    "SELECT COUNT (*) FROM assignment a JOIN unit u ON u.id = a.unit_id JOIN cases c ON c.id ="
    " a.case_id LEFT JOIN topic t ON t.id = c.topic_id WHERE a.role = 'main' AND"
    " COALESCE (a.return_accepted, 0) = 0 AND a.dispatched_at >= %" G_GINT64_FORMAT
    " AND a.dispatched_at < %" G_GINT64_FORMAT " AND u.code = '%s'%s%s%s",
    window->from,
    MIN (window->to, api_as_of ()),
    unit,
    topic != NULL ? " AND t.code = '" : "",
    topic != NULL ? topic : "",
    topic != NULL ? "'" : "");

  return api_ask (api, sql);
}

static void
every_cell_is_what_sql_counts (void)
{
  static const char *const queries[] = { "period=2020-06",
                                         "period=ytd&topics=3",
                                         "period=2020-07&peer=town" };
  g_autoptr (Api) api = api_new (fill, 100000);

  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      g_autoptr (ZhihuiTopicUnits) answer = get (api, api->desk, queries[i]);
      gint64 total = 0, others = 0;

      g_assert_cmpuint (answer->items->len, >=, 10);
      for (guint u = 0; u < answer->items->len; u++)
        {
          const ZhihuiUnitTopics *one = answer->items->pdata[u];

          g_assert_cmpint (one->volume, ==, ask_cell (api, one->unit->id, NULL, &answer->window));
          total += one->volume;
          others += zhihui_unit_topics_get_others (one);
          for (guint t = 0; t < answer->topics->len; t++)
            g_assert_cmpint (g_array_index (one->n, gint64, t),
                             ==,
                             ask_cell (api,
                                       one->unit->id,
                                       ((ZhihuiChannel *) answer->topics->pdata[t])->id,
                                       &answer->window));
        }
      g_assert_cmpint (total, ==, answer->total);
      g_assert_cmpint (others, >, 0); /* cases without a topic */
    }
}

/* The figures of a topic add up to its own; the most frequent stand first, and are those that are
 * told when only some are. */
static void
the_most_frequent_are_told (void)
{
  g_autoptr (Api) api = api_new (fill, 100000);
  g_autoptr (ZhihuiTopicUnits) all = get (api, api->desk, "period=ytd");
  g_autoptr (ZhihuiTopicUnits) some = get (api, api->desk, "period=ytd&topics=2");

  g_assert_cmpuint (all->topics->len, >=, 8);
  g_assert_cmpuint (some->topics->len, ==, 2);
  for (guint t = 0; t < all->topics->len; t++)
    {
      const ZhihuiChannel *topic = all->topics->pdata[t];
      gint64               sum = 0;

      for (guint u = 0; u < all->items->len; u++)
        sum += g_array_index (((ZhihuiUnitTopics *) all->items->pdata[u])->n, gint64, t);
      g_assert_cmpint (sum, ==, topic->n);
      g_assert_cmpstr (topic->id, !=, "t8"); /* of no case */
      if (t > 0)
        g_assert_cmpint (topic->n, <=, ((ZhihuiChannel *) all->topics->pdata[t - 1])->n);
      if (t < 2)
        g_assert_cmpstr (topic->id, ==, ((ZhihuiChannel *) some->topics->pdata[t])->id);
    }
  g_assert_cmpint (some->total, ==, all->total);
}

static void
a_volume_is_that_of_the_board (void)
{
  g_autoptr (Api) api = api_new (fill, 100000);
  g_autoptr (ZhihuiTopicUnits) answer = get (api, api->desk, "period=2020-07&peer=department");
  g_autoptr (Reply) reply =
    api_get (api, api->desk, "/rankings/volume?period=2020-07&peer=department&snapshot=0&min_n=1");
  g_autoptr (ZhihuiRanking) board = zhihui_wire_decode_ranking (reply->body, NULL, NULL);

  g_assert_nonnull (board);
  g_assert_cmpint (answer->total, ==, board->total.n);
  g_assert_cmpint (answer->window.from, ==, board->window.from);
  for (guint u = 0; u < answer->items->len; u++)
    {
      const ZhihuiUnitTopics *one = answer->items->pdata[u];

      g_assert_cmpint (one->volume, ==, zhihui_ranking_find (board, one->unit->id)->n);
      if (u > 0)
        g_assert_cmpint (
          one->volume, <=, ((ZhihuiUnitTopics *) answer->items->pdata[u - 1])->volume);
    }
}

static void
who_may_not_see_a_unit_is_not_told_of_it (void)
{
  g_autoptr (Api) api = api_new (fill, 100000);
  g_autofree char *town = api_make_token (api, "desk", "370302104");
  g_autoptr (ZhihuiTopicUnits) own = get (api, town, "period=ytd&region=370302104");
  g_autoptr (Reply) by_wall = api_get (api, api->wall, "/topics/units");
  g_autoptr (Reply) beyond = api_get (api, town, "/topics/units?region=370302105");

  g_assert_cmpuint (own->items->len, ==, 1);
  g_assert_cmpstr (((ZhihuiUnitTopics *) own->items->pdata[0])->unit->id, ==, "u001");
  reply_assert_problem (by_wall, 403, "insufficient_scope");
  reply_assert_problem (beyond, 403, "insufficient_scope");
}

static void
what_cannot_be_asked_is_refused_by_its_name (void)
{
  static const char *const queries[] = {
    "topics=0", "topics=101", "topics=x", "period=never", "limit=5"
  };
  g_autoptr (Api) api = api_new (fill, 100000);

  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      g_autofree char *path = g_strconcat ("/topics/units?", queries[i], NULL);
      g_autofree char *name = g_strndup (queries[i], strcspn (queries[i], "="));
      g_autoptr (Reply) reply = api_get (api, api->desk, path);
      g_autofree char *text = reply_dup_text (reply);

      reply_assert_problem (reply, 400, "bad_parameter");
      g_assert_nonnull (strstr (text, name));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/topic-units/every-cell-is-what-sql-counts", every_cell_is_what_sql_counts);
  g_test_add_func ("/topic-units/the-most-frequent-topics-are-told", the_most_frequent_are_told);
  g_test_add_func ("/topic-units/a-volume-is-that-of-the-board", a_volume_is_that_of_the_board);
  g_test_add_func ("/topic-units/who-may-not-see-a-unit-is-not-told-of-it",
                   who_may_not_see_a_unit_is_not_told_of_it);
  g_test_add_func ("/topic-units/what-cannot-be-asked-is-refused-by-its-name",
                   what_cannot_be_asked_is_refused_by_its_name);
  return g_test_run ();
}
