/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-director.h"

G_BEGIN_DECLS

/* The parts of the director: only its own files include this. */

/* What a person sees of a screen: whoever is told again is told something else. */
typedef struct
{
  const char *page, *pinned, *next; /* interned */
  char       *words;                /* owned, nullable: of the interruption */
  guint       number, n_pages;
  gboolean    is_held, is_curtained;
} ZhihuiDirectorTold;

typedef struct
{
  const char        *name; /* interned */
  gboolean           is_there;
  GArray            *own;      /* (element-type ZhihuiPlayItem), owned; NULL: the list of all */
  ZhihuiRotation     rotation; /* owned parts */
  const char        *pinned;   /* interned or NULL */
  ZhihuiDirectorTold told;     /* owned parts */
} ZhihuiDirectedScreen;

typedef struct
{
  ZhihuiInterruption    told;   /* owned parts */
  const char           *page;   /* interned */
  ZhihuiDirectedScreen *screen; /* borrowed; NULL: every screen is pinned */
} ZhihuiPlacedInterruption;

struct _ZhihuiDirector
{
  GObject parent_instance;

  GPtrArray *pages; /* (element-type utf8) interned, owned: those there are */
  GPtrArray
    *screens; /* (element-type ZhihuiDirectedScreen), owned: every one that was ever named */
  GPtrArray
    *present; /* (element-type ZhihuiDirectedScreen), owned; elements borrowed: those there are */
  GArray *common; /* (element-type ZhihuiPlayItem), owned */
  GPtrArray
    *interruptions; /* (element-type ZhihuiPlacedInterruption), owned: in the order they came */
  gboolean held, curtained;
  gboolean has_time;
  gint64   now_us;
};

ZhihuiDirectedScreen             *
zhihui_director_find_present (ZhihuiDirector *self, const char *name, GError **error);
const char *zhihui_director_find_page (ZhihuiDirector *self, const char *page, GError **error);
void        zhihui_director_plan (ZhihuiDirector *self);
void        zhihui_director_place_interruptions (ZhihuiDirector *self);
ZhihuiPlacedInterruption *zhihui_director_find_interruption (ZhihuiDirector             *self,
                                                             const ZhihuiDirectedScreen *screen);
void                      zhihui_director_settle (ZhihuiDirector *self);
gboolean zhihui_director_is_running (ZhihuiDirector *self, const ZhihuiDirectedScreen *screen);

G_END_DECLS
