/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-figures-private.h"

#include <string.h>

/* Volume by unit and topic while it is counted. */
typedef struct
{
  ZhihuiFigures      *self;
  const gboolean     *wanted; /* one element a unit */
  const ZhihuiWindow *window;
  guint              *columns; /* borrowed: of each topic of the ledger, G_MAXUINT none */
  gint64             *volumes; /* borrowed: one element a unit */
  gint64             *cells;   /* borrowed: unit by unit */
  guint               n_columns;
} Count;

/* The topic of the case of @row, if it is in the volume of a wanted unit; G_MAXUINT: its case has
 * none. */
static gboolean
find_topic (const Count *count, const ZhihuiAssignment *row, guint *topic)
{
  const ZhihuiLedger  *ledger = count->self->ledger;
  const ZhihuiCaseRow *one = &g_array_index (ledger->cases, ZhihuiCaseRow, row->case_index);
  gboolean             in_numerator;

  *topic = one->topic < ledger->topics->len ? one->topic : G_MAXUINT;
  return count->wanted[row->unit] &&
         zhihui_tally_judge (
           ZHIHUI_METRIC_VOLUME, row, count->window, count->self->as_of, &in_numerator);
}

/* Most first, then by code, so that equal ones have an order. */
static int
compare_topics (gconstpointer a, gconstpointer b)
{
  const ZhihuiChannel *one = *(const ZhihuiChannel *const *) a;
  const ZhihuiChannel *other = *(const ZhihuiChannel *const *) b;

  if (one->n != other->n)
    return one->n > other->n ? -1 : 1;
  return strcmp (one->id, other->id);
}

static int
compare_units (gconstpointer a, gconstpointer b)
{
  const ZhihuiUnitTopics *one = *(const ZhihuiUnitTopics *const *) a;
  const ZhihuiUnitTopics *other = *(const ZhihuiUnitTopics *const *) b;

  if (one->volume != other->volume)
    return one->volume > other->volume ? -1 : 1;
  return strcmp (one->unit->id, other->unit->id);
}

/* Those that are told one by one, and where the column of each is. */
static void
choose_topics (Count *count, ZhihuiTopicUnits *answer, guint max_topics)
{
  const ZhihuiLedger *ledger = count->self->ledger;
  g_autofree gint64  *sums = g_new0 (gint64, ledger->topics->len + 1);
  g_autoptr (GHashTable) places = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < ledger->assignments->len; i++)
    {
      guint topic;

      if (find_topic (count, &g_array_index (ledger->assignments, ZhihuiAssignment, i), &topic) &&
          topic != G_MAXUINT)
        sums[topic]++;
    }
  for (guint i = 0; i < ledger->topics->len; i++)
    {
      const ZhihuiNamed *named = ledger->topics->pdata[i];
      ZhihuiChannel     *topic;

      count->columns[i] = G_MAXUINT;
      if (sums[i] == 0)
        continue;
      topic = g_new0 (ZhihuiChannel, 1);
      topic->id = g_strdup (named->id);
      topic->label = g_strdup (named->label);
      topic->n = sums[i];
      topic->previous = -1;
      g_ptr_array_add (answer->topics, topic);
      g_hash_table_insert (places, topic->id, GUINT_TO_POINTER (i));
    }
  g_ptr_array_sort (answer->topics, compare_topics);
  count->n_columns = MIN (answer->topics->len, max_topics);
  for (guint i = 0; i < count->n_columns; i++)
    {
      const ZhihuiChannel *topic = answer->topics->pdata[i];

      count->columns[GPOINTER_TO_UINT (g_hash_table_lookup (places, topic->id))] = i;
    }
  g_hash_table_remove_all (places);
  g_ptr_array_set_size (answer->topics, (int) count->n_columns);
}

static void
fill_cells (Count *count)
{
  const GArray *rows = count->self->ledger->assignments;

  for (guint i = 0; i < rows->len; i++)
    {
      const ZhihuiAssignment *row = &g_array_index (rows, ZhihuiAssignment, i);
      guint                   topic;

      if (!find_topic (count, row, &topic))
        continue;
      count->volumes[row->unit]++;
      if (topic != G_MAXUINT && count->columns[topic] != G_MAXUINT)
        count->cells[(gsize) row->unit * count->n_columns + count->columns[topic]]++;
    }
}

static void
tell_units (const Count *count, ZhihuiTopicUnits *answer)
{
  const GPtrArray *units = count->self->ledger->units;

  for (guint i = 0; i < units->len; i++)
    {
      ZhihuiUnitTopics *one;

      if (count->volumes[i] == 0)
        continue;
      one = zhihui_unit_topics_new (zhihui_unit_copy (units->pdata[i]));
      one->volume = count->volumes[i];
      if (count->n_columns > 0)
        g_array_append_vals (one->n, count->cells + (gsize) i * count->n_columns, count->n_columns);
      answer->total += one->volume;
      g_ptr_array_add (answer->items, one);
    }
  g_ptr_array_sort (answer->items, compare_units);
}

/**
 * zhihui_figures_make_topic_units:
 * @wanted: one element a unit of the ledger, which holds all work
 * @window: of the volume
 * @max_topics: that are told one by one; the rest of a volume is of others, or of cases without one
 *
 * Counts the volume of the boards (M1) row by row, by unit and topic.
 *
 * Returns: (transfer full): units that have work, the busiest first
 */
ZhihuiTopicUnits *
zhihui_figures_make_topic_units (ZhihuiFigures      *self,
                                 const gboolean     *wanted,
                                 const ZhihuiWindow *window,
                                 guint               max_topics)
{
  guint              n_units = self->ledger->units->len;
  g_autofree guint  *columns = g_new (guint, self->ledger->topics->len + 1);
  g_autofree gint64 *volumes = g_new0 (gint64, n_units + 1);
  g_autofree gint64 *cells = NULL;
  Count              count = { self, wanted, window, columns, volumes, NULL, 0 };
  ZhihuiTopicUnits  *answer = zhihui_topic_units_new ();

  zhihui_figures_stamp (self, &answer->stamp);
  answer->window = *window;
  choose_topics (&count, answer, max_topics);
  cells = g_new0 (gint64, (gsize) n_units * count.n_columns + 1);
  count.cells = cells;
  fill_cells (&count);
  tell_units (&count, answer);
  return answer;
}
