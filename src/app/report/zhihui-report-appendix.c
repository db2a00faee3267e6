/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-report-appendix.h"

#include "zhihui-error.h"
#include "zhihui-wire-reader.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define BOM "\xef\xbb\xbf"
#define MARK "\"table\","

static gboolean
read_line (ZhihuiWireReader *reader, gpointer target)
{
  g_autofree char *line = NULL;

  if (!zhihui_wire_reader_read (reader, ZHIHUI_WIRE_TEXT, &line))
    return FALSE;
  g_string_append_printf (target, "%s\r\n", line);
  return TRUE;
}

/* (transfer full) (nullable): the canonical data that stand in a file of tables, JSON */
static char *
read_canonical (const char *text, gsize length, GError **error)
{
  const ZhihuiWireMember members[] = {
    { "canonical", ZHIHUI_WIRE_LIST, TRUE, 0, read_line },
  };
  g_autoptr (GBytes) content = g_bytes_new_static (text, length);
  g_autoptr (ZhihuiWireReader) reader = zhihui_wire_reader_new_for_file (content, error);
  g_autoptr (GString) data = g_string_new (NULL);

  if (reader == NULL)
    return NULL;
  if (!zhihui_wire_reader_read_object (reader, members, G_N_ELEMENTS (members), data))
    {
      zhihui_wire_reader_give_error (reader, error);
      return NULL;
    }
  return g_string_free (g_steal_pointer (&data), FALSE);
}

/* (transfer full) (nullable): canonical data, without what files have before or around them */
static char *
load_canonical (const char *path, GError **error)
{
  g_autofree char *text = NULL;
  char            *data;
  gsize            length;

  if (!g_file_get_contents (path, &text, &length, error))
    return NULL;
  if (*text != '{')
    return g_strdup (g_str_has_prefix (text, BOM) ? text + strlen (BOM) : text);
  data = read_canonical (text, length, error);
  if (data == NULL)
    g_prefix_error (error, "%s: ", path);
  return data;
}

/**
 * zhihui_report_appendix_load:
 * @path: of a file that “zhihui report -o FILE.csv” or “FILE.json” wrote
 * @paper: what the paper says of itself
 *
 * Returns: (transfer full) (nullable): the data; %NULL with %ZHIHUI_ERROR_INVALID where they are
 *   not those of the paper: neither byte for byte nor, written a moment earlier or later, in their
 *   figures
 */
ZhihuiCanonicalData *
zhihui_report_appendix_load (const char *path, const ZhihuiReportEvidence *paper, GError **error)
{
  g_autoptr (ZhihuiCanonicalData) read = NULL;
  g_autofree char *data = load_canonical (path, error);
  g_autofree char *own = NULL;

  if (data == NULL)
    return NULL;
  own = g_compute_checksum_for_string (G_CHECKSUM_SHA256, data, -1);
  read = zhihui_canonical_data_read (data, strlen (data));
  if (g_strcmp0 (own, zhihui_report_evidence_get (paper, ZHIHUI_EVIDENCE_DIGEST)) == 0 ||
      g_strcmp0 (zhihui_canonical_data_get_figures (read),
                 zhihui_report_evidence_get (paper, ZHIHUI_EVIDENCE_FIGURES)) == 0)
    return g_steal_pointer (&read);
  g_set_error (error,
               ZHIHUI_ERROR,
               ZHIHUI_ERROR_INVALID,
               _ ("%s does not hold the data of this paper: its SHA-256 is another"),
               path);
  return NULL;
}

/* ---- as it is printed ---- */

/* What is known while lines are put together to rows again. */
typedef struct
{
  const ZhihuiCanonicalData *like;
  GString                   *csv; /* owned: the rows so far */
  GString                   *row; /* owned: lines of one that is not whole yet */
  guint                      n_columns;
  gboolean                   is_broken;
} Joining;

/* How many cells there are, 0: a quote is open. */
static guint
count_cells (const char *row)
{
  guint    n = 1;
  gboolean is_quoted = FALSE;

  for (const char *p = row; *p != '\0'; p++)
    {
      is_quoted ^= *p == '"';
      n += *p == ',' && !is_quoted;
    }
  return is_quoted ? 0 : n;
}

/* A table begins, by the id that its mark says. */
static void
begin_table (Joining *self)
{
  g_auto (GStrv) parts = g_strsplit (self->row->str, "\"", -1);
  guint n = g_strv_length (parts), table;

  /* "table","ID" */
  if (n != 5 || !zhihui_canonical_data_find (self->like, parts[3], &table))
    {
      self->is_broken = TRUE;
      return;
    }
  if (self->csv->len > 0)
    g_string_append (self->csv, "\r\n");
  g_string_append_printf (self->csv, "%s\r\n", self->row->str);
  g_string_truncate (self->row, 0);
  self->n_columns = zhihui_canonical_data_get_n_columns (self->like, table);
}

/* The row that is held is whole: another one begins, or the data end. */
static void
end_row (Joining *self)
{
  guint n = count_cells (self->row->str);

  if (self->row->len == 0)
    return;
  if (n == 2 && g_str_has_prefix (self->row->str, MARK))
    {
      begin_table (self);
      return;
    }
  self->is_broken = self->is_broken || n != self->n_columns;
  g_string_append_printf (self->csv, "%s\r\n", self->row->str);
  g_string_truncate (self->row, 0);
}

/* Long rows are printed in several lines, also within a cell. A row begins with a text, which has
 * quotes; the head of a table has none and comes right after its mark. What a row has room for
 * after its last comma goes on there. */
static gboolean
begins_row (const Joining *self, const char *line)
{
  guint n = count_cells (self->row->str);

  if (n == 2 && g_str_has_prefix (self->row->str, MARK))
    return TRUE;
  if (*line != '"' || n < self->n_columns)
    return FALSE;
  return !g_str_has_suffix (self->row->str, ",") || n + count_cells (line) - 1 > self->n_columns;
}

static void
take_line (Joining *self, const char *line)
{
  if (begins_row (self, line))
    end_row (self);
  g_string_append (self->row, line);
}

static char *
remove_blanks (const char *text)
{
  GString *kept = g_string_sized_new (strlen (text));

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)) || *p == '\n' || *p == '\r')
      g_string_append_len (kept, p, g_utf8_next_char (p) - p);
  return g_string_free (kept, FALSE);
}

/* Without the head of the page and its foot, which would be read on from its last row. */
static void
take_page (Joining *self, const char *text, gboolean is_first)
{
  g_autofree char *tight = remove_blanks (text);
  g_auto (GStrv) lines = g_strsplit (tight, "\n", -1);
  guint n = g_strv_length (lines), i = 0;

  while (i < n && *lines[i] == '\0')
    i++;
  /* The heading. */
  for (i += is_first; i < n && !self->is_broken; i++)
    take_line (self, g_strchomp (lines[i]));
}

/**
 * zhihui_report_appendix_read:
 * @document: a paper
 * @like: the data of one of the same kind
 * @start: where the text of a page begins below its head, as a part of its height
 * @end: where it ends above the foot
 *
 * Returns: (transfer full) (nullable): the canonical data that are printed at its end, without
 *   blanks, of which no reader says where they were; %NULL where there are none, or they cannot be
 *   read
 */
ZhihuiCanonicalData *
zhihui_report_appendix_read (const ZhihuiReportDocument *document,
                             const ZhihuiCanonicalData  *like,
                             double                      start,
                             double                      end)
{
  g_autoptr (GString) csv = g_string_new (NULL);
  g_autoptr (GString) row = g_string_new (NULL);
  Joining  self = { .like = like, .csv = csv, .row = row };
  gboolean is_first = TRUE;

  if (zhihui_canonical_data_get_n_tables (like) > 0)
    self.n_columns = zhihui_canonical_data_get_n_columns (like, 0);
  for (guint i = 0; i < zhihui_report_document_get_n_pages (document); i++)
    if (zhihui_report_document_is_appendix (document, i))
      {
        g_autofree char *text = zhihui_report_document_dup_text_within (document, i, start, end);

        take_page (&self, text, is_first);
        is_first = FALSE;
      }
  end_row (&self);
  if (is_first || self.is_broken)
    return NULL;
  return zhihui_canonical_data_read (csv->str, csv->len);
}

/**
 * zhihui_report_appendix_tighten:
 * @csv: canonical data
 *
 * Returns: (transfer full): the same without blanks, as it is read off a paper
 */
ZhihuiCanonicalData *
zhihui_report_appendix_tighten (const GString *csv)
{
  g_autofree char *tight = remove_blanks (csv->str);

  return zhihui_canonical_data_read (tight, strlen (tight));
}
