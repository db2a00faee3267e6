/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-book-units.h"

#define MAX_NAME 60 /* characters */

void
zhihui_book_units_init (ZhihuiBookUnits *self)
{
  self->units = g_ptr_array_new_with_free_func ((GDestroyNotify) zhihui_unit_free);
  self->indices = g_hash_table_new (g_str_hash, g_str_equal);
}

void
zhihui_book_units_clear (ZhihuiBookUnits *self)
{
  g_clear_pointer (&self->indices, g_hash_table_unref);
  g_clear_pointer (&self->units, g_ptr_array_unref);
}

static ZhihuiUnit *
make_unit (const ZhihuiProfile *profile, const char *name, const char *peer)
{
  ZhihuiUnit *unit = g_new0 (ZhihuiUnit, 1);

  unit->id = g_strdup (name);
  unit->name = g_strdup (name);
  unit->short_name = g_strdup (name);
  unit->peer = g_strdup (*peer != '\0' ? peer : profile->peer);
  unit->region = g_strdup ("");
  unit->active = TRUE;
  return unit;
}

/**
 * zhihui_book_units_find:
 * @word: as the platform names it; "" is none
 * @peer: group of a unit that no table has, "" that of the profile
 * @counts: is told when the table had it
 *
 * Returns: the index of the unit, %ZHIHUI_NO_UNIT for none
 */
guint32
zhihui_book_units_find (ZhihuiBookUnits     *self,
                        const ZhihuiProfile *profile,
                        const char          *word,
                        const char          *peer,
                        ZhihuiCoercions     *counts)
{
  const ZhihuiUnit *known = g_hash_table_lookup (profile->units, word);
  g_autofree char  *cut = g_utf8_substring (word, 0, MIN (g_utf8_strlen (word, -1), MAX_NAME));
  const char       *id = known != NULL ? known->id : cut;
  ZhihuiUnit       *unit;
  guint             index;

  if (*word == '\0')
    return ZHIHUI_NO_UNIT;

  counts->counts[ZHIHUI_COERCED_UNIT] += known != NULL;
  index = GPOINTER_TO_UINT (g_hash_table_lookup (self->indices, id));
  if (index > 0)
    return index - 1;

  unit = known != NULL ? zhihui_unit_copy (known) : make_unit (profile, cut, peer);
  g_ptr_array_add (self->units, unit);
  g_hash_table_insert (self->indices, unit->id, GUINT_TO_POINTER (self->units->len));
  return self->units->len - 1;
}
