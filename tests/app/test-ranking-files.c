/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <json-glib/json-glib.h>
#include <libsoup/soup.h>
#include <string.h>

#include "program-run.h"
#include "served-scenario.h"

/* A row that is taken out of a file of rankings says what it is of: each is compared with what the
 * platform itself answers, read by another reader. */

#define PYTHON "/usr/bin/python3" /* the one that has the packages of the distribution */
#define MISSING 77                /* of read-workbook: openpyxl is not installed */

typedef struct
{
  ServedScenario served;
  char          *token; /* owned */
  char          *path;  /* owned: of the file that holds it */
  char          *rules; /* owned: version of the rules, as /meta says */
} Fixture;

static JsonObject *
parse (const char *text)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;

  json_parser_load_from_data (parser, text, -1, &error);
  g_assert_no_error (error);
  return json_object_ref (json_node_get_object (json_parser_get_root (parser)));
}

static JsonObject *
get (const Fixture *self, const char *path)
{
  g_autoptr (SoupSession) session = soup_session_new ();
  g_autofree char *url = g_strconcat (self->served.url, path, NULL);
  g_autofree char *bearer = g_strdup_printf ("Bearer %s", self->token);
  g_autoptr (SoupMessage) message = soup_message_new ("GET", url);
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  soup_message_headers_append (soup_message_get_request_headers (message), "Authorization", bearer);
  body = soup_session_send_and_read (session, message, NULL, &error);
  g_assert_no_error (error);
  text = g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body));
  if (soup_message_get_status (message) != SOUP_STATUS_OK)
    g_error ("%s: %s", url, text);
  return parse (text);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (JsonObject) meta = NULL;

  served_scenario_start (&self->served, "zichuan", "2000");
  self->path = g_build_filename (self->served.folder, "desk", NULL);
  program_write_token (self->served.database, "desk", self->path);
  g_assert_true (g_file_get_contents (self->path, &self->token, NULL, NULL));
  meta = get (self, "/meta");
  self->rules = g_strdup (json_object_get_string_member (meta, "rule_version"));
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  served_scenario_stop (&self->served);
  g_free (self->token);
  g_free (self->path);
  g_free (self->rules);
}

/* (transfer full): path of the file */
static char *
write_file (const Fixture *self, const char *name, const char *const *options)
{
  g_autoptr (GPtrArray) line = g_ptr_array_new ();
  g_autofree char *path = g_build_filename (self->served.folder, name, NULL);
  const char      *first[] = { g_getenv ("ZHIHUI"), "report",   "-s", self->served.url,
                               "--token-file",      self->path, "-o", path };
  g_autoptr (GSubprocess) run = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (first); i++)
    g_ptr_array_add (line, (gpointer) first[i]);
  for (guint i = 0; options[i] != NULL; i++)
    g_ptr_array_add (line, (gpointer) options[i]);
  g_ptr_array_add (line, NULL);
  run = g_subprocess_newv ((const char *const *) line->pdata, G_SUBPROCESS_FLAGS_NONE, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait_check (run, NULL, &error));
  g_assert_no_error (error);
  return g_steal_pointer (&path);
}

/* ---- what the platform says ---- */

typedef struct
{
  JsonObject *board, *rated; /* owned: answers to /rankings/… */
  const char *rules;
} Told;

static JsonObject *
find_unit (JsonObject *board, const char *id)
{
  static const char *const lists[] = { "items", "unranked" };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      JsonArray *list = json_object_get_array_member (board, lists[i]);

      for (guint j = 0; j < json_array_get_length (list); j++)
        {
          JsonObject *item = json_array_get_object_element (list, j);
          JsonObject *unit = json_object_get_object_member (item, "unit");

          if (g_str_equal (json_object_get_string_member (unit, "id"), id))
            return item;
        }
    }
  g_error ("the platform does not tell %s", id);
}

static guint
count_units (JsonObject *board)
{
  return json_array_get_length (json_object_get_array_member (board, "items")) +
         json_array_get_length (json_object_get_array_member (board, "unranked"));
}

/* "" where it is not told; of numbers the digits. */
static char *
read_member (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return g_strdup ("");
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return g_strdup (json_node_get_string (node));
  return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
}

typedef struct
{
  const char *column; /* of the file */
  const char *member; /* of the answer of the platform, of the board or its row */
  gboolean    is_of_row;
} Same;

static const Same same[] = {
  { "peer", "peer", FALSE },      { "period", "period", FALSE },
  { "from", "from", FALSE },      { "to", "to", FALSE },
  { "basis", "basis", FALSE },    { "order", "order", FALSE },
  { "tier", "tier", FALSE },      { "region", "region", FALSE },
  { "min_n", "min_n", FALSE },    { "revision", "revision", FALSE },
  { "unit_tier", "tier", TRUE },  { "rank", "rank", TRUE },
  { "unranked", "reason", TRUE },
};

typedef char *(*CellFunc) (gconstpointer row, const char *column); /* "" none */

static void
expect (CellFunc cell, gconstpointer row, const char *column, const char *expected)
{
  g_autofree char *found = cell (row, column);

  if (g_strcmp0 (found, expected) != 0)
    g_error ("%s: “%s”, and the platform says “%s”", column, found, expected);
}

/* The moment goes on between two questions. */
static void
expect_moment (CellFunc cell, gconstpointer row, const char *column, const char *about)
{
  g_autofree char *found = cell (row, column);
  g_autoptr (GDateTime) moment = g_date_time_new_from_iso8601 (found, NULL);
  g_autoptr (GDateTime) told = g_date_time_new_from_iso8601 (about, NULL);

  g_assert_nonnull (moment);
  g_assert_cmpint (ABS (g_date_time_difference (moment, told)), <, 300 * G_TIME_SPAN_SECOND);
}

static void
expect_rated (CellFunc cell, gconstpointer row, const Told *told, const char *id)
{
  JsonObject      *item = find_unit (told->rated, id);
  g_autofree char *k = read_member (item, "k"), *n = read_member (item, "n");

  expect (cell, row, "rated_rate_k", k);
  expect (cell, row, "rated_rate_n", n);
  expect (cell, row, "rated_from", json_object_get_string_member (told->rated, "from"));
  expect (cell, row, "rated_to", json_object_get_string_member (told->rated, "to"));
}

static void
expect_row (CellFunc cell, gconstpointer row, const Told *told)
{
  g_autofree char *id = cell (row, "unit_id");
  JsonObject      *item = find_unit (told->board, id);

  for (guint i = 0; i < G_N_ELEMENTS (same); i++)
    {
      g_autofree char *expected =
        read_member (same[i].is_of_row ? item : told->board, same[i].member);

      expect (cell, row, same[i].column, expected);
    }
  expect (cell, row, "rule_version", told->rules);
  expect_moment (cell, row, "as_of", json_object_get_string_member (told->board, "as_of"));
  if (told->rated != NULL)
    expect_rated (cell, row, told, id);
}

/* ---- the three formats ---- */

/* (transfer full): the cells of a line of RFC 4180 that has no line breaks in them */
static char **
split_line (const char *line)
{
  GPtrArray *cells = g_ptr_array_new ();
  GString   *cell = g_string_new (NULL);
  gboolean   is_quoted = FALSE;

  for (const char *p = line;; p++)
    {
      if (*p == '"' && is_quoted && p[1] == '"')
        g_string_append_c (cell, *p++);
      else if (*p == '"')
        is_quoted = !is_quoted;
      else if (*p == '\0' || (*p == ',' && !is_quoted))
        {
          g_ptr_array_add (cells, g_strdup (cell->str));
          g_string_truncate (cell, 0);
        }
      else
        g_string_append_c (cell, *p);
      if (*p == '\0')
        break;
    }
  g_string_free (cell, TRUE);
  g_ptr_array_add (cells, NULL);
  return (char **) g_ptr_array_free (cells, FALSE);
}

typedef struct
{
  char **head, **cells;
} Line;

static char *
read_line_cell (gconstpointer row, const char *column)
{
  const Line *line = row;

  for (guint i = 0; line->head[i] != NULL; i++)
    if (g_str_equal (line->head[i], column))
      return g_strdup (line->cells[i]);
  g_error ("no column %s", column);
}

static void
check_csv (const char *path, const char *metric, const Told *told)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL, head = NULL;
  guint n = 0;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text + strlen ("\xef\xbb\xbf"), "\r\n", -1);
  head = split_line (lines[0]);
  /* After the empty line come other tables. */
  for (guint i = 1; *lines[i] != '\0'; i++)
    {
      g_auto (GStrv) cells = split_line (lines[i]);
      Line line = { head, cells };

      g_assert_cmpuint (g_strv_length (cells), ==, g_strv_length (head));
      if (!g_str_equal (cells[0], metric))
        continue;
      expect_row (read_line_cell, &line, told);
      if (told->rated == NULL)
        expect (read_line_cell, &line, "rated_rate_n", "");
      n++;
    }
  g_assert_cmpuint (n, ==, count_units (told->board));
}

static char *
read_json_cell (gconstpointer row, const char *column)
{
  JsonObject      *object = (JsonObject *) row;
  const char      *end = g_str_has_suffix (column, "_k")   ? "k"
                         : g_str_has_suffix (column, "_n") ? "n"
                                                           : NULL;
  g_autofree char *rate = NULL;

  if (end == NULL || g_str_equal (column, "min_n"))
    {
      g_assert_true (json_object_has_member (object, column));
      return read_member (object, column);
    }
  rate = g_strndup (column, strlen (column) - 2);
  return read_member (json_object_get_object_member (object, rate), end);
}

static JsonArray *
find_rows (JsonObject *file, const char *metric)
{
  JsonArray *tables = json_object_get_array_member (file, "tables");

  for (guint i = 0; i < json_array_get_length (tables); i++)
    {
      JsonObject *table = json_array_get_object_element (tables, i);

      if (g_str_has_prefix (json_object_get_string_member (table, "id"), metric))
        return json_object_get_array_member (table, "rows");
    }
  g_error ("no table of %s", metric);
}

static void
check_json (const char *path, const char *metric, const Told *told)
{
  g_autofree char *text = NULL;
  g_autoptr (JsonObject) file = NULL;
  JsonArray *rows;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  file = parse (text);
  rows = find_rows (file, metric);
  for (guint i = 0; i < json_array_get_length (rows); i++)
    expect_row (read_json_cell, json_array_get_object_element (rows, i), told);
  g_assert_cmpuint (json_array_get_length (rows), ==, count_units (told->board));
}

/* The columns as people read them; what they hold is told by expect_words(). */
static char *
read_sheet_cell (JsonArray *head, JsonArray *row, const char *title)
{
  for (guint i = 0; i < json_array_get_length (head); i++)
    {
      JsonNode *node = json_array_get_element (row, i);

      if (g_strcmp0 (json_array_get_string_element (head, i), title) != 0)
        continue;
      if (JSON_NODE_HOLDS_NULL (node))
        return g_strdup ("");
      if (JSON_NODE_HOLDS_OBJECT (node))
        return g_strdup (json_object_get_string_member (json_node_get_object (node), "date"));
      if (json_node_get_value_type (node) == G_TYPE_STRING)
        return g_strdup (json_node_get_string (node));
      return g_strdup_printf ("%g", json_node_get_double (node));
    }
  g_error ("no column %s", title);
}

static void
expect_words (JsonArray *head, JsonArray *row, const Told *told)
{
  g_autofree char *id = read_sheet_cell (head, row, "单位编码");
  JsonObject      *item = find_unit (told->board, id), *share = find_unit (told->rated, id);
  g_autofree char *k = read_member (share, "k"), *n = read_member (share, "n");
  g_autofree char *tier = read_member (item, "tier"), *reason = read_member (item, "reason");
  const struct
  {
    const char *title, *text;
  } cells[] = {
    { "同类", "镇街道" },
    { "统计口径", "按评价日期" },
    { "排名依据", "收缩值" },
    { "参排档次", "1" },
    { "办件量分档（1 大 3 小）", tier },
    { "统计期", "month" },
    { "起", "2026-07-01 00:00:00" },
    { "止（不含）", "2026-08-01 00:00:00" },
    { "区划", "370302" },
    { "规则版本", told->rules },
    { "参评件数", k },
    { "应评办结件数", n },
    { "未排名原因",
      *reason == '\0'                 ? ""
      : g_str_equal (reason, "min_n") ? "样本不足"
                                      : "无件" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    {
      g_autofree char *found = read_sheet_cell (head, row, cells[i].title);

      if (g_strcmp0 (found, cells[i].text) != 0)
        g_error ("%s: “%s” instead of “%s”", cells[i].title, found, cells[i].text);
    }
}

static void
check_workbook (const char *path, const Told *told)
{
  g_autofree char *script =
    g_test_build_filename (G_TEST_DIST, "..", "report", "read-workbook", NULL);
  g_autofree char *text = NULL;
  g_autoptr (JsonObject) book = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) reader =
    g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, PYTHON, script, path, NULL);
  JsonArray *sheets, *rows;

  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (reader, NULL, NULL, &text, NULL, &error);
  g_assert_no_error (error);
  if (g_subprocess_get_exit_status (reader) == MISSING)
    {
      g_test_skip ("python3-openpyxl is not installed");
      return;
    }
  book = parse (text);
  sheets = json_object_get_array_member (book, "sheets");
  /* Volume, overdue, returns, satisfaction. */
  rows = json_object_get_array_member (json_array_get_object_element (sheets, 3), "rows");
  g_assert_cmpuint (json_array_get_length (rows), ==, count_units (told->board) + 1);
  for (guint i = 1; i < json_array_get_length (rows); i++)
    expect_words (
      json_array_get_array_element (rows, 0), json_array_get_array_element (rows, i), told);
}

/* ---- */

static void
clear_told (Told *told)
{
  g_clear_pointer (&told->board, json_object_unref);
  g_clear_pointer (&told->rated, json_object_unref);
}

/* A third of the towns, in the fair order. */
static void
a_third_in_the_fair_order (Fixture *self, gconstpointer data)
{
  static const char *const options[] = {
    "--peer=town", "--period=month", "--tier=1", "--order=shrunk", NULL
  };
  static const char *const metrics[] = {
    "volume", "overdue_rate", "return_rate", "satisfied_rate"
  };
  g_autofree char *csv = write_file (self, "a.csv", options);
  g_autofree char *json = write_file (self, "a.json", options);
  g_autofree char *book = write_file (self, "a.xlsx", options);

  for (guint i = 0; i < G_N_ELEMENTS (metrics); i++)
    {
      gboolean         is_rating = g_str_equal (metrics[i], "satisfied_rate");
      g_autofree char *path = g_strdup_printf (
        "/rankings/%s?peer=town&period=month&tier=1%s", metrics[i], i > 0 ? "&order=shrunk" : "");
      Told told = { get (self, path), NULL, self->rules };

      if (is_rating)
        told.rated = get (self, "/rankings/rated_rate?peer=town&period=month&tier=1");
      g_assert_cmpuint (count_units (told.board), >, 2);
      check_csv (csv, metrics[i], &told);
      check_json (json, metrics[i], &told);
      if (is_rating)
        check_workbook (book, &told);
      clear_told (&told);
    }
}

/* Without a choice each board has its own days; the share those that the desk shows it of. */
static void
whole_groups_as_usual (Fixture *self, gconstpointer data)
{
  static const char *const options[] = { "--peer=department", NULL };
  g_autofree char         *csv = write_file (self, "b.csv", options);
  g_autofree char         *json = write_file (self, "b.json", options);
  Told                     told = { get (self, "/rankings/satisfied_rate?peer=department"),
                                    get (self, "/rankings/rated_rate?peer=department&period=month"),
                                    self->rules };
  Told overdue = { get (self, "/rankings/overdue_rate?peer=department"), NULL, self->rules };

  check_csv (csv, "satisfied_rate", &told);
  check_json (json, "satisfied_rate", &told);
  check_csv (csv, "overdue_rate", &overdue);
  check_json (json, "overdue_rate", &overdue);
  clear_told (&told);
  clear_told (&overdue);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/ranking-files/a-row-of-a-third-in-the-fair-order-says-what-it-is-of",
              Fixture,
              NULL,
              set_up,
              a_third_in_the_fair_order,
              tear_down);
  g_test_add ("/ranking-files/a-row-of-a-whole-group-says-what-it-is-of",
              Fixture,
              NULL,
              set_up,
              whole_groups_as_usual,
              tear_down);
  return g_test_run ();
}
