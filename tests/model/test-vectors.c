/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The shared vectors of the contract, read from their file; the tables of the other tests hold the
 * same, so that those stand alone. */

#include "zhihui-deadline.h"
#include "zhihui-mask.h"
#include "zhihui-ranking.h"

#include <json-glib/json-glib.h>
#include <math.h>

typedef struct
{
  JsonParser         *parser;
  JsonObject         *root; /* borrowed from the parser; NULL when the file is absent */
  ZhihuiWorkCalendar *calendar;
  ZhihuiZone         *zone;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  const char      *shared = g_getenv ("ZHIHUI_SHARED");
  g_autofree char *folder =
    shared != NULL ? g_strdup (shared)
                   : g_test_build_filename (G_TEST_DIST, "..", "..", "..", "shared", NULL);
  g_autofree char *path = g_build_filename (folder, "vectors", "domain-vectors.json", NULL);
  g_autoptr (GError) error = NULL;

  fixture->calendar = zhihui_work_calendar_new_china ();
  fixture->zone = zhihui_zone_new_shanghai ();
  fixture->parser = json_parser_new ();
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_test_skip ("the shared folder with domain-vectors.json is absent");
      return;
    }
  json_parser_load_from_file (fixture->parser, path, &error);
  g_assert_no_error (error);
  fixture->root = json_node_get_object (json_parser_get_root (fixture->parser));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_unref (fixture->parser);
  zhihui_work_calendar_unref (fixture->calendar);
  zhihui_zone_unref (fixture->zone);
}

/* The elements of a section; empty when the file is absent. */
static GList *
get_section (Fixture *fixture, const char *name)
{
  JsonArray *array;

  if (fixture->root == NULL)
    return NULL;
  array = json_object_get_array_member (fixture->root, name);
  g_assert_nonnull (array);
  g_assert_cmpuint (json_array_get_length (array), >, 0);
  return json_array_get_elements (array);
}

static void
check_due (Fixture        *fixture,
           JsonObject     *vector,
           ZhihuiLimitKind kind,
           const char     *count,
           int             close_minute,
           const char     *due)
{
  ZhihuiLimit      limit = { kind, (int) json_object_get_int_member (vector, count), close_minute };
  g_autofree char *text = NULL;
  gboolean         provisional;
  gint64           start;

  g_assert_true (
    zhihui_instant_parse_rfc3339 (json_object_get_string_member (vector, "start"), &start, NULL));
  text = zhihui_zone_format_rfc3339 (
    fixture->zone,
    zhihui_deadline_get (&limit, start, fixture->calendar, fixture->zone, &provisional));
  g_assert_cmpstr (text, ==, json_object_get_string_member (vector, due));
  g_assert_cmpint (provisional, ==, json_object_has_member (vector, "note"));
}

static void
deadlines_are_met (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GList) workdays = get_section (fixture, "workday_due");
  g_autoptr (GList) days = get_section (fixture, "calendar_day_due");
  g_autoptr (GList) minutes = get_section (fixture, "minute_due");

  for (GList *l = workdays; l != NULL; l = l->next)
    {
      JsonObject *vector = json_node_get_object (l->data);

      check_due (fixture, vector, ZHIHUI_LIMIT_WORKDAYS, "working_days", 0, "due_at");
      check_due (fixture,
                 vector,
                 ZHIHUI_LIMIT_WORKDAYS,
                 "working_days",
                 17 * 60 + 30,
                 "due_at_business_close_1730");
    }
  for (GList *l = days; l != NULL; l = l->next)
    check_due (
      fixture, json_node_get_object (l->data), ZHIHUI_LIMIT_CALENDAR_DAYS, "days", 0, "due_at");
  for (GList *l = minutes; l != NULL; l = l->next)
    {
      JsonObject *vector = json_node_get_object (l->data);

      check_due (fixture, vector, ZHIHUI_LIMIT_MINUTES, "minutes", 0, "calendar");
      check_due (
        fixture, vector, ZHIHUI_LIMIT_DUTY_MINUTES, "minutes", 0, "duty_0830_1200_1400_1730");
    }
}

static void
intervals_are_met (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GList) vectors = get_section (fixture, "wilson95");

  for (GList *l = vectors; l != NULL; l = l->next)
    {
      JsonObject *vector = json_node_get_object (l->data);
      double      low, high;

      zhihui_interval_wilson (json_object_get_int_member (vector, "k"),
                              json_object_get_int_member (vector, "n"),
                              ZHIHUI_Z95,
                              &low,
                              &high);
      g_assert_cmpfloat_with_epsilon (low, json_object_get_double_member (vector, "lo"), 5e-9);
      g_assert_cmpfloat_with_epsilon (high, json_object_get_double_member (vector, "hi"), 5e-9);
    }
}

static ZhihuiUnit *
make_unit (const char *id)
{
  ZhihuiUnit *unit = g_new0 (ZhihuiUnit, 1);

  unit->id = g_strdup (id);
  return unit;
}

static ZhihuiRanking *
rank_vector (JsonObject *vector)
{
  JsonArray *rows = json_object_get_array_member (vector, "input");
  guint      n = json_array_get_length (rows);
  g_autoptr (GPtrArray) units = g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_unit_free);
  g_autoptr (ZhihuiPeriod) period = zhihui_period_new_between (0, 1);
  g_autofree ZhihuiTally *tallies = g_new0 (ZhihuiTally, n);
  ZhihuiRankingInput      input = { .metric = ZHIHUI_METRIC_SATISFIED_RATE, .period = period };

  /* "desc" is the order of a rate where high is better. */
  g_assert_cmpstr (json_object_get_string_member (vector, "direction"), ==, "desc");
  for (guint i = 0; i < n; i++)
    {
      JsonArray *row = json_array_get_array_element (rows, i);

      g_ptr_array_add (units, make_unit (json_array_get_string_element (row, 0)));
      tallies[i].k = json_array_get_int_element (row, 1);
      tallies[i].n = json_array_get_int_element (row, 2);
    }
  input.min_n = (guint) json_object_get_int_member (vector, "min_n");
  input.units = (const ZhihuiUnit *const *) units->pdata;
  input.tallies = tallies;
  input.n_units = n;
  return zhihui_ranking_new (&input);
}

static void
ranks_are_met (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GList) vectors = get_section (fixture, "rank_1224");

  for (GList *l = vectors; l != NULL; l = l->next)
    {
      JsonObject *vector = json_node_get_object (l->data);
      JsonArray  *output = json_object_get_array_member (vector, "output");
      JsonArray  *unranked = json_object_get_array_member (vector, "unranked");
      g_autoptr (ZhihuiRanking) ranking = rank_vector (vector);

      g_assert_cmpuint (ranking->n_scores, ==, json_array_get_length (output));
      for (guint i = 0; i < ranking->n_scores; i++)
        {
          const ZhihuiScore *score = &ranking->scores[i];
          JsonArray         *row = json_array_get_array_element (output, i);

          g_assert_cmpstr (score->unit->id, ==, json_array_get_string_element (row, 0));
          g_assert_cmpint (score->rank, ==, json_array_get_int_element (row, 1));
          g_assert_cmpint (score->k, ==, json_array_get_int_element (row, 2));
          g_assert_cmpint (score->n, ==, json_array_get_int_element (row, 3));
        }
      g_assert_cmpuint (ranking->n_unranked, ==, json_array_get_length (unranked));
      for (guint i = 0; i < ranking->n_unranked; i++)
        g_assert_cmpstr (
          ranking->unranked[i].unit->id,
          ==,
          json_array_get_string_element (json_array_get_array_element (unranked, i), 0));
    }
}

static void
masks_are_met (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GList) vectors = get_section (fixture, "mask");

  for (GList *l = vectors; l != NULL; l = l->next)
    {
      JsonObject *vector = json_node_get_object (l->data);
      const char *in = json_object_get_string_member (vector, "in");
      gboolean    is_name = g_str_equal (json_object_get_string_member (vector, "kind"), "name");
      g_autofree char *wall =
        is_name ? zhihui_mask_name (in, ZHIHUI_MASK_WALL) : zhihui_mask_text (in, ZHIHUI_MASK_WALL);
      g_autofree char *desk =
        is_name ? zhihui_mask_name (in, ZHIHUI_MASK_DESK) : zhihui_mask_text (in, ZHIHUI_MASK_DESK);

      g_assert_cmpstr (wall, ==, json_object_get_string_member (vector, "wall"));
      g_assert_cmpstr (desk, ==, json_object_get_string_member (vector, "desk"));
    }
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/vectors/deadlines-are-met", deadlines_are_met);
  ADD ("/vectors/intervals-are-met", intervals_are_met);
  ADD ("/vectors/ranks-are-met", ranks_are_met);
  ADD ("/vectors/masks-are-met", masks_are_met);
  return g_test_run ();
}
