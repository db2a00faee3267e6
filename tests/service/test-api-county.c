/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "event-teller.h"
#include "zhihui-scenario.h"

/* A county that lives by what it is told alone: nothing is simulated, and every figure comes from
 * the events. */

static void
fill_county (ZhihuiStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiScenario) scenario = zhihui_scenario_new ("zichuan", 0, &error);
  g_autofree char *as_of = g_strdup_printf ("%" G_GINT64_FORMAT, api_as_of ());

  g_assert_no_error (error);
  zhihui_scenario_write (scenario, store, &error);
  g_assert_no_error (error);
  api_run (store, "DELETE FROM setting WHERE key = 'scenario'");
  g_assert_true (zhihui_store_set_setting (store, "clock", "stopped", NULL));
  g_assert_true (zhihui_store_set_setting (store, "as_of", as_of, NULL));
}

/* What each unit did: of n cases the first k were answered on Friday, a day after the deadline. */
static const struct
{
  const char *unit, *peer;
  guint       n, k;
} work[] = {
  { "u001", "town", 4, 1 },
  { "u002", "town", 3, 3 },
  { "u014", "department", 5, 0 },
  { "u050", "department", 2, 1 },
};

static const struct
{
  const char *kind, *time, *late_time;
} steps[] = {
  { "submitted", "2020-07-20T08:00:00+08:00", NULL },
  { "accepted", "2020-07-20T08:10:00+08:00", NULL },
  { "dispatched", "2020-07-20T09:00:00+08:00", NULL },
  { "signed", "2020-07-20T09:05:00+08:00", NULL },
  { "contacted", "2020-07-20T09:20:00+08:00", NULL },
  { "handling", "2020-07-20T09:30:00+08:00", NULL },
  { "replied", "2020-07-23T23:59:59+08:00", "2020-07-24T00:00:00+08:00" },
  { "closed", "2020-07-24T10:00:00+08:00", NULL },
  { "rated", "2020-07-25T10:00:00+08:00", NULL },
};

static char *
make_data (guint step, const char *unit, guint level)
{
  if (step == 0)
    return g_strdup (NEW_CASE);
  if (step == 2)
    return g_strdup_printf ("{\"unit\":\"%s\"}", unit);
  if (step == G_N_ELEMENTS (steps) - 1)
    return g_strdup_printf ("{\"level\":%u}", level);
  return g_strdup ("{}");
}

/* One list for each case. */
static void
tell_case (Api *api, const char *token, const char *unit, guint number, gboolean late)
{
  g_autoptr (GString) list = g_string_new ("[");
  g_autofree char *name = g_strdup_printf ("%s/%u", unit, number);
  g_autoptr (Reply) reply = NULL;
  g_autofree char *text = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autofree char *id = g_strdup_printf ("%s/%u", name, i);
      g_autofree char *type = g_strdup_printf ("cn.zhihui.case.%s.v1", steps[i].kind);
      g_autofree char *data = make_data (i, unit, late ? 2 : 5);
      const char *time = late && steps[i].late_time != NULL ? steps[i].late_time : steps[i].time;
      g_autofree char *event = teller_make_event (id, type, name, time, data);

      g_string_append_printf (list, "%s%s", i > 0 ? "," : "", event);
    }
  g_string_append_c (list, ']');
  reply = api_send (api, "POST", token, "/events", list->str, NULL);
  text = reply_dup_text (reply);
  if (strstr (text, "\"refused\":0") == NULL)
    g_error ("%s", text);
}

static char *
get_text (Api *api, const char *path)
{
  g_autoptr (Reply) reply = api_get (api, api->wall, path);

  g_assert_cmpuint (reply->status, ==, 200);
  return reply_dup_text (reply);
}

/* The row of a unit says n and k. */
static void
assert_row (const char *board, const char *unit, guint n, guint k)
{
  g_autofree char *id = g_strdup_printf ("\"id\":\"%s\"", unit);
  g_autofree char *figures = g_strdup_printf ("\"n\":%u,\"k\":%u,", n, k);
  const char      *row = strstr (board, id);

  g_assert_nonnull (row);
  row = strchr (row, '}') + 2; /* behind the unit */
  if (!g_str_has_prefix (row, figures))
    g_error ("%s is not %s but %.40s", unit, figures, row);
}

static void
every_figure_comes_from_the_events (void)
{
  g_autoptr (Api) api = api_new (fill_county, 0);
  g_autofree char *token = teller_make_token (api, "events", "");
  g_autofree char *meta = NULL, *late = NULL, *rated = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (work); i++)
    for (guint j = 0; j < work[i].n; j++)
      tell_case (api, token, work[i].unit, j, j < work[i].k);
  g_assert_true (zhihui_platform_tick (api->platform, NULL));

  meta = get_text (api, "/meta");
  g_assert_nonnull (strstr (meta, "\"simulated\":false"));
  late = get_text (api, "/rankings/overdue_rate?period=2020-07&min_n=1");
  rated = get_text (api, "/rankings/satisfied_rate?period=2020-07&min_n=1");
  for (guint i = 0; i < G_N_ELEMENTS (work); i++)
    {
      assert_row (late, work[i].unit, work[i].n, work[i].k);
      assert_row (rated, work[i].unit, work[i].n, work[i].n - work[i].k);
    }
  g_assert_nonnull (strstr (late, "\"total\":{\"n\":14,\"k\":5,"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/county/every-figure-comes-from-the-events",
                   every_figure_comes_from_the_events);
  return g_test_run ();
}
