/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-rollup-targets.h"

/* What a question asks of the units of one region. */
typedef struct
{
  guint   n_all, n_asked;
  guint32 group;
} Region;

static int
compare_subjects (gconstpointer a, gconstpointer b)
{
  guint32 x = *(const guint32 *) a, y = *(const guint32 *) b;

  return (x > y) - (x < y);
}

static void
place_units (ZhihuiRollupTargets *self, const ZhihuiEngineQuestion *question)
{
  for (gsize i = 0; i < question->n_units; i++)
    {
      guint32 unit = question->units != NULL ? question->units[i] : (guint32) i;
      guint32 target = question->groups != NULL ? question->groups[i] : (guint32) i;

      self->n_tallies = MAX (self->n_tallies, target + 1);
      if (unit < self->n_units)
        self->of_units[unit] = target;
    }
}

/* The regions of @level with what is asked of each; NULL where one is asked for in part, or for
 * two tallies. */
static GHashTable *
find_regions (ZhihuiRollupTargets *self, const ZhihuiRollupPlaces *places, guint level)
{
  g_autoptr (GHashTable) regions = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  GHashTableIter iter;
  gpointer       one;

  for (guint i = 0; i < places->n_units; i++)
    {
      guint32 subject = places->units[i].subjects[level];
      Region *region = g_hash_table_lookup (regions, GUINT_TO_POINTER (subject));

      if (region == NULL)
        {
          region = g_new0 (Region, 1);
          region->group = self->of_units[i];
          g_hash_table_insert (regions, GUINT_TO_POINTER (subject), region);
        }
      region->n_all++;
      region->n_asked += self->of_units[i] != G_MAXUINT32;
      if (region->group != self->of_units[i] || (subject == 0 && region->n_asked > 0))
        return NULL;
    }

  g_hash_table_iter_init (&iter, regions);
  while (g_hash_table_iter_next (&iter, NULL, &one))
    if (((const Region *) one)->n_asked == 0)
      g_hash_table_iter_remove (&iter);
  return g_steal_pointer (&regions);
}

static void
list_regions (ZhihuiRollupTargets *self, GHashTable *regions)
{
  GHashTableIter iter;
  gpointer       subject;

  g_hash_table_iter_init (&iter, regions);
  while (g_hash_table_iter_next (&iter, &subject, NULL))
    {
      guint32 number = GPOINTER_TO_UINT (subject);

      g_array_append_val (self->subjects, number);
    }
  g_array_sort (self->subjects, compare_subjects);
  for (guint i = 0; i < self->subjects->len; i++)
    {
      guint32       number = g_array_index (self->subjects, guint32, i);
      const Region *region = g_hash_table_lookup (regions, GUINT_TO_POINTER (number));

      g_array_append_val (self->targets, region->group);
    }
}

static void
list_units (ZhihuiRollupTargets *self)
{
  for (guint32 i = 0; i < self->n_units; i++)
    {
      guint32 subject = i + 1;

      if (self->of_units[i] == G_MAXUINT32)
        continue;
      g_array_append_val (self->subjects, subject);
      g_array_append_val (self->targets, self->of_units[i]);
    }
}

/**
 * zhihui_rollup_targets_new:
 *
 * The widest regions that are asked for as a whole serve for their units.
 */
ZhihuiRollupTargets *
zhihui_rollup_targets_new (const ZhihuiRollupPlaces *places, const ZhihuiEngineQuestion *question)
{
  ZhihuiRollupTargets *self = g_new0 (ZhihuiRollupTargets, 1);

  self->n_units = places->n_units;
  self->of_units = g_new (guint32, MAX (places->n_units, 1));
  for (guint i = 0; i < places->n_units; i++)
    self->of_units[i] = G_MAXUINT32;
  self->subjects = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->targets = g_array_new (FALSE, FALSE, sizeof (guint32));
  place_units (self, question);

  if (places->has_regions && question->groups != NULL)
    for (guint level = 1; level < ZHIHUI_ROLLUP_N_LEVELS; level++)
      {
        g_autoptr (GHashTable) regions = find_regions (self, places, level);

        if (regions == NULL)
          continue;
        self->level = level;
        list_regions (self, regions);
        return self;
      }

  list_units (self);
  return self;
}

void
zhihui_rollup_targets_free (ZhihuiRollupTargets *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->subjects);
  g_array_unref (self->targets);
  g_free (self->of_units);
  g_free (self);
}
