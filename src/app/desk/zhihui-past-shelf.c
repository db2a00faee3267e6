/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-past-shelf.h"

#include "zhihui-history-folder.h"
#include "zhihui-history.h"

#define MAX_MOMENTS 100000

/**
 * zhihui_past_shelf_free:
 * @self: (nullable) (transfer full): nothing of it is kept
 */
void
zhihui_past_shelf_free (ZhihuiPastShelf *self)
{
  if (self == NULL)
    return;
  g_free (self->path);
  zhihui_zone_unref (self->zone);
  g_array_unref (self->days);
  g_free (self);
}

static void
add_days (ZhihuiPastShelf *self, GArray *moments)
{
  for (guint i = 0; i < moments->len; i++)
    {
      gint32 day = zhihui_zone_day_of (self->zone, g_array_index (moments, gint64, i));

      if (self->days->len == 0 || g_array_index (self->days, gint32, self->days->len - 1) != day)
        g_array_append_val (self->days, day);
    }
}

static ZhihuiPastShelf *
look (const char *key, GError **error)
{
  g_autofree char *path = zhihui_history_folder_find (NULL, key, ZHIHUI_KEEP_FOR_DESK, error);
  g_autoptr (ZhihuiHistory) history = path != NULL ? zhihui_history_open (path, error) : NULL;
  g_autoptr (GArray) moments = NULL;
  ZhihuiPastShelf *self;
  gint64           oldest, newest;

  if (history == NULL || !zhihui_history_get_range (history, &oldest, &newest, error))
    return NULL;
  moments = zhihui_history_list_moments (history, oldest, newest + 1, MAX_MOMENTS, error);
  if (moments == NULL)
    return NULL;

  self = g_new0 (ZhihuiPastShelf, 1);
  self->path = g_steal_pointer (&path);
  self->zone = zhihui_history_dup_zone (history);
  self->oldest = oldest;
  self->newest = newest;
  self->days = g_array_new (FALSE, FALSE, sizeof (gint32));
  add_days (self, moments);
  return self;
}

static void
look_in_thread (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  GError          *error = NULL;
  ZhihuiPastShelf *shelf = look (task_data, &error);

  if (shelf != NULL)
    g_task_return_pointer (task, shelf, (GDestroyNotify) zhihui_past_shelf_free);
  else
    g_task_return_error (task, error);
}

/**
 * zhihui_past_shelf_look_async:
 * @key: of the source, zhihui_source_get_key()
 *
 * Looks in a worker what is kept of it.
 */
void
zhihui_past_shelf_look_async (const char         *key,
                              GCancellable       *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_task_data (task, g_strdup (key), g_free);
  g_task_run_in_thread (task, look_in_thread);
}

/**
 * zhihui_past_shelf_look_finish:
 *
 * Returns: (transfer full): or %NULL with @error set: nothing is kept of it
 */
ZhihuiPastShelf *
zhihui_past_shelf_look_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
