/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A page and how long it stays. */
typedef struct
{
  const char *page;    /* interned */
  guint       dwell_s; /* 0: until somebody turns */
} ZhihuiPlayItem;

/* How long a page stays where nobody said so: the pages of others that come for a while, and what
 * was asked for by name. */
#define ZHIHUI_DWELL_S 30
#define ZHIHUI_DWELL_OVERVIEW_S 60
#define ZHIHUI_STAYS G_MAXINT64

/* Where one screen is in its pages. Never has no page once it was given some. */
typedef struct
{
  GArray     *items; /* (element-type ZhihuiPlayItem), owned */
  guint       index;
  gint64      left_us;       /* of the present item, or ZHIHUI_STAYS */
  const char *visit;         /* interned or NULL: a page that is none of the items, for a while */
  gint64      visit_left_us; /* of @visit */
} ZhihuiRotation;

void        zhihui_rotation_init (ZhihuiRotation *self);
void        zhihui_rotation_clear (ZhihuiRotation *self);
void        zhihui_rotation_set_items (ZhihuiRotation *self, const ZhihuiPlayItem *items, guint n);
void        zhihui_rotation_turn (ZhihuiRotation *self, int direction);
void        zhihui_rotation_show (ZhihuiRotation *self, const char *page);
void        zhihui_rotation_pass (ZhihuiRotation *self, gint64 elapsed_us);
const char *zhihui_rotation_get_page (const ZhihuiRotation *self);
const char *zhihui_rotation_get_next (const ZhihuiRotation *self);
gint64      zhihui_rotation_get_left_us (const ZhihuiRotation *self);
guint       zhihui_rotation_get_dwell_s (const ZhihuiRotation *self);

guint zhihui_dwell_s (const char *page);

G_END_DECLS
