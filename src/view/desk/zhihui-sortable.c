/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-sortable.h"

#include <string.h>

#define DESCENDING " desc"

G_DEFINE_INTERFACE (ZhihuiSortable, zhihui_sortable, GTK_TYPE_WIDGET)

enum
{
  ORDER_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
zhihui_sortable_default_init (ZhihuiSortableInterface *iface)
{
  /**
   * ZhihuiSortable::order-changed:
   *
   * See zhihui_sortable_dup_order().
   */
  signals[ORDER_CHANGED] = g_signal_new (
    "order-changed", ZHIHUI_TYPE_SORTABLE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

guint
zhihui_sortable_get_n_keys (ZhihuiSortable *self)
{
  return ZHIHUI_SORTABLE_GET_IFACE (self)->n_keys;
}

/**
 * zhihui_sortable_get_key:
 *
 * Returns: (transfer none): the id of something by which rows can stand
 */
const char *
zhihui_sortable_get_key (ZhihuiSortable *self, guint index)
{
  return ZHIHUI_SORTABLE_GET_IFACE (self)->get_key (index);
}

/**
 * zhihui_sortable_get_title:
 *
 * Returns: (transfer none): what its column is called
 */
const char *
zhihui_sortable_get_title (ZhihuiSortable *self, guint index)
{
  return ZHIHUI_SORTABLE_GET_IFACE (self)->get_title (self, index);
}

/**
 * zhihui_sortable_get_plain_title:
 *
 * Returns: (transfer none) (nullable): what it is called when rows stand by no key; %NULL: they
 *   always stand by one
 */
const char *
zhihui_sortable_get_plain_title (ZhihuiSortable *self)
{
  ZhihuiSortableInterface *iface = ZHIHUI_SORTABLE_GET_IFACE (self);

  return iface->get_plain_title != NULL ? iface->get_plain_title (self) : NULL;
}

/**
 * zhihui_sortable_dup_order:
 *
 * Returns: (transfer full) (nullable): how the rows stand; %NULL: as they came
 */
char *
zhihui_sortable_dup_order (ZhihuiSortable *self)
{
  guint    index;
  gboolean descending;

  if (!ZHIHUI_SORTABLE_GET_IFACE (self)->find_order (self, &index, &descending))
    return NULL;
  return g_strconcat (zhihui_sortable_get_key (self, index), descending ? DESCENDING : NULL, NULL);
}

/**
 * zhihui_sortable_set_order:
 * @order: (nullable): as zhihui_sortable_dup_order() writes it; "" is %NULL
 *
 * Returns: %FALSE when it is none; the rows stay as they stand then
 */
gboolean
zhihui_sortable_set_order (ZhihuiSortable *self, const char *order)
{
  gboolean         descending = order != NULL && g_str_has_suffix (order, DESCENDING);
  g_autofree char *key =
    order != NULL ? g_strndup (order, strlen (order) - (descending ? strlen (DESCENDING) : 0))
                  : NULL;
  g_autofree char *now = zhihui_sortable_dup_order (self);

  if (g_strcmp0 (now, order) == 0)
    return TRUE;
  if (order == NULL || *order == '\0')
    {
      if (ZHIHUI_SORTABLE_GET_IFACE (self)->clear_order == NULL)
        return FALSE;
      ZHIHUI_SORTABLE_GET_IFACE (self)->clear_order (self);
      return TRUE;
    }
  for (guint i = 0; key != NULL && i < zhihui_sortable_get_n_keys (self); i++)
    if (g_str_equal (zhihui_sortable_get_key (self, i), key))
      {
        ZHIHUI_SORTABLE_GET_IFACE (self)->take_order (self, i, descending);
        return TRUE;
      }
  return FALSE;
}

/**
 * zhihui_sortable_order_changed:
 *
 * For the tables: they stand otherwise now.
 */
void
zhihui_sortable_order_changed (ZhihuiSortable *self)
{
  g_signal_emit (self, signals[ORDER_CHANGED], 0);
}
