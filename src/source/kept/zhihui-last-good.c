/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-last-good.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "zhihui-error.h"
#include "zhihui-kept-purge.h"

/* MAGIC, the SHA-256 of the rest in hex, a newline, then a GVariant of FORMAT:
 * (platform now, uptime, [(path, as of, ETag, [body])], boot). The one before it told the time of
 * this machine in the place of its uptime. */
#define FORMAT "(xxa(sxsaay)s)"
#define FORMAT_BEFORE "(xxa(sxsaay))"
#if G_BYTE_ORDER == G_LITTLE_ENDIAN
#define MAGIC "zhihui-last-good 3 LE\n"
#define MAGIC_BEFORE "zhihui-last-good 2 LE\n"
#else
#define MAGIC "zhihui-last-good 3 BE\n"
#define MAGIC_BEFORE "zhihui-last-good 2 BE\n"
#endif
#define DIGEST_LENGTH 64
#define IDENTITY_LENGTH 32
#define HEAD_LENGTH (sizeof MAGIC - 1 + DIGEST_LENGTH + 1)
#define FILE_MAX_BYTES (256 * 1024 * 1024)

struct _ZhihuiLastGood
{
  char  *directory; /* owned */
  char  *identity;  /* owned */
  char  *path;      /* owned */
  GMutex mutex;     /* one reader or writer of the file at a time */
};

typedef struct
{
  ZhihuiLastGood  *last_good; /* owned */
  ZhihuiCatalogue *catalogue; /* owned, nullable */
  ZhihuiWantsCopy *wants;     /* owned, nullable */
  ZhihuiKeptSet   *set;       /* owned, nullable */
} Job;

/**
 * zhihui_kept_free:
 * @self: (transfer full): an item
 */
void
zhihui_kept_free (ZhihuiKept *self)
{
  zhihui_resource_unref_figures (self->resource, self->figures);
  zhihui_resource_unref (self->resource);
  g_clear_pointer (&self->bodies, g_ptr_array_unref);
  g_free (self->etag);
  g_free (self);
}

/**
 * zhihui_kept_set_free:
 * @self: (transfer full) (nullable): a set
 */
void
zhihui_kept_set_free (ZhihuiKeptSet *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->items);
  g_free (self->boot);
  g_free (self);
}

/**
 * zhihui_last_good_new:
 * @cache_dir: (nullable): %NULL for "zhihui" in the cache folder of the user
 * @key: what is read, usually its address
 * @token: (nullable): by whom; another token never sees what this one saw
 *
 * Returns: (transfer full): the place of the last good answers; nothing is read yet
 */
ZhihuiLastGood *
zhihui_last_good_new (const char *cache_dir, const char *key, const char *token)
{
  ZhihuiLastGood *self = g_atomic_rc_box_new0 (ZhihuiLastGood);
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *name = NULL;

  g_checksum_update (checksum, (const guchar *) key, (gssize) strlen (key) + 1);
  if (token != NULL)
    g_checksum_update (checksum, (const guchar *) token, (gssize) strlen (token));
  self->identity = g_strndup (g_checksum_get_string (checksum), IDENTITY_LENGTH);
  name = g_strconcat (ZHIHUI_KEPT_PREFIX, self->identity, NULL);

  self->directory = cache_dir != NULL ? g_strdup (cache_dir)
                                      : g_build_filename (g_get_user_cache_dir (), "zhihui", NULL);
  self->path = g_build_filename (self->directory, name, NULL);
  g_mutex_init (&self->mutex);

  return self;
}

/**
 * zhihui_last_good_ref:
 * @self: the last good answers
 *
 * Returns: (transfer full): @self
 */
ZhihuiLastGood *
zhihui_last_good_ref (ZhihuiLastGood *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_last_good (gpointer data)
{
  ZhihuiLastGood *self = data;

  g_free (self->directory);
  g_free (self->identity);
  g_free (self->path);
  g_mutex_clear (&self->mutex);
}

/**
 * zhihui_last_good_unref:
 * @self: (transfer full): the last good answers
 */
void
zhihui_last_good_unref (ZhihuiLastGood *self)
{
  g_atomic_rc_box_release_full (self, clear_last_good);
}

/**
 * zhihui_last_good_get_path:
 * @self: the last good answers
 *
 * Returns: (transfer none): the file
 */
const char *
zhihui_last_good_get_path (ZhihuiLastGood *self)
{
  return self->path;
}

/**
 * zhihui_last_good_get_identity:
 * @self: the last good answers
 *
 * Returns: (transfer none): a digest of what is read and by whom, for names of files
 */
const char *
zhihui_last_good_get_identity (ZhihuiLastGood *self)
{
  return self->identity;
}

static void
job_free (gpointer data)
{
  Job *self = data;

  zhihui_last_good_unref (self->last_good);
  g_clear_pointer (&self->catalogue, zhihui_catalogue_unref);
  g_clear_pointer (&self->wants, zhihui_wants_copy_unref);
  g_clear_pointer (&self->set, zhihui_kept_set_free);
  g_free (self);
}

/* Of what form the file is, or NULL. */
static const GVariantType *
find_format (const char *text, gsize length)
{
  if (length <= HEAD_LENGTH || length > FILE_MAX_BYTES || text[HEAD_LENGTH - 1] != '\n')
    return NULL;
  if (memcmp (text, MAGIC, sizeof MAGIC - 1) == 0)
    return G_VARIANT_TYPE (FORMAT);
  return memcmp (text, MAGIC_BEFORE, sizeof MAGIC_BEFORE - 1) == 0 ? G_VARIANT_TYPE (FORMAT_BEFORE)
                                                                   : NULL;
}

/* The content of the file, or NULL when there is none that can be trusted. */
static GVariant *
read_file (ZhihuiLastGood *self)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) payload = NULL;
  g_autoptr (GVariant) content = NULL;
  g_autofree char    *digest = NULL;
  const GVariantType *format;
  char               *text;
  gsize               length;

  if (!g_file_get_contents (self->path, &text, &length, NULL))
    return NULL;

  bytes = g_bytes_new_take (text, length);
  format = find_format (text, length);
  if (format == NULL)
    {
      g_debug ("%s is no file of last good answers: it will be replaced", self->path);
      return NULL;
    }

  payload = g_bytes_new_from_bytes (bytes, HEAD_LENGTH, length - HEAD_LENGTH);
  digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, payload);
  content = g_variant_ref_sink (g_variant_new_from_bytes (format, payload, FALSE));
  /* Whole, it is as it was written; who else wrote it is read as GVariant reads what it does not
   * trust. */
  if (memcmp (text + sizeof MAGIC - 1, digest, DIGEST_LENGTH) != 0)
    {
      g_debug ("%s is damaged: it will be replaced", self->path);
      return NULL;
    }

  return g_steal_pointer (&content);
}

/* The kept item of @path, or NULL. */
static GVariant *
find_item (GVariant *content, const char *path)
{
  g_autoptr (GVariant) items = g_variant_get_child_value (content, 2);
  gsize n_items = g_variant_n_children (items);

  for (gsize i = 0; i < n_items; i++)
    {
      g_autoptr (GVariant) item = g_variant_get_child_value (items, i);
      const char *item_path;

      g_variant_get_child (item, 0, "&s", &item_path);
      if (g_str_equal (item_path, path))
        return g_steal_pointer (&item);
    }

  return NULL;
}

static GPtrArray *
get_bodies (GVariant *item)
{
  GPtrArray *bodies = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (GVariant) pages = g_variant_get_child_value (item, 3);
  gsize n_pages = g_variant_n_children (pages);

  for (gsize i = 0; i < n_pages; i++)
    {
      g_autoptr (GVariant) page = g_variant_get_child_value (pages, i);

      g_ptr_array_add (bodies, g_variant_get_data_as_bytes (page));
    }

  return bodies;
}

/* Decodes through the wire again: what is on disk is trusted no more than what comes by air. */
static ZhihuiKept *
read_item (GVariant *content, ZhihuiResource *resource)
{
  g_autoptr (GVariant) item = find_item (content, resource->path);
  g_autoptr (GPtrArray) bodies = NULL;
  g_autoptr (GError) error = NULL;
  ZhihuiKept *kept;
  gpointer    figures;
  const char *etag;
  gint64      as_of;

  if (item == NULL)
    return NULL;

  bodies = get_bodies (item);
  if (bodies->len == 0)
    return NULL;

  figures = zhihui_resource_restore (resource, bodies, &error);
  if (figures == NULL)
    {
      g_debug ("The last good %s cannot be read: %s", resource->name, error->message);
      return NULL;
    }

  g_variant_get (item, "(&sx&s@aay)", NULL, &as_of, &etag, NULL);
  kept = g_new0 (ZhihuiKept, 1);
  kept->resource = zhihui_resource_ref (resource);
  kept->figures = figures;
  kept->etag = etag[0] != '\0' ? g_strdup (etag) : NULL;
  kept->as_of = as_of;

  return kept;
}

/* When the content was written: it is told by no clock that can be set. */
static void
read_clock (GVariant *content, ZhihuiKeptSet *set)
{
  g_variant_get_child (content, 0, "x", &set->platform_now);
  if (g_variant_n_children (content) < 4)
    return;

  g_variant_get_child (content, 1, "x", &set->uptime_s);
  g_variant_get_child (content, 3, "s", &set->boot);
}

/* A process that was killed while writing left its half. */
static void
remove_halves (ZhihuiLastGood *self)
{
  g_autoptr (GDir) directory = g_dir_open (self->directory, 0, NULL);
  g_autofree char *name = g_path_get_basename (self->path);
  g_autofree char *prefix = g_strconcat (name, ".", NULL);
  const char      *entry;

  while (directory != NULL && (entry = g_dir_read_name (directory)) != NULL)
    if (g_str_has_prefix (entry, prefix))
      {
        g_autofree char *half = g_build_filename (self->directory, entry, NULL);

        g_unlink (half);
      }
}

static void
load_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Job *job = task_data;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&job->last_good->mutex);
  g_autoptr (GVariant) content = read_file (job->last_good);
  g_autoptr (GPtrArray) resources = NULL;
  ZhihuiKeptSet *set = g_new0 (ZhihuiKeptSet, 1);
  ZhihuiMeta    *meta = NULL;

  remove_halves (job->last_good);

  set->items = g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_kept_free);
  set->platform_now = ZHIHUI_NO_INSTANT;
  if (content == NULL)
    {
      g_task_return_pointer (task, set, (GDestroyNotify) zhihui_kept_set_free);
      return;
    }

  read_clock (content, set);
  resources = zhihui_catalogue_list (job->catalogue, &job->wants->wants, NULL);
  for (guint i = 0; i < resources->len && !g_cancellable_is_cancelled (cancellable); i++)
    {
      ZhihuiKept *kept = read_item (content, resources->pdata[i]);

      if (kept == NULL)
        continue;

      g_ptr_array_add (set->items, kept);
      if (i == 0)
        meta = zhihui_resource_get_meta (kept->resource, kept->figures);
      if (i == 0 && meta != NULL)
        {
          /* Now it is known what else there is. */
          g_ptr_array_unref (resources);
          resources = zhihui_catalogue_list (job->catalogue, &job->wants->wants, meta);
        }
    }

  g_task_return_pointer (task, set, (GDestroyNotify) zhihui_kept_set_free);
}

/**
 * zhihui_last_good_load_async:
 * @self: the last good answers
 * @catalogue: what the source can be asked for
 * @wants: which of them
 * @cancellable: (nullable): ends it
 * @callback: called when they are there
 * @user_data: for @callback
 *
 * Reads and decodes in a worker. A file that is missing or damaged is an empty set.
 */
void
zhihui_last_good_load_async (ZhihuiLastGood     *self,
                             ZhihuiCatalogue    *catalogue,
                             ZhihuiWantsCopy    *wants,
                             GCancellable       *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Job *job = g_new0 (Job, 1);

  job->last_good = zhihui_last_good_ref (self);
  job->catalogue = zhihui_catalogue_ref (catalogue);
  job->wants = zhihui_wants_copy_ref (wants);
  g_task_set_source_tag (task, zhihui_last_good_load_async);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, load_in_thread);
}

/**
 * zhihui_last_good_load_finish:
 * @result: given to the callback
 * @error: return location, set only by cancelling
 *
 * Returns: (transfer full): what was kept
 */
ZhihuiKeptSet *
zhihui_last_good_load_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static GVariant *
make_item (ZhihuiKept *kept)
{
  GVariantBuilder pages;

  g_variant_builder_init (&pages, G_VARIANT_TYPE ("aay"));
  for (guint i = 0; i < kept->bodies->len; i++)
    g_variant_builder_add_value (
      &pages, g_variant_new_from_bytes (G_VARIANT_TYPE_BYTESTRING, kept->bodies->pdata[i], TRUE));

  /* Who asks with a tag is told "the same" and would never get back what was left out. */
  return g_variant_new ("(sxs@aay)",
                        kept->resource->path,
                        kept->as_of,
                        kept->etag != NULL && !kept->resource->keeps_less ? kept->etag : "",
                        g_variant_builder_end (&pages));
}

static GVariant *
make_content (ZhihuiKeptSet *set, GVariant *old)
{
  GVariantBuilder items;

  g_variant_builder_init (&items, G_VARIANT_TYPE ("a(sxsaay)"));
  for (guint i = 0; i < set->items->len; i++)
    {
      ZhihuiKept *kept = set->items->pdata[i];

      if (kept->bodies != NULL)
        {
          g_variant_builder_add_value (&items, make_item (kept));
        }
      else if (old != NULL)
        {
          g_autoptr (GVariant) item = find_item (old, kept->resource->path);

          if (item != NULL)
            g_variant_builder_add_value (&items, item);
        }
    }

  return g_variant_ref_sink (g_variant_new ("(xx@a(sxsaay)s)",
                                            set->platform_now,
                                            set->uptime_s,
                                            g_variant_builder_end (&items),
                                            set->boot != NULL ? set->boot : ""));
}

/**
 * zhihui_last_good_save:
 * @self: the last good answers
 * @set: what is kept from now on; an item without bodies stands as it is on disk
 * @error: return location
 *
 * Blocks until it is on disk. The file is replaced whole or not at all. Those of others that are
 * too old or too many go.
 *
 * Returns: whether it was written
 */
gboolean
zhihui_last_good_save (ZhihuiLastGood *self, ZhihuiKeptSet *set, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  g_autoptr (GVariant) old = read_file (self);
  g_autoptr (GVariant) content = make_content (set, old);
  g_autoptr (GByteArray) text = g_byte_array_new ();
  g_autoptr (GBytes) payload = g_variant_get_data_as_bytes (content);
  g_autofree char *digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, payload);

  if (g_bytes_get_size (payload) > FILE_MAX_BYTES - HEAD_LENGTH)
    {
      g_set_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_TOO_LARGE, "%s is too large", self->path);
      return FALSE;
    }

  if (g_mkdir_with_parents (self->directory, 0700) != 0)
    {
      g_set_error (
        error, ZHIHUI_ERROR, ZHIHUI_ERROR_FAILED, "%s: %s", self->directory, g_strerror (errno));
      return FALSE;
    }

  g_byte_array_append (text, (const guint8 *) MAGIC, sizeof MAGIC - 1);
  g_byte_array_append (text, (const guint8 *) digest, DIGEST_LENGTH);
  g_byte_array_append (text, (const guint8 *) "\n", 1);
  g_byte_array_append (text, g_bytes_get_data (payload, NULL), (guint) g_bytes_get_size (payload));

  /* Writes beside, syncs it, renames, syncs the folder. */
  if (!g_file_set_contents_full (self->path,
                                 (const char *) text->data,
                                 text->len,
                                 G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                 0600,
                                 error))
    return FALSE;

  zhihui_kept_purge (self->directory, self->path, g_get_real_time () / G_USEC_PER_SEC);
  return TRUE;
}

static void
save_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Job *job = task_data;
  g_autoptr (GError) error = NULL;

  if (!zhihui_last_good_save (job->last_good, job->set, &error))
    g_warning ("The last good figures cannot be kept: %s", error->message);
  g_task_return_boolean (task, TRUE);
}

/**
 * zhihui_last_good_save_async:
 * @self: the last good answers
 * @set: (transfer full): as zhihui_last_good_save()
 *
 * Writes in a worker; a failure is logged, for the figures on the screen are not touched by it.
 */
void
zhihui_last_good_save_async (ZhihuiLastGood *self, ZhihuiKeptSet *set)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, NULL, NULL);
  Job *job = g_new0 (Job, 1);

  job->last_good = zhihui_last_good_ref (self);
  job->set = set;
  g_task_set_source_tag (task, zhihui_last_good_save_async);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, save_in_thread);
}
