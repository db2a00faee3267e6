/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-ranking.h"

/* A cut board still names a few of those without a rank. */
#define MAX_UNRANKED_IN_CUT 8

/**
 * zhihui_ranking_new_empty:
 *
 * Returns: (transfer full): a board without rows; strings are NULL. The maker fills it, with arrays
 * from g_new0 (), before anyone else sees it.
 */
ZhihuiRanking *
zhihui_ranking_new_empty (ZhihuiMetric metric)
{
  ZhihuiRanking *self = g_atomic_rc_box_new0 (ZhihuiRanking);

  self->metric = metric;
  return self;
}

ZhihuiRanking *
zhihui_ranking_ref (ZhihuiRanking *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

static void
clear_ranking (gpointer data)
{
  ZhihuiRanking *self = data;

  for (guint i = 0; i < self->n_scores; i++)
    zhihui_score_clear (&self->scores[i]);
  for (guint i = 0; i < self->n_unranked_sent; i++)
    zhihui_score_clear (&self->unranked[i]);
  g_free (self->scores);
  g_free (self->unranked);
  g_free (self->region);
  g_free (self->peer);
  g_free (self->period);
  g_free (self->revision);
}

void
zhihui_ranking_unref (ZhihuiRanking *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full (self, clear_ranking);
}

/**
 * zhihui_score_clear:
 *
 * Frees what @score owns, not @score itself.
 */
void
zhihui_score_clear (ZhihuiScore *score)
{
  g_clear_pointer (&score->unit, zhihui_unit_free);
}

/**
 * zhihui_score_copy_into:
 * @into: (out caller-allocates): is overwritten without being cleared
 */
void
zhihui_score_copy_into (const ZhihuiScore *score, ZhihuiScore *into)
{
  *into = *score;
  into->unit = zhihui_unit_copy (score->unit);
}

/**
 * zhihui_fraction_compare:
 *
 * Returns: negative, 0 or positive as k1/n1 is smaller than, equal to or larger than k2/n2, by
 * cross-multiplication in 128 bits. A zero denominator is larger than every fraction, so that
 * ascending order leaves it last.
 */
int
zhihui_fraction_compare (gint64 k1, gint64 n1, gint64 k2, gint64 n2)
{
  __int128 left, right;

  if (n1 == 0 || n2 == 0)
    return (n1 == 0) - (n2 == 0);

  left = (__int128) k1 * n2;
  right = (__int128) k2 * n1;
  return (left > right) - (left < right);
}

/* Whether the row at @index stays: its rank is that of the @n_first-th best or better, or that of
 * the @n_last-th from the end or worse. */
static gboolean
survives_cut (const ZhihuiRanking *self, guint index, guint n_first, guint n_last)
{
  gboolean best_first = self->direction == ZHIHUI_DIRECTION_BEST_FIRST;
  guint    n = self->n_scores;
  guint    rank = self->scores[index].rank;
  guint    first = MIN (n_first, n);
  guint    last = MIN (n_last, n);

  if (first > 0 && rank <= self->scores[best_first ? first - 1 : n - first].rank)
    return TRUE;
  return last > 0 && rank >= self->scores[best_first ? n - last : last - 1].rank;
}

/**
 * zhihui_ranking_knows_before:
 *
 * Returns: whether anything is told of the period before: where nothing is, a unit without an
 * earlier rank is not new, it is not known
 */
gboolean
zhihui_ranking_knows_before (const ZhihuiRanking *self)
{
  for (guint i = 0; i < self->n_scores; i++)
    if (self->scores[i].has_delta || self->scores[i].has_delta_rank)
      return TRUE;
  for (guint i = 0; i < self->n_unranked_sent; i++)
    if (self->unranked[i].has_delta)
      return TRUE;

  return FALSE;
}

/**
 * zhihui_ranking_cut:
 * @n_first: how many of the best
 * @n_last: how many of the worst
 *
 * Rows that share a rank stay or go together, so more rows may come back than were asked for.
 *
 * Returns: (transfer full): a board with those rows in @self's order and at most 8 of the unranked;
 * n_ranked and n_unranked tell how many there were
 */
ZhihuiRanking *
zhihui_ranking_cut (ZhihuiRanking *self, guint n_first, guint n_last)
{
  ZhihuiRanking *cut;

  g_return_val_if_fail (self != NULL, NULL);

  cut = g_atomic_rc_box_new (ZhihuiRanking);
  *cut = *self;
  cut->region = g_strdup (self->region);
  cut->peer = g_strdup (self->peer);
  cut->period = g_strdup (self->period);
  cut->revision = g_strdup (self->revision);
  cut->scores = g_new0 (ZhihuiScore, self->n_scores);
  cut->n_scores = 0;
  for (guint i = 0; i < self->n_scores; i++)
    if (survives_cut (self, i, n_first, n_last))
      zhihui_score_copy_into (&self->scores[i], &cut->scores[cut->n_scores++]);

  cut->n_unranked_sent = MIN (self->n_unranked_sent, MAX_UNRANKED_IN_CUT);
  cut->unranked = g_new0 (ZhihuiScore, cut->n_unranked_sent);
  for (guint i = 0; i < cut->n_unranked_sent; i++)
    zhihui_score_copy_into (&self->unranked[i], &cut->unranked[i]);
  return cut;
}

/**
 * zhihui_ranking_is_whole:
 *
 * Returns: whether every unit was sent, and not the head and the foot alone
 */
gboolean
zhihui_ranking_is_whole (const ZhihuiRanking *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->n_scores >= self->n_ranked && self->n_unranked_sent >= self->n_unranked;
}

/**
 * zhihui_ranking_find:
 * @unit: id
 *
 * Returns: (transfer none) (nullable): what the unit reached, ranked or not; %NULL when it is not
 *   among those that were sent
 */
const ZhihuiScore *
zhihui_ranking_find (const ZhihuiRanking *self, const char *unit)
{
  g_return_val_if_fail (self != NULL && unit != NULL, NULL);

  for (guint i = 0; i < self->n_scores; i++)
    if (g_strcmp0 (self->scores[i].unit->id, unit) == 0)
      return &self->scores[i];
  for (guint i = 0; i < self->n_unranked_sent; i++)
    if (g_strcmp0 (self->unranked[i].unit->id, unit) == 0)
      return &self->unranked[i];
  return NULL;
}
