/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "zhihui-error.h"
#include "zhihui-layer.h"

static gboolean
write_head (const ZhihuiLayer *self, ZhihuiStore *store, GError **error)
{
  static const char sql[] =
    "INSERT INTO layer (id, position, label, kind, source, as_of, is_public)"
    " VALUES (?1, (SELECT COALESCE (MAX (position), 0) + 1 FROM layer), ?2, ?3, ?4, ?5, ?6)"
    " ON CONFLICT (id) DO UPDATE SET label = excluded.label, kind = excluded.kind,"
    " source = excluded.source, as_of = excluded.as_of, is_public = excluded.is_public";
  ZhihuiStatement *row = zhihui_store_prepare (store, sql);

  zhihui_statement_bind_text (row, 1, self->id);
  zhihui_statement_bind_text (row, 2, self->label);
  zhihui_statement_bind_text (row, 3, self->kind);
  zhihui_statement_bind_text (row, 4, self->source != NULL ? self->source : "");
  zhihui_statement_bind_text (row, 5, self->as_of != NULL ? self->as_of : "");
  zhihui_statement_bind_integer (row, 6, self->is_public);
  return zhihui_statement_finish (row, error);
}

static gboolean
write_point (const ZhihuiLayer      *self,
             const ZhihuiLayerPoint *point,
             ZhihuiStore            *store,
             GError                **error)
{
  static const char sql[] = "INSERT INTO layer_point (layer, name, region, lon, lat, n, n_online,"
                            " status) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
  ZhihuiStatement  *row = zhihui_store_prepare (store, sql);

  zhihui_statement_bind_text (row, 1, self->id);
  zhihui_statement_bind_text (row, 2, point->name);
  zhihui_statement_bind_text (row, 3, point->region != NULL ? point->region : "");
  if (!isnan (point->lon))
    {
      zhihui_statement_bind_real (row, 4, point->lon);
      zhihui_statement_bind_real (row, 5, point->lat);
    }
  zhihui_statement_bind_integer (row, 6, point->n);
  if (point->n_online >= 0)
    zhihui_statement_bind_integer (row, 7, point->n_online);
  zhihui_statement_bind_text (row, 8, point->status != NULL ? point->status : "");
  return zhihui_statement_finish (row, error);
}

static gboolean
remove_points (ZhihuiStore *store, const char *id, GError **error)
{
  static const char sql[] = "DELETE FROM layer_point WHERE layer = ?1";
  ZhihuiStatement  *row = zhihui_store_prepare (store, sql);

  zhihui_statement_bind_text (row, 1, id);
  return zhihui_statement_finish (row, error);
}

static gboolean
write_layer (const ZhihuiLayer *self, ZhihuiStore *store, GError **error)
{
  if (!write_head (self, store, error) || !remove_points (store, self->id, error))
    return FALSE;

  for (guint i = 0; i < self->points->len; i++)
    if (!write_point (self, self->points->pdata[i], store, error))
      return FALSE;
  return TRUE;
}

/**
 * zhihui_layer_store:
 *
 * Puts a layer that was checked in the place of the one with its id, or none of it.
 */
gboolean
zhihui_layer_store (ZhihuiLayer *self, ZhihuiStore *store, GError **error)
{
  g_return_val_if_fail (self != NULL && store != NULL, FALSE);

  if (!zhihui_store_begin (store, error))
    return FALSE;
  if (write_layer (self, store, error) && zhihui_store_commit (store, error))
    return TRUE;

  zhihui_store_rollback (store);
  return FALSE;
}

/**
 * zhihui_layer_remove:
 *
 * Returns: %FALSE with NOT_FOUND when there is no such layer
 */
gboolean
zhihui_layer_remove (ZhihuiStore *store, const char *id, GError **error)
{
  static const char sql[] = "DELETE FROM layer WHERE id = ?1";
  ZhihuiStatement  *row;
  guint             n_removed = 0;
  gboolean          done;

  g_return_val_if_fail (store != NULL && id != NULL, FALSE);

  if (!zhihui_store_begin (store, error))
    return FALSE;
  done = remove_points (store, id, error);
  if (done)
    {
      row = zhihui_store_prepare (store, sql);
      zhihui_statement_bind_text (row, 1, id);
      done = zhihui_statement_finish (row, error);
      n_removed = zhihui_statement_get_n_changed (row);
    }
  if (done && zhihui_store_commit (store, error))
    {
      if (n_removed == 0)
        g_set_error (error, ZHIHUI_ERROR, ZHIHUI_ERROR_NOT_FOUND, _ ("There is no layer %s"), id);
      return n_removed > 0;
    }

  zhihui_store_rollback (store);
  return FALSE;
}

static gboolean
write_indicator (ZhihuiStore *store, const char *id, char **fields, GError **error)
{
  static const char sql[] =
    "INSERT INTO indicator (id, name, value, unit, as_of, source, region, position)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7,"
    " (SELECT COALESCE (MAX (position), 0) + 1 FROM indicator))"
    " ON CONFLICT (id) DO UPDATE SET name = excluded.name, value = excluded.value,"
    " unit = excluded.unit, as_of = excluded.as_of, source = excluded.source,"
    " region = excluded.region";
  g_autofree char *region = zhihui_store_get_setting (store, "region");
  ZhihuiStatement *row = zhihui_store_prepare (store, sql);

  zhihui_statement_bind_text (row, 1, id);
  for (guint i = 0; i < 5; i++)
    zhihui_statement_bind_text (row, i + 2, fields[i]);
  zhihui_statement_bind_text (row, 7, region != NULL ? region : "");
  return zhihui_statement_finish (row, error);
}

static gboolean
write_indicators (ZhihuiStore *store, GKeyFile *file, guint *n, GError **error)
{
  g_auto (GStrv) ids = g_key_file_get_keys (file, "indicators", NULL, error);

  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    {
      g_auto (GStrv) fields = g_key_file_get_string_list (file, "indicators", ids[i], NULL, error);

      if (fields == NULL)
        return FALSE;
      if (g_strv_length (fields) != 5 || *fields[0] == '\0' || *fields[1] == '\0')
        {
          g_set_error (error,
                       ZHIHUI_ERROR,
                       ZHIHUI_ERROR_INVALID,
                       _ ("%s is not name;value;unit;as of;source"),
                       ids[i]);
          return FALSE;
        }
      if (!write_indicator (store, ids[i], fields, error))
        return FALSE;
      ++*n;
    }
  return ids != NULL;
}

/**
 * zhihui_indicators_import:
 * @n: (out): how many were written
 *
 * All of the file, or none of it.
 */
gboolean
zhihui_indicators_import (ZhihuiStore *store, const char *path, guint *n, GError **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();

  g_return_val_if_fail (store != NULL && path != NULL && n != NULL, FALSE);

  *n = 0;
  if (!g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, error))
    {
      g_prefix_error (error, "%s: ", path);
      return FALSE;
    }
  if (!zhihui_store_begin (store, error))
    return FALSE;
  if (write_indicators (store, file, n, error) && zhihui_store_commit (store, error))
    return TRUE;

  zhihui_store_rollback (store);
  g_prefix_error (error, "%s: ", path);
  return FALSE;
}
