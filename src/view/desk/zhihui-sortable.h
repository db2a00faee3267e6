/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A table whose rows can stand in several orders. An order is written "due_at" or "due_at desc": a
 * key, which is the same in every language. */
#define ZHIHUI_TYPE_SORTABLE (zhihui_sortable_get_type ())
G_DECLARE_INTERFACE (ZhihuiSortable, zhihui_sortable, ZHIHUI, SORTABLE, GtkWidget)

struct _ZhihuiSortableInterface
{
  GTypeInterface parent_iface;

  guint n_keys;
  const char *(*get_key) (guint index);                         /* an id */
  const char *(*get_title) (ZhihuiSortable *self, guint index); /* for people */
  gboolean (*find_order) (ZhihuiSortable *self, guint *index, gboolean *descending);
  void (*take_order) (ZhihuiSortable *self, guint index, gboolean descending);
  /* NULL: rows always stand by a key */
  void (*clear_order) (ZhihuiSortable *self);
  const char *(*get_plain_title) (ZhihuiSortable *self); /* for people: the order without a key */
};

guint       zhihui_sortable_get_n_keys (ZhihuiSortable *self);
const char *zhihui_sortable_get_key (ZhihuiSortable *self, guint index);
const char *zhihui_sortable_get_title (ZhihuiSortable *self, guint index);
const char *zhihui_sortable_get_plain_title (ZhihuiSortable *self);
char       *zhihui_sortable_dup_order (ZhihuiSortable *self);
gboolean    zhihui_sortable_set_order (ZhihuiSortable *self, const char *order);
void        zhihui_sortable_order_changed (ZhihuiSortable *self);

G_END_DECLS
