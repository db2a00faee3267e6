/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sample-situation.h"

#include <math.h>

#include "zhihui-outline.h"
#include "zhihui-situation.h"

#define N_TOWNS 13
#define SECOND G_TIME_SPAN_SECOND
#define NOW_US (G_GINT64_CONSTANT (5000000) * SECOND)

const char *const sample_state_names[SAMPLE_N_STATES] = {
  "fresh", "late", "stale", "offline", "loading", "error", "refused", "empty",
};

typedef struct
{
  const char *name;
  int         column, row, overdue;
} Town;

static const Town towns[N_TOWNS] = {
  { "松龄路街道", 2, 2, 2 }, { "般阳路街道", 1, 2, 0 }, { "将军路街道", 0, 1, 1 },
  { "钟楼街道", 1, 1, 1 },   { "双杨镇", 1, 0, 1 },     { "昆仑镇", 0, 3, 3 },
  { "洪山镇", 2, 1, 0 },     { "罗村镇", 2, 0, 1 },     { "寨里镇", 3, 0, 0 },
  { "龙泉镇", 1, 3, 0 },     { "岭子镇", 0, 2, 0 },     { "西河镇", 1, 4, 0 },
  { "太河镇", 3, 2, 0 },
};

/* A row of a board: town, k, n, change of the rank, change of the value. */
typedef struct
{
  int    town;
  gint64 k, n;
  int    delta_rank;
  double delta_value;
} Row;

static const Row volume_rows[] = {
  { 0, 0, 358, 1, .18 },  { 1, 0, 318, -1, .04 }, { 2, 0, 286, 0, .02 }, { 3, 0, 231, 0, -.03 },
  { 4, 0, 203, 1, .06 },  { 5, 0, 197, -1, .11 }, { 6, 0, 148, 0, .01 }, { 7, 0, 138, 0, -.05 },
  { 8, 0, 96, 1, 0 },     { 9, 0, 87, -1, -.02 }, { 10, 0, 64, 0, .03 }, { 11, 0, 61, 0, -.08 },
  { 12, 0, 27, 0, -.11 },
};
static const Row overdue_rows[] = {
  { 6, 0, 144, 2, 0 },  { 9, 0, 85, 0, 0 },  { 11, 0, 59, 0, 0 },  { 1, 1, 309, 0, 0 },
  { 3, 1, 225, 0, 0 },  { 2, 2, 279, 1, 0 }, { 7, 1, 134, 4, 0 },  { 8, 1, 93, -2, 0 },
  { 0, 4, 347, -3, 0 }, { 4, 3, 197, 1, 0 }, { 10, 1, 62, -2, 0 }, { 5, 7, 190, -4, 0 },
  { 12, 0, 26, 0, 0 },
};
static const Row return_rows[] = {
  { 11, 1, 62, 0, 0 },  { 9, 2, 89, 0, 0 },   { 1, 8, 326, -2, 0 }, { 3, 6, 237, 0, 0 },
  { 5, 6, 203, 0, 0 },  { 0, 11, 369, 3, 0 }, { 10, 2, 66, -1, 0 }, { 2, 9, 295, 3, 0 },
  { 6, 5, 153, -2, 0 }, { 4, 7, 210, 2, 0 },  { 8, 4, 100, -3, 0 }, { 7, 13, 151, -2, 0 },
  { 12, 0, 27, 0, 0 },
};
static const Row satisfied_rows[] = {
  { 9, 33, 33, 1, 0 }, { 11, 22, 22, 0, 0 },  { 3, 91, 92, 4, 0 },    { 1, 124, 126, -1, 0 },
  { 6, 56, 57, 0, 0 }, { 4, 76, 78, 5, 0 },   { 2, 110, 113, -3, 0 }, { 8, 35, 36, -2, 0 },
  { 7, 50, 52, 0, 0 }, { 10, 23, 24, -2, 0 }, { 5, 67, 71, -1, 0 },   { 0, 132, 145, -5, 0 },
  { 12, 8, 9, 0, 0 },
};

static char *
make_code (int town)
{
  return g_strdup_printf ("3703021%02d", town);
}

static ZhihuiMeta *
make_meta (gint64 as_of)
{
  static const char *const peers[][2] = { { "town", "镇街道" }, { "department", "部门" } };
  ZhihuiMeta              *meta = zhihui_meta_new ();

  meta->stamp.as_of = as_of;
  meta->reply_target = 0.99;
  meta->title = g_strdup ("般阳民生");
  meta->name = g_strdup ("淄川区");
  meta->region = g_strdup ("370302");
  meta->language = g_strdup ("zh_CN");
  meta->time_zone = g_strdup ("Asia/Shanghai");
  meta->clock_speed = 1;
  for (guint i = 0; i < G_N_ELEMENTS (peers); i++)
    {
      ZhihuiPeer *peer = g_new0 (ZhihuiPeer, 1);

      peer->id = g_strdup (peers[i][0]);
      peer->label = g_strdup (peers[i][1]);
      peer->n_units = i == 0 ? N_TOWNS : 99;
      g_ptr_array_add (meta->peers, peer);
    }
  return meta;
}

static void
add_clock (ZhihuiSummary *summary,
           const char    *id,
           const char    *limit,
           ZhihuiTally    on_time,
           double         target,
           gint64         running,
           gint64         left,
           gint64         due_today)
{
  ZhihuiClockFigure *clock = g_new0 (ZhihuiClockFigure, 1);

  clock->id = g_strdup (id);
  clock->limit = g_strdup (limit);
  clock->on_time = on_time;
  clock->target = target;
  clock->running = running;
  clock->nearest_due_at = running > 0 ? summary->stamp.as_of + 8 + left : ZHIHUI_NO_INSTANT;
  clock->due_today = due_today;
  g_ptr_array_add (summary->clocks, clock);
}

ZhihuiSummary *
sample_summary_new (gint64 as_of)
{
  ZhihuiSummary *summary = zhihui_summary_new ();

  summary->stamp.as_of = as_of;
  summary->today = 214;
  summary->yesterday_same_time = 201;
  summary->month_count = 6037;
  summary->previous_month_same = 5850;
  summary->year_count = 36214;
  summary->open = 437;
  summary->due_today = 63;
  summary->overdue_open = 9;
  summary->overdue_open_yesterday = 6;
  summary->on_time = (ZhihuiTally){ .k = 5819, .n = 5871 };
  summary->returned = (ZhihuiTally){ .k = 217, .n = 6254 };
  summary->satisfied = (ZhihuiTally){ .k = 2244, .n = 2318 };
  summary->rated = (ZhihuiTally){ .k = 2318, .n = 5612 };
  add_clock (summary, "sign", "min:15", (ZhihuiTally){ .k = 5928, .n = 6014 }, .98, 2, 252, 0);
  add_clock (summary, "contact", "min:30", (ZhihuiTally){ .k = 5873, .n = 6031 }, .98, 13, 108, 0);
  add_clock (summary, "consult", "wd:1", (ZhihuiTally){ .k = 3402, .n = 3421 }, .99, 0, 0, 41);
  add_clock (summary, "complaint", "wd:3", (ZhihuiTally){ .k = 2417, .n = 2450 }, .99, 0, 0, 22);
  return summary;
}

static ZhihuiChannels *
make_channels (gint64 as_of)
{
  static const struct
  {
    const char *id, *label;
    gint64      n;
  } items[] = {
    { "12345", "12345 热线", 2310 },     { "app", "民生 APP", 1652 },
    { "wechat_mp", "微信公众号", 1204 }, { "pc", "PC 网站", 418 },
    { "mailbox", "区长信箱", 297 },      { "deputy", "代表委员", 156 },
  };
  ZhihuiChannels *channels = zhihui_channels_new ();

  channels->stamp.as_of = as_of;
  channels->total = 6037;
  for (guint i = 0; i < G_N_ELEMENTS (items); i++)
    {
      ZhihuiChannel *channel = g_new0 (ZhihuiChannel, 1);

      channel->id = g_strdup (items[i].id);
      channel->label = g_strdup (items[i].label);
      channel->n = items[i].n;
      channel->previous = -1;
      g_ptr_array_add (channels->items, channel);
    }
  return channels;
}

static ZhihuiHotWords *
make_hot_words (gint64 as_of)
{
  static const struct
  {
    const char *word;
    gint64      count, previous;
  } items[] = {
    { "学区划片", 426, 309 }, { "物业服务", 388, 373 }, { "道路破损", 301, 331 },
    { "噪声扰民", 276, 246 }, { "停水", 198, 75 },      { "路灯不亮", 171, 176 },
    { "残疾证迁移", 96, 90 }, { "公交线路", 88, 104 },
  };
  ZhihuiHotWords *words = zhihui_hot_words_new ();

  words->stamp.as_of = as_of;
  for (guint i = 0; i < G_N_ELEMENTS (items); i++)
    {
      ZhihuiHotWord *word = g_new0 (ZhihuiHotWord, 1);

      word->word = g_strdup (items[i].word);
      word->count = items[i].count;
      word->previous = items[i].previous;
      g_ptr_array_add (words->items, word);
    }
  return words;
}

static ZhihuiRegions *
make_regions (gint64 as_of)
{
  ZhihuiRegions *regions = zhihui_regions_new ();

  regions->stamp.as_of = as_of;
  for (int i = 0; i < N_TOWNS; i++)
    {
      ZhihuiRegion *region = g_new0 (ZhihuiRegion, 1);

      region->code = make_code (i);
      region->name = g_strdup (towns[i].name);
      region->parent = g_strdup ("370302");
      region->lon = region->lat = NAN;
      region->column = towns[i].column;
      region->row = towns[i].row;
      region->population = -1;
      g_ptr_array_add (regions->items, region);
    }
  return regions;
}

static ZhihuiMapFigures *
make_map (gint64 as_of)
{
  ZhihuiMapFigures *map = zhihui_map_figures_new ();

  map->stamp.as_of = as_of;
  map->located = 428;
  map->unlocated = 9;
  for (int i = 0; i < N_TOWNS; i++)
    {
      ZhihuiRegionFigure *figure = g_new0 (ZhihuiRegionFigure, 1);

      figure->code = make_code (volume_rows[i].town);
      figure->n = volume_rows[i].n;
      figure->overdue = towns[volume_rows[i].town].overdue;
      g_ptr_array_add (map->items, figure);
    }
  return map;
}

static void
add_meeting (ZhihuiMeetings    *meetings,
             const char        *title,
             ZhihuiMeetingState state,
             gint64             starts_at,
             guint              n_cases,
             int                joined,
             const char        *units)
{
  ZhihuiMeeting *meeting = g_new0 (ZhihuiMeeting, 1);
  g_auto (GStrv) names = g_strsplit (units, "、", -1);

  meeting->id = g_strdup_printf ("m%u", meetings->items->len);
  meeting->kind = g_strdup ("review");
  meeting->title = g_strdup (title);
  meeting->host = g_strdup (names[0]);
  meeting->state = state;
  meeting->starts_at = starts_at;
  meeting->ends_at = starts_at + 3600;
  meeting->started_at = state == ZHIHUI_MEETING_SCHEDULED ? ZHIHUI_NO_INSTANT : starts_at;
  meeting->n_cases = n_cases;
  meeting->participants_expected = (int) g_strv_length (names);
  meeting->participants_now = joined;
  meeting->units = g_ptr_array_new_with_free_func (g_free);
  meeting->decisions = g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_decision_free);
  for (guint i = 0; names[i] != NULL; i++)
    g_ptr_array_add (meeting->units, g_strdup (names[i]));
  g_ptr_array_add (meetings->items, meeting);
}

static ZhihuiMeetings *
make_meetings (gint64 as_of, gint64 midnight)
{
  ZhihuiMeetings *meetings = zhihui_meetings_new ();

  meetings->stamp.as_of = as_of;
  add_meeting (meetings,
               "罗村镇退回件复核",
               ZHIHUI_MEETING_ENDED,
               midnight + 34200,
               2,
               -1,
               "罗村镇、信访局、水利局");
  add_meeting (meetings,
               "昆仑镇征地款兑付",
               ZHIHUI_MEETING_OPEN,
               midnight + 50400,
               1,
               5,
               "昆仑镇、自然资源局、财政局、信访局、司法局、人社局");
  add_meeting (meetings,
               "松龄路停水抢修",
               ZHIHUI_MEETING_SCHEDULED,
               midnight + 55800,
               3,
               -1,
               "松龄路街道、供水公司、住建局、应急局");
  add_meeting (meetings,
               "双杨镇物业费纠纷",
               ZHIHUI_MEETING_SCHEDULED,
               midnight + 59400,
               1,
               -1,
               "双杨镇、住建局、司法局");
  return meetings;
}

static ZhihuiAlerts *
make_alerts (gint64 as_of)
{
  static const struct
  {
    const char *unit, *text;
    gint64      age;
  } items[] = {
    { "松龄路街道", "停水诉求 30 分钟内 17 件（平时 2 件）", 252 },
    { "昆仑镇", "超期未答复 3 件", 9000 },
    { "罗村镇", "退回率连续 3 日偏高", 15000 },
  };
  ZhihuiAlerts *alerts = zhihui_alerts_new ();

  alerts->stamp.as_of = as_of;
  for (guint i = 0; i < G_N_ELEMENTS (items); i++)
    {
      ZhihuiAlert *alert = g_new0 (ZhihuiAlert, 1);

      alert->id = g_strdup_printf ("a%u", i);
      alert->kind = g_strdup ("surge");
      alert->level = ZHIHUI_LEVEL_ORANGE;
      alert->unit = g_strdup (items[i].unit);
      alert->text = g_strdup (items[i].text);
      alert->raised_at = alert->updated_at = as_of - items[i].age;
      alert->acknowledged = i > 0;
      g_ptr_array_add (alerts->items, alert);
    }
  return alerts;
}

static void
fill_score (ZhihuiScore *score, const ZhihuiRanking *ranking, const Row *row)
{
  const ZhihuiMetricTraits *traits = zhihui_metric_get_traits (ranking->metric);
  ZhihuiTally               tally = { .k = row->k, .n = row->n };
  double                    reference = zhihui_tally_get_value (&ranking->total, traits->is_count);

  score->unit = g_new0 (ZhihuiUnit, 1);
  score->unit->id = g_strdup_printf ("u%03d", row->town + 1);
  score->unit->name = g_strdup (towns[row->town].name);
  score->unit->short_name = g_strdup (towns[row->town].name);
  score->unit->peer = g_strdup ("town");
  score->unit->region = make_code (row->town);
  score->unit->active = TRUE;
  score->k = row->k;
  score->n = row->n;
  score->value = zhihui_tally_get_value (&tally, traits->is_count);
  score->low = score->high = score->shrunk = NAN;
  score->open_overdue = -1;
  score->has_delta = score->has_delta_rank = TRUE;
  score->delta_rank = row->delta_rank;
  score->delta_value = row->delta_value;
  if (traits->is_count)
    return;
  zhihui_interval_wilson (row->k, row->n, ZHIHUI_Z95, &score->low, &score->high);
  score->flag = zhihui_interval_flag (score->low, score->high, reference, traits->better);
}

static ZhihuiRanking *
make_ranking (ZhihuiBoard board, gint64 as_of)
{
  static const struct
  {
    const Row  *rows;
    ZhihuiTally total;
  } boards[ZHIHUI_N_BOARDS] = {
    { volume_rows, { .n = 2214 } },
    { overdue_rows, { .k = 52, .n = 5871 } },
    { return_rows, { .k = 217, .n = 6254 } },
    { satisfied_rows, { .k = 2244, .n = 2318 } },
  };
  ZhihuiRanking *ranking = zhihui_ranking_new_empty (zhihui_board_get_metric (board));
  guint          n_ranked = board == ZHIHUI_BOARD_VOLUME ? N_TOWNS : N_TOWNS - 1;

  g_free (ranking->region);
  g_free (ranking->peer);
  g_free (ranking->period);
  ranking->region = g_strdup ("370302");
  ranking->peer = g_strdup ("town");
  ranking->period = g_strdup ("month");
  ranking->as_of = as_of;
  ranking->direction = ZHIHUI_DIRECTION_BEST_FIRST;
  ranking->total = boards[board].total;
  ranking->region_total = boards[board].total;
  if (board == ZHIHUI_BOARD_VOLUME)
    ranking->region_total.n = 6037;
  ranking->n_ranked = ranking->n_scores = n_ranked;
  ranking->scores = g_new0 (ZhihuiScore, n_ranked);
  for (guint i = 0; i < n_ranked; i++)
    {
      const Row *row = &boards[board].rows[i], *before = i > 0 ? row - 1 : NULL;

      fill_score (&ranking->scores[i], ranking, row);
      ranking->scores[i].rank = i + 1;
      if (before != NULL && zhihui_fraction_compare (row->k, row->n, before->k, before->n) == 0 &&
          board != ZHIHUI_BOARD_VOLUME)
        ranking->scores[i].rank = ranking->scores[i - 1].rank;
    }
  ranking->n_unranked = ranking->n_unranked_sent = N_TOWNS - n_ranked;
  ranking->unranked = g_new0 (ZhihuiScore, N_TOWNS);
  for (guint i = n_ranked; i < N_TOWNS; i++)
    {
      fill_score (&ranking->unranked[i - n_ranked], ranking, &boards[board].rows[i]);
      ranking->unranked[i - n_ranked].reason = ZHIHUI_UNRANKED_MIN_N;
    }
  return ranking;
}

/* ---- states ---- */

static ZhihuiReceipt
make_receipt (SampleState state)
{
  ZhihuiReceipt receipt = { .period_s = 15, .received_us = NOW_US - 8 * SECOND, .has_data = TRUE };

  switch (state)
    {
    case SAMPLE_LATE:
      receipt.received_us = NOW_US - 48 * SECOND;
      receipt.failing_us = NOW_US - 33 * SECOND;
      receipt.n_failures = 2;
      receipt.next_try_us = NOW_US + 5 * SECOND;
      break;
    case SAMPLE_STALE:
      receipt.received_us = NOW_US - 380 * SECOND;
      receipt.failing_us = NOW_US - 365 * SECOND;
      receipt.n_failures = 7;
      receipt.next_try_us = NOW_US + 26 * SECOND;
      break;
    case SAMPLE_OFFLINE:
      receipt.received_us = 0;
      receipt.failing_us = NOW_US - 20 * SECOND;
      receipt.n_failures = 3;
      receipt.next_try_us = NOW_US + 8 * SECOND;
      break;
    case SAMPLE_ERROR:
    case SAMPLE_REFUSED:
      receipt = (ZhihuiReceipt){ .period_s = 15,
                                 .failing_us = NOW_US - 120 * SECOND,
                                 .n_failures = 4,
                                 .next_try_us = NOW_US + 42 * SECOND };
      receipt.http_status = state == SAMPLE_ERROR ? 500 : 403;
      receipt.refused = state == SAMPLE_REFUSED;
      break;
    case SAMPLE_LOADING:
      receipt = (ZhihuiReceipt){ .period_s = 15 };
      break;
    case SAMPLE_FRESH:
    case SAMPLE_EMPTY:
    case SAMPLE_N_STATES:
    default:
      break;
    }
  return receipt;
}

static void
set_owned (ZhihuiSituationBuilder *builder,
           ZhihuiDataset           dataset,
           gpointer                data,
           void (*unref) (gpointer))
{
  zhihui_situation_builder_set_dataset (builder, dataset, data);
  unref (data);
}

#define SET(builder, dataset, data, prefix)                                                        \
  set_owned (builder, dataset, data, (void (*) (gpointer)) prefix##_unref)

static void
fill_datasets (ZhihuiSituationBuilder *builder, gint64 as_of, gint64 midnight)
{
  SET (builder, ZHIHUI_DATASET_SUMMARY, sample_summary_new (as_of), zhihui_summary);
  SET (builder, ZHIHUI_DATASET_CHANNELS, make_channels (as_of), zhihui_channels);
  SET (builder, ZHIHUI_DATASET_HOT_WORDS, make_hot_words (as_of), zhihui_hot_words);
  SET (builder, ZHIHUI_DATASET_REGIONS, make_regions (as_of), zhihui_regions);
  SET (builder, ZHIHUI_DATASET_MAP, make_map (as_of), zhihui_map_figures);
  SET (builder, ZHIHUI_DATASET_MEETINGS, make_meetings (as_of, midnight), zhihui_meetings);
  SET (builder, ZHIHUI_DATASET_ALERTS, make_alerts (as_of), zhihui_alerts);
  for (int board = 0; board < ZHIHUI_N_BOARDS; board++)
    {
      g_autoptr (ZhihuiRanking) ranking = make_ranking ((ZhihuiBoard) board, as_of);

      zhihui_situation_builder_set_ranking (builder, (ZhihuiBoard) board, "town", ranking);
    }
}

/* Everything was read and there is nothing in it. */
static void
fill_empty (ZhihuiSituationBuilder *builder, gint64 as_of)
{
  ZhihuiSummary    *summary = zhihui_summary_new ();
  ZhihuiChannels   *channels = zhihui_channels_new ();
  ZhihuiHotWords   *words = zhihui_hot_words_new ();
  ZhihuiMapFigures *map = zhihui_map_figures_new ();
  ZhihuiMeetings   *meetings = zhihui_meetings_new ();
  ZhihuiAlerts     *alerts = zhihui_alerts_new ();

  summary->stamp.as_of = channels->stamp.as_of = words->stamp.as_of = as_of;
  map->stamp.as_of = meetings->stamp.as_of = alerts->stamp.as_of = as_of;
  add_clock (summary, "sign", "min:15", (ZhihuiTally){ 0 }, .98, 0, 0, 0);
  SET (builder, ZHIHUI_DATASET_SUMMARY, summary, zhihui_summary);
  SET (builder, ZHIHUI_DATASET_CHANNELS, channels, zhihui_channels);
  SET (builder, ZHIHUI_DATASET_HOT_WORDS, words, zhihui_hot_words);
  SET (builder, ZHIHUI_DATASET_MAP, map, zhihui_map_figures);
  SET (builder, ZHIHUI_DATASET_MEETINGS, meetings, zhihui_meetings);
  SET (builder, ZHIHUI_DATASET_ALERTS, alerts, zhihui_alerts);
  for (int board = 0; board < ZHIHUI_N_BOARDS; board++)
    {
      g_autoptr (ZhihuiRanking) ranking =
        zhihui_ranking_new_empty (zhihui_board_get_metric ((ZhihuiBoard) board));

      ranking->as_of = as_of;
      zhihui_situation_builder_set_ranking (builder, (ZhihuiBoard) board, "town", ranking);
    }
}

ZhihuiSituation *
sample_situation_new (SampleState state, ZhihuiMoment *moment)
{
  static const int seconds[SAMPLE_N_STATES] = {
    [SAMPLE_FRESH] = 8, [SAMPLE_LATE] = 48,   [SAMPLE_STALE] = 380, [SAMPLE_OFFLINE] = 59818,
    [SAMPLE_ERROR] = 8, [SAMPLE_REFUSED] = 8, [SAMPLE_LOADING] = 8, [SAMPLE_EMPTY] = 8,
  };
  ZhihuiSituationBuilder *builder = zhihui_situation_builder_new (NULL);
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new_shanghai ();
  gint64        midnight = zhihui_zone_day_start (zone, zhihui_day_from_ymd (2026, 7, 29));
  gint64        as_of = midnight + 14 * 3600 + 5 * 60 + 12;
  ZhihuiReceipt receipt = make_receipt (state);
  g_autoptr (ZhihuiMeta) meta = make_meta (as_of);

  *moment = (ZhihuiMoment){
    .now_us = NOW_US, .peer = "town", .page = 1, .n_pages = 4, .local_now = as_of + seconds[state]
  };
  zhihui_situation_builder_set_meta (builder, meta);
  if (state == SAMPLE_EMPTY)
    fill_empty (builder, as_of);
  else if (state <= SAMPLE_OFFLINE)
    fill_datasets (builder, as_of, midnight);
  for (int i = 0; i < ZHIHUI_N_DATASETS; i++)
    if (i != ZHIHUI_DATASET_UNITS && i < ZHIHUI_DATASET_TRENDS)
      zhihui_situation_builder_set_receipt (builder, (ZhihuiDataset) i, &receipt);
  for (int board = 0; board < ZHIHUI_N_BOARDS; board++)
    zhihui_situation_builder_set_ranking_receipt (builder, (ZhihuiBoard) board, "town", &receipt);
  zhihui_situation_builder_set_clock (builder, moment->local_now, NOW_US);
  zhihui_situation_builder_set_started (
    builder, state == SAMPLE_OFFLINE ? NOW_US - 30 * SECOND : NOW_US - 7200 * SECOND);
  zhihui_situation_builder_set_source_name (builder, "sample");
  return zhihui_situation_builder_finish (builder);
}

GPtrArray *
sample_outlines_new (guint n)
{
  GPtrArray *outlines = g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_outline_free);

  for (guint i = 0; i < n; i++)
    {
      ZhihuiOutline *outline = zhihui_outline_new ();
      GArray        *ring = g_array_new (FALSE, FALSE, sizeof (double));
      /* The last one is too small for its label. */
      double size = i + 1 == n ? 0.02 : 0.1;
      double x = 117.8 + 0.1 * (i % 4), y = 36.8 - 0.1 * (i / 4);

      for (int corner = 0; corner < 40; corner++)
        {
          double angle = corner * 2 * G_PI / 40;
          double point[] = { x + size * (0.5 + 0.5 * cos (angle)),
                             y - size * (0.5 + 0.5 * sin (angle)) };

          g_array_append_vals (ring, point, 2);
        }
      outline->code = make_code ((int) i);
      outline->name = g_strdup ("");
      g_ptr_array_add (outline->rings, ring);
      g_ptr_array_add (outlines, outline);
    }
  return outlines;
}
