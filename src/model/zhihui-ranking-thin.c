/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-ranking-thin.h"

/* Where a row lies among the others. */
static guint
hash_spot (gconstpointer key)
{
  const ZhihuiScore *score = key;

  return (guint) score->n * 2654435761u ^ (guint) score->k * 40503u ^ (guint) score->flag;
}

static gboolean
equal_spots (gconstpointer a, gconstpointer b)
{
  const ZhihuiScore *one = a, *other = b;

  return one->n == other->n && one->k == other->k && one->flag == other->flag;
}

static ZhihuiScore *
thin_rows (const ZhihuiScore *rows, guint n, const char *unit, gboolean are_all, guint *n_thin)
{
  g_autoptr (GHashTable) spots = g_hash_table_new (hash_spot, equal_spots);
  ZhihuiScore *thin = g_new0 (ZhihuiScore, n);
  guint        m = 0, n_named = 0;

  for (guint i = 0; i < n; i++)
    {
      gboolean is_own = g_strcmp0 (rows[i].unit->id, unit) == 0;
      gboolean is_named =
        is_own || (are_all && rows[i].flag != ZHIHUI_FLAG_NONE && n_named++ < ZHIHUI_THIN_N_NAMED);

      if (is_named)
        {
          zhihui_score_copy_into (&rows[i], &thin[m++]);
          continue;
        }
      if (!are_all || rows[i].n <= 0 || !g_hash_table_add (spots, (gpointer) &rows[i]))
        continue;
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
 * What is needed to show one unit among the others, in a fraction of the size. Of a share one row
 * for each place that units have among the others, so that it may be drawn: those with the same k,
 * n and reading lie on each other, those without a case nowhere. Of what has no such chart that of
 * @unit alone. Totals tell of all.
 *
 * Returns: (transfer full): a board that names @unit and the first %ZHIHUI_THIN_N_NAMED units that
 *   differ from their group, ranked and unranked; the members of all other units are %NULL
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
