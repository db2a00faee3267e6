/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-case-item.h"

struct _ZhihuiCaseItem
{
  GObject parent_instance;

  ZhihuiDeskCase *one; /* owned */
};

G_DEFINE_FINAL_TYPE (ZhihuiCaseItem, zhihui_case_item, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
zhihui_case_item_finalize (GObject *object)
{
  zhihui_desk_case_unref (ZHIHUI_CASE_ITEM (object)->one);
  G_OBJECT_CLASS (zhihui_case_item_parent_class)->finalize (object);
}

static void
zhihui_case_item_class_init (ZhihuiCaseItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = zhihui_case_item_finalize;
  signals[CHANGED] = g_signal_new (
    "changed", ZHIHUI_TYPE_CASE_ITEM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
zhihui_case_item_init (ZhihuiCaseItem *self)
{
}

ZhihuiCaseItem *
zhihui_case_item_new (ZhihuiDeskCase *one)
{
  ZhihuiCaseItem *self = g_object_new (ZHIHUI_TYPE_CASE_ITEM, NULL);

  self->one = zhihui_desk_case_ref (one);
  return self;
}

ZhihuiDeskCase *
zhihui_case_item_get_case (ZhihuiCaseItem *self)
{
  return self->one;
}

/**
 * zhihui_case_item_set_case:
 * @one: the same case, perhaps later
 *
 * Returns: whether it is another one than before
 */
gboolean
zhihui_case_item_set_case (ZhihuiCaseItem *self, ZhihuiDeskCase *one)
{
  if (self->one == one)
    return FALSE;

  zhihui_desk_case_ref (one);
  zhihui_desk_case_unref (self->one);
  self->one = one;
  g_signal_emit (self, signals[CHANGED], 0);
  return TRUE;
}
