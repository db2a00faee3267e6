/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-recorded-answers.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "zhihui-error.h"
#include "zhihui-plain-file.h"

struct _ZhihuiRecordedAnswers
{
  char            *folder; /* owned */
  ZhihuiRecording *head;   /* owned */
  /* (element-type utf8 GPtrArray<ZhihuiRecordedAnswer>), by at_ms; the first owns the answers */
  GHashTable *by_path, *by_wide_path;
};

static GBytes *
read_bytes (const char *folder, const char *name, GError **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  return zhihui_plain_file_map (path, error);
}

/* How many rows are asked for does not make it another question. */
static char *
make_wide_key (const char *path)
{
  static const char *const row_limits[] = { "first=", "last=", "limit=" };
  gsize                    length = strcspn (path, "?");
  g_auto (GStrv) terms = g_strsplit (path[length] == '?' ? path + length + 1 : "", "&", -1);
  g_autoptr (GString) key = g_string_new_len (path, (gssize) length);

  for (guint i = 0; terms[i] != NULL; i++)
    {
      gboolean is_limit = FALSE;

      for (guint j = 0; j < G_N_ELEMENTS (row_limits); j++)
        is_limit = is_limit || g_str_has_prefix (terms[i], row_limits[j]);
      if (!is_limit && terms[i][0] != '\0')
        g_string_append_printf (key, "&%s", terms[i]);
    }

  return g_string_free (g_steal_pointer (&key), FALSE);
}

static int
compare_moments (gconstpointer a, gconstpointer b)
{
  const ZhihuiRecordedAnswer *one = *(const ZhihuiRecordedAnswer *const *) a;
  const ZhihuiRecordedAnswer *two = *(const ZhihuiRecordedAnswer *const *) b;

  if (one->at_ms != two->at_ms)
    return one->at_ms > two->at_ms ? 1 : -1;
  return strcmp (one->path, two->path);
}

static GPtrArray *
take_list (GHashTable *lists, const char *key, GDestroyNotify free_element)
{
  GPtrArray *list = g_hash_table_lookup (lists, key);

  if (list == NULL)
    {
      list = g_ptr_array_new_with_free_func (free_element);
      g_hash_table_insert (lists, g_strdup (key), list);
    }
  return list;
}

static gboolean
load_line (ZhihuiRecordedAnswers *self, GBytes *all, gsize from, gsize length, GError **error)
{
  g_autoptr (GBytes) line = g_bytes_new_from_bytes (all, from, length);
  ZhihuiRecordedAnswer *answer = zhihui_recorded_answer_decode (line, error);

  if (answer == NULL)
    return FALSE;

  g_ptr_array_add (
    take_list (self->by_path, answer->path, (GDestroyNotify) zhihui_recorded_answer_free), answer);
  return TRUE;
}

/* A last line without an end was cut off while it was written: it is not there. */
static gboolean
load_lines (ZhihuiRecordedAnswers *self, GBytes *all, GError **error)
{
  gsize       length;
  const char *text = g_bytes_get_data (all, &length);
  const char *end;
  guint       n_lines = 0;

  for (gsize at = 0; at < length && (end = memchr (text + at, '\n', length - at)) != NULL;
       at = (gsize) (end - text) + 1)
    {
      n_lines++;
      if (!load_line (self, all, at, (gsize) (end - text) - at, error))
        {
          g_prefix_error (error, "%s:%u: ", ZHIHUI_RECORDING_ANSWERS, n_lines);
          return FALSE;
        }
    }

  return TRUE;
}

/* What was asked for with other limits answers where nothing else does. */
static void
add_wide_keys (ZhihuiRecordedAnswers *self)
{
  GHashTableIter iter;
  gpointer       path;
  gpointer       list;

  g_hash_table_iter_init (&iter, self->by_path);
  while (g_hash_table_iter_next (&iter, &path, &list))
    {
      g_autofree char *key = make_wide_key (path);
      GPtrArray       *wide = take_list (self->by_wide_path, key, NULL);

      g_ptr_array_sort (list, compare_moments);
      g_ptr_array_extend (wide, list, NULL, NULL);
    }

  g_hash_table_iter_init (&iter, self->by_wide_path);
  while (g_hash_table_iter_next (&iter, NULL, &list))
    g_ptr_array_sort (list, compare_moments);
}

/**
 * zhihui_recorded_answers_load:
 * @folder: where recording.json is
 * @error: return location
 *
 * Blocks: for a worker.
 *
 * Returns: (transfer full): the answers, or %NULL with @error set
 */
ZhihuiRecordedAnswers *
zhihui_recorded_answers_load (const char *folder, GError **error)
{
  g_autoptr (ZhihuiRecordedAnswers) self = g_new0 (ZhihuiRecordedAnswers, 1);
  g_autoptr (GBytes) head = NULL;
  g_autoptr (GBytes) lines = NULL;

  self->folder = g_strdup (folder);
  self->by_path =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  self->by_wide_path =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);

  head = read_bytes (folder, ZHIHUI_RECORDING_HEAD, error);
  if (head == NULL)
    return NULL;
  self->head = zhihui_recording_decode (head, error);
  if (self->head == NULL)
    {
      g_prefix_error (error, "%s: ", ZHIHUI_RECORDING_HEAD);
      return NULL;
    }

  lines = read_bytes (folder, ZHIHUI_RECORDING_ANSWERS, error);
  if (lines == NULL || !load_lines (self, lines, error))
    return NULL;

  add_wide_keys (self);
  return g_steal_pointer (&self);
}

/**
 * zhihui_recorded_answers_free:
 * @self: (transfer full) (nullable): answers
 */
void
zhihui_recorded_answers_free (ZhihuiRecordedAnswers *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->by_wide_path);
  g_hash_table_unref (self->by_path);
  g_clear_pointer (&self->head, zhihui_recording_free);
  g_free (self->folder);
  g_free (self);
}

/**
 * zhihui_recorded_answers_get_head:
 * @self: answers
 *
 * Returns: (transfer none): what they are
 */
const ZhihuiRecording *
zhihui_recorded_answers_get_head (ZhihuiRecordedAnswers *self)
{
  return self->head;
}

/**
 * zhihui_recorded_answers_find:
 * @self: answers
 * @path: what is asked for, with its query
 * @at_ms: since the recording began
 *
 * Returns: (transfer none) (nullable): the last answer until then; before the first, the first one
 */
const ZhihuiRecordedAnswer *
zhihui_recorded_answers_find (ZhihuiRecordedAnswers *self, const char *path, gint64 at_ms)
{
  GPtrArray *list = g_hash_table_lookup (self->by_path, path);
  guint      low = 0;
  guint      high;

  if (list == NULL)
    {
      g_autofree char *wide = make_wide_key (path);

      list = g_hash_table_lookup (self->by_wide_path, wide);
    }
  if (list == NULL)
    return NULL;

  /* The first that is later than @at_ms. */
  high = list->len;
  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (((ZhihuiRecordedAnswer *) list->pdata[middle])->at_ms <= at_ms)
        low = middle + 1;
      else
        high = middle;
    }

  return list->pdata[low > 0 ? low - 1 : 0];
}

/**
 * zhihui_recorded_answers_read_body:
 * @self: answers
 * @answer: one of them
 *
 * Returns: (transfer full) (nullable): its body, as a map of its file
 */
GBytes *
zhihui_recorded_answers_read_body (ZhihuiRecordedAnswers *self, const ZhihuiRecordedAnswer *answer)
{
  g_autoptr (GError) error = NULL;
  GBytes *body;

  if (answer->file == NULL)
    return NULL;

  body = read_bytes (self->folder, answer->file, &error);
  if (body == NULL)
    g_message ("%s", error->message);
  return body;
}
