/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-board-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "zhihui-format.h"
#include "zhihui-sketch.h"

#define ROLLING "rolling-"

static gboolean
is_count (ZhihuiRanking *ranking)
{
  return zhihui_metric_get_traits (ranking->metric)->is_count;
}

static const char *
get_peer_label (ZhihuiMeta *meta, const char *peer)
{
  const ZhihuiPeer *one = meta != NULL ? zhihui_peer_find (meta->peers, peer) : NULL;

  return one != NULL ? one->label : C_ ("peer group", "all units");
}

/* "rolling-7d". */
static char *
make_rolling_label (const char *period)
{
  const char *digits = period + strlen (ROLLING);
  guint64     n = g_ascii_strtoull (digits, NULL, 10);

  return g_strdup_printf (ngettext ("last %u day", "last %u days", (guint) n), (guint) n);
}

/**
 * zhihui_board_words_make_period:
 * @period: (nullable): as it was asked for
 *
 * Returns: (transfer full): what it is called; as it was asked for where it has no name
 */
char *
zhihui_board_words_make_period (const char *period)
{
  static const char *const labels[][2] = {
    { "today", NC_ ("period", "today") },         { "week", NC_ ("period", "this week") },
    { "month", NC_ ("period", "this month") },    { "quarter", NC_ ("period", "this quarter") },
    { "year", NC_ ("period", "this year") },      { "ytd", NC_ ("period", "this year") },
    { "rolling-90d", NC_ ("period", "90 days") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    if (g_strcmp0 (labels[i][0], period) == 0)
      return g_strdup (g_dpgettext2 (GETTEXT_PACKAGE, "period", labels[i][1]));
  if (period != NULL && g_str_has_prefix (period, ROLLING))
    return make_rolling_label (period);
  return g_strdup (period != NULL ? period : "");
}

static char *
make_better (ZhihuiMetric metric)
{
  switch (zhihui_metric_get_traits (metric)->better)
    {
    case ZHIHUI_BETTER_LOW:
      return g_strdup (C_ ("board", "lower is better"));
    case ZHIHUI_BETTER_HIGH:
      return g_strdup (C_ ("board", "higher is better"));
    case ZHIHUI_BETTER_NEITHER:
    default:
      return g_strdup (C_ ("board", "neither is better"));
    }
}

static const char *
get_order (ZhihuiOrder order)
{
  return order == ZHIHUI_ORDER_SHRUNK ? C_ ("board", "fair to small units")
                                      : C_ ("board", "by the exact rate");
}

/* Which board it is, as far as @said goes, then @second and @third, each of which may be NULL. */
static void
add_phrase (GPtrArray     *texts,
            ZhihuiRanking *ranking,
            const char    *peer,
            ZhihuiApart    said,
            const char    *second,
            const char    *third)
{
  g_autofree char *period = zhihui_board_words_make_period (ranking->period);
  const char      *words[6];
  guint            n = 0;

  if ((said & ZHIHUI_APART_BY_PEER) != 0)
    words[n++] = peer;
  if ((said & ZHIHUI_APART_BY_PERIOD) != 0)
    words[n++] = period;
  if ((said & ZHIHUI_APART_BY_ORDER) != 0)
    words[n++] = get_order (ranking->order);
  if (second != NULL)
    words[n++] = second;
  if (third != NULL)
    words[n++] = third;
  words[n] = NULL;
  if (n > 0)
    g_ptr_array_add (texts, g_strjoinv (" · ", (char **) words));
}

/**
 * zhihui_board_words_make_descriptions:
 * @n_rows: shown, of a board of counts
 * @apart: in what the page has other boards of the kind: the last to be left out. A period that is
 *   not the month and an order that is fair are said without it where they have room
 *
 * Returns: (transfer full) (element-type utf8): phrases, NULL-terminated
 */
GPtrArray *
zhihui_board_words_make_descriptions (
  ZhihuiRanking *ranking, ZhihuiMeta *meta, guint n_rows, gboolean tall, ZhihuiApart apart)
{
  GPtrArray       *texts = g_ptr_array_new_with_free_func (g_free);
  const char      *peer = get_peer_label (meta, ranking->peer);
  g_autofree char *better = make_better (ranking->metric);
  ZhihuiApart      said = apart;
  g_autofree char *count = NULL;

  if (g_strcmp0 (ranking->period, "month") != 0)
    said |= ZHIHUI_APART_BY_PERIOD;
  if (ranking->order != ZHIHUI_ORDER_RAW)
    said |= ZHIHUI_APART_BY_ORDER;
  if (is_count (ranking)) /* has one order alone */
    {
      said &= ~ZHIHUI_APART_BY_ORDER;
      apart &= ~ZHIHUI_APART_BY_ORDER;
    }

  if (!tall && is_count (ranking))
    {
      count = g_strdup_printf (ngettext ("the first", "first %u", n_rows), n_rows);
      add_phrase (texts, ranking, peer, said | ZHIHUI_APART_BY_PEER, count, better);
    }
  else if (!tall)
    {
      count =
        g_strdup_printf (ngettext ("%u ranked", "%u ranked", ranking->n_ranked), ranking->n_ranked);
      add_phrase (texts, ranking, peer, said | ZHIHUI_APART_BY_PEER, better, count);
    }
  if (!tall)
    add_phrase (texts, ranking, peer, said | ZHIHUI_APART_BY_PEER, better, NULL);
  add_phrase (texts, ranking, peer, said, better, NULL);
  add_phrase (texts, ranking, peer, said, NULL, NULL);
  add_phrase (texts, ranking, peer, apart, NULL, NULL);
  g_ptr_array_add (texts, NULL);
  return texts;
}

/**
 * zhihui_board_words_make_base:
 *
 * Returns: (transfer full): the rate of the peer group or the sum
 */
char *
zhihui_board_words_make_base (ZhihuiRanking *ranking, gboolean tall)
{
  g_autofree char *label = zhihui_board_words_make_period (ranking->period);
  g_autofree char *value = NULL;
  g_autofree char *strong = NULL;

  if (is_count (ranking) && !tall)
    return g_strdup_printf (_ ("%s, change"), label);
  if (is_count (ranking))
    value = zhihui_format_count_wall (ranking->total.n);
  else
    value = zhihui_format_rate (ranking->total.k, ranking->total.n);
  strong = g_strconcat (ZHIHUI_STRONG, value, ZHIHUI_STRONG, NULL);
  if (is_count (ranking))
    return g_strdup_printf (_ ("total %s"), strong);
  /* Translators: the rate of the whole peer group. */
  return g_strdup_printf (_ ("peers %s"), strong);
}

/* The one other peer group, where there are two. */
static const char *
get_other_peer (ZhihuiMeta *meta, const char *peer)
{
  if (meta == NULL || meta->peers->len != 2)
    return NULL;
  for (guint i = 0; i < 2; i++)
    {
      const ZhihuiPeer *one = g_ptr_array_index (meta->peers, i);

      if (g_strcmp0 (one->id, peer) != 0)
        return one->label;
    }
  return NULL;
}

/**
 * zhihui_board_words_make_sums:
 *
 * Returns: (transfer full) (element-type utf8): at least one phrase
 */
GPtrArray *
zhihui_board_words_make_sums (ZhihuiRanking *ranking, ZhihuiMeta *meta)
{
  GPtrArray       *texts = g_ptr_array_new_with_free_func (g_free);
  guint            n_units = ranking->n_ranked + ranking->n_unranked;
  g_autofree char *count = zhihui_format_count_wall (ranking->total.n);
  g_autofree char *share = zhihui_format_share (ranking->total.n, ranking->region_total.n);
  g_autofree char *sum = g_strdup_printf (
    ngettext ("%1$u unit, %2$s cases", "%1$u units together %2$s cases", n_units), n_units, count);
  const char *other = get_other_peer (meta, ranking->peer);

  if (ranking->region_total.n > ranking->total.n)
    {
      g_autofree char *full = g_strdup_printf (_ ("%1$s, %2$s of the region"), sum, share);

      if (other != NULL)
        g_ptr_array_add (texts, g_strdup_printf (_ ("%1$s, the rest %2$s"), full, other));
      g_ptr_array_add (texts, g_steal_pointer (&full));
    }
  g_ptr_array_add (texts, g_steal_pointer (&sum));
  return texts;
}
