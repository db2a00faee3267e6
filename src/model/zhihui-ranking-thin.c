/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-ranking-thin.h"

static ZhihuiScore *
thin_rows (const ZhihuiScore *rows, guint n, const char *unit, gboolean are_all, guint *n_thin)
{
  ZhihuiScore *thin = g_new0 (ZhihuiScore, n);
  guint        m = 0;

  for (guint i = 0; i < n; i++)
    {
      gboolean is_own = g_strcmp0 (rows[i].unit->id, unit) == 0;

      if (!is_own && !are_all)
        continue;
      if (is_own || rows[i].flag != ZHIHUI_FLAG_NONE)
        {
          zhihui_score_copy_into (&rows[i], &thin[m++]);
          continue;
        }
      thin[m] = rows[i];
      thin[m++].unit = g_new0 (ZhihuiUnit, 1);
    }
  *n_thin = m;
  return g_renew (ZhihuiScore, thin, m);
}

/**
 * zhihui_ranking_make_thin:
 * @unit: id
 *
 * What is needed to show one unit among the others, at less than two thirds of the size: names are
 * large. Of a share each row is kept, so that it may be drawn; of what has no funnel that of @unit
 * alone. Totals tell of all.
 *
 * Returns: (transfer full): a board that names @unit and the units that differ from their group;
 *   the members of all other units are %NULL
 */
ZhihuiRanking *
zhihui_ranking_make_thin (ZhihuiRanking *self, const char *unit)
{
  const ZhihuiMetricTraits *traits;
  ZhihuiRanking            *thin;
  gboolean                  are_all;

  g_return_val_if_fail (self != NULL && unit != NULL, NULL);

  traits = zhihui_metric_get_traits (self->metric);
  are_all = traits->is_share && !traits->is_count;
  thin = zhihui_ranking_cut (self, 0, 0);
  for (guint i = 0; i < thin->n_unranked_sent; i++)
    zhihui_score_clear (&thin->unranked[i]);
  g_free (thin->scores);
  g_free (thin->unranked);
  thin->scores = thin_rows (self->scores, self->n_scores, unit, are_all, &thin->n_scores);
  thin->unranked =
    thin_rows (self->unranked, self->n_unranked_sent, unit, are_all, &thin->n_unranked_sent);
  return thin;
}
