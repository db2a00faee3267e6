/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE
#include "history-sample.h"

#include <string.h>

#include "zhihui-kept-form.h"
#include "zhihui-wire.h"

#define N_PEERS 2
#define AS_OF "\"as_of\":\"%s\",\"revision\":\"r%u\","

const char *const history_sample_secrets[] = {
  "征地补偿研判会",     "王秀兰反映", "13800138000",  "云龙路7号",        "值班长赵六",
  "meeting.example.cn", "c-417",      "11月底前兑付", "张三丰投诉李四叔", "a-secret-alert",
  "m-secret-meeting",   NULL,
};

static const char *const peers[N_PEERS] = { "town", "department" };

struct _HistorySample
{
  guint            n_units;
  ZhihuiUnit     **units;   /* owned */
  ZhihuiTally     *tallies; /* owned: boards × units */
  ZhihuiTally     *before;  /* owned: the window before */
  GRand           *random;  /* owned */
  guint            n_steps, n_touches;
  gboolean         is_simulated;
  ZhihuiSituation *last; /* owned, nullable: what did not change is the same object again */
  guint            last_step, last_touch;
};

HistorySample *
history_sample_new (guint n_units)
{
  HistorySample *self = g_new0 (HistorySample, 1);

  self->n_units = n_units;
  self->units = g_new0 (ZhihuiUnit *, n_units);
  self->tallies = g_new0 (ZhihuiTally, n_units * ZHIHUI_N_BOARDS);
  self->before = g_new0 (ZhihuiTally, n_units * ZHIHUI_N_BOARDS);
  self->random = g_rand_new_with_seed (20200729);

  for (guint i = 0; i < n_units; i++)
    {
      ZhihuiUnit *unit = g_new0 (ZhihuiUnit, 1);

      unit->id = g_strdup_printf ("u%05u", i);
      unit->name = g_strdup_printf ("第%u号街道办事处", i);
      unit->short_name = g_strdup_printf ("%u号街道", i);
      unit->peer = g_strdup (peers[i % N_PEERS]);
      unit->region = g_strdup_printf ("370302%03u", i % 13);
      unit->active = TRUE;
      self->units[i] = unit;
      for (guint board = 0; board < ZHIHUI_N_BOARDS; board++)
        {
          gint64 n = g_rand_int_range (self->random, 0, 900);

          self->before[board * n_units + i] = (ZhihuiTally){ .n = n, .k = n / 40 };
          self->tallies[board * n_units + i] = (ZhihuiTally){ .n = n / 2, .k = n / 90 };
        }
    }
  self->n_steps = self->n_touches = 1;

  return self;
}

void
history_sample_free (HistorySample *self)
{
  for (guint i = 0; i < self->n_units; i++)
    zhihui_unit_free (self->units[i]);
  g_clear_pointer (&self->last, zhihui_situation_unref);
  g_free (self->units);
  g_free (self->tallies);
  g_free (self->before);
  g_rand_free (self->random);
  g_free (self);
}

void
history_sample_advance (HistorySample *self, guint n_cases)
{
  for (guint i = 0; i < n_cases; i++)
    for (guint board = 0; board < ZHIHUI_N_BOARDS; board++)
      {
        guint        unit = (guint) g_rand_int_range (self->random, 0, (gint32) self->n_units);
        ZhihuiTally *tally = &self->tallies[board * self->n_units + unit];

        tally->n++;
        tally->k += g_rand_int_range (self->random, 0, 40) == 0;
      }
  self->n_steps += n_cases > 0;
}

void
history_sample_touch (HistorySample *self)
{
  self->n_touches++;
}

void
history_sample_set_simulated (HistorySample *self, gboolean is_simulated)
{
  self->is_simulated = is_simulated;
  g_clear_pointer (&self->last, zhihui_situation_unref);
}

/* ---- bodies ---- */

static char *
make_meta (HistorySample *self)
{
  return g_strdup_printf ("\"title\":\"般阳民生\",\"name\":\"淄川区\",\"region\":\"370302\","
                          "\"units_total\":%u,\"clock\":{\"simulated\":%s,\"speed\":1},"
                          "\"peers\":[{\"id\":\"town\",\"label\":\"镇街道\"},{\"id\":"
                          "\"department\",\"label\":\"部门\"}]}",
                          self->n_units,
                          self->is_simulated ? "true" : "false");
}

static char *
make_summary (HistorySample *self)
{
  return g_strdup_printf (
    "\"from\":\"2020-07-01T00:00:00+08:00\",\"to\":\"2020-08-01T00:00:00+08:00\","
    "\"accepted\":{\"today\":%u,\"yesterday_same_time\":121,\"month\":%u,\"year\":35412},"
    "\"open\":{\"total\":327,\"due_today\":117,\"overdue\":1},"
    "\"on_time_rate\":{\"n\":5812,\"k\":5760},\"clocks\":[{\"id\":\"sign\",\"limit\":\"min:15\","
    "\"n\":6035,\"k\":5902,\"running\":%u}],\"stages\":[{\"id\":\"accepted\",\"n\":%u}]}",
    self->n_touches,
    self->n_steps,
    self->n_steps % 17,
    self->n_steps);
}

static char *
make_meetings (void)
{
  return g_strdup (
    "\"totals\":{\"sessions\":1,\"cases\":1},"
    "\"items\":[{\"id\":\"m-secret-meeting\",\"kind\":\"review\",\"title\":\"征地补偿研判会\","
    "\"state\":\"open\",\"starts_at\":\"2020-07-29T15:00:00+08:00\",\"host_unit\":{\"name\":"
    "\"县信访局\"},\"units\":[{\"name\":\"信访局\"}],\"cases_total\":1,\"participants_now\":7,"
    "\"join_url\":\"https://meeting.example.cn/dm/abc\",\"cases\":[{\"id\":\"c-417\"}],"
    "\"decisions\":[{\"id\":\"d-7\",\"text\":\"11月底前兑付\",\"unit\":{\"name\":\"自然资源局\"},"
    "\"state\":\"open\"}]}]}");
}

static char *
make_alerts (HistorySample *self)
{
  return g_strdup_printf (
    "\"items\":[{\"id\":\"a-secret-alert\",\"kind\":\"overdue\",\"level\":\"orange\",\"text\":"
    "\"王秀兰反映云龙路7号停水\",\"unit\":{\"name\":\"住建局\"},\"raised_at\":"
    "\"2020-07-29T00:00:00+08:00\",\"acknowledged\":true,\"acknowledged_by\":\"值班长赵六\","
    "\"etag\":\"\\\"x\\\"\",\"count\":%u},"
    "{\"id\":\"a-2\",\"kind\":\"sensitive\",\"level\":\"red\",\"text\":\"张三丰投诉李四叔\","
    "\"raised_at\":\"2020-07-29T00:00:00+08:00\",\"case\":\"c-417\"}]}",
    self->n_steps % 5);
}

#define MONTH "\"from\":\"2020-07-01T00:00:00+08:00\",\"to\":\"2020-08-01T00:00:00+08:00\","

/* What the place tells besides its cases; NULL: it is none of that. */
static char *
make_place_figures (HistorySample *self, ZhihuiDataset dataset)
{
  switch ((int) dataset)
    {
    case ZHIHUI_DATASET_INDICATORS:
      return g_strdup ("\"items\":[{\"id\":\"app\",\"value\":\"≥90\",\"unit\":\"%\"},"
                       "{\"id\":\"lamps\",\"value\":3000}]}");
    case ZHIHUI_DATASET_SYSTEMS:
      return g_strdup ("\"items\":[{\"id\":\"hotline\",\"state\":\"stale\"}]}");
    case ZHIHUI_DATASET_GUIDE:
      return g_strdup_printf (MONTH "\"items\":[{\"id\":\"robot\",\"asked\":%u}]}", self->n_steps);
    case ZHIHUI_DATASET_STAFF:
      return g_strdup ("\"items\":[{\"region\":\"370302104\",\"kind\":\"staff\",\"n\":4}]}");
    case ZHIHUI_DATASET_SERVICES:
      return g_strdup_printf (MONTH "\"total\":%u,\"items\":[{\"id\":\"JS01\",\"n\":null}]}",
                              self->n_steps);
    default:
      return NULL;
    }
}

static char *
make_rest (HistorySample *self, ZhihuiDataset dataset)
{
  char *text = make_place_figures (self, dataset);

  if (text != NULL)
    return text;

  switch ((int) dataset)
    {
    case ZHIHUI_DATASET_MODES:
    case ZHIHUI_DATASET_CHANNELS:
      return g_strdup_printf ("\"from\":\"2020-07-01T00:00:00+08:00\",\"to\":"
                              "\"2020-08-01T00:00:00+08:00\",\"items\":[{\"id\":\"app\",\"n\":%u},"
                              "{\"id\":\"12345\",\"label\":\"热线\",\"n\":4}]}",
                              self->n_steps);
    case ZHIHUI_DATASET_HOT_WORDS:
      return g_strdup ("\"items\":[{\"word\":\"井盖\",\"count\":7,\"score\":1.5},"
                       "{\"word\":\"13800138000\",\"count\":5},"
                       "{\"word\":\"王秀兰反映云龙路7号停水三天了\",\"count\":5}]}");
    case ZHIHUI_DATASET_MAP:
      return g_strdup_printf ("\"items\":[{\"code\":\"370302104\",\"n\":%u}]}", self->n_steps);
    case ZHIHUI_DATASET_REGIONS:
      return g_strdup ("\"items\":[{\"code\":\"370302104\",\"name\":\"双杨镇\",\"lon\":118.06,"
                       "\"lat\":36.7}]}");
    case ZHIHUI_DATASET_UNITS:
      return g_strdup ("\"items\":[{\"id\":\"u1\",\"name\":\"双杨镇\",\"peer\":\"town\"}]}");
    case ZHIHUI_DATASET_LAYERS:
      return g_strdup_printf (
        "\"items\":[{\"id\":\"stations\",\"label\":\"便民站点\",\"kind\":\"station\","
        "\"public\":true,\"points\":2,\"n\":%u,\"places\":[{\"region\":"
        "\"370302104\",\"name\":\"王秀兰家\",\"lon\":118.06,\"lat\":36.7},{}]}]}",
        self->n_steps + 2);
    default:
      return g_strdup ("\"metric\":\"on_time_rate\",\"items\":[{\"t\":"
                       "\"2020-07-27T00:00:00+08:00\",\"n\":210,\"k\":208}]}");
    }
}

static char *
make_text (HistorySample *self, ZhihuiDataset dataset, gint64 at)
{
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new_shanghai ();
  g_autofree char *instant = zhihui_zone_format_rfc3339 (zone, at);
  g_autofree char *head = g_strdup_printf ("{" AS_OF, instant, self->n_steps);
  g_autofree char *rest = NULL;

  if (dataset == ZHIHUI_DATASET_META)
    rest = make_meta (self);
  else if (dataset == ZHIHUI_DATASET_SUMMARY)
    rest = make_summary (self);
  else if (dataset == ZHIHUI_DATASET_MEETINGS)
    rest = make_meetings ();
  else if (dataset == ZHIHUI_DATASET_ALERTS)
    rest = make_alerts (self);
  else
    rest = make_rest (self, dataset);

  return g_strconcat (head, rest, NULL);
}

/* As it would have come by air: numbers have six decimals. */
static ZhihuiRanking *
make_board (HistorySample *self, ZhihuiBoard board, const char *peer, gint64 at)
{
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new_shanghai ();
  g_autoptr (ZhihuiPeriod) period =
    zhihui_period_parse (zhihui_board_get_default_period (board), 1596002712, zone, NULL);
  g_autofree const ZhihuiUnit **units = g_new0 (const ZhihuiUnit *, self->n_units);
  g_autofree ZhihuiTally       *tallies = g_new0 (ZhihuiTally, self->n_units);
  g_autofree ZhihuiTally       *before = g_new0 (ZhihuiTally, self->n_units);
  g_autofree char              *revision = g_strdup_printf ("r%u", self->n_steps);
  ZhihuiRankingInput            input = {
               .metric = zhihui_board_get_metric (board),
               .region = "370302",
               .peer = peer,
               .revision = revision,
               .period = period,
               .as_of = at,
               .basis = zhihui_metric_get_traits (zhihui_board_get_metric (board))->basis,
               .direction =
      board == ZHIHUI_BOARD_OVERDUE ? ZHIHUI_DIRECTION_WORST_FIRST : ZHIHUI_DIRECTION_BEST_FIRST,
               .min_n = zhihui_period_default_min_n (zhihui_board_get_default_period (board),
                                          board == ZHIHUI_BOARD_SATISFIED),
               .units = units,
               .tallies = tallies,
               .previous = before,
  };
  g_autoptr (ZhihuiRanking) made = NULL;
  g_autoptr (GBytes) body = NULL;
  char *text;

  for (guint i = 0; i < self->n_units; i++)
    if (g_str_equal (self->units[i]->peer, peer))
      {
        units[input.n_units] = self->units[i];
        before[input.n_units] = self->before[board * self->n_units + i];
        tallies[input.n_units++] = self->tallies[board * self->n_units + i];
      }
  made = zhihui_ranking_new (&input);
  text = zhihui_wire_encode_ranking (made, zone, NULL);
  body = g_bytes_new_take (text, strlen (text));
  return zhihui_wire_decode_ranking (body, NULL, NULL);
}

static gboolean
has_dataset_changed (HistorySample *self, ZhihuiDataset dataset)
{
  if (self->last == NULL)
    return TRUE;
  if (dataset == ZHIHUI_DATASET_SUMMARY && self->n_touches != self->last_touch)
    return TRUE;

  return self->n_steps != self->last_step && dataset != ZHIHUI_DATASET_META &&
         dataset != ZHIHUI_DATASET_REGIONS && dataset != ZHIHUI_DATASET_UNITS;
}

ZhihuiSituation *
history_sample_make (HistorySample *self, gint64 at, gint64 now_us)
{
  ZhihuiSituationBuilder *builder = zhihui_situation_builder_new (self->last);
  g_autoptr (GBytes) outlines = g_bytes_new_static ("{\"type\":\"FeatureCollection\"}", 28);
  const ZhihuiReceipt receipt = {
    .received_us = now_us, .period_s = 60, .http_status = 200, .has_data = TRUE
  };

  for (ZhihuiDataset dataset = 0; dataset < ZHIHUI_N_DATASETS; dataset++)
    {
      if (has_dataset_changed (self, dataset))
        {
          char *text = make_text (self, dataset, at);
          g_autoptr (GBytes) body = g_bytes_new_take (text, strlen (text));
          g_autoptr (GError) error = NULL;
          ZhihuiHistoryPlace place = { .kind = ZHIHUI_HISTORY_DATASET, .dataset = dataset };
          gpointer           figures = zhihui_kept_form_decode (dataset, body, &error);

          g_assert_no_error (error);
          zhihui_situation_builder_set_dataset (builder, dataset, figures);
          zhihui_history_place_unref_figures (&place, figures);
        }
      zhihui_situation_builder_set_receipt (builder, dataset, &receipt);
    }
  for (ZhihuiBoard board = 0; board < ZHIHUI_N_BOARDS; board++)
    for (guint i = 0; i < N_PEERS; i++)
      {
        if (self->last == NULL || self->n_steps != self->last_step)
          {
            g_autoptr (ZhihuiRanking) ranking = make_board (self, board, peers[i], at);

            zhihui_situation_builder_set_ranking (builder, board, peers[i], ranking);
          }
        zhihui_situation_builder_set_ranking_receipt (builder, board, peers[i], &receipt);
      }
  if (self->last == NULL)
    zhihui_situation_builder_set_boundary (builder, outlines);
  zhihui_situation_builder_set_clock (builder, at, now_us);
  zhihui_situation_builder_set_started (builder, 1);
  zhihui_situation_builder_set_source_name (builder, "sample");

  g_clear_pointer (&self->last, zhihui_situation_unref);
  self->last = zhihui_situation_builder_finish (builder);
  self->last_step = self->n_steps;
  self->last_touch = self->n_touches;
  return zhihui_situation_ref (self->last);
}

static char *
spell_place (ZhihuiHistoryPlace *place, gboolean is_cut)
{
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new_shanghai ();
  g_autoptr (GBytes) body = NULL;
  gpointer copy;
  char    *text;

  if (place->kind == ZHIHUI_HISTORY_BOARD)
    return zhihui_wire_encode_ranking (place->figures, zone, NULL);
  if (place->kind == ZHIHUI_HISTORY_BOUNDARY)
    return g_strndup (g_bytes_get_data (place->figures, NULL), g_bytes_get_size (place->figures));
  if (!is_cut)
    return zhihui_kept_form_encode (place->dataset, place->figures);

  copy = zhihui_kept_form_copy (place->dataset, place->figures, ZHIHUI_KEEP_FOR_DESK);
  text = zhihui_kept_form_encode (place->dataset, copy);
  zhihui_history_place_unref_figures (place, copy);
  body = g_bytes_new_take (text, strlen (text));
  copy = zhihui_kept_form_decode (place->dataset, body, NULL);
  text = zhihui_kept_form_encode (place->dataset, copy);
  zhihui_history_place_unref_figures (place, copy);
  return text;
}

GHashTable *
history_sample_spell (ZhihuiSituation *situation, gboolean is_cut)
{
  GHashTable *spelled = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GPtrArray) places = zhihui_history_place_list (situation);

  for (guint i = 0; i < places->len; i++)
    {
      ZhihuiHistoryPlace *place = places->pdata[i];

      g_hash_table_insert (spelled, g_strdup (place->name), spell_place (place, is_cut));
    }

  return spelled;
}

void
history_sample_assert_same (ZhihuiSituation *shown, ZhihuiSituation *read_back)
{
  g_autoptr (GHashTable) expected = history_sample_spell (shown, TRUE);
  g_autoptr (GHashTable) found = history_sample_spell (read_back, FALSE);
  GHashTableIter iter;
  gpointer       name, text;

  g_assert_cmpuint (g_hash_table_size (found), ==, g_hash_table_size (expected));
  g_hash_table_iter_init (&iter, expected);
  while (g_hash_table_iter_next (&iter, &name, &text))
    g_assert_cmpstr (g_hash_table_lookup (found, name), ==, text);
}

void
history_sample_assert_no_secrets (const char *folder)
{
  g_autoptr (GDir) directory = g_dir_open (folder, 0, NULL);
  const char *name;
  guint       n_files = 0;

  while ((name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *text = NULL;
      gsize            length;

      g_assert_true (g_file_get_contents (path, &text, &length, NULL));
      for (guint i = 0; history_sample_secrets[i] != NULL; i++)
        if (memmem (text, length, history_sample_secrets[i], strlen (history_sample_secrets[i])))
          g_error ("%s is in %s", history_sample_secrets[i], path);
      n_files++;
    }
  g_assert_cmpuint (n_files, >, 0);
}
