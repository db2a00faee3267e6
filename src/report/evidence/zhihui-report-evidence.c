/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-report-evidence.h"

#include "zhihui-canonical-data.h"
#include "zhihui-error.h"
#include "zhihui-safe-text.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#define DIGEST_LENGTH 64
/* One word for each table: "table:boards/3f2a…". */
#define TABLE "table"

typedef struct
{
  char *key, *value; /* owned */
} Word;

typedef struct
{
  char *id, *figures; /* owned */
} Table;

struct _ZhihuiReportEvidence
{
  GArray *words;  /* (element-type Word), owned: in the order in which they were set */
  GArray *tables; /* (element-type Table), owned: in the order of the data */
};

static void
clear_word (gpointer element)
{
  Word *word = element;

  g_free (word->key);
  g_free (word->value);
}

static void
clear_table (gpointer element)
{
  Table *table = element;

  g_free (table->id);
  g_free (table->figures);
}

/**
 * zhihui_report_evidence_new:
 *
 * Returns: (transfer full): evidence that says nothing yet
 */
ZhihuiReportEvidence *
zhihui_report_evidence_new (void)
{
  ZhihuiReportEvidence *self = g_new0 (ZhihuiReportEvidence, 1);

  self->words = g_array_new (FALSE, FALSE, sizeof (Word));
  self->tables = g_array_new (FALSE, FALSE, sizeof (Table));
  g_array_set_clear_func (self->words, clear_word);
  g_array_set_clear_func (self->tables, clear_table);
  return self;
}

void
zhihui_report_evidence_free (ZhihuiReportEvidence *self)
{
  g_array_unref (self->words);
  g_array_unref (self->tables);
  g_free (self);
}

static Word *
find_word (const ZhihuiReportEvidence *self, const char *key)
{
  for (guint i = 0; i < self->words->len; i++)
    if (g_str_equal (g_array_index (self->words, Word, i).key, key))
      return &g_array_index (self->words, Word, i);
  return NULL;
}

/**
 * zhihui_report_evidence_set:
 * @key: small letters, digits and "_"
 * @value: (nullable): %NULL or "" is what is usual, of which nothing is said
 */
void
zhihui_report_evidence_set (ZhihuiReportEvidence *self, const char *key, const char *value)
{
  Word *word = find_word (self, key);
  Word  added;

  if (value == NULL || *value == '\0')
    {
      if (word != NULL)
        g_array_remove_index (self->words, (guint) (word - (Word *) (void *) self->words->data));
      return;
    }
  if (word != NULL)
    {
      g_free (word->value);
      word->value = g_strdup (value);
      return;
    }
  added = (Word){ g_strdup (key), g_strdup (value) };
  g_array_append_val (self->words, added);
}

/**
 * zhihui_report_evidence_get:
 *
 * Returns: (transfer none) (nullable): what was set; %NULL is what is usual
 */
const char *
zhihui_report_evidence_get (const ZhihuiReportEvidence *self, const char *key)
{
  const Word *word = find_word (self, key);

  return word != NULL ? word->value : NULL;
}

static void
add_table (ZhihuiReportEvidence *self, const char *id, const char *figures)
{
  Table table = { g_strdup (id), g_strdup (figures) };

  g_array_append_val (self->tables, table);
}

/**
 * zhihui_report_evidence_set_data:
 * @data: the canonical data of the report
 *
 * Sets its digests: of all of it byte by byte, of its figures, and of the figures of each table.
 */
void
zhihui_report_evidence_set_data (ZhihuiReportEvidence *self, const GString *data)
{
  g_autofree char *digest =
    g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) data->str, data->len);
  g_autoptr (ZhihuiCanonicalData) read = zhihui_canonical_data_read (data->str, data->len);

  zhihui_report_evidence_set (self, ZHIHUI_EVIDENCE_DIGEST, digest);
  zhihui_report_evidence_set (
    self, ZHIHUI_EVIDENCE_FIGURES, zhihui_canonical_data_get_figures (read));
  g_array_set_size (self->tables, 0);
  for (guint i = 0; i < zhihui_canonical_data_get_n_tables (read); i++)
    add_table (self,
               zhihui_canonical_data_get_id (read, i),
               zhihui_canonical_data_get_table_figures (read, i));
}

guint
zhihui_report_evidence_get_n_tables (const ZhihuiReportEvidence *self)
{
  return self->tables->len;
}

/**
 * zhihui_report_evidence_get_table:
 * @figures: (out) (optional): SHA-256 of its figures
 *
 * Returns: (transfer none): its id, "" of a report that has one table alone
 */
const char *
zhihui_report_evidence_get_table (const ZhihuiReportEvidence *self,
                                  guint                       index,
                                  const char                **figures)
{
  const Table *table;

  g_return_val_if_fail (index < self->tables->len, NULL);

  table = &g_array_index (self->tables, Table, index);
  if (figures != NULL)
    *figures = table->figures;
  return table->id;
}

/**
 * zhihui_report_evidence_find_table:
 *
 * Returns: (transfer none) (nullable): SHA-256 of the figures of the table of that name
 */
const char *
zhihui_report_evidence_find_table (const ZhihuiReportEvidence *self, const char *id)
{
  for (guint i = 0; i < self->tables->len; i++)
    if (g_str_equal (g_array_index (self->tables, Table, i).id, id))
      return g_array_index (self->tables, Table, i).figures;
  return NULL;
}

/* ---- as words ---- */

static void
append_word (GString *text, const char *key, const char *value)
{
  g_autofree char *valid = g_utf8_make_valid (value, -1);
  g_autofree char *safe = zhihui_safe_text_make (valid);

  g_string_append_printf (text, "%s%s:", text->len > 0 ? " " : "", key);
  /* The file takes no text that turns or ends a line as it is. */
  g_string_append_uri_escaped (text, valid, ":,;/+()", g_str_equal (safe, valid));
}

/**
 * zhihui_report_evidence_write:
 *
 * Returns: (transfer full): the keywords
 */
char *
zhihui_report_evidence_write (const ZhihuiReportEvidence *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->words->len; i++)
    {
      const Word *word = &g_array_index (self->words, Word, i);

      append_word (text, word->key, word->value);
    }
  for (guint i = 0; i < self->tables->len; i++)
    {
      const Table     *table = &g_array_index (self->tables, Table, i);
      g_autofree char *value = g_strconcat (table->id, "/", table->figures, NULL);

      append_word (text, TABLE, value);
    }
  return g_string_free (text, FALSE);
}

static gboolean
is_digest (const char *text)
{
  return text != NULL && strlen (text) == DIGEST_LENGTH &&
         strspn (text, "0123456789abcdef") == DIGEST_LENGTH;
}

/* Words of others, which programs and people put there too, are passed over. */
static void
take_word (ZhihuiReportEvidence *self, const char *word)
{
  const char      *colon = strchr (word, ':');
  g_autofree char *key = NULL;
  g_autofree char *value = NULL;
  char            *slash;

  if (colon == NULL || colon == word)
    return;
  key = g_strndup (word, (gsize) (colon - word));
  value = g_uri_unescape_string (colon + 1, NULL);
  if (value == NULL || !g_utf8_validate (value, -1, NULL))
    return;
  if (!g_str_equal (key, TABLE))
    {
      zhihui_report_evidence_set (self, key, value);
      return;
    }
  slash = strrchr (value, '/');
  if (slash == NULL || !is_digest (slash + 1))
    return;
  *slash = '\0';
  add_table (self, value, slash + 1);
}

/**
 * zhihui_report_evidence_read:
 * @keywords: (nullable): of a file
 *
 * Returns: (transfer full) (nullable): what they say; %NULL with %ZHIHUI_ERROR_NOT_FOUND where they
 *   tell of no figures, %ZHIHUI_ERROR_MALFORMED where they are not as they were written
 */
ZhihuiReportEvidence *
zhihui_report_evidence_read (const char *keywords, GError **error)
{
  g_autoptr (ZhihuiReportEvidence) self = zhihui_report_evidence_new ();
  g_auto (GStrv) words = g_strsplit_set (keywords != NULL ? keywords : "", " \t\r\n", -1);
  const char *digest, *figures;

  for (guint i = 0; words[i] != NULL; i++)
    take_word (self, words[i]);
  digest = zhihui_report_evidence_get (self, ZHIHUI_EVIDENCE_DIGEST);
  figures = zhihui_report_evidence_get (self, ZHIHUI_EVIDENCE_FIGURES);
  if (digest == NULL)
    {
      g_set_error_literal (error,
                           ZHIHUI_ERROR,
                           ZHIHUI_ERROR_NOT_FOUND,
                           _ ("the file names no digest of its figures: it was not written by "
                              "“zhihui report”, or its keywords were taken away"));
      return NULL;
    }
  if (!is_digest (digest) || (figures != NULL && !is_digest (figures)))
    {
      g_set_error_literal (error,
                           ZHIHUI_ERROR,
                           ZHIHUI_ERROR_MALFORMED,
                           _ ("the digest that the file names is none: its keywords were changed"));
      return NULL;
    }
  return g_steal_pointer (&self);
}
