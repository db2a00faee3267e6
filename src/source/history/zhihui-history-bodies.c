/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-history-bodies.h"

#include <string.h>

#include "zhihui-error.h"
#include "zhihui-wire.h"

/* So many boards may be read before the one that was asked for: six hours of ten minutes. */
#define MAX_DEPTH 36
#define NO_BODY 0
#define DIGEST_BYTES 32

static GBytes *
convert (GConverter *converter, GBytes *bytes, gsize max_bytes, GError **error)
{
  g_autoptr (GInputStream) plain = g_memory_input_stream_new_from_bytes (bytes);
  g_autoptr (GInputStream) stream = g_converter_input_stream_new (plain, converter);
  GByteArray *result = g_byte_array_new ();
  guint8      buffer[16384];
  gssize      n;

  while ((n = g_input_stream_read (stream, buffer, sizeof buffer, NULL, error)) > 0 &&
         result->len + (gsize) n <= max_bytes)
    g_byte_array_append (result, buffer, (guint) n);
  if (n == 0)
    return g_byte_array_free_to_bytes (result);

  g_byte_array_unref (result);
  if (n > 0)
    g_set_error_literal (
      error, ZHIHUI_ERROR, ZHIHUI_ERROR_MALFORMED, "what is kept is larger than an answer can be");
  return NULL;
}

static GBytes *
squeeze (const void *text, gsize length)
{
  g_autoptr (GConverter) converter =
    G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_RAW, 6));
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, length);

  return convert (converter, bytes, G_MAXSSIZE, NULL);
}

/* The digest is of the content before compression. */
static gboolean
find (ZhihuiHistoryStore *store, const guint8 *digest, gint64 *id, GError **error)
{
  sqlite3_stmt *statement =
    zhihui_history_store_prepare (store, "SELECT id FROM body WHERE digest = ?", error);
  gboolean has_row;

  *id = NO_BODY;
  if (statement == NULL)
    return FALSE;

  sqlite3_bind_blob (statement, 1, digest, DIGEST_BYTES, SQLITE_TRANSIENT);
  if (!zhihui_history_store_step (store, statement, &has_row, error))
    return FALSE;
  if (has_row)
    *id = sqlite3_column_int64 (statement, 0);
  sqlite3_reset (statement);
  return TRUE;
}

/* One row of the table of bodies. */
typedef struct
{
  gint64 base, roster; /* NO_BODY none */
  gint64 depth, n_rows;
} Frame;

static gboolean
insert (ZhihuiHistoryStore *store,
        const guint8       *digest,
        const Frame        *frame,
        GBytes             *content,
        gint64             *id,
        GError            **error)
{
  sqlite3_stmt *statement = zhihui_history_store_prepare (
    store,
    "INSERT INTO body (digest, depth, base, roster, n_rows, content) VALUES (?, ?, ?, ?, ?, ?)",
    error);
  gboolean has_row;

  if (statement == NULL)
    return FALSE;

  sqlite3_bind_blob (statement, 1, digest, DIGEST_BYTES, SQLITE_TRANSIENT);
  sqlite3_bind_int64 (statement, 2, frame->depth);
  if (frame->base != NO_BODY)
    sqlite3_bind_int64 (statement, 3, frame->base);
  if (frame->roster != NO_BODY)
    sqlite3_bind_int64 (statement, 4, frame->roster);
  sqlite3_bind_int64 (statement, 5, frame->n_rows);
  sqlite3_bind_blob64 (
    statement, 6, g_bytes_get_data (content, NULL), g_bytes_get_size (content), SQLITE_TRANSIENT);
  if (!zhihui_history_store_step (store, statement, &has_row, error))
    return FALSE;

  *id = sqlite3_last_insert_rowid (store->db);
  return TRUE;
}

static void
digest_text (GChecksum *checksum, const void *text, gsize length, guint8 *digest)
{
  gsize size = DIGEST_BYTES;

  g_checksum_update (checksum, text, (gssize) length);
  g_checksum_get_digest (checksum, digest, &size);
}

/**
 * zhihui_history_bodies_put:
 * @store: within a transaction
 * @text: what to keep
 * @length: its bytes
 * @id: (out): of the body, new or the same that was there
 * @error: return location
 *
 * Returns: FALSE with @error set when it could not be written
 */
gboolean
zhihui_history_bodies_put (
  ZhihuiHistoryStore *store, const void *text, gsize length, gint64 *id, GError **error)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (GBytes) content = NULL;
  const Frame frame = { 0 };
  guint8      digest[DIGEST_BYTES];

  digest_text (checksum, text, length, digest);
  if (!find (store, digest, id, error))
    return FALSE;
  if (*id != NO_BODY)
    return TRUE;

  content = squeeze (text, length);
  return insert (store, digest, &frame, content, id, error);
}

/* How far @base stands from a board that is written whole. */
static gboolean
find_depth (ZhihuiHistoryStore    *store,
            ZhihuiBoardColumns    *columns,
            const ZhihuiBoardBase *base,
            gint64                *depth,
            GError               **error)
{
  *depth = MAX_DEPTH;
  if (base == NULL || base->columns == NULL ||
      !zhihui_board_columns_has_units_of (columns, base->columns))
    return TRUE;

  return zhihui_history_store_ask (
    store, "SELECT depth FROM body WHERE id = ?", &base->body, 1, MAX_DEPTH, depth, error);
}

/**
 * zhihui_history_bodies_put_board:
 * @store: within a transaction
 * @columns: of a board
 * @base: (nullable): an earlier one of the same place
 * @id: (out): of the body
 * @error: return location
 *
 * Returns: FALSE with @error set when it could not be written
 */
gboolean
zhihui_history_bodies_put_board (ZhihuiHistoryStore    *store,
                                 ZhihuiBoardColumns    *columns,
                                 const ZhihuiBoardBase *base,
                                 gint64                *id,
                                 GError               **error)
{
  g_autofree char *text = zhihui_board_columns_digest (columns);
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (GBytes) plain = NULL;
  g_autoptr (GBytes) content = NULL;
  Frame    frame = { .n_rows = columns->n_rows };
  guint8   digest[DIGEST_BYTES];
  gint64   depth;
  gboolean is_whole;

  digest_text (checksum, text, strlen (text), digest);
  if (!find (store, digest, id, error))
    return FALSE;
  if (*id != NO_BODY)
    return TRUE;

  if (!find_depth (store, columns, base, &depth, error) ||
      !zhihui_history_bodies_put (
        store, columns->roster, strlen (columns->roster), &frame.roster, error))
    return FALSE;

  is_whole = depth >= MAX_DEPTH;
  if (!is_whole)
    {
      frame.base = base->body;
      frame.depth = depth + 1;
    }
  plain = zhihui_board_columns_write (columns, is_whole ? NULL : base->columns);
  content = squeeze (g_bytes_get_data (plain, NULL), g_bytes_get_size (plain));
  return insert (store, digest, &frame, content, id, error);
}

static GBytes *
read_row (ZhihuiHistoryStore *store, gint64 id, Frame *frame, GError **error)
{
  g_autoptr (GConverter) converter =
    G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_RAW));
  g_autoptr (GBytes) content = NULL;
  sqlite3_stmt *statement = zhihui_history_store_prepare (
    store, "SELECT base, roster, n_rows, content FROM body WHERE id = ?", error);
  gboolean has_row;

  if (statement == NULL)
    return NULL;
  sqlite3_bind_int64 (statement, 1, id);
  if (!zhihui_history_store_step (store, statement, &has_row, error))
    return NULL;
  if (!has_row)
    {
      g_set_error (
        error, ZHIHUI_ERROR, ZHIHUI_ERROR_MALFORMED, "body %" G_GINT64_FORMAT " is gone", id);
      return NULL;
    }

  frame->base = sqlite3_column_int64 (statement, 0); /* 0 when NULL */
  frame->roster = sqlite3_column_int64 (statement, 1);
  frame->n_rows = sqlite3_column_int64 (statement, 2);
  content =
    g_bytes_new (sqlite3_column_blob (statement, 3), (gsize) sqlite3_column_bytes (statement, 3));
  sqlite3_reset (statement);

  return convert (converter, content, 2 * ZHIHUI_WIRE_MAX_BYTES, error);
}

/**
 * zhihui_history_bodies_get:
 * @store: a connection
 * @id: of a body that is no board
 * @error: return location
 *
 * Returns: (transfer full): what was kept, or %NULL with @error set
 */
GBytes *
zhihui_history_bodies_get (ZhihuiHistoryStore *store, gint64 id, GError **error)
{
  Frame frame;

  return read_row (store, id, &frame, error);
}

static ZhihuiBoardColumns *
read_board (ZhihuiHistoryStore *store,
            GBytes             *bytes,
            const Frame        *frame,
            ZhihuiBoardColumns *base,
            GError            **error)
{
  g_autoptr (GBytes) roster = zhihui_history_bodies_get (store, frame->roster, error);
  g_autofree char *text = NULL;

  if (roster == NULL)
    return NULL;
  if (frame->n_rows < 0 || frame->n_rows > G_MAXINT32)
    {
      g_set_error_literal (
        error, ZHIHUI_ERROR, ZHIHUI_ERROR_MALFORMED, "a kept board has no number of rows");
      return NULL;
    }

  text = g_strndup (g_bytes_get_data (roster, NULL), g_bytes_get_size (roster));
  return zhihui_board_columns_read (bytes, text, (guint) frame->n_rows, base, error);
}

/**
 * zhihui_history_bodies_get_board:
 * @store: a connection
 * @id: of a board
 * @error: return location
 *
 * Returns: (transfer full): its columns, or %NULL with @error set
 */
ZhihuiBoardColumns *
zhihui_history_bodies_get_board (ZhihuiHistoryStore *store, gint64 id, GError **error)
{
  g_autoptr (GPtrArray) chain = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (ZhihuiBoardColumns) columns = NULL;
  Frame frames[MAX_DEPTH + 1];

  for (gint64 at = id; at != NO_BODY && chain->len <= MAX_DEPTH; at = frames[chain->len - 1].base)
    {
      GBytes *bytes = read_row (store, at, &frames[chain->len], error);

      if (bytes == NULL)
        return NULL;
      g_ptr_array_add (chain, bytes);
    }

  for (guint i = chain->len; i-- > 0;)
    {
      ZhihuiBoardColumns *next = read_board (store, chain->pdata[i], &frames[i], columns, error);

      if (next == NULL)
        return NULL;
      zhihui_board_columns_free (columns);
      columns = next;
    }

  return g_steal_pointer (&columns);
}

/**
 * zhihui_history_bodies_drop_idle:
 * @store: within a transaction
 * @error: return location
 *
 * Removes what no entry and no other body needs.
 *
 * Returns: FALSE with @error set when it failed
 */
gboolean
zhihui_history_bodies_drop_idle (ZhihuiHistoryStore *store, GError **error)
{
  do
    if (!zhihui_history_store_run (store, "DELETE FROM body WHERE uses <= 0", NULL, 0, error))
      return FALSE;
  while (sqlite3_changes (store->db) > 0);

  return TRUE;
}
