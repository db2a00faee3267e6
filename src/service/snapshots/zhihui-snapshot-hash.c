/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-board-csv.h"
#include "zhihui-snapshot.h"

/* The canonical data of some boards, one after the other. */
typedef struct
{
  const ZhihuiSnapshot *snapshot;
  ZhihuiZone           *zone;
  const char           *region;
  GChecksum            *all, *bulletin;
} Sealing;

static gboolean
is_printed (ZhihuiMetric metric)
{
  for (ZhihuiBoard board = 0; board < ZHIHUI_N_BOARDS; board++)
    if (zhihui_board_get_metric (board) == metric)
      return TRUE;
  return FALSE;
}

static void
update (GChecksum *checksum, const GString *csv, gsize from)
{
  g_checksum_update (checksum, (const guchar *) csv->str + from, (gssize) csv->len - (gssize) from);
}

/* A board as it is answered to who asks for nothing special. */
static ZhihuiRanking *
make_plain_board (const Sealing *sealing, ZhihuiMetric metric, const char *peer)
{
  const ZhihuiBoardQuestion question = {
    .metric = metric,
    .basis = zhihui_metric_get_traits (metric)->basis,
    .region = sealing->region,
    .peer = peer,
    .min_n = zhihui_period_default_min_n (sealing->snapshot->period->text,
                                          zhihui_metric_counts_answers (metric)),
  };

  return zhihui_snapshot_make_board (sealing->snapshot, &question, sealing->region);
}

static void
seal_board (const Sealing *sealing, ZhihuiMetric metric, const char *peer, gboolean is_group)
{
  g_autoptr (ZhihuiRanking) board = make_plain_board (sealing, metric, peer);
  GString             *csv = g_string_sized_new (16 * 1024);
  ZhihuiSnapshotBoard *one = g_new0 (ZhihuiSnapshotBoard, 1);
  gsize                head;

  zhihui_board_csv_append_head (csv);
  head = csv->len;
  zhihui_board_csv_append (csv, board, sealing->zone, sealing->snapshot->rule_version);
  one->metric = metric;
  one->peer = g_strdup (peer);
  one->total = board->total;
  one->hash = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) csv->str, csv->len);
  g_ptr_array_add (sealing->snapshot->boards, one);
  update (sealing->all, csv, head);
  if (is_group && is_printed (metric))
    update (sealing->bulletin, csv, head);
  g_string_free (csv, TRUE);
}

static void
seal_peer (const Sealing *sealing, const char *peer, gboolean is_group)
{
  for (guint metric = 0; metric < ZHIHUI_N_METRICS; metric++)
    if (metric != ZHIHUI_METRIC_DIRECT_RATE || g_str_equal (peer, "all"))
      seal_board (sealing, (ZhihuiMetric) metric, peer, is_group);
}

/**
 * zhihui_snapshot_seal:
 * @peers: (element-type ZhihuiPeer): the peer groups, in the platform's order
 * @region: code of the deployment
 *
 * Sets the hashes. Of one board it is SHA-256 of its canonical data with the row of column names;
 * of all boards and of the bulletin (the four boards of each peer group; of all units where there
 * are no groups) the boards follow each other under one row of names. Revision, moment and version
 * of the rules are part of the data and must be set before.
 */
void
zhihui_snapshot_seal (ZhihuiSnapshot  *self,
                      const GPtrArray *peers,
                      ZhihuiZone      *zone,
                      const char      *region)
{
  g_autoptr (GChecksum) all = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (GChecksum) bulletin = g_checksum_new (G_CHECKSUM_SHA256);
  const Sealing sealing = { self, zone, region, all, bulletin };
  GString      *head = g_string_new (NULL);

  zhihui_board_csv_append_head (head);
  update (all, head, 0);
  update (bulletin, head, 0);
  g_string_free (head, TRUE);

  g_ptr_array_set_size (self->boards, 0);
  for (guint i = 0; i < peers->len; i++)
    seal_peer (&sealing, ((const ZhihuiPeer *) peers->pdata[i])->id, TRUE);
  seal_peer (&sealing, "all", peers->len == 0);

  g_free (self->data_hash);
  g_free (self->bulletin_hash);
  self->data_hash = g_strdup (g_checksum_get_string (all));
  self->bulletin_hash = g_strdup (g_checksum_get_string (bulletin));
}
