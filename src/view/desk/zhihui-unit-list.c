/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-unit-list.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/**
 * ZhihuiUnitList:
 *
 * Sorts and searches its rows by itself: GTK's models would compare through a chain of objects, and
 * cannot put the head of a group between two rows.
 */
struct _ZhihuiUnitList
{
  GObject parent_instance;

  GPtrArray      *all;        /* (element-type ZhihuiUnitRow), owned: every unit */
  GPtrArray      *ordered;    /* (element-type ZhihuiUnitRow) borrowed from @all: in their order */
  gboolean        is_ordered; /* @ordered is of the figures and the order of now */
  GHashTable     *by_unit;    /* owned: borrowed unit id → borrowed row */
  GPtrArray      *shown;      /* (element-type ZhihuiUnitRow), owned: what is shown, as it is */
  ZhihuiUnitRow  *head;       /* owned: of those too few to rank */
  gboolean        has_head;   /* it is shown */
  ZhihuiUnitOrder order;
  char           *search; /* owned, nullable: case folded */
  char           *peer;   /* owned: the group shown */
};

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ZhihuiUnitList,
                               zhihui_unit_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static GType
get_item_type (GListModel *model)
{
  return ZHIHUI_TYPE_UNIT_ROW;
}

static guint
get_n_items (GListModel *model)
{
  return ZHIHUI_UNIT_LIST (model)->shown->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  ZhihuiUnitList *self = ZHIHUI_UNIT_LIST (model);

  return position < self->shown->len ? g_object_ref (self->shown->pdata[position]) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
zhihui_unit_list_finalize (GObject *object)
{
  ZhihuiUnitList *self = ZHIHUI_UNIT_LIST (object);

  g_hash_table_unref (self->by_unit);
  g_ptr_array_unref (self->shown);
  g_ptr_array_unref (self->ordered);
  g_ptr_array_unref (self->all);
  g_object_unref (self->head);
  g_free (self->search);
  g_free (self->peer);

  G_OBJECT_CLASS (zhihui_unit_list_parent_class)->finalize (object);
}

static void
zhihui_unit_list_class_init (ZhihuiUnitListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = zhihui_unit_list_finalize;
}

static void
zhihui_unit_list_init (ZhihuiUnitList *self)
{
  self->all = g_ptr_array_new_with_free_func (g_object_unref);
  self->shown = g_ptr_array_new_with_free_func (g_object_unref);
  self->ordered = g_ptr_array_new ();
  self->by_unit = g_hash_table_new (g_str_hash, g_str_equal);
  self->head = zhihui_unit_row_new_head ();
  self->order = zhihui_unit_order_worst_first (ZHIHUI_BOARD_OVERDUE);
}

/**
 * zhihui_unit_list_new:
 *
 * Returns: (transfer full): a list without units, by the overdue rate, the worst first
 */
ZhihuiUnitList *
zhihui_unit_list_new (void)
{
  return g_object_new (ZHIHUI_TYPE_UNIT_LIST, NULL);
}

/* ---- what is shown, and how ---- */

static gint
compare_rows (gconstpointer a, gconstpointer b, gpointer user_data)
{
  return zhihui_unit_order_compare (
    user_data, *(ZhihuiUnitRow *const *) a, *(ZhihuiUnitRow *const *) b);
}

static void
word_head (ZhihuiUnitList *self)
{
  const ZhihuiMetricTraits *traits =
    zhihui_metric_get_traits (zhihui_board_get_metric (self->order.board));
  ZhihuiRanking   *ranking = zhihui_unit_row_find_ranking (self->all, self->order.board);
  g_autofree char *text = NULL;

  /* Translators: what is counted, e.g. "Due for reply", and how many there are to be at least. */
  if (ranking != NULL && ranking->min_n > 0)
    text = g_strdup_printf (
      _ ("◌ Too few to rank (%1$s fewer than %2$u)"), _ (traits->whole_label), ranking->min_n);
  zhihui_unit_row_set_head (self->head, text != NULL ? text : _ ("◌ Not ranked"));
}

/* A search leaves the order as it is: it is made once for all that is typed. */
static void
ensure_order (ZhihuiUnitList *self)
{
  if (self->is_ordered)
    return;
  g_ptr_array_set_size (self->ordered, 0);
  for (guint i = 0; i < self->all->len; i++)
    g_ptr_array_add (self->ordered, self->all->pdata[i]);
  g_ptr_array_sort_with_data (self->ordered, compare_rows, &self->order);
  self->is_ordered = TRUE;
}

/* Those that match, in their order, with the head before those too few to rank. */
static GPtrArray *
arrange (ZhihuiUnitList *self)
{
  GPtrArray *shown = g_ptr_array_new_full (self->all->len + 1, g_object_unref);

  ensure_order (self);
  self->has_head = FALSE;
  for (guint i = 0; i < self->ordered->len; i++)
    {
      ZhihuiUnitRow *row = self->ordered->pdata[i];

      if (self->search != NULL && !zhihui_unit_row_matches (row, self->search))
        continue;
      if (!self->has_head && !zhihui_unit_order_is_ranked (row, self->order.board))
        {
          word_head (self);
          g_ptr_array_add (shown, g_object_ref (self->head));
          self->has_head = TRUE;
        }
      g_ptr_array_add (shown, g_object_ref (row));
    }
  return shown;
}

/* Tells no more than what changed: what stays keeps its place on the screen. */
static void
rearrange (ZhihuiUnitList *self)
{
  g_autoptr (GPtrArray) before = self->shown;
  guint same = 0, same_end = 0, n;

  self->shown = arrange (self);
  n = MIN (before->len, self->shown->len);
  while (same < n && before->pdata[same] == self->shown->pdata[same])
    same++;
  while (same_end < n - same && before->pdata[before->len - 1 - same_end] ==
                                  self->shown->pdata[self->shown->len - 1 - same_end])
    same_end++;
  if (before->len > same + same_end || self->shown->len > same + same_end)
    g_list_model_items_changed (
      G_LIST_MODEL (self), same, before->len - same - same_end, self->shown->len - same - same_end);
}

/**
 * zhihui_unit_list_set_order:
 * @order: copied
 */
void
zhihui_unit_list_set_order (ZhihuiUnitList *self, const ZhihuiUnitOrder *order)
{
  g_return_if_fail (ZHIHUI_IS_UNIT_LIST (self));

  if (self->order.board == order->board && self->order.key == order->key &&
      self->order.descending == order->descending)
    return;
  self->order = *order;
  self->is_ordered = FALSE;
  rearrange (self);
}

/**
 * zhihui_unit_list_set_search:
 * @text: (nullable): part of a unit's name or id, or of how it sounds; %NULL or "" shows all
 */
void
zhihui_unit_list_set_search (ZhihuiUnitList *self, const char *text)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text != NULL ? text : ""));
  g_autofree char *folded = *stripped != '\0' ? g_utf8_casefold (stripped, -1) : NULL;

  g_return_if_fail (ZHIHUI_IS_UNIT_LIST (self));

  if (g_strcmp0 (self->search, folded) == 0)
    return;
  g_free (self->search);
  self->search = g_steal_pointer (&folded);
  rearrange (self);
}

/**
 * zhihui_unit_list_search_again:
 *
 * It is known of more units how they sound.
 */
void
zhihui_unit_list_search_again (ZhihuiUnitList *self)
{
  g_return_if_fail (ZHIHUI_IS_UNIT_LIST (self));

  if (self->search != NULL)
    rearrange (self);
}

gboolean
zhihui_unit_list_is_searched (ZhihuiUnitList *self)
{
  g_return_val_if_fail (ZHIHUI_IS_UNIT_LIST (self), FALSE);

  return self->search != NULL;
}

/* ---- figures ---- */

static ZhihuiUnitRow *
ensure_row (ZhihuiUnitList *self, const ZhihuiUnit *unit)
{
  ZhihuiUnitRow *row = g_hash_table_lookup (self->by_unit, unit->id);

  if (row != NULL)
    return row;
  row = zhihui_unit_row_new (unit);
  g_ptr_array_add (self->all, row);
  g_hash_table_insert (self->by_unit, zhihui_unit_row_get_unit (row)->id, row);
  return row;
}

/* What is beside the boards names no units that are in none of them. */
static void
take_ranking (ZhihuiUnitList *self, guint slot, ZhihuiRanking *ranking)
{
  for (guint i = 0; i < ranking->n_scores + ranking->n_unranked_sent; i++)
    {
      const ZhihuiScore *score =
        i < ranking->n_scores ? &ranking->scores[i] : &ranking->unranked[i - ranking->n_scores];
      ZhihuiUnitRow *row = slot < ZHIHUI_N_BOARDS
                             ? ensure_row (self, score->unit)
                             : g_hash_table_lookup (self->by_unit, score->unit->id);

      if (row != NULL)
        zhihui_unit_row_set_score (row, slot, ranking, score);
    }
}

/* Drops the units that are in no board any more. */
static void
drop_empty_rows (ZhihuiUnitList *self)
{
  for (guint i = self->all->len; i-- > 0;)
    {
      ZhihuiUnitRow *row = self->all->pdata[i];
      gboolean       is_empty = TRUE;

      for (guint board = 0; board < ZHIHUI_N_BOARDS; board++)
        is_empty = is_empty && zhihui_unit_row_get_score (row, board) == NULL;
      if (!is_empty)
        continue;
      g_hash_table_remove (self->by_unit, zhihui_unit_row_get_unit (row)->id);
      g_ptr_array_remove_index_fast (self->all, i);
    }
}

/**
 * zhihui_unit_list_show:
 * @peer: the peer group that the boards are of
 * @rankings: (array fixed-size=5): of each slot, nullable ones
 *
 * Takes the figures. Rows keep their identity as long as @peer is the same.
 */
void
zhihui_unit_list_show (ZhihuiUnitList *self, const char *peer, ZhihuiRanking *const *rankings)
{
  g_return_if_fail (ZHIHUI_IS_UNIT_LIST (self));

  if (g_strcmp0 (self->peer, peer) != 0)
    {
      g_hash_table_remove_all (self->by_unit);
      g_ptr_array_set_size (self->all, 0);
      g_free (self->peer);
      self->peer = g_strdup (peer);
    }
  for (guint i = 0; i < self->all->len; i++)
    for (guint slot = 0; slot < ZHIHUI_N_SLOTS; slot++)
      zhihui_unit_row_set_score (self->all->pdata[i], slot, NULL, NULL);
  for (guint slot = 0; slot < ZHIHUI_N_SLOTS; slot++)
    if (rankings[slot] != NULL)
      take_ranking (self, slot, rankings[slot]);
  drop_empty_rows (self);
  self->is_ordered = FALSE;
  rearrange (self);
}

/**
 * zhihui_unit_list_get_n_units:
 *
 * Returns: how many units are shown; the head of a group is none
 */
guint
zhihui_unit_list_get_n_units (ZhihuiUnitList *self)
{
  g_return_val_if_fail (ZHIHUI_IS_UNIT_LIST (self), 0);

  return self->shown->len - self->has_head;
}

/**
 * zhihui_unit_list_get_all:
 *
 * Returns: (transfer none) (element-type ZhihuiUnitRow): every unit, in no order
 */
GPtrArray *
zhihui_unit_list_get_all (ZhihuiUnitList *self)
{
  g_return_val_if_fail (ZHIHUI_IS_UNIT_LIST (self), NULL);

  return self->all;
}

/**
 * zhihui_unit_list_find:
 * @id: of a unit
 * @position: (out) (optional): where it is shown, %G_MAXUINT: it is not
 *
 * Returns: (transfer none) (nullable): its row
 */
ZhihuiUnitRow *
zhihui_unit_list_find (ZhihuiUnitList *self, const char *id, guint *position)
{
  ZhihuiUnitRow *row;
  guint          at = G_MAXUINT;

  g_return_val_if_fail (ZHIHUI_IS_UNIT_LIST (self), NULL);

  row = id != NULL ? g_hash_table_lookup (self->by_unit, id) : NULL;
  if (row == NULL || !g_ptr_array_find (self->shown, row, &at))
    at = G_MAXUINT;
  if (position != NULL)
    *position = at;
  return row;
}
