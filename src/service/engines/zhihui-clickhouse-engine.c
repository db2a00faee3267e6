/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-clickhouse-engine.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "zhihui-clickhouse-connection.h"
#include "zhihui-clickhouse-row.h"
#include "zhihui-error.h"

/* A row is looked for by its id among all: of each block that has one, all columns are read. */
#define BLOCK_ROWS "1024"
#define IDS_AT_ONCE 1000
#define MAX_RANGES 32
#define MAX_UNITS 10000 /* named in one question; more of them are counted with those between */

/**
 * ZhihuiClickhouseEngine:
 *
 * A row that changed is written twice: as it was, with sign -1, and as it is. Every sum is of the
 * sign times the value, so it is exact before and after the server has thrown the pairs away. What
 * was is asked of the server itself just before: then whatever became of a write that failed half
 * way, or of one that was sent twice, the next one writes only what is missing.
 */
typedef struct
{
  ZhihuiEngine      base;
  ZhihuiClickhouse *server; /* owned */
  char             *place;  /* owned: DATABASE.TABLE on every server */
  char             *table;  /* owned: through which all servers are asked */
  char             *query_id, *columns;
  gboolean          is_ready;     /* the tables are there */
  gboolean          is_uncertain; /* what became of the last write is not known */
  gint64            highest;      /* no row has a higher id */
} Engine;

static Engine *
get_self (ZhihuiEngine *engine)
{
  return (Engine *) engine;
}

static void
free_engine (ZhihuiEngine *engine)
{
  Engine *self = get_self (engine);

  zhihui_clickhouse_free (self->server);
  g_free (self->place);
  g_free (self->table);
  g_free (self->query_id);
  g_free (self->columns);
  g_free (self);
}

static gboolean
make_tables (Engine *self, GError **error)
{
  const char      *database = zhihui_clickhouse_get_database (self->server);
  const char      *cluster = zhihui_clickhouse_get_cluster (self->server);
  g_autofree char *definitions = zhihui_clickhouse_row_make_definitions ();
  g_autofree char *make_database = g_strconcat ("CREATE DATABASE IF NOT EXISTS ", database, NULL);
  g_autofree char *rows = g_strdup_printf ("CREATE TABLE IF NOT EXISTS %s (%s, sign Int8)"
                                           " ENGINE = CollapsingMergeTree(sign)"
                                           " ORDER BY (unit, id, part)"
                                           " SETTINGS index_granularity = " BLOCK_ROWS,
                                           self->place,
                                           definitions);
  g_autofree char *all = NULL;
  g_autofree char *answer = NULL;

  if (!zhihui_clickhouse_run_everywhere (self->server, make_database, error) ||
      !zhihui_clickhouse_run_everywhere (self->server, rows, error))
    return FALSE;
  if (cluster == NULL)
    return TRUE;

  all = g_strdup_printf ("CREATE TABLE IF NOT EXISTS %s (%s, sign Int8)"
                         " ENGINE = Distributed(%s, %s, %s, unit)",
                         self->table,
                         definitions,
                         cluster,
                         database,
                         strchr (self->place, '.') + 1);
  answer = zhihui_clickhouse_ask (self->server, all, error);
  return answer != NULL;
}

static gboolean
ask_number (Engine *self, const char *sql, gint64 *number, GError **error)
{
  g_autofree char *text = zhihui_clickhouse_ask (self->server, sql, error);

  if (text == NULL)
    return FALSE;
  *number = g_ascii_strtoll (text, NULL, 10);
  return TRUE;
}

/* A write that was given up by us may still be running there. */
static gboolean
check_rest (Engine *self, GError **error)
{
  const char      *cluster = zhihui_clickhouse_get_cluster (self->server);
  g_autofree char *processes = cluster != NULL
                                 ? g_strdup_printf ("cluster('%s', system, processes)", cluster)
                                 : g_strdup ("system.processes");
  g_autofree char *running = g_strdup_printf (
    "SELECT count() FROM %s WHERE initial_query_id = '%s'", processes, self->query_id);
  g_autofree char *highest = g_strdup_printf ("SELECT max(id) FROM %s", self->table);
  gint64           n = 0;

  if (!self->is_uncertain)
    return TRUE;
  if (!ask_number (self, running, &n, error))
    return FALSE;
  if (n > 0)
    {
      g_set_error (error,
                   ZHIHUI_ERROR,
                   ZHIHUI_ERROR_OFFLINE,
                   _ ("%s is still busy with the rows sent before"),
                   zhihui_clickhouse_get_name (self->server));
      return FALSE;
    }
  if (!ask_number (self, highest, &self->highest, error))
    return FALSE;

  self->is_uncertain = FALSE;
  return TRUE;
}

static gboolean
get_ready (Engine *self, GError **error)
{
  zhihui_clickhouse_set_cancellable (self->server, self->base.cancellable);
  if (!self->is_ready && !make_tables (self, error))
    return FALSE;

  self->is_ready = TRUE;
  return TRUE;
}

static void
add_copies (GHashTable *lines, char *line, int n)
{
  int before = GPOINTER_TO_INT (g_hash_table_lookup (lines, line));

  g_hash_table_replace (lines, line, GINT_TO_POINTER (before + n));
}

/* Lines of the server end with how often it has them. */
static void
take_lines (GHashTable *lines, const char *line)
{

  while (*line != '\0')
    {
      const char *end = line + strcspn (line, "\n");
      const char *last = g_strrstr_len (line, end - line, "\t");

      if (last != NULL)
        add_copies (
          lines, g_strndup (line, (gsize) (last - line)), (int) g_ascii_strtoll (last, NULL, 10));
      line = *end != '\0' ? end + 1 : end;
    }
}

/* What the server has of rows that were written before. */
static gboolean
read_present (
  Engine *self, const ZhihuiEngineRow *rows, gsize n_rows, GHashTable *lines, GError **error)
{
  gsize i = 0;

  while (i < n_rows)
    {
      g_autoptr (GString) ids = g_string_new (NULL);
      g_autofree char *sql = NULL;
      g_autofree char *answer = NULL;

      for (guint n = 0; i < n_rows && n < IDS_AT_ONCE; i++)
        if (rows[i].id <= self->highest)
          g_string_append_printf (ids, "%s%" G_GINT64_FORMAT, n++ > 0 ? "," : "", rows[i].id);
      if (ids->len == 0)
        continue;

      sql = g_strdup_printf ("SELECT %s, sum(sign) AS copies FROM %s WHERE id IN (%s) GROUP BY %s"
                             " HAVING copies <> 0 FORMAT TabSeparated",
                             self->columns,
                             self->table,
                             ids->str,
                             self->columns);
      answer = zhihui_clickhouse_ask (self->server, sql, error);
      if (answer == NULL)
        return FALSE;
      take_lines (lines, answer);
    }
  return TRUE;
}

/* What must be added so that each line is there as often as it shall be; what goes, goes first. */
static void
append_changes (GString *text, GHashTable *lines)
{
  for (int sign = -1; sign <= 1; sign += 2)
    {
      GHashTableIter iter;
      gpointer       line, copies;

      g_hash_table_iter_init (&iter, lines);
      while (g_hash_table_iter_next (&iter, &line, &copies))
        for (int n = -sign * GPOINTER_TO_INT (copies); n > 0; n--)
          g_string_append_printf (text, "%s\t%d\n", (const char *) line, sign);
    }
}

static GString *
make_changes (Engine *self, const ZhihuiEngineRow *rows, gsize n_rows, GError **error)
{
  g_autoptr (GHashTable) lines = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GString *fresh;

  if (!read_present (self, rows, n_rows, lines, error))
    return NULL;

  fresh = g_string_new (NULL);
  for (gsize i = 0; i < n_rows; i++)
    {
      g_autoptr (GPtrArray) wanted = zhihui_clickhouse_row_make_lines (&rows[i]);

      for (guint j = 0; j < wanted->len; j++)
        if (rows[i].id > self->highest)
          g_string_append_printf (fresh, "%s\t1\n", (const char *) wanted->pdata[j]);
        else
          add_copies (lines, g_strdup (wanted->pdata[j]), -1);
    }
  append_changes (fresh, lines);
  return fresh;
}

static gboolean
write_rows (ZhihuiEngine *engine, const ZhihuiEngineRow *rows, gsize n_rows, GError **error)
{
  Engine *self = get_self (engine);
  g_autoptr (GString) changes = NULL;
  g_autofree char *sql = NULL;

  if (!get_ready (self, error) || !check_rest (self, error))
    return FALSE;
  changes = make_changes (self, rows, n_rows, error);
  if (changes == NULL)
    return FALSE;
  if (changes->len == 0)
    return TRUE;

  sql =
    g_strdup_printf ("INSERT INTO %s (%s, sign) FORMAT TabSeparated", self->table, self->columns);
  self->is_uncertain = TRUE;
  if (!zhihui_clickhouse_insert (self->server, sql, self->query_id, changes, error))
    return FALSE;

  self->is_uncertain = FALSE;
  for (gsize i = 0; i < n_rows; i++)
    self->highest = MAX (self->highest, rows[i].id);
  return TRUE;
}

/* Units one after the other are asked for as one; NULL: all. */
static char *
make_where (const ZhihuiEngineQuestion *question)
{
  const guint32 *units = question->units;
  gsize          n = question->n_units, n_ranges = 1;
  GString       *where;

  if (units == NULL)
    return g_strdup_printf ("unit < %" G_GSIZE_FORMAT, n);
  for (gsize i = 1; i < n; i++)
    n_ranges += units[i] != units[i - 1] + 1;
  if (n_ranges > MAX_RANGES && n > MAX_UNITS)
    return g_strdup_printf ("unit BETWEEN %u AND %u", units[0], units[n - 1]);

  where = g_string_new (n_ranges > MAX_RANGES ? "unit IN (" : "(");
  for (gsize i = 0, first = 0; i < n; i++)
    {
      if (n_ranges > MAX_RANGES)
        g_string_append_printf (where, "%s%u", i > 0 ? "," : "", units[i]);
      else if (i + 1 == n || units[i + 1] != units[i] + 1)
        {
          g_string_append_printf (
            where, "%sunit BETWEEN %u AND %u", first > 0 ? " OR " : "", units[first], units[i]);
          first = i + 1;
        }
    }
  g_string_append_c (where, ')');
  return g_string_free (where, FALSE);
}

static int
compare_units (const void *a, const void *b)
{
  guint32 x = *(const guint32 *) a, y = *(const guint32 *) b;

  return (x > y) - (x < y);
}

static ZhihuiTally *
find_tally (const ZhihuiEngineQuestion *question, guint32 unit, ZhihuiTally *tallies)
{
  gsize place = unit;

  if (question->units != NULL)
    {
      const guint32 *found =
        bsearch (&unit, question->units, question->n_units, sizeof unit, compare_units);

      if (found == NULL)
        return NULL;
      place = (gsize) (found - question->units);
    }
  if (place >= question->n_units)
    return NULL;
  return &tallies[question->groups != NULL ? question->groups[place] : place];
}

static gboolean
count (ZhihuiEngine               *engine,
       const ZhihuiEngineQuestion *question,
       ZhihuiTally                *tallies,
       GError                    **error)
{
  Engine *self = get_self (engine);
  gint64  end = zhihui_tally_get_end (question->metric, &question->window, question->as_of);
  g_autofree char *where = NULL;
  g_autofree char *sql = NULL;
  g_autofree char *text = NULL;

  if (question->window.from >= end || question->metric == ZHIHUI_METRIC_DIRECT_RATE)
    return TRUE;
  if (!get_ready (self, error))
    return FALSE;

  where = make_where (question);
  sql = zhihui_clickhouse_row_make_question (
    question->metric, self->table, question->window.from, end, where);
  text = zhihui_clickhouse_ask (self->server, sql, error);
  if (text == NULL)
    return FALSE;

  for (char *at = text; *at != '\0'; at += *at == '\n')
    {
      guint32      unit = (guint32) g_ascii_strtoull (at, &at, 10);
      gint64       n = g_ascii_strtoll (at, &at, 10);
      gint64       k = g_ascii_strtoll (at, &at, 10);
      gint64       extra = g_ascii_strtoll (at, &at, 10);
      ZhihuiTally *tally = find_tally (question, unit, tallies);

      if (*at != '\n' && *at != '\0')
        break;
      if (tally == NULL)
        continue;
      tally->n += n;
      tally->k += k;
      tally->extra += extra;
    }
  return TRUE;
}

/**
 * zhihui_clickhouse_engine_new:
 * @address: "clickhouse://…", see zhihui_clickhouse_new ()
 * @dataset: whose rows they are: each has tables of its own
 *
 * Returns: (transfer full) (nullable): it connects when it is first needed; %NULL with INVALID
 */
ZhihuiEngine *
zhihui_clickhouse_engine_new (const char *address, const char *dataset, GError **error)
{
  static const ZhihuiEngineBackend backend = { .write = write_rows,
                                               .count = count,
                                               .free = free_engine };
  ZhihuiClickhouse                *server = zhihui_clickhouse_new (address, error);
  g_autofree char                 *definitions = zhihui_clickhouse_row_make_definitions ();
  g_autofree char                 *whole = g_strconcat (definitions, "\n", dataset, NULL);
  g_autofree char                 *digest = NULL;
  Engine                          *self;

  if (server == NULL)
    return NULL;

  /* So have other columns: what an older program wrote is not read by other rules. */
  digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, whole, -1);
  digest[12] = '\0';
  self = g_new0 (Engine, 1);
  self->base.backend = &backend;
  self->server = server;
  self->place =
    g_strdup_printf ("%s.zhihui_row_%s", zhihui_clickhouse_get_database (server), digest);
  self->table =
    zhihui_clickhouse_get_cluster (server) != NULL
      ? g_strdup_printf ("%s.zhihui_all_%s", zhihui_clickhouse_get_database (server), digest)
      : g_strdup (self->place);
  self->query_id = g_strdup_printf ("zhihui-write-%s", self->place);
  self->columns = zhihui_clickhouse_row_make_columns ();
  self->is_uncertain = TRUE; /* a process before this one may have written */
  return &self->base;
}

const char *
zhihui_clickhouse_engine_get_place (ZhihuiEngine *engine)
{
  return get_self (engine)->place;
}
