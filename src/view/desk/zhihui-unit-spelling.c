/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-unit-spelling.h"

#include "zhihui-speller.h"
#include "zhihui-unit-row.h"

static void
spelled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) spellings = zhihui_speller_spell_finish (result, &error);
  GPtrArray *rows = g_task_get_task_data (task);

  if (spellings == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  for (guint i = 0; i < spellings->len; i++)
    {
      g_autofree char *sounds = zhihui_spelling_dup_lines (spellings->pdata[i]);

      zhihui_unit_row_set_sounds (rows->pdata[i], sounds);
    }
  g_task_return_boolean (task, TRUE);
}

void
zhihui_unit_spelling_async (GPtrArray          *rows,
                            GCancellable       *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  GTask     *task = g_task_new (NULL, cancellable, callback, user_data);
  GPtrArray *own =
    g_ptr_array_new_with_free_func (g_object_unref); /* @rows may be of others then */
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  g_task_set_source_tag (task, zhihui_unit_spelling_async);
  g_task_set_task_data (task, own, (GDestroyNotify) g_ptr_array_unref);
  for (guint i = 0; i < rows->len; i++)
    {
      g_ptr_array_add (own, g_object_ref (rows->pdata[i]));
      g_ptr_array_add (names, zhihui_unit_row_dup_names (rows->pdata[i]));
    }
  zhihui_speller_spell_async (names, cancellable, spelled_cb, task);
}

gboolean
zhihui_unit_spelling_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
