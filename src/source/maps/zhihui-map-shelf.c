/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-map-shelf.h"

#include <string.h>

#include "config.h"
#include "zhihui-imported-maps.h"
#include "zhihui-map-document.h"
#include "zhihui-mesh-file.h"

#define SHIPPED_INDEX "shipped.ini"
#define MAX_FOUND 16 /* answers that are remembered */

/* A map that was opened. Without a mesh it could not be read. */
typedef struct
{
  gint64      changed_us, length; /* of the file when it was opened */
  ZhihuiMesh *mesh;               /* owned, nullable */
} Opened;

static void
opened_free (Opened *self)
{
  zhihui_mesh_unref (self->mesh);
  g_free (self);
}

/* What was answered: the same children of the same map are the same mesh again. */
typedef struct
{
  char       *key;          /* owned */
  ZhihuiMesh *whole, *part; /* owned */
} Found;

static void
found_free (Found *self)
{
  g_free (self->key);
  zhihui_mesh_unref (self->whole);
  zhihui_mesh_unref (self->part);
  g_free (self);
}

/**
 * ZhihuiMapShelf:
 *
 * Which mesh serves the children of a region: a map that the operator has imported, else the
 * boundary that the platform sends, else one that comes with the program. It serves when it has the
 * shape of at least half of them, by code or by name. May be asked from any thread.
 */
struct _ZhihuiMapShelf
{
  GObject parent_instance;

  char *imported, *shipped; /* owned: folders */

  GMutex      lock;
  GHashTable *opened;        /* owned: path → Opened */
  GBytes     *boundary;      /* owned, nullable: of which boundary_mesh is */
  ZhihuiMesh *boundary_mesh; /* owned, nullable */
  GPtrArray  *found;         /* owned (element-type Found): the newest last */
};

G_DEFINE_FINAL_TYPE (ZhihuiMapShelf, zhihui_map_shelf, G_TYPE_OBJECT)

/* ---- what is asked for ---- */

typedef struct
{
  char      *region;   /* owned */
  GPtrArray *children; /* owned (element-type utf8): code, name, code, name … */
  GBytes    *boundary; /* owned, nullable */
} Question;

static void
question_free (Question *self)
{
  g_free (self->region);
  g_ptr_array_unref (self->children);
  g_clear_pointer (&self->boundary, g_bytes_unref);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Question, question_free)

static Question *
question_new (const char *region, GPtrArray *children, GBytes *boundary)
{
  Question *self = g_new0 (Question, 1);

  self->region = g_strdup (region != NULL ? region : "");
  self->children = g_ptr_array_new_with_free_func (g_free);
  self->boundary = boundary != NULL ? g_bytes_ref (boundary) : NULL;
  for (guint i = 0; i < children->len; i++)
    {
      const ZhihuiRegion *child = children->pdata[i];

      g_ptr_array_add (self->children, g_strdup (child->code));
      g_ptr_array_add (self->children, g_strdup (child->name));
    }

  return self;
}

static char *
make_key (const Question *question)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  for (guint i = 0; i < question->children->len; i++)
    {
      const char *text = question->children->pdata[i];

      g_checksum_update (checksum,
                         (const guchar *) (text != NULL ? text : ""),
                         text != NULL ? (gssize) strlen (text) + 1 : 1);
    }

  return g_strdup (g_checksum_get_string (checksum));
}

/* The regions of the mesh that are among the children, in their order, each once. */
static GArray *
choose_regions (const ZhihuiMesh *mesh, const Question *question)
{
  GArray            *choices = g_array_new (FALSE, FALSE, sizeof (ZhihuiMeshChoice));
  g_autofree guint8 *is_taken = g_new0 (guint8, zhihui_mesh_get_n_regions (mesh));

  for (guint i = 0; i + 1 < question->children->len; i += 2)
    {
      const char            *code = question->children->pdata[i];
      const char            *name = question->children->pdata[i + 1];
      int                    region = zhihui_mesh_match (mesh, code, name);
      const ZhihuiMeshChoice choice = { (guint) MAX (region, 0), code, name };

      if (region < 0 || is_taken[region])
        continue;
      is_taken[region] = TRUE;
      g_array_append_val (choices, choice);
    }

  return choices;
}

static gboolean
is_enough (const GArray *choices, const Question *question)
{
  return choices->len > 0 && choices->len * 2 >= question->children->len / 2;
}

/* ---- where maps come from; all with the lock held ---- */

static ZhihuiMesh *
read_shipped (ZhihuiMapShelf *self, GKeyFile *index, const char *region)
{
  g_autofree char  *file = g_key_file_get_string (index, region, "file", NULL);
  g_autofree char  *crs = g_key_file_get_string (index, region, "crs", NULL);
  g_autofree char  *attribution = g_key_file_get_string (index, region, "attribution", NULL);
  ZhihuiMapDocument reading = { .mesh.attribution = attribution };
  g_autofree char  *path = NULL;
  g_autoptr (GError) error = NULL;
  ZhihuiMesh *mesh;

  if (file == NULL || (crs != NULL && !zhihui_crs_parse (crs, &reading.crs, NULL)))
    return NULL;

  path = g_build_filename (self->shipped, file, NULL);
  mesh = zhihui_map_document_read_file (&reading, path, NULL, NULL, &error);
  if (mesh == NULL)
    g_debug ("%s", error->message);
  return mesh;
}

static ZhihuiMesh *
find_shipped (ZhihuiMapShelf *self, const char *region)
{
  g_autoptr (GKeyFile) index = NULL;
  g_autofree char *path = NULL;
  Opened          *opened = g_hash_table_lookup (self->opened, region);

  if (opened != NULL || *region == '\0')
    return opened != NULL ? opened->mesh : NULL;

  index = g_key_file_new ();
  path = g_build_filename (self->shipped, SHIPPED_INDEX, NULL);
  if (!g_key_file_load_from_file (index, path, G_KEY_FILE_NONE, NULL) ||
      !g_key_file_has_group (index, region))
    return NULL;

  opened = g_new0 (Opened, 1);
  opened->mesh = read_shipped (self, index, region);
  g_hash_table_insert (self->opened, g_strdup (region), opened);
  return opened->mesh;
}

static ZhihuiMesh *
find_boundary (ZhihuiMapShelf *self, GBytes *boundary)
{
  const ZhihuiMapDocument reading = { .crs = ZHIHUI_CRS_WGS84 };

  if (boundary == NULL)
    return NULL;
  if (self->boundary != NULL && g_bytes_equal (self->boundary, boundary))
    return self->boundary_mesh;

  g_clear_pointer (&self->boundary, g_bytes_unref);
  g_clear_pointer (&self->boundary_mesh, zhihui_mesh_unref);
  self->boundary = g_bytes_ref (boundary);
  self->boundary_mesh = zhihui_map_document_read_bytes (&reading, boundary, NULL, NULL);
  return self->boundary_mesh;
}

static ZhihuiMesh *
open_imported (ZhihuiMapShelf *self, const char *name)
{
  g_autofree char *path = zhihui_imported_maps_get_path (self->imported, name);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInfo) info = g_file_query_info (
    file, "time::modified,time::modified-usec,standard::size", G_FILE_QUERY_INFO_NONE, NULL, NULL);
  g_autoptr (GDateTime) changed =
    info != NULL ? g_file_info_get_modification_date_time (info) : NULL;
  g_autoptr (GError) error = NULL;
  Opened *opened = g_hash_table_lookup (self->opened, path);
  gint64  changed_us, length;

  if (changed == NULL)
    return NULL;

  changed_us =
    g_date_time_to_unix (changed) * G_USEC_PER_SEC + g_date_time_get_microsecond (changed);
  length = g_file_info_get_size (info);
  if (opened != NULL && opened->changed_us == changed_us && opened->length == length)
    return opened->mesh;

  opened = g_new0 (Opened, 1);
  opened->changed_us = changed_us;
  opened->length = length;
  opened->mesh = zhihui_mesh_open (path, &error);
  if (opened->mesh == NULL)
    g_debug ("%s", error->message);
  g_hash_table_insert (self->opened, g_steal_pointer (&path), opened);
  return opened->mesh;
}

/* The imported map that has most of the children; of equal ones the first by name. */
static ZhihuiMesh *
find_imported (ZhihuiMapShelf *self, const Question *question)
{
  g_autoptr (GPtrArray) names = zhihui_imported_maps_list (self->imported);
  ZhihuiMesh *best = NULL;
  guint       most = 0;

  for (guint i = 0; i < names->len; i++)
    {
      ZhihuiMesh *mesh = open_imported (self, names->pdata[i]);
      g_autoptr (GArray) choices = mesh != NULL ? choose_regions (mesh, question) : NULL;

      if (choices != NULL && choices->len > most)
        {
          best = mesh;
          most = choices->len;
        }
    }

  return best;
}

/* ---- answering ---- */

static ZhihuiMesh *
remember (ZhihuiMapShelf *self, const char *key, ZhihuiMesh *whole, const GArray *choices)
{
  Found *found;

  for (guint i = 0; i < self->found->len; i++)
    {
      found = self->found->pdata[i];
      if (found->whole == whole && g_str_equal (found->key, key))
        return zhihui_mesh_ref (found->part);
    }

  if (self->found->len == MAX_FOUND)
    g_ptr_array_remove_index (self->found, 0);
  found = g_new0 (Found, 1);
  found->key = g_strdup (key);
  found->whole = zhihui_mesh_ref (whole);
  found->part = zhihui_mesh_extract (whole, (const ZhihuiMeshChoice *) choices->data, choices->len);
  g_ptr_array_add (self->found, found);
  return zhihui_mesh_ref (found->part);
}

static ZhihuiMesh *
answer (ZhihuiMapShelf *self, const Question *question)
{
  g_autofree char *key = make_key (question);
  ZhihuiMesh      *mesh = NULL;
  ZhihuiMesh      *candidate = NULL;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  for (guint i = 0; mesh == NULL && i < 3; i++)
    {
      g_autoptr (GArray) choices = NULL;

      if (i == 0)
        candidate = find_imported (self, question);
      else if (i == 1)
        candidate = find_boundary (self, question->boundary);
      else
        candidate = find_shipped (self, question->region);

      choices = candidate != NULL ? choose_regions (candidate, question) : NULL;
      if (choices != NULL && is_enough (choices, question))
        mesh = remember (self, key, candidate, choices);
    }

  return mesh;
}

/**
 * zhihui_map_shelf_find:
 * @self: a shelf
 * @region: (nullable): code of a region
 * @children: (element-type ZhihuiRegion): regions inside it
 * @boundary: (nullable): what the platform sends of their shapes
 * @cancellable: (nullable): stops it
 * @error: return location
 *
 * Reads files: for commands, and for threads. See zhihui_map_shelf_find_async ().
 *
 * Returns: (transfer full) (nullable): a mesh of those children that have a shape, in their order,
 * by their codes and names; %NULL without an error when no map has the shape of half of them
 */
ZhihuiMesh *
zhihui_map_shelf_find (ZhihuiMapShelf *self,
                       const char     *region,
                       GPtrArray      *children,
                       GBytes         *boundary,
                       GCancellable   *cancellable,
                       GError        **error)
{
  g_autoptr (Question) question = NULL;

  g_return_val_if_fail (ZHIHUI_IS_MAP_SHELF (self), NULL);
  g_return_val_if_fail (children != NULL, NULL);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;

  question = question_new (region, children, boundary);
  return answer (self, question);
}

static void
find_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_task_return_pointer (task, answer (source, data), (GDestroyNotify) zhihui_mesh_unref);
}

/**
 * zhihui_map_shelf_find_async:
 * @self: a shelf
 * @region: (nullable): code of a region
 * @children: (element-type ZhihuiRegion): regions inside it
 * @boundary: (nullable): what the platform sends of their shapes
 * @cancellable: (nullable): stops it
 * @callback: called in the main context of the caller
 * @user_data: for it
 *
 * Looks in a thread for the mesh that shows the children of a region. As long as neither they nor
 * the maps change the answer is the same mesh.
 */
void
zhihui_map_shelf_find_async (ZhihuiMapShelf     *self,
                             const char         *region,
                             GPtrArray          *children,
                             GBytes             *boundary,
                             GCancellable       *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (ZHIHUI_IS_MAP_SHELF (self));
  g_return_if_fail (children != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, zhihui_map_shelf_find_async);
  g_task_set_task_data (
    task, question_new (region, children, boundary), (GDestroyNotify) question_free);
  g_task_run_in_thread (task, find_in_thread);
}

/**
 * zhihui_map_shelf_find_finish:
 * @self: a shelf
 * @result: what the callback was given
 * @error: return location
 *
 * Returns: (transfer full) (nullable): as zhihui_map_shelf_find ()
 */
ZhihuiMesh *
zhihui_map_shelf_find_finish (ZhihuiMapShelf *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- class ---- */

static void
zhihui_map_shelf_finalize (GObject *object)
{
  ZhihuiMapShelf *self = ZHIHUI_MAP_SHELF (object);

  g_free (self->imported);
  g_free (self->shipped);
  g_mutex_clear (&self->lock);
  g_hash_table_unref (self->opened);
  g_clear_pointer (&self->boundary, g_bytes_unref);
  zhihui_mesh_unref (self->boundary_mesh);
  g_ptr_array_unref (self->found);

  G_OBJECT_CLASS (zhihui_map_shelf_parent_class)->finalize (object);
}

static void
zhihui_map_shelf_class_init (ZhihuiMapShelfClass *class)
{
  G_OBJECT_CLASS (class)->finalize = zhihui_map_shelf_finalize;
}

static void
zhihui_map_shelf_init (ZhihuiMapShelf *self)
{
  g_mutex_init (&self->lock);
  self->opened =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) opened_free);
  self->found = g_ptr_array_new_with_free_func ((GDestroyNotify) found_free);
}

/**
 * zhihui_map_shelf_new_for_folders:
 * @imported: where the operator's maps are kept; may not be there
 * @shipped: where the maps of the program are
 *
 * Returns: (transfer full): a shelf
 */
ZhihuiMapShelf *
zhihui_map_shelf_new_for_folders (const char *imported, const char *shipped)
{
  ZhihuiMapShelf *self = g_object_new (ZHIHUI_TYPE_MAP_SHELF, NULL);

  self->imported = g_strdup (imported);
  self->shipped = g_strdup (shipped);
  return self;
}

/**
 * zhihui_map_shelf_new:
 *
 * Returns: (transfer full): the shelf of this user and this program; in the build tree
 * ZHIHUI_DATADIR says where its data is
 */
ZhihuiMapShelf *
zhihui_map_shelf_new (void)
{
  const char      *told = g_getenv ("ZHIHUI_DATADIR");
  g_autofree char *imported = zhihui_imported_maps_get_folder ();
  g_autofree char *shipped = g_build_filename (told != NULL ? told : PKGDATADIR, "maps", NULL);

  return zhihui_map_shelf_new_for_folders (imported, shipped);
}
