/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-situation.h"

G_BEGIN_DECLS

/* What is to be heard now: one sound, and perhaps one text, for all alerts that are due. */
typedef struct
{
  ZhihuiLevel level;       /* the highest */
  guint       n_alerts;    /* that it stands for */
  gboolean    is_repeated; /* nothing of it is new */
  guint       volume;      /* percent */
  char       *words;       /* owned, NULL: the sound alone; plain text, nothing personal */
} ZhihuiAnnouncement;

ZhihuiAnnouncement *zhihui_announcement_copy (const ZhihuiAnnouncement *self);
void                zhihui_announcement_free (ZhihuiAnnouncement *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiAnnouncement, zhihui_announcement_free)

G_END_DECLS
