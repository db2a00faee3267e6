/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-store.h"

G_BEGIN_DECLS

/* What changed when, kept in the database for two days, so that a listener that was away is told
 * what it missed. A change is the set of topics whose tag differs from the one before. */
typedef struct _ZhihuiChangeJournal ZhihuiChangeJournal;

#define ZHIHUI_DESK_TOPIC "desk:" /* begins the name of a topic that only desks are told */

ZhihuiChangeJournal *zhihui_change_journal_new (ZhihuiStore *store, GError **error);
void                 zhihui_change_journal_free (ZhihuiChangeJournal *self);

gint64 zhihui_change_journal_get_newest (ZhihuiChangeJournal *self);
char *
zhihui_change_journal_note (ZhihuiChangeJournal *self, GHashTable *tags, gint64 at, GError **error);
char *zhihui_change_journal_read_since (ZhihuiChangeJournal *self, gint64 id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiChangeJournal, zhihui_change_journal_free)

G_END_DECLS
