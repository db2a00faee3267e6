/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "zhihui-figures-private.h"

#define DAY_S 86400
#define BASELINE_DAYS 28
#define BASELINE_FLOOR 0.2
#define OVERDISPERSION 0.15
#define PUBLIC_MIN_PEOPLE 5 /* fewer could point at a person */
#define SURGE_MIN_CASES 8
#define SURGE_MIN_TIMES 2
#define SURGE_MIN_SCORE 4

/* Whether a word was brought by a person in the week; sorted to count people. */
typedef struct
{
  guint64 person;
  guint32 word;
} Voice;

static int
compare_voices (gconstpointer a, gconstpointer b)
{
  const Voice *one = a, *other = b;

  if (one->word != other->word)
    return one->word < other->word ? -1 : 1;
  return (one->person > other->person) - (one->person < other->person);
}

static void
count_people (ZhihuiHeardWord *heard, GArray *voices)
{
  g_array_sort (voices, compare_voices);
  for (guint i = 0; i < voices->len; i++)
    {
      const Voice *voice = &g_array_index (voices, Voice, i);

      if (i == 0 || compare_voices (voice - 1, voice) != 0)
        heard[voice->word].people++;
    }
}

/* A case was withdrawn: nobody said anything. */
static gboolean
is_heard (const ZhihuiCaseRow *one, const gboolean *regions)
{
  return one->state != ZHIHUI_CASE_WITHDRAWN && zhihui_case_is_in (one, regions);
}

static ZhihuiHeardWord *
listen (ZhihuiFigures *self, const gboolean *regions, gint64 week_from)
{
  const GArray *mentions = self->ledger->mentions;
  guint         n_words = self->ledger->words->len;
  g_autoptr (GArray) voices = g_array_new (FALSE, FALSE, sizeof (Voice));
  ZhihuiHeardWord *heard = g_new0 (ZhihuiHeardWord, MAX (n_words, 1));
  gint64           now = self->as_of, day_from = now - DAY_S;
  gint64           baseline_from = day_from - BASELINE_DAYS * DAY_S;

  for (guint i = 0; i < mentions->len; i++)
    {
      const ZhihuiMention *mention = &g_array_index (mentions, ZhihuiMention, i);
      const ZhihuiCaseRow *one =
        &g_array_index (self->ledger->cases, ZhihuiCaseRow, mention->case_index);
      gint64           at = one->submitted_at;
      ZhihuiHeardWord *word;

      if (at >= now || mention->word >= n_words || !is_heard (one, regions))
        continue;

      word = &heard[mention->word];
      word->week_before += zhihui_is_between (at, week_from - 7 * DAY_S, now - 7 * DAY_S);
      word->day += at >= day_from;
      word->baseline += zhihui_is_between (at, baseline_from, day_from);
      word->week += at >= week_from;
      if (at >= week_from && one->person != 0)
        {
          Voice voice = { one->person, mention->word };

          g_array_append_val (voices, voice);
        }
    }

  count_people (heard, voices);
  return heard;
}

/**
 * zhihui_surge_judge:
 * @n_day: cases of the last 24 hours
 * @n_baseline: cases of the 28 days before
 * @score: (out): how surprising the day is: (c−b)/√(b+0.15b²), c of the day against the mean b of
 *   28 days, at least 0.2; 0 when it is not above
 *
 * Returns: whether the word surges: c ≥ 8, c ≥ 2b and score ≥ 4 (domain 3.4: Poisson with
 *   overdispersion)
 */
gboolean
zhihui_surge_judge (gint64 n_day, gint64 n_baseline, double *score)
{
  double b = MAX ((double) n_baseline / BASELINE_DAYS, BASELINE_FLOOR);
  double c = (double) n_day;
  double z = (c - b) / sqrt (b + OVERDISPERSION * b * b);

  *score = MAX (z, 0);
  return n_day >= SURGE_MIN_CASES && c >= SURGE_MIN_TIMES * b && z >= SURGE_MIN_SCORE;
}

static gboolean
is_public (ZhihuiFigures *self, const ZhihuiHeardWord *heard)
{
  return heard->people >= PUBLIC_MIN_PEOPLE && heard->word < self->n_judged_words &&
         self->hidden_words != NULL &&
         !g_hash_table_contains (self->hidden_words, self->ledger->words->pdata[heard->word]);
}

/**
 * zhihui_figures_listen:
 * @region: (nullable): code, %NULL for all
 *
 * Returns: (transfer full) (element-type ZhihuiHeardWord): the words of the last seven days, in the
 *   order of their indices
 */
GArray *
zhihui_figures_listen (ZhihuiFigures *self, const char *region)
{
  g_autofree gboolean        *regions = zhihui_figures_find_regions (self, region);
  g_autofree ZhihuiHeardWord *heard =
    listen (self, regions, zhihui_figures_day (self, self->as_of, -6));
  GArray *words = g_array_new (FALSE, FALSE, sizeof (ZhihuiHeardWord));

  for (guint i = 0; i < self->ledger->words->len; i++)
    {
      if (heard[i].week == 0)
        continue;

      heard[i].word = i;
      heard[i].surge = zhihui_surge_judge (heard[i].day, heard[i].baseline, &heard[i].score);
      heard[i].is_public = is_public (self, &heard[i]);
      g_array_append_val (words, heard[i]);
    }
  return words;
}

static int
compare_words (gconstpointer a, gconstpointer b)
{
  const ZhihuiHotWord *one = *(const ZhihuiHotWord *const *) a;
  const ZhihuiHotWord *other = *(const ZhihuiHotWord *const *) b;

  if (one->count != other->count)
    return one->count > other->count ? -1 : 1;
  return strcmp (one->word, other->word);
}

/**
 * zhihui_figures_make_hot_words:
 * @only_public: leave out words that a public screen may not show: those on the stop-list and those
 * of fewer than five people
 *
 * Returns: (transfer full): the words of the last seven days, most first
 */
ZhihuiHotWords *
zhihui_figures_make_hot_words (ZhihuiFigures *self, const char *region, gboolean only_public)
{
  ZhihuiHotWords *words = zhihui_hot_words_new ();
  g_autoptr (GArray) heard = zhihui_figures_listen (self, region);

  zhihui_figures_stamp (self, &words->stamp);
  words->window.from = zhihui_figures_day (self, self->as_of, -6);
  words->window.to = zhihui_figures_day (self, self->as_of, 1);
  for (guint i = 0; i < heard->len; i++)
    {
      const ZhihuiHeardWord *one = &g_array_index (heard, ZhihuiHeardWord, i);
      ZhihuiHotWord         *word;

      if (only_public && !one->is_public)
        continue;

      word = g_new0 (ZhihuiHotWord, 1);
      word->word = g_strdup (self->ledger->words->pdata[one->word]);
      word->count = one->week;
      word->previous = one->week_before;
      word->score = one->score;
      word->surge = one->surge;
      g_ptr_array_add (words->items, word);
    }

  g_ptr_array_sort (words->items, compare_words);
  return words;
}
