/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report-sample.h"

#define AS_OF G_GINT64_CONSTANT (1785305112) /* 2026-07-29T14:05:12+08:00 */

static const char *const towns[] = { "松龄路街道", "般阳路街道", "将军路街道", "钟楼街道", "双杨镇",
                                     "昆仑镇",     "洪山镇",     "罗村镇",     "寨里镇",   "龙泉镇",
                                     "岭子镇",     "西河镇",     "太河镇" };

static ZhihuiUnit *
make_unit (const char *peer, guint index)
{
  gboolean         town = g_str_equal (peer, "town");
  g_autofree char *name = town ? g_strdup (towns[index]) : g_strdup_printf ("第%u局", index + 1);
  g_autofree char *id = g_strdup_printf ("%c%03u", town ? 't' : 'd', index);

  return zhihui_unit_copy (&(ZhihuiUnit){ .id = id,
                                          .name = name,
                                          .short_name = name,
                                          .peer = (char *) peer,
                                          .region = (char *) "370302",
                                          .active = TRUE });
}

static ZhihuiTally
make_tally (ZhihuiBoard board, guint index)
{
  gint64 n = 400 / (index + 1) + 9;

  switch (board)
    {
    case ZHIHUI_BOARD_OVERDUE:
      return (ZhihuiTally){ .k = index % 5 == 3 ? n / 8 : index % 3, .n = n };
    case ZHIHUI_BOARD_RETURN:
      return (ZhihuiTally){ .k = n * (index % 7) / 90, .n = n };
    case ZHIHUI_BOARD_SATISFIED:
      return (ZhihuiTally){ .k = n - index % 4, .n = n };
    case ZHIHUI_BOARD_VOLUME:
    case ZHIHUI_N_BOARDS:
    default:
      return (ZhihuiTally){ .n = n };
    }
}

static ZhihuiRanking *
make_ranking (ZhihuiBoard board, const char *peer, guint n_units, guint min_n)
{
  g_autoptr (GPtrArray) units = g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_unit_free);
  g_autofree ZhihuiTally *tallies = g_new0 (ZhihuiTally, n_units);
  g_autofree ZhihuiTally *previous = g_new0 (ZhihuiTally, n_units);
  g_autoptr (ZhihuiZone) zone = zhihui_zone_new_shanghai ();
  g_autoptr (ZhihuiPeriod) period =
    zhihui_period_parse (zhihui_board_get_default_period (board), AS_OF, zone, NULL);
  ZhihuiRankingInput input = {
    .metric = zhihui_board_get_metric (board),
    .region = "370302",
    .peer = peer,
    .revision = "r8812",
    .period = period,
    .as_of = AS_OF,
    .basis = zhihui_metric_get_traits (zhihui_board_get_metric (board))->basis,
    .min_n = board == ZHIHUI_BOARD_VOLUME ? 0 : min_n,
    .tallies = tallies,
    .previous = previous,
    .n_units = n_units,
  };

  for (guint i = 0; i < n_units; i++)
    {
      g_ptr_array_add (units, make_unit (peer, i));
      tallies[i] = make_tally (board, i);
      previous[i] = make_tally (board, (i + 2) % n_units);
      input.region_total.k += tallies[i].k;
      input.region_total.n += tallies[i].n;
    }
  input.units = (const ZhihuiUnit *const *) units->pdata;
  return zhihui_ranking_new (&input);
}

static ZhihuiPeer *
make_peer (const char *id, const char *label, guint n_units)
{
  return zhihui_peer_copy (
    &(ZhihuiPeer){ .id = (char *) id, .label = (char *) label, .n_units = n_units });
}

static ZhihuiMeta *
make_meta (guint n_departments)
{
  ZhihuiMeta *meta = zhihui_meta_new ();

  meta->stamp.as_of = AS_OF;
  meta->stamp.revision = g_strdup ("r8812");
  meta->title = g_strdup ("般阳民生");
  meta->name = g_strdup ("淄川区");
  meta->region = g_strdup ("370302");
  meta->issuer = g_strdup ("淄川区般阳民生服务中心");
  meta->language = g_strdup ("zh_CN");
  meta->time_zone = g_strdup ("Asia/Shanghai");
  meta->api_version = g_strdup ("1");
  meta->rule_version = g_strdup ("R1");
  meta->revision = g_strdup ("r8812");
  g_ptr_array_add (meta->peers, make_peer ("town", "镇街道", 13));
  g_ptr_array_add (meta->peers, make_peer ("department", "部门", n_departments));
  return meta;
}

ZhihuiSituation *
report_sample_new (guint n_departments, guint min_n)
{
  ZhihuiSituationBuilder *builder = zhihui_situation_builder_new (NULL);
  g_autoptr (ZhihuiMeta) meta = make_meta (n_departments);
  gint64        now_us = g_get_monotonic_time ();
  ZhihuiReceipt receipt = {
    .received_us = now_us, .period_s = 60, .http_status = 200, .has_data = TRUE
  };

  zhihui_situation_builder_set_meta (builder, meta);
  zhihui_situation_builder_set_clock (builder, AS_OF, now_us);
  zhihui_situation_builder_set_started (builder, now_us);
  zhihui_situation_builder_set_receipt (builder, ZHIHUI_DATASET_META, &receipt);
  for (guint i = 0; i < meta->peers->len; i++)
    for (ZhihuiBoard board = 0; board < ZHIHUI_N_BOARDS; board++)
      {
        const ZhihuiPeer *peer = g_ptr_array_index (meta->peers, i);
        g_autoptr (ZhihuiRanking) ranking = make_ranking (board, peer->id, peer->n_units, min_n);

        zhihui_situation_builder_set_ranking (builder, board, peer->id, ranking);
        zhihui_situation_builder_set_ranking_receipt (builder, board, peer->id, &receipt);
      }
  return zhihui_situation_builder_finish (builder);
}
