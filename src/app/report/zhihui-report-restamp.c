/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-report-restamp.h"

#include "zhihui-ranking.h"

/* What was told now is said to be of then: the same figures on the same paper. What was counted
 * before that, as a frozen month was, says on the paper when, and still does. Nobody else holds
 * what is changed here: its source has stopped. */

static void
set_revision (char **place, const char *revision)
{
  if (revision == NULL)
    return;
  g_free (*place);
  *place = g_strdup (revision);
}

static void
restamp_dataset (ZhihuiStamp *stamp, gint64 as_of, const char *revision)
{
  if (stamp == NULL || stamp->as_of <= as_of)
    return;
  stamp->as_of = as_of;
  set_revision (&stamp->revision, revision);
}

static void
restamp_ranking (ZhihuiRanking *ranking, gint64 as_of, const char *revision)
{
  if (ranking == NULL || ranking->as_of <= as_of)
    return;
  ranking->as_of = as_of;
  set_revision (&ranking->revision, revision);
}

static void
restamp_answers (ZhihuiReportAnswers *answers, gint64 as_of, const char *revision)
{
  for (guint i = 0; answers != NULL && i < zhihui_report_answers_get_n (answers); i++)
    {
      const ZhihuiReportQuestion *question = zhihui_report_answers_get_question (answers, i);
      gpointer                    answer = zhihui_report_answers_get_answer (answers, i);

      if (question->kind == ZHIHUI_QUESTION_BOARD)
        restamp_ranking (answer, as_of, revision);
      else
        restamp_dataset (answer, as_of, revision);
    }
}

/* That an answer still holds is news of now. */
static ZhihuiReceipt
forget_holding (const ZhihuiReceipt *receipt)
{
  ZhihuiReceipt copy = *receipt;

  copy.holds_at = 0;
  return copy;
}

/**
 * zhihui_report_restamp:
 * @request: of what was read; its situation and its answers are changed
 * @as_of: of when everything is to be said to be
 * @revision: (nullable): likewise
 *
 * Figures that are the same as on a paper of another day give that paper again only when they say
 * to be of that day.
 *
 * Returns: (transfer full): the situation of @request from now on
 */
ZhihuiSituation *
zhihui_report_restamp (ZhihuiReportRequest *request, gint64 as_of, const char *revision)
{
  ZhihuiSituation        *before = request->situation;
  ZhihuiSituationBuilder *builder = zhihui_situation_builder_new (before);
  ZhihuiMeta             *meta = zhihui_situation_get_meta (before);

  for (ZhihuiDataset dataset = 0; dataset < ZHIHUI_N_DATASETS; dataset++)
    {
      ZhihuiReceipt receipt = forget_holding (zhihui_situation_get_receipt (before, dataset));

      restamp_dataset (zhihui_situation_get_dataset (before, dataset), as_of, revision);
      zhihui_situation_builder_set_receipt (builder, dataset, &receipt);
    }
  if (meta != NULL)
    set_revision (&meta->revision, revision);
  for (guint i = 0; i < zhihui_situation_get_n_rankings (before); i++)
    {
      ZhihuiBoard   board;
      const char   *peer = zhihui_situation_get_ranking_peer (before, i, &board);
      ZhihuiReceipt receipt =
        forget_holding (zhihui_situation_get_ranking_receipt (before, board, peer));

      restamp_ranking (zhihui_situation_get_ranking (before, board, peer), as_of, revision);
      zhihui_situation_builder_set_ranking_receipt (builder, board, peer, &receipt);
    }
  restamp_answers (request->answers, as_of, revision);
  zhihui_situation_builder_set_clock (builder, as_of, request->now_us);
  request->situation = zhihui_situation_builder_finish (builder);
  return request->situation;
}
