/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-wall-shelf.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "zhihui-error.h"
#include "zhihui-layouts-resources.h"
#include "zhihui-plain-file.h"

#define SHIPPED "/cn/zhihui/layouts"
#define MAX_OWN 100 /* files of the operator that are looked at */

/**
 * ZhihuiWallShelf:
 *
 * A page of the operator takes the place of the shipped one of the same name. A file that became
 * wrong leaves its last good page; what is wrong with it is told.
 */
struct _ZhihuiWallShelf
{
  GObject parent_instance;

  char       *folder;  /* owned, nullable: of the operator */
  GPtrArray  *added;   /* (element-type utf8), owned: paths of single files */
  GHashTable *by_path; /* path → ZhihuiWallFile, owned: the last good page of each own file */
  GPtrArray  *pages;   /* (element-type ZhihuiWallFile), owned, in their order */
  GPtrArray  *faults;  /* (element-type utf8), owned, NULL-terminated */
};

G_DEFINE_FINAL_TYPE (ZhihuiWallShelf, zhihui_wall_shelf, G_TYPE_OBJECT)

typedef enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
} ZhihuiWallShelfSignal;

static guint signals[N_SIGNALS];

static void
zhihui_wall_shelf_finalize (GObject *object)
{
  ZhihuiWallShelf *self = ZHIHUI_WALL_SHELF (object);

  g_free (self->folder);
  g_ptr_array_unref (self->added);
  g_hash_table_unref (self->by_path);
  g_ptr_array_unref (self->pages);
  g_ptr_array_unref (self->faults);

  G_OBJECT_CLASS (zhihui_wall_shelf_parent_class)->finalize (object);
}

static void
zhihui_wall_shelf_class_init (ZhihuiWallShelfClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = zhihui_wall_shelf_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new (
    "changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static GPtrArray *
make_pages (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_wall_file_unref);
}

static void
zhihui_wall_shelf_init (ZhihuiWallShelf *self)
{
  self->added = g_ptr_array_new_with_free_func (g_free);
  self->by_path = g_hash_table_new_full (
    g_str_hash, g_str_equal, g_free, (GDestroyNotify) zhihui_wall_file_unref);
  self->pages = make_pages ();
  self->faults = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->faults, NULL);
}

/**
 * zhihui_wall_shelf_new:
 * @folder: (nullable): where the operator's pages are; it need not exist
 *
 * Returns: (transfer full): the pages there are now
 */
ZhihuiWallShelf *
zhihui_wall_shelf_new (const char *folder)
{
  ZhihuiWallShelf *self = g_object_new (ZHIHUI_TYPE_WALL_SHELF, NULL);

  self->folder = g_strdup (folder);
  zhihui_wall_shelf_read (self);
  return self;
}

/**
 * zhihui_wall_shelf_dup_shipped:
 *
 * Returns: (transfer full) (nullable): the page of that name that comes with the program
 */
ZhihuiWallFile *
zhihui_wall_shelf_dup_shipped (const char *name)
{
  g_autofree char *file = g_strconcat (name, ZHIHUI_WALL_SUFFIX, NULL);
  g_autofree char *path = g_build_path ("/", SHIPPED, file, NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  ZhihuiWallFile *page;

  bytes = g_resource_lookup_data (
    zhihui_layouts_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  if (bytes == NULL)
    return NULL;
  page = zhihui_wall_file_parse (bytes, file, &error);
  if (page == NULL)
    g_critical ("%s", error->message); /* it is ours: a test reads them all */
  return page;
}

static gboolean
find_page (GPtrArray *pages, const char *name, guint *number)
{
  for (guint i = 0; i < pages->len; i++)
    if (g_str_equal (zhihui_wall_file_get_name (pages->pdata[i]), name))
      {
        *number = i;
        return TRUE;
      }
  return FALSE;
}

/* Puts it in place of the page of that name, or beside the others. */
static void
put_page (GPtrArray *pages, ZhihuiWallFile *page)
{
  guint number;

  if (find_page (pages, zhihui_wall_file_get_name (page), &number))
    {
      zhihui_wall_file_unref (pages->pdata[number]);
      pages->pdata[number] = zhihui_wall_file_ref (page);
    }
  else
    g_ptr_array_add (pages, zhihui_wall_file_ref (page));
}

static void
put_shipped (GPtrArray *pages)
{
  g_auto (GStrv) names = g_resource_enumerate_children (
    zhihui_layouts_get_resource (), SHIPPED, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      g_autofree char *name = g_strndup (names[i], strlen (names[i]) - strlen (ZHIHUI_WALL_SUFFIX));
      g_autoptr (ZhihuiWallFile) page = zhihui_wall_shelf_dup_shipped (name);

      if (page != NULL)
        put_page (pages, page);
    }
}

/* Paths of the operator's files, in the order of their names, then of single ones. */
static GPtrArray *
list_own (ZhihuiWallShelf *self)
{
  GPtrArray *paths = zhihui_plain_file_list (self->folder, ZHIHUI_WALL_SUFFIX, MAX_OWN);

  for (guint i = 0; i < self->added->len; i++)
    g_ptr_array_add (paths, g_strdup (self->added->pdata[i]));
  return paths;
}

/* The page of a file, the last good one when it is wrong now. */
static void
put_own (ZhihuiWallShelf *self, const char *path, GHashTable *by_path, GPtrArray *pages)
{
  g_autoptr (GError) error = NULL;
  ZhihuiWallFile *page = zhihui_wall_file_load (path, &error);
  ZhihuiWallFile *last = g_hash_table_lookup (self->by_path, path);

  if (page == NULL)
    g_ptr_array_insert (self->faults, (int) self->faults->len - 1, g_strdup (error->message));
  if (page == NULL && last != NULL)
    page = zhihui_wall_file_ref (last);
  if (page == NULL)
    return;
  put_page (pages, page);
  g_hash_table_insert (by_path, g_strdup (path), page);
}

static int
compare_pages (gconstpointer a, gconstpointer b)
{
  ZhihuiWallFile *one = *(ZhihuiWallFile *const *) a;
  ZhihuiWallFile *other = *(ZhihuiWallFile *const *) b;
  int             left = zhihui_wall_file_get_order (one);
  int             right = zhihui_wall_file_get_order (other);

  if (left != right)
    return left < right ? -1 : 1;
  return g_strcmp0 (zhihui_wall_file_get_name (one), zhihui_wall_file_get_name (other));
}

/**
 * zhihui_wall_shelf_read:
 *
 * Reads all files again: small ones, at start and when one of them changed. Emits "changed" always:
 * pages or faults may be others.
 *
 * Returns: whether all files are right
 */
gboolean
zhihui_wall_shelf_read (ZhihuiWallShelf *self)
{
  g_autoptr (GPtrArray) paths = NULL;
  g_autoptr (GPtrArray) pages = make_pages ();
  GHashTable *by_path = g_hash_table_new_full (
    g_str_hash, g_str_equal, g_free, (GDestroyNotify) zhihui_wall_file_unref);

  g_return_val_if_fail (ZHIHUI_IS_WALL_SHELF (self), FALSE);

  paths = list_own (self);
  g_ptr_array_set_size (self->faults, 0);
  g_ptr_array_add (self->faults, NULL);
  put_shipped (pages);
  for (guint i = 0; i < paths->len; i++)
    put_own (self, paths->pdata[i], by_path, pages);
  g_ptr_array_sort (pages, compare_pages);

  g_hash_table_unref (self->by_path);
  self->by_path = by_path;
  g_ptr_array_unref (self->pages);
  self->pages = g_steal_pointer (&pages);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  return self->faults->len == 1;
}

/**
 * zhihui_wall_shelf_add:
 * @path: of a file of a page, wherever it is
 * @error: return location: as of zhihui_wall_file_load ()
 *
 * From now on the page of the file is one of those there are, and read again with them.
 *
 * Returns: (transfer none): the page, NULL with @error when the file is wrong: then nothing changed
 */
ZhihuiWallFile *
zhihui_wall_shelf_add (ZhihuiWallShelf *self, const char *path, GError **error)
{
  g_autoptr (ZhihuiWallFile) page = NULL;

  g_return_val_if_fail (ZHIHUI_IS_WALL_SHELF (self) && path != NULL, NULL);

  page = zhihui_wall_file_load (path, error);
  if (page == NULL)
    return NULL;
  g_ptr_array_add (self->added, g_strdup (path));
  zhihui_wall_shelf_read (self);
  return zhihui_wall_shelf_find (self, zhihui_wall_file_get_name (page), error);
}

guint
zhihui_wall_shelf_get_n_pages (ZhihuiWallShelf *self)
{
  g_return_val_if_fail (ZHIHUI_IS_WALL_SHELF (self), 0);

  return self->pages->len;
}

/**
 * zhihui_wall_shelf_get_page:
 * @number: below the number of pages; they are in their order
 *
 * Returns: (transfer none): the page, until the shelf is read again
 */
ZhihuiWallFile *
zhihui_wall_shelf_get_page (ZhihuiWallShelf *self, guint number)
{
  g_return_val_if_fail (ZHIHUI_IS_WALL_SHELF (self) && number < self->pages->len, NULL);

  return self->pages->pdata[number];
}

/**
 * zhihui_wall_shelf_find:
 * @error: return location for %ZHIHUI_ERROR_NOT_FOUND, which names the pages there are
 *
 * Returns: (transfer none): the page of that name, until the shelf is read again
 */
ZhihuiWallFile *
zhihui_wall_shelf_find (ZhihuiWallShelf *self, const char *name, GError **error)
{
  g_autoptr (GString) known = NULL;
  guint number;

  g_return_val_if_fail (ZHIHUI_IS_WALL_SHELF (self) && name != NULL, NULL);

  if (find_page (self->pages, name, &number))
    return self->pages->pdata[number];

  known = g_string_new (NULL);
  for (guint i = 0; i < self->pages->len; i++)
    g_string_append_printf (
      known, "%s%s", i > 0 ? ", " : "", zhihui_wall_file_get_name (self->pages->pdata[i]));
  g_set_error (error,
               ZHIHUI_ERROR,
               ZHIHUI_ERROR_NOT_FOUND,
               _ ("There is no page '%s'; there are: %s"),
               name,
               known->str);
  return NULL;
}

/**
 * zhihui_wall_shelf_has_file:
 *
 * Returns: whether the operator has a file for the page of that name, right or wrong
 */
gboolean
zhihui_wall_shelf_has_file (ZhihuiWallShelf *self, const char *name)
{
  g_autofree char *file = NULL;
  g_autoptr (GPtrArray) paths = NULL;

  g_return_val_if_fail (ZHIHUI_IS_WALL_SHELF (self) && name != NULL, FALSE);

  file = g_strconcat (name, ZHIHUI_WALL_SUFFIX, NULL);
  paths = list_own (self);
  for (guint i = 0; i < paths->len; i++)
    {
      g_autofree char *one = g_path_get_basename (paths->pdata[i]);

      if (g_str_equal (one, file))
        return TRUE;
    }
  return FALSE;
}

/**
 * zhihui_wall_shelf_find_number:
 *
 * Returns: the place of the page of that name among the pages; 0 when there is none
 */
guint
zhihui_wall_shelf_find_number (ZhihuiWallShelf *self, const char *name)
{
  guint number = 0;

  g_return_val_if_fail (ZHIHUI_IS_WALL_SHELF (self) && name != NULL, 0);

  find_page (self->pages, name, &number);
  return number;
}

/**
 * zhihui_wall_shelf_find_name:
 *
 * Returns: (transfer none): interned: @name where there is such a page, else that of the first one
 */
const char *
zhihui_wall_shelf_find_name (ZhihuiWallShelf *self, const char *name)
{
  guint number = zhihui_wall_shelf_find_number (self, name);

  return g_intern_string (zhihui_wall_file_get_name (zhihui_wall_shelf_get_page (self, number)));
}

/**
 * zhihui_wall_shelf_get_title:
 *
 * Returns: (transfer none): what the page of that name is called before people; @name when there is
 * none
 */
const char *
zhihui_wall_shelf_get_title (ZhihuiWallShelf *self, const char *name)
{
  ZhihuiWallFile *file = zhihui_wall_shelf_find (self, name, NULL);

  return file != NULL ? zhihui_wall_file_get_title (file) : name;
}

/**
 * zhihui_wall_shelf_get_faults:
 *
 * Returns: (transfer none) (array zero-terminated=1): what was wrong when it was read last, each
 * "FILE:LINE:COLUMN: reason"
 */
const char *const *
zhihui_wall_shelf_get_faults (ZhihuiWallShelf *self)
{
  g_return_val_if_fail (ZHIHUI_IS_WALL_SHELF (self), NULL);

  return (const char *const *) self->faults->pdata;
}
