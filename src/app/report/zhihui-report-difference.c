/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-report-difference.h"

#include <glib/gi18n-lib.h>

#define MOST_LINES 40 /* of one table */

static const char *
name_table (const char *id)
{
  return *id != '\0' ? id : _ ("the boards");
}

static void
add_line (GPtrArray *lines, const char *table, char *line)
{
  g_ptr_array_add (lines, g_strdup_printf ("%s: %s", name_table (table), line));
  g_free (line);
}

/* ---- rows ---- */

/* What tells which row it is: cells that name something, in whatever table. All others are told as
 * what changed. */
static gboolean
is_name (const char *column)
{
  static const char *const names[] = { "group",    "board",  "metric", "peer", "unit_id", "unit",
                                       "figure",   "name",   "word",   "case", "topic",   "channel",
                                       "decision", "reason", "month",  "at",   NULL };

  return g_strv_contains (names, column);
}

static char *
make_key (char **head, char **row)
{
  GString *key = g_string_new (NULL);

  for (guint i = 0; head[i] != NULL && row[i] != NULL; i++)
    if (is_name (head[i]) && *row[i] != '\0')
      g_string_append_printf (key, "%s%s", key->len > 0 ? " " : "", row[i]);
  return g_string_free (key, FALSE);
}

/* (transfer full): key → queue of rows, oldest first; a key may stand for several */
static GHashTable *
index_rows (const ZhihuiCanonicalData *data, guint table)
{
  g_auto (GStrv) head = zhihui_canonical_data_dup_head (data, table);
  GHashTable *rows =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_queue_free);

  for (guint i = 0; i < zhihui_canonical_data_get_n_rows (data, table); i++)
    {
      g_auto (GStrv) row = zhihui_canonical_data_dup_row (data, table, i);
      char   *key = make_key (head, row);
      GQueue *queue = g_hash_table_lookup (rows, key);

      if (queue == NULL)
        {
          queue = g_queue_new ();
          g_hash_table_insert (rows, key, queue);
        }
      else
        g_free (key);
      g_queue_push_tail (queue, GUINT_TO_POINTER (i + 1));
    }
  return rows;
}

static const char *
show (const char *cell)
{
  return cell == NULL || *cell == '\0' ? "—" : cell;
}

/* (transfer full) (nullable): "k 7 → 6, value 0.036842 → 0.031579" */
static char *
compare_cells (
  const ZhihuiCanonicalData *then, guint table, char **head, char **row_then, char **row_now)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; head[i] != NULL; i++)
    {
      const char *first = i < g_strv_length (row_then) ? row_then[i] : "";
      const char *second = i < g_strv_length (row_now) ? row_now[i] : "";

      if (!zhihui_canonical_data_is_figure (then, table, i) || g_str_equal (first, second))
        continue;
      g_string_append_printf (
        text, "%s%s %s → %s", text->len > 0 ? ", " : "", head[i], show (first), show (second));
    }
  return g_string_free (text, text->len == 0);
}

/* What of one table was compared so far. */
typedef struct
{
  const ZhihuiCanonicalData *then, *now;
  guint                      table_then, table_now;
  char                     **head; /* borrowed */
  const char                *id;
  GPtrArray                 *lines;   /* borrowed */
  guint                      n_lines; /* told and not told */
} Comparing;

static void
tell (Comparing *self, char *line)
{
  if (self->n_lines++ < MOST_LINES)
    add_line (self->lines, self->id, line);
  else
    g_free (line);
}

static void
compare_row (Comparing *self, char **row_now, guint index_then)
{
  g_auto (GStrv) row_then =
    zhihui_canonical_data_dup_row (self->then, self->table_then, index_then);
  g_autofree char *key = make_key (self->head, row_now);
  g_autofree char *changed =
    compare_cells (self->then, self->table_then, self->head, row_then, row_now);

  if (changed != NULL)
    tell (self, g_strdup_printf ("%s: %s", key, changed));
}

/* In the order of the data now; then what is no longer there, in the order of the data then. */
static void
compare_rows (Comparing *self)
{
  g_autoptr (GHashTable) rows = index_rows (self->then, self->table_then);

  for (guint i = 0; i < zhihui_canonical_data_get_n_rows (self->now, self->table_now); i++)
    {
      g_auto (GStrv) row = zhihui_canonical_data_dup_row (self->now, self->table_now, i);
      g_autofree char *key = make_key (self->head, row);
      GQueue          *queue = g_hash_table_lookup (rows, key);
      guint            before = queue != NULL ? GPOINTER_TO_UINT (g_queue_pop_head (queue)) : 0;

      if (before > 0)
        compare_row (self, row, before - 1);
      else
        tell (self, g_strdup_printf (_ ("%s: not in the paper"), key));
    }
  for (guint i = 0; i < zhihui_canonical_data_get_n_rows (self->then, self->table_then); i++)
    {
      g_auto (GStrv) row = zhihui_canonical_data_dup_row (self->then, self->table_then, i);
      g_autofree char *key = make_key (self->head, row);
      GQueue          *queue = g_hash_table_lookup (rows, key);

      if (queue != NULL && g_queue_remove (queue, GUINT_TO_POINTER (i + 1)))
        tell (self, g_strdup_printf (_ ("%s: no longer told"), key));
    }
}

static void
compare_tables (const ZhihuiCanonicalData *then,
                guint                      table_then,
                const ZhihuiCanonicalData *now,
                guint                      table_now,
                GPtrArray                 *lines)
{
  g_auto (GStrv) head_then = zhihui_canonical_data_dup_head (then, table_then);
  g_auto (GStrv) head_now = zhihui_canonical_data_dup_head (now, table_now);
  const char *id = zhihui_canonical_data_get_id (then, table_then);
  Comparing   self = { .then = then,
                       .now = now,
                       .table_then = table_then,
                       .table_now = table_now,
                       .head = head_then,
                       .id = id,
                       .lines = lines };

  if (!g_strv_equal ((const char *const *) head_then, (const char *const *) head_now))
    {
      add_line (lines, id, g_strdup (_ ("has other columns: written by another version")));
      return;
    }
  compare_rows (&self);
  if (self.n_lines > MOST_LINES)
    add_line (lines,
              id,
              g_strdup_printf (ngettext ("%u row more", "%u rows more", self.n_lines - MOST_LINES),
                               self.n_lines - MOST_LINES));
}

/**
 * zhihui_report_difference_list:
 * @then: the data of the paper
 * @now: the same, counted again
 *
 * Returns: (transfer full) (element-type utf8): which rows differ, and in what; time and revision
 *   are none of it
 */
GPtrArray *
zhihui_report_difference_list (const ZhihuiCanonicalData *then, const ZhihuiCanonicalData *now)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);
  guint      other;

  for (guint i = 0; i < zhihui_canonical_data_get_n_tables (then); i++)
    {
      const char *id = zhihui_canonical_data_get_id (then, i);

      if (!zhihui_canonical_data_find (now, id, &other))
        add_line (lines, id, g_strdup (_ ("no longer told")));
      else if (!g_str_equal (zhihui_canonical_data_get_table_figures (then, i),
                             zhihui_canonical_data_get_table_figures (now, other)))
        compare_tables (then, i, now, other, lines);
    }
  for (guint i = 0; i < zhihui_canonical_data_get_n_tables (now); i++)
    if (!zhihui_canonical_data_find (then, zhihui_canonical_data_get_id (now, i), &other))
      add_line (lines, zhihui_canonical_data_get_id (now, i), g_strdup (_ ("not in the paper")));
  return lines;
}

/**
 * zhihui_report_difference_list_tables:
 * @then: what the paper says of itself
 * @now: its data, counted again
 *
 * Returns: (transfer full) (element-type utf8): which tables differ
 */
GPtrArray *
zhihui_report_difference_list_tables (const ZhihuiReportEvidence *then,
                                      const ZhihuiCanonicalData  *now)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);
  guint      other;

  for (guint i = 0; i < zhihui_report_evidence_get_n_tables (then); i++)
    {
      const char *figures;
      const char *id = zhihui_report_evidence_get_table (then, i, &figures);

      if (!zhihui_canonical_data_find (now, id, &other))
        add_line (lines, id, g_strdup (_ ("no longer told")));
      else if (!g_str_equal (figures, zhihui_canonical_data_get_table_figures (now, other)))
        add_line (lines, id, g_strdup (_ ("has other figures")));
    }
  for (guint i = 0; i < zhihui_canonical_data_get_n_tables (now); i++)
    {
      const char *id = zhihui_canonical_data_get_id (now, i);

      if (zhihui_report_evidence_find_table (then, id) == NULL)
        add_line (lines, id, g_strdup (_ ("not in the paper")));
    }
  return lines;
}
