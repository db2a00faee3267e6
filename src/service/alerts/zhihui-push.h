/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-store.h"

G_BEGIN_DECLS

/* Who is told what, by configuration: "alert:orange=leader,unit_head;hot_word=leader". A name
 * before
 * "=" is a kind of news, with the lowest level that is told; behind it are recipients: roles, of
 * which unit_head is the one of the unit that the news are about. */
typedef struct _ZhihuiPushRules ZhihuiPushRules;

#define ZHIHUI_PUSH_DEFAULT                                                                        \
  "alert:orange=leader,unit_head;hot_word=leader;instruct=leader,unit_head"

/* News. Borrowed. */
typedef struct
{
  const char *kind;    /* "alert" "hot_word" "instruct" */
  const char *subject; /* id of the alert or the case */
  const char *text;
  ZhihuiLevel level;
  guint32     unit; /* index, ZHIHUI_NO_INDEX none */
  gint64      at;
} ZhihuiNews;

ZhihuiPushRules *zhihui_push_rules_parse (const char *text, GError **error);
void             zhihui_push_rules_free (ZhihuiPushRules *self);
gboolean         zhihui_push_rules_tell (
          ZhihuiPushRules *self, ZhihuiStore *store, const ZhihuiNews *news, guint *n_told, GError **error);

gboolean zhihui_push_write (
  ZhihuiStore *store, const char *recipient, guint32 unit, const ZhihuiNews *news, GError **error);
gboolean zhihui_push_mark_read (
  ZhihuiStore *store, gint64 id, const char *by, gint64 at, gboolean *is_there, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiPushRules, zhihui_push_rules_free)

G_END_DECLS
