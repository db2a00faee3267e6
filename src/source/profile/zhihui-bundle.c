/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-bundle.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "zhihui-error.h"
#include "zhihui-kept-form.h"
#include "zhihui-wire.h"

#define UNREF(name) (GDestroyNotify) zhihui_##name##_unref

static const GDestroyNotify unrefs[ZHIHUI_N_DATASETS] = {
  [ZHIHUI_DATASET_META] = UNREF (meta),
  [ZHIHUI_DATASET_SUMMARY] = UNREF (summary),
  [ZHIHUI_DATASET_CHANNELS] = UNREF (channels),
  [ZHIHUI_DATASET_HOT_WORDS] = UNREF (hot_words),
  [ZHIHUI_DATASET_MAP] = UNREF (map_figures),
  [ZHIHUI_DATASET_REGIONS] = UNREF (regions),
  [ZHIHUI_DATASET_MEETINGS] = UNREF (meetings),
  [ZHIHUI_DATASET_ALERTS] = UNREF (alerts),
  [ZHIHUI_DATASET_UNITS] = UNREF (units),
  [ZHIHUI_DATASET_TRENDS... ZHIHUI_DATASET_LAST_TREND] = UNREF (trend),
  [ZHIHUI_DATASET_LAYERS] = UNREF (layers),
  [ZHIHUI_DATASET_INDICATORS] = UNREF (indicators),
  [ZHIHUI_DATASET_SYSTEMS] = UNREF (systems),
  [ZHIHUI_DATASET_GUIDE] = UNREF (guide),
  [ZHIHUI_DATASET_STAFF] = UNREF (staff),
  [ZHIHUI_DATASET_SERVICES] = UNREF (services),
  [ZHIHUI_DATASET_MODES] = UNREF (channels),
};

static void
board_free (gpointer data)
{
  ZhihuiBundleBoard *self = data;

  zhihui_ranking_unref (self->ranking);
  g_free (self);
}

/**
 * zhihui_bundle_new:
 * @as_of: the moment of its figures
 */
ZhihuiBundle *
zhihui_bundle_new (gint64 as_of)
{
  ZhihuiBundle *self = g_atomic_rc_box_new0 (ZhihuiBundle);

  self->as_of = as_of;
  self->boards = g_ptr_array_new_with_free_func (board_free);
  zhihui_findings_init (&self->findings);
  return self;
}

ZhihuiBundle *
zhihui_bundle_ref (ZhihuiBundle *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_bundle (gpointer data)
{
  ZhihuiBundle *self = data;

  for (guint i = 0; i < ZHIHUI_N_DATASETS; i++)
    if (self->datasets[i] != NULL)
      unrefs[i](self->datasets[i]);
  g_ptr_array_unref (self->boards);
  zhihui_findings_clear (&self->findings);
  zhihui_case_book_free (self->book);
  zhihui_table_book_free (self->table_book);
  g_free (self->digest);
}

void
zhihui_bundle_unref (ZhihuiBundle *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full (self, clear_bundle);
}

/**
 * zhihui_bundle_take_dataset:
 * @data: (transfer full): what there is of it
 */
void
zhihui_bundle_take_dataset (ZhihuiBundle *self, ZhihuiDataset dataset, gpointer data)
{
  if (self->datasets[dataset] != NULL)
    unrefs[dataset](self->datasets[dataset]);
  self->datasets[dataset] = data;
}

/**
 * zhihui_bundle_take_board:
 * @ranking: (transfer full): of one peer group
 */
void
zhihui_bundle_take_board (ZhihuiBundle *self, ZhihuiBoard board, ZhihuiRanking *ranking)
{
  ZhihuiBundleBoard *one = g_new0 (ZhihuiBundleBoard, 1);

  one->board = board;
  one->ranking = ranking;
  g_ptr_array_add (self->boards, one);
}

/* The first byte tells what it is: a letter from A for a dataset, from a for a board. */
static void
add_body (GPtrArray *bodies, char tag, const char *json)
{
  char *text = g_strdup_printf ("%c%s", tag, json);

  g_ptr_array_add (bodies, g_bytes_new_take (text, strlen (text)));
}

/**
 * zhihui_bundle_keep:
 * @zone: of the times
 *
 * Returns: (transfer full) (element-type GBytes): its figures, nothing of a case and no free text
 */
GPtrArray *
zhihui_bundle_keep (ZhihuiBundle *self, ZhihuiZone *zone)
{
  GPtrArray *bodies = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  for (guint i = 0; i < ZHIHUI_N_DATASETS; i++)
    if (self->datasets[i] != NULL)
      {
        gpointer         copy = zhihui_kept_form_copy (i, self->datasets[i], ZHIHUI_KEEP_FOR_DESK);
        g_autofree char *json = copy != NULL ? zhihui_kept_form_encode (i, copy) : NULL;

        if (copy == NULL)
          continue;
        add_body (bodies, (char) ('A' + i), json);
        unrefs[i](copy);
      }
  for (guint i = 0; i < self->boards->len; i++)
    {
      const ZhihuiBundleBoard *one = self->boards->pdata[i];
      g_autofree char         *json = zhihui_wire_encode_ranking (one->ranking, zone, NULL);

      add_body (bodies, (char) ('a' + one->board), json);
    }

  return bodies;
}

static gboolean
restore_body (ZhihuiBundle *self, GBytes *body, GError **error)
{
  gsize       size;
  const char *data = g_bytes_get_data (body, &size);
  char        tag = size > 0 ? data[0] : '\0';
  g_autoptr (GBytes) json = NULL;
  gpointer content;

  if (tag >= 'A' && tag < 'A' + ZHIHUI_N_DATASETS)
    {
      json = g_bytes_new_from_bytes (body, 1, size - 1);
      content = zhihui_kept_form_decode ((ZhihuiDataset) (tag - 'A'), json, error);
      if (content != NULL)
        {
          zhihui_bundle_take_dataset (self, (ZhihuiDataset) (tag - 'A'), content);
          self->as_of = ((ZhihuiStamp *) content)->as_of; /* every dataset begins with it */
        }
      return content != NULL;
    }
  if (tag >= 'a' && tag < 'a' + ZHIHUI_N_BOARDS)
    {
      g_autofree char *next = NULL;

      json = g_bytes_new_from_bytes (body, 1, size - 1);
      content = zhihui_wire_decode_ranking (json, &next, error);
      if (content != NULL)
        {
          zhihui_bundle_take_board (self, (ZhihuiBoard) (tag - 'a'), content);
          self->as_of = ((ZhihuiRanking *) content)->as_of;
        }
      return content != NULL;
    }

  g_set_error_literal (error, ZHIHUI_ERROR, ZHIHUI_ERROR_MALFORMED, _ ("it is of another kind"));
  return FALSE;
}

/**
 * zhihui_bundle_restore:
 * @bodies: (element-type GBytes): as zhihui_bundle_keep() made them
 * @error: return location
 *
 * Returns: (transfer full): the figures, or %NULL with @error set
 */
ZhihuiBundle *
zhihui_bundle_restore (GPtrArray *bodies, GError **error)
{
  g_autoptr (ZhihuiBundle) self = zhihui_bundle_new (ZHIHUI_NO_INSTANT);

  for (guint i = 0; i < bodies->len; i++)
    if (!restore_body (self, bodies->pdata[i], error))
      return NULL;

  return g_steal_pointer (&self);
}
