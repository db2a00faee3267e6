/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-dataset-private.h"

#include <math.h>
#include <string.h>

static void
init_meta (ZhihuiMeta *self)
{
  self->peers = g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_peer_free);
  self->clock_speed = 1;
}

static void
clear_meta (ZhihuiMeta *self)
{
  g_free (self->title);
  g_free (self->scope);
  g_free (self->name);
  g_free (self->region);
  g_free (self->issuer);
  g_free (self->language);
  g_free (self->time_zone);
  g_free (self->api_version);
  g_free (self->rule_version);
  g_free (self->revision);
  g_ptr_array_unref (self->peers);
}

static void
init_summary (ZhihuiSummary *self)
{
  self->clocks = g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_clock_figure_free);
  self->stages = g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_stage_free);
}

static void
clear_summary (ZhihuiSummary *self)
{
  g_ptr_array_unref (self->clocks);
  g_ptr_array_unref (self->stages);
}

static void
init_trend (ZhihuiTrend *self)
{
  self->points = g_array_new (FALSE, TRUE, sizeof (ZhihuiTrendPoint));
}

static void
clear_trend (ZhihuiTrend *self)
{
  g_free (self->unit);
  g_free (self->step);
  g_array_unref (self->points);
}

static void
init_map_figures (ZhihuiMapFigures *self)
{
  self->n_withheld = -1;
  self->items = g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_region_figure_free);
}

static void
clear_map_figures (ZhihuiMapFigures *self)
{
  g_ptr_array_unref (self->items);
  for (guint i = 0; i < ZHIHUI_N_BOARDS; i++)
    g_free (self->rates[i].period);
}

static void
init_alerts (ZhihuiAlerts *self)
{
  self->total = -1;
  self->items = g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_alert_free);
}

static void
clear_alerts (ZhihuiAlerts *self)
{
  g_ptr_array_unref (self->items);
}

/* clang-format off */
DEFINE_DATASET (ZhihuiMeta, zhihui_meta, init_meta, clear_meta)
DEFINE_DATASET (ZhihuiSummary, zhihui_summary, init_summary, clear_summary)
DEFINE_DATASET (ZhihuiTrend, zhihui_trend, init_trend, clear_trend)
DEFINE_LIST_DATASET (ZhihuiChannels, zhihui_channels, channels, zhihui_channel_free)
DEFINE_LIST_DATASET (ZhihuiHotWords, zhihui_hot_words, hot_words, zhihui_hot_word_free)
DEFINE_LIST_DATASET (ZhihuiRegions, zhihui_regions, regions, zhihui_region_free)
DEFINE_DATASET (ZhihuiMapFigures, zhihui_map_figures, init_map_figures, clear_map_figures)
DEFINE_LIST_DATASET (ZhihuiMeetings, zhihui_meetings, meetings, zhihui_meeting_free)
DEFINE_DATASET (ZhihuiAlerts, zhihui_alerts, init_alerts, clear_alerts)
DEFINE_LIST_DATASET (ZhihuiUnits, zhihui_units, units, zhihui_unit_free)
DEFINE_LIST_DATASET (ZhihuiLayers, zhihui_layers, layers, zhihui_place_layer_free)
/* clang-format on */

/**
 * zhihui_dataset_for_trend:
 *
 * Returns: the dataset that is the course of the metric of @board by @step
 */
ZhihuiDataset
zhihui_dataset_for_trend (ZhihuiBoard board, ZhihuiTrendStep step)
{
  g_return_val_if_fail (board < ZHIHUI_N_BOARDS && step < ZHIHUI_N_TREND_STEPS,
                        ZHIHUI_DATASET_TRENDS);

  return ZHIHUI_DATASET_TRENDS + board * ZHIHUI_N_TREND_STEPS + step;
}

/**
 * zhihui_dataset_is_trend:
 * @board: (out): whose metric, when it is one
 * @step: (out)
 *
 * Returns: whether @dataset is the course of a metric
 */
gboolean
zhihui_dataset_is_trend (ZhihuiDataset dataset, ZhihuiBoard *board, ZhihuiTrendStep *step)
{
  guint number = dataset - ZHIHUI_DATASET_TRENDS;

  *board = ZHIHUI_BOARD_VOLUME;
  *step = ZHIHUI_TREND_STEP_DAY;
  if (dataset < ZHIHUI_DATASET_TRENDS || dataset > ZHIHUI_DATASET_LAST_TREND)
    return FALSE;

  *board = number / ZHIHUI_N_TREND_STEPS;
  *step = number % ZHIHUI_N_TREND_STEPS;
  return TRUE;
}

void
zhihui_clock_figure_free (ZhihuiClockFigure *self)
{
  if (self == NULL)
    return;

  g_free (self->id);
  g_free (self->label);
  g_free (self->limit);
  g_free (self);
}

void
zhihui_stage_free (ZhihuiStage *self)
{
  if (self == NULL)
    return;

  g_free (self->id);
  g_free (self);
}

void
zhihui_channel_free (ZhihuiChannel *self)
{
  if (self == NULL)
    return;

  g_free (self->id);
  g_free (self->label);
  g_free (self);
}

void
zhihui_hot_word_free (ZhihuiHotWord *self)
{
  if (self == NULL)
    return;

  g_free (self->word);
  g_free (self);
}

void
zhihui_region_free (ZhihuiRegion *self)
{
  if (self == NULL)
    return;

  g_free (self->code);
  g_free (self->name);
  g_free (self->parent);
  g_free (self);
}

void
zhihui_region_figure_free (ZhihuiRegionFigure *self)
{
  if (self == NULL)
    return;

  g_free (self->code);
  g_free (self);
}

void
zhihui_meeting_free (ZhihuiMeeting *self)
{
  if (self == NULL)
    return;

  g_free (self->id);
  g_free (self->kind);
  g_free (self->title);
  g_free (self->word);
  g_free (self->host);
  g_clear_pointer (&self->units, g_ptr_array_unref);
  g_clear_pointer (&self->joined, g_ptr_array_unref);
  g_clear_pointer (&self->joined_at, g_array_unref);
  g_free (self->room);
  g_free (self->join_url);
  g_free (self->room_url);
  g_clear_pointer (&self->cases, g_ptr_array_unref);
  g_clear_pointer (&self->decisions, g_ptr_array_unref);
  g_free (self->uid);
  g_free (self);
}

static gpointer
copy_text (gconstpointer text, gpointer data)
{
  return g_strdup (text);
}

static GPtrArray *
copy_items (GPtrArray *items, GCopyFunc copy, GDestroyNotify free_item)
{
  GPtrArray *copies;

  if (items == NULL)
    return NULL;

  copies = g_ptr_array_copy (items, copy, NULL);
  g_ptr_array_set_free_func (copies, free_item);
  return copies;
}

static gpointer
copy_step (gconstpointer item, gpointer data)
{
  const ZhihuiCaseStep *self = item;
  ZhihuiCaseStep       *copy = g_memdup2 (self, sizeof *self);

  copy->name = g_strdup (self->name);
  copy->unit = g_strdup (self->unit);
  return copy;
}

static gpointer
copy_case (gconstpointer item, gpointer data)
{
  const ZhihuiMeetingCase *self = item;
  ZhihuiMeetingCase       *copy = g_new0 (ZhihuiMeetingCase, 1);

  copy->id = g_strdup (self->id);
  copy->stage = g_strdup (self->stage);
  copy->topic = g_strdup (self->topic);
  copy->type = g_strdup (self->type);
  copy->unit = g_strdup (self->unit);
  copy->steps = copy_items (self->steps, copy_step, (GDestroyNotify) zhihui_case_step_free);
  return copy;
}

static gpointer
copy_decision (gconstpointer item, gpointer data)
{
  const ZhihuiDecision *self = item;
  ZhihuiDecision       *copy = g_memdup2 (self, sizeof *self);

  copy->id = g_strdup (self->id);
  copy->text = g_strdup (self->text);
  copy->unit = g_strdup (self->unit);
  copy->state = g_strdup (self->state);
  return copy;
}

/**
 * zhihui_meeting_copy:
 * @self: a meeting
 *
 * Returns: (transfer full): the same, to be changed
 */
ZhihuiMeeting *
zhihui_meeting_copy (const ZhihuiMeeting *self)
{
  ZhihuiMeeting *copy = g_memdup2 (self, sizeof *self);

  copy->id = g_strdup (self->id);
  copy->kind = g_strdup (self->kind);
  copy->title = g_strdup (self->title);
  copy->word = g_strdup (self->word);
  copy->host = g_strdup (self->host);
  copy->units = copy_items (self->units, copy_text, g_free);
  copy->joined = copy_items (self->joined, copy_text, g_free);
  copy->joined_at = self->joined_at != NULL ? g_array_copy (self->joined_at) : NULL;
  copy->room = g_strdup (self->room);
  copy->join_url = g_strdup (self->join_url);
  copy->room_url = g_strdup (self->room_url);
  copy->cases = copy_items (self->cases, copy_case, (GDestroyNotify) zhihui_meeting_case_free);
  copy->decisions =
    copy_items (self->decisions, copy_decision, (GDestroyNotify) zhihui_decision_free);
  copy->uid = g_strdup (self->uid);
  return copy;
}

void
zhihui_meeting_case_free (ZhihuiMeetingCase *self)
{
  if (self == NULL)
    return;

  g_free (self->id);
  g_free (self->stage);
  g_free (self->topic);
  g_free (self->type);
  g_free (self->unit);
  g_clear_pointer (&self->steps, g_ptr_array_unref);
  g_free (self);
}

void
zhihui_case_step_free (ZhihuiCaseStep *self)
{
  if (self == NULL)
    return;

  g_free (self->name);
  g_free (self->unit);
  g_free (self);
}

/**
 * zhihui_case_steps_add:
 * @steps: (element-type ZhihuiCaseStep)
 *
 * Adds a step at the end.
 */
void
zhihui_case_steps_add (
  GPtrArray *steps, const char *name, const char *unit, gint64 since, gint64 at, gint64 due_at)
{
  ZhihuiCaseStep *step = g_new0 (ZhihuiCaseStep, 1);

  step->name = g_strdup (name);
  step->unit = g_strdup (unit);
  step->since = since;
  step->at = at;
  step->due_at = due_at;
  g_ptr_array_add (steps, step);
}

void
zhihui_decision_free (ZhihuiDecision *self)
{
  if (self == NULL)
    return;

  g_free (self->id);
  g_free (self->text);
  g_free (self->unit);
  g_free (self->state);
  g_free (self);
}

void
zhihui_alert_free (ZhihuiAlert *self)
{
  if (self == NULL)
    return;

  g_free (self->id);
  g_free (self->kind);
  g_free (self->text);
  g_free (self->unit);
  g_free (self->acknowledged_by);
  g_free (self->etag);
  g_free (self->case_id);
  g_free (self);
}

void
zhihui_place_layer_free (ZhihuiPlaceLayer *self)
{
  if (self == NULL)
    return;

  g_free (self->id);
  g_free (self->label);
  g_free (self->kind);
  g_free (self->source);
  g_free (self->layer_as_of);
  g_free (self->fault);
  g_clear_pointer (&self->places, g_array_unref);
  g_clear_pointer (&self->sums, g_array_unref);
  g_free (self);
}

/**
 * zhihui_place_layer_take_places:
 * @self: not shared yet
 * @places: (transfer full) (element-type ZhihuiLayerPlace): where its things are
 *
 * Sums them up by region as well: a hundred thousand take long enough for a thread of their own.
 */
void
zhihui_place_layer_take_places (ZhihuiPlaceLayer *self, GArray *places)
{
  g_autoptr (GHashTable) by_region = g_hash_table_new (g_str_hash, g_str_equal);
  GArray *sums = g_array_sized_new (FALSE, FALSE, sizeof (ZhihuiLayerPlace), 0);

  g_return_if_fail (self != NULL && self->places == NULL && places != NULL);

  for (guint i = 0; i < places->len; i++)
    {
      ZhihuiLayerPlace *place = &g_array_index (places, ZhihuiLayerPlace, i), *sum;
      guint             index = GPOINTER_TO_UINT (g_hash_table_lookup (by_region, place->region));

      if (index == 0)
        {
          ZhihuiLayerPlace first = *place;

          first.lon = first.lat = NAN;
          g_array_append_val (sums, first);
          g_hash_table_insert (by_region, place->region, GUINT_TO_POINTER (sums->len));
          continue;
        }
      sum = &g_array_index (sums, ZhihuiLayerPlace, index - 1);
      sum->n_points += place->n_points;
      sum->n += place->n;
      sum->n_online =
        sum->n_online < 0 || place->n_online < 0 ? -1 : sum->n_online + place->n_online;
    }
  self->places = places;
  self->sums = sums;
}

/**
 * zhihui_layers_find:
 * @id: of a layer
 *
 * Returns: (transfer none) (nullable): the layer
 */
ZhihuiPlaceLayer *
zhihui_layers_find (ZhihuiLayers *self, const char *id)
{
  g_return_val_if_fail (self != NULL && id != NULL, NULL);

  for (guint i = 0; i < self->items->len; i++)
    {
      ZhihuiPlaceLayer *layer = self->items->pdata[i];

      if (g_str_equal (layer->id, id))
        return layer;
    }
  return NULL;
}

static int
compare_channels (gconstpointer a, gconstpointer b)
{
  const ZhihuiChannel *one = *(const ZhihuiChannel *const *) a;
  const ZhihuiChannel *other = *(const ZhihuiChannel *const *) b;

  if (one->n != other->n)
    return one->n > other->n ? -1 : 1;
  return strcmp (one->id, other->id);
}

/**
 * zhihui_channels_sort:
 * @self: not shared yet
 *
 * Most first; those of the same number by their ids.
 */
void
zhihui_channels_sort (ZhihuiChannels *self)
{
  g_ptr_array_sort (self->items, compare_channels);
}
