/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "api-fixture.h"
#include "zhihui-import.h"
#include "zhihui-wire.h"

/* Real files of other systems come in by the maps that are shipped, are served over HTTP, and their
 * figures are those that somebody else counted with other tools. */
static const struct
{
  const char *map, *folder, *cases;
  guint       n_cases, n_units;
} sets[] = {
  { "baltimore311.map", "cases-baltimore311", "baltimore311-normalized.csv", 10000, 16 },
  { "itsm.map", "cases-itsm-incidents", "incidents-normalized.csv", 24918, 73 },
};

static char *
find_shared (const char *folder, const char *file)
{
  const char      *shared = g_getenv ("ZHIHUI_SHARED");
  g_autofree char *beside =
    g_build_filename (g_test_get_dir (G_TEST_DIST), "..", "..", "..", "shared", NULL);
  char *path = g_build_filename (shared != NULL ? shared : beside, "data", folder, file, NULL);

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return path;

  g_free (path);
  return NULL;
}

static void
import_into (ZhihuiStore *store, guint set)
{
  g_autofree char *map_path =
    g_build_filename (g_getenv ("ZHIHUI_DATADIR"), "maps", sets[set].map, NULL);
  g_autofree char *path = find_shared (sets[set].folder, sets[set].cases);
  g_autoptr (GError) error = NULL;
  g_autoptr (ZhihuiImportMap) map = zhihui_import_map_new_from_file (map_path, &error);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, NULL);
  ZhihuiImportReport report;

  g_assert_no_error (error);
  zhihui_import_run (store, map, G_INPUT_STREAM (stream), path, NULL, NULL, &report, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (report.n_new, ==, sets[set].n_cases);
  g_assert_cmpuint (report.n_refused, ==, 0);
}

static void
import_baltimore (ZhihuiStore *store)
{
  import_into (store, 0);
}

static void
import_itsm (ZhihuiStore *store)
{
  import_into (store, 1);
}

static ZhihuiRanking *
get_board (Api *api, const char *metric)
{
  g_autofree char *path = g_strdup_printf (
    "/rankings/%s?from=2010-01-01T00:00:00Z&to=2022-01-01T00:00:00Z&min_n=1&limit=20000", metric);
  g_autoptr (Reply) reply = api_get (api, api->desk, path);
  g_autoptr (GError) error = NULL;
  ZhihuiRanking *board = zhihui_wire_decode_ranking (reply->body, NULL, &error);

  g_assert_no_error (error);
  return board;
}

static const ZhihuiScore *
find_score (const ZhihuiRanking *board, const char *agency)
{
  for (guint i = 0; i < board->n_scores; i++)
    if (g_str_equal (board->scores[i].unit->name, agency))
      return &board->scores[i];
  for (guint i = 0; i < board->n_unranked_sent; i++)
    if (g_str_equal (board->unranked[i].unit->name, agency))
      return &board->unranked[i];

  g_error ("there is no unit %s", agency);
}

/* agency,volume,closed,with_due,overdue,returned_cases,… */
static void
compare (Api *api, guint set)
{
  g_autofree char *path = find_shared (sets[set].folder, "expected-by-agency.csv");
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (ZhihuiRanking) volume = get_board (api, "volume");
  g_autoptr (ZhihuiRanking) overdue = get_board (api, "overdue_rate");
  g_autoptr (ZhihuiRanking) returned = get_board (api, "return_rate");
  guint n = 0;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 1; lines[i] != NULL && *lines[i] != '\0'; i++, n++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[i], ",", -1);

      g_assert_cmpint (find_score (volume, cells[0])->n, ==, g_ascii_strtoll (cells[1], NULL, 10));
      g_assert_cmpint (find_score (overdue, cells[0])->n, ==, g_ascii_strtoll (cells[3], NULL, 10));
      g_assert_cmpint (find_score (overdue, cells[0])->k, ==, g_ascii_strtoll (cells[4], NULL, 10));
      g_assert_cmpint (
        find_score (returned, cells[0])->k, ==, g_ascii_strtoll (cells[5], NULL, 10));
      g_assert_cmpint (
        find_score (returned, cells[0])->n, ==, g_ascii_strtoll (cells[1], NULL, 10));
    }
  g_assert_cmpuint (n, ==, sets[set].n_units);
  g_assert_cmpuint (volume->n_scores + volume->n_unranked_sent, ==, n);
}

static void
test_figures_are_the_published_ones (gconstpointer data)
{
  void (*const fill[]) (ZhihuiStore *) = { import_baltimore, import_itsm };
  guint            set = GPOINTER_TO_UINT (data);
  g_autofree char *path = find_shared (sets[set].folder, sets[set].cases);
  g_autoptr (Api) api = NULL;

  if (path == NULL)
    {
      g_test_skip ("the shared folder with the files of other systems is not here");
      return;
    }

  api = api_new (fill[set], 0);
  compare (api, set);

  {
    const char *const others[] = { "/meta",   "/summary", "/channels",
                                   "/topics", "/regions", "/map/cases?period=ytd",
                                   "/alerts", "/units",   "/meetings" };

    for (guint i = 0; i < G_N_ELEMENTS (others); i++)
      {
        g_autoptr (Reply) reply = api_get (api, api->desk, others[i]);

        g_assert_cmpuint (reply->status, ==, 200);
      }
  }
  {
    g_autoptr (Reply) reply = api_get (api, api->desk, "/meta");
    g_autoptr (ZhihuiMeta) meta = zhihui_wire_decode_meta (reply->body, NULL);

    g_assert_nonnull (meta);
    g_assert_false (meta->simulated);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/api-foreign/baltimore-figures-are-the-published-ones",
                        GUINT_TO_POINTER (0),
                        test_figures_are_the_published_ones);
  g_test_add_data_func ("/api-foreign/itsm-figures-are-the-published-ones",
                        GUINT_TO_POINTER (1),
                        test_figures_are_the_published_ones);
  return g_test_run ();
}
