/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-situation-private.h"

/* A situation under construction: the same, while nobody else sees it. */
struct _ZhihuiSituationBuilder
{
  ZhihuiSituation *situation; /* owned */
};

typedef struct
{
  gpointer (*ref) (gpointer);
  void (*unref) (gpointer);
} Keeping;

#define KEEPING(prefix)                                                                            \
  {                                                                                                \
    (gpointer (*) (gpointer)) prefix##_ref, (void (*) (gpointer)) prefix##_unref                   \
  }

static const Keeping keepings[ZHIHUI_N_DATASETS] = {
  [ZHIHUI_DATASET_META] = KEEPING (zhihui_meta),
  [ZHIHUI_DATASET_SUMMARY] = KEEPING (zhihui_summary),
  [ZHIHUI_DATASET_CHANNELS] = KEEPING (zhihui_channels),
  [ZHIHUI_DATASET_HOT_WORDS] = KEEPING (zhihui_hot_words),
  [ZHIHUI_DATASET_MAP] = KEEPING (zhihui_map_figures),
  [ZHIHUI_DATASET_REGIONS] = KEEPING (zhihui_regions),
  [ZHIHUI_DATASET_MEETINGS] = KEEPING (zhihui_meetings),
  [ZHIHUI_DATASET_ALERTS] = KEEPING (zhihui_alerts),
  [ZHIHUI_DATASET_UNITS] = KEEPING (zhihui_units),
  [ZHIHUI_DATASET_TRENDS... ZHIHUI_DATASET_LAST_TREND] = KEEPING (zhihui_trend),
  [ZHIHUI_DATASET_LAYERS] = KEEPING (zhihui_layers),
  [ZHIHUI_DATASET_INDICATORS] = KEEPING (zhihui_indicators),
  [ZHIHUI_DATASET_SYSTEMS] = KEEPING (zhihui_systems),
  [ZHIHUI_DATASET_GUIDE] = KEEPING (zhihui_guide),
  [ZHIHUI_DATASET_STAFF] = KEEPING (zhihui_staff),
  [ZHIHUI_DATASET_SERVICES] = KEEPING (zhihui_services),
  [ZHIHUI_DATASET_MODES] = KEEPING (zhihui_channels),
};

static const Keeping ranking_keeping = KEEPING (zhihui_ranking);

static void
set_content (ZhihuiSlot *slot, const Keeping *keeping, gpointer content)
{
  gpointer old = slot->content;

  slot->content = content != NULL ? keeping->ref (content) : NULL;
  if (old != NULL)
    keeping->unref (old);
}

static void
set_receipt (ZhihuiSlot *slot, const ZhihuiReceipt *receipt)
{
  char *detail = g_strdup (receipt->detail);

  g_free (slot->receipt.detail);
  slot->receipt = *receipt;
  slot->receipt.detail = detail;
}

static void
clear_slot (ZhihuiSlot *slot, const Keeping *keeping)
{
  set_content (slot, keeping, NULL);
  g_clear_pointer (&slot->receipt.detail, g_free);
  g_clear_pointer (&slot->region, g_free);
}

static void
free_ranking_slot (ZhihuiRankingSlot *self)
{
  clear_slot (&self->slot, &ranking_keeping);
  zhihui_board_key_clear (&self->key);
  g_free (self);
}

static ZhihuiSlot *
ensure_ranking_slot (ZhihuiSituation *self, const ZhihuiBoardKey *key)
{
  ZhihuiSlot        *found = zhihui_situation_find_slot (self, key);
  ZhihuiRankingSlot *slot;

  if (found != NULL)
    return found;

  slot = g_new0 (ZhihuiRankingSlot, 1);
  zhihui_board_key_copy_into (key, &slot->key);
  g_ptr_array_add (self->rankings, slot);
  return &slot->slot;
}

static void
clear_situation (gpointer data)
{
  ZhihuiSituation *self = data;

  for (guint i = 0; i < ZHIHUI_N_DATASETS; i++)
    clear_slot (&self->datasets[i], &keepings[i]);
  g_ptr_array_unref (self->rankings);
  g_clear_pointer (&self->boundary, g_bytes_unref);
  g_clear_pointer (&self->region_path, zhihui_region_path_unref);
  g_clear_pointer (&self->zone, zhihui_zone_unref);
  g_free (self->source_name);
}

ZhihuiSituation *
zhihui_situation_ref (ZhihuiSituation *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

void
zhihui_situation_unref (ZhihuiSituation *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full (self, clear_situation);
}

ZhihuiSituation *
zhihui_situation_builder_peek (ZhihuiSituationBuilder *self)
{
  return self->situation;
}

static void
copy_from_base (ZhihuiSituation *self, ZhihuiSituation *base)
{
  for (guint i = 0; i < ZHIHUI_N_DATASETS; i++)
    {
      set_content (&self->datasets[i], &keepings[i], base->datasets[i].content);
      set_receipt (&self->datasets[i], &base->datasets[i].receipt);
      self->datasets[i].region = g_strdup (base->datasets[i].region);
    }
  for (guint i = 0; i < base->rankings->len; i++)
    {
      const ZhihuiRankingSlot *from = g_ptr_array_index (base->rankings, i);
      ZhihuiSlot              *slot = ensure_ranking_slot (self, &from->key);

      set_content (slot, &ranking_keeping, from->slot.content);
      set_receipt (slot, &from->slot.receipt);
      slot->region = g_strdup (from->slot.region);
    }
  if (base->boundary != NULL)
    self->boundary = g_bytes_ref (base->boundary);
  if (base->region_path != NULL)
    self->region_path = zhihui_region_path_ref (base->region_path);
  self->zone = zhihui_zone_ref (base->zone);
  self->source_name = g_strdup (base->source_name);
  self->is_past = base->is_past;
  self->past_speed = base->past_speed;
  self->server_now = base->server_now;
  self->clock_at_us = base->clock_at_us;
  self->is_clock_doubtful = base->is_clock_doubtful;
  self->clock_error_s = base->clock_error_s;
  self->started_us = base->started_us;
}

/**
 * zhihui_situation_builder_new:
 * @base: (nullable): where everything that is not set comes from
 *
 * Returns: (transfer full): a builder to be finished or freed
 */
ZhihuiSituationBuilder *
zhihui_situation_builder_new (ZhihuiSituation *base)
{
  ZhihuiSituationBuilder *self = g_new0 (ZhihuiSituationBuilder, 1);

  self->situation = g_atomic_rc_box_new0 (ZhihuiSituation);
  self->situation->rankings = g_ptr_array_new_with_free_func ((GDestroyNotify) free_ranking_slot);
  if (base != NULL)
    copy_from_base (self->situation, base);
  return self;
}

void
zhihui_situation_builder_free (ZhihuiSituationBuilder *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->situation, zhihui_situation_unref);
  g_free (self);
}

void
zhihui_situation_builder_set_meta (ZhihuiSituationBuilder *self, ZhihuiMeta *meta)
{
  zhihui_situation_builder_set_dataset (self, ZHIHUI_DATASET_META, meta);
}

/**
 * zhihui_situation_builder_set_dataset:
 * @data: (nullable): the dataset; its type goes with @dataset (%ZHIHUI_DATASET_MAP takes a
 * #ZhihuiMapFigures); NULL forgets what was there
 */
void
zhihui_situation_builder_set_dataset (ZhihuiSituationBuilder *self,
                                      ZhihuiDataset           dataset,
                                      gpointer                data)
{
  g_return_if_fail (self != NULL && dataset < ZHIHUI_N_DATASETS);

  set_content (&self->situation->datasets[dataset], &keepings[dataset], data);
}

/**
 * zhihui_situation_builder_set_board:
 * @key: which board
 * @ranking: (nullable): its figures; NULL forgets what was there
 */
void
zhihui_situation_builder_set_board (ZhihuiSituationBuilder *self,
                                    const ZhihuiBoardKey   *key,
                                    ZhihuiRanking          *ranking)
{
  g_return_if_fail (self != NULL && key->board < ZHIHUI_N_BOARDS && key->peer != NULL);

  set_content (ensure_ranking_slot (self->situation, key), &ranking_keeping, ranking);
}

void
zhihui_situation_builder_set_boundary (ZhihuiSituationBuilder *self, GBytes *geojson)
{
  GBytes *old;

  g_return_if_fail (self != NULL);

  old = self->situation->boundary;
  self->situation->boundary = geojson != NULL ? g_bytes_ref (geojson) : NULL;
  g_clear_pointer (&old, g_bytes_unref);
}

void
zhihui_situation_builder_set_receipt (ZhihuiSituationBuilder *self,
                                      ZhihuiDataset           dataset,
                                      const ZhihuiReceipt    *receipt)
{
  g_return_if_fail (self != NULL && dataset < ZHIHUI_N_DATASETS && receipt != NULL);

  set_receipt (&self->situation->datasets[dataset], receipt);
}

void
zhihui_situation_builder_set_board_receipt (ZhihuiSituationBuilder *self,
                                            const ZhihuiBoardKey   *key,
                                            const ZhihuiReceipt    *receipt)
{
  g_return_if_fail (self != NULL && key->board < ZHIHUI_N_BOARDS && key->peer != NULL);
  g_return_if_fail (receipt != NULL);

  set_receipt (ensure_ranking_slot (self->situation, key), receipt);
}

/**
 * zhihui_situation_builder_set_clock:
 * @server_now: the platform's clock, epoch seconds
 * @at_us: monotonic time at which it showed that
 */
void
zhihui_situation_builder_set_clock (ZhihuiSituationBuilder *self, gint64 server_now, gint64 at_us)
{
  g_return_if_fail (self != NULL);

  self->situation->server_now = server_now;
  self->situation->clock_at_us = at_us;
}

/**
 * zhihui_situation_builder_set_clock_doubtful:
 * @is_doubtful: whether the clock given is only the least that the platform's may show
 */
void
zhihui_situation_builder_set_clock_doubtful (ZhihuiSituationBuilder *self, gboolean is_doubtful)
{
  g_return_if_fail (self != NULL);

  self->situation->is_clock_doubtful = is_doubtful;
}

/**
 * zhihui_situation_builder_set_clock_error:
 * @error_s: seconds by which this machine's clock was ahead of the platform's; 0 not known
 */
void
zhihui_situation_builder_set_clock_error (ZhihuiSituationBuilder *self, gint64 error_s)
{
  g_return_if_fail (self != NULL);

  self->situation->clock_error_s = error_s;
}

void
zhihui_situation_builder_set_started (ZhihuiSituationBuilder *self, gint64 started_us)
{
  g_return_if_fail (self != NULL);

  self->situation->started_us = started_us;
}

void
zhihui_situation_builder_set_source_name (ZhihuiSituationBuilder *self, const char *name)
{
  g_return_if_fail (self != NULL);

  g_free (self->situation->source_name);
  self->situation->source_name = g_strdup (name);
}

/**
 * zhihui_situation_builder_set_past:
 * @is_past: whether what was shown once is shown again: then nobody may call it live
 */
void
zhihui_situation_builder_set_past (ZhihuiSituationBuilder *self, gboolean is_past)
{
  g_return_if_fail (self != NULL);

  self->situation->is_past = is_past;
}

/**
 * zhihui_situation_builder_set_past_speed:
 * @speed: of what is shown again, how many times as fast as it was; 0: it stands
 */
void
zhihui_situation_builder_set_past_speed (ZhihuiSituationBuilder *self, double speed)
{
  g_return_if_fail (self != NULL && speed >= 0.0);

  self->situation->past_speed = speed;
}

/* The zone the platform names; one that this machine does not know is Shanghai's. */
static void
settle_zone (ZhihuiSituation *self)
{
  const ZhihuiMeta *meta = self->datasets[ZHIHUI_DATASET_META].content;
  const char *wanted = meta != NULL && meta->time_zone != NULL ? meta->time_zone : "Asia/Shanghai";

  if (self->zone != NULL && g_str_equal (zhihui_zone_get_identifier (self->zone), wanted))
    return;

  g_clear_pointer (&self->zone, zhihui_zone_unref);
  if (!g_str_equal (wanted, "Asia/Shanghai"))
    self->zone = zhihui_zone_new (wanted, NULL);
  if (self->zone == NULL)
    self->zone = zhihui_zone_new_shanghai ();
}

/**
 * zhihui_situation_builder_finish:
 * @self: (transfer full): is freed
 *
 * Returns: (transfer full): the situation, which never changes any more
 */
ZhihuiSituation *
zhihui_situation_builder_finish (ZhihuiSituationBuilder *self)
{
  ZhihuiSituation *situation;

  g_return_val_if_fail (self != NULL, NULL);

  situation = g_steal_pointer (&self->situation);
  settle_zone (situation);
  if (situation->source_name == NULL)
    situation->source_name = g_strdup ("");
  zhihui_situation_builder_free (self);
  return situation;
}
