/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-rollup-places.h"

#include <string.h>

#define MAX_PEERS 15

/* The region of @n_digits that @code lies in, of units of one peer group; 0: none. */
static guint32
get_subject (const char *code, guint n_digits, gint64 peer)
{
  guint32 number = 0;

  if (strlen (code) < n_digits || peer < 1 || peer > MAX_PEERS)
    return 0;
  for (guint i = 0; i < n_digits; i++)
    {
      if (!g_ascii_isdigit (code[i]))
        return 0;
      number = number * 10 + (guint32) (code[i] - '0');
    }
  return number * (MAX_PEERS + 1) + (guint32) peer;
}

/**
 * zhihui_rollup_places_load:
 * @has_regions: whether regions have cells
 *
 * Returns: (transfer full) (nullable): the place of each unit of @store
 */
ZhihuiRollupPlaces *
zhihui_rollup_places_load (ZhihuiStore *store, gboolean has_regions, GError **error)
{
  static const char   sql[] = "SELECT u.id, u.region, p.position + 1 FROM unit u"
                              " LEFT JOIN peer p ON p.id = u.peer ORDER BY u.id";
  ZhihuiStatement    *row = zhihui_store_prepare (store, sql);
  ZhihuiRollupPlaces *self = g_new0 (ZhihuiRollupPlaces, 1);
  GArray             *places = g_array_new (FALSE, TRUE, sizeof (ZhihuiRollupPlace));
  ZhihuiStep          step;

  while ((step = zhihui_statement_step (row)) == ZHIHUI_STEP_ROW)
    {
      gint64      id = zhihui_statement_get_integer (row, 0);
      const char *region = zhihui_statement_get_text (row, 1);
      guint32    *subjects;

      if (id < 1 || id >= ZHIHUI_ROLLUP_N_SUBJECTS)
        continue;
      g_array_set_size (places, MAX (places->len, (guint) id));
      subjects = g_array_index (places, ZhihuiRollupPlace, id - 1).subjects;
      subjects[0] = (guint32) id;
      for (guint level = 1; has_regions && level < ZHIHUI_ROLLUP_N_LEVELS; level++)
        subjects[level] = get_subject (region, 2 * level, zhihui_statement_get_integer (row, 2));
    }
  zhihui_statement_reset (row);

  self->has_regions = has_regions;
  self->n_units = places->len;
  self->units = (ZhihuiRollupPlace *) (gpointer) g_array_free (places, FALSE);
  if (step == ZHIHUI_STEP_DONE)
    return self;

  zhihui_rollup_places_free (self);
  zhihui_database_fail (zhihui_store_get_database (store), error);
  return NULL;
}

void
zhihui_rollup_places_free (ZhihuiRollupPlaces *self)
{
  if (self == NULL)
    return;

  g_free (self->units);
  g_free (self);
}
