/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

#include "desk-application.h"
#include "program-run.h"
#include "served-scenario.h"
#include "zhihui-desk-export-actions.h"
#include "zhihui-desk-handing.h"
#include "zhihui-settling.h"

/* What the pages of the desk offer as files, against the platform itself. */
typedef struct
{
  ServedScenario served;
  ZhihuiSource  *source;
  GtkWindow     *window;
  char          *folder; /* of the files */
} Fixture;

#define TOLD "told"

static void
told (GtkWindow *window, const char *text, const char *path)
{
  if (path != NULL)
    g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));
  g_object_set_data_full (G_OBJECT (window), TOLD, g_strdup (text), g_free);
}

static void
set_up (Fixture *self, gconstpointer scope)
{
  served_scenario_start (&self->served, "zichuan", "2000");
  self->source = served_scenario_read (&self->served, scope);
  self->window = GTK_WINDOW (gtk_window_new ());
  self->folder = program_make_folder ();
}

static void
tear_down (Fixture *self, gconstpointer scope)
{
  gtk_window_destroy (self->window);
  zhihui_source_stop (self->source);
  g_object_unref (self->source);
  served_scenario_stop (&self->served);
  program_remove_folder (self->folder);
  g_free (self->folder);
}

/* As a page would: (transfer full) */
static ZhihuiDeskExport *
make_export (Fixture *self, const char *template)
{
  ZhihuiDeskExport *export = zhihui_desk_export_new (self->source, "王科长", NULL);

  zhihui_desk_export_set_report (export, template, template);
  export->is_map = g_str_equal (template, "map");
  if (g_str_equal (template, "portrait"))
    export->unit = g_strdup ("u001");
  return export;
}

/* What was said when it had ended; borrowed of the window. */
static const char *
write_file (Fixture *self, ZhihuiDeskExport *export, ZhihuiReportFormat kind, const char *name)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);

  g_object_set_data (G_OBJECT (self->window), TOLD, NULL);
  zhihui_desk_export_write (export, kind, path, self->window, told);
  while (g_object_get_data (G_OBJECT (self->window), TOLD) == NULL)
    g_main_context_iteration (NULL, TRUE);
  return g_object_get_data (G_OBJECT (self->window), TOLD);
}

static char *
read_file (Fixture *self, const char *name, gsize *length)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  char            *content = NULL;

  g_file_get_contents (path, &content, length, NULL);
  return content;
}

static guint
count_files (Fixture *self, gboolean hidden)
{
  g_autoptr (GDir) folder = g_dir_open (self->folder, 0, NULL);
  const char *name;
  guint       n = 0;

  while ((name = g_dir_read_name (folder)) != NULL)
    n += (*name == '.') == hidden;
  return n;
}

static const char *const templates[] = { "bulletin", "portrait", "review", "overdue",
                                         "analysis", "map",      "cases" };

static const struct
{
  const char *ending, *magic, *first; /* of several pages as pictures: the name of the first */
} kinds[ZHIHUI_N_REPORT_FORMATS] = {
  [ZHIHUI_REPORT_PDF] = { "pdf", "%PDF-1.", NULL },
  [ZHIHUI_REPORT_PNG] = { "png", "\x89PNG", "-1.png" },
  [ZHIHUI_REPORT_SVG] = { "svg", "<?xml", "-1.svg" },
  [ZHIHUI_REPORT_CSV] = { "csv", "\xef\xbb\xbf", NULL },
  [ZHIHUI_REPORT_XLSX] = { "xlsx", "PK", NULL },
  [ZHIHUI_REPORT_JSON] = { "json", "{", NULL },
};

static void
check_file (Fixture *self, const char *template, ZhihuiReportFormat kind, const char *said)
{
  g_autofree char *name = g_strdup_printf ("%s.%s", template, kinds[kind].ending);
  gsize            length = 0;
  g_autofree char *content = read_file (self, name, &length);

  if (content == NULL && kinds[kind].first != NULL)
    {
      g_autofree char *first = g_strconcat (template, kinds[kind].first, NULL);

      content = read_file (self, first, &length);
    }
  if (content == NULL)
    g_error ("%s was not written: %s", name, said);
  g_assert_cmpuint (length, >, strlen (kinds[kind].magic));
  if (memcmp (content, kinds[kind].magic, strlen (kinds[kind].magic)) != 0)
    g_error ("%s is none", name);
}

static void
test_every_page (Fixture *self, gconstpointer scope)
{
  g_auto (ProgramRun) run = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (templates); i++)
    for (guint kind = 0; kind < ZHIHUI_N_REPORT_FORMATS; kind++)
      {
        g_autofree char *name = g_strdup_printf ("%s.%s", templates[i], kinds[kind].ending);
        const char      *said = write_file (self, make_export (self, templates[i]), kind, name);

        g_test_message ("%s", said);
        check_file (self, templates[i], kind, said);
        g_assert_cmpuint (count_files (self, TRUE), ==, 0);
      }

  run = program_run_platform ("audit", "-d", self->served.database, NULL);
  g_assert_cmpint (run.status, ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (templates); i++)
    g_assert_nonnull (strstr (run.out, templates[i]));
  for (guint kind = 0; kind < ZHIHUI_N_REPORT_FORMATS; kind++)
    {
      g_autofree char *logged = g_strdup_printf ("%s sha256:", kinds[kind].ending);

      g_assert_nonnull (strstr (run.out, logged));
    }
}

static char *
read_csv (Fixture *self, const char *template)
{
  g_autofree char *name = g_strconcat (template, ".csv", NULL);

  write_file (self, make_export (self, template), ZHIHUI_REPORT_CSV, name);
  return read_file (self, name, NULL);
}

/* Figures of the platform's own answers stand in the files. */
static void
test_figures (Fixture *self, gconstpointer scope)
{
  g_autofree char *overdue = read_csv (self, "overdue");
  g_autofree char *review = read_csv (self, "review");
  g_autofree char *analysis = read_csv (self, "analysis");

  g_assert_nonnull (overdue);
  g_assert_nonnull (strstr (overdue, "\"table\",\"overdue_cases\"\r\n"));
  g_assert_nonnull (strstr (overdue, ",\"ZC"));
  g_assert_nonnull (strstr (review, "\"table\",\"decisions\"\r\n"));
  g_assert_null (strstr (review, "http"));
  g_assert_nonnull (strstr (analysis, "\"table\",\"topic_units\"\r\n"));
  g_assert_nonnull (strstr (analysis, "\n\"\","));
  g_assert_nonnull (strstr (analysis, "\"table\",\"hot_words\"\r\n"));
}

/* The whole list that passes a filter, from as many pages as it has, as the database has it. */
static void
test_cases (Fixture *self, gconstpointer scope)
{
  ZhihuiDeskExport *export = make_export (self, "cases");
  g_autofree char *csv = NULL;
  const char      *place;
  sqlite3         *sql = NULL;
  sqlite3_stmt    *rows = NULL;
  guint            n = 0;

  export->cases = zhihui_case_filter_new ();
  zhihui_case_filter_set (export->cases, ZHIHUI_CASE_FILTER_TYPE, "complaint");
  write_file (self, export, ZHIHUI_REPORT_CSV, "cases.csv");
  csv = read_file (self, "cases.csv", NULL);
  g_assert_nonnull (csv);
  g_assert_cmpint (
    sqlite3_open_v2 (self->served.database, &sql, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (sql,
                                       "SELECT no, phone FROM cases WHERE restricted = 0 AND "
                                       "type_id = (SELECT id FROM "
                                       "case_type WHERE code = 'complaint') "
                                       "ORDER BY submitted_at DESC, id DESC",
                                       -1,
                                       &rows,
                                       NULL),
                   ==,
                   SQLITE_OK);
  place = csv;
  for (; sqlite3_step (rows) == SQLITE_ROW; n++)
    {
      g_autofree char *row =
        g_strdup_printf ("\n\"%s\",", (const char *) sqlite3_column_text (rows, 0));
      const char *phone = (const char *) sqlite3_column_text (rows, 1);

      place = strstr (place, row);
      if (place == NULL)
        g_error ("%s is not in its place", row);
      if (phone != NULL && strstr (csv, phone) != NULL)
        g_error ("%s has its number there", row);
    }
  g_assert_cmpuint (n, >, 500); /* more than a page */
  {
    g_autofree char *counted = g_strdup_printf (",\"submitted_at desc\",%u,", n);
    g_auto (ProgramRun) run = program_run_platform ("audit", "-d", self->served.database, NULL);
    g_autofree char *logged = g_strdup_printf ("\t%u\t", n);

    g_assert_nonnull (strstr (csv, counted));
    if (strstr (run.out, logged) == NULL)
      g_error ("%u rows are not logged: %s", n, run.out);
  }
  sqlite3_finalize (rows);
  sqlite3_close (sql);
}

/* Of a wall's token: the list says why it is empty, and is a file all the same. */
static void
test_refused (Fixture *self, gconstpointer scope)
{
  g_autofree char *overdue = read_csv (self, "overdue");
  const char      *said =
    write_file (self, make_export (self, "overdue"), ZHIHUI_REPORT_PDF, "overdue.pdf");

  g_assert_nonnull (overdue);
  g_assert_null (strstr (overdue, ",\"ZC"));
  g_assert_nonnull (strstr (said, "overdue.pdf"));
  check_file (self, "overdue", ZHIHUI_REPORT_PDF, said);
}

/* Who cannot log keeps it back: the old file stays, and nothing new lies beside it. */
static void
test_kept_back (Fixture *self, gconstpointer scope)
{
  g_autofree char *path = g_build_filename (self->folder, "map.csv", NULL);
  g_autofree char *content = NULL;

  g_assert_true (g_file_set_contents (path, "old", -1, NULL));
  program_kill (&self->served.server);
  write_file (self, make_export (self, "map"), ZHIHUI_REPORT_CSV, "map.csv");
  content = read_file (self, "map.csv", NULL);
  g_assert_cmpstr (content, ==, "old");
  g_assert_cmpuint (count_files (self, FALSE), ==, 1);
  g_assert_cmpuint (count_files (self, TRUE), ==, 0);
}

static void
test_no_place (Fixture *self, gconstpointer scope)
{
  ZhihuiDeskExport *unknown = make_export (self, "map");
  const char       *said;

  said = write_file (self, make_export (self, "map"), ZHIHUI_REPORT_PDF, "nowhere/map.pdf");
  g_assert_nonnull (strstr (said, "map.pdf"));
  g_assert_nonnull (strstr (said, "nowhere"));

  g_free (unknown->template);
  unknown->template = g_strdup ("no-such-template");
  said = write_file (self, unknown, ZHIHUI_REPORT_PDF, "map.pdf");
  g_assert_nonnull (strstr (said, "no-such-template"));
  g_assert_cmpuint (count_files (self, FALSE) + count_files (self, TRUE), ==, 0);
}

/* ---- what a person chose ---- */

#define JUNE_1 G_GINT64_CONSTANT (1780243200) /* 2026-06-01T00:00:00+08:00 */
#define DAY_S 86400

/* All four boards as a page of the desk asks for them, and what was chosen there. */
static void
choose_boards (Fixture *self, ZhihuiBoardChoice *choices)
{
  ZhihuiWants wants = { .datasets = 1u << ZHIHUI_DATASET_META };

  for (ZhihuiBoard board = 0; board < ZHIHUI_N_BOARDS; board++)
    {
      ZhihuiBoardChoice choice = { .peer = "department",
                                   .window = { JUNE_1, JUNE_1 + 20 * DAY_S },
                                   .tier = 1,
                                   .min_n = board == ZHIHUI_BOARD_SATISFIED ? 2 : 3,
                                   .has_basis = zhihui_metric_has_basis (
                                     zhihui_board_get_metric (board), ZHIHUI_BASIS_CLOSED),
                                   .basis = ZHIHUI_BASIS_CLOSED };

      choices[board] = choice;
      wants.rankings[board] = (ZhihuiBoardAsked){ .board = board,
                                                  .peer = choice.peer,
                                                  .window = choice.window,
                                                  .tier = choice.tier,
                                                  .min_n = choice.min_n,
                                                  .has_basis = choice.has_basis,
                                                  .basis = choice.basis };
    }
  wants.n_rankings = ZHIHUI_N_BOARDS;
  zhihui_source_set_wants (self->source, &wants);
  g_assert_true (zhihui_settling_wait (self->source, 30000));
}

static char *
run_reader (const char *program, const char *option, const char *path)
{
  const char *const line[] = { program, option, path, "-", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process =
    g_subprocess_newv (line, G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  char *out = NULL;

  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, &out, NULL, &error));
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 0);
  return out;
}

/* The paper says how its boards were counted, so that they are counted so again. */
static void
test_own_terms (Fixture *self, gconstpointer scope)
{
  ZhihuiBoardChoice choices[ZHIHUI_N_BOARDS];
  ZhihuiDeskExport *export;
  g_autofree char *path = g_build_filename (self->folder, "own.pdf", NULL);
  g_autofree char *token = g_build_filename (self->served.folder, scope, NULL);
  g_autofree char *text = NULL;

  choose_boards (self, choices);
  export = make_export (self, "bulletin");
  zhihui_desk_export_set_choices (export, choices);
  write_file (self, export, ZHIHUI_REPORT_PDF, "own.pdf");
  text = run_reader ("pdftotext", "-layout", path);
  if (strstr (text, "2026年6月1日至20日") == NULL || strstr (text, "按办结") == NULL ||
      strstr (text, "件量大") == NULL)
    g_error ("it does not say what it is of: %s", text);
  {
    g_auto (ProgramRun) run = program_run ("report",
                                           "verify",
                                           path,
                                           "-s",
                                           self->served.url,
                                           "--token-file",
                                           token,
                                           "--lang",
                                           "en",
                                           NULL);

    if (run.status != 0)
      g_error ("%s%s", run.out, run.err);
    g_assert_nonnull (strstr (run.out, "各页文字"));
  }
}

/* ---- on paper ---- */

/* Without blanks, which readers guess, most of all in a line that runs across the page. */
static char *
squeeze (const char *text)
{
  g_auto (GStrv) words = g_strsplit_set (text, " \n", -1);

  return g_strjoinv ("", words);
}

static void
check_portrait (Fixture *self, const char *period, gint64 n_days, const char *head)
{
  ZhihuiDeskExport *export = make_export (self, "portrait");
  g_autofree char *path = g_build_filename (self->folder, "portrait.pdf", NULL);
  g_autofree char *text = NULL, *tight = NULL;

  export->peer = g_strdup ("town");
  export->period = g_strdup (period);
  if (n_days > 0)
    export->terms.window = (ZhihuiWindow){ JUNE_1, JUNE_1 + n_days * DAY_S };
  write_file (self, export, ZHIHUI_REPORT_PDF, "portrait.pdf");
  text = run_reader ("pdftotext", "-layout", path);
  tight = squeeze (text);
  if (strstr (tight, head) == NULL)
    g_error ("no “%s” in %s", head, text);
}

/* What the rankings have read of this month says nothing about a portrait of another. */
static void
test_portrait_days (Fixture *self, gconstpointer scope)
{
  check_portrait (self, "2026-06", 0, "单位办理情况画像2026年6月1日至30日单位");
  check_portrait (self, NULL, 9, "单位办理情况画像2026年6月1日至9日单位");
  check_portrait (self, NULL, 0, "办件、评价2026年7月1日至29日超期、退回2026年5月1日至7月29日");
}

static ZhihuiPreferences *
open_policy (Fixture *self, const char *words)
{
  g_autofree char *path = g_build_filename (self->folder, "desk.conf", NULL);
  g_autoptr (GError) error = NULL;
  ZhihuiPreferences *preferences;

  g_assert_true (g_file_set_contents (path, words, -1, NULL));
  preferences = zhihui_preferences_new (NULL, path, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_unlink (path), ==, 0);
  return preferences;
}

/* Unit, user, terminal and time lie under each page where the administrator says so. */
static void
test_watermark (Fixture *self, gconstpointer scope)
{
  ZhihuiSituation *situation = zhihui_source_get_situation (self->source);
  g_autoptr (ZhihuiPreferences) on =
    open_policy (self, "[desk]\nwatermark=true\nwatermark-text=般阳中心\n");
  g_autoptr (ZhihuiPreferences) off = open_policy (self, "[desk]\nwatermark=false\n");
  g_autofree char *mark = zhihui_desk_export_make_watermark (on, situation, "王科长");
  g_autofree char *none = zhihui_desk_export_make_watermark (off, situation, "王科长");
  g_autofree char *expected =
    g_strdup_printf ("般阳中心 · 王科长 · %s · 2026-07-29 14:0", g_get_host_name ());
  g_autofree char *path = g_build_filename (self->folder, "marked.pdf", NULL);
  g_autofree char *tight = squeeze (mark);
  g_autofree char *text = NULL;
  g_auto (GStrv) pages = NULL;
  ZhihuiDeskExport *export = zhihui_desk_export_new (self->source, "王科长", mark);

  g_assert_null (none);
  g_assert_true (g_str_has_prefix (mark, expected));
  zhihui_desk_export_set_report (export, "marked", "bulletin");
  write_file (self, export, ZHIHUI_REPORT_PDF, "marked.pdf");
  text = run_reader ("pdftotext", "-raw", path);
  pages = g_strsplit (text, "\f", -1);
  g_assert_cmpuint (g_strv_length (pages), >, 3);
  for (guint i = 0; i + 1 < g_strv_length (pages); i++)
    {
      g_autofree char *page = squeeze (pages[i]);

      if (strstr (page, tight) == NULL)
        g_error ("page %u has no “%s”: %s", i + 1, mark, pages[i]);
    }
}

/* What comes from a printer is what the file has, mark and all; and it is logged as a print. */
static void
test_print (Fixture *self, gconstpointer scope)
{
  g_autofree char  *written = g_build_filename (self->folder, "written.pdf", NULL);
  g_autofree char  *printed = g_build_filename (self->folder, "printed.pdf", NULL);
  g_autofree char  *one = NULL, *other = NULL, *logged = NULL;
  const char       *digest;
  ZhihuiDeskExport *file = zhihui_desk_export_new (self->source, "王科长", "水印甲");
  ZhihuiDeskExport *paper = zhihui_desk_export_new (self->source, "王科长", "水印甲");
  g_auto (ProgramRun) run = { 0 };

  zhihui_desk_export_set_report (file, "file", "bulletin");
  zhihui_desk_export_set_report (paper, "paper", "bulletin");
  write_file (self, file, ZHIHUI_REPORT_PDF, "written.pdf");
  g_object_set_data (G_OBJECT (self->window), TOLD, NULL);
  zhihui_desk_export_print (paper, self->window, printed, told);
  while (g_object_get_data (G_OBJECT (self->window), TOLD) == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (g_object_get_data (G_OBJECT (self->window), TOLD), ==, "已送打印");
  one = run_reader ("pdftotext", "-layout", written);
  other = run_reader ("pdftotext", "-layout", printed);
  g_assert_nonnull (strstr (one, "水印甲"));
  g_assert_cmpstr (one, ==, other);
  run = program_run_platform ("audit", "-d", self->served.database, NULL);
  /* Of what stands on each page. */
  digest = strstr (one, "SHA-256 ");
  g_assert_nonnull (digest);
  logged = g_strdup_printf ("print sha256:%.64s", digest + strlen ("SHA-256 "));
  if (strstr (run.out, logged) == NULL)
    g_error ("no “%s” in %s", logged, run.out);
}

#define ADD(path, scope, func)                                                                     \
  g_test_add ("/desk-export/" path, Fixture, scope, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_autoptr (AdwApplication) application = NULL;

  application = desk_application_start (&argc, &argv, "cn.zhihui.Zhihui.TestExport");
  if (application == NULL)
    return 77;
  ADD ("every-page-is-written-in-every-format-and-logged", "desk", test_every_page);
  ADD ("figures-of-the-platform-stand-in-the-file", "desk", test_figures);
  ADD ("a-list-of-cases-is-what-the-database-has", "desk", test_cases);
  ADD ("who-may-not-read-cases-is-told-so-on-paper", "wall", test_refused);
  ADD ("what-cannot-be-logged-is-kept-back", "desk", test_kept_back);
  ADD ("boards-of-ones-own-days-and-units-can-be-verified", "desk", test_own_terms);
  ADD ("a-portrait-is-of-the-days-that-were-chosen", "desk", test_portrait_days);
  ADD ("a-watermark-lies-under-each-page-where-policy-says", "desk", test_watermark);
  ADD ("what-is-printed-is-what-is-written", "desk", test_print);
  ADD ("where-nothing-can-be-written-the-reason-is-said", "desk", test_no_place);
  return g_test_run ();
}
