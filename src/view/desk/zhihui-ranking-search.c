/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-ranking-table-private.h"

#include "zhihui-speller.h"

/**
 * zhihui_ranking_table_show_nothing:
 *
 * Says where there are rows that no name matches.
 */
void
zhihui_ranking_table_show_nothing (ZhihuiRankingTable *self)
{
  gtk_widget_set_visible (self->nothing,
                          zhihui_unit_list_is_searched (self->list) &&
                            zhihui_unit_list_get_n_units (self->list) == 0);
}

static void
spelled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  ZhihuiRankingTable *self = user_data;
  g_autoptr (GPtrArray) spellings = zhihui_speller_spell_finish (result, NULL);

  if (spellings == NULL)
    return;
  for (guint i = 0; i < spellings->len; i++)
    {
      ZhihuiUnitRow   *row = zhihui_unit_list_find (self->list, self->spelled->pdata[i], NULL);
      g_autofree char *sounds = zhihui_spelling_dup_lines (spellings->pdata[i]);

      if (row != NULL)
        zhihui_unit_row_set_sounds (row, sounds);
    }
  zhihui_unit_list_search_again (self->list);
  zhihui_ranking_table_show_nothing (self);
  g_signal_emit_by_name (self, "found");
}

/* Names are spelled once, when somebody types letters: that is by their sound. */
static void
spell_names (ZhihuiRankingTable *self)
{
  GPtrArray *all = zhihui_unit_list_get_all (self->list);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  g_cancellable_cancel (self->spelling);
  g_clear_object (&self->spelling);
  g_clear_pointer (&self->spelled, g_ptr_array_unref);
  self->spelled = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < all->len; i++)
    if (!zhihui_unit_row_has_sounds (all->pdata[i]))
      {
        const ZhihuiUnit *unit = zhihui_unit_row_get_unit (all->pdata[i]);

        g_ptr_array_add (names, zhihui_unit_row_dup_names (all->pdata[i]));
        g_ptr_array_add (self->spelled, g_strdup (unit->id));
      }
  if (names->len == 0)
    return;
  self->spelling = g_cancellable_new ();
  zhihui_speller_spell_async (names, self->spelling, spelled_cb, self);
}

/**
 * zhihui_ranking_table_search_rows:
 *
 * Other units are shown: what is typed is looked for in them as well.
 */
void
zhihui_ranking_table_search_rows (ZhihuiRankingTable *self)
{
  if (self->is_by_sound)
    spell_names (self);
  zhihui_ranking_table_show_nothing (self);
}

/**
 * zhihui_ranking_table_is_searched:
 *
 * Returns: whether but a part of the units is shown: those of a name
 */
gboolean
zhihui_ranking_table_is_searched (ZhihuiRankingTable *self)
{
  g_return_val_if_fail (ZHIHUI_IS_RANKING_TABLE (self), FALSE);

  return zhihui_unit_list_is_searched (self->list);
}

/**
 * zhihui_ranking_table_select_any:
 *
 * Selects the first unit when no unit that is shown is selected.
 */
void
zhihui_ranking_table_select_any (ZhihuiRankingTable *self)
{
  GListModel *rows;

  g_return_if_fail (ZHIHUI_IS_RANKING_TABLE (self));

  /* The first may be the head of a group, which cannot be selected. */
  rows = G_LIST_MODEL (self->list);
  for (guint i = 0; i < MIN (2, g_list_model_get_n_items (rows)); i++)
    if (zhihui_ranking_table_get_selected (self) == NULL)
      gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), i, TRUE);
}

/**
 * zhihui_ranking_table_set_search:
 * @text: (nullable): part of a unit's name; %NULL or "" shows all
 */
void
zhihui_ranking_table_set_search (ZhihuiRankingTable *self, const char *text)
{
  g_return_if_fail (ZHIHUI_IS_RANKING_TABLE (self));

  zhihui_unit_list_set_search (self->list, text);
  self->is_by_sound = text != NULL && g_ascii_isalpha (*text);
  if (self->is_by_sound)
    spell_names (self);
  zhihui_ranking_table_show_nothing (self);
}
