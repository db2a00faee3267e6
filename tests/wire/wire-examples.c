/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "wire-examples.h"

#include <string.h>

#include "case-rewriter.h"
#include "zhihui-wire-topic-units.h"

static void
free_example (gpointer example)
{
  WireExample *self = example;

  g_free (self->kind);
  g_free (self->text);
  g_free (self);
}

/* A block is announced by "<!-- example: KIND -->" in the line before it. */
GPtrArray *
wire_examples_load (void)
{
  static const char announcement[] = "<!-- example: ";
  GPtrArray        *examples = g_ptr_array_new_with_free_func (free_example);
  g_autofree char  *path =
    g_build_filename (g_test_get_dir (G_TEST_DIST), "..", "..", "docs", "wire.md", NULL);
  g_autofree char *page = NULL;
  g_auto (GStrv) lines = NULL;

  g_assert_true (g_file_get_contents (path, &page, NULL, NULL));
  lines = g_strsplit (page, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      WireExample *example;
      g_autoptr (GString) text = NULL;
      const char *kind = lines[i] + strlen (announcement);

      if (!g_str_has_prefix (lines[i], announcement))
        continue;

      g_assert_cmpstr (lines[i + 1], ==, "```json");
      text = g_string_new (NULL);
      example = g_new0 (WireExample, 1);
      example->line = i + 3;
      example->kind = g_strndup (kind, strcspn (kind, " "));
      for (i += 2; lines[i] != NULL && !g_str_equal (lines[i], "```"); i++)
        g_string_append_printf (text, "%s\n", lines[i]);
      g_assert_nonnull (lines[i]);
      example->text = g_string_free (g_steal_pointer (&text), FALSE);
      g_ptr_array_add (examples, example);
    }

  return examples;
}

#define DEFINE_PASS(Type, name)                                                                    \
  static char *pass_##name (GBytes *body, ZhihuiZone *zone, GError **error)                        \
  {                                                                                                \
    g_autoptr (Type) data = zhihui_wire_decode_##name (body, error);                               \
                                                                                                   \
    return data != NULL ? zhihui_wire_encode_##name (data, zone) : NULL;                           \
  }

/* clang-format off */
DEFINE_PASS (ZhihuiSummary, summary)
DEFINE_PASS (ZhihuiChannels, channels)
DEFINE_PASS (ZhihuiHotWords, hot_words)
DEFINE_PASS (ZhihuiRegions, regions)
DEFINE_PASS (ZhihuiMapFigures, map_figures)
DEFINE_PASS (ZhihuiMeetings, meetings)
DEFINE_PASS (ZhihuiAlerts, alerts)
DEFINE_PASS (ZhihuiTrend, trend)
DEFINE_PASS (ZhihuiPortrait, portrait)
DEFINE_PASS (ZhihuiLayers, layers)
DEFINE_PASS (ZhihuiIndicators, indicators)
DEFINE_PASS (ZhihuiSystems, systems)
DEFINE_PASS (ZhihuiGuide, guide)
DEFINE_PASS (ZhihuiStaff, staff)
DEFINE_PASS (ZhihuiServices, services)
DEFINE_PASS (ZhihuiTopicUnits, topic_units)
/* clang-format on */

static char *
pass_meta (GBytes *body, ZhihuiZone *zone, GError **error)
{
  g_autoptr (ZhihuiMeta) meta = zhihui_wire_decode_meta (body, error);

  return meta != NULL ? zhihui_wire_encode_meta (meta) : NULL;
}

static char *
pass_ranking (GBytes *body, ZhihuiZone *zone, GError **error)
{
  g_autofree char *next = NULL;
  g_autoptr (ZhihuiRanking) ranking = zhihui_wire_decode_ranking (body, &next, error);

  return ranking != NULL ? zhihui_wire_encode_ranking (ranking, zone, next) : NULL;
}

static char *
pass_units (GBytes *body, ZhihuiZone *zone, GError **error)
{
  g_autofree char *next = NULL;
  g_autoptr (ZhihuiUnits) units = zhihui_wire_decode_units (body, &next, error);

  return units != NULL ? zhihui_wire_encode_units (units, zone, next) : NULL;
}

static char *
pass_problem (GBytes *body, ZhihuiZone *zone, GError **error)
{
  g_autoptr (ZhihuiProblem) problem = zhihui_wire_decode_problem (body, error);

  return problem == NULL
           ? NULL
           : zhihui_wire_encode_problem (
               problem->status, problem->title, problem->code, problem->detail, problem->instance);
}

/* What no model of ours holds only has to be sound. */
static char *
pass_written (GBytes *body, ZhihuiZone *zone, GError **error)
{
  gsize       length;
  const char *text = g_bytes_get_data (body, &length);

  return zhihui_wire_guard_check (text, length, error) ? g_strndup (text, length) : NULL;
}

static char *
pass_cases (GBytes *body, ZhihuiZone *zone, GError **error)
{
  g_autoptr (ZhihuiDeskCases) cases = zhihui_wire_decode_cases (body, error);

  return cases != NULL ? case_rewriter_write_cases (cases, zone) : NULL;
}

static char *
pass_requests (GBytes *body, ZhihuiZone *zone, GError **error)
{
  g_autoptr (ZhihuiDeskRequests) requests = zhihui_wire_decode_requests (body, error);

  return requests != NULL ? case_rewriter_write_requests (requests, zone) : NULL;
}

char *
wire_examples_pass (const char *kind, GBytes *body, GError **error)
{
  static const struct
  {
    const char *kind;
    char *(*pass) (GBytes *body, ZhihuiZone *zone, GError **error);
  } passes[] = {
    { "meta", pass_meta },
    { "summary", pass_summary },
    { "ranking", pass_ranking },
    { "channels", pass_channels },
    { "hot_words", pass_hot_words },
    { "regions", pass_regions },
    { "map_figures", pass_map_figures },
    { "meetings", pass_meetings },
    { "alerts", pass_alerts },
    { "units", pass_units },
    { "trend", pass_trend },
    { "portrait", pass_portrait },
    { "layers", pass_layers },
    { "indicators", pass_indicators },
    { "systems", pass_systems },
    { "guide", pass_guide },
    { "staff", pass_staff },
    { "services", pass_services },
    { "topic_units", pass_topic_units },
    { "problem", pass_problem },
    { "cases", pass_cases },
    { "requests", pass_requests },
    { "written", pass_written },
  };
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new_shanghai ();

  for (guint i = 0; i < G_N_ELEMENTS (passes); i++)
    if (g_str_equal (passes[i].kind, kind))
      return passes[i].pass (body, zone, error);

  g_error ("docs/wire.md has an example of a kind that nobody reads: %s", kind);
}

char *
wire_examples_find_shared (const char *path)
{
  const char      *shared = g_getenv ("ZHIHUI_SHARED");
  g_autofree char *beside =
    g_build_filename (g_test_get_dir (G_TEST_DIST), "..", "..", "..", "shared", NULL);
  g_autofree char *found = g_build_filename (shared != NULL ? shared : beside, path, NULL);

  if (g_file_test (found, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&found);

  g_test_skip_printf ("there is no %s", found);
  return NULL;
}
